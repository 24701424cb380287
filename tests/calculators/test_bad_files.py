"""Every file that is of no use gets one clear sentence in both languages, and none takes the machine down."""

import io
import zipfile

import openpyxl
import pytest

from calculators.errors import (
    EmptySheet,
    NoColumns,
    NotAWorkbook,
    ProtectedWorkbook,
    SheetError,
    SheetTooLarge,
    WebPageWorkbook,
)
from calculators.model import Upload
from calculators.opening import grids, guards
from calculators.opening.guards import MAX_FILE_BYTES
from calculators.opening.ole import MAGIC
from calculators.sheets.reading import read_tables


@pytest.fixture(scope="module", autouse=True)
def opened_here():
    """Every workbook is opened in a process of its own here."""


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def book_with(sheet_xml):
    """A real workbook whose sheet part is replaced."""
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with zipfile.ZipFile(stream) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    return archive({**parts, "xl/worksheets/sheet1.xml": sheet_xml})


def empty_book():
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return stream.getvalue()


def cells(*references):
    inside = "".join(f'<row><c s="1" r="{one}"><v>1</v></c></row>' for one in references)
    return f"<worksheet><sheetData>{inside}</sheetData></worksheet>".encode()


BAD = {
    "empty": (b"", EmptySheet),
    "only_spaces": (b" \r\n ", EmptySheet),
    "no_cells": (empty_book(), EmptySheet),
    "too_many_bytes": (b"a," * (MAX_FILE_BYTES // 2 + 1), SheetTooLarge),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), NotAWorkbook),
    "prose": ("这是一份说明。".encode(), NotAWorkbook),
    "pdf": (b"%PDF-1.7\n1 0 obj\xff\xfe", NotAWorkbook),
    "word_document": (archive({"word/document.xml": "<x/>"}), NotAWorkbook),
    "broken_zip": (b"PK\x03\x04" + b"broken" * 50, NotAWorkbook),
    "zip_without_sheets": (archive({"xl/workbook.xml": "<workbook/>"}), NotAWorkbook),
    "broken_xls": (MAGIC + bytes(3000), NotAWorkbook),
    "with_password": (MAGIC + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600), ProtectedWorkbook),
    "web_page": ("<html><table><tr><td>学校名称</td></tr></table></html>".encode(), WebPageWorkbook),
    "web_page_with_bom": (b"\xef\xbb\xbf<!DOCTYPE html><html></html>", WebPageWorkbook),
    "cells_far_apart": (book_with(cells("A1", "XFD1048576")), SheetTooLarge),
    "cells_far_apart_in_odd_order": (
        book_with(b'<worksheet><sheetData><row r = "999999"><c><v>1</v></c></row>' + cells("ZZ1")[22:]),
        SheetTooLarge,
    ),
    "no_known_columns": ("姓名,电话\n张三,123\n".encode(), NoColumns),
    "school_names_alone": ("学校名称,校长\n甲小学,张三\n".encode(), NoColumns),
}


@pytest.mark.parametrize("name", BAD)
def test_a_useless_file_is_refused_with_one_sentence(name):
    content, kind = BAD[name]
    with pytest.raises(SheetError) as caught:
        read_tables([Upload(f"{name}.xlsx", content)])
    assert type(caught.value) is kind
    for language in ("zh", "en"):
        message, hint = caught.value.message.say(language), caught.value.hint.say(language)
        assert name in message and hint and "\n" not in message


def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(guards, "MAX_UNPACKED_BYTES", 1_000_000)
    bomb = book_with(b"<worksheet>" + b" " * 2_000_000 + b"</worksheet>")
    assert len(bomb) < 50_000
    with pytest.raises(SheetTooLarge):
        read_tables([Upload("bomb.xlsx", bomb)])


def test_no_columns_says_what_was_looked_for():
    with pytest.raises(NoColumns) as caught:
        read_tables([Upload("a.csv", BAD["no_known_columns"][0])])
    assert "学校名称" in caught.value.message.zh and "在校生数" in caught.value.message.zh


def test_a_useless_file_beside_a_good_one_is_an_error_issue(golden):
    table = read_tables([golden("county_survey.xlsx"), Upload("tel.csv", BAD["no_known_columns"][0])])
    assert [(issue.code, issue.severity, issue.file) for issue in table.issues if issue.severity == "error"] == [
        ("no_school_sheet", "error", "tel.csv")
    ]


def test_every_error_kind_has_its_own_code():
    kinds = {kind for _, kind in BAD.values()}
    assert len({kind.code for kind in kinds}) == len(kinds)


@pytest.mark.parametrize(
    "cell", ['<c s="a>b" r="XFD1048576"><v>1</v></c>', '<c r="AAAA20000"><v>1</v></c>', '<c r="A30000000"><v>1</v></c>']
)
def test_a_forged_cell_reference_ends_only_the_process_that_opens_the_file(monkeypatch, cell):
    monkeypatch.setattr(grids, "SECONDS_TO_OPEN", 5)
    sheet = f'<worksheet><sheetData><row><c r="A1"><v>1</v></c></row><row>{cell}</row></sheetData></worksheet>'
    with pytest.raises(SheetError) as raised:
        read_tables([Upload("forged.xlsx", book_with(sheet.encode()))])
    assert raised.value.message.zh.startswith("forged.xlsx")


def test_many_sheets_share_one_budget_of_cells(monkeypatch):
    monkeypatch.setattr(grids, "MAX_CELLS", 100)
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet(), book.create_sheet()):
        sheet["H7"] = 1
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(SheetTooLarge):
        read_tables([Upload("many.xlsx", stream.getvalue())])
