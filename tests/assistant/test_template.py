"""The empty template: its headings are known for certain, and what is filled in gives the figures of any sheet."""

import io

import openpyxl
import pytest

from assistant.check import CheckReport
from assistant.checking import check_table
from assistant.template.layout import (
    FORM_SHEET,
    NOTES_SHEET,
    SCHOOL_SHEET,
    form_rows,
    kinds_of_school,
    load_template,
    school_columns,
)
from assistant.template.workbook import template_workbook
from assistant.tools import Tools
from calculators.columns import load_columns
from calculators.county_form.fields import load_fields, load_subjects, load_vetoes
from calculators.errors import NothingFilledIn
from calculators.indicators import INDICATORS
from calculators.kinds import kind_of
from calculators.model import SchoolTable, Upload
from calculators.report import check_json
from calculators.schools import says_private
from calculators.sheets.reading import read_tables
from corpus.model import STAGES
from tests.calculators.forms import FULL, LEVELS, RATES, VETO
from tests.calculators.forms import form_rows as rows_by_hand
from tests.conftest import sample

NAME_COLUMN, FIRST_SCHOOL, FIRST_ITEM, VALUE_COLUMN = 1, 5, 4, 5
# 小学超45人 in the samples is what the template calls 超班额班级数
OVERSIZE = {"classes[46-].小学": "oversize_classes.小学", "classes[51-].初中": "oversize_classes.初中"}
FORM_BY_HAND = {LEVELS: {"语文": "Ⅲ", "数学": "Ⅳ"}, RATES: {"语文": 0.12, "数学": 0.13}}


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Tools:
    return Tools.over(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def empty(tools: Tools) -> bytes:
    return template_workbook(tools, "zh", 2025)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: openpyxl.Workbook, name: str = "填报.xlsx") -> Upload:
    stream = io.BytesIO()
    book.save(stream)
    return Upload(name, stream.getvalue())


def rows_of(name: str) -> SchoolTable:
    return read_tables([sample(name)])


def fill_schools(book: openpyxl.Workbook, name: str) -> None:
    """Write the rows of a sample sheet into the template as a person would: each cell below its heading."""
    source = openpyxl.load_workbook(io.BytesIO(sample(name).content)).worksheets[0]
    table, sheet = rows_of(name), book[SCHOOL_SHEET]
    sheet["B2"] = table.place
    numbers = {one.id: number for number, one in enumerate(school_columns(), start=1)}
    for column, cells in table.cells.items():
        number = numbers.get(OVERSIZE.get(column, column))
        for row, cell in enumerate(cells):
            if cell and number:
                sheet.cell(FIRST_SCHOOL + row, number).value = source[cell.rpartition("!")[2]].value
    for row, school in enumerate(table.frame["school_name"]):
        sheet.cell(FIRST_SCHOOL + row, NAME_COLUMN).value = school


def fill_form(book: openpyxl.Workbook, place: str) -> None:
    """Write the form made by hand into the template."""
    sheet = book[FORM_SHEET]
    sheet["B2"], sheet["D2"] = place, 2025
    by_label = [(label, value) for _, label, _, value in FULL if label not in (*FORM_BY_HAND, VETO)]
    for row, one in enumerate(form_rows(), start=FIRST_ITEM):
        if one.field.kind == "veto":
            value: object = "无"
        elif one.name:
            value = FORM_BY_HAND[one.field.zh].get(one.name)
        else:
            label, value = by_label.pop(0)
            assert sheet.cell(row, VALUE_COLUMN - 2).value == label
        sheet.cell(row, VALUE_COLUMN).value = value


def checked(tools: Tools, *uploads: Upload) -> CheckReport:
    return check_table(read_tables(uploads), tools, county=None, year=2025, language="zh")


def figures(report: CheckReport) -> dict[str, object]:
    """All that a check says beside where it found it."""
    shown = check_json(report.check, "zh")
    return {key: value for key, value in shown.items() if key not in ("issues", "columns", "derivations")}


def complaints(report: CheckReport) -> set[tuple[str, str]]:
    return {(one.code, one.message.zh) for one in report.issues if one.severity != "note"}


def test_every_heading_of_the_school_sheet_is_read_back_for_certain(empty: bytes) -> None:
    book = opened(empty)
    fill_schools(book, "county_strong.xlsx")
    columns = [one for one in read_tables([saved(book)]).columns if one.sheet == SCHOOL_SHEET]
    assert [one.taken_as for one in columns] == [one.id for one in school_columns()]
    assert {(one.confidence, one.sure) for one in columns} == {(1.0, True)}


def test_every_row_of_the_county_form_is_read_back_for_certain(empty: bytes) -> None:
    book = opened(empty)
    fill_form(book, "示例县")
    table = read_tables([saved(book)])
    assert [one.taken_as for one in table.columns] == [one.field.id for one in form_rows()]
    assert {(one.confidence, one.sure) for one in table.columns} == {(1.0, True)}
    assert set(table.form.values) == set(load_fields())


