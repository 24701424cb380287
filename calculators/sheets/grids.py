"""From a file's bytes to raw grids: xlsx and xls through calamine, csv in the encodings that staff's programs write."""

import csv
import io
import pickle
from collections.abc import Iterator
from dataclasses import dataclass, field

from calculators.errors import EmptySheet
from calculators.model import Upload
from calculators.sheets.guards import (
    MAX_CELLS,
    OLE,
    ZIP,
    not_a_workbook,
    protected,
    refuse_bad_file,
    refuse_large_grid,
    too_large_to_open,
    too_many_cells,
)
from calculators.sheets.open_workbook import Opened
from calculators.values import Cell
from corpus.bilingual import Bilingual
from corpus.bounded import Crashed, Exceeded, Limits, run_bounded

Merge = tuple[int, int, int, int]
DELIMITERS = ",\t;"
SAMPLE_LINES = 20
MEMORY_BYTES = 1536 * 1024 * 1024
CPU_SECONDS_TO_OPEN = 15
SECONDS_TO_OPEN = 30


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it stands. `rows` are of equal length; merges are (top, left, bottom, right), from 0, inclusive."""

    file: str
    sheet: str
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)
    merges: tuple[Merge, ...] = ()
    hidden: bool = False

    def cell_name(self, row: int, column: int) -> str:
        """Return the full name of a cell, "file!sheet!B7", from row and column numbers that start at 0."""
        return f"{self.file}!{self.sheet}!{short_name(row, column)}"


def short_name(row: int, column: int) -> str:
    """Return the spreadsheet name of a cell whose row and column numbers start at 0.

    >>> short_name(6, 27)
    'AB7'
    """
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def read_grids(upload: Upload) -> tuple[Grid, ...]:
    """Return the sheets of a file that hold anything.

    Raises `SheetError`: too large, empty, protected, a web page, or no workbook.
    """
    refuse_bad_file(upload)
    is_workbook = upload.content.startswith((OLE, ZIP))
    grids = _read_workbook(upload) if is_workbook else (_read_csv(upload),)
    filled = tuple(grid for grid in grids if any(cell is not None for row in grid.rows for cell in row))
    if not filled:
        raise EmptySheet(
            Bilingual(f"{upload.name}：工作表里没有数据。", f"{upload.name}: the sheets hold no data."),
            Bilingual("请填写后重新上传。", "Fill it in and upload it again."),
        )
    return filled


def _read_workbook(upload: Upload) -> tuple[Grid, ...]:
    """Read a workbook in a process of its own, whose memory is bounded: a reader may be made to fill any grid."""
    limits = Limits(MEMORY_BYTES, CPU_SECONDS_TO_OPEN, SECONDS_TO_OPEN)
    try:
        found = run_bounded("calculators.sheets.open_workbook:pickled_workbook", upload.content, limits, str(MAX_CELLS))
    except (Exceeded, Crashed) as fault:
        raise too_large_to_open(upload.name) from fault
    opened: Opened = pickle.loads(found)
    if opened["fault"] == "password":
        raise protected(upload.name)
    if opened["fault"] == "unreadable":
        raise not_a_workbook(upload.name)
    if opened["fault"] == "large":
        raise too_many_cells(upload.name)
    return tuple(Grid(upload.name, *sheet) for sheet in opened["sheets"])


def _read_csv(upload: Upload) -> Grid:
    text = _decode(upload)
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    delimiter = max(DELIMITERS, key=sample.count)
    if sample.count(delimiter) == 0:
        raise not_a_workbook(upload.name)
    try:
        rows = list(_csv_rows(upload.name, text, delimiter))
    except csv.Error as fault:
        raise not_a_workbook(upload.name) from fault
    width = max(map(len, rows), default=0)
    refuse_large_grid(upload.name, len(rows), width)
    return Grid(upload.name, "csv", tuple(row + (None,) * (width - len(row)) for row in rows))


def _csv_rows(name: str, text: str, delimiter: str) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows; refuse the file as soon as it holds too many cells."""
    cells = 0
    for row in csv.reader(io.StringIO(text), delimiter=delimiter):
        cells += max(len(row), 1)
        if cells > MAX_CELLS:
            raise too_many_cells(name)
        yield tuple(cell.strip() or None for cell in row)


def _decode(upload: Upload) -> str:
    content = upload.content
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise not_a_workbook(upload.name)
