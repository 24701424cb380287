"""Several tables in one sheet, one under another or side by side: each as a grid in which only its own cells stand.

Cells keep their places, so that what is said of a cell names the cell of the sheet.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from calculators.cell_names import short_name
from calculators.headings.matching import is_name_heading, match_heading
from calculators.layouts.data_rows import TITLE_CELLS, heading_text, is_column_labels
from calculators.layouts.table import find_upright
from calculators.layouts.titles import stage_in
from calculators.layouts.turned import find_turned
from calculators.opening.grids import Grid
from calculators.values import read_number

Texts = dict[int, str]


def tables_in(grid: Grid) -> tuple[Grid, ...]:
    """Return the tables of a sheet from the top down and left to right; a sheet of one table as it is."""
    if find_upright(grid) or find_turned(grid):
        return (grid,)
    starts = _starts(grid)
    bounds = [0, *(_first_title(grid, start) for start in starts[1:]), len(grid.rows)]
    below = [_only(grid, rows=range(*pair)) for pair in pairwise(bounds)] if len(starts) > 1 else [grid]
    return tuple(part for one in below for part in _side_by_side(one))


def _starts(grid: Grid) -> list[int]:
    """The rows of headings that begin a table; headings that are repeated on every page begin none."""
    starts: list[tuple[int, frozenset[str]]] = []
    for row, texts in _heading_rows(grid):
        words = frozenset(texts.values())
        if not starts and not any(map(is_name_heading, words)):
            continue
        if starts and (row - starts[-1][0] < TITLE_CELLS or not _is_another(grid, row, words, starts[-1][1])):
            continue
        starts.append((row, words))
    return [row for row, _ in starts]


def _heading_rows(grid: Grid) -> Iterator[tuple[int, Texts]]:
    """Yield the rows without any number in which a name heading or the heading of a column of numbers stands."""
    for row, cells in enumerate(grid.rows):
        if any(isinstance(cell, int | float) or (isinstance(cell, str) and cell[:1].isdigit()) for cell in cells):
            continue
        texts = {column: heading_text(cell) for column, cell in enumerate(cells) if cell is not None}
        if len(texts) < TITLE_CELLS or is_column_labels(list(texts.values())) or _holds_number(texts):
            continue
        if any(is_name_heading(text) or _heads_numbers(text) for text in texts.values()):
            yield row, texts


def _holds_number(texts: Texts) -> bool:
    return any(read_number(text).number is not None for text in texts.values())


def _heads_numbers(text: str) -> bool:
    return match_heading((text,)).kind not in (None, "text")


def _is_another(grid: Grid, row: int, words: frozenset[str], before: frozenset[str]) -> bool:
    """Whether a row of headings begins another table: other words, or a title that names a stage above it."""
    if any(map(is_name_heading, words)) and words == before:
        title = [heading_text(cell) for cell in grid.rows[row - 1] if cell is not None]
        return len(title) == 1 and stage_in(title) is not None
    return _is_apart(grid, row)


def _is_apart(grid: Grid, row: int) -> bool:
    """Whether a blank row or a lone title stands above a row: the second row of headings has neither."""
    return sum(cell is not None for cell in grid.rows[row - 1]) < TITLE_CELLS


def _first_title(grid: Grid, row: int) -> int:
    """Walk up from a table's headings over its titles, to the blank row or the data above them."""
    while row > 0 and sum(cell is not None for cell in grid.rows[row - 1]) == 1:
        row -= 1
    return row


def _side_by_side(grid: Grid) -> tuple[Grid, ...]:
    """Part a table whose heading row holds the same name heading again, further right."""
    for _, texts in _heading_rows(grid):
        names = [column for column, text in texts.items() if is_name_heading(text)]
        again = [column for column in names if texts[column] == texts[names[0]] and column - names[0] >= TITLE_CELLS]
        if again and _between(texts, names[0], again[0]):
            offset = names[0] - min(texts)
            bounds = [0, *(column - offset for column in again), max(map(len, grid.rows))]
            return tuple(_only(grid, columns=range(*pair)) for pair in pairwise(bounds))
    return (grid,)


def _between(texts: Texts, left: int, right: int) -> bool:
    return any(_heads_numbers(text) for column, text in texts.items() if left < column < right)


def _only(grid: Grid, *, rows: range | None = None, columns: range | None = None) -> Grid:
    """Return the grid with all cells blank but those in some rows or columns."""
    down, across = rows or range(len(grid.rows)), columns or range(max(map(len, grid.rows), default=0))
    cells = tuple(
        tuple(cell if row in down and column in across else None for column, cell in enumerate(line))
        for row, line in enumerate(grid.rows)
    )
    names = {short_name(row, column) for row in down for column in across} if grid.marks or grid.calls_out else set()
    return replace(
        grid,
        rows=cells,
        merges=tuple(one for one in grid.merges if one[0] in down and one[1] in across),
        marks={name: mark for name, mark in grid.marks.items() if name in names},
        calls_out={name: formula for name, formula in grid.calls_out.items() if name in names},
        marked_rows=frozenset(row for row in grid.marked_rows if row in down),
        hidden_rows=frozenset(row for row in grid.hidden_rows if row in down),
        hidden_columns=frozenset(column for column in grid.hidden_columns if column in across),
    )
