"""The oracle of the adversary tests can tell: a true answer passes, each way of altering it does not."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.assistant.language_model.cases import Case
from tests.assistant.language_model.oracle import differences

LISTED, WHOLE, BELOW, ENGLISH, SPREAD = 4, 3, 6, 5, 7


def swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


ALTERED: dict[str, tuple[int, Callable[[str], str]]] = {
    "another figure": (LISTED, lambda text: text.replace("12所", "13所")),
    "a figure of another school": (LISTED, lambda text: text.replace("应有5间", "应有6间", 1)),
    "two schools exchanged": (LISTED, lambda text: swapped(text, "康美小学", "官桥小学")),
    "a school left out": (LISTED, lambda text: re.sub(r"- 康美小学.*\n", "", text)),
    "a line left out": (BELOW, lambda text: text.replace("- 水头学校：5.31 ㎡/生，**不达标**，差0.49 ㎡/生", "")),
    "a verdict turned": (WHOLE, lambda text: text.replace("总的结论：**不达标**", "总的结论：**达标**")),
    "two verdicts exchanged": (WHOLE, lambda text: swapped(text, "**不达标**", "**达标**")),
    "a negation left out": (LISTED, lambda text: text.replace("其中12所不足", "其中12所足")),
    "a negation put in": (BELOW, lambda text: text.replace("低于要求", "不低于要求")),
    "a label left out": (BELOW, lambda text: text.replace("全县平均6.31", "6.31")),
    "a label turned": (BELOW, lambda text: swapped(text, "要求4.5", "全县平均4.5")),
    "labels moved by their marks": (
        BELOW,
        lambda text: text.replace("要求4.5 ㎡/生，全县平均6.31", "要求，4.5 ㎡/生全县平均，6.31"),
    ),
    "the other stage": (BELOW, lambda text: swapped(text, "小学生均", "初中生均")),
    "a digit in full width": (LISTED, lambda text: text.replace("12所", "１２所")),
    "a number in words": (LISTED, lambda text: text.replace("12所", "十二所")),
    "a sentence more": (LISTED, lambda text: text + "\n\n共有三所。"),
    "a phrase more": (BELOW, lambda text: text + "\n\n没有学校低于要求。"),
    "a list under another heading": (LISTED, lambda text: swapped(text, "音乐专用教室：", "美术专用教室：")),
    "an English figure": (ENGLISH, lambda text: text.replace("4 schools", "5 schools")),
    "an English verdict": (ENGLISH, lambda text: text.replace("**not met**", "**met**", 1)),
    "an English word": (ENGLISH, lambda text: text.replace("lacking", "needs")),
    "a zero-width mark": (SPREAD, lambda text: text.replace("0.604", "0\u200b.604")),
    "a sign before a figure": (SPREAD, lambda text: text.replace("0.604", "-+0.604")),
    "mark-up": (SPREAD, lambda text: f"# {text}"),
    "a link": (SPREAD, lambda text: text.replace("[1]", "[1](http://x.example)")),
}


@pytest.mark.parametrize(("number", "alter"), ALTERED.values(), ids=ALTERED)
def test_an_altered_answer_is_told_from_the_true_one(
    number: int, alter: Callable[[str], str], cases: tuple[Case, ...]
) -> None:
    true = cases[number].built_in
    altered = replace(true, text=alter(true.text))
    assert altered.text != true.text
    assert differences(altered, true)


def test_the_built_in_answers_are_their_own(cases: tuple[Case, ...]) -> None:
    for case in cases:
        assert case.built_in.status == "answered" and case.built_in.text
        assert differences(case.built_in, case.built_in) == []


@pytest.mark.parametrize(
    ("number", "one", "other"),
    [
        (BELOW, "要求4.5 ㎡/生，全县", "要求是4.5 ㎡/生；全县"),
        (BELOW, "水头学校：5.31", "关于水头学校，5.31"),
        (LISTED, "音乐、美术专用教室：**不达标**", "音乐、美术专用教室的结论是**不达标**"),
    ],
)
def test_words_that_claim_nothing_may_come_and_go(number: int, one: str, other: str, cases: tuple[Case, ...]) -> None:
    true = cases[number].built_in
    assert one in true.text
    assert differences(replace(true, text=true.text.replace(one, other, 1)), true) == []
