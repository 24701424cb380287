"""The tools: their names, what they are for, and what they may be called with, as JSON schemas."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import UnknownTool, WrongArguments
from assistant.model import Json
from assistant.offered.arguments import (
    Arguments,
    ComparePlaces,
    Compute,
    CountyVerdict,
    DescribeSheet,
    DoesNotFit,
    GetStandard,
    ReadClause,
    SearchClauses,
)
from assistant.offered.labels import labelled
from corpus.bilingual import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. `of_sheet`: only a sheet at hand answers it."""

    name: str
    description: Bilingual
    arguments: type[Arguments]
    of_sheet: bool = False

    def schema(self, language: Language | None = None) -> Json:
        """Return the JSON schema of its arguments, described in one language or (None) in both."""
        written = self.arguments.model_json_schema()
        fields = {name: _field(name, one, language) for name, one in written["properties"].items()}
        required = written.get("required", [])
        return {"type": "object", "properties": fields, "required": required, "additionalProperties": False}


TOOLS: Mapping[str, Tool] = {
    one.name: one
    for one in (
        Tool(
            "search_clauses",
            Bilingual(
                "按关键词查找政策条文，返回条文原文及其在文件中的位置。",
                "Find clauses of the policy documents by words; returns their own text and where it stands.",
            ),
            SearchClauses,
        ),
        Tool(
            "read_clause",
            Bilingual("读一条条文的原文。", "Read the text of one clause."),
            ReadClause,
        ),
        Tool(
            "get_standard",
            Bilingual(
                "查一项指标的国家要求，或某地自定的目标是多少。",
                "What is required nationally for one indicator, or what target a place has set itself.",
            ),
            GetStandard,
        ),
        Tool(
            "compare_places",
            Bilingual(
                "比较几个地方对同一指标的要求；不写地方时，查哪里的要求最严。",
                "Compare what places require for one indicator; without places, tell where it is strictest.",
            ),
            ComparePlaces,
        ),
        Tool(
            "describe_sheet",
            Bilingual(
                "说明当前数据表的内容：有多少学校、哪些学段。", "What the sheet at hand holds: how many schools."
            ),
            DescribeSheet,
            of_sheet=True,
        ),
        Tool(
            "compute",
            Bilingual(
                "按数据表计算并判定一项指标：本县或其中一所学校达标没有、数值多少、哪些学校不达标、排序、算式、缺哪些数据。",
                "Compute and judge an indicator from the sheet, for the county or one school of it: whether it is met,"
                " its value, which schools fail, their order, how it was worked out, what data is missing.",
            ),
            Compute,
            of_sheet=True,
        ),
        Tool(
            "county_verdict",
            Bilingual(
                "按数据表判定本县总体是否达到国家要求，列出各项结论。",
                "Judge from the sheet whether the county as a whole meets the national requirements, item by item.",
            ),
            CountyVerdict,
            of_sheet=True,
        ),
    )
}


def tool_of(name: str) -> Tool:
    """Return the tool of a name. Raises UnknownTool."""
    if name not in TOOLS:
        raise UnknownTool(name, TOOLS)
    return TOOLS[name]


def arguments_of(tool: Tool, given: Mapping[str, object]) -> Arguments:
    """Return the arguments of a tool, checked. Raises WrongArguments, which says of the first fault what it is."""
    try:
        return tool.arguments.model_validate(dict(given))
    except ValidationError as error:
        raise _wrong(tool, error.errors(include_url=False)[0], given) from None


def _wrong(tool: Tool, fault: ErrorDetails, given: Mapping[str, object]) -> WrongArguments:
    told = fault.get("ctx", {}).get("error")
    if isinstance(told, DoesNotFit):
        return WrongArguments(tool.name, told.argument, given.get(told.argument), told.allowed)
    argument = str(fault["loc"][0])
    if fault["type"] == "extra_forbidden":
        known = Bilingual("没有这个参数", "there is no such argument")
        return WrongArguments(tool.name, argument, fault["input"], known, tuple(tool.arguments.model_fields))
    fields = tool.schema()["properties"]
    assert isinstance(fields, dict)
    found = None if fault["type"] == "missing" else fault["input"]
    return WrongArguments(tool.name, argument, found, *_allowed(fields[argument]))


def _allowed(field: Mapping[str, object]) -> tuple[Bilingual, tuple[str, ...]]:
    """Return in words what a field takes, and its values where they are enumerated."""
    if values := field.get("enum"):
        assert isinstance(values, list)
        return Bilingual("应为下列之一", "it is one of these"), tuple(map(str, values))
    bounds = [f"{key}={value}" for key, value in field.items() if key.startswith(("min", "max"))]
    told = f"{field['type']} {', '.join(bounds)}".strip()
    return Bilingual(f"应为 {told}", f"it is {told}"), ()


def _field(name: str, written: Mapping[str, Any], language: Language | None) -> Json:
    """Return the schema of one argument: what it may be left out of is told by `required`, not by null."""
    kept = next((one for one in written.get("anyOf", ()) if one.get("type") != "null"), written)
    shown = {key: value for key, value in kept.items() if key not in ("title", "default", "anyOf")}
    if "items" in shown:
        shown["items"] = {key: value for key, value in shown["items"].items() if key != "title"}
    return {**shown, "description": labelled(name, language)}
