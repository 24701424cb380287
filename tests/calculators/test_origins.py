"""Sheets of several counties or years handed in together: never judged as one without a word."""

import pytest

from calculators.sheets.reading import read_tables
from tests.calculators.forms import form_rows


def titled(workbook, name, title):
    return workbook(form_rows(title=title), name=name)


def schools_of(workbook, title, name="schools.xlsx", stage="小学"):
    heads = ["学校名称", "办学类型", f"{stage}在校生数", f"{stage}班级数"]
    return workbook([[title], heads, [f"甲{stage}", stage, 900, 20], [f"乙{stage}", stage, 800, 20]], name=name)


# the title of the schools and of the form, whether the form is of another county
COUNTIES = [
    ("乐清市2024年学校数据", "南安市2024年县级填报表", True),
    ("示例县2024年学校数据", "示例二县2024年县级填报表", True),
    ("南安市2024年学校数据", "福建省泉州市南安市2024年县级填报表", False),
    ("泉州市2024年学校数据", "南安市2024年县级填报表", False),
    ("泉州市2024年学校数据", "乐清市2024年县级填报表", True),
    ("学校数据（2024年）", "南安市2024年县级填报表", False),
    ("南安市2024年学校数据", "县级填报表（2024年）", False),
]


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(("schools", "form", "other"), COUNTIES)
def test_a_form_of_another_county_decides_nothing(schools, form, other, turned, workbook, check):
    files = [schools_of(workbook, schools), titled(workbook, "form.xlsx", form)]
    found = check(*(reversed(files) if turned else files))
    told = [issue for issue in found.issues if issue.code == "other_county"]
    assert len(told) == other and (found.item("G12").status == "insufficient") is other
    for issue in told:
        assert (issue.severity, issue.file) == ("error", "form.xlsx") and "G12" in issue.affects
        assert all(place in issue.message.zh and place in issue.message.en for place in (issue.found, issue.expected))


def test_a_place_in_a_file_s_name_counts_where_its_title_names_none(workbook):
    files = schools_of(workbook, "学校数据", name="乐清市.xlsx"), titled(workbook, "form.xlsx", "南安市县级填报表")
    assert [issue.code for issue in read_tables(files).issues if issue.severity == "error"] == ["other_county"]


def test_schools_of_two_counties_are_not_judged_as_one(workbook):
    files = [schools_of(workbook, "乐清市小学"), schools_of(workbook, "南安市初中", name="b.xlsx", stage="初中")]
    table = read_tables(files)
    assert table.frame["school_name"].tolist() == ["甲小学", "乙小学"]
    assert [(one.code, one.file, one.found) for one in table.issues if one.severity == "error"] == [
        ("other_county", "b.xlsx", "南安市")
    ]


@pytest.mark.parametrize(("year", "warned"), [(2023, 1), (2024, 0)])
def test_a_form_of_another_year_is_told_with_both_years(year, warned, workbook):
    files = schools_of(workbook, "南安市2024年学校数据"), titled(workbook, "form.xlsx", f"南安市{year}年县级填报表")
    table = read_tables(files)
    told = [issue for issue in table.issues if issue.code == "other_year"]
    assert len(told) == warned and table.form.values
    assert all(
        issue.severity == "warning" and "2023" in issue.message.zh and "2024" in issue.message.en for issue in told
    )
