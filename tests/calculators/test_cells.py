"""What single cells may say, and that a bad one leaves only its own figures undecided."""

from decimal import Decimal

import pytest

from calculators.figures import oversize_figure
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
        ("60①", "unreadable"),
        ("10²", "unreadable"),
        (float("inf"), "unreadable"),
        (float("nan"), "unreadable"),
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
        ("98㎡*2间", [98, 98]),
        ("2间×96", [96, 96]),
        ("20×2", [20, 20]),
        ("９６、９７", [96, 97]),
        ("96,108.5", [96, 108.5]),
        ("无", []),
    ],
)
def test_room_areas_are_read_one_by_one(cell, areas):
    assert read_areas(cell) == tuple(Decimal(str(area)) for area in areas)


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (None, "blank"),
        ("—", "blank"),
        ("约96", "unreadable"),
        ("96×", "unreadable"),
        ("12×8", "unreadable"),
        ("19.9×2", "unreadable"),
        ("2×96", "unreadable"),
    ],
)
def test_room_areas_that_are_none_are_told_apart(cell, state):
    assert read_areas(cell) == state


BAD_CELLS = [
    ("ground", -1, "negative_number", "R5"),
    ("ground", "约7500", "unreadable_number", "R5"),
    ("ground", "7500万元", "unknown_unit", "R5"),
    ("ground", 1e305, "too_large", "R5"),
    ("ground", "9" * 5000, "too_large", "R5"),
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
    rows = [["学校名称", "小学在校生数", "网络多多媒体教室数"], ["甲小学", 100, 4]]
    found = check(workbook(rows))
    assert [issue.found for issue in found.issues if issue.code == "heading_by_likeness"] == ["网络多多媒体教室数"]
    assert check_json(found, "zh")["units"][0]["values"]["R7"] == 4


# A heading, and the column that it is near to and does not mean.
NEIGHBOURS = [
    ("校级及以上骨干教师数", "backbone_teachers"),
    ("县级及以下骨干教师数", "backbone_teachers"),
    ("住校学生数", "pupils"),
    ("离校学生数", "pupils"),
    ("实验教学仪器设备值（万元）", "equipment_value"),
    ("网络多媒体教室座位数", "multimedia_rooms"),
    ("非网络多媒体教室数", "multimedia_rooms"),
    ("运动场地面职", "sports_ground_area"),
    ("大班额班级数", "oversize_classes"),
    ("超大班额班级数", "oversize_classes"),
    ("音乐专用教室面积合计", "music_room_areas"),
    ("音乐教室总面积", "music_room_areas"),
    ("美术专用教室/总面积", "art_room_areas"),
]


@pytest.mark.parametrize(("heading", "column"), NEIGHBOURS)
def test_a_neighbouring_heading_is_never_taken(heading, column, workbook, check):
    parts = [heading.split("/")[0], heading.split("/")[-1]]
    found = check(workbook([["学校名称", "小学班级数", parts[0]], ["", "", parts[1]], ["甲小学", 24, 7]]))
    assert not [id for id in found.table.frame.columns if id.partition(".")[0] == column]


@pytest.mark.parametrize("heading", ["校级及以上骨干教师数", "网络多媒体教室座位数", "运动场地面职", "音乐教室总面积"])
def test_a_heading_left_unused_says_what_it_may_have_meant(heading, workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", heading], ["甲小学", 100, 7]]))
    issue = next(issue for issue in found.issues if issue.code == "heading_not_used")
    assert (issue.severity, issue.found, issue.cell) == ("warning", heading, "C1") and issue.affects
    reading = next(one for one in found.table.columns if one.heading == heading)
    assert reading.taken_as is None and reading.why.zh in issue.message.zh


@pytest.mark.parametrize(
    ("heading", "count", "passes"),
    [("小学大班额班级数", 2, False), ("小学大班额班级数", 0, None), ("小学超大班额班数", 1, False)],
)
def test_large_classes_of_the_statistics_prove_only_oversize_classes(heading, count, passes, workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", "小学班级数", heading], ["甲小学", 1000, 24, count]]))
    assert (found.class_size[0].oversize, found.class_size[0].passes) == (None, passes)


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


AMBIGUOUS = ["音乐教室（间/面积）", "音乐教室", "音乐专用教室间数及面积"]


@pytest.mark.parametrize("heading", AMBIGUOUS)
@pytest.mark.parametrize(
    ("cell", "rooms", "areas"), [("96、95、98", 3, (96, 95, 98)), (2, 2, None), ("2间", 2, None), ("96㎡", 1, (96,))]
)
def test_rooms_under_a_heading_of_two_meanings(heading, cell, rooms, areas, workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", "小学班级数", heading], ["甲小学", 100, 3, cell]]))
    assert (found.rooms[0].music.rooms, found.rooms[0].music.areas) == (rooms, areas)


@pytest.mark.parametrize("heading", AMBIGUOUS)
def test_a_lone_area_is_never_a_number_of_rooms(heading, workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", "小学班级数", heading], ["甲小学", 100, 3, "96"]]))
    assert (found.rooms[0].music.rooms, found.rooms[0].music.compliant, found.rooms[0].passes) == (None, None, None)
    assert [issue.severity for issue in found.issues if issue.code == "number_or_area"] == ["warning"]


@pytest.mark.parametrize(
    ("heading", "cell", "indicator", "value"),
    [
        ("每百名学生拥有县级以上骨干教师数", "4.20人", "R2", 4.2),
        ("每百名学生拥有县级以上骨干教师数", "4.20人/百生", "R2", 4.2),
        ("生均教学及辅助用房面积", "4.5㎡", "R4", 4.5),
        ("生均教学及辅助用房面积（㎡）", "4.5㎡/生", "R4", 4.5),
        ("生均教学仪器设备值", "2,000元", "R6", 2000),
    ],
)
def test_a_result_sheet_may_write_units_in_its_cells(heading, cell, indicator, value, workbook, check):
    found = check(workbook([["学校名称", "办学类型", "小学在校生数", heading], ["甲小学", "小学", 100, cell]]))
    assert check_json(found, "zh")["units"][0]["values"][indicator] == pytest.approx(value)
    affects = next(issue.affects for issue in found.issues if issue.code == "rounded_results")
    assert affects == (indicator, f"CV.小学.{indicator}")


def test_an_amount_too_large_says_which_unit_to_name(workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", "教学仪器设备资产值"], ["甲小学", 1000, 5000000]]))
    issue = next(issue for issue in found.issues if issue.code == "too_large")
    assert "按万元折算约 50000000000元" in issue.message.zh and "请在表头注明（元）" in issue.message.zh


@pytest.mark.parametrize(("heading", "given"), [("教学仪器设备资产值", None), ("教学仪器设备资产值（元）", 60)])
def test_equipment_in_yuan_without_a_unit_is_undecided(heading, given, workbook, check):
    rows = [["学校名称", "小学在校生数", heading], ["甲小学", 100, 4000], ["乙小学", 100, 6000]]
    found = check(workbook(rows))
    assert [unit["values"]["R6"] for unit in check_json(found, "zh")["units"]] == [given and 40, given]
    doubts = [issue for issue in found.issues if issue.code == "unit_in_doubt"]
    assert [(one.severity, "（元）" in one.message.zh, "乙小学" in one.message.zh) for one in doubts] == (
        [] if given else [("error", True, True)]
    )


@pytest.mark.parametrize(("amount", "kept"), [(50000, True), (50001, False)])
def test_equipment_is_in_doubt_above_50000_yuan_a_pupil(amount, kept, workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", "教学仪器设备资产值"], ["甲小学", 10000, amount]]))
    assert (check_json(found, "zh")["units"][0]["values"]["R6"] is not None) is kept


@pytest.mark.parametrize(
    ("pupils", "largest", "oversize", "passes"),
    [(1680, 44, 0, None), (1680, 44, None, None), (1680, None, 0, None), (1680, 90, 20, False), (900, 45, 0, True)],
)
def test_a_mean_class_above_the_limit_denied_by_the_largest_decides_nothing(
    pupils, largest, oversize, passes, workbook, check
):
    headings = ["学校名称", "小学在校生数", "小学班级数", "小学最大班额", "小学超班额班级数"]
    found = check(workbook([headings, ["甲小学", pupils, 20, largest, oversize]]))
    assert found.class_size[0].passes is passes
    assert ("impossible_number" in {issue.code for issue in found.issues}) is (passes is None)


def test_a_row_of_numbers_without_a_name_leaves_the_county_undecided(county):
    check = county({}, {"name": "乙小学"}, {"name": None, "multimedia": 0})
    assert (check.all_units_pass, check.all_cv_met, check.rooms_pass, check.oversize_classes) == (None,) * 4
    assert oversize_figure(check).value is None
    for id, stage in (("R7", "小学"), ("CV.小学.R1", "小学"), ("G3", None), ("G4", None), ("G5", "小学")):
        assert (check.item(id, stage).status, check.item(id, stage).missing) == ("insufficient", ("A4 一行的学校名称",))
    issue = next(issue for issue in check.issues if issue.code == "row_unnamed")
    assert issue.severity == "error" and {"R1", "CV.初中.R7", "G3", "G4", "G5"} <= set(issue.affects)


def test_a_failing_school_fails_the_county_whatever_an_unnamed_row_holds(county):
    check = county({"multimedia": 1, "music": 0, "music_areas": "无"}, {"name": None})
    assert (check.all_units_pass, check.rooms_pass, check.item("R7", "小学").status) == (False, False, "not_met")


@pytest.mark.parametrize("cells", [["", 7, "", ""], ["", "", "", "另有说明"]])
def test_a_row_without_data_leaves_nothing_open(cells, workbook, check):
    rows = [["学校名称", "序号", "小学在校生数", "备注"], ["甲小学", 1, 100, ""], cells]
    found = check(workbook(rows))
    assert found.unnamed == () and "row_unnamed" not in {one.code for one in found.issues if one.severity == "error"}


def test_missing_degrees_are_asked_for_once(county):
    check = county({}, drop=["degree", "diploma", "degree_junior"])
    zh = [one.message.zh for one in check.issues if one.code == "missing_column" and "R1" in one.affects]
    assert len(zh) == 1 and zh[0].startswith("缺少“小学高于规定学历教师数”（或分学历人数）")


def test_class_sizes_in_bands_ask_for_no_largest_class(workbook, check):
    bands = {"小学46-50人班级数": 2, "小学51-55人班级数": None, "小学56人及以上班级数": 3}
    found = check(workbook([["学校名称", "小学在校生数", "小学班级数", *bands], ["甲小学", 1000, 24, *bands.values()]]))
    assert found.item("G5", "小学").missing == ()
    bands["小学46-50人班级数"] = bands["小学56人及以上班级数"] = 0
    found = check(workbook([["学校名称", "小学在校生数", "小学班级数", *bands], ["甲小学", 1000, 24, *bands.values()]]))
    assert found.item("G5", "小学").missing == ("小学51-55人班级数",)
