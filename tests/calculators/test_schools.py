"""Which schools count, how one school's rows join, and how shared assets are divided."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.figures import size_figure, unit_figure
from calculators.kinds import kind_of
from calculators.readings import readings
from calculators.report import check_json
from calculators.schools import School, Taken

counts = st.integers(1, 5000)


def school(primary=0, junior=0, senior=0, **values):
    pupils = {"小学": Taken(float(primary)), "初中": Taken(float(junior)), "高中": Taken(float(senior))}
    taken = {column: Taken(float(value)) for column, value in values.items()}
    return School("甲学校", None, False, False, pupils, ("小学", "初中"), taken, {}, {})


def test_the_published_split_of_a_school_with_two_stages():
    """166 and 210 pupils share 23226 volumes: 9711.63 and 13514.37."""
    one = school(166, 210, equipment_value=23226)
    parts = [float(23226 * one.share("equipment_value", stage)) for stage in ("小学", "初中")]
    assert [round(part, 2) for part in parts] == [9711.63, 13514.37]
    assert round(23226 / (166 + 1.1 * 210), 1) == 58.5


def test_the_junior_part_of_a_complete_secondary_school():
    assert school(0, 360, 1400, equipment_value=1).share("equipment_value", "初中") == Fraction(360) / (
        360 + Fraction("1.2") * 1400
    )


def test_three_stages_share_by_their_weights():
    one = school(980, 640, 800, equipment_value=1)
    total = 980 + Fraction("1.1") * 640 + Fraction("1.32") * 800
    assert one.share("equipment_value", "小学") == 980 / total


@given(counts, counts)
def test_a_split_loses_nothing(primary, junior):
    one = school(primary, junior, equipment_value=1)
    assert one.share("equipment_value", "小学") + one.share("equipment_value", "初中") == 1


@given(counts)
def test_a_campus_with_one_stage_keeps_everything(pupils):
    assert school(pupils, equipment_value=1).share("equipment_value", "小学") == 1


def test_unknown_senior_pupils_leave_the_junior_share_undecided(county):
    check = county(
        {
            "name": "乙中学",
            "type": "完全中学",
            "pupils": 0,
            "classes": 0,
            "pupils_junior": 360,
            "classes_junior": 9,
            "degree_junior": 30,
            "backbone_junior": 5,
            "arts_junior": 5,
        }
    )
    values = check_json(check, "zh")["units"][0]["values"]
    assert {id for id, value in values.items() if value is None} == {"R4", "R5", "R6", "R7"}
    assert any(issue.affects and "高中在校生数" in issue.message.zh for issue in check.issues)


@pytest.mark.parametrize("blank", [None, "—", "无", 0, "０"])
def test_a_stage_that_a_school_lacks_may_be_blank(blank, county):
    check = county({"pupils_junior": blank, "pupils_senior": blank})
    assert [unit["stage"] for unit in check_json(check, "zh")["units"]] == ["小学"]


@pytest.mark.parametrize("kind", ["特殊教育学校", "中等职业学校", "高级中学", "幼儿园"])
def test_schools_outside_the_evaluation_are_left_out_with_a_note(kind, county):
    check = county({}, {"name": "乙", "type": kind})
    assert len(check.schools) == 1
    assert "out_of_scope" in {issue.code for issue in check.issues}


def test_a_school_without_pupils_is_left_out_with_a_note(county):
    check = county({}, {"name": "乙小学", "pupils": 0})
    assert len(check.size) == 1 and "no_pupils" in {issue.code for issue in check.issues}


def test_a_school_whose_type_is_not_given_has_the_stages_of_its_pupils(county):
    check = county({"type": None, "pupils_junior": 500, "classes_junior": 10})
    assert [unit["stage"] for unit in check_json(check, "zh")["units"]] == ["小学", "初中"]


def test_two_parts_with_different_assets_keep_their_own(county):
    junior = {
        "pupils": None,
        "classes": None,
        "largest": None,
        "pupils_junior": 500,
        "classes_junior": 10,
        "degree_junior": 40,
        "backbone_junior": 6,
        "arts_junior": 6,
        "teaching": 3000,
    }
    parts = [
        {"name": "甲学校（小学部）", "type": "九年一贯制"},
        {"name": "甲学校（初中部）", "type": "九年一贯制", **junior},
    ]
    check = county(*parts)
    units = check_json(check, "zh")["units"]
    assert [(unit["school"], unit["values"]["R4"]) for unit in units] == [("甲学校", 4.5), ("甲学校", 6.0)]
    assert "own_assets" in {issue.code for issue in check.issues}


def test_a_repeated_row_counts_once(county):
    check = county({}, {})
    assert len(check.schools) == 1 and "repeated_row" in {issue.code for issue in check.issues}


def test_rows_of_one_school_that_contradict_each_other_decide_nothing(county):
    check = county({"ground": 7500}, {"ground": 9000})
    assert check_json(check, "zh")["units"][0]["values"]["R5"] is None
    assert [issue.severity for issue in check.issues if issue.code == "conflicting_rows"] == ["error"]


def test_schools_of_one_name_and_different_codes_are_two(workbook, check):
    rows = [
        ["学校名称", "学校标识码", "小学在校生数"],
        ["中心小学", "3505000001", 100],
        ["中心小学", "3505000002", 200],
    ]
    assert len(check(workbook(rows)).schools) == 2


def test_private_schools_count_and_the_other_reading_is_computed(workbook, check):
    rows = [
        ["学校名称", "办学类型", "举办者类型", "小学在校生数", "小学班级数", "音乐教室各间面积", "美术教室各间面积"],
        ["甲小学", "小学", "公办", 100, 3, "96", "90"],
        ["乙小学", "小学", "民办", 100, 3, "95", "90"],
    ]
    reading = next(one for one in readings(check(workbook(rows))) if one.id == "include_private")
    assert (reading.value, reading.default) == ("true", True)
    assert "专用教室全部达标：否→是" in reading.changes.zh


def test_the_parts_of_a_complete_secondary_school_share_or_keep_their_assets(workbook, check):
    headings = [
        "学校名称",
        "办学类型",
        "在校生数（初中）",
        "在校生数（高中）",
        "初中班级数",
        "教学仪器设备资产值（元）",
    ]
    rows = [
        ["甲中学（初中部）", "完全中学", 360, "", 9, 990000],
        ["甲中学（高中部）", "完全中学", "", 1400, "", 990000],
    ]
    values = check_json(check(workbook([headings, *rows])), "zh")["units"][0]["values"]
    assert values["R6"] == pytest.approx(990000 / (360 + 1.2 * 1400), rel=1e-12)
    rows[1][-1] = 5000000
    assert check_json(check(workbook([headings, *rows])), "zh")["units"][0]["values"]["R6"] == 2750


def test_different_rooms_of_two_parts_are_all_the_schools(county):
    junior = {"pupils": None, "classes": None, "largest": None, "pupils_junior": 500, "classes_junior": 12}
    parts = [
        {"name": "甲学校（小学部）", "type": "九年一贯制"},
        {"name": "甲学校（初中部）", "type": "九年一贯制", **junior},
    ]
    assert county(*parts).rooms[0].music.rooms == 2
    parts[1]["music"], parts[1]["music_areas"] = 1, "98"
    assert county(*parts).rooms[0].music.areas == (96, 96, 98)


def test_a_school_named_like_a_note_is_a_school(county):
    assert county({"name": "注滋口小学"}).schools[0].name == "注滋口小学"


def test_two_schools_of_one_name_keep_their_own_figures(workbook, check):
    rows = [
        ["学校名称", "学校标识码", "小学在校生数", "小学班级数", "网络多媒体教室数"],
        ["中心小学", "3505000001", 100, 3, 10],
        ["中心小学", "3505000002", 200, 5, 2],
    ]
    found = check(workbook(rows))
    names = ["中心小学（3505000001）", "中心小学（3505000002）"]
    assert [unit["school"] for unit in check_json(found, "zh")["units"]] == names
    assert [unit_figure(found, name, "小学", "R7").display for name in names] == ["10.00", "1.00"]
    assert [size_figure(found, name).value for name in names] == [100, 200]
    assert [issue.severity for issue in found.issues if issue.code == "same_name"] == ["warning"] * 2


ONE_STAGE = ["学校名称", "办学类型", "在校生数", "另一学段在校生数", "班级数", "音乐教室每间面积", "美术教室每间面积"]


@pytest.mark.parametrize(
    ("others", "pupils", "limit", "passes"),
    [(1000, 2500, 2500, True), (1001, 2501, 2500, False), (None, None, 2500, None), (0, 1500, 2000, True)],
)
def test_one_stages_file_is_not_taken_for_the_whole_school(others, pupils, limit, passes, workbook, check):
    rows = [["小学学校数据"], ONE_STAGE, ["甲学校", "九年一贯制", 1500, others, 36, "96、96、96", "90、90、90"]]
    found = check(workbook(rows, name="小学.xlsx"))
    size, rooms = found.size[0], found.rooms[0]
    assert (size.pupils, int(size.threshold.value), size.passes) == (pupils, limit, passes)
    assert (rooms.classes, rooms.passes) == ((36, True) if others == 0 else (None, None))


@pytest.mark.parametrize(
    "name", ["科技工业园小学", "启智小学", "职工子弟小学", "聋人街小学", "幼儿园路小学", "教学点路小学"]
)
def test_a_word_inside_a_name_leaves_no_school_out(name, county):
    check = county({"name": name, "type": None})
    assert [school.name for school in check.units["小学"].schools] == [name]


TYPES = [
    ("小学（含幼儿园）", "小学"),
    ("小学(附设幼儿园)", "小学"),
    ("小学附设幼儿园", "小学"),
    ("小学（含特教班）", "小学"),
    ("九年一贯制（含幼儿园）", "九年一贯制"),
    ("小学（教学点）", "教学点"),
    ("小学（含教学点）", "小学"),
    ("学校（九年一贯制）", "九年一贯制"),
    ("幼儿园", "幼儿园"),
    ("特殊教育学校（小学部）", "特殊教育"),
]


@pytest.mark.parametrize(("written", "kind"), TYPES)
def test_what_a_school_also_has_is_not_its_kind(written, kind):
    assert kind_of({"school_type": written}) == kind


@pytest.mark.parametrize("name", ["甲县特殊教育学校", "甲聋哑学校", "甲县职业技术学校", "甲中等专业学校", "甲幼儿园"])
def test_a_school_left_out_for_its_name_alone_is_a_warning(name, county):
    check = county({}, {"name": name, "type": None})
    assert len(check.schools) == 1
    found = [(issue.severity, bool(issue.affects)) for issue in check.issues if issue.code == "out_of_scope"]
    assert found == [("warning", True)]


def test_a_small_teaching_point_alone_decides_nothing_of_the_county(county):
    check = county({"name": "甲教学点", "type": "教学点", "pupils": 20, "classes": 1, "largest": 20})
    assert (check.all_units_pass, check.all_cv_met, check.rooms_pass, check.status) == (
        None,
        None,
        None,
        "insufficient",
    )


def test_schools_outside_the_evaluation_alone_have_no_number_of_oversize_classes(county):
    assert county({"name": "甲幼儿园", "type": "幼儿园"}).oversize_classes is None
