"""How the template looks: a few named fills and borders, and cells written with them."""

import copy
import math
import unicodedata
from collections.abc import Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.styleable import StyleableObject
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

FONT = "微软雅黑"
POINTS_A_LINE = 15
_side = Side(style="thin", color="BFBFBF")
BORDER = Border(left=_side, right=_side, top=_side, bottom=_side)
TITLE = Font(name=FONT, size=14, bold=True)
STRONG = Font(name=FONT, size=10, bold=True)
PLAIN = Font(name=FONT, size=10)
HEADING = PatternFill("solid", fgColor="D9E6F2")
TO_FILL = PatternFill("solid", fgColor="FFF9E5")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
WRAPPED = Alignment(vertical="top", wrap_text=True)
TEXT, WHOLE, DECIMAL = "@", "0", "General"


def put_title(sheet: Worksheet, text: str) -> None:
    """Write the title of a sheet into its first row."""
    sheet["A1"] = text
    sheet["A1"].font = TITLE
    sheet.row_dimensions[1].height = 2 * POINTS_A_LINE


def put_heading(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a heading into a cell."""
    look_like_heading(sheet.cell(row, column, text))


def look_like_heading(cell: StyleableObject) -> None:
    """Give a cell the looks of a heading."""
    cell.font, cell.fill, cell.border, cell.alignment = STRONG, HEADING, BORDER, CENTRED


def look_like_answer(cell: StyleableObject, number_format: str) -> None:
    """Give a cell the looks of one to fill in."""
    cell.font, cell.border, cell.number_format = PLAIN, BORDER, number_format


def look_like(cell: Any, other: Any) -> None:  # noqa: ANN401 (a cell hides its style)
    """Give a cell the looks of another of its workbook, which takes a fraction of the time of setting each of them."""
    cell._style = copy.copy(other._style)


def put_text(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text that breaks into lines."""
    cell = sheet.cell(row, column, text)
    cell.font, cell.border, cell.alignment = PLAIN, BORDER, WRAPPED


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the columns from the left, in characters."""
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def height_of(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Return the height in points of a row of texts in columns so wide, for programs that do not fit it themselves."""
    lines = (
        sum(max(1, math.ceil(width_of(line) / (width - 1))) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    )
    return POINTS_A_LINE * max(lines, default=1) + 3


def width_of(text: str) -> int:
    """Return how wide a text is in characters, those of Chinese being two.

    >>> width_of("面积m2")
    6
    """
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)


def print_across(sheet: Worksheet, *, repeat: str, pages: int = 1) -> None:
    """Print a sheet lying on A3, as wide as so many pages; each repeats the rows `repeat`, and of several column A."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = repeat
    if pages > 1:
        sheet.print_title_cols = "A:A"
