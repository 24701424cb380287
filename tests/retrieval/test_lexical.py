"""Lexical retrieval: what is counted, and what is found by it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.lexical import lexical_index, search_key, tokens

CLAUSES = [
    "所有小学、初中每12个班级配备音乐、美术专用教室1间以上；每间音乐专用教室面积不小于96平方米",
    "教师5年360学时培训完成率达到100%。",
    "校际差异率低于0.15。",
    "二○二五年 小学专任教师本科及以上学历比例达到70%",
]


@pytest.mark.parametrize(
    ("text", "token"),
    [
        ("面积不小于96平方米", "96"),
        ("达到 100 %", "100%"),
        ("达到 100 %", "100"),
        ("低于０.１５", "0.15"),
        ("二○二五年", "2025"),
        ("教育督導體制", "督导"),
        ("乐政办发〔2023〕39号", "39"),
        ("Ⅲ级", "iii"),
    ],
)
def test_numbers_and_variants_are_tokens(text: str, token: str) -> None:
    assert token in tokens(text)


@pytest.mark.parametrize("variant", ["督導體制機制", "督导体制机制", " 督 导体制\n机制"])
def test_variants_have_one_search_key(variant: str) -> None:
    assert search_key(variant) == "督导体制机制"


@pytest.mark.parametrize(("query", "best"), [("音乐教室多少平方米", 0), ("360学时", 1), ("0.15", 2), ("2025年本科", 3)])
def test_the_clause_with_the_words_scores_best(query: str, best: int) -> None:
    assert lexical_index(CLAUSES).scores(tokens(query)).argmax() == best


def test_a_query_without_shared_words_scores_nothing() -> None:
    assert not lexical_index(CLAUSES).scores(tokens("xyz 蛋糕")).any()
    assert not lexical_index(CLAUSES).scores([]).any()


def test_rare_tokens_weigh_more() -> None:
    index = lexical_index(CLAUSES)
    assert index.weight("不存在") > index.weight("96") > index.weight("小学")


@given(st.text(max_size=100))
def test_spacing_and_width_never_change_the_tokens(text: str) -> None:
    assert tokens(" ".join(text.split())) == tokens("".join(text.split()))
