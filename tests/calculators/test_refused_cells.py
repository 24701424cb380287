"""Cells that hold something which cannot be used: told once at the cell, never as blank, and part of no sum."""

import pytest

from calculators.county import check_county
from calculators.report import check_json
from calculators.sheets.reading import read_tables
from tests.calculators.school_rows import file_of

HEAD = ["学校名称", "办学类型", "在校生数", "班级数", "教学仪器设备资产值（万元）"]
ROWS = [["甲小学", "小学", 540, 12, 115], ["乙小学", "小学", 860, 20, 180.5], ["丙初级中学", "初级中学", 600, 14, 160]]


@pytest.fixture
def checked(floor):
    return lambda *rows: check_county(read_tables([file_of(rows)]), floor)


def told(check, *codes):
    return [(one.code, one.cell, one.found, one.expected) for one in check.issues if one.code in codes]


def sheet(total, *, at=(0, 0), cell=None):
    """The sheet with one cell changed and a row of totals."""
    rows = [HEAD, *([*row] for row in ROWS), ["合计", None, *total]]
    if cell is not None:
        rows[at[0]][at[1]] = cell
    return rows


# 455 may be rounded
@pytest.mark.parametrize(("worth", "differs"), [(455.5, False), (455, False), (454, True), (457, True)])
def test_a_total_is_told_in_the_unit_of_its_cell(checked, worth, differs):
    issues = told(checked(*sheet([2000, 46, worth])), "total_differs")
    assert issues == ([("total_differs", "E5", f"{worth}", "455.5")] if differs else [])


@pytest.mark.parametrize(
    ("row", "column", "cell", "code"),
    [
        (2, 2, "86O", "unknown_unit"),
        (2, 2, -860, "negative_number"),
        (2, 3, 20.5, "not_whole"),
        (2, 4, 1805000, "too_large"),
        (2, 4, "180.5.", "unreadable_number"),
    ],
)
def test_a_refused_cell_is_no_part_of_a_sum_and_is_not_called_blank(checked, row, column, cell, code):
    check = checked(*sheet([2000, 46, 455.5], at=(row, column), cell=cell))
    place = f"{'ABCDE'[column]}{row + 1}"
    assert [(one, at) for one, at, *_ in told(check, code)] == [(code, place)]
    assert told(check, "total_differs") == []
    assert [one for one in told(check, "missing_value") if one[1] in (place, None)] == []


def test_a_refused_cell_leaves_the_other_sums_to_be_compared(checked):
    rows = sheet([2000, 47, 455.5], at=(2, 2), cell="86O")
    assert told(checked(*rows), "total_differs") == [("total_differs", "D5", "47", "46")]


def test_pupils_that_cannot_be_read_keep_their_school_open(checked):
    check = checked(*sheet([2000, 46, 455.5], at=(2, 2), cell="86O"))
    assert [(unit["school"], unit["pupils"]) for unit in check_json(check, "zh")["units"]] == [
        ("甲小学", 540), ("乙小学", None), ("丙初级中学", 600),
    ]  # fmt: skip


@pytest.mark.parametrize("words", ["—", "/", "未填"])
def test_words_that_count_as_blank_are_quoted_with_what_to_write(checked, words):
    rows = [[*HEAD, "教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）"], *([*row, 3000, 100] for row in ROWS)]
    rows[2][6] = words
    (issue,) = [one for one in checked(*rows).issues if one.code == "missing_value"]
    assert (issue.cell, issue.found) == ("G3", words)
    assert f"“{words}”" in issue.message.zh and "请填“0”" in issue.message.zh and "write 0" in issue.message.en


def test_a_blank_of_a_stage_is_told_at_its_cell(checked):
    rows = [HEAD, *([*row] for row in ROWS)]
    rows[2][2] = None
    cells = {(one.code, one.cell) for one in checked(*rows).issues if one.expected == "小学在校生数"}
    assert cells == {("missing_value", "C3")}


@pytest.mark.parametrize(("schools", "cells"), [(3, ["C2", "C3", "C4"]), (4, ["C1"])])
def test_many_amounts_that_cannot_be_are_one_error_at_the_heading(checked, schools, cells):
    rows = [
        ["学校名称", "小学在校生数", "教学仪器设备资产值"],
        *([f"第{at}小学", 900, 2474000] for at in range(schools)),
    ]
    check = checked(*rows)
    assert [cell for _, cell, *_ in told(check, "too_large")] == cells
    assert [cell for _, cell, *_ in told(check, "unit_assumed")] == ["C1"]
    assert told(check, "missing_value") == []
    assert {unit["values"]["R6"] for unit in check_json(check, "zh")["units"]} == {None}


@pytest.mark.parametrize("kind", ["中等职业学校", "特殊教育学校", "幼儿园"])
def test_numbers_of_a_school_outside_the_evaluation_need_no_stage(checked, kind):
    check = checked(HEAD, *ROWS, ["双溪学校", kind, 1500, 30, 900])
    assert told(check, "stage_unknown") == []
    assert told(checked(HEAD, *ROWS, ["双溪学校", None, 1500, 30, 900]), "stage_unknown") != []


BANDS = ["小学45人及以下班级数", "小学46-50人班级数", "小学51-55人班级数", "小学56人及以上班级数"]
# classes, classes by size, oversize classes, whether blanks were taken for 0
BAND_CASES = [
    (32, (32, None, None, None), 0, True),
    (32, (30, 2, None, None), 2, True),
    (32, (31, None, None, None), None, False),
    (32, (33, None, None, None), None, False),
    (32, (32, 0, 0, 0), 0, False),
    (32, (32, "3O", None, None), None, False),
    (None, (32, None, None, None), None, False),
]


@pytest.mark.parametrize(("classes", "bands", "oversize", "filled"), BAND_CASES)
def test_blank_classes_by_size_are_0_only_where_the_others_are_all_classes(checked, classes, bands, oversize, filled):
    check = checked(["学校名称", "小学在校生数", "小学班级数", *BANDS], ["甲小学", 1300, classes, *bands])
    assert [one.oversize for one in check.class_size] == [oversize]
    assert [(code, cell) for code, cell, *_ in told(check, "blank_bands_filled")] == (
        [("blank_bands_filled", "F2" if bands[1] else "E2")] if filled else []
    )


def test_classes_by_size_that_overlap_prove_nothing(checked):
    head = [
        "学校名称",
        "小学在校生数",
        "小学班级数",
        "小学45人及以下班级数",
        "小学46人及以上班级数",
        "小学56人及以上班级数",
    ]
    (found,) = checked(head, ["甲小学", 1300, 32, 30, 2, None]).class_size
    assert (found.oversize, found.filled) == (2, ())


def test_a_school_with_seniors_is_named_where_their_pupils_are_wanting(checked):
    head = ["学校名称", "办学类型", "初中在校生数", "教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）"]
    check = checked(head, ["云山中学", "完全中学", 600, 6000, 0], ["云河中学", "初级中学", 500, 4000, 0])
    (issue,) = [one for one in check.issues if one.expected == "高中在校生数"]
    assert issue.message.zh.startswith("云山中学有高中部") and "普通高中的数据表" in issue.message.zh
    assert "云河中学" not in issue.message.zh
