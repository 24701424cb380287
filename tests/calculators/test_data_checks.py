"""One fault at a time in a clean county: its code, its cell, and exactly what it leaves undecided."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.county import CountyCheck, check_county
from calculators.report import check_json
from calculators.sheets.reading import read_tables
from tests.calculators.school_rows import OTHERS, cell_of, file_of, rows_of

COLUMNS_OF_ONE_WAY = (
    "小学高于规定学历教师数",
    "教学及辅助用房面积（不含室内体育用房）（㎡）",
    "体育运动场馆面积（㎡）",
)
DEGREES = ("小学博士学历专任教师数", "小学硕士学历专任教师数", "小学本科学历专任教师数", "小学专科学历专任教师数",
           "小学高中阶段及以下学历专任教师数")  # fmt: skip
SIZES = ("小学最大班额", "小学超班额班级数")
R = {f"R{number}": {f"R{number}", f"CV.小学.R{number}"} for number in range(1, 8)}


def undecided(check: CountyCheck) -> set[str]:
    return {item.id for item in check.items if item.status == "insufficient" and item.stage != "初中"}


def checked(floor, *schools, drop=()):
    return check_county(read_tables([file_of(rows_of(*schools, drop=drop))]), floor)


NAMES, CHINESE = re.compile("[甲乙丙丁]小学"), re.compile("小学|初中|㎡|元|[（）、，；。]")
# name: cells changed, columns left out, code, severity, heading of the cell, items undecided
FAULTS = {
    "more_of_a_degree_than_teachers": (
        {"小学本科学历专任教师数": 60}, (), "part_exceeds_whole", "error", "小学博士学历专任教师数", R["R1"]),
    "degrees_that_do_not_add_up": (
        {"小学高中阶段及以下学历专任教师数": 2}, (), "sources_differ", "warning", "小学专任教师数", set()),
    "higher_qualified_beside_other_degrees": (
        {"小学高于规定学历教师数": 58}, (), "sources_differ", "warning", "小学高于规定学历教师数", set()),
    "more_higher_qualified_than_teachers": (
        {"小学高于规定学历教师数": 61}, DEGREES, "part_exceeds_whole", "error", "小学高于规定学历教师数", R["R1"]),
    "more_backbone_than_teachers": (
        {"小学县级及以上骨干教师数": 61}, (), "part_exceeds_whole", "error", "小学县级及以上骨干教师数", R["R2"]),
    "more_of_a_subject_than_teachers": (
        {"小学体育专任教师数": 55}, (), "part_exceeds_whole", "error", "小学体育专任教师数", R["R3"]),
    "art_beside_music_and_fine_art": (
        {"小学艺术专任教师数": 7}, (), "sources_differ", "warning", "小学音乐专任教师数", set()),
    "no_teachers": (
        {"小学专任教师数": 0, "小学县级及以上骨干教师数": 0, "小学体育专任教师数": 0, "小学艺术专任教师数": 0,
         "小学音乐专任教师数": 0, "小学美术专任教师数": 0},
        (*DEGREES, "小学高于规定学历教师数"), "doubtful_number", "warning", "小学专任教师数", set()),
    "net_area_beside_its_parts": (
        {"教学及辅助用房面积（不含室内体育用房）（㎡）": 4800}, (), "sources_differ", "warning",
        "教学及辅助用房面积（不含室内体育用房）（㎡）", set()),
    "net_area_above_the_whole": (
        {"教学及辅助用房面积（不含室内体育用房）（㎡）": 5001}, ("室内体育用房面积（㎡）", "体育运动场馆面积（㎡）"),
        "part_exceeds_whole", "error", "教学及辅助用房面积（不含室内体育用房）（㎡）", R["R4"]),
    "indoor_area_above_the_whole": (
        {"室内体育用房面积（㎡）": 5001}, COLUMNS_OF_ONE_WAY, "impossible_number", "error", "室内体育用房面积（㎡）",
        R["R4"] | R["R5"]),
    "sports_area_beside_its_parts": (
        {"体育运动场馆面积（㎡）": 8200}, (), "sources_differ", "warning", "体育运动场馆面积（㎡）", set()),
    "sports_ground_above_the_whole": (
        {"运动场地面积（㎡）": 8301}, ("室内体育用房面积（㎡）",), "part_exceeds_whole", "error", "运动场地面积（㎡）",
        R["R5"]),
    "more_migrants_than_pupils": (
        {"小学随迁子女数": 1001}, (), "part_exceeds_whole", "warning", "小学随迁子女数", set()),
    "more_classes_by_size_than_classes": (
        {"小学41-45人班级数": 16}, (), "part_exceeds_whole", "error", "小学40人及以下班级数", {"G5"}),
    "fewer_classes_by_size_than_classes": (
        {"小学41-45人班级数": 14}, (), "parts_differ", "warning", "小学40人及以下班级数", set()),
    "fewer_classes_by_size_and_nothing_else": (
        {"小学41-45人班级数": 14}, SIZES, "parts_differ", "error", "小学40人及以下班级数", {"G5"}),
    "oversize_classes_beside_the_bands": (
        {"小学超班额班级数": 2, "小学最大班额": 46, "小学41-45人班级数": 14, "小学46人及以上班级数": 1}, (),
        "doubtful_number", "warning", "小学超班额班级数", set()),
    "a_largest_class_that_no_oversize_class_is": (
        {"小学最大班额": 46}, (), "doubtful_number", "warning", "小学超班额班级数", set()),
    "more_rooms_than_areas": (
        {"音乐专用教室间数": 3}, (), "doubtful_number", "warning", "音乐专用教室间数", {"G3"}),
    "an_area_that_is_no_room": (
        {"音乐专用教室各间面积（㎡）": "96、100、4.9", "音乐专用教室间数": 3}, (), "doubtful_number", "warning",
        "音乐专用教室各间面积（㎡）", set()),
    "classes_without_pupils": ({"小学在校生数": 0, "小学随迁子女数": 0}, (), "doubtful_number", "warning",
                               "小学在校生数", set()),
    "a_year_to_come": ({"建校时间": 2199}, (), "doubtful_year", "warning", "建校时间", set()),
    "a_year_too_long_ago": ({"建校时间": 1799}, (), "doubtful_year", "warning", "建校时间", set()),
    "a_campus_without_its_parent": (
        {"是否计校数": "否", "所属学校": "丙小学"}, (), "parent_not_found", "warning", "学校名称", set()),
}  # fmt: skip


@pytest.fixture(scope="module")
def clean(floor):
    return checked(floor, {}, *OTHERS)


def test_the_clean_county_has_no_issue(clean):
    assert clean.issues == ()


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_is_one_issue_at_its_cell_and_leaves_open_what_rests_on_it(name, floor):
    changes, drop, code, severity, heading, items = FAULTS[name]
    before, check = checked(floor, {}, *OTHERS, drop=drop), checked(floor, changes, *OTHERS, drop=drop)
    known = {(issue.code, issue.cell) for issue in before.issues}
    new = [issue for issue in check.issues if (issue.code, issue.cell) not in known and issue.severity != "note"]
    assert [(issue.code, issue.severity) for issue in new] == [(code, severity)]
    assert new[0].cell == cell_of(heading, drop=drop)
    assert undecided(check) - undecided(before) == items
    assert set(new[0].affects) >= items
    assert new[0].message.zh and new[0].message.en
    assert new[0].message.zh.count("请核对") < 2 and CHINESE.findall(NAMES.sub("", new[0].message.en)) == []


def test_all_faults_are_told_at_once(floor):
    many = [name for name, (_, drop, *_) in FAULTS.items() if not drop]
    schools = [
        {**FAULTS[name][0], "学校名称": f"{name}小学", "学校标识码": f"35050100{at:02}"} for at, name in enumerate(many)
    ]
    check = checked(floor, *schools)
    for at, name in enumerate(many, start=1):
        _, _, code, severity, heading, _ = FAULTS[name]
        assert (code, severity, cell_of(heading, at)) in {(one.code, one.severity, one.cell) for one in check.issues}


@settings(max_examples=60)
@given(st.dictionaries(
    st.sampled_from(["小学高于规定学历教师数", "小学音乐专任教师数", "小学随迁子女数",
                     "小学高中阶段及以下学历专任教师数", "体育运动场馆面积（㎡）",
                     "教学及辅助用房面积（不含室内体育用房）（㎡）"]),
    st.integers(0, 60), min_size=1,
))  # fmt: skip
def test_numbers_that_nothing_rests_on_bring_warnings_and_change_no_figure(floor, clean, changes):
    check = checked(floor, changes, *OTHERS)
    assert {issue.severity for issue in check.issues} <= {"warning", "note"}
    found, wanted = check_json(check, "zh"), check_json(clean, "zh")
    assert [found[key] for key in ("units", "stages", "rooms", "size", "class_size", "county")] == [
        wanted[key] for key in ("units", "stages", "rooms", "size", "class_size", "county")
    ]
