"""Random and damaged workbooks: one of the named errors or a table, and never a number that is not in the cell.

Another reader, openpyxl, says what is in a cell. What is damaged is opened as always, in a process of its own.
"""

import csv
import io
import math
import re
import unicodedata
import warnings
import zipfile
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.cell import coordinate_to_tuple

from calculators.errors import SheetError
from calculators.model import Upload
from calculators.opening.csv_grid import read_csv
from calculators.opening.grids import MAX_CELLS, Grid, read_grids
from calculators.opening.guards import MAX_CHARACTERS
from calculators.opening.open_workbook import open_workbook
from calculators.sheets.reading import read_tables
from tests.calculators.hostile import archive, parts_of

SHEET = "xl/worksheets/sheet1.xml"
slow = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

HEADINGS = [
    "学校名称",
    "小学在校生数",
    "初中在校生数",
    "小学班级数",
    "运动场地面积（㎡）",
    "教学仪器设备资产值（万元）",
]
plain = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12).map(lambda text: text.lstrip("="))
words = st.sampled_from(
    ["无", "—", "1,200㎡", "３５万元", "合计", "96、97", "0.95", "95%", "#N/A", "=A1", "小学", "注：", "1e5"]
)
numbers = st.one_of(st.integers(-(10**6), 10**9), st.floats(-1e9, 1e9, allow_nan=False))
cells = st.one_of(st.none(), numbers, plain, words, st.booleans())
grids_of_cells = st.lists(st.lists(cells, min_size=6, max_size=6), min_size=1, max_size=8)


@pytest.fixture(scope="module", autouse=True)
def opened_here():
    """Every workbook is opened in a process of its own here."""


def book(rows):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def is_number(cell):
    return isinstance(cell, int | float) and not isinstance(cell, bool)


def numbers_of(rows):
    return [
        (row, column, cell) for row, cells in enumerate(rows) for column, cell in enumerate(cells) if is_number(cell)
    ]


def assert_numbers_stand_in(rows, sheet):
    for row, column, number in numbers_of(rows):
        there = sheet.cell(row + 1, column + 1).value
        assert is_number(there) and math.isclose(number, there, rel_tol=1e-15), (row, column, number, there)


@slow
@given(grids_of_cells)
def test_every_number_of_a_workbook_is_read_as_it_stands(rows):
    content = book([HEADINGS, *rows])
    opened = open_workbook(content, MAX_CELLS, MAX_CHARACTERS)
    sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).active
    read = opened.sheets[0]
    assert_numbers_stand_in(read.rows, sheet)
    wanted = [
        (row, column)
        for row, cells in enumerate([HEADINGS, *rows])
        for column, cell in enumerate(cells)
        if is_number(cell)
    ]
    assert [(row, column) for row, column, _ in numbers_of(read.rows)] == wanted


@slow
@given(grids_of_cells)
def test_a_formula_or_an_error_is_never_a_blank_without_a_mark(rows):
    content = book([HEADINGS, *rows])
    sheet = openpyxl.load_workbook(io.BytesIO(content)).active
    lacking = {(cell.row - 1, cell.column - 1) for row in sheet.iter_rows() for cell in row if cell.data_type in "ef"}
    assert set(open_workbook(content, MAX_CELLS, MAX_CHARACTERS).sheets[0].unseen.marks) == lacking


