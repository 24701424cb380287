"""Reads how the sheets of an xlsx look and which formulas they hold, in a process of its own (`corpus.bounded`).

Only looks, sizes and formulas are taken: no images, links, names, macros or connections. It imports nothing of the
project.
"""

import copy
import io
import pickle
from typing import Any, TypedDict

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet


class SheetLooks(TypedDict):
    """One sheet: its distinct styles, which cell has which, formulas by cell, sizes and what is hidden."""

    styles: list[tuple[Any, ...]]
    style_of: dict[tuple[int, int], int]
    formulas: dict[tuple[int, int], str]
    widths: dict[int, float]
    heights: dict[int, float]
    hidden_columns: list[int]
    hidden_rows: list[int]
    frozen: tuple[int, int] | None


def pickled_looks(content: bytes, most_cells: str) -> bytes:
    """Return the looks of every worksheet by name, pickled; a sheet of more cells than that has none."""
    book = load_workbook(io.BytesIO(content), keep_links=False)
    return pickle.dumps(
        {sheet.title: _looks(sheet) for sheet in book.worksheets if len(sheet._cells) <= int(most_cells)}, protocol=5
    )


def _looks(sheet: Worksheet) -> SheetLooks:
    numbers: dict[Any, int] = {}
    looks = SheetLooks(
        styles=[], style_of={}, formulas={}, widths={}, heights={}, hidden_columns=[], hidden_rows=[], frozen=None
    )
    for (row, column), cell in sheet._cells.items():
        at = row - 1, column - 1
        if isinstance(cell, Cell) and cell.has_style:
            key = cell.style_id
            if key not in numbers:
                numbers[key] = len(looks["styles"])
                looks["styles"].append(_style(cell))
            looks["style_of"][at] = numbers[key]
        if cell.data_type == "f" and isinstance(cell.value, str):
            looks["formulas"][at] = cell.value
    _sizes(sheet, looks)
    return looks


def _style(cell: Cell) -> tuple[Any, ...]:
    return (*(copy.copy(part) for part in (cell.font, cell.fill, cell.border, cell.alignment)), cell.number_format)


def _sizes(sheet: Worksheet, looks: SheetLooks) -> None:
    for letters, dimension in sheet.column_dimensions.items():
        first = dimension.min or column_index_from_string(letters)
        columns = range(first - 1, min(dimension.max or first, sheet.max_column))
        looks["widths"].update({column: dimension.width for column in columns if dimension.customWidth})
        looks["hidden_columns"] += [column for column in columns if dimension.hidden]
    for row, height in sheet.row_dimensions.items():
        if height.height is not None:
            looks["heights"][row - 1] = height.height
        if height.hidden:
            looks["hidden_rows"].append(row - 1)
    if sheet.freeze_panes:
        row, column = sheet[sheet.freeze_panes].row, sheet[sheet.freeze_panes].column
        looks["frozen"] = row - 1, column - 1
