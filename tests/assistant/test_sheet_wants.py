"""What is asked of a sheet's schools is answered with the expected values, in order, verified, in both languages."""

import json
import re

import pytest

from tests.conftest import GOLDEN, sample

SURVEY = "county_survey"


def expected(name):
    return json.loads((GOLDEN / "sheets" / f"{name}.expected.json").read_text("utf-8"))


def units_of(name, stage):
    return [one for one in expected(name)["units"] if one["stage"] == stage]


@pytest.fixture
def ask(assistant):
    def asked(question, name=SURVEY, status="answered"):
        answer = assistant.ask(question, uploads=[sample(f"{name}.xlsx")] if name else [])
        assert answer.verification.rejected == 0
        assert answer.status == status
        return answer

    return asked


def listed(answer):
    """The names that begin the items of the answer's lists."""
    return re.findall(r"(?m)^- ([^：:\n]+)[：:]", answer.text)


def in_order(name, stage, id, *, lowest):
    units = [one for one in units_of(name, stage) if one["values"][id] is not None]
    return sorted(units, key=lambda one: one["values"][id], reverse=not lowest)


@pytest.mark.parametrize(
    ("question", "stage", "id", "lowest", "number"),
    [
        ("小学仪器设备值最差的五所学校", "小学", "R6", True, 5),
        ("初中生均体育场馆面积最高的三所学校", "初中", "R5", False, 3),
        ("小学多媒体教室最少的两所", "小学", "R7", True, 2),
        ("lowest three primary schools by equipment value per pupil", "小学", "R6", True, 3),
        ("Which five junior schools have the highest teaching space per pupil?", "初中", "R4", False, 5),
        ("小学R6从低到高排名", "小学", "R6", True, 18),
    ],
)
def test_the_lowest_and_the_highest_are_those_of_the_expected_values(ask, question, stage, id, lowest, number):
    answer = ask(question)
    wanted = in_order(SURVEY, stage, id, lowest=lowest)[:number]
    assert listed(answer)[:number] == [one["school"] for one in wanted]
    for one in wanted:
        assert f"{one['school']}{'：' if answer.language == 'zh' else ': '}{one['display'][id]}" in answer.text


def test_ties_at_the_end_of_an_order_are_told(ask):
    sizes = sorted(expected(SURVEY)["size"], key=lambda one: -one["pupils"])
    second = [one["school"] for one in sizes if one["pupils"] == sizes[1]["pupils"]]
    answer = ask("在校生最多的两所学校")
    assert set(listed(answer)) == {sizes[0]["school"], *second}
    assert "一并列出" in answer.text


def test_the_place_of_a_school_counts_those_before_it(ask):
    units = in_order(SURVEY, "小学", "R6", lowest=False)
    place = [one["school"] for one in units].index("英都小学") + 1
    assert f"从高到低排第{place}位" in ask("英都小学的仪器设备值在小学里排第几").text


@pytest.mark.parametrize("name", ["county_survey", "county_uneven", "county_strong", "county_edges"])
@pytest.mark.parametrize("stage", ["小学", "初中"])
@pytest.mark.parametrize("id", ["R2", "R3", "R5"])
def test_the_count_of_schools_that_fail_is_that_of_the_list(ask, name, stage, id):
    failing = [one for one in units_of(name, stage) if one["met"][id] is False]
    answer = ask(f"有几所{stage}{id}不达标", name)
    assert f"{len(failing)}所低于要求" in answer.text
    assert listed(answer)[: len(failing)] == [one["school"] for one in failing]
    for one in failing:
        assert f"{one['school']}：{one['display'][id]}" in answer.text


@pytest.mark.parametrize(("state", "met"), [("达标", True), ("不达标", False)])
def test_schools_that_pass_or_fail_as_a_whole(ask, state, met):
    passing = [one for one in units_of("county_edges", "小学") if one["passes"] is met]
    answer = ask(f"有几所小学资源配置{state}", "county_edges")
    assert f"其中**{state}**的学校：{len(passing)}所" in answer.text or f"{len(passing)}所不达标" in answer.text