def as_csv(rows):
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def numbers_written_in(text):
    """Every number that a reader of the cell could mean, in units and in ten thousands."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "")
    found = {Fraction(one) for one in re.findall(r"[-+]?\d+(?:\.\d+)?", plain)} | (
        {Fraction(0)} if plain == "无" else set()
    )
    return {number * factor for number in found for factor in (1, 10000)}


def is_in_its_cell(rows, name, number):
    row, column = coordinate_to_tuple(name.rpartition("!")[2])
    written = numbers_written_in(str(rows[row - 1][column - 1]))
    return any(math.isclose(number, one, rel_tol=1e-12) for one in written)


@slow
@given(grids_of_cells)
def test_every_number_of_a_table_of_schools_stands_in_the_cell_that_it_names(rows):
    rows = [HEADINGS, ["甲小学", 1200, "", 24, "1,200㎡", "35"], *rows]
    table = read_tables([Upload("a.csv", as_csv(rows).encode())])
    shown = [
        (name, number)
        for column, names in table.cells.items()
        for name, number in zip(names, table.frame[column], strict=True)
        if isinstance(number, float) and not math.isnan(number)
    ]
    assert len(shown) >= 4
    assert [(name, number) for name, number in shown if not is_in_its_cell(rows, name, number)] == []


@slow
@given(grids_of_cells)
def test_a_sheet_of_anything_is_a_table_or_an_error_in_both_languages(rows):
    try:
        table = read_tables([Upload("a.csv", as_csv([HEADINGS, *rows]).encode())])
    except SheetError as error:
        assert_told(error)
    else:
        assert len(table.frame) > 0


def assert_told(error):
    said = [error.message.zh, error.message.en, error.hint.zh, error.hint.en]
    assert all(said) and said[0] != said[1] and re.search("[\u4e00-\u9fff]", said[0] + said[2])


def letters_of(text):
    return "".join(char for char in text if char.isalnum())


@slow
@given(st.binary(max_size=2000))
def test_random_bytes_are_refused_or_show_only_text_that_is_in_them(content):
    for beginning in (b"", "学校名称,小学在校生数\n".encode()):
        try:
            rows, _ = read_csv(Upload("a", beginning + content))
        except SheetError as error:
            assert_told(error)
        else:
            texts = [(beginning + content).decode(one, "replace") for one in ("utf-8-sig", "gb18030", "utf-16")]
            cells = [letters_of(cell) for row in rows for cell in row if cell is not None]
            assert any(all(cell in letters_of(text) for cell in cells) for text in texts)


@slow
@given(st.binary(max_size=2000))
def test_random_bytes_that_begin_like_a_workbook_are_refused(content):
    with pytest.raises(SheetError) as refused:
        read_grids(Upload("a", b"PK\x03\x04" + content))
    assert_told(refused.value)


SCHOOLS = book(
    [
        HEADINGS,
        ["甲小学", 1200, None, 24, 8000.5, 155.25],
        ["乙学校", 45, 310, 2, "1,200㎡", "=B3*2"],
        ["合计", 1245, 310, 26, None, None],
    ]
)
PLACES = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 255)), min_size=1, max_size=4)


def flipped(content, places):
    changed = bytearray(content)
    for at, byte in places:
        changed[at % len(changed)] = byte
    return bytes(changed)


def read_or_refused(content):
    try:
        return read_grids(Upload("a.xlsx", content))
    except SheetError as error:
        assert error.message.zh and error.hint.en
        return ()


def by_another_reader(content):
    """The sheet as openpyxl reads it, or None where it reads none or nothing (another namespace)."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            sheet = openpyxl.load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
        except Exception:  # noqa: BLE001 - whatever the other reader says of a damaged file
            return None
    return sheet if any(any(row) for row in sheet.values) else None


@slow
@given(PLACES)
def test_a_workbook_with_flipped_bytes_is_refused_or_read_as_it_was(places):
    wanted = read_grids(Upload("a.xlsx", SCHOOLS))[0].rows
    for grid in read_or_refused(flipped(SCHOOLS, places)):
        assert numbers_of(grid.rows) == numbers_of(wanted)


@slow
@given(PLACES)
def test_a_sheet_with_flipped_bytes_shows_no_number_that_another_reader_does_not_see(places):
    parts = parts_of(SCHOOLS)
    content = archive({**parts, SHEET: flipped(parts[SHEET], places)})
    found: tuple[Grid, ...] = read_or_refused(content)
    other = by_another_reader(content)
    if found and other is not None:
        assert_numbers_stand_in(found[0].rows, other)


@slow
@given(st.integers(1, len(SCHOOLS) - 1))
def test_a_cut_workbook_is_refused(length):
    assert read_or_refused(SCHOOLS[:length]) == ()


def test_the_workbook_that_is_damaged_reads_well_when_it_is_not():
    assert zipfile.is_zipfile(io.BytesIO(SCHOOLS))
    assert [cell for *_, cell in numbers_of(read_grids(Upload("a.xlsx", SCHOOLS))[0].rows)] == [
        1200, 24, 8000.5, 155.25, 45, 310, 2, 1245, 310, 26,
    ]  # fmt: skip
