"""Whatever program wrote a workbook, its figures are the same; what a cell hides is told, never taken as a blank."""

import io
import struct
import zipfile

import openpyxl
import pytest

from calculators.errors import FORMATS, NotAWorkbook
from calculators.model import Upload
from calculators.opening.grids import read_grids
from calculators.report import check_json
from calculators.sheets.reading import read_tables
from tests.calculators.hostile import PACKAGE, RELATIONS, archive

OFFICE = {
    "ods_of_libreoffice": "county_survey_messy.ods",
    "xls": "county_survey_messy.xls",
    "csv": "county_survey.csv",
}
ENCODINGS = {"utf8": "utf-8", "utf8_with_bom": "utf-8-sig", "gb18030": "gb18030", "utf16": "utf-16"}


@pytest.fixture(scope="module", autouse=True)
def opened_here():
    """Every workbook is opened in a process of its own here."""


def figures(found, wanted):
    return {key: check_json(found, "zh")[key] for key in wanted}


@pytest.mark.parametrize("format", OFFICE)
def test_every_format_gives_the_expected_figures(format, golden, expected, check, same):
    wanted = expected("county_survey")
    same(figures(check(golden(OFFICE[format])), wanted), wanted)


@pytest.mark.parametrize("name", ["x.et", "x.xlsx", "x.csv", "x"])
def test_a_file_is_known_by_its_content_not_by_its_name(name, golden, expected, check, same):
    wanted = expected("county_survey")
    same(figures(check(Upload(name, golden("county_survey_messy.xls").content)), wanted), wanted)
    same(figures(check(Upload(name, golden("county_survey.xlsx").content)), wanted), wanted)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_encoding_and_delimiter_of_csv_gives_the_expected_figures(
    encoding, delimiter, golden, expected, check, same
):
    wanted = expected("county_survey")
    text = golden("county_survey.csv").content.decode().replace(",", delimiter)
    same(figures(check(Upload("a.csv", text.encode(ENCODINGS[encoding]))), wanted), wanted)


def test_commas_within_the_cells_of_a_tab_separated_file_do_not_cut_it():
    text = "学校名称\t小学在校生数\t音乐教室各间面积\n甲小学\t1,200\t96,97,98,99\n乙小学\t900\t96,97,98,99,100\n"
    assert [row[1] for row in read_grids(Upload("a.tsv", text.encode()))[0].rows] == ["小学在校生数", "1,200", "900"]


def test_the_statistics_of_two_old_files_give_the_figures_of_the_survey(golden, expected, check, same):
    found = check(golden("county_statistics_小学.xls"), golden("county_statistics_初中.xls"))
    same(check_json(found, "zh")["stages"], expected("county_survey")["stages"])


def test_the_vertical_form_as_ods_gives_the_figures_of_the_school(golden, check, same):
    keys = ("units", "stages", "rooms", "size", "class_size", "county")
    wanted = {key: check_json(check(golden("one_school.xlsx")), "zh")[key] for key in keys}
    same(figures(check(golden("one_school.ods")), wanted), wanted)


def test_the_county_form_as_ods_decides_the_same_items(golden, check):
    decided = [
        [(item.id, item.stage, item.status, item.value) for item in check(golden(name)).items]
        for name in ("county_form.xlsx", "county_form.ods")
    ]
    assert decided[0] == decided[1]


def test_the_error_of_an_unknown_file_names_every_format():
    with pytest.raises(NotAWorkbook) as caught:
        read_grids(Upload("a.et", b"%PDF-1.7"))
    assert FORMATS.zh in caught.value.message.zh and FORMATS.en in caught.value.message.en


HEADINGS = ["学校名称", "办学类型", "小学在校生数", "小学班级数", "运动场地面积（㎡）", "备注"]


def issues_of(upload, code):
    return [issue for issue in read_tables([upload]).issues if issue.code == code]


@pytest.mark.parametrize("name", ["unseen.xls", "unseen.ods"])
def test_an_error_cell_is_told_and_left_undecided(name, golden, check):
    found = {issue.cell: (issue.severity, issue.found) for issue in issues_of(golden(name), "error_cell")}
    assert found == {"E2": ("error", "#DIV/0!"), "C3": ("error", "#N/A")}
    units = {unit["school"]: unit["values"] for unit in check_json(check(golden(name)), "zh")["units"]}
    assert units["甲小学"]["R5"] is None
    assert units["乙小学"]["R5"] is None


@pytest.mark.parametrize("name", ["unseen.xls", "unseen.ods"])
def test_hidden_rows_and_columns_are_counted_and_told(name, golden):
    table = read_tables([golden(name)])
    assert "丙小学" in list(table.frame["school_name"])
    assert [(issue.severity, issue.found) for issue in table.issues if issue.code == "hidden_rows"] == [
        ("warning", "4")
    ]
    assert [issue.found for issue in table.issues if issue.code == "hidden_columns"] == ["D"]


