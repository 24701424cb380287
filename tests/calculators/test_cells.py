"""What single cells may say, and that a bad one leaves only its own figures undecided."""

from decimal import Decimal

import pytest

from calculators.report import check_json
from calculators.values import read_areas, read_number


@pytest.mark.parametrize(
    ("cell", "number", "unit"),
    [
        (12, "12", ""),
        (12.5, "12.5", ""),
        (0.1 + 0.2, "0.3", ""),
        ("1,200㎡", "1200", "m2"),
        ("３５万元", "35", "万元"),
        (" 120 人", "120", "人"),
        ("1，234.50", "1234.50", ""),
        ("-5", "-5", ""),
        ("−5", "-5", ""),
        (".5", "0.5", ""),
        ("0", "0", ""),
    ],
)
def test_numbers_are_read_as_shown(cell, number, unit):
    value = read_number(cell)
    assert (value.state, value.number, value.unit) == ("number", Decimal(number), unit)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (None, "blank"),
        ("", "blank"),
        ("—", "blank"),
        ("-", "blank"),
        ("／", "blank"),
        ("未填", "blank"),
        ("无", "none"),
        ("约120", "unreadable"),
        ("1,20", "unreadable"),
        ("12 34", "unreadable"),
        ("三十", "unreadable"),
        (True, "unreadable"),
        ("=A1+B1", "unreadable"),
        ("1e5x9", "unreadable"),
    ],
)
def test_absence_and_nonsense_are_told_apart(cell, state):
    assert read_number(cell).state == state


@pytest.mark.parametrize(
    ("cell", "areas"),
    [
        ("96.5、97", [96.5, 97]),
        ("96;97；98,99/100", [96, 97, 98, 99, 100]),
        ("96㎡ 97㎡", [96, 97]),
        (96, [96]),
        ("98×2", [98, 98]),
        ("９６、９７", [96, 97]),
        ("96,108.5", [96, 108.5]),
        ("无", []),
    ],
)
def test_room_areas_are_read_one_by_one(cell, areas):
    assert read_areas(cell) == tuple(Decimal(str(area)) for area in areas)


@pytest.mark.parametrize(
    ("cell", "state"), [(None, "blank"), ("—", "blank"), ("约96", "unreadable"), ("96×", "unreadable")]
)
def test_room_areas_that_are_none_are_told_apart(cell, state):
    assert read_areas(cell) == state


BAD_CELLS = [
    ("ground", -1, "negative_number", "R5"),
    ("ground", "约7500", "unreadable_number", "R5"),
    ("ground", "7500万元", "unknown_unit", "R5"),
    ("backbone", 10.5, "not_whole", "R2"),
    ("backbone", "12%", "unknown_unit", "R2"),
    ("multimedia", 99999, "too_large", "R7"),
    ("indoor", 5000, "impossible_number", "R5"),
    ("ground", None, "missing_value", "R5"),
]


@pytest.mark.parametrize(("key", "cell", "code", "indicator"), BAD_CELLS)
def test_a_bad_cell_leaves_only_its_own_figures_undecided(key, cell, code, indicator, county):
    check = county({key: cell}, {"name": "乙小学"})
    issues = [issue for issue in check.issues if issue.code == code]
    assert len(issues) == 1 and issues[0].cell and issues[0].severity == ("warning" if cell is None else "error")
    bad, good = check_json(check, "zh")["units"]
    undecided = {id for id, value in bad["values"].items() if value is None}
    assert indicator in undecided and undecided <= {indicator, "R4"}
    assert None not in good["values"].values()
    assert check_json(check, "zh")["stages"]["小学"]["mean"][indicator] is None


def test_a_bad_cell_is_reported_once(county):
    check = county({"ground": "约7500"})
    assert [issue.code for issue in check.issues if issue.severity != "note"] == ["unreadable_number"]


def test_too_many_pupils_for_the_classes_decide_nothing(county):
    check = county({"pupils": 9999, "classes": 1, "largest": None}, {"name": "乙小学"})
    unit = check_json(check, "zh")["units"][0]
    assert unit["pupils"] is None and unit["passes"] is None
    assert "impossible_number" in {issue.code for issue in check.issues}


