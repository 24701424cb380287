"""What a tool is, as other assistants are offered it: what a call of it carries, and what comes of the call."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from assistant.kept.session import Session
from assistant.model import Json
from assistant.offered.schemas import Schema
from assistant.service import Assistant
from calculators.model import Upload
from corpus.bilingual import Bilingual, Language
from ui.mcp.arguments import Spoken
from ui.server.turns import turn


@dataclass(frozen=True, slots=True)
class CallContext:
    """What a call carries beside a tool's own arguments, as it stands.

    `language` is what the call asks for; `spoken` is the language for what no question decides. What needs the index
    calls `ready`, which opens it, before it takes its turn: nobody holds a turn while he waits for the index. `stop` is
    set once the caller has gone.
    """

    session: Session | None
    uploads: tuple[Upload, ...]
    language: Language | None
    spoken: Language
    ready: Callable[[], None]
    stop: threading.Event = field(default_factory=threading.Event)

    @contextlib.contextmanager
    def with_sheets(self, assistant: Assistant, county: str | None, year: int | None) -> Iterator[Session]:
        """Give the session of the call, or a new one, with the sheets of the call read into it.

        Only for reading them is a turn held. Raises SessionBusy, Refused and SheetError.
        """
        session = self.session or Session()
        with session.at_work():
            if self.uploads:
                with turn(self.uploads):
                    language = self.language or "zh"
                    assistant.check(self.uploads, county=county, year=year, language=language, session=session)
            yield session


@dataclass(frozen=True, slots=True)
class Told:
    """A result: as the JSON of the contract, and as text with its sources."""

    json: Json
    text: str


Run = Callable[[Assistant, Mapping[str, object], CallContext], Told]


@dataclass(frozen=True, slots=True)
class HouseTool:
    """A tool: its own arguments as JSON schema, what a call may carry beside them, and what it does.

    `opens` and `deletes` say what it does to sessions; `waits`: it may wait for a language model.
    """

    name: str
    description: Bilingual
    own: Schema
    carried: type[Spoken]
    run: Run
    opens: bool = False
    deletes: bool = False
    waits: bool = False

    @property
    def reads_only(self) -> bool:
        """Whether it leaves everything as it is."""
        return not (self.opens or self.deletes)
