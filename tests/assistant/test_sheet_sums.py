"""Totals, shares, distances, groups and sizes of classes asked of a sheet, held against its cells."""

import json
import re
from fractions import Fraction

import pytest

from tests.conftest import GOLDEN, sample
from tests.golden.sheet_oracle import County, half_up


def expected(name):
    return json.loads((GOLDEN / "sheets" / f"{name}.expected.json").read_text("utf-8"))


@pytest.fixture
def ask(assistant):
    def asked(question, name="county_survey", status="answered"):
        answer = assistant.ask(question, uploads=[sample(f"{name}.xlsx")])
        assert answer.verification.rejected == 0 and answer.status == status
        return answer

    return asked


def named(text):
    return re.findall(r"(?m)^- ([^：:\n]+)[：:]", text)


@pytest.mark.parametrize(
    ("question", "stage", "id"),
    [
        ("小学一共多少骨干教师", "小学", "R2"),
        ("初中骨干教师总数", "初中", "R2"),
        ("How many backbone teachers do our primary schools have in total?", "小学", "R2"),
        ("初中体音美老师总共多少人", "初中", "R3"),
        ("小学总共有多少间网络多媒体教室", "小学", "R7"),
    ],
)
def test_a_total_is_the_sum_of_the_cells(ask, question, stage, id):
    total = sum(unit.raw[id] for unit in County("county_survey.xlsx").of_stage(stage)) / 100
    shown = str(total) if total.denominator == 1 else half_up(total, 2)
    assert shown in ask(question).text


@pytest.mark.parametrize(
    ("question", "stage", "id"),
    [
        ("小学网络多媒体教室达标率", "小学", "R7"),
        ("多少比例的小学生均设备值达标", "小学", "R6"),
        ("What percentage of primary schools meet the backbone teacher standard?", "小学", "R2"),
        ("初中用房面积达标的占百分之几", "初中", "R4"),
    ],
)
@pytest.mark.parametrize("name", ["county_survey", "county_uneven"])
def test_a_share_is_worked_out_from_the_units(ask, name, question, stage, id):
    units = County(f"{name}.xlsx").of_stage(stage)
    met = [unit.met(id) for unit in units]
    share = half_up(Fraction(sum(met) * 100, len(met)), 2)
    assert f"{share}%" in ask(question, name).text


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("超过50人的初中班有多少个？", "34个"),
        ("50人以上的班有几个", "34个"),
        ("How many classes have more than 50 pupils?", "34 classes"),
        ("超过53人的初中班有几个", "0个"),
    ],
)
def test_classes_are_counted_by_their_size(ask, question, says):
    assert says in ask(question).text


@pytest.mark.parametrize(
    ("question", "name", "first"),
    [
        ("小学设备值差得最多的是哪个学校", "county_uneven", "丰州小学"),
        ("小学体育场馆面积差距最大的学校", "county_uneven", "石井小学"),
        ("哪些小学的设备值就差一点达标", "county_survey", "英都小学"),
        ("小学生均设备离标准最近的学校是哪所", "county_survey", "英都小学"),
        ("which school misses the sports area standard by the most", "county_uneven", "石井小学"),
    ],
)
def test_schools_stand_by_their_distance_from_the_standard(ask, name, question, first):
    assert named(ask(question, name).text)[0] == first


@pytest.mark.parametrize(
    ("question", "name", "schools"),
    [
        ("民办学校有几所", "county_edges", ["金淘小学", "霞美小学", "康美中学"]),
        ("一贯制学校有哪些", "county_survey", ["水头学校", "乐峰学校"]),
        ("教学点有几个", "county_survey", ["美林教学点", "霞美教学点", "省新教学点"]),
        ("List the private schools", "county_survey", ["官桥小学", "九都中学"]),
    ],
)
def test_a_group_of_schools_is_counted_and_named(ask, name, question, schools):
    text = ask(question, name).text
    assert str(len(schools)) in text and "、".join(schools) in text


