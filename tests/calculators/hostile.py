"""Workbooks that somebody made to do harm, as small as they come."""

import io
import zipfile

import openpyxl

SPREADSHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def archive(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def parts_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def book_with(sheet_xml, **more):
    """A real workbook whose sheet part, and others, are replaced."""
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    return archive({**parts_of(stream.getvalue()), "xl/worksheets/sheet1.xml": sheet_xml, **more})


def text_cell(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


HEADINGS = f'<row r="1">{text_cell("A1", "学校名称")}{text_cell("B1", "小学在校生数")}</row>'


def school_row(number, name=None, pupils=None):
    name, pupils = name or f"第{number}小学", number if pupils is None else pupils
    return f'<row r="{number}">{text_cell(f"A{number}", name)}<c r="B{number}"><v>{pupils}</v></c></row>'


def sheet(rows, before="", cols="", after=""):
    body = f'<worksheet xmlns="{SPREADSHEET}">{cols}<sheetData>{rows}</sheetData>{after}</worksheet>'
    return f'<?xml version="1.0" encoding="UTF-8"?>{before}{body}'.encode()


def schools(count=3, **around):
    return sheet(HEADINGS + "".join(map(school_row, range(2, count + 2))), **around)


def laughs(times=9):
    """An entity that ten times itself, and so on, would fill any memory."""
    steps = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, times))
    return f'<!DOCTYPE worksheet [<!ENTITY a0 "aaaaaaaaaa">{steps}]>'
