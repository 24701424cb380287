"""Several columns or cells that give one thing: joined where they list different rooms, else never chosen between."""

import pytest

from calculators.report import check_json
from calculators.sheets.confirmed import Confirmed, HeaderMapping
from calculators.sheets.reading import read_tables

SCHOOL = ["学校名称", "小学在校生数", "小学班级数"]


@pytest.fixture
def rooms(workbook, check):
    """Check one school with several columns of music rooms; return the areas, and the errors with their cells."""

    def build(headings, cells):
        found = check(workbook([[*SCHOOL, *headings], ["甲小学", 900, 24, *cells]]))
        return found.rooms[0].music.areas, [(one.code, one.cell) for one in found.issues if one.severity == "error"]

    return build


@pytest.mark.parametrize(
    "headings",
    [
        ("音乐教室1面积（㎡）", "音乐教室2面积（㎡）"),
        ("第一间音乐教室面积", "第二间音乐教室面积"),
        ("音乐教室（一）面积", "音乐教室（二）面积"),
        ("音乐教室A面积", "音乐教室B面积"),
    ],
)
def test_numbered_columns_are_rooms_of_their_own(headings, rooms):
    assert rooms(headings, ["96", "96"]) == ((96, 96), [])
    assert rooms(headings, ["96", ""]) == ((96,), [])


def test_one_column_given_twice_counts_its_rooms_once(rooms):
    headings = ("音乐专用教室面积（㎡）", "音乐专用教室面积（㎡）")
    assert rooms(headings, ["96、97", "96、97"]) == ((96, 97), [])
    assert rooms(headings, ["96", "97"]) == (None, [("rival_columns", "D1")])


@pytest.mark.parametrize("second", ["96", "97"])
@pytest.mark.parametrize(
    "headings", [("音乐专用教室面积", "音乐教室面积"), ("东楼音乐教室面积", "西楼音乐教室面积"),
                 ("音乐教室面积", "音乐教室2面积")]
)  # fmt: skip
def test_columns_that_may_be_of_one_room_or_of_two_are_asked_about(headings, second, rooms):
    assert rooms(headings, ["96", second]) == (None, [("rival_columns", "D1")])


def test_columns_that_the_user_says_are_both_lists_of_rooms_are_joined(workbook):
    headings = [*SCHOOL, "东楼音乐教室面积", "西楼音乐教室面积"]
    chosen = {"/".join([one]): "music_room_areas" for one in headings[3:]}
    confirmed = Confirmed.of([HeaderMapping(tuple(headings), chosen)])
    table = read_tables([workbook([headings, ["甲小学", 900, 24, "96", "97"]])], confirmed)
    assert [*table.frame["music_room_areas"]] == [(96, 97)]


@pytest.mark.parametrize(("first", "second", "at"), [("96", "约很大", "E2"), ("12×8", "96", "D2"), ("96", "-3", "E2")])
def test_one_cell_that_cannot_be_used_leaves_the_list_unknown(first, second, at, rooms):
    areas, errors = rooms(("音乐教室1面积", "音乐教室2面积"), [first, second])
    assert areas is None and [cell for _, cell in errors] == [at]


@pytest.mark.parametrize(
    ("listed", "areas", "errors"),
    [("96、97", (96, 97), []), ("96、90", None, [("conflicting_columns", "D2")])],
)
def test_rooms_listed_in_two_kinds_of_columns_count_once(listed, areas, errors, rooms):
    assert rooms(("音乐教室", "音乐教室各间面积"), ["96、97", listed]) == (areas, errors)


STAGED = ["学校名称", "办学类型", "在校生数", "小学在校生数"]


@pytest.mark.parametrize(
    ("both", "number", "cell", "errors"),
    [
        ((500, 500), 500, "D2", []),
        ((500, 400), None, "D2", [("conflicting_columns", "D2", "D2、C2")]),
        ((300, None), 300, "C2", []),
        ((None, 400), 400, "D2", []),
        ((500, "约400"), None, "D2", [("unreadable_number", "D2", "约400")]),
    ],
)
def test_a_number_with_its_stage_in_the_heading_and_one_without(both, number, cell, errors, workbook, check):
    found = check(workbook([STAGED, ["甲小学", "小学", *both]]))
    pupils = found.school("甲小学").pupils["小学"]
    assert (pupils.value if pupils.known else None, pupils.cell) == (number, f"sheet.xlsx!Sheet!{cell}")
    assert [(one.code, one.cell, one.found) for one in found.issues if one.severity == "error"] == errors


