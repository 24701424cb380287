"""Where a sheet's heading rows end and its schools begin, and what each column's full heading path is.

Staff's sheets carry titles, notes, one to five rows of merged headings, totals and blank rows; the layout of a sheet is
found from where the heading 学校名称 stands, never from fixed positions.
"""

import re
from dataclasses import dataclass, field

from calculators.sheets.grids import Grid
from calculators.sheets.matching import is_name_heading
from calculators.values import Cell, cell_text, fold, read_number

MAX_HEADING_ROWS = 6
SEARCHED_ROWS = 40
TITLE_CELLS = 2
NOTE_CELLS = 4
TOTAL = re.compile(r"(?:.*(?:合计|总计|小计|平均|均值|汇总)[数值行]?(?:\(.*\))?|全[县区市](?:总|数|计)?|计)[::]?")
NOTE = re.compile(
    r"(?:注|说明|备注|填报说明|填表说明|填表人|填报人|审核|制表|单位负责人|联系|数据来源|注意).*", re.DOTALL
)
COLUMN_LABELS = re.compile(r"[A-Za-z]?\d{1,3}|[甲乙丙丁戊]|\(\d{1,3}\)|[A-Z]{1,2}")
SECTION = re.compile(r"[一二三四五六七八九十]*[、.．]?\(?(小学|初中|高中)(?:阶段|学段|部分|部|学校)?\)?[::]?")


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """One column's heading: its path from the top row down, and the cell where the lowest heading stands."""

    index: int
    path: tuple[str, ...]
    row: int


@dataclass(frozen=True, slots=True)
class DataRow:
    """One school's row; `section` is the stage named by a line of its own above it."""

    row: int
    name: str
    section: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """A sheet taken apart: titles above the headings, columns, rows of schools, and rows left out with the reason."""

    titles: tuple[str, ...]
    columns: tuple[HeadedColumn, ...]
    name_column: int
    rows: tuple[DataRow, ...]
    skipped: tuple[tuple[int, str], ...]
    values: tuple[tuple[Cell, ...], ...] = field(repr=False)


def find_layout(grid: Grid) -> Layout | None:
    """Return the layout of a sheet of schools, or None where no heading says 学校名称."""
    anchor = _find_name_heading(grid)
    if anchor is None:
        return None
    name_row, name_column = anchor
    headings = _fill_merges(grid, across=True)
    top = _top_heading_row(grid, name_row)
    first = _first_data_row(grid, name_row, name_column)
    values = _fill_merges(grid, across=False)
    rows, skipped = _sort_rows(values, first, name_column, _heading_text(grid.rows[name_row][name_column]))
    titles = tuple(dict.fromkeys(fold(cell_text(cell)) for row in grid.rows[:top] for cell in row if cell is not None))
    return Layout(titles, _column_paths(grid, headings, top, first), name_column, rows, skipped, values)


def _heading_text(cell: Cell) -> str:
    return re.sub(r"\s+", "", fold(cell_text(cell)))


def _find_name_heading(grid: Grid) -> tuple[int, int] | None:
    for row, cells in enumerate(grid.rows[:SEARCHED_ROWS]):
        if sum(cell is not None for cell in cells) < TITLE_CELLS:
            continue
        for column, cell in enumerate(cells):
            if is_name_heading(_heading_text(cell)) and _has_names_below(grid, row, column):
                return row, column
    return None


def _has_names_below(grid: Grid, row: int, column: int) -> bool:
    below = (cells[column] for cells in grid.rows[row + 1 : row + SEARCHED_ROWS])
    return any(isinstance(cell, str) and len(fold(cell)) > 1 for cell in below)


def _top_heading_row(grid: Grid, name_row: int) -> int:
    """Walk up over group headings: rows with several cells, none of which is a sentence or a "单位：" line."""
    top = name_row
    while top > 0:
        texts = {_heading_text(cell) for cell in grid.rows[top - 1] if cell is not None}
        if len(texts) < TITLE_CELLS or any(":" in text or NOTE.fullmatch(text) for text in texts):
            break
        top -= 1
    return top


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
        cells = [_heading_text(cell) for cell in grid.rows[row] if cell is not None]
        if (
            cells
            and not _is_column_labels(cells)
            and (grid.rows[row][name_column] is not None or _looks_like_data(cells))
        ):
            return row
        row += 1
    return row


