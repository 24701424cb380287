"""Opens a workbook, in a process of its own whose memory and time are bounded (`corpus.bounded`).

The reader allocates a sheet's whole grid before anyone can ask how large it is, and a forged cell reference makes that
any size. It imports nothing of the project.
"""

import io
import pickle
from datetime import date, datetime, time, timedelta
from typing import Literal, TypedDict

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

Fault = Literal["password", "unreadable", "large", "none"]
# name, rows, merges (top, left, bottom, right), hidden: the fields of a grid after its file
Cell = str | float | int | bool | date | datetime | time | timedelta | None
Sheet = tuple[str, tuple[tuple[Cell, ...], ...], tuple[tuple[int, int, int, int], ...], bool]


class Opened(TypedDict):
    """What was found: the worksheets, or why there are none."""

    fault: Fault
    sheets: list[Sheet]


def open_workbook(content: bytes, most_cells: int) -> Opened:
    """Read all worksheets, as long as their grids hold no more than `most_cells` cells together."""
    sheets: list[Sheet] = []
    cells = 0
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for meta in book.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_name(meta.name)
                cells += sheet.total_height * sheet.total_width
                if cells > most_cells:
                    return Opened(fault="large", sheets=[])
                rows = tuple(
                    tuple(None if cell == "" else cell for cell in row)
                    for row in sheet.to_python(skip_empty_area=False)
                )
                merges = tuple(
                    (top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
                )
                sheets.append((meta.name, rows, merges, meta.visible != SheetVisibleEnum.Visible))
    except PasswordError:
        return Opened(fault="password", sheets=[])
    except CalamineError:
        return Opened(fault="unreadable", sheets=[])
    return Opened(fault="none", sheets=sheets)


def pickled_workbook(content: bytes, most_cells: str) -> bytes:
    """Return what `open_workbook` finds, pickled: cells may be dates, times and numbers."""
    return pickle.dumps(open_workbook(content, int(most_cells)), protocol=5)
