"""What lies behind the figures of a sheet, and how they changed over the years: asked, computed, and never official."""

import re
from io import BytesIO

import openpyxl
import pytest

from assistant.asked.understanding import understand
from assistant.sheet.insight import insight_asked
from assistant.sheet.years import years_asked
from calculators.county import check_county
from calculators.insight.figures import (
    contribution_figure,
    cv_change_figure,
    gini_figure,
    insight_of,
    mean_change_figure,
    unweighted_figure,
    without_figure,
)
from calculators.insight.year_on_year import compare_years
from calculators.model import Upload
from calculators.sheets.reading import read_tables
from corpus.documents import load_library
from corpus.model import PRIMARY
from corpus.places import load_gazetteer
from corpus.standards import load_standards
from corpus.terms import load_terms
from tests.conftest import GOLDEN, sample
from ui.terminal.say_check import check_text
from ui.terminal.say_years import years_lines


@pytest.fixture(scope="module")
def floor():
    return load_standards(load_library()).floor(2025)


@pytest.fixture(scope="module")
def uneven(floor):
    return check_county(read_tables([sample("county_uneven.xlsx")]), floor)


def of_year(year, name="county_survey.xlsx", titled=True, drop=()):
    """A sample sheet of a year, some of its schools left out."""
    book = openpyxl.load_workbook(GOLDEN / "sheets" / name)
    sheet = book.worksheets[0]
    if titled:
        sheet["A1"] = f"{year}年{sheet['A1'].value}"
    for school in drop:
        sheet.delete_rows(next(row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == school))
    out = BytesIO()
    book.save(out)
    return Upload(f"survey_{year}.xlsx", out.getvalue())


def is_sound(answer):
    return answer.verification.rejected == 0 and all(
        one.text[one.start : one.end] == one.quote for one in answer.citations
    )


# --- what is asked -----------------------------------------------------------------------------------------------


def read(question, schools=("第三小学",)):
    return understand(question, load_gazetteer(), load_terms(), schools=schools)


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("小学生均教学用房差异系数是哪些学校拉高的？", "drivers"),
        ("差异系数主要是哪几所学校造成的", "drivers"),
        ("初中差异系数里哪所学校贡献最大", "drivers"),
        ("which schools drive the coefficient?", "drivers"),
        ("which schools contribute most to the coefficient of variation?", "drivers"),
        ("去掉第三小学差异系数是多少？", "without"),
        ("剔除第三小学后均衡系数会降到多少", "without"),
        ("what is the coefficient without 第三小学?", "without"),
        ("不加权的差异系数是多少？", "unweighted"),
        ("what is the unweighted coefficient of variation?", "unweighted"),
        ("基尼系数多少？", "secondary"),
        ("生均仪器设备值最高和最低差几倍", "secondary"),
        ("What is the Gini coefficient of floor area?", "secondary"),
        ("小学差异系数达标吗", None),
        ("差异系数不能超过多少", None),
        ("哪些学校超班额", None),
        ("第三小学达标吗", None),
        ("去掉第三小学后达标吗", None),
        ("剔除民办后差异系数是多少", None),
        ("不含民办的差异系数达标吗", None),
    ],
)
def test_which_insight_a_question_asks_for(question, what):
    assert insight_asked(read(question)) == what


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("跟去年比怎么样？", True),
        ("和2023年比，小学差异系数有什么变化", True),
        ("How do we compare with last year?", True),
        ("南安2025年的目标跟2022年比有什么变化", False),
        ("2025年和2027年的要求有什么变化", False),
        ("小学差异系数达标吗", False),
    ],
)
def test_a_question_on_ones_own_years_is_told_from_one_on_the_rules(question, asks):
    assert years_asked(read(question)) is asks


def test_words_around_a_question_are_no_school(assistant):
    asked = read("小学生均教学用房差异系数是哪些学校拉高的？")
    assert (asked.unknown_schools, asked.schools) == ((), ())
    assert read("去掉第九小学，差异系数是多少？").unknown_schools == ("第九小学",)
    assert read("去掉第三小学差异系数是多少？").schools == ("第三小学",)


