"""Several files of one county: schools are joined by code, then by name, and campuses join their schools."""

import io

import openpyxl
import pytest

from calculators import campuses
from calculators.county import check_county
from calculators.figures import unit_figure
from calculators.grouping import clean_name
from calculators.model import Upload
from calculators.report import check_json
from calculators.school_codes import code_of
from calculators.sheets.reading import read_tables
from tests.calculators.school_rows import CLEAN, OTHERS, file_of, rows_of

CODES = ["3505000001", "3505000002", "3505000003"]
NAMES = ["康美小学", "官桥小学", "诗山小学"]


def teachers(names=NAMES, codes=CODES, name="教师.csv"):
    head = ["学校名称", "学校标识码", "办学类型", "小学在校生数", "小学县级及以上骨干教师数"]
    return file_of([head, *([one, code, "小学", 400, 6] for one, code in zip(names, codes, strict=True))], name)


def buildings(names=NAMES, codes=CODES, name="校舍.csv"):
    head = ["学校名称", "学校标识码", "教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）"]
    return file_of([head, *([one, code, 3000, 0] for one, code in zip(names, codes, strict=True))], name)


@pytest.fixture
def joined(floor):
    return lambda *uploads: check_county(read_tables(uploads), floor)


def told(check, *codes):
    return [(one.code, one.severity, one.file, one.cell) for one in check.issues if one.code in codes]


def names_of(check):
    return [school.name for school in check.schools]


@pytest.mark.parametrize(
    ("other", "severity"), [("示例县康美小学", "note"), ("康美小学（本部）", "note"), ("康镁小学", "warning")]
)
def test_one_code_in_two_files_is_one_school_under_its_first_name(joined, other, severity):
    check = joined(teachers(), buildings([other, *NAMES[1:]]))
    assert names_of(check) == NAMES
    assert told(check, "joined_by_code", "only_in_one_file") == [("joined_by_code", severity, "校舍.csv", "A2")]
    first, second, _ = (unit["values"] for unit in check_json(check, "zh")["units"])
    assert first == second and first["R4"] == 7.5


@pytest.mark.parametrize("code", ["003505000001", "3505000001.0", " 3505-000001 ", "３５０５０００００１"])
def test_a_code_is_the_same_however_it_was_typed(joined, code):
    check = joined(teachers(), buildings(["康镁小学", *NAMES[1:]], [code, *CODES[1:]]))
    assert names_of(check) == NAMES


def test_codes_that_lost_digits_join_nothing_and_are_told(joined):
    check = joined(teachers(), buildings(["康镁小学", *NAMES[1:]], ["3.505E+09"] * 3))
    assert names_of(check) == [*NAMES, "康镁小学"]
    assert told(check, "code_lost_digits") == [("code_lost_digits", "warning", "校舍.csv", "B2")]
    assert told(check, "joined_by_code") == []


def test_running_numbers_join_no_schools_of_other_names(joined):
    check = joined(teachers(codes=["1", "2", "3"]), buildings(NAMES[::-1], ["1", "2", "3"]))
    assert told(check, "joined_by_code", "code_repeated") == []


def test_two_schools_of_one_sheet_with_one_code_stay_two(joined):
    check = joined(teachers(codes=[CODES[0], CODES[0], CODES[2]]))
    assert names_of(check) == NAMES
    assert told(check, "code_repeated") == [("code_repeated", "warning", "教师.csv", "B3")]


# the codes of two files: names stand in the same order in both
CONTRADICTING = [
    (CODES, [CODES[1], CODES[0], CODES[2]], ["B2", "B2"]),  # two given crosswise
    (CODES, [CODES[0], CODES[0], CODES[2]], ["B2", "B2"]),  # one given to two
    (["1", "2", "3"], ["2", "3", "1"], ["B2", "B2"]),  # running numbers of another order
    (["1", "2", "3"], ["4", "5", "6"], ["B2", "B2"]),  # running numbers that go on
    (CODES, [*CODES[:2], "3505000009"], ["B4", "B4"]),  # one mistyped
]


