"""Opens a workbook, in a process of its own whose memory and time are bounded (`corpus.bounded`).

The reader allocates a sheet's whole grid before anyone can ask how large it is, and a forged cell reference makes that
any size. It imports nothing of the project but what looks beside the values (`unseen`).
"""

import io
import pickle
import struct
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import chain
from typing import Literal
from xml.parsers import expat

from lxml import etree
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetMetadata,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from calculators.opening.ods_unseen import CONTENT, is_locked, ods_unseen
from calculators.opening.ole import MAGIC
from calculators.opening.unseen import CellMark, TooManyMarks, Unseen, error_in, visible
from calculators.opening.xls_unseen import Locked, xls_unseen
from calculators.opening.xlsb_unseen import WORKBOOK as BINARY
from calculators.opening.xlsb_unseen import xlsb_unseen
from calculators.opening.xlsx_unseen import WORKBOOK, xlsx_unseen
from corpus.archives import names_in

Fault = Literal["password", "unreadable", "large", "wordy", "none"]
Cell = str | float | int | bool | date | datetime | time | timedelta | None
Merge = tuple[int, int, int, int]
ODD = (etree.XMLSyntaxError, expat.ExpatError, struct.error, ValueError, LookupError, TypeError)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A worksheet: its values, its merges (top, left, bottom, right) and what its values do not show."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merges: tuple[Merge, ...]
    hidden: bool
    unseen: Unseen


@dataclass(slots=True)
class Opened:
    """What was found: the worksheets, or why there are none, and the furthest row and column of a sheet too large."""

    fault: Fault = "none"
    sheets: list[Sheet] = field(default_factory=list)
    furthest: tuple[int, int] | None = None


class _TooLarge(Exception):
    """Sheets of more cells than allowed; the furthest cell where it is one sheet's."""

    def __init__(self, furthest: tuple[int, int] | None = None) -> None:
        self.furthest = furthest


class _TooMuchText(Exception):
    """Sheets whose cells read more characters together than allowed."""


def open_workbook(content: bytes, most_cells: int, most_characters: int) -> Opened:
    """Read all worksheets, as long as they hold no more than `most_cells` and `most_characters` together."""
    try:
        in_order = xls_unseen(content) if content.startswith(MAGIC) else None
        unseen = _look_beside(content)
        for one in unseen.values():
            _refuse_far(one.last, most_cells)
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            if in_order is not None:
                unseen = dict(zip((meta.name for meta in book.sheets_metadata), in_order, strict=True))
            return Opened(sheets=_read_sheets(book, unseen, most_cells, most_characters))
    except (PasswordError, Locked):
        return Opened("password")
    except (CalamineError, zipfile.BadZipFile, *ODD):
        return Opened("unreadable")
    except TooManyMarks:
        return Opened("large")
    except _TooLarge as fault:
        return Opened("large", furthest=fault.furthest)
    except _TooMuchText:
        return Opened("wordy")


def _look_beside(content: bytes) -> Mapping[str, Unseen]:
    """Return what the sheets hold beside their values, where the format lets it be seen."""
    if not content.startswith(b"PK"):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = names_in(archive)
        if WORKBOOK in names:
            return xlsx_unseen(archive)
        if CONTENT in names and is_locked(archive):
            raise PasswordError
        if BINARY in names:
            return xlsb_unseen(archive)
        return ods_unseen(archive) if CONTENT in names else {}


def _refuse_far(last: tuple[int, int], most_cells: int) -> None:
    rows, columns = last[0] + 1, last[1] + 1
    if rows * columns > most_cells:
        raise _TooLarge((rows, columns))


def _read_sheets(
    book: CalamineWorkbook, unseen: Mapping[str, Unseen], most_cells: int, most_characters: int
) -> list[Sheet]:
    sheets = []
    left = most_cells
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        # what no one looked beside is not read: every sheet of a looked-at workbook must be known
        beside = unseen[meta.name] if unseen else Unseen()
        beside.reach(*(sheet.end or (0, 0)))
        _refuse_far(beside.last, most_cells)
        left -= (beside.last[0] + 1) * (beside.last[1] + 1)
        if left < 0:
            raise _TooLarge
        sheets.append(_sheet(meta, sheet, beside))
        most_characters -= _characters(sheets[-1])
        if most_characters < 0:
            raise _TooMuchText
    return sheets


def _characters(sheet: Sheet) -> int:
    """How much text the cells read: that of a merged cell stands in all that it covers."""
    merged = (
        ((bottom - top + 1) * (right - left + 1) - 1, sheet.rows[top][left])
        for top, left, bottom, right in sheet.merges
    )
    single = ((1, cell) for row in sheet.rows for cell in row)
    return sum(times * len(cell) for times, cell in chain(merged, single) if isinstance(cell, str))


def _sheet(meta: SheetMetadata, sheet: CalamineSheet, beside: Unseen) -> Sheet:
    found = list(_filled(sheet.to_python(skip_empty_area=False), beside))
    if beside.merges is None:
        merges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    else:
        merges = beside.merges
    kept = tuple(_clipped(merges, len(found), len(found[0]) if found else 0))
    return Sheet(visible(meta.name), tuple(found), kept, meta.visible != SheetVisibleEnum.Visible, beside)


def _filled(rows: Sequence[Sequence[Cell]], beside: Unseen) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows as they read, filled up to the last mark: the reader ends at the last value."""
    height, width = beside.last[0] + 1, beside.last[1] + 1
    for number, cells in enumerate([*rows, *([[]] * (height - len(rows)))]):
        read = tuple(
            _text(cell, (number, column), beside) if isinstance(cell, str) else cell
            for column, cell in enumerate(cells)
        )
        yield read + (None,) * (width - len(read))


def _text(cell: str, at: tuple[int, int], beside: Unseen) -> Cell:
    """Return a text as it reads; one that is blank is nothing, and one that is an error is marked and nothing."""
    text = visible(cell)
    error = error_in(text)
    if error and at not in beside.marks:
        beside.mark(at, CellMark("error_cell", error))
    return None if error or not text or at in beside.marks else text


def _clipped(merges: list[Merge], rows: int, columns: int) -> list[Merge]:
    """Return the merges within the grid. Merges never overlap, so they cover no more cells than there are."""
    inside = [
        (top, left, min(bottom, rows - 1), min(right, columns - 1))
        for top, left, bottom, right in merges
        if top < rows and left < columns
    ]
    if sum((bottom - top + 1) * (right - left + 1) for top, left, bottom, right in inside) > rows * columns:
        raise _TooLarge
    return inside


def pickled_workbook(content: bytes, most_cells: str, most_characters: str) -> bytes:
    """Return what `open_workbook` finds, pickled: cells may be dates, times and numbers."""
    return pickle.dumps(open_workbook(content, int(most_cells), int(most_characters)), protocol=5)