@pytest.mark.parametrize(("share", "sheet"), [("85", "county_edges"), ("85", "county_uneven"), ("70", "county_uneven")])
def test_schools_below_a_share_of_the_standard(ask, share, sheet):
    limit = 0.9 * int(share) / 100
    below = [one["school"] for one in units_of(sheet, "小学") if one["values"]["R3"] < limit - 1e-9]
    answer = ask(f"小学体音美教师数低于要求{share}%的学校有哪些", sheet)
    assert f"学校：{len(below)}所" in answer.text
    assert listed(answer)[: len(below)] == below
    assert any(one.figure.kind == "given" and one.figure.display == share for one in answer.figures)


def test_a_number_of_the_users_own_is_labelled_as_theirs(ask):
    larger = [one["school"] for one in expected(SURVEY)["size"] if one["pupils"] > 1500]
    answer = ask("学生超过1500人的学校有哪些")
    assert "您写的1500人" in answer.text
    assert listed(answer) == larger


@pytest.mark.parametrize(("bound", "counted"), [("不低于2040", True), ("超过2040", False), ("超过2039", True)])
def test_a_number_is_compared_at_just_below_and_just_above(ask, bound, counted):
    assert ("康美小学" in listed(ask(f"学生{bound}人的学校有哪些"))) is counted


def test_schools_beside_the_county_mean(ask):
    mean = expected(SURVEY)["stages"]["小学"]["mean"]["R6"]
    above = [one["school"] for one in units_of(SURVEY, "小学") if one["values"]["R6"] > mean]
    assert listed(ask("小学仪器设备值高于平均的学校有哪些")) == above


def test_a_side_of_the_mean_without_an_indicator_is_asked_about(ask):
    answer = ask("低于平均的学校有哪些", status="needs_input")
    assert len(answer.suggestions) > 1
    assert ask(answer.suggestions[0]).status == "answered"


def test_all_schools_are_listed_with_their_values(ask):
    answer = ask("列出所有初中的生均教学仪器设备值")
    units = units_of(SURVEY, "初中")
    assert listed(answer)[: len(units)] == [one["school"] for one in units]
    assert all(one["display"]["R6"] in answer.text for one in units)


def test_two_schools_stand_side_by_side_the_higher_first(ask):
    values = {one["school"]: one for one in units_of(SURVEY, "初中")}
    answer = ask("石井中学和九都中学比较生均教学及辅助用房面积")
    pair = sorted((values["石井中学"], values["九都中学"]), key=lambda one: -one["values"]["R4"])
    assert listed(answer)[:2] == [one["school"] for one in pair]
    assert f"相差{pair[0]['values']['R4'] - pair[1]['values']['R4']:.2f}" in answer.text


def test_a_school_stands_beside_the_county_mean(ask):
    answer = ask("诗山小学的教学仪器设备值与全县平均比")
    own = next(one for one in units_of(SURVEY, "小学") if one["school"] == "诗山小学")
    assert (
        f"本校{own['display']['R6']}元/生，全县平均{expected(SURVEY)['stages']['小学']['mean']['R6']:.2f}"
        in answer.text
    )


def test_coefficients_in_order(ask):
    cv = expected("county_uneven")["stages"]["初中"]
    worst = max(cv["cv"], key=cv["cv"].get)
    assert f"：{cv['cv_display'][worst]}，**不达标**" in ask("初中哪项差异系数最大", "county_uneven").text


@pytest.mark.parametrize(
    ("question", "name", "said"),
    [
        ("溪美小学骨干教师数怎么算出来的", SURVEY, "2 ÷ 96 × 100 = 2.08"),
        ("水头学校初中部的生均教学用房面积是怎么来的", SURVEY, "1.1×1100 ÷ (1500 + 1.1×1100)"),
        ("凭什么说康美小学音乐教室不够", SURVEY, "⌈54 ÷ 12⌉ = 5"),
        ("石井中学班额怎么判的", SURVEY, "county\\_survey.xlsx!"),
        ("小学R6的差异系数怎么算出来的", "county_uneven", "S ÷ X̄"),
        ("小学R4的全县平均是怎么算的", SURVEY, "之和"),
        ("How was 诗山小学's R6 calculated?", SURVEY, "÷ 640 ="),
    ],
)
def test_a_figure_is_explained_with_its_numbers_and_cells(ask, question, name, said):
    answer = ask(question, name)
    assert said in answer.text
    assert any(one.figure.inputs for one in answer.figures)
    assert len(answer.text) < 2500


