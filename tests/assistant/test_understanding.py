"""What a question says is read from its words; what it does not say stays open."""

import pytest

from assistant.asked.understanding import Understanding, language_of, understand
from assistant.rules.words import indicators_asked
from corpus.model import Name
from corpus.places import load_gazetteer
from corpus.terms import load_terms


def read(question: str, schools: tuple[str, ...] = ()) -> Understanding:
    return understand(question, load_gazetteer(), load_terms(), schools=schools)


@pytest.mark.parametrize(
    ("question", "intent"),
    [
        ("我们县音乐教室达标吗", "verdict"),
        ("我县班额达标了没有", "verdict"),
        ("小学差异系数超标了吗", "verdict"),
        ("音乐教室够不够", "verdict"),
        ("第二实验小学为什么不达标", "verdict"),
        ("Does our county meet the music-room requirement?", "verdict"),
        ("Is the coefficient of variation within the limit?", "verdict"),
        ("哪些学校音乐教室不够", "which"),
        ("我们县有多少所学校美术教室不达标", "which"),
        ("Which schools lack art rooms?", "which"),
        ("我们县小学生均教学用房面积的差异系数是多少", "value"),
        ("how many music rooms does our county lack?", "value"),
        ("我们县音乐教室要求多大", "clause"),
        ("音乐教室达标需要多大", "clause"),
        ("政府保障程度一共几项指标，要全部达到吗", "clause"),
        ("鲤城打算哪一年通过国家验收", "clause"),
        ("What is the minimum area of a music room?", "clause"),
        ("你好", "help"),
        ("help", "help"),
    ],
)
def test_a_verdict_a_list_a_value_and_a_rule_are_told_apart(question: str, intent: str) -> None:
    assert read(question).intent == intent


@pytest.mark.parametrize(
    ("question", "stage"),
    [
        ("小学差异系数", "小学"),
        ("初中呢", "初中"),
        ("小学和初中", None),
        ("班额", None),
        ("junior secondary classes", "初中"),
    ],
)
def test_a_stage_is_read_only_where_one_alone_is_named(question: str, stage: str | None) -> None:
    assert read(question).stage == stage


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("福建省泉州市鲤城区的目标", ["鲤城区"]),
        ("南安和乐清的班额", ["南安市", "乐清市"]),
        ("晋江市的目标是什么", ["晋江市"]),
        ("Does Licheng have a deadline?", ["鲤城区"]),
        ("音乐教室要多大", []),
    ],
)
def test_the_most_specific_places_are_read(question: str, places: list[str]) -> None:
    assert [place.name for place in read(question).places] == places


@pytest.mark.parametrize(("question", "year"), [("南安2027年的目标", 2027), ("2000元够吗", None), ("12027", None)])
def test_a_year_is_read_only_where_it_is_one(question: str, year: int | None) -> None:
    found = read(question).year
    assert found == year


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("我们县达标吗", "zh"),
        ("Does our county meet the 差异系数 limit?", "en"),
        ("R1达标吗", "zh"),
        ("G3", "zh"),
        ("CV limit for junior schools", "en"),
        ("why?", "en"),
        ("and 南安?", "en"),
        ("how about 初中?", "en"),
        ("那R4呢", "zh"),
    ],
)
def test_the_language_is_that_of_the_sentence(text: str, language: str) -> None:
    assert language_of(text) == language


def test_the_longest_school_name_that_stands_in_the_question_is_meant() -> None:
    assert read("实验小学分校达标吗", ("实验小学", "实验小学分校")).schools == ("实验小学分校",)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("德化县基地研学要求多少学时？", ("LOCAL.work_practice",)),
        ("德化县校外劳动实践学时不少于多少？", ("LOCAL.work_practice",)),
        ("德化县教师培训实训课要求多少学时？", ("LOCAL.work_practice",)),
        ("德化县体育锻炼要求多少学时？", ()),
    ],
)
def test_a_users_own_wordings_name_an_indicator_and_nothing_else(question: str, expected: tuple[str, ...]) -> None:
    name = Name("校外劳动实践学时", "hours of work practice", ("基地研学", "教师培训实训课"))
    assert indicators_asked(read(question), {"LOCAL.work_practice": name}) == expected
