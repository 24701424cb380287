"""Headings that say what they are only beside others, by the values below them, or on a sheet that lies on its side."""

import pytest

from calculators.errors import NoColumns
from calculators.sheets.reading import read_tables

SCHOOLS = ["甲小学", "乙小学", "丙小学"]
OF_TWO_YEARS = ["在校生数（2024年）", "在校生数（2025年）"]


@pytest.fixture
def columns(workbook):
    """Read a sheet of three primary schools with columns of equal values; return what each heading was taken for."""

    def build(*headings: str, values=(7, 8, 9), title: str = ""):
        rows = [["学校名称", "学段", *headings]]
        rows += [[name, "小学", *[value] * len(headings)] for name, value in zip(SCHOOLS, values, strict=True)]
        table = read_tables([workbook([[title], *rows] if title else rows)])
        return {one.heading: one for one in table.columns}

    return build


def taken(found) -> list[str | None]:
    return [one.taken_as for one in list(found.values())[2:]]


def test_auxiliary_rooms_are_the_whole_area_where_nothing_else_is_given(columns):
    assert taken(columns("在校生数", "教学辅助用房面积")) == ["pupils", "teaching_area"]


def test_beside_teaching_rooms_auxiliary_rooms_are_only_a_part_and_both_are_asked_about(columns):
    found = columns("在校生数", "教学用房面积", "教学辅助用房面积")
    parts = [found["教学用房面积"], found["教学辅助用房面积"]]
    assert [(one.taken_as, one.alternatives) for one in parts] == [(None, ("teaching_area",))] * 2


def test_a_part_is_not_asked_about_where_the_whole_is_given(columns):
    found = columns("教学及辅助用房面积", "教学用房面积", "教学辅助用房面积", "县级及以上骨干教师数", "骨干教师：省级")
    assert taken(found) == ["teaching_area", None, None, "backbone_teachers", None]
    assert all(one.sure for one in found.values())


@pytest.mark.parametrize(
    ("numbers", "taken_as", "sure"),
    [
        ((2, 3, 1), None, True),
        ((101, 102, 103), None, False),
        (("330101", "330102", "330103"), "code", True),
        (("33010", "33011", "33012"), None, False),
        (("330101", "330101", "330103"), None, False),
    ],
)
def test_numbers_are_codes_only_where_they_look_like_codes(workbook, numbers, taken_as, sure):
    rows = [[number, name, 100] for number, name in zip(numbers, SCHOOLS, strict=True)]
    found = read_tables([workbook([["编号", "学校名称", "小学在校生数"], *rows])]).columns[0]
    assert (found.taken_as, found.sure) == (taken_as, sure)


def test_running_numbers_of_two_sheets_do_not_part_a_school(check, workbook):
    first = workbook([["编号", "学校名称", "小学在校生数"], [1, "甲小学", 100], [2, "乙小学", 90]], name="a.xlsx")
    second = workbook([["编号", "学校名称", "运动场地面积"], [1, "乙小学", 900], [2, "甲小学", 800]], name="b.xlsx")
    assert [school.name for school in check(first, second).schools] == ["甲小学", "乙小学"]


def test_class_sizes_go_on_to_the_right_of_the_first(columns):
    found = columns("班级数", "班额45人及以下", "46-50人", "51人及以上")
    assert taken(found)[1:] == ["classes[0-45]", "classes[46-50]", "classes[51-]"]


@pytest.mark.parametrize("headings", [("最大班额", "46-50人"), ("班额45人及以下", "51-55人")])
def test_class_sizes_that_follow_on_none_are_asked_about(columns, headings):
    found = columns(*headings)[headings[-1]]
    assert found.taken_as is None and f"classes[{headings[-1][:5]}].小学" in found.alternatives


@pytest.mark.parametrize(
    ("title", "wanted"),
    [("", [None, None]), ("某县学校情况表（2025年）", [None, "pupils"]), ("2024年某县学校情况表", ["pupils", None])],
)
def test_of_the_columns_of_two_years_only_the_sheets_own_is_used(columns, title, wanted):
    assert taken(columns(*OF_TWO_YEARS, title=title)) == wanted