@pytest.mark.parametrize(("one", "other", "cells"), CONTRADICTING)
def test_names_decide_where_codes_contradict_them_and_the_codes_are_told(joined, one, other, cells):
    check = joined(teachers(codes=one), buildings(codes=other))
    assert names_of(check) == NAMES
    assert told(check, "code_repeated", "joined_by_code", "same_name", "only_in_one_file") == []
    files = ["教师.csv", "校舍.csv"]
    assert told(check, "code_contradicts_names") == [
        ("code_contradicts_names", "warning", file, cell) for file, cell in zip(files, cells, strict=True)
    ]
    assert {unit["values"]["R4"] for unit in check_json(check, "zh")["units"]} == {7.5}


def test_schools_of_one_name_in_lists_of_two_towns_are_told_apart_by_their_codes(joined):
    towns = [teachers(["中心小学"], [code], name) for code, name in zip(CODES, ["东镇.csv", "西镇.csv"], strict=False)]
    check = joined(*towns)
    assert names_of(check) == [f"中心小学（{code}）" for code in CODES[:2]]
    assert told(check, "code_contradicts_names") == []


def test_a_school_that_a_sheet_of_a_workbook_lacks_is_told_once_with_that_sheet(joined):
    book, stream = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, heading, names in (
        ("学生", "小学在校生数", NAMES),
        ("校舍", "教学及辅助用房面积（㎡）", NAMES),
        ("设备", "网络多媒体教室数（间）", NAMES[:2]),
    ):
        page = book.create_sheet(title)
        for row in [["学校名称", heading], *([name, 300] for name in names)]:
            page.append(row)
    book.save(stream)
    (issue,) = [one for one in joined(Upload("全县.xlsx", stream.getvalue())).issues if one.code == "only_in_one_file"]
    assert (issue.found, issue.sheet, issue.cell) == ("诗山小学", "学生", "A4")
    assert "全县.xlsx 的工作表“设备”中没有这所学校" in issue.message.zh


def test_a_school_that_one_of_two_files_lacks_is_told_with_what_it_leaves_open(joined):
    check = joined(teachers(), buildings(NAMES[:2], CODES[:2]))
    (issue,) = [one for one in check.issues if one.code == "only_in_one_file"]
    assert (issue.found, issue.expected, issue.file, issue.cell) == ("诗山小学", "校舍.csv", "教师.csv", "A4")
    assert {"R4", "CV.小学.R4"} <= set(issue.affects) and "CV.初中.R4" not in issue.affects
    assert [one.cell for one in check.issues if one.code == "missing_value"] == []
    assert check_json(check, "zh")["units"][2]["values"]["R4"] is None


def test_files_of_one_town_each_lack_nothing(joined):
    check = joined(teachers(NAMES[:2], CODES[:2], "东镇.csv"), teachers(NAMES[2:], CODES[2:], "西镇.csv"))
    assert told(check, "only_in_one_file", "stage_file_missing") == []


HEAD = ["学校名称", "学校标识码", "办学类型", "在校生数", "班级数", "另一学段在校生数"]
WHOLE = ["甲学校", "3505000011", "九年一贯制学校"]


@pytest.mark.parametrize("other", [WHOLE, ["甲九年一贯制学校", *WHOLE[1:]]])
def test_a_school_of_both_stages_stands_in_both_files(joined, other):
    primary = file_of([HEAD, [*WHOLE, 400, 10, 200], ["乙小学", "3505000012", "小学", 300, 8, 0]], "小学.csv")
    junior = file_of([HEAD, [*other, 200, 6, 400], ["丙中学", "3505000013", "初中", 300, 8, 0]], "初中.csv")
    check = joined(primary, junior)
    assert names_of(check) == ["甲学校", "乙小学", "丙中学"]
    assert told(check, "stage_file_missing", "stage_data_missing", "only_in_one_file") == []