# --- what lies behind a coefficient ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "小学生均体育场馆面积差异系数是哪些学校拉高的？",
        "Which schools drive the coefficient of sports area in primary?",
    ],
)
def test_the_schools_that_drive_a_coefficient_are_named_with_their_part(assistant, uneven, question):
    answer = assistant.ask(question, uploads=[sample("county_uneven.xlsx")])
    assert answer.status == "answered" and is_sound(answer)
    one = insight_of(uneven, PRIMARY, "R5")
    for row in one.top():
        school = one.spread.units.schools[row].name
        shown = contribution_figure(uneven, PRIMARY, "R5", row).display
        assert school in answer.text and f"{shown} %" in answer.text.replace(f"{shown}%", f"{shown} %")
        assert without_figure(uneven, PRIMARY, "R5", row).display in answer.text
    assert one.spread.units.schools[one.top(9)[5]].name not in answer.text


def test_without_an_indicator_the_coefficients_above_the_limit_are_explained(assistant, uneven):
    answer = assistant.ask("差异系数是哪些学校拉高的？", uploads=[sample("county_uneven.xlsx")])
    assert answer.status == "answered" and is_sound(answer)
    for stage, id in uneven.failing_cv:
        one = insight_of(uneven, stage, id)
        assert one.spread.units.schools[one.top()[0]].name in answer.text


@pytest.mark.parametrize(
    "question",
    ["去掉{school}小学生均体育场馆面积差异系数是多少？", "What is the coefficient of sports area without {school}?"],
)
def test_the_coefficient_without_a_school(assistant, uneven, question):
    one = insight_of(uneven, PRIMARY, "R5")
    row = one.top()[0]
    school = one.spread.units.schools[row].name
    answer = assistant.ask(question.format(school=school), uploads=[sample("county_uneven.xlsx")])
    assert answer.status == "answered" and is_sound(answer)
    shown = without_figure(uneven, PRIMARY, "R5", row)
    assert shown.display in answer.text and shown.value == pytest.approx(one.without[row])
    assert shown.value in [figure.figure.value for figure in answer.figures]


@pytest.mark.parametrize(
    "question", ["去掉第九小学差异系数是多少？", "What is the coefficient without the worst school?"]
)
def test_a_school_that_cannot_be_told_is_asked_for(assistant, question):
    answer = assistant.ask(question, uploads=[sample("county_uneven.xlsx")])
    assert answer.status == "needs_input" and not answer.figures and is_sound(answer)


@pytest.mark.parametrize(
    ("question", "mark"),
    [
        ("小学生均体育场馆面积不加权的差异系数是多少？", "非官方指标"),
        ("What is the unweighted coefficient of sports area in primary?", "not an official measure"),
    ],
)
def test_the_unweighted_coefficient_stands_beside_the_official_one_and_says_what_it_is(
    assistant, uneven, question, mark
):
    answer = assistant.ask(question, uploads=[sample("county_uneven.xlsx")])
    assert answer.status == "answered" and is_sound(answer) and mark in answer.text
    assert unweighted_figure(uneven, PRIMARY, "R5").display in answer.text
    assert uneven.spreads[PRIMARY].cv_display(4) in answer.text


@pytest.mark.parametrize(
    ("question", "mark"),
    [
        ("小学生均体育场馆面积的基尼系数多少？", "非官方指标"),
        ("What is the Gini coefficient of sports area?", "not an official"),
    ],
)
def test_the_gini_coefficient_is_never_shown_without_saying_that_it_is_not_official(assistant, uneven, question, mark):
    answer = assistant.ask(question, uploads=[sample("county_uneven.xlsx")])
    assert answer.status == "answered" and is_sound(answer)
    assert gini_figure(uneven, PRIMARY, "R5").display in answer.text and mark in answer.text
    one = insight_of(uneven, PRIMARY, "R5")
    assert all(one.spread.units.schools[row].name in answer.text for row in (one.highest, one.lowest))


@pytest.mark.parametrize(
    "question",
    ["我们县体育场馆面积差异系数是哪些学校拉高的", "体育场馆面积基尼系数多少", "体育场馆面积不加权的差异系数多少"],
)
def test_what_is_undefined_is_said_with_its_reason(assistant, question):
    answer = assistant.ask(question, uploads=[sample("county_missing_column.xlsx")])
    assert is_sound(answer) and "算不出，有学校的数据不全" in answer.text


