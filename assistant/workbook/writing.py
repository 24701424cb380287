"""Pages to the bytes of an xlsx: looks, comments and links, and beside every formula the value that it comes to."""

import copy
import io
import math
import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.comments import Comment
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from assistant.workbook.cached import with_cached_values
from assistant.workbook.cells import At, Entry, Look, Page, Shape, looks_like_formula, safe_text
from calculators.cell_names import short_name
from calculators.values import Cell

FONT = "微软雅黑"
THIN = Side(style="thin", color="BFBFBF")
BOX = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
COMMENT_WIDTH, LINE_HEIGHT, LINE_CHARACTERS, MOST_LINES = 320, 18, 24, 20
LINK_COLOUR = "0563C1"
WIDEST, TALLEST = 255, 409  # what a spreadsheet allows
LINE_POINTS = 15
MARGIN_INCHES = 0.4
A3, A4 = 8, 9
A3_WIDTH = 230  # characters that can be read side by side on A3, in a column's measure


def written(pages: Sequence[Page], author: str, title: str) -> bytes:
    """Return the workbook. Each page is emptied once it is written: of thousands of schools none fits twice."""
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator, book.properties.title = author, title
    values = []
    for page in pages:
        _write(book.create_sheet(page.name), page, author)
        values.append(_values(page))
        page.entries.clear()
    book.active = next(n for n, page in enumerate(pages) if not page.shape.hidden)
    book.calculation.fullCalcOnLoad = True
    stream = io.BytesIO()
    book.save(stream)
    return with_cached_values(stream.getvalue(), values)


def _values(page: Page) -> dict[str, Cell]:
    """What the formulas of a page come to, by cell."""
    return {short_name(*at): entry.value for at, entry in page.entries.items() if entry.formula}


def _write(sheet: Worksheet, page: Page, author: str) -> None:
    styles = _Styles(sheet, page.styles)
    for at, entry in page.entries.items():
        cell = sheet.cell(at[0] + 1, at[1] + 1)
        assert isinstance(cell, SheetCell)  # nothing is merged yet
        quote = _fill(cell, entry)
        styles.put(cell, entry, quote=quote)
        if entry.comment:
            cell.comment = _comment(entry.comment, author)
        if entry.link:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=entry.link)
    _shape(sheet, page)


def _fill(cell: SheetCell, entry: Entry) -> bool:
    """Put the value in; return whether it is text that would else begin a formula."""
    if entry.formula:
        cell.value = entry.formula
        return False
    value = entry.value
    if isinstance(value, date | datetime | time | timedelta) and not _storable(value):
        value = str(value)
    if not isinstance(value, str):
        cell.value = value
        return False
    text = safe_text(value)
    cell.value, cell.data_type = text, "s"
    return looks_like_formula(text)


def _storable(value: date | datetime | time | timedelta) -> bool:
    """Whether a spreadsheet has a number for it: its days begin in 1900."""
    return not isinstance(value, date) or value.year >= 1900


