"""A follow-up becomes a complete question by what the turn before said; a complete question stays as it is."""

import pytest

from assistant.asked.facets import Names
from assistant.asked.turns import Completed, Turn, completed
from assistant.asked.understanding import language_of
from assistant.verified.phrases import EXAMPLES
from corpus.places import load_gazetteer
from corpus.terms import load_terms

SCHOOLS = ("康美小学", "第二实验小学", "梅山小学", "石井中学")
LISTED = ("康美小学", "梅山小学", "石井中学")
NAMES = Names(load_gazetteer(), load_terms(), SCHOOLS)


def after(before: str, now: str, listed: tuple[str, ...] = LISTED) -> Completed:
    return completed(now, Turn(before, language_of(before), listed), NAMES)


@pytest.mark.parametrize(
    ("before", "now", "rewritten"),
    [
        ("我们县小学音乐教室达标吗", "那初中呢？", "我们县初中音乐教室达标吗"),
        ("我们县音乐教室达标吗", "那初中呢？", "我们县初中音乐教室达标吗"),
        ("我们县音乐教室达标吗", "初中？", "我们县初中音乐教室达标吗"),
        ("小学和初中的班额标准", "那初中呢", "初中的班额标准"),
        ("小学差异系数达标吗", "如果是初中呢", "初中差异系数达标吗"),
        ("我们县音乐教室达标吗", "南安呢", "南安音乐教室达标吗"),
        ("鲤城音乐教室要多大", "我们县呢", "我们县音乐教室要多大"),
        ("鲤城音乐教室要多大", "换成南安", "南安音乐教室要多大"),
        ("南安和乐清的班额一样吗", "那鲤城呢", "鲤城的班额一样吗"),
        ("南安班额标准是多少", "乐清和鲤城呢", "乐清和鲤城班额标准是多少"),
        ("我们县达到乐清的目标了吗", "那南安呢", "我们县达到南安的目标了吗"),
        ("音乐教室要多大", "南安呢", "南安音乐教室要多大"),
        ("南安音乐教室要多大", "国家的呢", "国家音乐教室要多大"),
        ("我们县音乐教室达标吗", "换成2027年的标准", "我们县2027年音乐教室达标吗"),
        ("南安2025年小学巩固率目标是多少", "按2027年的要求呢", "南安2027年小学巩固率目标是多少"),
        ("我们县班额达标吗", "那2023年呢", "我们县2023年班额达标吗"),
        ("我们县音乐教室达标吗", "不含民办呢", "不含民办，我们县音乐教室达标吗"),
        ("不含民办，我们县音乐教室达标吗", "含民办呢", "我们县音乐教室达标吗"),
        ("我们县音乐教室达标吗", "按放宽口径呢", "按放宽，我们县音乐教室达标吗"),
        ("我们县音乐教室达标吗", "那班额呢", "我们县班额达标吗"),
        ("我们县音乐教室达标吗", "那美术呢", "我们县美术教室达标吗"),
        ("音乐教室要多大", "美术教室？", "美术教室要多大"),
        ("小学班额是多少", "那规模呢", "小学学校规模是多少"),
        ("我们县达标吗", "那音乐教室呢", "我们县音乐教室达标吗"),
        ("我们县小学教学用房面积达标吗", "那差异系数呢", "我们县小学教学用房面积的差异系数达标吗"),
        ("小学生均教学用房面积的差异系数是多少", "那体育场馆呢", "小学体育场馆的差异系数是多少"),
        ("小学差异系数达标吗", "那生均体育运动场馆面积呢", "小学生均体育运动场馆面积的差异系数达标吗"),
        ("小学生均教学用房面积的差异系数达标吗", "那班额呢", "小学班额达标吗"),
        ("我们县小学音乐教室达标吗", "那初中美术教室呢", "我们县初中美术教室达标吗"),
        ("我们县音乐教室达标吗", "第二实验小学呢", "第二实验小学音乐教室达标吗"),
        ("我们县音乐教室达标吗", "东田实验小学呢", "东田实验小学音乐教室达标吗"),
        ("小学差异系数是多少", "跟初中比呢", "小学和初中差异系数是多少"),
        ("康美小学班额达标吗", "和梅山小学比呢", "康美小学和梅山小学班额达标吗"),
        ("Which schools are too big?", "and class size?", "Which schools fail the requirement for class size?"),
        ("哪些学校音乐教室不够", "康美小学呢", "康美小学音乐教室够吗"),
        ("我们县初中音乐教室达标吗", "康美小学呢", "康美小学音乐教室达标吗"),
        ("康美小学达标吗", "那初中呢", "我们县初中达标吗"),
        ("康美小学班额为什么不达标", "那梅山小学呢", "梅山小学班额达标吗"),
        ("Does our county meet the music-room requirement?", "and Nan'an?",
        "Does Nan'an meet the music-room requirement?"),
        ("Does our county meet the class size limit in 2025?", "how about 2027?",
        "Does our county meet the class size limit in 2027?"),
        ("How large must a music room be?", "what about art rooms?", "How large must a art rooms be?"),
        ("Does our county pass?", "and music rooms?", "Does our county pass for music rooms?"),
        ("Which schools lack music rooms?", "and 康美小学?", "Does 康美小学 meet the requirement for music rooms?"),
        ("Does our county meet the music-room requirement?", "and in primary schools?",
         "Does our county meet the music-room requirement in primary schools?"),
        ("我们县音乐教室要求多大", "and Nan'an?", "南安市音乐教室要求多大"),
        ("我们县小学音乐教室达标吗", "and junior secondary?", "我们县初中音乐教室达标吗"),
        ("我们县小学差异系数达标吗", "what about class size?", "我们县小学班级学生数达标吗"),
        ("Does our county meet the music-room requirement?", "那初中呢",
         "Does our county meet the music-room requirement in junior secondary schools?"),
        ("Does our county meet the music-room requirement?", "换成2027年的标准",
         "Does our county meet the music-room requirement in 2027?"),
        ("Does our county meet the music-room requirement?", "那南安呢",
        "Does Nan'an meet the music-room requirement?"),
    ],
)  # fmt: skip
def test_facets_alone_take_the_place_of_those_before(before: str, now: str, rewritten: str) -> None:
    assert after(before, now).question == rewritten


