"""The choice of the words to quote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import load_library
from corpus.model import Clause
from corpus.terms import load_terms
from retrieval.query import read_query
from retrieval.quoting import best_quote

ROOMS = (
    "2.完成“政府保障程度”中 15 项指标，即落实规划布局合理；所有小学、初中每 12 个班级配备音乐、美术专用教室 1 间以上；"
    "其中，每间音乐专用教室面积不小于 96 平方米，每间美术专用教室面积不小于 90 平方米；"
    "特殊教育学校生均公用经费不低于 6000 元；教师 5 年 360 学时培训完成率达到 100%。"
)
ROW = "L6\t生均教学仪器设备值：小学、初中分别达到 2000 元以上、2500 元以上。\t\t市财政局 市教育局"


def quote(text: str, question: str) -> str:
    clause = Clause("doc", "一", ("一",), ("标题",), text, 0, len(text))
    start, end = best_quote(clause, read_query(question, load_terms()), lambda token: 1.0 + len(token), lambda _: 0.0)
    return text[start:end]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("特教学校人均经费多少", "特殊教育学校生均公用经费不低于 6000 元；"),
        ("老师要培训多少学时", "教师 5 年 360 学时培训完成率达到 100%。"),
        ("How many training hours?", "教师 5 年 360 学时培训完成率达到 100%。"),
    ],
)
def test_the_sentence_that_answers_is_quoted(question: str, words: str) -> None:
    assert quote(ROOMS, question) == words


@pytest.mark.parametrize("question", ["音乐教室要多大", "几个班配一间美术室"])
def test_a_sentence_is_joined_with_the_one_that_it_continues(question: str) -> None:
    assert quote(ROOMS, question) == (
        "所有小学、初中每 12 个班级配备音乐、美术专用教室 1 间以上；"
        "其中，每间音乐专用教室面积不小于 96 平方米，每间美术专用教室面积不小于 90 平方米；"
    )


def test_a_table_row_is_quoted_by_its_cell() -> None:
    assert quote(ROW, "教学设备生均多少元") == "生均教学仪器设备值：小学、初中分别达到 2000 元以上、2500 元以上。"


def test_a_short_clause_is_quoted_whole() -> None:
    assert quote(" 社会认可度达到 85%以上。 ", "满意度") == "社会认可度达到 85%以上。"


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(load_library().clauses), st.text(max_size=40))
def test_a_quote_is_never_empty_and_lies_in_its_clause(clause: Clause, question: str) -> None:
    start, end = best_quote(clause, read_query(question, load_terms()), lambda _: 1.0, lambda _: 0.0)
    assert 0 <= start < end <= len(clause.text)
    assert clause.text[start:end].strip()