def record(kind, data=b""):
    return bytes([kind] if kind < 128 else [kind & 0x7F | 0x80, kind >> 7]) + bytes([len(data)]) + data


def wide(text):
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def xlsb(rows, hidden_row, hidden_column):
    """A binary workbook, as small as it can be: text, numbers and errors (bytes)."""
    data = b""
    for number, cells in enumerate(rows):
        hidden = 0x10 if number == hidden_row else 0
        data += record(0, struct.pack("<IIHBBB", number, 0, 300, 0, hidden, 0) + struct.pack("<I", 0))
        for column, cell in enumerate(cells):
            at = struct.pack("<II", column, 0)
            kind, value = (6, wide(cell)) if isinstance(cell, str) else (3, cell)
            kind, value = (5, struct.pack("<d", cell)) if isinstance(cell, int) else (kind, value)
            data += record(kind, at + value)
    columns = record(60, struct.pack("<IIIIH", hidden_column, hidden_column, 2304, 0, 1))
    size = record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, len(rows[0]) - 1))
    sheet = record(129) + size + record(390) + columns + record(391) + record(145) + data + record(146) + record(130)
    book = record(131) + record(143) + record(156, struct.pack("<II", 0, 1) + wide("r1") + wide("数据")) + record(144)
    relation = f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.bin"/>'
    parts = {
        "xl/workbook.bin": book + record(132),
        "xl/worksheets/sheet1.bin": sheet,
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{PACKAGE}">{relation}</Relationships>',
    }
    return Upload("a.xlsb", archive(parts))


def test_a_binary_workbook_is_read_with_its_errors_and_what_it_hides():
    rows = [["学校名称", "小学在校生数", "小学班级数"], ["甲小学", 120, 3], ["乙小学", b"\x17", 4]]
    table = read_tables([xlsb(rows, hidden_row=1, hidden_column=2)])
    assert table.frame["pupils.小学"].tolist()[0] == 120.0
    told = {issue.code: (issue.cell, issue.found) for issue in table.issues}
    assert told["error_cell"] == ("B3", "#REF!")
    assert told["hidden_rows"] == ("A2", "2") and told["hidden_columns"] == ("C1", "C")


def book_of(rows, change=lambda sheet: None):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return Upload("a.xlsx", stream.getvalue())


def test_a_formula_that_no_program_has_computed_is_no_blank_and_no_zero(check):
    upload = book_of([HEADINGS, ["甲小学", "小学", "=50+50", 3, 800, None], ["乙小学", "小学", 200, 5, "=A1", None]])
    found = {issue.cell: (issue.severity, issue.found) for issue in issues_of(upload, "formula_without_value")}
    assert found == {"C2": ("error", "=50+50"), "E3": ("error", "=A1")}
    values = {unit["school"]: unit["values"]["R5"] for unit in check_json(check(upload), "zh")["units"]}
    assert values == {"甲小学": None, "乙小学": None}


@pytest.mark.parametrize("kind", ["小学", None])
def test_an_error_in_the_pupils_of_a_stage_is_no_sign_that_the_school_lacks_it(kind, check):
    headings = ["学校名称", "办学类型", "小学在校生数", "初中在校生数", "运动场地面积（㎡）"]
    found = check(book_of([headings, ["甲学校", kind, 100, "#REF!", 800], ["乙小学", "小学", 100, None, 800]]))
    units = {(unit["school"], unit["stage"]): unit["values"]["R5"] for unit in check_json(found, "zh")["units"]}
    assert units["甲学校", "初中"] is None and ("乙小学", "初中") not in units
    assert found.item("R5", "初中").status == "insufficient"


def test_a_school_with_nothing_but_formulas_is_still_a_school():
    upload = book_of([HEADINGS, ["甲小学", "小学", 100, 3, 800, None], ["乙小学", None, "=1", "=1", "=1", None]])
    assert list(read_tables([upload]).frame["school_name"]) == ["甲小学", "乙小学"]


@pytest.mark.parametrize("name", ["=A1", "#N/A"])
def test_a_row_without_any_value_is_told_where_formulas_stand_in_it(name):
    blank = [HEADINGS, ["甲小学", "小学", 100, 3, 800, None], [name, "=1", "=1", "=1", "=1", None]]
    first = [HEADINGS, [name, "=1", "=1", "=1", "=1", None], ["甲小学", "小学", 100, 3, 800, None]]
    for rows in (blank, first):
        assert [issue.severity for issue in issues_of(book_of(rows), "row_unnamed")] == ["error"]


