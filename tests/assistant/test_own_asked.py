"""What the county's own sheets answer: the whole verdict in many words, items by name or id, the readings."""

import re

import pytest

from assistant.asked.readings import readings_asked_about
from assistant.checking import choice_asked
from assistant.service import Assistant
from calculators.choice import Choice, settings
from tests.conftest import sample

SHEETS = ("county_strong.xlsx", "county_form.xlsx")


@pytest.fixture
def ask(assistant: Assistant):
    def asked(question, *names, county="南安市"):
        answer = assistant.ask(question, uploads=[sample(name) for name in names or SHEETS], county=county)
        assert not answer.verification.rejected
        return answer

    return asked


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我们县达标了吗？还差什么", "总的结论：**不达标**"),
        ("我们县能申报国家优质均衡县吗", "总的结论：**不达标**"),
        ("哪些项不达标", "音乐、美术专用教室：**不达标**"),
        ("31项里有几项达标", "政府保障程度，**不达标**：1项（G3"),
        ("离达标还差哪几项", "政府保障程度，**需佐证**：4项"),
        ("还有哪些项目没有定论", "需佐证：G1 规划布局"),
        ("需要准备哪些佐证材料", "学校章程，需要的佐证："),
        ("What's still missing for our county verdict?", "Evidence needed: G1"),
        ("按放宽政策，我们县达标吗", "采用口径：适用过渡性放宽"),
        ("有没有一票否决", "一票否决事项：**达标**"),
        ("工资比公务员高吗", "**达标**（100.8%）"),
        ("轮岗率多少", "12.0%，**达标**"),
        ("资格证都有吗", "**达标**（100.0%）"),
        ("Q9达标吗", "数学学业水平等级"),
        ("G8怎么判的", "126000 ÷ 125000 × 100 = 100.8"),
        ("初中巩固率多少，怎么算的", "(1180 − 25 + 20) ÷ (1210 − 1) × 100 = 97.2"),
        ("我们县达标吗", "随迁子女在公办和政府购买服务的民办学校就读的比例：90.0%"),
    ],
)
def test_the_countys_own_sheets_answer(ask, question, said):
    answer = ask(question)
    assert answer.status == "answered" and said in answer.text
    assert re.search("(?:数据：|data: )county", answer.text)


@pytest.mark.parametrize(
    "question",
    ["轮岗率要求多少", "随迁子女入学要什么材料", "教师轮岗怎么安排", "初中巩固率多少才达标", "民办学校可以考试招生吗"],
)
def test_a_rule_is_still_answered_from_the_documents(ask, question):
    assert "数据：county" not in ask(question).text


def test_what_the_sheets_do_not_decide_is_said_in_a_line_with_what_they_do(ask):
    answer = ask("我们县校车达标吗")
    assert answer.status == "needs_input" and len(answer.text.splitlines()) == 1
    assert answer.suggestions and all(ask(one).status == "answered" for one in answer.suggestions)


@pytest.mark.parametrize(
    ("question", "ids"),
    [
        ("现在用的是什么口径", tuple(settings())),
        ("结论会不会因为口径不同而改变", tuple(settings())),
        ("四舍五入会影响结论吗", ("rounding",)),
        ("民办学校算不算", ("include_private",)),
        ("音乐美术教室能不能合计算", ("rooms.kinds",)),
        ("音乐美术教室合计算够吗", ()),
        ("不含民办，小学差异系数是多少", ()),
        ("民办学校可以考试招生吗", ()),
        ("差异系数的计算口径是什么", ()),
        ("按过渡性放宽口径，音乐教室够吗", ()),
    ],
)
def test_a_question_about_readings_is_told_from_one_under_a_reading(question, ids):
    assert readings_asked_about(question) == ids


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("按放宽政策，我们县达标吗", {"relief_2019": "true"}),
        ("用放宽口径，学校规模达标吗", {"relief_2019": "true"}),
        ("按2019年放宽规定，音乐教室够吗", {"relief_2019": "true"}),
        ("每间教室都要达标的话，音乐教室够吗", {"rooms.surplus": "every"}),
        ("Do the rooms suffice when counted together?", {"rooms.kinds": "sum"}),
        ("音乐美术教室能不能合计算", {}),
        ("不按放宽口径，音乐教室够吗", {}),
    ],
)
def test_a_reading_is_named_in_more_words(question, named):
    assert choice_asked(question) == Choice.of(named)


def test_a_question_about_readings_says_what_the_other_would_turn_and_the_default_without_a_sheet(ask, assistant):
    assert "乐峰小学、霞美中学改为达标" in ask("音乐美术教室能不能合计算").text
    assert "换用“先四舍五入再判定”，结论不变" in ask("四舍五入会影响结论吗").text
    alone = assistant.ask("民办学校算不算")
    assert alone.status == "answered" and "采用“计入民办学校”（解释性口径" in alone.text


def test_another_reading_is_named_only_where_the_item_asked_about_turns(ask):
    assert "换用别的口径" not in ask("小学生均教学用房差异系数达标吗").text
    assert "音乐、美术教室合计（涉及：音乐、美术专用教室）" in ask("音乐教室够吗").text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("哪些学校拉高了小学仪器设备值的差异系数", "蓬华实验学校：贡献29.8%"),
        ("如果没有九都中学，初中体育场馆差异系数能不能达标", "去掉九都中学后的校际差异系数：0.119"),
        ("小学不加权的话差异系数结论会变吗", "不加权与加权的结论相同"),
    ],
)
def test_what_lies_behind_a_coefficient_is_found_in_other_words(ask, question, said):
    assert said in ask(question).text


def test_an_indicator_is_known_by_its_id(ask):
    text = ask("小学R1的差异系数哪些学校影响最大").text
    assert "高于规定学历" in text and "仪器设备值" not in text
