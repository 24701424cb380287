"""Tools over the real corpus and a sample sheet: what they give is what asking gives."""

import json
from pathlib import Path

import pytest

from assistant.errors import UnknownTool, WrongArguments
from assistant.kept.session import Session
from assistant.offered.running import run
from assistant.service import Assistant
from corpus.errors import UnknownClause, UnknownDocument
from tests.conftest import GOLDEN, sample
from tests.ui.wording_model import Echoes, worded

SHEET = "county_survey.xlsx"
SURVEY = json.loads((GOLDEN / "sheets" / "county_survey.expected.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def checked(assistant: Assistant) -> Session:
    session = Session()
    assistant.check([sample(SHEET)], session=session)
    return session


def over(session: Session) -> Session:
    """The sheet of a session, without what was said in it."""
    return Session(uploads=session.uploads, report=session.report, corpus=session.corpus)


def test_a_verdict_of_one_item_lists_the_schools_that_fail(assistant: Assistant, checked: Session) -> None:
    told = run(assistant, "compute", {"want": "which", "item": "G5"}, session=over(checked), language="zh")
    failing = [one["school"] for one in SURVEY["class_size"] if one["oversize"]]
    assert told["status"] == "answered" and failing
    assert all(school in str(told["text"]) for school in failing)


@pytest.mark.parametrize(
    ("tool", "given", "question"),
    [
        ("county_verdict", {}, "我们县总体达标吗？"),
        ("describe_sheet", {}, "表里有多少所学校？"),
        ("compute", {"want": "missing"}, "我们县还缺哪些数据？"),
        ("compute", {"want": "verdict", "item": "R4", "school": "石井中学"}, "石井中学生均教学及辅助用房面积达标吗？"),
        (
            "compute",
            {"want": "rank", "item": "R4", "stage": "小学"},
            "我们县小学生均教学及辅助用房面积最低的五所学校是哪些？",
        ),
    ],
)
def test_a_tool_of_the_sheet_is_the_question_asked(
    assistant: Assistant, checked: Session, tool: str, given: dict[str, object], question: str
) -> None:
    told = run(assistant, tool, given, session=over(checked), language="zh")
    asked = assistant.ask(question, session=over(checked), language="zh").as_json()
    assert told == asked and told["status"] == "answered"


def test_without_a_sheet_the_answer_asks_for_one(assistant: Assistant) -> None:
    assert run(assistant, "compute", {"want": "verdict", "item": "R4"})["status"] == "needs_input"
    assert run(assistant, "county_verdict", {})["status"] == "needs_input"


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"item": "G5", "stage": "小学"}, "45"),
        ({"item": "R1", "stage": "初中", "place": "南安市", "kind": "target", "year": 2025}, "5.5"),
        ({"item": "Q1", "place": "Licheng"}, "98"),
    ],
)
def test_a_standard_is_quoted_with_its_clause(assistant: Assistant, given: dict[str, object], says: str) -> None:
    for language in ("zh", "en"):
        told = run(assistant, "get_standard", given, language=language)  # type: ignore[arg-type]
        assert told["status"] == "answered" and told["language"] == language
        assert any(says in str(one["quote"]) for one in told["citations"]) and told["receipt"]  # type: ignore[attr-defined]


def test_places_are_compared_each_by_its_own_clause(assistant: Assistant) -> None:
    told = run(assistant, "compare_places", {"item": "Q1", "places": ["鲤城区", "乐清市"]})
    numbers = {one["document"] for one in told["citations"]}  # type: ignore[attr-defined]
    assert told["status"] == "answered" and len(numbers) > 1
    assert run(assistant, "compare_places", {"item": "Q1"})["status"] == "answered"


def test_what_a_search_finds_can_be_read(assistant: Assistant) -> None:
    found = run(assistant, "search_clauses", {"query": "音乐教室面积", "count": 3})
    first = found["results"][0]  # type: ignore[index]
    clause = run(assistant, "read_clause", {"document": first["document"], "clause": first["clause"]})
    assert clause["text"] == first["text"] and clause["title"] == first["title"] and len(found["results"]) <= 3  # type: ignore[arg-type]


def test_what_is_not_there_is_told(assistant: Assistant) -> None:
    with pytest.raises(UnknownTool, match="compute"):
        run(assistant, "remedies", {})
    with pytest.raises(WrongArguments, match="鲤城区"):
        run(assistant, "get_standard", {"item": "R1", "place": "没有这个县"})
    with pytest.raises(UnknownDocument):
        run(assistant, "read_clause", {"document": "没有", "clause": "没有"})
    with pytest.raises(UnknownClause):
        run(assistant, "read_clause", {"document": "乐政办发〔2023〕39号", "clause": "没有"})


def test_no_language_model_is_spoken_to(home: Path) -> None:
    with worded(home, Echoes()) as (assistant, endpoint):
        told = run(assistant, "get_standard", {"item": "G5", "stage": "小学"})
        assert told["engine"] == "builtin" and endpoint.asked == []
        assert assistant.ask("小学班额有什么要求？").exchange is not None and endpoint.asked


def test_a_year_before_all_requirements_has_none(assistant: Assistant) -> None:
    told = run(assistant, "get_standard", {"item": "G5", "stage": "小学", "year": 1990})
    assert "1990年没有生效的要求" in str(told["text"])
