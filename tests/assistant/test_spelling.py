"""Years are written out, names of schools as the sheet has them; a place of several is asked about."""

import pytest

from assistant.asked.dates import past_year, plain_years
from assistant.asked.facets import Names
from assistant.asked.spelling import spelled
from corpus.places import load_gazetteer
from corpus.terms import load_terms

GAZETTEER = load_gazetteer()
NAMES = Names(GAZETTEER, load_terms(), ("南安市第一实验小学", "南安市第二实验小学"))


@pytest.mark.parametrize(
    ("question", "plain"),
    [
        ("明年的目标", "2027年的目标"),
        ("今年音乐教室达标吗", "2026年音乐教室达标吗"),
        ("后年呢", "2028年呢"),
        ("二〇二五年的目标", "2025年的目标"),
        ("二零二七年呢", "2027年呢"),
        ("到25年的目标", "到2025年的目标"),
        ("27年的要求是什么", "2027年的要求是什么"),
        ("25年底要达到多少", "2025年底要达到多少"),
        ("What is the target next year?", "What is the target in 2027?"),
        ("到2025年", "到2025年"),
        ("有25年教龄的教师", "有25年教龄的教师"),
        ("到25年以上的教师", "到25年以上的教师"),
        ("按5年360学时", "按5年360学时"),
        ("跟去年比怎么样", "跟去年比怎么样"),
        ("第25年", "第25年"),
    ],
)
def test_a_year_is_written_in_four_digits_where_it_is_one(question: str, plain: str) -> None:
    assert plain_years(question, 2026) == plain


@pytest.mark.parametrize(
    ("question", "year"), [("去年的要求", 2025), ("前年", 2024), ("last year's target", 2025), ("要求", None)]
)
def test_a_past_year_is_counted_from_the_clock(question: str, year: int | None) -> None:
    assert past_year(question, 2026) == year


def test_a_short_name_of_a_school_is_written_as_the_sheet_has_it() -> None:
    assert spelled("二实小达标吗", NAMES, 2026).question == "南安市第二实验小学达标吗"


def test_a_name_that_fits_two_schools_gives_the_question_for_each() -> None:
    found = spelled("实验小学达标吗", NAMES, 2026)
    assert found.unclear and found.choices == ("南安市第一实验小学达标吗", "南安市第二实验小学达标吗")


def test_a_place_of_several_is_asked_about() -> None:
    found = spelled("鼓楼区音乐教室要多大", NAMES, 2026)
    assert found.unclear and "福建省福州市鼓楼区音乐教室要多大" in found.choices and len(found.choices) > 2


@pytest.mark.parametrize(
    ("selected", "full"), [("福州市", "福建省福州市鼓楼区"), ("江苏省南京市", "江苏省南京市鼓楼区")]
)
def test_the_county_selected_decides_between_places_of_one_name(selected: str, full: str) -> None:
    near = (GAZETTEER.named(selected),)
    assert spelled("鼓楼区音乐教室要多大", NAMES, 2026, near).question == f"{full}音乐教室要多大"


@pytest.mark.parametrize("question", ["南安音乐教室要多大", "福州市鼓楼区的目标", "What is required in Jinjiang?"])
def test_a_place_without_doubt_stays_as_it_is(question: str) -> None:
    found = spelled(question, NAMES, 2026)
    assert found.unclear is None and found.question == question


def test_a_school_named_with_another_place_is_asked_about() -> None:
    found = spelled("鲤城区第一实验小学达标吗", NAMES, 2026)
    assert found.unclear and found.choices == ("南安市第一实验小学达标吗",)


@pytest.mark.parametrize(
    "question", ["南安市第一实验小学达标吗", "南安第一实验小学达标吗", "泉州市南安市第一实验小学达标吗"]
)
def test_a_school_named_with_its_own_place_is_meant(question: str) -> None:
    assert spelled(question, NAMES, 2026).unclear is None