def test_no_pupils_of_the_other_stage_deny_none_of_this_one(workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", "另一学段在校生数"], ["甲学校", 400, 0]]))
    assert found.school("甲学校").pupils["小学"].value == 400


def reading_of(table, cell):
    return next(one for one in table.columns if one.cell == cell)


@pytest.mark.parametrize(
    ("headings", "first", "second", "used", "asked", "told"),
    [
        (("办学类型", "学校类型"), "小学", "小学", "B1", False, False),
        (("办学类型", "学校类型"), "小学", "211 小学", "B1", False, False),
        (("办学类型", "学校类型"), "九年一贯制学校", "小学", "B1", True, True),
        (("学校类型", "办学类型"), "小学", "九年一贯制学校", "C1", True, True),
        (("学校类型", "学校类别"), "小学", "九年一贯制学校", None, True, True),
        (("举办者类型", "办学性质"), "县教育局", "公办", "B1", False, False),
        (("举办者", "办学性质"), "张三", "民办", None, True, True),
        (("学校标识码", "学校代码"), "3505710001", "2135710001", "B1", False, True),
        (("学校代码", "学校编号"), "3505710001", "2135710001", None, True, True),
    ],
)
def test_columns_of_words_that_differ_are_told_and_those_that_decide_are_asked(
    headings, first, second, used, asked, told, workbook
):
    table = read_tables([workbook([["学校名称", *headings, "小学在校生数"], ["甲学校", first, second, 500]])])
    readings = [reading_of(table, cell) for cell in ("B1", "C1")]
    assert [one.cell for one in readings if one.taken_as] == ([used] if used else [])
    assert any(not one.sure for one in readings) is asked
    assert [one.severity for one in table.issues if one.code == "rival_columns"] == (["warning"] if told else [])
    lost = next(one for one in readings if not one.taken_as)
    assert ("不" in lost.why.zh.replace("不采用", "")) is told


def test_two_columns_of_names_leave_the_schools_their_names(workbook):
    table = read_tables([workbook([["学校", "校名", "小学在校生数"], ["甲小学", "示例县甲小学", 500]])])
    assert [*table.frame["school_name"]] == ["甲小学"] and table.cells["school_name"] == ("sheet.xlsx!Sheet!A2",)


@pytest.mark.parametrize(
    ("title", "value"),
    [
        ("示例县2025年学校情况（单位：元、㎡）", 250),
        ("单位：元", 250),
        ("金额单位为元", 250),
        ("单位：千元", 250000),
        ("单位：万元", 2500000),
    ],
)
def test_the_unit_of_money_in_the_title_is_that_of_the_column(title, value, workbook, check):
    found = check(workbook([[title], ["学校名称", "小学在校生数", "教学仪器设备值"], ["甲小学", 100, 250]]))
    assert found.school("甲小学").taken("equipment_value").value == value
    assert "unit_assumed" not in {one.code for one in found.issues}


@pytest.mark.parametrize("title", ["示例县学校情况", "三元区学校情况", "单位：元；万元", "生均值单位：元/生"])
def test_a_title_without_one_unit_of_money_leaves_it_assumed_aloud(title, workbook, check):
    found = check(workbook([[title], ["学校名称", "小学在校生数", "教学仪器设备值"], ["甲小学", 1000, 250]]))
    assert found.school("甲小学").taken("equipment_value").value == 2500000
    assert "unit_assumed" in {one.code for one in found.issues}


def test_the_unit_of_a_heading_or_a_cell_stands_before_that_of_the_title(workbook, check):
    rows = [
        ["单位：元"],
        ["学校名称", "小学在校生数", "教学仪器设备值（万元）"],
        ["甲小学", 100, 25],
        ["乙小学", 100, "30千元"],
    ]
    found = check(workbook(rows))
    values = [found.school(name).taken("equipment_value").value for name in ("甲小学", "乙小学")]
    assert values == [250000, 30000]


@pytest.mark.parametrize(
    ("heading", "near"),
    [
        ("教学及辅助用房（间）", "teaching_area"),
        ("教学及辅助用房面积（间）", "teaching_area"),
        ("运动场地（个）", "sports_ground_area"),
        ("小学专任教师数（㎡）", "teachers.小学"),
        ("网络多媒体教室（㎡）", "multimedia_rooms"),
        ("教学仪器设备资产（亩）", "equipment_value"),
    ],
)
def test_a_heading_in_a_unit_that_the_column_cannot_have_is_never_the_column(heading, near, workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", heading], ["甲小学", 500, 40]]))
    assert not {near, near.partition(".")[0]} & {*found.table.frame.columns}
    issue = next(one for one in found.issues if one.code == "heading_not_used")
    assert (issue.cell, issue.severity) == ("C1", "warning") and "单位" in issue.message.zh
    assert reading_of(found.table, "C1").taken_as is None


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        ("教学及辅助用房（公顷）", "teaching_area"),
        ("运动场地（亩）", "sports_ground_area"),
        ("小学专任教师（名）", "teachers.小学"),
        ("小学班级数（班）", "classes.小学"),
        ("音乐专用教室（间）", "music_rooms"),
    ],
)
def test_a_heading_in_another_unit_of_the_column_is_still_it(heading, id, workbook):
    table = read_tables([workbook([["学校名称", "小学在校生数", heading], ["甲小学", 500, 4]])])
    assert reading_of(table, "C1").taken_as == id


def test_an_undecided_number_leaves_its_indicators_open(workbook, check):
    found = check(workbook([[*STAGED, "小学县级以上骨干教师数"], ["甲小学", "小学", 500, 400, 9]]))
    unit = check_json(found, "zh")["units"][0]
    assert unit["pupils"] is None and unit["values"]["R2"] is None