@pytest.mark.parametrize(
    ("before", "now", "rewritten"),
    [
        ("我们县音乐教室达标吗", "为什么？", "我们县音乐教室达标吗，为什么？"),
        ("我们县小学差异系数是多少", "怎么算出来的？", "我们县小学差异系数是怎么算出来的？"),
        ("我们县小学差异系数是多少", "这个数怎么来的？", "我们县小学差异系数是怎么来的？"),
        ("小学生均设备值最低的三所", "那最高的三所呢", "小学设备值最高的三所？"),
        ("我们县音乐教室达标吗", "哪些学校不达标？", "我们县音乐教室哪些学校不达标？"),
        ("我们县音乐教室达标吗", "小学哪些学校不达标", "我们县小学音乐教室哪些学校不达标？"),
        ("哪些学校音乐教室不够", "差多少？", "音乐教室差多少？"),
        ("哪些学校音乐教室不够", "一共几所？", "音乐教室一共几所学校不达标？"),
        ("小学差异系数是多少", "达标吗？", "小学差异系数达标吗？"),
        ("小学差异系数是多少", "初中达标吗", "初中差异系数达标吗？"),
        ("我们县小学达标吗", "初中达标吗", "我们县初中达标吗？"),
        ("我们县小学的轮岗率是多少", "要求是多少", "我们县小学轮岗率的要求是多少？"),
        ("我们县音乐教室达标吗", "国家标准呢", "音乐教室的国家标准是多少？"),
        ("我们县教师轮岗比例达标吗", "跟去年比呢", "我们县教师轮岗比例跟去年比怎么样？"),
        ("我们县小学差异系数是多少", "主要是哪些学校影响的", "我们县小学差异系数主要是哪些学校影响的？"),
        ("我们县仪器设备值达标吗", "最差的五所", "我们县仪器设备值最差的五所？"),
        ("石井中学和康美小学班额是多少", "哪个高", "石井中学和康美小学班额哪个更高？"),
        ("不含民办，我们县班额达标吗", "哪些学校不达标", "不含民办，我们县班额哪些学校不达标？"),
        ("Which schools lack music rooms?", "why?", "Which schools lack music rooms, and why?"),
        ("What is our county's coefficient of variation?", "how was that worked out?",
         "How is the coefficient of variation in our county worked out?"),
        ("Does our county meet the music-room requirement?", "which ones?",
        "Which schools fail the music-room in our county?"),
        ("我们县音乐教室达标吗", "why?", "我们县音乐教室达标吗，为什么？"),
        ("Does our county meet the music-room requirement?", "为什么？",
        "Does our county meet the music-room requirement, and why?"),
    ],
)  # fmt: skip
def test_a_predicate_alone_takes_its_subject_from_before(before: str, now: str, rewritten: str) -> None:
    assert after(before, now).question == rewritten


