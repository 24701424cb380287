"""The tools: their names, what they are for, and what they may be called with, as JSON schemas."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import UnknownTool
from assistant.offered.arguments import (
    Arguments,
    ComparePlaces,
    Compute,
    CountyVerdict,
    DescribeSheet,
    GetStandard,
    ReadClause,
    SearchClauses,
)
from assistant.offered.labels import labelled
from assistant.offered.schemas import Schema, schema_of, taken
from corpus.bilingual import Bilingual, Language


@dataclass(frozen=True, slots=True)
class Tool:
    """One tool. `of_sheet`: only a sheet at hand answers it."""

    name: str
    description: Bilingual
    arguments: type[Arguments]
    of_sheet: bool = False

    def schema(self, language: Language | None = None) -> Schema:
        """Return the JSON schema of its arguments, described in one language or (None) in both."""
        schema = schema_of(self.arguments)
        described = {
            name: {**one, "description": labelled(name, language)} for name, one in schema["properties"].items()
        }
        return {**schema, "properties": described}


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
    return taken(tool.name, tool.arguments, given)
