"""One mistyped character is put right where one term of the field can be meant, and nothing else is touched."""

import pytest

from corpus.asked import load_asked, load_unanswered
from retrieval.typos import corrected


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("随签子女入学比例要求", "随迁子女入学比例要求"),
        ("差异系树初中多少", "差异系数初中多少"),
        ("残疾儿童少年入学律", "残疾儿童少年入学率"),
        ("轮冈比例要求", "轮岗比例要求"),
        ("初中巩固绿国家标准", "初中巩固率国家标准"),
        ("网络多媒体较室要几间", "网络多媒体教室要几间"),
        ("一票否绝有哪些", "一票否决有哪些"),
    ],
)
def test_a_mistyped_character_is_put_right(typed: str, meant: str) -> None:
    assert corrected(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "音乐课要上几节", "体育课每周几节", "学区房贵吗", "教学点多少人", "合格数", "在校人", "教师参训率", "差异大吗",
        "音乐教室要多大", "学校超标", "music rooms", "", "乐清", "轮岗", "蓬华小学达标吗",
    ],
)  # fmt: skip
def test_what_is_a_word_of_its_own_stays(question: str) -> None:
    assert corrected(question) == question


def test_the_name_of_a_school_stays() -> None:
    assert corrected("差异系树小学达标吗", ["差异系树小学"]) == "差异系树小学达标吗"


def test_no_question_of_the_corpus_is_changed() -> None:
    questions = [*(one for asked in load_asked().values() for one in asked.all), *load_unanswered()]
    assert len(questions) > 1000 and not [one for one in questions if corrected(one) != one]
