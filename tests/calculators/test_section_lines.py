"""Lines that stand alone among the rows of schools: which stage they give to the rows under them, and where it ends."""

import pytest

HEADINGS = ["学校名称", "在校生数", "班级数"]


def pupils_of(check, school):
    return {level: taken.value for level, taken in check.school(school).pupils.items() if taken.known and taken.value}


@pytest.fixture
def under(workbook, check):
    """Check a sheet with lines above 丙学校, which names no stage: 乙中学 stands under 二、初中 before them."""

    def build(*lines, headings=HEADINGS, row=("丙学校", 1000, 24)):
        rows = [["示例县学校情况"], headings, ["一、小学"], ["甲小学", 500, 12], ["二、初中"], ["乙中学", 600, 12]]
        return check(workbook([*rows, *([line] for line in lines), list(row)]))

    return build


@pytest.mark.parametrize(
    "line",
    [
        "三、九年一贯制学校", "九年一贯制", "完全中学", "三、教学点", "民办学校", "公办", "城区", "镇区学校",
        "乡村小学", "翔云镇", "其他学校", "初级中学", "三、县直学校：",
    ],
)  # fmt: skip
def test_a_line_of_another_group_ends_the_stage_above_it(line, under):
    found = under(line)
    assert pupils_of(found, "丙学校") == {} and pupils_of(found, "乙中学") == {"初中": 600}
    assert [one.cell for one in found.issues if one.code == "stage_unknown"] == ["B8", "C8"]


@pytest.mark.parametrize("line", ["丁中学", "注：民办学校另报", "小计", "（一）城区", "（二）民办学校"])
def test_a_line_that_begins_no_other_group_leaves_the_stage(line, under):
    assert pupils_of(under(line), "丙学校") == {"初中": 1000}


def test_a_group_in_brackets_divides_the_section_and_a_kind_does_not(under):
    assert pupils_of(under("（一）城区", "（二）九年一贯制"), "丙学校") == {}


def test_a_line_with_a_number_in_brackets_names_a_stage_too(under):
    assert pupils_of(under("（一）小学"), "丙学校") == {"小学": 1000}


def test_a_school_of_two_stages_under_its_own_line_keeps_its_columns(workbook, check):
    rows = [
        ["学校名称", "小学在校生数", "初中在校生数"], ["一、小学"], ["甲小学", 500, None], ["二、初中"],
        ["乙中学", None, 600], ["三、九年一贯制学校"], ["丙学校", 700, 300],
    ]  # fmt: skip
    found = check(workbook(rows))
    assert pupils_of(found, "丙学校") == {"小学": 700, "初中": 300}
    assert "stage_data_missing" not in {one.code for one in found.issues}


@pytest.mark.parametrize(
    ("kind", "zh", "en"),
    [
        ("九年一贯制学校", "不止一个学段", "more than one"),
        (None, "是哪个学段也没有写明", "nothing says of which stage"),
    ],
)
def test_a_number_without_a_stage_says_why_it_cannot_be_placed(kind, zh, en, workbook, check):
    found = check(workbook([["学校名称", "办学类型", "在校生数"], ["丙学校", kind, 1000]]))
    message = next(one.message for one in found.issues if one.code == "stage_unknown")
    assert zh in message.zh and en in message.en