def test_a_school_that_its_other_stages_file_lacks_leaves_that_stage_open(joined):
    primary = file_of([HEAD, [*WHOLE, 400, 10, 200], ["乙小学", "3505000012", "小学", 300, 8, 0]], "小学.csv")
    junior = file_of([HEAD, ["丙中学", "3505000013", "初中", 300, 8, 0], ["丁中学", "3505000014", "初中", 300, 8, 0]],
                     "初中.csv")  # fmt: skip
    check = joined(primary, junior)
    assert told(check, "stage_file_missing") == [("stage_file_missing", "error", "小学.csv", "F2")]
    assert "甲学校" in [school.name for school in check.units["初中"].schools]
    assert told(joined(primary), "stage_file_missing", "stage_data_missing") == []


def test_a_school_with_a_row_for_one_of_its_parts_only_leaves_the_other_open(joined):
    head = ["学校名称", "办学类型", "小学在校生数", "初中在校生数", "小学班级数", "初中班级数"]
    rows = [["甲学校（小学部）", "九年一贯制", 400, "", 10, ""], ["甲学校（初中部）", "九年一贯制", "", 200, "", 5]]
    check = joined(file_of([head, *rows, ["乙学校（小学部）", "九年一贯制", 400, "", 10, ""]]))
    assert [(code, cell) for code, _, _, cell in told(check, "stage_data_missing")] == [("stage_data_missing", "D4")]
    assert check.item("CV.初中.R2").status == "insufficient"


def test_a_school_that_states_no_pupils_of_a_stage_of_its_kind_is_told_and_counted_without(joined):
    head = ["学校名称", "办学类型", "小学在校生数", "初中在校生数", "运动场地面积（㎡）", "室内体育用房面积（㎡）"]
    check = joined(file_of([head, ["甲学校", "九年一贯制", 400, 0, 4000, 0]]))
    assert told(check, "stage_data_missing") == [("stage_data_missing", "warning", "schools.csv", "D2")]
    assert check_json(check, "zh")["units"][0]["values"]["R5"] == 10


CAMPUS = {
    "学校名称": "甲小学东校区", "是否计校数": "否", "所属学校": "甲小学", "小学在校生数": 500, "小学班级数": 12,
    "小学40人及以下班级数": 4, "小学41-45人班级数": 8, "小学县级及以上骨干教师数": 3, "小学随迁子女数": 10,
    "音乐专用教室间数": 1, "音乐专用教室各间面积（㎡）": "120", "美术专用教室间数": 0,
    "美术专用教室各间面积（㎡）": "无",
}  # fmt: skip


def test_a_campus_that_names_its_school_is_added_to_it(joined):
    check = joined(file_of(rows_of({}, CAMPUS, *OTHERS)))
    assert names_of(check) == ["甲小学", "乙小学", "丁小学"]
    assert [(one.code, one.severity, one.cell) for one in check.issues] == [("campus_joined", "note", "A3")]
    school = check.school("甲小学")
    assert school.pupils["小学"].value == 1500 and school.taken("classes.小学").value == 36
    assert [(one.value, one.cell[-3:]) for one in school.areas["music_room_areas"]] == [
        (96, "AI2"), (100, "AI2"), (120, "AI3"),
    ]  # fmt: skip
    assert [one.value for one in school.areas["art_room_areas"]] == [90, 95]
    assert school.taken("largest_class.小学").value == 45
    figure = unit_figure(check, "甲小学", "小学", "R2")
    assert (figure.value, figure.formula) == (1.0, "15 ÷ 1500 × 100 = 1.00")
    assert [one.cell for one in figure.inputs] == ["schools.csv!csv!U2:U3", "schools.csv!csv!G2:G3"]


def test_a_campus_with_its_schools_code_is_no_mistake(joined):
    check = joined(file_of(rows_of({}, {**CAMPUS, "学校标识码": CLEAN["学校标识码"]})))
    assert names_of(check) == ["甲小学"] and told(check, "code_repeated") == []


def test_what_a_campus_does_not_give_is_unknown_of_the_whole_school(joined):
    check = joined(file_of(rows_of({}, {**CAMPUS, "网络多媒体教室数（间）": None})))
    values = check_json(check, "zh")["units"][0]["values"]
    assert values["R7"] is None and values["R6"] is not None
    assert told(check, "missing_value") == [("missing_value", "warning", "schools.csv", "AG3")]


