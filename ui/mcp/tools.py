"""The tools as other assistants are offered them, and how a call of one is answered."""

import threading
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial

from assistant.errors import UnknownTool, WrongArguments
from assistant.model import Json
from assistant.offered.running import run
from assistant.offered.schemas import NO_SUCH, Schema, joined, schema_of, taken
from assistant.offered.tools import TOOLS, Tool, arguments_of
from assistant.service import Assistant
from corpus.bilingual import Bilingual, Language
from ui.mcp.arguments import (
    InSession,
    Spoken,
    WhoseSheets,
    WithFiles,
    WithSheets,
    divided,
)
from ui.mcp.house_tool import CallContext, HouseTool, Told
from ui.mcp.own_tools import OWN
from ui.mcp.said import answer_text, clause_text, search_text
from ui.words.labels import MAX_ECHO

_ANSWERS = Bilingual(
    "返回经核对的回答：正文、引文、每个数字的算式与出处、回执；数字须照原样引用，并带上出处。",
    "Returns a verified answer: text, quotations, each figure with its formula and source, a receipt. Quote figures "
    "exactly as given, with their citations.",
)
# What comes of the tools that answer nothing, as text.
_FOUND: Mapping[str, Callable[[Json, Language], str]] = {"search_clauses": search_text, "read_clause": clause_text}
_NO_PATHS = Bilingual(
    "这里不读取路径，请用 contents 给出内容，或先把数据表加入会话",
    "no paths are read here: give the content with contents, or a session that has the sheets",
)


class Toolbox:
    """The tools over one assistant. `by_path`: callers are on this machine, and may name its files."""

    def __init__(self, assistant: Assistant, *, by_path: bool) -> None:
        self._assistant = assistant
        self._by_path = by_path
        self._preparing = threading.Lock()
        self._prepared = False

    @cached_property
    def tools(self) -> Mapping[str, HouseTool]:
        """The tools by name."""
        return {one.name: one for one in (*OWN, *_offered())}

    def schema(self, tool: HouseTool) -> Schema:
        """Return the JSON schema of all arguments of a tool."""
        return joined(tool.own, schema_of(self._carried(tool)))

    def waits(self, name: str) -> bool:
        """Say whether a call of a tool may wait for a language model."""
        return name in self.tools and self.tools[name].waits

    def call(self, name: str, arguments: Mapping[str, object], spoken: Language, stop: threading.Event) -> Told:
        """Answer a call; `spoken` is the language for what no question decides. Raises what the tool raises.

        No language model is waited for once `stop` is set. Raises UnknownTool, and WrongArguments.
        """
        tool = self.tools.get(name)
        if tool is None:
            raise UnknownTool(name, self.tools)
        if "files" in arguments and not self._by_path:
            raise WrongArguments(name, "files", arguments["files"], _NO_PATHS)
        known = self.schema(tool)["properties"]
        for unknown in arguments.keys() - known.keys():
            raise WrongArguments(name, unknown[:MAX_ECHO], arguments[unknown], NO_SUCH, tuple(known))
        beside, own = divided(arguments, self._carried(tool))
        carried = taken(name, self._carried(tool), beside)
        session = carried.session if isinstance(carried, InSession) else None
        known = self._assistant.sessions.get(session) if session is not None else None
        given = CallContext(known, carried.uploads(name), carried.lang, spoken, self._prepare, stop)
        return tool.run(self._assistant, own, given)

    def _carried(self, tool: HouseTool) -> type[Spoken]:
        return WithFiles if self._by_path and tool.carried is WithSheets else tool.carried

    def _prepare(self) -> None:
        """Open the index before the first call that needs it; calls that come meanwhile wait for it."""
        with self._preparing:
            if not self._prepared:
                self._assistant.prepare()
                self._prepared = True


def _offered() -> Iterator[HouseTool]:
    """Yield the tools that a language model of ours is offered too."""
    for one in TOOLS.values():
        own = joined(one.schema(), *([schema_of(WhoseSheets)] if one.of_sheet else []))
        carried = WithSheets if one.of_sheet else Spoken
        call = partial(_run_offered, one)
        yield HouseTool(one.name, _described(one), own, carried, call)


def _described(tool: Tool) -> Bilingual:
    """Return what a tool is for and what it returns: clauses as their description says, else an answer."""
    own = tool.description
    return own if tool.name in _FOUND else Bilingual(f"{own.zh}{_ANSWERS.zh}", f"{own.en} {_ANSWERS.en}")


def _run_offered(tool: Tool, assistant: Assistant, arguments: Mapping[str, object], beside: CallContext) -> Told:
    whose, own = divided(arguments, WhoseSheets) if tool.of_sheet else ({}, arguments)
    asked, _ = taken(tool.name, WhoseSheets, whose), arguments_of(tool, own)
    if tool.name != "read_clause":
        beside.ready()
    with beside.with_sheets(assistant, asked.county, asked.year) as session:
        result = run(
            assistant, tool.name, own, session=session, language=beside.spoken, county=asked.county, year=asked.year
        )
    text = _FOUND.get(tool.name, answer_text)
    return Told(result, text(result, beside.spoken))