def test_an_order_keeps_to_the_group_asked_about(ask):
    text = ask("乡村小学里骨干教师最少的是哪所").text
    assert named(text)[0] == "翔云小学" and "梅山小学" not in text


@pytest.mark.parametrize(
    "question", ["小学生均设备值的中位数是多少", "What is the median of equipment value per pupil?"]
)
def test_a_measure_that_is_none_here_is_said_to_be_none_and_the_mean_is_given(ask, question):
    text = ask(question).text
    assert "2681.48" in text and not re.search(r"\*\*(?:不达标|not met)\*\*", text)


@pytest.mark.parametrize(
    ("question", "name", "verdict"),
    [
        ("美术教室够不够", "county_edges", "达标"),
        ("音乐教室够不够", "county_edges", "不达标"),
        ("官桥小学音乐教室达标吗", "county_survey", "达标"),
        ("官桥小学美术教室达标吗", "county_survey", "不达标"),
    ],
)
def test_the_first_verdict_is_on_the_kind_of_room_asked_about(ask, name, question, verdict):
    assert re.search(r"\*\*([^*]+)\*\*", ask(question, name).text)[1] == verdict


@pytest.mark.parametrize("name", ["county_survey", "county_uneven"])
@pytest.mark.parametrize(("stage", "kind"), [("小学", "小学"), ("初中", "初中")])
def test_rooms_of_a_stage_name_the_schools_of_that_stage_alone(ask, name, stage, kind):
    county, text = County(f"{name}.xlsx"), ask(f"{kind}音乐教室达标吗", name).text
    having = {unit.school for unit in county.of_stage(stage)}
    short = [one["school"] for one in expected(name)["rooms"] if one["music_compliant"] < one["needed"]]
    assert [school for school in named(text) if school in short] == [school for school in short if school in having]


def test_one_coefficient_is_not_given_the_verdict_of_all(ask):
    text = ask("小学R6差异系数", "county_missing_column").text
    assert "0.193" in text and not re.search(r"小学校际差异系数：\*\*达标", text)


@pytest.mark.parametrize(("school", "met"), [("霞美小学", "5项"), ("英都小学", "6项")])
def test_why_a_school_fails_is_told_by_its_count_and_what_is_below_the_rest(ask, school, met):
    text = ask(f"{school}为什么不达标", "county_edges").text
    assert f"达标的指标{met}" in text
    assert ("低于要求的85%" in text) is (school == "英都小学")


def test_two_schools_side_by_side_take_a_line_for_each_indicator(ask):
    text = ask("康美小学和官桥小学哪个好").text
    rows = [line for line in text.splitlines() if "康美小学" in line and "官桥小学" in line]
    assert len(rows) == 8 and any("7.61" in row and "7.93" in row for row in rows)
    assert len([line for line in text.splitlines() if line.strip()]) <= 14


def test_each_school_is_answered_on_the_item_beside_its_name(ask):
    text = ask("码头小学的用房面积、诗山小学的体音美教师各是多少", "county_edges").text
    assert "4.50" in text and "0.88" in text and "5.39" not in text


@pytest.mark.parametrize("question", ["向阳教学点为什么没算", "哪些学校没有计入判定"])
def test_who_is_left_out_is_told_with_the_reason(ask, question):
    text = ask(question, "county_edges").text
    assert "向阳教学点" in text and "50" in text


@pytest.mark.parametrize(
    "question", ["超得最多的是哪所学校", "最高的是哪所学校", "低于4的学校有哪些", "Which school is the highest?"]
)
def test_an_order_or_a_number_of_nothing_named_is_asked_about(ask, question):
    answer = ask(question, status="needs_input")
    assert len(answer.suggestions) >= 3


def test_beyond_the_end_of_an_order_nothing_is_listed(ask):
    assert "没有这一位" in ask("初中设备值排第30位的学校").text
