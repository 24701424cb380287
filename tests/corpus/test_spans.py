"""Sentences as spans."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.spans import spans


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("小学不超过45人；初中50人。", ["小学不超过45人；", "初中50人。"]),
        ("他说：“达标了。”然后走了", ["他说：“达标了。”", "然后走了"]),
        ("L3\t每间不小于96平方米。\t市教育局", ["L3", "每间不小于96平方米。", "市教育局"]),
        ("达到0.9人以上. 4.5平方米", ["达到0.9人以上. 4.5平方米"]),
        ("  第一行\n第二行  ", ["第一行", "第二行"]),
        ("解读;半角!", ["解读;", "半角!"]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_a_text_is_cut_into_sentences(text: str, sentences: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text)] == sentences


@given(st.text(alphabet="甲乙 。；！？\n\t”)x1.", max_size=40))
def test_spans_hold_every_character_but_white_space_once(text: str) -> None:
    found = spans(text)
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