def test_a_contribution_shows_its_formula_and_the_cell_of_its_pupils(uneven):
    row = insight_of(uneven, PRIMARY, "R5").top()[0]
    figure = contribution_figure(uneven, PRIMARY, "R5", row)
    left, _, right = figure.formula.rpartition(" = ")
    worked = left.replace("×", "*").replace("÷", "/").replace("−", "-").replace("²", "**2")
    assert eval(worked) == pytest.approx(figure.value, abs=0.06) and right == figure.display
    assert figure.inputs[0].cell.startswith("county_uneven.xlsx!")


# --- year on year ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_years_of_one_county_are_compared_and_the_latest_is_checked(assistant, order):
    files = [of_year(2023), of_year(2024, drop=["康美小学"])]
    report = assistant.check([files[at] for at in order])
    assert report.table.year == report.year == 2024 and report.table.files == ("survey_2024.xlsx",)
    found = report.as_json()["year_on_year"]
    assert (found["before"], found["now"], found["stages"][PRIMARY]["went"]) == (2023, 2024, ["康美小学"])


def test_one_year_alone_has_no_comparison(assistant):
    assert assistant.check([of_year(2024)]).as_json()["year_on_year"] is None


def test_three_years_are_kept_and_the_nearest_is_compared(assistant):
    report = assistant.check([of_year(2022), of_year(2024), of_year(2023)])
    assert [one.table.year for one in report.earlier] == [2023, 2022]
    assert report.as_json()["year_on_year"]["before"] == 2023


def test_years_in_the_file_names_tell_sheets_of_one_title_apart(assistant):
    report = assistant.check([of_year(2023, titled=False), of_year(2024, titled=False)])
    assert report.year == 2024 and [one.table.year for one in report.earlier] == [2023]


def test_files_of_different_counties_are_no_two_years_of_one(assistant):
    report = assistant.check([of_year(2024), of_year(2023, name="county_strong.xlsx")])
    assert report.earlier == () and len(report.table.files) == 2


def test_two_stages_of_one_year_are_still_one_table(assistant):
    report = assistant.check([sample("county_statistics_小学.xlsx"), sample("county_statistics_初中.xlsx")])
    assert report.earlier == () and len(report.table.files) == 2


def test_a_sheet_of_another_year_joins_the_session(assistant):
    session = assistant.sessions.create()
    assistant.check([of_year(2024)], session=session)
    report = assistant.check([of_year(2023)], session=session)
    assert report.year == 2024 and [one.table.year for one in report.earlier] == [2023]
    again = assistant.check([of_year(2025)], session=session)
    assert again.year == 2025 and [one.table.year for one in again.earlier] == [2024, 2023]


def test_a_second_sheet_of_the_same_year_takes_the_place_of_the_first_and_leaves_the_other_year(assistant):
    session = assistant.sessions.create()
    assistant.check([of_year(2023), of_year(2024)], session=session)
    mended = Upload("mended.xlsx", of_year(2024, drop=["康美小学"]).content)
    report = assistant.check([mended], session=session)
    assert report.table.files == ("mended.xlsx",) and [one.table.year for one in report.earlier] == [2023]


def test_another_countys_sheet_still_takes_the_place_of_all(assistant):
    session = assistant.sessions.create()
    assistant.check([of_year(2023), of_year(2024)], session=session)
    report = assistant.check([sample("county_strong.xlsx")], session=session)
    assert report.earlier == () and report.table.files == ("county_strong.xlsx",)


@pytest.mark.parametrize("question", ["跟去年比怎么样？", "和2023年比怎么样", "How do we compare with last year?"])
def test_what_changed_since_the_year_before_is_answered_from_both_sheets(assistant, question):
    answer = assistant.ask(question, uploads=[of_year(2023), of_year(2024, drop=["康美小学"])])
    assert answer.status == "answered" and is_sound(answer)
    assert "康美小学" in answer.text and "2023" in answer.text and "2024" in answer.text


