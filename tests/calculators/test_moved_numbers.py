"""A line of text that is cut in the wrong places moves its numbers: the row is undecided, its neighbours are not."""

import pytest

from calculators.model import Upload

HEADING = "学校名称,小学在校生数,小学班级数,教学及辅助用房面积,室内体育用房面积,运动场地面积"
ROWS = ("甲小学,1000,24,{area},0,9000", "乙小学,500,12,3000,0,4500")


def csv(area: str) -> Upload:
    return Upload("a.csv", "\n".join([HEADING, ROWS[0].format(area=area), ROWS[1]]).encode())


@pytest.fixture
def values(check):
    def read(area):
        found = check(csv(area))
        units = found.units["小学"]
        named = {school.name: list(units.values[row, 3:5]) for row, school in enumerate(units.schools)}
        return named, [(one.code, one.cell, one.severity) for one in found.issues if one.code == "row_overflows"]

    return read


def test_a_number_cut_at_its_comma_leaves_its_row_undecided_and_no_other(values):
    named, issues = values("6,000")
    assert [value == value for value in named["甲小学"]] == [False, False]
    assert named["乙小学"] == [6, 9]
    assert issues == [("row_overflows", "A2", "error")]


@pytest.mark.parametrize("area", ["6000", '"6,000"'])
def test_a_number_whose_comma_is_quoted_is_read(values, area):
    named, issues = values(area)
    assert named == {"甲小学": [6, 9], "乙小学": [6, 9]}
    assert issues == []


@pytest.mark.parametrize("beside", ["全县", "全市", "全区"])
def test_a_school_that_takes_pupils_of_the_whole_county_is_no_total(workbook, check, beside):
    rows = [["招生范围", "学校名称", "小学在校生数", "运动场地面积"], [beside, "甲小学", 1000, 9000]]
    assert [school.name for school in check(workbook([*rows, ["片区", "乙小学", 500, 4500]])).schools] == [
        "甲小学",
        "乙小学",
    ]


def test_a_cell_of_more_rooms_than_a_school_can_have_is_unreadable(workbook, check):
    rows = [["学校名称", "小学在校生数", "小学班级数", "音乐专用教室各间面积"], ["甲小学", 500, 12, "96×99、" * 6000]]
    assert [(one.code, one.cell) for one in check(workbook(rows)).issues if one.cell == "D2"] == [
        ("unreadable_areas", "D2")
    ]
