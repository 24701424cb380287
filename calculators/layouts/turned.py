"""A table turned on its side, an item a row and a school a column: laid down, so that it reads as any other."""

from collections.abc import Iterator
from dataclasses import replace

from calculators.cell_names import cell_place, short_name
from calculators.headings.matching import is_name_heading, match_heading
from calculators.layouts.data_rows import heading_text
from calculators.layouts.layout import SEARCHED_ROWS
from calculators.layouts.merges import Place
from calculators.opening.grids import Grid
from calculators.values import Cell, read_number

ITEMS = 3
SEARCHED_COLUMNS = 8


def find_turned(grid: Grid) -> Place | None:
    """Return where 学校名称 heads a row of names above items of schools, or None."""
    return next((place for place in _name_headings(grid) if _is_turned(grid, *place)), None)


def _name_headings(grid: Grid) -> Iterator[Place]:
    for row, cells in enumerate(grid.rows[:SEARCHED_ROWS]):
        for column, cell in enumerate(cells[:SEARCHED_COLUMNS]):
            if isinstance(cell, str) and is_name_heading(heading_text(cell)):
                yield row, column


def _is_turned(grid: Grid, row: int, column: int) -> bool:
    """Below stand headings of numbers, and to the right names: no headings themselves."""
    beside = [heading_text(cell) for cell in grid.rows[row][column + 1 :] if cell is not None]
    if not beside or any(match_heading((text,)).id for text in beside):
        return False
    items = (heading_text(cells[column]) for cells in grid.rows[row + 1 :] if cells[column] is not None)
    return sum(match_heading((item,)).kind not in (None, "text") for item in items) >= ITEMS


def laid_down(grid: Grid, place: Place) -> Grid:
    """Return the table with rows and columns exchanged: what stands above it, and row numbers, left out."""
    top, item = place
    rows = [cells if row >= top else (None,) * len(cells) for row, cells in enumerate(grid.rows)]
    columns = [_without_numbers(line) if column < item else line for column, line in enumerate(zip(*rows, strict=True))]
    merges = tuple((left, above, right, below) for above, left, below, right in grid.merges if above >= top)
    return replace(grid, rows=tuple(columns), merges=merges, marks={}, marked_rows=())


def _without_numbers(line: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Groups of items may stand before them, numbers of rows say nothing."""
    texts = [heading_text(cell) for cell in line if cell is not None]
    numbered = any(read_number(text).number is not None for text in texts)
    return (None,) * len(line) if numbered else line


def stood_up(name: str) -> str:
    """Return the name of a cell of the laid down table as it is in the sheet.

    >>> stood_up("C7")
    'G3'
    """
    row, column = cell_place(name)
    return short_name(column, row)