def test_missing_data_say_what_they_decide(ask):
    answer = ask("缺哪些数据", "county_missing_column")
    line = next(line for line in answer.text.splitlines() if "运动场地面积" in line)
    assert "R5" in line and "CV" in line


def test_the_sheet_is_described(ask):
    answer = ask("表里有多少所学校和学生")
    for stage in ("小学", "初中"):
        assert f"{stage}：{len(units_of(SURVEY, stage))}所" in answer.text
        assert f"在校生{sum(one['pupils'] for one in units_of(SURVEY, stage))}人" in answer.text


def test_doubts_of_the_data_are_told_where_there_are_any(ask):
    assert "九都中学" in ask("数据有什么问题", "county_uneven").text
    assert "没有发现" in ask("数据有什么问题").text


def test_what_is_exactly_at_the_limit_and_what_rounding_turns(ask):
    text = ask("哪些学校是临界的", "county_edges").text
    assert "码头小学：4.20人/百生，**达标**" in text
    assert "码头小学：4.50 ㎡/生，**不达标**（临界" in text and "差0.004 ㎡/生" in text


def test_missing_data_take_no_part_in_an_order(ask):
    answer = ask("小学体育场馆面积最差的三所", "county_missing_column")
    assert "没有数据、不参与" in answer.text


def test_the_only_school_of_a_sheet_is_the_one_meant(ask):
    answer = ask("我们学校的教学仪器设备值怎么算出来的", "one_school")
    unit = expected("one_school")["units"][0]
    assert unit["school"] in answer.text and f"= {unit['display']['R6']}" in answer.text


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我校24个班，2间音乐教室够吗", "音乐专用教室：**达标**，您写的2间"),
        ("我校25个班，2间音乐教室够吗", "音乐专用教室：**不达标**，您写的2间，缺1间"),
        ("25个班，音乐教室3间、美术教室2间够吗", "美术专用教室：**不达标**，您写的2间，缺1间"),
        ("如果一个小学有25个班，应该配几间音乐教室", "每类应有3间"),
        ("生均教学用房4.3平方米，小学达标吗", "**不达标**，您写的4.3 ㎡/生，要求4.5 ㎡/生，差0.2 ㎡/生"),
        ("小学46人一个班超标吗", "**不达标**，您写的46人，要求45人，多出1人"),
        ("小学45人一个班超标吗", "**达标**，您写的45人"),
        ("初中800人，教学仪器设备值210万元，达标吗", "2625.00元/生（2100000 ÷ 800 = 2625.00），要求2500元/生"),
        ("轮岗教师120人，符合交流条件的1000人，比例达标吗", "12.0%（120 ÷ 1000 × 100 = 12.0），要求10%"),
        ("差异系数0.48，初中达标吗", "**不达标**，您写的0.48，要求0.45，多出0.03"),
        ("A primary school has 24 classes and 2 music rooms, is that enough?", "Music rooms: **met**, your 2 rooms"),
    ],
)
@pytest.mark.parametrize("name", [None, SURVEY])
def test_numbers_given_are_judged_by_the_rules_whatever_sheet_there_is(ask, name, question, said):
    answer = ask(question, name)
    assert said in answer.text
    assert answer.citations


def test_a_number_that_can_be_of_several_indicators_is_asked_about(ask):
    answer = ask("生均4.3平方米达标吗(小学)", None, status="needs_input")
    assert len(answer.suggestions) == 2
    assert all(ask(one, None).status == "answered" for one in answer.suggestions)


@pytest.mark.parametrize("question", ["哪些学校R4不达标", "仪器设备值最差的五所学校", "缺哪些数据", "有几所学校达标"])
def test_the_verdict_and_figures_stand_before_the_clause(ask, question):
    text = ask(question, "county_edges").text
    clause = text.find("要求：“")
    assert clause == -1 or not re.search(r"(?m)^- .*\*\*(?:不)?达标", text[clause:])
