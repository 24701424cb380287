"""Two files, or two rows, that say different things of one school: nothing is chosen, and what rests on it is open."""

import itertools

import pytest

from calculators.kinds import agreed_kind
from tests.calculators.school_rows import file_of

HEAD = ["学校名称", "小学在校生数", "小学班级数", "音乐教室各间面积", "美术教室各间面积"]


def rooms(music, name, school="甲小学", art="90、91"):
    return file_of([HEAD, [school, 900, 24, music, art]], name)


def conflicts(found):
    return [(one.severity, one.cell) for one in found.issues if one.code == "conflicting_rows"]


@pytest.mark.parametrize("order", [("96、97", "60、50"), ("60、50", "96、97"), ("96、97", "96")])
def test_lists_of_the_same_rooms_that_differ_leave_the_rooms_open_in_whatever_order_the_files_come(check, order):
    found = check(*(rooms(music, f"{n}.csv") for n, music in enumerate(order)))
    assert conflicts(found) == [("error", "D2")]
    assert found.item("G3").status == "insufficient" and found.rooms[0].music.areas is None
    (issue,) = [one for one in found.issues if one.code == "conflicting_rows"]
    assert "0.csv csv!D2" in issue.message.zh and "1.csv csv!D2" in issue.message.zh and "G3" in issue.affects
    assert [one for one in found.issues if one.code == "missing_value"] == []


@pytest.mark.parametrize("again", ["96、97", "97、96", ""])
def test_the_same_areas_in_another_order_or_a_blank_contradict_nothing(check, again):
    found = check(rooms("96、97", "a.csv"), rooms(again, "b.csv", art="91、90"))
    assert conflicts(found) == [] and found.item("G3").status == "met"


def test_different_rooms_in_the_rows_of_two_parts_are_all_the_schools(check):
    head = ["学校名称", "办学类型", "小学在校生数", "初中在校生数", "小学班级数", "初中班级数", *HEAD[3:]]
    rows = [
        ["甲学校（小学部）", "九年一贯制", 500, "", 12, "", "96", "90"],
        ["甲学校（初中部）", "九年一贯制", "", 500, "", 12, "97", "91"],
    ]
    found = check(file_of([head, *rows]))
    assert conflicts(found) == [] and found.rooms[0].music.areas == (96, 97)
    assert [one.cell[-2:] for one in found.schools[0].areas["music_room_areas"]] == ["G2", "G3"]


def kinds_of(*kinds, senior="", pupils=500):
    first = [
        "学校名称",
        "办学类型",
        "初中在校生数",
        "高中在校生数",
        "教学及辅助用房面积（㎡）",
        "室内体育用房面积（㎡）",
    ]
    one, other = kinds
    return (
        file_of([first, ["甲学校", one, pupils, senior, 3000, 0]], "a.csv"),
        file_of([["学校名称", "办学类型", "初中班级数"], ["甲学校", other, 10]], "b.csv"),
    )


@pytest.mark.parametrize("kinds", [("完全中学", "初中"), ("初中", "完全中学")])
def test_two_types_of_one_school_leave_open_whether_it_has_senior_pupils(check, kinds):
    found = check(*kinds_of(*kinds))
    assert found.schools[0].kind is None and conflicts(found) == [("error", "B2")]
    (issue,) = [one for one in found.issues if one.code == "conflicting_rows"]
    assert (
        all(kind in issue.message.zh for kind in kinds) and "a.csv" in issue.message.zh and "b.csv" in issue.message.zh
    )
    assert {"R4", "CV.初中.R4"} <= set(issue.affects)
    assert not found.units["初中"].values[0, 3] >= 0


@pytest.mark.parametrize(("senior", "area"), [(0, 6), (500, 3000 / (1 + 1.2) / 500)])
def test_where_the_pupils_of_every_stage_are_given_two_types_decide_nothing(check, senior, area):
    found = check(*kinds_of("完全中学", "初中", senior=senior))
    assert conflicts(found) == [("warning", "B2")]
    assert found.units["初中"].values[0, 3] == pytest.approx(area)


def test_one_type_in_two_files_is_no_conflict(check):
    found = check(*kinds_of("完全中学", "完全中学", senior=0))
    assert conflicts(found) == [] and found.schools[0].kind == "完全中学"


@pytest.mark.parametrize(("pupils", "is_open"), [(49, True), (50, False)])
def test_a_school_that_may_be_too_small_a_teaching_point_to_count_is_open(check, pupils, is_open):
    head = ["学校名称", "办学类型", "小学在校生数", "小学县级及以上骨干教师数"]
    files = [file_of([head, ["甲学校", kind, pupils, 5]], f"{kind}.csv") for kind in ("小学", "教学点")]
    found = check(*files)
    assert (found.item("R2", "小学").status == "insufficient") is is_open
    assert conflicts(found) == [("error" if is_open else "warning", "B2")]


@pytest.mark.parametrize("kinds", list(itertools.permutations(["小学", "初中"])))
def test_a_school_that_is_a_primary_and_a_junior_school_is_both(check, kinds):
    head = ["学校名称", "办学类型", "小学在校生数", "初中在校生数"]
    found = check(*(file_of([head, ["甲学校", kind, 400, 300]], f"{kind}.csv") for kind in kinds))
    assert found.schools[0].kind == "九年一贯制" and conflicts(found) == []


PARTS = [
    ([("小学", "小学"), ("九年一贯制", "初中")], "九年一贯制"),
    ([("初中", "初中"), ("高中", "高中")], "完全中学"),
    ([("小学", "小学"), ("完全中学", "初中")], None),
    ([("小学", "小学"), ("初中", "初中"), ("高中", "高中")], "十二年一贯制"),
    ([("小学", None), ("教学点", None)], None),
    ([("高中", "初中"), ("初中", "高中")], None),
]


@pytest.mark.parametrize(("said", "kind"), PARTS)
def test_rows_of_parts_may_say_the_kind_of_their_part(said, kind):
    assert agreed_kind(said) == agreed_kind(said[::-1]) == kind


def test_a_small_room_of_a_campus_is_told_at_the_campus_own_cell(check):
    head = ["学校名称", "是否计校数", "所属学校", *HEAD[1:]]
    rows = [["甲小学", "是", "", 900, 24, "96", "95、95"], ["甲小学东校区", "否", "甲小学", 100, 4, "2", "90"]]
    found = check(file_of([head, *rows]))
    (issue,) = [one for one in found.issues if one.code == "doubtful_number"]
    assert issue.cell == "F3" and issue.message.zh.count("请核对") == 1 and issue.message.en.count("check") == 1