def test_another_year_over_a_group_of_columns_is_asked_about(workbook):
    rows = [["学校名称", "2023年", None, "班级数"], [None, "在校生数", "专任教师数", None], ["甲小学", 100, 9, 4]]
    found = read_tables([workbook([["某县2025年小学情况表"], *rows], merges=["B2:C2"])]).columns
    assert [(one.taken_as, one.sure) for one in found[1:]] == [(None, False), (None, False), ("classes", True)]


def test_a_column_names_its_heading_and_not_the_row_that_numbers_the_columns(workbook):
    rows = [["学校名称", "小学在校生数", "小学班级数"], ["甲", 1, 2], ["甲小学", 100, 4]]
    assert [one.cell for one in read_tables([workbook(rows)]).columns] == ["A1", "B1", "C1"]


@pytest.mark.parametrize(("unit", "worth"), [("万㎡", 60000), ("万平方米", 60000), ("㎡", 6)])
def test_an_area_is_in_the_unit_of_its_heading(workbook, unit, worth):
    rows = [["学校名称", "小学在校生数", f"运动场地面积（{unit}）"], ["甲小学", 100, 6]]
    assert read_tables([workbook(rows)]).frame["sports_ground_area"].tolist() == [worth]


def test_millions_of_yuan_are_no_tens_of_thousands(workbook):
    table = read_tables([workbook([["学校名称", "小学在校生数", "教学仪器设备值（百万元）"], ["甲小学", 100, 1.5]])])
    assert table.frame["equipment_value"].tolist() == [1500000]
    assert "unit_assumed" not in {issue.code for issue in table.issues}


def test_rooms_and_areas_in_one_column_are_told_once(workbook):
    rows = [["学校名称", "小学在校生数", "音乐教室（间/面积）"], *([name, 90, "2间/96、97"] for name in SCHOOLS)]
    found = [issue for issue in read_tables([workbook(rows)]).issues if issue.cell and issue.cell.startswith("C")]
    assert [(issue.code, issue.cell) for issue in found] == [("number_or_area", "C2")]
    assert "分两列" in found[0].message.zh


def test_a_sheet_on_its_side_without_a_heading_of_names_is_told(workbook):
    rows = [["指标", "甲小学", "乙小学"], ["在校生数", 90, 80], ["班级数", 3, 3], ["运动场地面积", 900, 800]]
    with pytest.raises(NoColumns) as caught:
        read_tables([workbook(rows)])
    assert "A2" in caught.value.message.zh and "学校名称" in caught.value.hint.zh


def test_oversize_classes_of_a_stated_size_rest_on_no_standard_and_may_not_differ_from_the_band(columns):
    found = columns("班级数", "超班额班级数（超45人）", "46人及以上班级数", values=(1, 2, 3))
    assert taken(found)[1:] == ["classes[46-]", None]


@pytest.mark.parametrize(
    ("title", "worth"),
    [
        ("单位：人、亩、万元", 9000),
        ("面积单位为亩", 9000),
        ("单位：人、公顷", 135000),
        ("单位：人、㎡、万元", 13.5),
        ("单位：㎡、平方米", 13.5),
        ("占地13.5亩", 13.5),
        ("某县学校情况表", 13.5),
    ],
)
def test_an_area_without_a_unit_is_in_that_of_the_title(workbook, title, worth):
    rows = [[title], ["学校名称", "小学在校生数", "运动场地面积"], ["甲小学", 100, 13.5]]
    assert read_tables([workbook(rows)]).frame["sports_ground_area"].tolist() == [worth]


def test_the_heading_s_own_unit_goes_before_that_of_the_title(workbook):
    rows = [["单位：人、亩"], ["学校名称", "小学在校生数", "运动场地面积（㎡）"], ["甲小学", 100, 900]]
    assert read_tables([workbook(rows)]).frame["sports_ground_area"].tolist() == [900]


def test_a_floor_area_under_a_title_of_mu_alone_is_left_until_its_heading_names_a_unit(columns):
    found = columns("在校生数", "教学及辅助用房面积", "运动场地面积", title="单位：人、亩、万元")
    assert taken(found) == ["pupils", None, "sports_ground_area"]


def test_an_area_under_a_title_of_two_units_is_left_until_its_heading_names_one(columns):
    found = columns("在校生数", "运动场地面积", "运动场地面积（亩）", title="单位：人、亩、㎡")
    assert taken(found) == ["pupils", None, "sports_ground_area"]
    assert "请在表头写明" in found["运动场地面积"].why.zh
