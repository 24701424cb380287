"""What a sheet says on whether a school meets the standards, beside what its numbers come to."""

import pytest

from calculators.county import check_county
from calculators.sheets.reading import read_tables
from tests.calculators.school_rows import CLEAN, file_of

HEADING = "该校综合评估是否达标"
# the seven values of a 小学 as a result sheet gives them: all reached, and two missed
REACHED = [4.2, 1, 0.9, 4.5, 7.5, 2000, 2.3]
MISSED = [4.19, 0.99, 0.9, 4.5, 7.5, 2000, 2.3]
HEAD = [
    "学校名称", "在校生数", "每百名学生拥有高于规定学历教师数", "每百名学生拥有县级以上骨干教师数",
    "每百名学生拥有体育、艺术（美术、音乐）专任教师数", "生均教学及辅助用房面积", "生均体育运动场馆面积",
    "生均教学仪器设备值", "每百名学生拥有网络多媒体教室数", HEADING,
]  # fmt: skip


@pytest.fixture
def told(floor):
    def issues(*rows):
        found = check_county(read_tables([file_of(rows)]), floor).issues
        return [
            (one.severity, one.cell, one.found, one.expected) for one in found if one.code == "stated_verdict_differs"
        ]

    return issues


@pytest.mark.parametrize(
    ("values", "words", "expected"),
    [
        (REACHED, "是", None),
        (REACHED, "达标", None),
        (REACHED, "否", "达标"),
        (REACHED, "不达标", "达标"),
        (MISSED, "否", None),
        (MISSED, "是", "不达标"),
        (MISSED, "√", "不达标"),
        (MISSED, "待定", None),
        (MISSED, None, None),
        ([None, *MISSED[1:]], "是", None),  # undecided: one missed, one unknown
    ],
)
def test_a_stated_verdict_is_told_where_the_numbers_say_otherwise(told, values, words, expected):
    issues = told(["一、小学"], HEAD, ["甲小学", 900, *values, words])
    assert issues == ([("warning", "J3", words, expected)] if expected else [])


def test_each_part_of_a_school_is_compared_with_its_own_row(told):
    rows = [["甲学校", 900, *REACHED, "是"], ["二、初中"], HEAD, ["甲学校", 900, *MISSED, "是"]]
    assert told(["一、小学"], HEAD, *rows) == [("warning", "J6", "是", "不达标")]


def test_a_row_of_several_stages_is_not_compared(told):
    head = [*(heading for heading in CLEAN if heading.startswith("小学")), "初中在校生数"]
    values = [*(CLEAN[heading] for heading in head[:-1]), 100]
    assert told(["学校名称", *head, HEADING], ["甲学校", *values, "否"]) == []