def _looks_like_data(texts: list[str]) -> bool:
    numbers = sum(read_number(text).number is not None for text in texts)
    return numbers > len(texts) // 2 or (len(texts) == 1 and SECTION.fullmatch(texts[0]) is not None)


def _is_column_labels(texts: list[str]) -> bool:
    return (
        len(texts) >= TITLE_CELLS
        and all(COLUMN_LABELS.fullmatch(text) for text in texts)
        and (len(set(texts)) == len(texts))
    )


def _fill_merges(grid: Grid, *, across: bool) -> tuple[tuple[Cell, ...], ...]:
    """Carry a merged cell's value down its rows, and with `across` over its columns too."""
    if not grid.merges:
        return grid.rows
    rows = [list(row) for row in grid.rows]
    width = len(rows[0]) if rows else 0
    for top, left, bottom, right in grid.merges:
        if top >= len(rows) or left >= width:
            continue
        value = rows[top][left]
        last = min(right, width - 1) if across else left
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            rows[row][left : last + 1] = [value] * (last + 1 - left)
    return tuple(map(tuple, rows))


def _column_paths(grid: Grid, headings: tuple[tuple[Cell, ...], ...], top: int, first: int) -> tuple[HeadedColumn, ...]:
    levels = [[_heading_text(cell) for cell in headings[row]] for row in range(top, first)]
    levels = [level for level in levels if any(level) and not _is_column_labels([text for text in level if text])]
    merged_across = {
        row for above, left, below, right in grid.merges if right > left for row in range(above, below + 1)
    }
    if not merged_across & set(range(top, first)):
        _carry_right(levels)
    columns = []
    for index in range(len(levels[0]) if levels else 0):
        path = tuple(dict.fromkeys(level[index] for level in levels if level[index]))
        if path:
            columns.append(HeadedColumn(index, path, _lowest_heading(grid, index, top, first)))
    return tuple(columns)


def _carry_right(levels: list[list[str]]) -> None:
    """Where nothing is merged (csv), a group heading stands only over its first column: carry it right."""
    for depth, level in enumerate(levels[:-1]):
        for index in range(1, len(level)):
            below = any(lower[index] for lower in levels[depth + 1 :])
            same_group = all(upper[index] == upper[index - 1] for upper in levels[:depth])
            if not level[index] and below and same_group:
                level[index] = level[index - 1]


def _lowest_heading(grid: Grid, index: int, top: int, first: int) -> int:
    return max((row for row in range(top, first) if grid.rows[row][index] is not None), default=top)


def _sort_rows(
    values: tuple[tuple[Cell, ...], ...], first: int, name_column: int, heading: str
) -> tuple[tuple[DataRow, ...], tuple[tuple[int, str], ...]]:
    rows: list[DataRow] = []
    skipped: list[tuple[int, str]] = []
    section: str | None = None
    for row in range(first, len(values)):
        texts = [_heading_text(cell) for cell in values[row] if cell is not None]
        if not texts or _is_column_labels(texts):
            continue
        name = _heading_text(values[row][name_column])
        match = SECTION.fullmatch(texts[0]) if len(set(texts)) == 1 else None
        if match:
            section = match.group(1)
        elif name == heading:
            skipped.append((row, "heading"))
        elif _is_total(name, texts):
            skipped.append((row, "total"))
        elif _is_note(name, texts):
            skipped.append((row, "note"))
        elif not name:
            skipped.append((row, "unnamed"))
        elif len(set(texts)) == 1:
            skipped.append((row, "lone"))
        else:
            rows.append(DataRow(row, cell_text(values[row][name_column]), section))
    return tuple(rows), tuple(skipped)


def _is_note(name: str, texts: list[str]) -> bool:
    if NOTE.fullmatch(texts[0]):
        return len(set(texts)) <= NOTE_CELLS
    return len(set(texts)) == 1 and not name and read_number(texts[0]).number is None


def _is_total(name: str, texts: list[str]) -> bool:
    leading = [name] if name else []
    leading += [text for text in texts[:2] if read_number(text).number is None]
    return any(TOTAL.fullmatch(text) for text in leading)