def _comment(text: str, author: str) -> Comment:
    lines = sum(1 + len(line) // LINE_CHARACTERS for line in text.splitlines())
    return Comment(text, author, height=LINE_HEIGHT * min(lines + 1, MOST_LINES), width=COMMENT_WIDTH)


class _Styles:
    """The styles of one sheet, each made once: making one is slow, and a sheet has thousands of cells of a style."""

    def __init__(self, sheet: Worksheet, originals: Sequence[object]) -> None:
        self._sheet, self._originals = sheet, originals
        self._made: dict[tuple[object, ...], object] = {}

    def put(self, cell: Any, entry: Entry, *, quote: bool) -> None:  # noqa: ANN401 (a cell hides its style)
        """Give a cell the style of an entry."""
        dated = isinstance(entry.value, date | datetime | time | timedelta)
        kind = type(entry.value) if dated else None
        key = (entry.look, entry.style, entry.fill, entry.link is not None, quote, kind)
        if key not in self._made:
            self._made[key] = self._make(entry, quote=quote)
        cell._style = copy.copy(self._made[key])

    def _make(self, entry: Entry, *, quote: bool) -> object:
        scratch: Any = SheetCell(self._sheet, row=1, column=1, value=None)
        if isinstance(entry.value, date | datetime | time | timedelta) and not entry.formula:
            scratch.value = entry.value  # gives the number format of dates
        if entry.style is not None:
            self._original(scratch, entry.style)
        if entry.look:
            _own(scratch, entry.look, linked=entry.link is not None)
        if entry.fill:
            scratch.fill = PatternFill("solid", fgColor=entry.fill)
        if quote:
            scratch.quotePrefix = True
        made: object = scratch._style
        return made

    def _original(self, cell: SheetCell, number: int) -> None:
        parts: Any = self._originals[number]
        cell.font, cell.fill, cell.border, cell.alignment, cell.number_format = parts


def _own(cell: SheetCell, look: Look, *, linked: bool) -> None:
    colour = LINK_COLOUR if linked else look.colour
    cell.font = Font(name=FONT, size=look.size, bold=look.bold, color=colour, underline="single" if linked else None)
    if look.fill:
        cell.fill = PatternFill("solid", fgColor=look.fill)
    if look.boxed:
        cell.border = BOX
    horizontal = "center" if look.centred else None
    cell.alignment = Alignment(horizontal=horizontal, vertical="center", wrap_text=look.wrap)
    cell.number_format = look.format


def _shape(sheet: Worksheet, page: Page) -> None:
    shape = page.shape
    for column in {*shape.widths, *shape.hidden_columns}:
        dimension = sheet.column_dimensions[get_column_letter(column + 1)]
        if column in shape.widths:
            dimension.width = min(shape.widths[column], WIDEST)
        dimension.hidden = column in shape.hidden_columns
    heights = _fitting(page) | shape.heights
    for row in {*heights, *shape.hidden_rows}:
        sheet.row_dimensions[row + 1].height = min(heights[row], TALLEST) if row in heights else None
        sheet.row_dimensions[row + 1].hidden = row in shape.hidden_rows
    for top, left, bottom, right in shape.merges:
        sheet.merge_cells(None, top + 1, left + 1, bottom + 1, right + 1)
    if shape.frozen:
        sheet.freeze_panes = short_name(*shape.frozen)
    if shape.hidden:
        sheet.sheet_state = "hidden"
    if shape.tab:
        sheet.sheet_properties.tabColor = shape.tab
    for word, fill in shape.verdicts:
        _mark_word(sheet, word, fill, shape.frozen or (0, 0))
    _print_setup(sheet, shape)


def _fitting(page: Page) -> dict[int, float]:
    """Heights for the rows of our own pages whose wrapped text takes several lines; not every program fits them."""
    lines: dict[int, int] = {}
    for (row, column), entry in page.entries.items():
        if entry.look and entry.look.wrap and isinstance(entry.value, str) and column in page.shape.widths:
            places = sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in entry.value)
            lines[row] = max(lines.get(row, 1), math.ceil(places / (page.shape.widths[column] - 1)))
    return {row: count * LINE_POINTS + 2 for row, count in lines.items() if count > 1}


def _mark_word(sheet: Worksheet, word: str, fill: str, first: At) -> None:
    """Colour the cells that say a verdict, whatever they come to."""
    area = f"{short_name(first[0], 0)}:{short_name(max(sheet.max_row - 1, first[0]), max(sheet.max_column - 1, 0))}"
    style = DifferentialStyle(fill=PatternFill(bgColor=fill, fill_type="solid"))
    rule = Rule("cellIs", dxf=style, operator="equal", formula=[f'"{word}"'])
    sheet.conditional_formatting.add(area, rule)


def _pages_wide(shape: Shape) -> int:
    """The pages that the columns need beside those that every page repeats."""
    repeated = sum(shape.widths[column] for column in range(shape.head_columns))
    others = sum(width for column, width in shape.widths.items() if column >= shape.head_columns)
    return math.ceil(others / (A3_WIDTH - repeated)) if shape.head_columns else 1


def _print_setup(sheet: Worksheet, shape: Shape) -> None:
    """Landscape, fit to the width of one page or, where columns repeat, of as many as can be read; headings on each."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A3 if shape.head_columns else A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = _pages_wide(shape), 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&A  &P/&N"))
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = MARGIN_INCHES
    if shape.head_rows:
        sheet.print_title_rows = f"1:{shape.head_rows}"
    if shape.head_columns:
        sheet.print_title_cols = f"A:{get_column_letter(shape.head_columns)}"
    if shape.printed:
        sheet.print_area = f"A1:{get_column_letter(shape.printed)}{sheet.max_row}"