@pytest.mark.parametrize(
    ("before", "now", "rewritten"),
    [
        ("哪些学校音乐教室不够", "第二所学校为什么不达标", "梅山小学音乐教室为什么不达标？"),
        ("哪些学校不达标", "第二所呢", "梅山小学达标吗"),
        ("哪些学校不达标", "最后一所为什么不达标", "石井中学为什么不达标？"),
        ("哪些学校不达标", "倒数第二所呢", "梅山小学达标吗"),
        ("哪些学校不达标", "前两所的班额达标吗", "康美小学、梅山小学的班额达标吗"),
        ("哪些学校不达标", "第二所有几个班", "梅山小学有几个班"),
        ("哪些学校班额超标", "这些学校音乐教室够吗", "康美小学、梅山小学、石井中学音乐教室够吗"),
        ("康美小学达标吗", "该校音乐教室够吗", "康美小学音乐教室够吗"),
        ("康美小学达标吗", "它的班额呢", "康美小学班额达标吗"),
        ("Which schools lack music rooms?", "the second one?", "Does 梅山小学 meet the requirement for music rooms?"),
        ("Which schools lack music rooms?", "How about the last one?",
        "Does 石井中学 meet the requirement for music rooms?"),
    ],
)  # fmt: skip
def test_a_school_pointed_to_is_the_one_that_was_shown(before: str, now: str, rewritten: str) -> None:
    assert after(before, now).question == rewritten


@pytest.mark.parametrize("now", ["第四所呢", "第九所为什么不达标", "那所学校呢", "前五所呢", "the fifth one?"])
def test_a_school_that_was_not_shown_is_asked_about(now: str) -> None:
    found = after("哪些学校不达标", now)
    assert found.unclear and 1 <= len(found.choices) <= 3
    assert all(any(school in choice for school in LISTED) for choice in found.choices)


@pytest.mark.parametrize(
    "now", ["那初中呢？", "为什么？", "南安呢", "and Nan'an?", "why?", "差多少", "按2027年的要求呢", "怎么算出来的"]
)
def test_a_first_question_without_a_subject_is_unclear_and_its_choices_are_complete(now: str) -> None:
    found = completed(now, None, NAMES, examples=EXAMPLES)
    assert found.unclear and found.choices
    for choice in found.choices:
        assert completed(choice, None, NAMES) == Completed(choice)


def test_ten_turns_keep_all_that_still_holds() -> None:
    turns = [
        "那初中呢",
        "换成2027年的标准",
        "美术的呢",
        "不含民办呢",
        "哪些学校不达标",
        "南安呢",
        "小学呢",
        "那2025年呢",
        "班额呢",
    ]
    question = "我们县小学音乐教室达标吗"
    for now in turns:
        question = after(question, now).question
    assert question == "不含民办，南安2025年小学班额哪些学校不达标？"


@pytest.mark.parametrize(
    ("now", "language"), [("in English please", "en"), ("用英文回答", "en"), ("用中文说一遍", "zh")]
)
def test_another_language_is_asked_for_the_same_question(now: str, language: str) -> None:
    assert after("我们县班额为什么不达标", now) == Completed("我们县班额为什么不达标", language)


@pytest.mark.parametrize(
    ("text", "language"),
    [("why?", "en"), ("and 南安?", "en"), ("R4呢", "zh"), ("那G3呢?", "zh"), ("how about 初中", "en")],
)
def test_a_short_question_has_a_language_too(text: str, language: str) -> None:
    assert language_of(text) == language