@pytest.mark.parametrize("name", ["county_survey.xlsx", "county_strong.xlsx", "county_edges.xlsx"])
def test_a_filled_template_gives_the_figures_and_no_more_complaints_than_the_sheet_that_it_is_filled_from(
    name: str, tools: Tools, empty: bytes
) -> None:
    place = rows_of(name).place or ""
    original = openpyxl.Workbook()
    for row in rows_by_hand(title=f"{place}2025年县级填报表"):
        original.active.append(row)
    book = opened(empty)
    fill_schools(book, name)
    fill_form(book, place)
    from_sheets, from_template = checked(tools, sample(name), saved(original, "form.xlsx")), checked(tools, saved(book))
    assert figures(from_template) == figures(from_sheets)
    assert complaints(from_template) <= complaints(from_sheets)
    assert [one.sheet for one in from_template.issues if one.code == "sheet_not_read"] == [NOTES_SHEET]


def test_the_schools_may_be_filled_in_before_the_county_form(tools: Tools, empty: bytes) -> None:
    book = opened(empty)
    fill_schools(book, "county_strong.xlsx")
    report = checked(tools, saved(book))
    assert complaints(report) <= complaints(checked(tools, sample("county_strong.xlsx")))
    assert [(one.sheet, one.severity) for one in report.issues if one.code == "sheet_blank"] == [(FORM_SHEET, "note")]


def test_the_county_form_may_be_filled_in_before_the_schools(empty: bytes) -> None:
    book = opened(empty)
    fill_form(book, "示例县")
    table = read_tables([saved(book)])
    assert table.place == "示例县" and table.year == 2025 and table.frame.empty
    assert [one.sheet for one in table.issues if one.code == "sheet_blank"] == [SCHOOL_SHEET]


@pytest.mark.parametrize("county", [None, "示例县"], ids=["as it is", "with the county and year alone"])
def test_a_template_without_data_is_told_as_that_and_gets_no_verdict(county: str | None, empty: bytes) -> None:
    book = opened(empty)
    for sheet in (SCHOOL_SHEET, FORM_SHEET):
        book[sheet]["B2"], book[sheet]["D2"] = county, 2025 if county else None
    with pytest.raises(NothingFilledIn, match=r"填报\.xlsx: headings, but no school"):
        read_tables([saved(book)])


def test_numbers_of_schools_without_a_name_are_no_verdict_either(tools: Tools, empty: bytes) -> None:
    book = opened(empty)
    book[SCHOOL_SHEET]["J5"] = 905
    unnamed = saved(book)
    with pytest.raises(NothingFilledIn):
        read_tables([unnamed])
    report = checked(tools, sample("county_strong.xlsx"), unnamed)
    (issue,) = [one for one in report.issues if one.file == unnamed.name and one.severity == "error"]
    assert (issue.sheet, issue.code, issue.expected) == (SCHOOL_SHEET, "sheet_blank", "学校名称")


def test_an_empty_template_beside_a_filled_sheet_is_a_note(tools: Tools, empty: bytes) -> None:
    report = checked(tools, sample("county_strong.xlsx"), Upload("空.xlsx", empty))
    assert {one.severity for one in report.issues if one.file == "空.xlsx"} == {"note"}
    assert figures(report) == figures(checked(tools, sample("county_strong.xlsx")))


def test_every_indicator_room_and_class_can_be_judged_from_the_columns() -> None:
    asked = {one.id for one in school_columns()}
    for indicator in INDICATORS:
        for stage in STAGES:
            ids = [
                {c if indicator.shared else f"{c}.{stage}" for c, _ in source} for source in indicator.sources[stage]
            ]
            assert any(source <= asked for source in ids), (indicator.id, stage)
    whole = {"music_rooms", "music_room_areas", "art_rooms", "art_room_areas", "pupils.高中"}
    assert whole <= asked
    assert {f"{base}.{stage}" for base in ("pupils", "classes", "largest_class") for stage in STAGES} <= asked
    texts = {id for id, one in load_columns().items() if one.kind == "text"}
    assert texts - asked == {"stage", "stated_verdict"}  # a stage has its own columns


def test_every_choice_is_understood_as_what_it_says() -> None:
    by_id = {one.id: one.choices for one in school_columns()}
    assert [kind_of({"school_type": one}) for one in kinds_of_school()] == list(by_id["school_type"])
    assert [says_private(one) for one in by_id["sponsor"]] == [False, True]
    assert set(load_template().subjects) <= set(load_subjects())
    assert {row.name for row in form_rows() if row.field.kind == "veto"} == {one.id for one in load_vetoes()}


def allowed(book: openpyxl.Workbook, sheet: str, cell: str) -> tuple[str | None, str | None, str | None]:
    found = [one for one in book[sheet].data_validations.dataValidation if cell in one.sqref]
    assert len(found) == 1
    return found[0].type, found[0].formula1, found[0].formula2


