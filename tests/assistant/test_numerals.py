"""A quantity is found in whatever dress; words of the field that only look like numbers are let through."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.verified.numerals import HARMLESS_ZH, quantities
from assistant.verified.slots import FIGURE_MARK

DRESSED = [
    "50%",
    "0.50",
    "百分之五十",
    "五成",
    "二分之一",
    "１２",
    "1:1",
    "17∶1",
    "1.5倍",
    "两间",
    "双份",
    "一半",
    "翻番",
    "多数学校",
    "廿间",
    "三万",
    "两亿",
    "½",
    "①",
    "Ⅲ级",
    "٣",
    "十二个班",
    "过半",
    "俩",
    "壹佰",
    "第十二条",
    "（三）",
    "〔2017〕6号",
    "2025年",
    "two rooms",
    "twice",
    "half of the schools",
    "a third",
    "a dozen",
    "fifty percent",
    "the majority",
    "Twelve classes",
    "most schools",
    "the first school",
    "several schools",
    "ｔｗｏ rooms",
    "t\u200bwo rooms",
    "t\u0336wo rooms",
    "⼗所",
    "卌所",
    "卄所",
    "twofold",
    "tenfold",
    "three-fold",
    "doubled",
    "halved",
    "tripled",
    "quadruple",
    "the eleventh",
    "a trillion",
    "a hundredth",
    "two thousandths",
    "twenty-one",
    "a pair",
    "both schools",
    "a single room",
    "few schools",
    "a quarter",
    "twentieth",
    "半年",
    "半天",
    "若干学校",
    "许多学校",
    "数所学校",
    "绝大部分学校",
    "少数学校",
    "首个学校",
    "level IV",
    "III级",
    "IV级",
    "V级",
    "xii",
    "two所",
    "㈠",
    "2\u20e3",
    "兩所",
    "貳所",
    "三百萬",
]
PLAIN = [
    "达标",
    "不达标",
    "这里没有文件",
    "九年一贯制学校",
    "十二年一贯制学校义务教育阶段",
    "双减政策",
    "标准统一",
    "一方面要看面积",
    "进一步核对",
    "met",
    "not met",
    "The requirement that applies:",
    "None of the documents",
    "everyone is done",
    "a stone house",
    "often",
    "教师队伍",
    "学校数为",
    "缺少数据",
    "civil servants",
    "mix",
    "I see",
    "anyone",
]
BESIDE_A_NUMERAL = [
    "十万一起",
    "十万一",
    "十万一次性",
    "百分之一",
    f"{FIGURE_MARK}万一",
    f"{FIGURE_MARK}万一起",
    "一百一样",
    "二一般",
]


@pytest.mark.parametrize("text", DRESSED)
def test_a_quantity_in_this_dress_is_found(text: str) -> None:
    assert quantities(text)


@pytest.mark.parametrize("text", [*PLAIN, *HARMLESS_ZH])
def test_words_without_a_quantity_pass(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize("text", BESIDE_A_NUMERAL)
def test_harmless_words_hide_no_numeral_beside_them(text: str) -> None:
    assert quantities(text)


@pytest.mark.parametrize("hidden", ["\u200b", "\u2060", "\ufeff", "\u00ad", "\u0301"])
@pytest.mark.parametrize("word", ["two", "twelve", "百", "percent"])
def test_characters_that_do_not_show_hide_no_number(word: str, hidden: str) -> None:
    assert quantities(hidden.join(word))


@given(
    st.sampled_from([*DRESSED, *BESIDE_A_NUMERAL]), st.sampled_from(["约{}左右", "学校{}。", "- {}", "（{}）", "{}所"])
)
def test_a_quantity_is_found_whatever_stands_around_it(text: str, frame: str) -> None:
    assert quantities(frame.format(text))


@given(st.integers(), st.sampled_from(["约{}间", "{} rooms", "达到{}%", "({})"]))
def test_no_integer_in_digits_passes(number: int, frame: str) -> None:
    assert quantities(frame.format(number))


@given(st.characters(categories=["Nd", "Nl", "No"]))
def test_no_character_that_unicode_calls_a_number_passes(char: str) -> None:
    assert quantities(f"共{char}所")
