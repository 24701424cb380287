"""What a model plans: what the built-in engine reads in a question decides, and the model only what that cannot."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.asked.understanding import Understanding, understand
from assistant.kept.session import Session
from assistant.language_model.messages import ToolCall, ToolSpec
from assistant.phrasing.plan import DoesNotFit, planned, specs
from assistant.service import Assistant
from corpus.strict import load_yaml
from tests.conftest import sample

PLAIN_WORDS = load_yaml((Path(__file__).parent / "plain_words.yaml").read_text(encoding="utf-8"))
SCHOOLS = ("石井中学", "康美小学")


def read(assistant: Assistant, question: str) -> Understanding:
    return understand(question, assistant.tools.gazetteer, assistant.tools.terms, schools=SCHOOLS)


def names(found: tuple[ToolSpec, ...]) -> list[str]:
    return [one.name for one in found]


def fields(found: tuple[ToolSpec, ...]) -> set[str]:
    return {name for one in found for name in one.parameters["properties"]}  # type: ignore[attr-defined]


def test_without_a_sheet_no_tool_of_the_sheet_is_offered(assistant: Assistant) -> None:
    asked = read(assistant, "娃娃们唱歌的屋子够不够用")
    assert names(specs(asked, "zh", has_sheet=False)) == ["get_standard", "compare_places"]
    assert set(names(specs(asked, "zh", has_sheet=True))) > {"compute", "county_verdict", "describe_sheet"}


@pytest.mark.parametrize("question", ["石井中学的娃挤不挤", "鲤城2025年娃挤不挤", "How crowded is it"])
def test_a_model_is_shown_no_free_text_and_no_name(assistant: Assistant, question: str) -> None:
    offered = specs(read(assistant, question), "zh", has_sheet=True)
    assert offered and fields(offered) <= {"item", "kind", "stage", "want"}
    assert not any(name in str(offered) for name in (*SCHOOLS, "鲤城"))


def test_a_tool_is_offered_where_it_has_room_for_what_is_named(assistant: Assistant) -> None:
    of_school = specs(read(assistant, "石井中学的娃挤不挤"), "zh", has_sheet=True)
    of_places = specs(read(assistant, "鲤城和南安的娃谁更挤"), "zh", has_sheet=True)
    assert names(of_school) == ["compute"] and names(of_places) == ["compare_places"]
    assert specs(read(assistant, "石井中学和康美小学谁挤"), "zh", has_sheet=True) == ()


@pytest.mark.parametrize(
    ("question", "call", "meant"),
    [
        ("唱歌的地方够不够", {"want": "verdict", "item": "G3"}, "我们县音乐、美术专用教室达标吗？"),
        ("初中唱歌够不够", {"want": "verdict", "item": "G3", "stage": "小学"}, "我们县初中音乐、美术专用教室达标吗？"),
        ("班额咋样", {"want": "verdict", "item": "R1"}, "我们县班级学生数达标吗？"),
        ("石井中学挤不挤", {"want": "value", "item": "G5", "school": "康美小学"}, "石井中学的班级学生数是多少？"),
        ("Is it crowded in primary classrooms", {"want": "verdict", "item": "G5"},
         "Does our county meet the requirement for class size in primary schools?"),
    ],
)  # fmt: skip
def test_the_built_in_reading_goes_over_the_call(
    assistant: Assistant, question: str, call: Mapping[str, object], meant: str
) -> None:
    assert planned(ToolCall("compute", call), read(assistant, question), has_sheet=True) == meant


def test_places_and_years_are_those_of_the_question(assistant: Assistant) -> None:
    asked = read(assistant, "南安2025年唱歌的地方要多少")
    call = ToolCall("get_standard", {"item": "G3", "place": "鲤城区", "year": 2022, "kind": "target"})
    assert planned(call, asked, has_sheet=False) == "音乐、美术专用教室在南安市2025年的目标是多少？"
    both = read(assistant, "鲤城和南安唱歌的地方")
    compared = planned(ToolCall("compare_places", {"item": "G3"}), both, has_sheet=False)
    assert compared == "音乐、美术专用教室在鲤城区、南安市的标准分别是多少？"


@pytest.mark.parametrize(
    ("question", "name", "arguments", "told"),
    [
        ("唱歌的地方够不够", "remedies", {}, "remedies"),
        ("唱歌的地方够不够", "search_clauses", {"query": "高考"}, "search_clauses"),
        ("唱歌的地方够不够", "get_standard", {"item": "R99"}, "R99"),
        ("唱歌的地方够不够", "get_standard", {"item": "G3", "place": "鲤城区"}, "place"),
        ("唱歌的地方够不够", "get_standard", {"item": "G3", "year": 2025}, "year"),
        ("唱歌的地方够不够", "compute", {"want": "verdict", "school": "康美小学"}, "school"),
        ("乐清唱歌的地方够不够", "compute", {"want": "verdict", "item": "G3"}, "place"),
        ("石井中学唱歌的地方够不够", "get_standard", {"item": "G3"}, "school"),
        ("石井中学和康美小学谁挤", "compute", {"want": "value", "item": "G5"}, "schools"),
        ("班额咋样", "county_verdict", {}, "item"),
    ],
)
def test_what_does_not_fit_is_told_in_words(
    assistant: Assistant, question: str, name: str, arguments: Mapping[str, object], told: str
) -> None:
    with pytest.raises(DoesNotFit) as error:
        planned(ToolCall(name, arguments), read(assistant, question), has_sheet=True)
    assert told in error.value.told


def test_the_right_call_leads_to_an_answer_where_the_built_in_engine_has_none(assistant: Assistant) -> None:
    session = Session()
    assistant.check([sample("county_survey.xlsx")], session=session)

    def status(question: str) -> str:
        return assistant.ask(
            question, session=Session(uploads=session.uploads, report=session.report, corpus=session.corpus)
        ).status

    missed = [one for one in PLAIN_WORDS if status(one["question"]) != "answered"]
    for one in missed:
        call = ToolCall(one["call"]["name"], one["call"]["arguments"])
        found = planned(call, read(assistant, one["question"]), has_sheet=True)
        assert status(found) == "answered", (one, found)
    assert len(missed) > len(PLAIN_WORDS) / 2
