"""Tables as files for a spreadsheet. What users wrote stays text: nothing of it can start a formula there."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from assistant.workbook.cells import safe_text

Value = str | float | int | None
Row = Sequence[Value]
# also in full width, which some spreadsheets take for the same, and behind blanks
STARTS_FORMULA = re.compile(r"[\s\u0000]*[=+\-@＝＋－＠\t\r]")
WIDEST = 48
LONGEST_TITLE = 31


def csv_file(heads: Sequence[str], rows: Iterable[Row]) -> bytes:
    """Return a table as CSV that every spreadsheet reads as UTF-8; text that could be a formula begins with '."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(heads)
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig", "replace")


def zip_file(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return named files as one archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return stream.getvalue()


def xlsx_file(tables: Iterable[tuple[str, Sequence[str], Iterable[Row]]]) -> bytes:
    """Return tables as a workbook, one a page: numbers as numbers, everything else as text."""
    book = Workbook(write_only=True)
    for title, heads, rows in tables:
        sheet = book.create_sheet(safe_text(title, LONGEST_TITLE))
        kept = [list(row) for row in rows]
        sheet.freeze_panes = "A2"
        for at, head in enumerate(heads):
            widest = max([_width(head), *(_width(row[at]) for row in kept)], default=0)
            sheet.column_dimensions[get_column_letter(at + 1)].width = min(widest + 2, WIDEST)
        sheet.append([_cell(sheet, head, bold=True) for head in heads])
        for row in kept:
            sheet.append([_cell(sheet, value) for value in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _harmless(value: Value) -> Value:
    if isinstance(value, str) and STARTS_FORMULA.match(value):
        return f"'{value}"
    return value


def _width(value: Value) -> int:
    """About how wide a value is, in digits: a Chinese character is two."""
    return sum(2 if ord(one) > 0x2E80 else 1 for one in str("" if value is None else value))


def _cell(sheet: WriteOnlyWorksheet, value: Value, *, bold: bool = False) -> Cell:
    cell = WriteOnlyCell(sheet, value=safe_text(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = bool(STARTS_FORMULA.match(value))
    if bold:
        cell.font, cell.alignment = Font(bold=True), Alignment(wrap_text=True, vertical="top")
    return cell
