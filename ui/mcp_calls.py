"""What a tool is, as other assistants are offered it: what a call of it carries, and what comes of the call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from assistant.kept.session import Session
from assistant.model import Json
from assistant.service import Assistant
from calculators.model import Upload
from corpus.bilingual import Bilingual, Language
from ui.mcp_arguments import Schema, Spoken


@dataclass(frozen=True, slots=True)
class Beside:
    """What a call carries beside a tool's own arguments, as it stands.

    `language` is what the call asks for; `spoken` is the language for what no question decides.
    """

    session: Session | None
    uploads: tuple[Upload, ...]
    language: Language | None
    spoken: Language


@dataclass(frozen=True, slots=True)
class Told:
    """A result: as the JSON of the contract, and as text with its sources."""

    json: Json
    text: str


Run = Callable[[Assistant, Mapping[str, object], Beside], Told]


@dataclass(frozen=True, slots=True)
class HouseTool:
    """A tool: its own arguments as JSON schema, what a call may carry beside them, and what it does.

    `asks`: it may search the clauses, whose index must be ready. `opens` and `deletes`: what it does to sessions.
    """

    name: str
    description: Bilingual
    own: Schema
    carried: type[Spoken]
    run: Run
    asks: bool = False
    opens: bool = False
    deletes: bool = False

    @property
    def reads_only(self) -> bool:
        """Whether it leaves everything as it is."""
        return not (self.opens or self.deletes)