@pytest.mark.parametrize(
    ("heading", "wanted"),
    [
        ("小学在校生数\n（人）", ("whole", "0", "30000")),
        ("教学及辅助用房面积\n（㎡）", ("decimal", "0", "500000")),
        ("教学仪器设备资产值\n（万元）", ("decimal", "0", "200000")),  # bounded in 元, asked for in 万元
        ("举办者类型", ("list", '"公办,民办"', None)),
        ("音乐专用教室各间面积\n（㎡）", (None, None, None)),
    ],
)
def test_a_cell_takes_what_the_reader_takes(heading: str, wanted: tuple[str | None, ...], empty: bytes) -> None:
    book = opened(empty)
    headings = [cell for row in book[SCHOOL_SHEET].iter_rows(min_row=3, max_row=4) for cell in row]
    column = next(cell.column_letter for cell in headings if cell.value == heading)
    assert allowed(book, SCHOOL_SHEET, f"{column}5") == allowed(book, SCHOOL_SHEET, f"{column}504") == wanted


def test_the_county_form_offers_levels_and_answers(empty: bytes) -> None:
    book = opened(empty)
    labels = {str(row[2].value): row[4].coordinate for row in book[FORM_SHEET].iter_rows(min_row=FIRST_ITEM)}
    assert allowed(book, FORM_SHEET, labels["语文学业水平等级"])[1] == '"Ⅰ,Ⅱ,Ⅲ,Ⅳ"'
    assert allowed(book, FORM_SHEET, labels["弄虚作假行为"])[1] == '"有,无"'
    assert allowed(book, FORM_SHEET, labels["语文校际差异率"])[:3] == ("decimal", "0", "1")
    assert allowed(book, FORM_SHEET, labels["专任教师数"])[0] == "whole"


def test_a_code_keeps_its_leading_zero(empty: bytes) -> None:
    sheet = opened(empty)[SCHOOL_SHEET]
    assert (sheet["B4"].value, sheet["B5"].number_format, sheet["B504"].number_format) == ("学校标识码", "@", "@")


def notes(content: bytes) -> dict[str, tuple[str, ...]]:
    rows = opened(content)[NOTES_SHEET].iter_rows(values_only=True)
    return {str(row[0]).partition(" ")[2]: tuple(str(cell or "") for cell in row[1:]) for row in rows}


@pytest.mark.parametrize("stage", STAGES)
def test_the_explanations_quote_the_records_in_force_with_their_clause(stage: str, tools: Tools, empty: bytes) -> None:
    limit = tools.standards.floor(2025).get("R2", stage)
    unit, _, _, decides, required, clause = notes(empty)[f"{stage}县级及以上骨干教师数"]
    assert unit == "人" and "R2 每百名学生拥有县级以上骨干教师数" in decides
    assert f"R2：{limit.since}年起不低于{limit.value}{limit.unit}" in required
    document = tools.library.document(limit.ref.document).name
    assert clause.startswith(f"{document} {limit.ref.clause}")


def test_every_column_and_row_is_explained(empty: bytes) -> None:
    explained = notes(empty)
    assert {one.label.zh for one in school_columns()} | {one.label.zh for one in form_rows()} <= set(explained)
    assert all(explained[one.label.zh][3] for one in (*school_columns(), *form_rows()))


def test_the_requirements_are_those_of_the_year_asked_for(tools: Tools) -> None:
    for year in (2018, 2025):
        texts = [
            row[0] for row in opened(template_workbook(tools, "zh", year))[NOTES_SHEET].iter_rows(values_only=True)
        ]
        assert any(f"{year}年执行的国家指标" in str(text) for text in texts)


def test_an_english_template_is_explained_in_english_and_filled_in_under_the_same_headings(
    tools: Tools, empty: bytes
) -> None:
    english, chinese = opened(template_workbook(tools, "en", 2025)), opened(empty)
    assert english[NOTES_SHEET]["A1"].value == "How to fill in this workbook"
    for sheet, row in ((SCHOOL_SHEET, 4), (FORM_SHEET, 3)):
        assert [cell.value for cell in english[sheet][row]] == [cell.value for cell in chinese[sheet][row]]


def test_no_prompt_is_longer_than_a_spreadsheet_shows(tools: Tools) -> None:
    for language in ("zh", "en"):
        book = opened(template_workbook(tools, language, 2025))
        found = [one for sheet in book for one in sheet.data_validations.dataValidation]
        assert max(len(one.prompt or "") for one in found) <= 255
        assert max(len(one.error or "") for one in found) <= 255
        assert max(len(one.promptTitle or "") for one in found) <= 32


def test_nothing_in_the_template_computes_or_calls_out(empty: bytes) -> None:
    cells = [cell for sheet in opened(empty) for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