def with_rooms(year, music):
    """The survey of a year in which 乐峰小学, which needs 4 rooms of a kind, has so many music rooms of 100 ㎡."""
    book = openpyxl.load_workbook(BytesIO(of_year(year, name="county_strong.xlsx").content))
    sheet = book.worksheets[0]
    (row,) = (cell.row for (cell,) in sheet.iter_rows(max_col=1) if cell.value == "乐峰小学")
    (count,) = (cell.column for cell in sheet[2] if cell.value == "音乐专用教室")
    sheet.cell(row, count).value, sheet.cell(row, count + 1).value = music, "、".join(["100"] * music)
    out = BytesIO()
    book.save(out)
    return Upload(f"survey_{year}.xlsx", out.getvalue())


TURNED_ASKED = [
    "音乐教室和去年比怎么样", "哪些学校比去年退步了", "去年达标今年不达标的有哪些",
    "Which schools got worse than last year?",
]  # fmt: skip


@pytest.mark.parametrize("question", TURNED_ASKED)
def test_a_school_whose_rooms_fell_short_since_is_named(assistant, question):
    files = [with_rooms(2023, 4), with_rooms(2024, 3)]
    answer = assistant.ask(question, uploads=files)
    assert answer.status == "answered" and is_sound(answer)
    assert re.search(r"乐峰小学(：现在|: now )\*\*(不达标|not met)\*\*", answer.text)
    said = "".join(years_lines(assistant.check(files).years, "zh")).replace("\n", "").replace(" ", "")
    assert "由达标变为不达标的学校：乐峰小学" in said and "G3" in said


def test_an_indicator_of_two_years_is_shown_with_its_change(assistant, floor):
    files = [of_year(2023, name="county_uneven.xlsx"), of_year(2024, name="county_uneven.xlsx", drop=["梅山小学"])]
    answer = assistant.ask("小学生均体育场馆面积差异系数跟去年比有什么变化", uploads=files)
    assert answer.status == "answered" and is_sound(answer)
    before, now = (check_county(read_tables([file]), floor) for file in files)
    years = compare_years(before, now)
    for change in (mean_change_figure(years, PRIMARY, "R5"), cv_change_figure(years, PRIMARY, "R5")):
        assert change.display in answer.text
    for check in (before, now):
        assert check.spreads[PRIMARY].cv_display(4) in answer.text
    assert mean_change_figure(years, PRIMARY, "R5").value == pytest.approx(
        float(now.spreads[PRIMARY].exact_mean(4) - before.spreads[PRIMARY].exact_mean(4))
    )


@pytest.mark.parametrize("question", ["跟去年比怎么样？", "How do we compare with last year?"])
def test_without_an_earlier_sheet_one_is_asked_for(assistant, question):
    answer = assistant.ask(question, uploads=[of_year(2024)])
    assert answer.status == "needs_input" and not answer.figures and is_sound(answer)


def test_a_year_named_for_comparison_is_not_the_year_of_the_rules(assistant):
    session = assistant.sessions.create()
    assistant.check([of_year(2023), of_year(2024)], session=session)
    answer = assistant.ask("和2023年比怎么样", session=session)
    assert "（2024年" in answer.text.replace(" ", "") and session.report.year == 2024


def test_the_receipt_depends_on_the_earlier_years_data(assistant):
    one, other = (
        assistant.ask("小学差异系数达标吗", uploads=[of_year(2023, drop=drop), of_year(2024)])
        for drop in ([], ["康美小学"])
    )
    assert one.text.split("数据")[0] == other.text.split("数据")[0] and one.receipt != other.receipt


def test_the_check_holds_the_insight_of_every_indicator(assistant, uneven):
    found = assistant.check([sample("county_uneven.xlsx")]).as_json()["insight"]
    assert {stage: set(one) for stage, one in found.items()} == {
        stage: {f"R{number}" for number in range(1, 8)} for stage in uneven.units
    }
    first = found[PRIMARY]["R5"]["contributions"][0]
    one = insight_of(uneven, PRIMARY, "R5")
    assert first["percent"] == pytest.approx(max(one.contributions)) and found[PRIMARY]["R5"]["official"] is False


def test_the_check_in_words_tells_what_changed_since_the_year_before(assistant):
    text = check_text(assistant.check([of_year(2023), of_year(2024, drop=["康美小学"])]), "zh")
    assert "与 2023 年相比" in text and "小学 不再出现在表中：康美小学" in text
    assert "年相比" not in check_text(assistant.check([of_year(2024)]), "zh")
