"""The standard that a question names, another place's or a number, comes first and is never passed over."""

import pytest

from assistant.asked.numbers import holds_against, numbers_asked
from assistant.asked.understanding import understand
from assistant.service import Assistant
from corpus.documents import load_library
from corpus.places import load_gazetteer
from corpus.terms import load_terms
from tests.conftest import sample

SHEETS = ("county_strong.xlsx", "county_form.xlsx")


def read(question):
    return understand(question, load_gazetteer(load_library()), load_terms())


@pytest.fixture
def ask(assistant: Assistant):
    return lambda question, county=None: assistant.ask(
        question, uploads=[sample(name) for name in SHEETS], county=county
    )


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("巩固率达到98%了吗", [("98", "%")]),
        ("随迁子女有没有达到95%", [("95", "%")]),
        ("差异系数低于0.4吗", [("0.4", "")]),
        ("小学生均教学仪器设备值够3,000元吗", [("3000", "元")]),
        ("巩固率达到百分之98了吗", [("98", "%")]),
        ("质量监测达到Ⅳ级了吗", [("IV", "级")]),
        ("Is our retention rate above 98%?", [("98", "%")]),
        ("2025年巩固率达标吗", []),
        ("31项里有几项达标", []),
        ("有3所学校不达标吗", []),
        ("巩固率是98%，达标吗", []),
    ],
)
def test_a_number_is_a_standard_only_where_the_data_are_held_against_it(question, numbers):
    assert [(one.written, one.unit) for one in numbers_asked(read(question))] == numbers


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("随迁子女比例达到乐清目标了吗", True),
        ("残疾儿童入学率达到乐清的99%了吗", True),
        ("按乐清市的标准，巩固率达标吗", True),
        ("Does it meet Yueqing's target?", True),
        ("乐清达到国家标准了吗", False),
        ("乐清的巩固率目标是多少", False),
    ],
)
def test_a_place_is_the_standard_or_the_matter_of_a_question(question, held):
    asked = read(question)
    assert [holds_against(asked, place) for place in asked.places] == [held]


@pytest.mark.parametrize(
    ("question", "first", "number"),
    [
        ("巩固率达到98%了吗", "不达标", "97.2%"),  # the form gives 97.2…
        ("巩固率达到97%了吗", "达标", "97.2%"),
        ("初中就近入学比例够98%吗", "达标", "98.0%"),  # exactly 98
        ("初中就近入学比例够98.01%吗", "不达标", "98.0%"),
        ("初中就近入学比例够97.99%吗", "达标", "98.0%"),
        ("随迁子女有没有达到95%", "不达标", "90.0%"),
        ("骨干教师轮岗达到25%了吗", "达标", "25.0%"),
        ("质量监测达到Ⅳ级了吗", "不达标", ""),
    ],
)
def test_a_number_of_the_users_own_is_judged_first_and_is_labelled_as_theirs(ask, question, first, number):
    answer = ask(question)
    lead = answer.text.splitlines()[0]
    assert lead.startswith("对照您写的") and f"**{first}**" in lead and number in lead
    assert "国家指标的判定：" in answer.text and not answer.verification.rejected
    assert any(one.figure.kind == "given" for one in answer.figures)


def test_a_number_that_no_item_can_be_held_against_is_told(ask):
    assert ask("教师资格证达到3元了吗").text.startswith("您写的3元，不能与本项对照")


@pytest.mark.parametrize("county", [None, "南安市"])
@pytest.mark.parametrize(
    ("question", "line"),
    [
        ("我们县巩固率达到乐清的98%了吗", "乐清市，初中三年巩固率（2023年起）：≥ 98%，**不达标**（本县97.2%）"),
        ("随迁子女比例达到乐清目标了吗", "乐清市，随迁子女（2023年起）：≥ 95%，**不达标**（本县90.0%）"),
        ("按鲤城的标准我们巩固率达标吗", "鲤城区，初中三年巩固率（2025年起，尚未到期）：≥ 98%，**不达标**"),
        ("小学生均教学仪器设备值达到乐清4000元的目标了吗", "≥ 4000元/生，**不达标**（5所：水头小学、"),
    ],
)
def test_the_targets_of_a_place_that_is_named_come_first(ask, question, line, county):
    answer = ask(question, county)
    assert answer.text.startswith("对照") and line in answer.text.split("国家指标的判定：")[0]
    assert not answer.verification.rejected


def test_ones_own_county_is_held_against_its_targets_of_the_year_asked(ask):
    text = ask("我们县体音美教师达到南安2025年目标了吗").text
    assert text.startswith("对照南安市自定的目标：") and "（2025年起）：≥ 0.75人/百生，**达标**" in text


def test_the_word_that_softens_a_target_is_shown(ask):
    assert "条文写明“逐步”，≥ 70%" in ask("优质高中名额达到乐清的目标了吗").text


def test_a_place_without_a_target_for_the_item_says_so(ask):
    assert "乐清市的文件没有给本项定目标。" in ask("教师资格证持有率达到乐清的目标了吗").text
