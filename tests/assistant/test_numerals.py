"""A quantity is found in whatever dress; words of the field that only look like numbers are let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.numerals import HARMLESS_ZH, quantities

DRESSED = [
    "50%", "0.50", "百分之五十", "五成", "二分之一", "１２", "1:1", "17∶1", "1.5倍", "两间", "双份", "一半", "翻番",
    "多数学校", "廿间", "三万", "两亿", "½", "①", "Ⅲ级", "٣", "十二个班", "过半", "俩", "壹佰", "第十二条", "（三）",
    "〔2017〕6号", "2025年", "two rooms", "twice", "half of the schools", "a third", "a dozen", "fifty percent",
    "the majority", "Twelve classes", "most schools", "the first school", "several schools",
]  # fmt: skip
PLAIN = [
    "达标", "不达标", "这里没有文件", "九年一贯制学校", "十二年一贯制学校义务教育阶段", "双减政策", "标准统一",
    "一方面要看面积", "进一步核对", "met", "not met", "The requirement that applies:", "None of the documents",
    "everyone is done", "a stone house", "often",
]  # fmt: skip


@pytest.mark.parametrize("text", DRESSED)
def test_a_quantity_in_this_dress_is_found(text: str) -> None:
    assert quantities(text)


@pytest.mark.parametrize("text", [*PLAIN, *HARMLESS_ZH])
def test_words_without_a_quantity_pass(text: str) -> None:
    assert quantities(text) == []


@given(st.integers(), st.sampled_from(["约{}间", "{} rooms", "达到{}%", "({})"]))
def test_no_integer_in_digits_passes(number: int, frame: str) -> None:
    assert quantities(frame.format(number))


@given(st.characters(categories=["Nd", "Nl", "No"]))
def test_no_character_that_unicode_calls_a_number_passes(char: str) -> None:
    assert quantities(f"共{char}所")
