"""Schools against each other, against the sheet's own totals, and against the year before: told, and never changed."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.county import check_county
from calculators.data_checks.changes import SchoolYear, change_issues
from calculators.data_checks.conventions import load_conventions
from calculators.data_checks.outliers import outlying
from calculators.report import check_json
from calculators.sheets.reading import read_tables
from tests.calculators.school_rows import HEADINGS, cell_of, file_of, rows_of

FIGURES = ("units", "stages", "rooms", "size", "class_size", "county")


def school(number, **changes):
    return {"学校名称": f"第{number}小学", "学校标识码": f"35050001{number:02}", **changes}


def changed(old, new, years=(2024, 2025)):
    before, now = (SchoolYear(check.schools, year) for check, year in zip((old, new), years, strict=True))
    return change_issues(before, now)


def several(count=12, **changes):
    """Schools that differ a little, as schools do; `changes` are those of the first."""
    rows = [
        school(at, **{"教学仪器设备资产值（万元）": 200 + 10 * at, "运动场地面积（㎡）": 7500 + 150 * at,
                      "体育运动场馆面积（㎡）": 7800 + 150 * at, "小学县级及以上骨干教师数": 10 + at})
        for at in range(count)
    ]  # fmt: skip
    return [{**rows[0], **changes}, *rows[1:]]


@pytest.fixture
def checked(floor):
    return lambda rows: check_county(read_tables([file_of(rows)]), floor)


def told(check, code):
    return [(one.severity, one.cell, one.found, one.expected) for one in check.issues if one.code == code]


@pytest.mark.parametrize(
    ("changes", "heading", "item", "hint"),
    [
        ({"教学仪器设备资产值（万元）": 2500}, "教学仪器设备资产值（万元）", "R6", "10 倍"),
        ({"教学仪器设备资产值（万元）": 25}, "教学仪器设备资产值（万元）", "R6", "10 倍"),
        ({"教学仪器设备资产值（万元）": 1250}, "教学仪器设备资产值（万元）", "R6", None),
        ({"运动场地面积（㎡）": 12.5, "体育运动场馆面积（㎡）": 12.5, "室内体育用房面积（㎡）": 0,
          "教学及辅助用房面积（不含室内体育用房）（㎡）": 5000}, "运动场地面积（㎡）", "R5", "666.7 倍"),
    ],
)  # fmt: skip
def test_a_value_far_from_the_other_schools_is_told_and_used(checked, changes, heading, item, hint):
    check = checked(rows_of(*several(**changes)))
    (issue,) = [one for one in check.issues if one.code == "outlier"]
    assert (issue.severity, issue.cell, issue.affects) == ("warning", cell_of(heading), (item, f"CV.小学.{item}"))
    assert (f"约 {hint}" in issue.message.zh) if hint else "倍" not in issue.message.zh
    assert check_json(check, "zh")["units"][0]["values"][item] is not None


# the other six have 210 to 260 万元, so the middle is 240 or 230; the other two have 210 and 220
@pytest.mark.parametrize(
    ("count", "worth", "told_of"), [(7, 2500, 1), (7, 1500, 0), (7, 25, 1), (7, 45, 0), (3, 2500, 1), (2, 2500, 0)]
)
def test_among_few_schools_only_a_slip_of_ten_is_told(checked, count, worth, told_of):
    assert len(told(checked(rows_of(*several(count, **{"教学仪器设备资产值（万元）": worth}))), "outlier")) == told_of


@pytest.mark.parametrize(
    ("pupils", "told_of"),
    [(1000, 1), (300, 0)],  # 30 or 9 multimedia rooms are to be expected
)
def test_none_at_all_is_told_where_the_other_schools_have_many(checked, pupils, told_of):
    check = checked(rows_of(*several(**{"网络多媒体教室数（间）": 0, "小学在校生数": pupils})))
    cells = [(cell, found) for _, cell, found, _ in told(check, "outlier") if found == "0.00"]
    assert cells == [(cell_of("网络多媒体教室数（间）"), "0.00")] * told_of


def test_none_is_nothing_special_where_half_of_the_schools_have_none(checked):
    rows = several()
    for row in rows[:6]:
        row["网络多媒体教室数（间）"] = 0
    assert [one for one in told(checked(rows_of(*rows)), "outlier") if one[1].startswith("AG")] == []


def test_pupils_that_put_every_value_out_are_one_issue_at_the_pupils(checked):
    spread = [{"教学及辅助用房面积（㎡）": 5000 + 99 * at, "网络多媒体教室数（间）": 30 + at} for at in range(12)]
    rows = [{**one, **more} for one, more in zip(several(), spread, strict=True)]
    rows[3] |= {"小学在校生数": 100, "小学最大班额": 45, "小学随迁子女数": 0}
    outliers = told(checked(rows_of(*rows, drop=["教学及辅助用房面积（不含室内体育用房）（㎡）"])), "outlier")
    assert [(severity, cell) for severity, cell, *_ in outliers] == [("warning", cell_of("小学在校生数", 4))]


def test_many_outlying_schools_of_one_indicator_are_one_issue(checked):
    rows = several(20)
    for at in range(4):
        rows[at]["教学仪器设备资产值（万元）"] = 3000
    assert [found for _, _, found, _ in told(checked(rows_of(*rows)), "outlier")] == ["4"]


def test_schools_as_they_are_hardly_ever_stand_out():
    random, rule = np.random.default_rng(0), load_conventions().outlier
    flagged = total = 0
    for _ in range(300):
        pupils = np.exp(random.normal(6, 1, 60))
        values = 10 * np.exp(random.normal(0, 0.4, 60)) * (pupils / 400) ** -0.3
        flagged, total = flagged + int(outlying(values, rule).sum()), total + len(values)
        assert outlying(np.append(values, 10 * 10000 / 15), rule)[-1]
    assert flagged < total / 500


def with_total(rows, label="合计", *, at=None, stated=()):
    """Return rows with a row of totals behind them, or before row `at`; `stated` are other totals by heading."""
    total = [label]
    for column, heading in enumerate(HEADINGS[1:], start=1):
        numbers = [row[column] for row in rows[1:] if isinstance(row[column], int | float)]
        added = numbers and heading not in ("建校时间", "小学最大班额")
        total.append(dict(stated).get(heading, sum(numbers)) if added else None)
    return [*rows[: at or len(rows)], total, *rows[at or len(rows) :]]


def test_a_row_of_totals_that_adds_up_is_no_issue(checked):
    for label in ("合计", "总计", "全县合计"):
        assert told(checked(with_total(rows_of(*several()), label)), "total_differs") == []
    assert told(checked(with_total(rows_of(*several()), at=1)), "total_differs") == []


def test_subtotals_of_blocks_and_a_grand_total_add_up(checked):
    head, *data = rows_of(*several())
    first, second = with_total([head, *data[:5]], "小计"), with_total([head, *data[5:]], "小计")
    grand = with_total([head, *data])[-1]
    assert told(checked([*first, *second[1:], grand]), "total_differs") == []
    first[-1][HEADINGS.index("小学班级数")] += 1
    assert [cell for _, cell, *_ in told(checked([*first, *second[1:], grand]), "total_differs")] == [
        cell_of("小学班级数", 6)
    ]


@pytest.mark.parametrize(("found", "differs"), [(12000, False), (12001, True), (11999, True)])
def test_a_total_that_is_one_off_is_told_with_what_the_rows_come_to(checked, found, differs):
    issues = told(checked(with_total(rows_of(*several()), stated={"小学在校生数": found})), "total_differs")
    assert issues == ([("warning", cell_of("小学在校生数", 13), str(found), "12000")] if differs else [])


def test_a_row_that_was_missed_puts_the_whole_row_of_totals_out_in_one_issue(checked):
    rows = with_total(rows_of(*several()))
    rows[4][0] = None
    check = checked(rows)
    issues = [(one.code, one.severity) for one in check.issues if one.severity != "note"]
    assert issues == [("row_unnamed", "error"), ("total_differs", "warning")]


def test_a_mean_is_not_compared(checked):
    assert told(checked(with_total(rows_of(*several()), "平均", stated={"小学在校生数": 1000})), "total_differs") == []


@pytest.mark.parametrize(("total", "differs"), [(300, False), (310, False), (301, True), (299, True)])
def test_a_total_over_stages_is_held_against_its_stages_with_or_without_senior(checked, total, differs):
    head = ["学校名称", "办学类型", "在校生数", "小学在校生数", "初中在校生数", "高中在校生数"]
    check = checked([head, ["甲学校", "十二年一贯制", total, 200, 100, 10]])
    assert [cell for _, cell, *_ in told(check, "stage_total_differs")] == (["C2"] if differs else [])
    assert check.school("甲学校").pupils["小学"].value == 200


# heading, last year, this year, told
CHANGES = [
    ("小学在校生数", 499, 1000, True),
    ("小学在校生数", 500, 1000, False),
    ("小学专任教师数", 29, 60, True),
    ("小学专任教师数", 46, 60, False),
    ("运动场地面积（㎡）", 3999, 8000, True),
    ("运动场地面积（㎡）", 4000, 8000, False),
    ("教学仪器设备资产值（万元）", 83, 250, True),
    ("教学仪器设备资产值（万元）", 84, 250, False),
    ("网络多媒体教室数（间）", 9, 30, True),
    ("网络多媒体教室数（间）", 10, 30, False),
    ("网络多媒体教室数（间）", 91, 30, True),
]


@pytest.mark.parametrize(("heading", "before", "after", "differs"), CHANGES)
def test_a_number_that_leapt_since_last_year_is_told_with_both_cells(checked, heading, before, after, differs):
    drop = [one for one in HEADINGS if ("教师数" in one or "场馆" in one or "随迁" in one) and one != heading]
    old, new = (checked(rows_of(school(1, **{heading: value}), drop=drop)) for value in (before, after))
    issues = changed(old, new)
    assert [(one.code, one.severity, one.cell, one.expected) for one in issues] == (
        [("changed_much", "warning", cell_of(heading, drop=drop), str(before * (10000 if "万元" in heading else 1)))]
        if differs else []
    )  # fmt: skip
    assert all(issue.message.zh.count(f"!{issue.cell}") == 2 for issue in issues)


@pytest.mark.parametrize("years", [(2020, 2025), (2024, 2025)])
def test_the_years_themselves_are_named(checked, years):
    old, new = (checked(rows_of(school(1, 小学在校生数=value), school(at))) for value, at in ((499, 2), (1000, 3)))
    issues = changed(old, new, years)
    assert [one.code for one in issues] == ["changed_much", "school_new", "school_gone"]
    for message in (one.message for one in issues):
        assert all(str(year) in message.zh and str(year) in message.en for year in years)
        assert "上年" not in message.zh and "year before" not in message.en
        assert "小学" not in message.en.replace("第1小学", "").replace("第2小学", "").replace("第3小学", "")


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("3505000101", "实验小学城东校区", ["school_renamed"]),
        ("3505000109", "实验小学城东校区", ["school_new", "school_gone"]),
        ("", "实验小学城东校区", ["school_new", "school_gone"]),
        ("3505000101", "第1小学", []),
        ("3505000109", "第1小学", []),
    ],
)
def test_a_school_of_a_new_name_is_known_by_its_code(checked, code, name, told):
    old = checked(rows_of(school(1), school(2)))
    new = checked(rows_of({"学校名称": name, "学校标识码": code}, school(2)))
    assert [one.code for one in changed(old, new)] == told


def test_a_renamed_school_is_compared_and_a_running_number_or_a_doubled_code_renames_none(checked):
    def two(name, code, other="3505000190", pupils=499):
        rows = [
            {"学校名称": name, "学校标识码": code, "小学在校生数": pupils},
            {"学校名称": "山小学", "学校标识码": other},
        ]
        return checked(rows_of(*rows))

    apart = ["school_new", "school_gone"]
    long = "3505000101"
    assert [one.code for one in changed(two("东小学", long), two("西小学", long, pupils=1000))] == [
        "changed_much", "school_renamed",
    ]  # fmt: skip
    assert [one.code for one in changed(two("东小学", "1"), two("西小学", "1"))] == apart
    assert [one.code for one in changed(two("东小学", long), two("西小学", long, other=long))] == apart


def test_schools_of_one_year_only_are_notes(checked):
    old, new = checked(rows_of(school(1), school(2))), checked(rows_of(school(2), school(3)))
    issues = changed(old, new)
    assert [(one.code, one.severity, one.found) for one in issues] == [
        ("school_new", "note", "第3小学"),
        ("school_gone", "note", "第1小学"),
    ]
    many = checked(rows_of(school(1), *(school(at) for at in range(10, 30))))
    assert [one.code for one in changed(old, many)] == ["school_new", "school_gone"]


@settings(max_examples=30)
@given(st.lists(st.floats(0.05, 40), min_size=12, max_size=12))
def test_no_comparison_changes_a_figure(floor, factors):
    equipment = [{"教学仪器设备资产值（万元）": round(200 * factor, 2)} for factor in factors]
    rows = rows_of(*(school(at, **one) for at, one in enumerate(equipment)))
    plain = check_county(read_tables([file_of(rows)]), floor)
    total = check_county(read_tables([file_of(with_total(rows, stated={"小学在校生数": 1}))]), floor)
    known = replace(plain, issues=changed(total, plain))
    assert known.issues == ()
    assert {one.code for one in total.issues} >= {"total_differs"}
    found, wanted = check_json(total, "zh"), check_json(plain, "zh")
    assert [found[key] for key in FIGURES] == [wanted[key] for key in FIGURES]
