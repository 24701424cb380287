"""Which drafter answers: with the same words, a sheet at hand and none lead to other answers."""

import pytest

from assistant.kept.session import Session
from assistant.service import Assistant
from tests.conftest import sample

NO_SHEET = "请上传学校数据表"


@pytest.fixture(scope="module")
def checked(assistant: Assistant) -> Session:
    session = Session()
    assistant.check([sample("county_survey.xlsx")], session=session)
    return session


@pytest.fixture
def survey(checked: Session) -> Session:
    """A session of one question, so that none is a follow-up."""
    return alone(checked)


def alone(checked: Session) -> Session:
    return Session(uploads=checked.uploads, report=checked.report, corpus=checked.corpus)


@pytest.mark.parametrize(
    ("question", "status", "begins"),
    [
        ("我们县达标吗", "answered", "总的结论"),
        ("音乐教室", "answered", "音乐专用教室：**不达标**"),
        ("音乐教室要多大", "answered", "国家指标"),
        ("我们县每百名学生拥有高于规定学历教师数是多少", "answered", "小学每百名学生拥有高于规定学历教师数"),
        ("小学生均教学及辅助用房面积最小的三所学校", "answered", "小学生均教学及辅助用房面积"),
        ("乐清达标了吗", "needs_input", "这里没有乐清市的学校数据。"),
        ("南安音乐教室达标吗", "needs_input", "这里没有南安市的学校数据。"),
        ("我们县达到乐清的标准了吗", "answered", "对照乐清市自定的目标"),
        ("哪个县的初中三年巩固率要求最严", "answered", "初中三年巩固率"),
        ("乐清的初中三年巩固率目标", "answered", "乐清市，"),
    ],
)
def test_with_a_sheet_at_hand(assistant: Assistant, survey: Session, question: str, status: str, begins: str) -> None:
    answer = assistant.ask(question, session=survey)
    assert (answer.status, answer.text[: len(begins)]) == (status, begins) and answer.verification.rejected == 0


@pytest.mark.parametrize(
    ("question", "status", "said"),
    [
        ("我们县达标吗", "needs_input", NO_SHEET),
        ("第一实验小学达标吗", "needs_input", NO_SHEET),
        ("我们县音乐教室达标吗", "needs_input", "不小于96平方米"),
        ("乐清整体达标吗", "needs_input", "这里没有乐清市的学校数据。"),
        ("乐清达到国家标准了吗", "needs_input", "这里没有乐清市的学校数据。"),
        ("音乐教室", "answered", "不小于96平方米"),
        ("Does Yueqing meet the national standards?", "needs_input", "There are no school data of Yueqing here."),
    ],
)
def test_without_a_sheet(assistant: Assistant, question: str, status: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.status == status and said in answer.text and answer.verification.rejected == 0


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("老师够吗", ["高于规定学历教师数", "县级以上骨干教师数", "专任教师数"]),
        ("面积达标吗", ["生均教学及辅助用房面积", "生均体育运动场馆面积", "音乐、美术专用教室"]),
        ("教室够不够", ["音乐、美术专用教室", "网络多媒体教室数", "生均教学及辅助用房面积"]),
        ("teachers enough?", ["above the required level", "backbone teachers", "PE, art and music teachers"]),
    ],
)
def test_a_word_for_a_few_items_is_answered_for_each(
    assistant: Assistant, survey: Session, question: str, items: list[str]
) -> None:
    answer = assistant.ask(question, session=survey)
    assert answer.status == "answered" and all(item in answer.text for item in items)
    assert answer.text.startswith(("问法可以指几个项目", "The question can mean several items"))


def test_of_a_word_for_many_items_the_user_chooses(assistant: Assistant, survey: Session) -> None:
    answer = assistant.ask("比例达标吗", session=survey)
    assert answer.status == "needs_input" and len(answer.suggestions) > 3
    for choice in answer.suggestions:
        assert assistant.ask(choice, session=alone(survey)).status == "answered", choice


@pytest.mark.parametrize("question", ["数学老师够吗", "教室照明达标吗"])
def test_what_is_of_no_item_is_not_taken_for_one(assistant: Assistant, survey: Session, question: str) -> None:
    answer = assistant.ask(question, session=survey)
    assert answer.status == "needs_input" and "不能判断这个问题" in answer.text


def test_a_wording_that_only_examples_understand_is_answered_and_says_how_it_was_taken(
    assistant: Assistant, survey: Session
) -> None:
    answer = assistant.ask("are we good enough", session=survey)
    taken = "Question answered: Does our county meet the national requirements?"
    assert answer.text.startswith(f"{taken}\n\nOverall verdict: **not met**")