def test_pupils_without_a_class_leave_the_rooms_undecided(county):
    rooms = county({"classes": 0}).rooms[0]
    assert (rooms.needed, rooms.passes) == (None, None)


def test_html_in_a_school_name_stays_text(county):
    name = "<b>甲</b><script>alert(1)</script>小学"
    assert county({"name": name}).schools[0].name == name


@pytest.mark.parametrize("name", ["甲小学", " 甲小学 ", "甲 小学\u3000", "甲小学（小学部）", "甲小学(小学部)"])
def test_stray_spaces_and_part_suffixes_leave_a_school_its_name(name, county):
    assert county({"name": name}).schools[0].name == "甲小学"


@pytest.mark.parametrize("row", ["合计", "总 计", "全县平均", "小计：", "平均值"])
def test_total_rows_are_no_schools(row, county):
    assert [school.name for school in county({}, {"name": row}).schools] == ["甲小学"]


def test_two_columns_of_one_meaning_are_an_issue_not_a_choice(workbook, check, golden_rows):
    rows = [["学校名称", "在校生数（小学）", "学生数（小学）", "小学班级数"], ["甲小学", 100, 200, 4]]
    found = check(workbook(rows))
    assert [issue.severity for issue in found.issues if issue.code == "rival_columns"] == ["error"]
    assert check_json(found, "zh")["units"][0]["pupils"] is None


def test_two_columns_of_one_meaning_and_equal_numbers_are_taken(workbook, check):
    rows = [["学校名称", "在校生数（小学）", "学生数（小学）", "小学班级数"], ["甲小学", 100, 100, 4]]
    assert check_json(check(workbook(rows)), "zh")["units"][0]["pupils"] == 100


def test_a_heading_known_by_likeness_alone_is_pointed_out(workbook, check):
    rows = [["学校名称", "小学在校生数", "运动场地面职"], ["甲小学", 100, 4000]]
    found = check(workbook(rows))
    assert [issue.found for issue in found.issues if issue.code == "heading_by_likeness"] == ["运动场地面职"]


@pytest.mark.parametrize(
    "heading", ["生均运动场地面积", "运动场地面积达标率", "拟新增运动场地面积", "运动场地面积是否达标"]
)
def test_headings_of_another_meaning_are_left_alone(heading, workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", heading], ["甲小学", 100, 4000]]))
    assert "sports_ground_area" not in found.table.frame.columns


def test_a_unit_that_nobody_states_is_assumed_aloud(workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", "教学仪器设备资产值"], ["甲小学", 100, 20]]))
    assert check_json(found, "zh")["units"][0]["values"]["R6"] == 2000
    assert "unit_assumed" in {issue.code for issue in found.issues}


def test_a_refused_pupil_count_is_not_taken_for_a_stage_that_the_school_lacks(county):
    units = check_json(county({"type": None, "pupils_junior": "约200", "classes_junior": 5}), "zh")["units"]
    assert [(unit["stage"], unit["pupils"]) for unit in units] == [("小学", 1000), ("初中", None)]
    assert units[0]["values"]["R4"] is None and units[0]["values"]["R1"] is not None


@pytest.mark.parametrize(
    ("key", "cell", "affects"),
    [
        ("ground", -1, ("R5", "CV.小学.R5", "CV.初中.R5")),
        ("backbone", -1, ("R2", "CV.小学.R2")),
        ("music", -1, ("G3",)),
        ("largest", -1, ("G5",)),
        ("classes", -1, ("G3", "G5")),
    ],
)
def test_a_fault_names_the_items_that_it_leaves_open(key, cell, affects, county):
    assert [issue.affects for issue in county({key: cell}).issues if issue.severity == "error"] == [affects]


def test_a_row_with_a_name_and_nothing_else_is_no_school(county):
    blank = dict.fromkeys(
        (
            "type",
            "pupils",
            "classes",
            "largest",
            "degree",
            "diploma",
            "backbone",
            "arts",
            "teaching",
            "indoor",
            "ground",
            "equipment",
            "multimedia",
            "music",
            "music_areas",
            "art",
            "art_areas",
        )
    )
    check = county({}, {"name": "城区学校", **blank})
    assert len(check.schools) == 1
    assert [issue.severity for issue in check.issues if issue.code == "row_lone"] == ["warning"]
