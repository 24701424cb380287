"""What a tool is, as other assistants are offered it: what a call of it carries, and what comes of the call."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

from assistant.kept.session import Session
from assistant.model import Json
from assistant.service import Assistant
from calculators.model import Upload
from corpus.bilingual import Bilingual, Language
from ui.mcp_arguments import Schema, Spoken
from ui.turns import turn


@dataclass(frozen=True, slots=True)
class Beside:
    """What a call carries beside a tool's own arguments, as it stands.

    `language` is what the call asks for; `spoken` is the language for what no question decides. What needs the index
    calls `ready`, which opens it, before it takes its turn: nobody holds a turn while he waits for the index.
    """

    session: Session | None
    uploads: tuple[Upload, ...]
    language: Language | None
    spoken: Language
    ready: Callable[[], None]

    def turn(self) -> AbstractContextManager[None]:
        """Return a turn to read the sheets in; where there are none, nobody has to wait."""
        return turn(self.uploads) if self.uploads else nullcontext()


@dataclass(frozen=True, slots=True)
class Told:
    """A result: as the JSON of the contract, and as text with its sources."""

    json: Json
    text: str


Run = Callable[[Assistant, Mapping[str, object], Beside], Told]


@dataclass(frozen=True, slots=True)
class HouseTool:
    """A tool: its own arguments as JSON schema, what a call may carry beside them, and what it does.

    `opens` and `deletes` say what it does to sessions.
    """

    name: str
    description: Bilingual
    own: Schema
    carried: type[Spoken]
    run: Run
    opens: bool = False
    deletes: bool = False

    @property
    def reads_only(self) -> bool:
        """Whether it leaves everything as it is."""
        return not (self.opens or self.deletes)
