"""What a model may plan: which of the house's own questions a question is likely to mean, in ids that it chooses.

What the built-in engine read in the question decides: a call says only what that could not. The question of a call is
offered to be asked, and not answered unasked: no measure at hand tells a right plan from a wrong one for a question
that nothing here answers. Of 86 freely worded questions, likeness (to the question planned, to the plain questions of
its clauses, and to those that no clause answers) told fewer than one in ten where it let pass one in a hundred of the
unanswerable ones, with whichever call suits them best.
"""

from collections.abc import Iterator, Mapping

from assistant.asked.items import topics_of
from assistant.asked.understanding import Understanding
from assistant.errors import UnknownTool, WrongArguments
from assistant.language_model.messages import ToolCall, ToolSpec
from assistant.offered.labels import labelled
from assistant.offered.questions import Known, question_of
from assistant.offered.tools import TOOLS, Tool, arguments_of
from corpus.bilingual import Bilingual, Language

# Read in the question by the built-in engine: no model has to choose them, nor to see them.
_NAMES = ("place", "places", "year", "school")
_FREE = ("search_clauses", "read_clause")


def specs(asked: Understanding, language: Language, *, has_sheet: bool) -> tuple[ToolSpec, ...]:
    """Return the tools that have room for all that a question names; those of the sheet only where there is one."""
    fitting = [tool for tool in _offered(has_sheet) if _no_room(tool, _read(asked)) is None]
    return tuple(_spec(tool, language, labels=tool is fitting[0]) for tool in fitting)


class DoesNotFit(Exception):
    """A call does not fit the question. `told`: why, in words that a model can mend it by."""

    def __init__(self, told: str) -> None:
        super().__init__(told)
        self.told = told


def planned(call: ToolCall, asked: Understanding, *, has_sheet: bool) -> str:
    """Return the complete question that a call means, in the language of the question at hand. Raises DoesNotFit."""
    language, read = asked.language, _read(asked, call.arguments.get("item"))
    try:
        tool = _tool_of(call.name, has_sheet)
        if told := _no_room(tool, read) or _not_said(call, read):
            raise DoesNotFit(told.say(language))
        named = {place.full_name: place for place in asked.places}
        given = arguments_of(tool, {**call.arguments, **read})
        return question_of(given, Known(named.__getitem__, (), asked.schools)).text.say(language)
    except (UnknownTool, WrongArguments) as error:
        raise DoesNotFit(f"{error.message.say(language)}{error.hint.say(language)}") from error


def _offered(has_sheet: bool) -> Iterator[Tool]:
    return (tool for tool in TOOLS.values() if tool.name not in _FREE and (has_sheet or not tool.of_sheet))


def _tool_of(name: str, has_sheet: bool) -> Tool:
    offered = {tool.name: tool for tool in _offered(has_sheet)}
    if name not in offered:
        raise UnknownTool(name, offered)
    return offered[name]


def _read(asked: Understanding, chosen: object = None) -> Mapping[str, object]:
    """Return the arguments that the built-in engine reads in a question; of several items, the one that was chosen."""
    topics, places = topics_of(asked), [place.full_name for place in asked.places]
    found: Mapping[str, object] = {
        "item": chosen if chosen in topics else next(iter(topics), None), "stage": asked.stage, "year": asked.year,
        "school": asked.schools[0] if len(asked.schools) == 1 else None,
        "schools": asked.schools if len(asked.schools) > 1 else None, "place": places[0] if len(places) == 1 else None,
        "places": places if len(places) > 1 else None,
    }  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


def _no_room(tool: Tool, read: Mapping[str, object]) -> Bilingual | None:
    """Say what a question names that a tool cannot be told; None where there is nothing."""
    lost = [name for name in read if name not in tool.arguments.model_fields]
    if not lost:
        return None
    listed = ", ".join(lost)
    return Bilingual(
        f"问题里有 {listed}，工具 {tool.name} 没有这个参数。",
        f"The question names {listed}; {tool.name} has no such argument.",
    )


def _not_said(call: ToolCall, read: Mapping[str, object]) -> Bilingual | None:
    """Say what a call names that the question does not; None where there is nothing."""
    made_up = [name for name in _NAMES if call.arguments.get(name) is not None and name not in read]
    if not made_up:
        return None
    listed = ", ".join(made_up)
    return Bilingual(f"问题里没有说到 {listed}。", f"The question does not name {listed}.")


def _spec(tool: Tool, language: Language, *, labels: bool) -> ToolSpec:
    """Return a tool as a model is told of it: without the names that are read for it; items are told once."""
    schema = tool.schema(language)
    written = schema["properties"]
    assert isinstance(written, dict)
    fields = {name: one for name, one in written.items() if name not in _NAMES}
    if "item" in fields and not labels:
        fields["item"] = {**fields["item"], "description": labelled("item", language, values=False)}
    return ToolSpec(tool.name, tool.description.say(language), {**schema, "properties": fields})