@pytest.mark.parametrize(
    ("changes", "schools", "code"),
    [
        ({"所属学校": "戊小学"}, 2, "parent_not_found"),
        ({"所属学校": None}, 2, "branch_campus"),
        ({"所属学校": "甲小学东校区"}, 2, "branch_campus"),
        ({"是否计校数": None}, 1, "campus_joined"),
        ({"是否计校数": None, "学校名称": "东村小学"}, 2, "parent_not_used"),
        ({"是否计校数": "是"}, 2, None),
        ({"办学类型": "教学点"}, 2, None),
    ],
)
def test_a_campus_joins_only_the_school_that_it_names(joined, changes, schools, code):
    check = joined(file_of(rows_of({}, {**CAMPUS, "学校标识码": "3505000009", **changes})))
    assert len(check.schools) == schools
    codes = {"parent_not_found", "branch_campus", "campus_joined", "parent_not_used"}
    assert [one.code for one in check.issues if one.code in codes] == ([code] if code else [])


def test_campuses_that_name_each_other_are_schools_of_their_own(joined):
    one, other = ({**CAMPUS, "学校名称": f"甲{at}校区", "所属学校": f"甲{of}校区", "学校标识码": f"350500001{at}"}
                  for at, of in ((1, 2), (2, 1)))  # fmt: skip
    check = joined(file_of(rows_of(one, other)))
    assert [code for code, *_ in told(check, "parent_not_found")] == ["parent_not_found"] * 2
    assert len(check.schools) == 2


def campus_rows(count, parent):
    head = ["学校名称", "小学在校生数", "所属学校", "是否计校数"]
    return file_of([head, ["甲小学", 1, None, "是"], *([f"甲{at}校区", 1, parent(at), "否"] for at in range(count))])


def test_campuses_of_campuses_join_the_school_at_the_end_and_each_parent_is_looked_up_once(joined, monkeypatch):
    looked_up = []
    monkeypatch.setattr(campuses, "clean_name", lambda name: looked_up.append(name) or clean_name(name))
    check = joined(campus_rows(50, lambda at: f"甲{at + 1}校区" if at < 49 else "甲小学"))
    assert names_of(check) == ["甲小学"] and check.school("甲小学").pupils["小学"].value == 51
    assert len(looked_up) == 50


def test_campuses_that_lead_to_a_circle_join_no_school(joined):
    check = joined(campus_rows(5, lambda at: f"甲{at + 1 if at < 4 else 2}校区"))
    assert len(check.schools) == 6 and len(told(check, "parent_not_found")) == 5


def test_unknown_parents_are_all_told_when_there_are_too_many_to_suggest_a_name_for_each(joined, monkeypatch):
    monkeypatch.setattr(campuses, "MOST_COMPARISONS", 2)
    issues = [one for one in joined(campus_rows(3, lambda at: "甲小学校")).issues if one.code == "parent_not_found"]
    assert [one.message.zh.count("甲小学") for one in issues] == [2, 2, 1]


def test_a_sheet_that_repeats_another_is_told_once(joined):
    check = joined(teachers(), teachers(name="教师2.csv"))
    assert names_of(check) == NAMES
    assert told(check, "repeated_row", "repeated_sheet") == [("repeated_sheet", "warning", "教师2.csv", None)]


@pytest.mark.parametrize(
    ("text", "code"), [("0035", "35"), ("1E5", ""), ("1.1e+09", ""), ("35A1", "35A1"), ("", ""), (None, "")]
)
def test_a_code_in_scientific_notation_is_no_code(text, code):
    assert code_of(text) == code


def test_files_that_contradict_each_other_decide_nothing_and_name_both_files(joined):
    again = file_of([["学校名称", "小学在校生数", "小学班级数"], ["康美小学", 401, 9]], "班级.csv")
    (issue,) = [one for one in joined(teachers(), again).issues if one.code == "conflicting_rows"]
    assert issue.severity == "error" and issue.found == "教师.csv csv!D2、班级.csv csv!B2"
