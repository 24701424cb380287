"""A call of a tool becomes a question that is understood as exactly what the call says, in both languages."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.asked.items import topics_of
from assistant.asked.own import is_overall, whole_asked
from assistant.asked.understanding import Understanding, understand
from assistant.asked.wants import wanted_of
from assistant.asked.worded import Question, Worded
from assistant.errors import WrongArguments
from assistant.offered.arguments import ITEMS, Arguments, SheetWant
from assistant.offered.questions import Known, question_of
from assistant.offered.tools import TOOLS, arguments_of
from assistant.sheet.insight import insight_asked
from corpus.bilingual import Language
from corpus.documents import load_library
from corpus.indicators import item_of
from corpus.model import STAGES
from corpus.places import Gazetteer, load_gazetteer
from corpus.standards import load_standards
from corpus.terms import load_terms

SCHOOLS = ("石井中学", "康美小学", "水头学校")
PLACES = ("国家", "鲤城区", "南安市", "乐清市", "晋江市", "北京市海淀区")


@cache
def gazetteer() -> Gazetteer:
    return load_gazetteer(load_library())


def known(schools: tuple[str, ...] | None = SCHOOLS) -> Known:
    return Known(gazetteer().named, gazetteer().covered, schools)


def optional(values: object) -> st.SearchStrategy[object]:
    return st.one_of(st.none(), st.sampled_from(list(values)))  # type: ignore[call-overload]


ITEM, STAGE, YEAR = st.sampled_from(ITEMS), optional(STAGES), optional((2022, 2025, 2027))
CALLS: Mapping[str, st.SearchStrategy[dict[str, object]]] = {
    "get_standard": st.fixed_dictionaries(
        {"item": ITEM, "kind": st.sampled_from(("requirement", "target")), "stage": STAGE, "year": YEAR,
         "place": optional(PLACES)}),
    "compare_places": st.fixed_dictionaries(
        {"item": ITEM, "stage": STAGE, "places": st.one_of(
            st.none(), st.lists(st.sampled_from(PLACES[1:]), min_size=2, max_size=4, unique=True))}),
    "describe_sheet": st.just({}),
    "compute": st.fixed_dictionaries(
        {"want": st.sampled_from(get_args(SheetWant)), "item": optional(ITEMS), "stage": STAGE,
         "school": optional(SCHOOLS)}),
    "county_verdict": st.just({}),
}  # fmt: skip


def all_of(tool: str) -> st.SearchStrategy[Arguments]:
    """The arguments that a tool takes, of all that can be put together."""

    def accepted(given: dict[str, object]) -> bool:
        try:
            arguments_of(TOOLS[tool], given)
        except WrongArguments:
            return False
        return True

    return CALLS[tool].filter(accepted).map(lambda given: arguments_of(TOOLS[tool], given))


QUESTIONS = st.one_of(*(all_of(tool) for tool in CALLS)).map(lambda call: question_of(call, known()))


def read(question: Question, language: Language) -> Understanding:
    text = question.text.say(language)
    return understand(text, gazetteer(), load_terms(), language=language, schools=SCHOOLS)


@given(QUESTIONS, st.sampled_from(("zh", "en")))
def test_the_question_names_what_the_call_names_and_nothing_else(question: Question, language: Language) -> None:
    asked = read(question, language)
    places = tuple(one for one in (question.place, *question.beside) if one)
    assert topics_of(asked) == ((question.item,) if question.item else ()) or question.want == "drivers"
    assert (asked.stage, asked.year) == (question.stage, question.year)
    assert asked.places == tuple(one for one in places if one.level != "country")
    assert asked.national == any(one.level == "country" for one in places) or question.want == "overall"
    assert asked.schools == ((question.school,) if question.school else ()) and not asked.unknown_schools


def wants(want: str) -> Callable[[Understanding], bool]:
    return lambda asked: (found := wanted_of(asked)) is not None and found.want == want


WANTED: Mapping[Worded, Callable[[Understanding], bool]] = {
    **dict.fromkeys(("verdict", "of_school", "school"), lambda asked: asked.intent == "verdict"),
    "overall": lambda asked: asked.intent == "verdict" and is_overall(asked),
    **dict.fromkeys(("which", "failing"), lambda asked: wants("which")(asked) and not wanted_of(asked).counts),
    **dict.fromkeys(("count", "counted"), lambda asked: wants("which")(asked) and wanted_of(asked).counts),
    "rank": lambda asked: wants("rank")(asked) and wanted_of(asked).order == "low" and wanted_of(asked).first == 5,
    "worst": lambda asked: wants("rank")(asked) and wanted_of(asked).order == "worst",
    "list": wants("list"),
    **dict.fromkeys(("explain", "explain_of_school"), wants("explain")),
    "drivers": lambda asked: insight_asked(asked) == "drivers",
    "missing": lambda asked: whole_asked(asked) == "open",
    "describe": wants("describe"),
    "value": lambda asked: asked.intent == "value" and asked.own and wanted_of(asked) is None,
    "value_of_school": lambda asked: asked.intent == "clause" and not asked.rule and wanted_of(asked) is None,
    **dict.fromkeys(
        ("clause", "target", "compared", "strictest"), lambda asked: asked.intent == "clause" and not asked.own),
}  # fmt: skip


@given(QUESTIONS, st.sampled_from(("zh", "en")))
def test_the_question_wants_what_the_call_wants(question: Question, language: Language) -> None:
    assert WANTED[question.want](read(question, language)), question.text.say(language)


def test_the_items_are_those_of_the_records() -> None:
    recorded = {item_of(one.indicator) for one in load_standards(load_library()).all}
    assert {item for item in recorded if not item.startswith("LOCAL.")} <= set(ITEMS)
    assert {one.indicator for one in load_terms() if one.indicator and "." not in one.indicator} == set(ITEMS)


@pytest.mark.parametrize(
    ("tool", "given", "argument"),
    [
        ("get_standard", {}, "item"),
        ("get_standard", {"item": "R9"}, "item"),
        ("get_standard", {"item": "R1", "stage": "高中"}, "stage"),
        ("get_standard", {"item": "R1", "year": 1899}, "year"),
        ("get_standard", {"item": "R1", "year": "2025"}, "year"),
        ("get_standard", {"item": "R1", "query": "高考"}, "query"),
        ("get_standard", {"item": "R1", "place": "没有这个县"}, "place"),
        ("compare_places", {"item": "R1", "places": ["鲤城区"]}, "places"),
        ("compute", {"want": "guess"}, "want"),
        ("compute", {"want": "value"}, "item"),
        ("compute", {"want": "rank", "item": "Q1"}, "item"),
        ("compute", {"want": "missing", "item": "R1"}, "item"),
        ("compute", {"want": "verdict", "stage": "小学"}, "stage"),
        ("compute", {"want": "which", "school": "康美小学"}, "want"),
        ("compute", {"want": "verdict", "school": "康美小学", "stage": "小学"}, "stage"),
        ("compute", {"want": "verdict", "school": "不存在的小学"}, "school"),
        ("county_verdict", {"place": "鲤城区"}, "place"),
    ],
)
def test_a_wrong_argument_is_named_with_what_was_found(tool: str, given: dict[str, object], argument: str) -> None:
    with pytest.raises(WrongArguments) as error:
        question_of(arguments_of(TOOLS[tool], given), known())
    for told in (error.value.message.zh, error.value.message.en):
        assert f" {argument} " in told and tool in told
        assert argument not in given or str(given[argument])[:20] in told


def test_a_school_needs_a_sheet_that_names_it() -> None:
    with pytest.raises(WrongArguments, match="no sheet"):
        question_of(arguments_of(TOOLS["compute"], {"want": "verdict", "school": "康美小学"}), known(None))


def test_null_is_not_said() -> None:
    given = {"want": "verdict", "item": "R1", "stage": None, "school": None}
    assert question_of(arguments_of(TOOLS["compute"], given), known()) == Question("verdict", "R1")


@pytest.mark.parametrize("tool", TOOLS.values(), ids=lambda tool: tool.name)
def test_a_schema_lists_every_value_with_its_label(tool: object) -> None:
    for language in ("zh", "en", None):
        schema = TOOLS[tool.name].schema(language)  # type: ignore[attr-defined]
        assert schema["additionalProperties"] is False and set(schema["required"]) <= set(schema["properties"])
        for field in schema["properties"].values():
            assert field["description"] and field["type"]
            assert all(f"{value}：" in field["description"] or f"{value}: " in field["description"]
                       for value in field.get("enum", ()))  # fmt: skip
