"""From a file's bytes to raw grids: workbooks through calamine in a process of its own, csv and tsv as text."""

import pickle
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from calculators.cell_names import full_name, short_name
from calculators.errors import EmptySheet
from calculators.model import Upload
from calculators.opening.csv_grid import Rows, read_csv
from calculators.opening.guards import (
    MAX_CELLS,
    MAX_CHARACTERS,
    not_a_workbook,
    protected,
    refuse_bad_file,
    refuse_large_grid,
    too_large_to_open,
    too_many_cells,
    too_much_text,
)
from calculators.opening.ole import MAGIC
from calculators.opening.open_workbook import Merge, Opened
from calculators.opening.unseen import CellMark, Unseen
from corpus.archives import ZIP
from corpus.bilingual import Bilingual
from corpus.bounded import Crashed, Exceeded, Limits, run_bounded

MEMORY_BYTES = 1024 * 1024 * 1024
CPU_SECONDS_TO_OPEN = 15
SECONDS_TO_OPEN = 30


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet as it stands. `rows` are of equal length; merges are (top, left, bottom, right), from 0, inclusive.

    `marks` tells by the short name of a cell (B7) why it has no value though something stands in it, and `calls_out`
    the formulas that ask other programs or files for theirs. Marked and hidden rows and columns are numbers from 0.
    """

    file: str
    sheet: str
    rows: Rows = field(repr=False)
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    is_text: bool = False
    marks: Mapping[str, CellMark] = field(default_factory=dict)
    marked_rows: Collection[int] = ()
    calls_out: Mapping[str, str] = field(default_factory=dict)
    hidden_rows: Collection[int] = ()
    hidden_columns: Collection[int] = ()

    def cell_name(self, row: int, column: int) -> str:
        """Return the full name of a cell, "file!sheet!B7", from row and column numbers that start at 0."""
        return full_name(self.file, self.sheet, short_name(row, column))


def read_grids(upload: Upload) -> tuple[Grid, ...]:
    """Return the sheets of a file that hold anything.

    Raises `SheetError`: too large, empty, protected, a web page, or no workbook.
    """
    refuse_bad_file(upload)
    is_workbook = upload.content.startswith((MAGIC, *ZIP))
    grids = _read_workbook(upload) if is_workbook else (_read_text(upload),)
    filled = tuple(grid for grid in grids if grid.marks or any(cell is not None for row in grid.rows for cell in row))
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
        found = run_bounded(
            "calculators.opening.open_workbook:pickled_workbook",
            upload.content,
            limits,
            str(MAX_CELLS),
            str(MAX_CHARACTERS),
        )
    except (Exceeded, Crashed) as fault:
        raise too_large_to_open(upload.name) from fault
    opened: Opened = pickle.loads(found)
    if opened.fault == "password":
        raise protected(upload.name)
    if opened.fault == "unreadable":
        raise not_a_workbook(upload.name)
    if opened.fault == "wordy":
        raise too_much_text(upload.name)
    if opened.furthest:
        refuse_large_grid(upload.name, *opened.furthest)
    if opened.fault == "large":
        raise too_many_cells(upload.name)
    return tuple(_grid(upload.name, one.name, one.rows, one.merges, one.hidden, one.unseen) for one in opened.sheets)


def _read_text(upload: Upload) -> Grid:
    rows, unseen = read_csv(upload)
    return replace(_grid(upload.name, "csv", rows, (), False, unseen), is_text=True)


def _grid(file: str, sheet: str, rows: Rows, merges: tuple[Merge, ...], hidden: bool, unseen: Unseen) -> Grid:
    return Grid(
        file,
        sheet,
        rows,
        merges,
        hidden,
        marks=_marks(merges, unseen),
        marked_rows=frozenset(row for row, _ in unseen.marks),
        calls_out={short_name(*at): formula for at, formula in sorted(unseen.calls_out.items())},
        hidden_rows=frozenset(unseen.hidden_rows),
        hidden_columns=frozenset(unseen.hidden_columns),
    )


def _marks(merges: tuple[Merge, ...], unseen: Unseen) -> Mapping[str, CellMark]:
    """Return the marks by cell; that of a merged cell holds for all that it covers, as its value would."""
    marks = {short_name(*at): mark for at, mark in unseen.marks.items()}
    for top, left, bottom, right in merges if marks else ():
        mark = unseen.marks.get((top, left))
        if mark:
            marks |= {
                short_name(row, column): mark for row in range(top, bottom + 1) for column in range(left, right + 1)
            }
    return marks
