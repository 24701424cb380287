"""Where a sheet's heading rows end and its schools begin, and what each column's full heading path is.

Staff's sheets carry titles, notes, one to five rows of merged headings, totals and blank rows; the layout of a sheet is
found from where the heading 学校名称 stands, never from fixed positions.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from calculators.cell_names import short_name
from calculators.headings.matching import is_name_heading
from calculators.headings.words import YEAR, without_year
from calculators.layouts.data_rows import (
    NOTE,
    SECTION,
    TITLE_CELLS,
    DataRow,
    heading_text,
    is_column_labels,
    sort_rows,
)
from calculators.layouts.merges import Place, fill_merges, merge_homes
from calculators.layouts.titles import year_in
from calculators.opening.grids import Grid
from calculators.values import Cell, cell_text, fold, read_number

MAX_HEADING_ROWS = 6
SEARCHED_ROWS = 40
TITLE = re.compile(r"\d|[县市区镇乡]|表$|单位|日期")


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """One column's heading: its path from the top row down, and the cell where the lowest heading stands."""

    index: int
    path: tuple[str, ...]
    row: int


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet taken apart: titles above the headings, columns, rows of schools, and rows left out with the reason.

    `homes` gives for every merged data cell (row, column) the cell that holds its value.
    """

    titles: tuple[str, ...]
    columns: tuple[HeadedColumn, ...]
    name_column: int
    rows: tuple[DataRow, ...]
    skipped: tuple[tuple[int, str], ...]
    values: tuple[tuple[Cell, ...], ...] = field(repr=False)
    homes: Mapping[Place, Place] = field(repr=False)


def find_layout(grid: Grid) -> Layout | None:
    """Return the layout of a sheet of schools, or None where no heading says 学校名称."""
    anchor = _find_name_heading(grid)
    if anchor is None:
        return None
    name_row, name_column = anchor
    filled = fill_merges(grid, across=True)
    top = _top_heading_row(grid, name_row)
    first = _first_data_row(grid, name_row, name_column)
    rows, skipped = sort_rows(
        grid, fill_merges(grid, across=False), first, name_column, heading_text(grid.rows[name_row][name_column])
    )
    titles = tuple(dict.fromkeys(fold(cell_text(cell)) for row in grid.rows[:top] for cell in row if cell is not None))
    columns = _column_paths(grid, filled, top, first)
    year = year_in([*titles, grid.sheet, grid.file]) or _year_of(columns)
    columns = tuple(_without_year(column, year) for column in columns)
    return Layout(titles, columns, name_column, rows, skipped, filled, merge_homes(grid, first))


def _find_name_heading(grid: Grid) -> tuple[int, int] | None:
    filled = [(row, cells) for row, cells in enumerate(grid.rows) if any(cell is not None for cell in cells)]
    for row, cells in filled[:SEARCHED_ROWS]:
        if sum(cell is not None for cell in cells) < TITLE_CELLS:
            continue
        for column, cell in enumerate(cells):
            if is_name_heading(heading_text(cell)) and _has_names_below(grid, row, column):
                return row, column
    return None


def _has_names_below(grid: Grid, row: int, column: int) -> bool:
    below = (cells[column] for cells in grid.rows[row + 1 : row + SEARCHED_ROWS])
    return any(isinstance(cell, str) and len(fold(cell)) > 1 for cell in below)


def _top_heading_row(grid: Grid, name_row: int) -> int:
    """Walk up over rows of group headings, to the titles and notes above them."""
    left = next(column for column, cell in enumerate(grid.rows[name_row]) if cell is not None)
    top = name_row
    while top > 0 and _heads_columns(grid.rows[top - 1], left):
        top -= 1
    return top


def _heads_columns(row: tuple[Cell, ...], left: int) -> bool:
    """Several cells, none a sentence or a "单位：" line; or one to the right of where the table begins, no title."""
    texts = {column: heading_text(cell) for column, cell in enumerate(row) if cell is not None}
    if not texts or any(":" in text or NOTE.fullmatch(text) for text in texts.values()):
        return False
    first, text = next(iter(texts.items()))
    return len(texts) >= TITLE_CELLS or (first > left and TITLE.search(text) is None)


def _first_data_row(grid: Grid, name_row: int, name_column: int) -> int:
    """Return the first row under the headings: the name cell is filled and is no number of a column."""
    merged_to = max(
        (
            bottom
            for top, left, bottom, right in grid.merges
            if top <= name_row <= bottom and left <= name_column <= right
        ),
        default=name_row,
    )
    row = merged_to + 1
    while row < len(grid.rows) and row <= name_row + MAX_HEADING_ROWS:
        cells = [heading_text(cell) for cell in grid.rows[row] if cell is not None]
        leads = any(cell is not None for cell in grid.rows[row][: name_column + 1])
        if short_name(row, name_column) in grid.marks:
            return row
        if (
            cells
            and not is_column_labels(cells)
            and (grid.rows[row][name_column] is not None or _looks_like_data(cells, leads=leads))
        ):
            return row
        row += 1
    return row


def _looks_like_data(texts: list[str], *, leads: bool) -> bool:
    """Mostly numbers, or a stage alone: where it `leads` its row it heads a block, further right it heads a column."""
    numbers = sum(read_number(text).number is not None for text in texts)
    return numbers > len(texts) // 2 or (leads and len(texts) == 1 and SECTION.fullmatch(texts[0]) is not None)


def _column_paths(grid: Grid, headings: tuple[tuple[Cell, ...], ...], top: int, first: int) -> tuple[HeadedColumn, ...]:
    texts = {row: [heading_text(cell) for cell in headings[row]] for row in range(top, first)}
    texts = {row: level for row, level in texts.items() if not is_column_labels([text for text in level if text])}
    levels = [level for level in texts.values() if any(level)]
    merged_across = {
        row for above, left, below, right in grid.merges if right > left for row in range(above, below + 1)
    }
    if not merged_across & set(range(top, first)):
        _carry_right(levels)
    columns = []
    for index in range(len(levels[0]) if levels else 0):
        path = tuple(dict.fromkeys(level[index] for level in levels if level[index]))
        if path:
            columns.append(HeadedColumn(index, path, _lowest_heading(grid, index, list(texts))))
    return tuple(columns)


def _year_of(columns: tuple[HeadedColumn, ...]) -> int | None:
    """The one year that most headings begin with, where nothing above them names the sheet's year."""
    found = (next(filter(None, map(YEAR.match, column.path)), None) for column in columns)
    years = [int(one.group()[:4]) for one in found if one]
    return years[0] if len(set(years)) == 1 and len(years) > len(columns) // 2 else None


def _without_year(column: HeadedColumn, year: int | None) -> HeadedColumn:
    """Drop the sheet's own year before a heading; a heading of another year keeps it."""
    path = tuple(filter(None, (without_year(part, year) for part in column.path))) if year else ()
    return replace(column, path=path) if path else column


def _carry_right(levels: list[list[str]]) -> None:
    """Where nothing is merged (csv), a group heading stands only over its first column: carry it right."""
    for depth, level in enumerate(levels[:-1]):
        for index in range(1, len(level)):
            below = any(lower[index] for lower in levels[depth + 1 :])
            same_group = all(upper[index] == upper[index - 1] for upper in levels[:depth])
            if not level[index] and below and same_group:
                level[index] = level[index - 1]


def _lowest_heading(grid: Grid, index: int, rows: list[int]) -> int:
    return max((row for row in rows if grid.rows[row][index] is not None), default=rows[0])
