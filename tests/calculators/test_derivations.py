"""Every derivation that a check rests on is told: which columns, what was converted, divided or left out."""

import pytest

from calculators.derivations import Derivation, derivations
from calculators.report import check_json

ACRES = "运动场地面积：亩 → ㎡（×2000/3）"


def told(check, id: str, stage: str | None = None) -> list[Derivation]:
    return [one for one in derivations(check) if (one.id, one.stage) == (id, stage)]


def short(derivation: Derivation) -> list[str]:
    return [cell.rpartition("!")[2] for cell in derivation.cells]


def test_the_way_to_a_numerator_is_told_with_the_headings_used(county):
    (found,) = told(county({}), "R4", "小学")
    assert found.text.zh == "R4 小学：教学及辅助用房面积 − 室内体育用房面积"
    assert [cell[0] for cell in short(found)] == ["P", "Q"]
    assert not found.plain and told(county({}), "R2", "小学")[0].plain


def test_where_schools_differ_each_way_is_told_with_its_number_of_schools(workbook, check):
    rows = [
        ["学校名称", "小学在校生数", "小学体育专任教师数", "小学艺术专任教师数", "小学体育、艺术专任教师数"],
        ["甲小学", 100, 1, 2, None], ["乙小学", 100, 1, 2, None], ["丙小学", 100, None, None, 3],
    ]  # fmt: skip
    found = told(check(workbook(rows)), "R3", "小学")
    assert [one.text.zh.partition("：")[2] for one in found] == [
        "体育专任教师数 + 艺术专任教师数（2 所）",
        "体育、艺术专任教师数（1 所）",
    ]
    assert [short(one) for one in found] == [["C1", "D1"], ["E1"]]


def test_a_total_of_art_teachers_is_told_to_hold_music_and_fine_art(workbook, check):
    rows = [
        [
            "学校名称",
            "小学在校生数",
            "小学体育专任教师数",
            "小学艺术专任教师数",
            "小学音乐专任教师数",
            "小学美术专任教师数",
        ],
        ["甲小学", 100, 1, 2, 1, 1],
    ]
    _, found = told(check(workbook(rows)), "R3", "小学")
    assert "已含 音乐专任教师数 + 美术专任教师数，不再相加" in found.text.zh
    assert short(found) == ["D1", "E1", "F1"]


def test_without_a_total_of_art_teachers_nothing_is_said_of_one(county):
    assert len(told(county({}), "R3", "小学")) == 1


@pytest.mark.parametrize(
    ("heading", "cell", "said"),
    [("运动场地面积（亩）", 3, ACRES), ("运动场地面积", "3亩", ACRES), ("运动场地面积（㎡）", 3, None)],
)
def test_a_conversion_of_units_is_told(workbook, check, heading, cell, said):
    rows = [["学校名称", "小学在校生数", heading], ["甲小学", 100, cell]]
    found = told(check(workbook(rows)), "sports_ground_area")
    assert [one.text.zh for one in found] == ([said] if said else [])


def test_a_total_over_stages_is_told_to_be_left_out(workbook, check):
    rows = [["学校名称", "在校生数", "小学在校生数", "初中在校生数"], ["甲学校", 300, 200, 100]]
    found = check(workbook(rows))
    (left_out,) = told(found, "total")
    assert short(left_out) == ["B1"]
    column = found.table.columns[1]
    assert (column.taken_as, column.sure) == (None, True)


@pytest.mark.parametrize(
    ("school", "ratio"),
    [
        ({"type": "九年一贯制学校", "pupils_junior": 500}, "小学:初中 = 1:1.1"),
        ({"type": "完全中学", "pupils": 0, "pupils_junior": 500, "pupils_senior": 500}, "初中:高中 = 1:1.2"),
        ({"type": "十二年一贯制学校", "pupils_junior": 5, "pupils_senior": 5}, "小学:初中:高中 = 1:1.1:1.32"),
    ],
)
def test_the_division_of_shared_assets_is_told_with_its_weights(county, school, ratio):
    (found,) = told(county({}, {"name": "乙学校", **school}), "split")
    assert ratio in found.text.zh and "乙学校" in found.text.zh and "甲小学" not in found.text.zh


def test_counts_of_classes_by_size_are_told_as_added(workbook, check):
    rows = [
        ["学校名称", "小学班级数", "小学46-50人班级数", "小学51-55人班级数", "小学56人及以上班级数"],
        ["甲小学", 9, 1, 2, 3],
    ]
    found = check(workbook(rows))
    assert check_json(found, "zh")["class_size"][0]["oversize"] == 6
    (added,) = told(found, "G5", "小学")
    assert short(added) == ["C1", "D1", "E1"]
    assert added.text.zh.startswith("G5 小学：超过45人的班级数 = 小学46-50人班级数 + ")


def test_a_number_of_oversize_classes_as_stated_is_no_derivation(workbook, check):
    rows = [["学校名称", "小学班级数", "小学超班额班级数", "小学46人及以上班级数"], ["甲小学", 9, 1, 1]]
    assert told(check(workbook(rows)), "G5", "小学") == []


def test_only_the_sheets_of_a_stage_are_named_for_it(golden, check):
    files = [golden(f"county_statistics_{stage}.xlsx") for stage in ("小学", "初中")]
    found = check(*files)
    for stage in ("小学", "初中"):
        (one,) = told(found, "R1", stage)
        assert {cell.partition("!")[0] for cell in one.cells} == {f"county_statistics_{stage}.xlsx"}


def test_the_check_shows_them_in_both_languages(county):
    shown = {language: check_json(county({}), language)["derivations"] for language in ("zh", "en")}
    assert [set(one) for one in shown["en"]] == [{"id", "stage", "text", "cells"}] * len(shown["zh"])
    assert all(left["text"] != right["text"] for left, right in zip(shown["zh"], shown["en"], strict=True))
