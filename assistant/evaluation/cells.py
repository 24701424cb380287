"""The cells of uploaded workbooks as they stand, read by openpyxl (or as plain CSV) and by nothing of the project.

A cell is named as figures name it: "file.xlsx!sheet!G4:G5,H4; file.xlsx!other!B2".
"""

import csv
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from calculators.model import FigureInput, Upload

Grid = Mapping[tuple[int, int], object]
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_COUNTED = ("人", "个")
_AREAS = ("㎡", "m²")
_TEN_THOUSAND, _HUNDRED = 10_000, 100
_TOLERANCE = 1e-9
_ENCODINGS = ("utf-8-sig", "gb18030")


class Cell(NamedTuple):
    """What stands in a cell, and the words above it and beside it, which may say its unit."""

    value: object
    around: str


class Cells:
    """The cells of some files. A file that neither openpyxl nor csv opens has none."""

    def __init__(self, uploads: Iterable[Upload] = ()) -> None:
        """Open each file when one of its cells is first asked for."""
        self._uploads = {one.name: one.content for one in uploads}

    def named(self, cells: str) -> list[Cell] | None:
        """Return the cells of a name, or None where a file or sheet of it is not there."""
        found: list[Cell] = []
        for part in cells.split("; "):
            sheet, _, places = part.rpartition("!")
            file, _, title = sheet.partition("!")
            grid = _grids(file, self._uploads.get(file, b"")).get(title)
            if grid is None:
                return None
            found += [_cell(grid, at) for at in _places(places)]
        return found


NO_CELLS = Cells()


def differs(given: FigureInput, cells: Cells) -> bool | None:
    """Say whether an input is not what stands in the cells that it names; None where the two cannot be compared."""
    found = cells.named(given.cell) if given.cell and given.value is not None else None
    if not found or given.value is None:
        return None
    if isinstance(given.value, str):
        return not _stands(given.value, given.unit, "、".join(str(one.value or "") for one in found))
    numbers = [_number(one) for one in found]
    if None in numbers:
        return None
    known = [number or 0.0 for number in numbers]
    rights = {sum(known), *known} if len(set(known)) == 1 else {sum(known)}
    scales = _scales(given.unit, found[0].around)
    agrees = any(_same(given.value, right * scale) for right in rights for scale in scales)
    # Several cells may hold more than the sum: areas, money and rooms are parted among stages.
    return None if not agrees and len(known) > 1 and given.unit not in _COUNTED else not agrees


def _stands(value: str, unit: str, text: str) -> bool:
    """Say whether a text of a cell, or a part of it, is what it holds; of areas all of them."""
    if unit in _AREAS:
        return _listed(value) == _listed(text)
    return re.sub(r"\s", "", value) in re.sub(r"\s", "", text)


def _same(one: float, other: float) -> bool:
    return abs(one - other) <= _TOLERANCE * max(1.0, abs(other))


def _scales(unit: str, around: str) -> tuple[float, ...]:
    """Return what a number in a cell is multiplied by to be in a unit."""
    if unit == "%":
        return 1.0, _HUNDRED
    if unit == "元":
        return (_TEN_THOUSAND,) if "万元" in around else (1.0,)
    if unit == "万元" and "元" in around and "万元" not in around:
        return (1 / _TEN_THOUSAND,)
    return (1.0,)


def _number(cell: Cell) -> float | None:
    """Return the one number of a cell, 0 for a blank one; None where there is none or several."""
    if cell.value is None or isinstance(cell.value, int | float):
        return None if isinstance(cell.value, bool) else float(cell.value or 0)
    found = _NUMBER.findall(re.sub(r"[\s,]", "", unicodedata.normalize("NFKC", str(cell.value))))
    return float(found[0]) if len(found) == 1 else None


def _listed(text: str) -> list[float]:
    return [float(one) for one in re.findall(r"\d+(?:\.\d+)?", unicodedata.normalize("NFKC", text))]


def _places(places: str) -> Iterator[tuple[int, int]]:
    """Yield the columns and rows of "G4:G5,H4"."""
    for part in places.split(","):
        left, top, right, bottom = (edge or 1 for edge in range_boundaries(part))
        yield from ((column, row) for column in range(left, right + 1) for row in range(top, bottom + 1))


def _cell(grid: Grid, at: tuple[int, int]) -> Cell:
    column, row = at
    above = [grid.get((column, line)) for line in range(1, row)]
    beside = [grid.get((other, row)) for other in range(1, column + 4) if other != column]
    return Cell(grid.get(at), " ".join(one for one in (*above, *beside) if isinstance(one, str)))


@lru_cache(maxsize=32)
def _grids(file: str, content: bytes) -> Mapping[str, Grid]:
    """Return the cells of each sheet of a file; nothing of what cannot be opened."""
    if file.lower().endswith(".csv"):
        return {"csv": _of_csv(content)}
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError, ValueError):
        return {}
    return {sheet.title: _of_lines(list(sheet.iter_rows(values_only=True)), sheet.merged_cells.ranges)
            for sheet in book.worksheets}  # fmt: skip


def _of_lines(lines: Sequence[Sequence[object]], merged: Iterable[object] = ()) -> Grid:
    grid = {(column, row): value for row, line in enumerate(lines, 1) for column, value in enumerate(line, 1)}
    for area in merged:
        inside = list(_places(str(area)))
        grid |= dict.fromkeys(inside, grid.get(inside[0]))
    return grid


def _of_csv(content: bytes) -> Grid:
    for encoding in _ENCODINGS:
        try:
            return _of_lines(list(csv.reader(io.StringIO(content.decode(encoding)))))
        except UnicodeDecodeError:
            continue
    return {}