def test_numbers_beside_a_name_that_is_an_error_are_an_error():
    upload = book_of([HEADINGS, ["甲小学", "小学", 100, 3, 800, None], ["#N/A", "小学", "=1", "=1", "=1", None]])
    assert [issue.severity for issue in issues_of(upload, "row_unnamed")] == ["error"]


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "Err:502"])
def test_an_error_in_a_csv_is_an_error_too(error):
    text = f"学校名称,小学在校生数,小学班级数\n甲小学,{error},3\n乙小学,10,#按学历分\n"
    table = read_tables([Upload("a.csv", text.encode())])
    assert [(issue.cell, issue.found) for issue in table.issues if issue.code == "error_cell"] == [("B2", error)]


def test_an_error_in_a_merged_cell_stands_for_every_row_it_covers(check):
    rows = [HEADINGS, ["甲小学", "小学", 100, 3, "#REF!", None], ["乙小学", "小学", 200, 5, None, None]]
    upload = book_of(rows, lambda sheet: sheet.merge_cells("E2:E3"))
    assert [issue.cell for issue in issues_of(upload, "error_cell")] == ["E2"]
    assert [unit["values"]["R5"] for unit in check_json(check(upload), "zh")["units"]] == [None, None]


CALLS = {
    'WEBSERVICE("http://a.invalid/x")': True,
    'HYPERLINK("http://a.invalid/","1")': True,
    "[1]Sheet1!B2": True,
    "'C:\\[别的.xlsx]Sheet1'!B2": True,
    "cmd|'/c calc'!A0": True,
    'RTD("a",,"b")': True,
    'IF(B2="[1]Sheet1!B2",1,2)': False,
    "SUM(表1[人数])": False,
    "SUM(B2:B9)": False,
}


@pytest.mark.parametrize("formula", CALLS)
def test_a_formula_that_calls_out_is_never_run_and_is_told(formula):
    upload = book_of([HEADINGS, ["甲小学", "小学", "=X", 3, 800, None]])
    with_value = rewritten(upload, b"<f>X</f><v></v>", f"<f>{escaped(formula)}</f><v>120</v>".encode())
    table = read_tables([with_value])
    assert table.frame["pupils.小学"].tolist() == [120.0]
    told = [(issue.severity, issue.cell) for issue in table.issues if issue.code == "formula_calls_out"]
    assert told == ([("warning", "C2")] if CALLS[formula] else [])


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;")


def rewritten(upload, old, new):
    """The same workbook with other bytes in its sheet."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(upload.content)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                assert content.replace(b"<v />", b"<v></v>").count(old) == 1
                content = content.replace(b"<v />", b"<v></v>").replace(old, new)
            target.writestr(name, content)
    return Upload(upload.name, stream.getvalue())


def test_the_rules_of_a_sheet_are_no_cells_without_a_value():
    upload = book_of([HEADINGS, ["甲小学", "小学", 100, 3, 800, None]])
    rule = '<extLst><ext><x14:dataValidation xmlns:x14="a"><f>表!A1</f></x14:dataValidation></ext></extLst></worksheet>'
    assert read_grids(rewritten(upload, b"</worksheet>", rule.encode()))[0].marks == {}


def test_cells_without_references_stand_side_by_side():
    upload = book_of([HEADINGS, ["甲小学", "小学", "=X", 3, 800, None]])
    bare = rewritten(upload, b'<c r="C2"><f>X</f><v></v></c><c r="D2" t="n">', b'<c t="e"><v>#REF!</v></c><c t="n">')
    assert [(issue.cell, issue.found) for issue in issues_of(bare, "error_cell")] == [("C2", "#REF!")]


@pytest.mark.parametrize("form", ["vertical", "county"])
def test_a_form_with_a_cell_that_was_never_computed_is_told_and_left_undecided(form):
    schools = [["学校名称", "甲小学"], ["办学类型", "小学"], ["小学在校生数", "=50+50"], ["小学班级数", 3]]
    county = [["专任教师数", 100], ["持证专任教师数", "=50+50"]]
    rows = [["填报项目", "填报值"], *(schools if form == "vertical" else county)]
    cell = "B4" if form == "vertical" else "B3"
    told = issues_of(book_of(rows), "formula_without_value")
    assert [(issue.severity, issue.cell, issue.found) for issue in told] == [("error", cell, "=50+50")]


def test_a_hidden_row_of_the_county_form_is_counted_and_told():
    def hide(sheet):
        sheet.row_dimensions[3].hidden = True

    table = read_tables([book_of([["填报项目", "填报值"], ["专任教师数", 100], ["持证专任教师数", 99]], hide)])
    assert table.form.one("certified_teachers").value == 99
    assert [issue.found for issue in table.issues if issue.code == "hidden_rows"] == ["3"]
