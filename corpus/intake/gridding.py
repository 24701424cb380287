"""A received table as canonical rows: merged cells, the head, what names a row, what a clause is (a row or a cell)."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.canonical import cell_text, read_cell, row_line
from corpus.grids import ABOVE, LEFT
from corpus.intake.model import Block, LeftOut, Table

REPEATED_HEAD = "续页表头"
_LONGEST_NAME = 24  # characters of a cell that may name its row
_DEEPEST_HEAD = 3  # rows; a cell merged over more of them is no head
_MOST_NAMES = 3  # columns that name a row
_UNIQUE = 0.9  # the share of rows that their names must tell apart
_MOSTLY = 2 / 3  # the share of groups that have a cell of their own in a column of such cells
_LONG_CELL = 30  # characters of a road map's cell, on average; shorter ones are read together as a row
_PHASE = re.compile(r"(?:19|20)\d\d|二[○〇零O]|阶段|现状|[近中远]期|[上下]半年|季度|\d{1,2}\s*月|年度|学年")
_NAMED, _EACH, _PLAIN = ":--", ":-:", "---"

Grid = list[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Gridded:
    """The lines of a canonical table, and what of it was left out."""

    lines: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()


def gridded(tables: Sequence[Table]) -> Gridded:
    """Return one canonical table of a table and its continuations, whose repeated heads are left out."""
    head_rows = _head_rows(tables[0])
    first = _written(tables[0])
    head, rows = first[:head_rows], first[head_rows:]
    for table in tables[1:]:
        rows += _written(table)
    kept, repeated = _less_repeated(head, rows)
    if not any(table.merges for table in tables):
        kept = _inheriting(kept)
    rule = _rule(_filled([*head, *kept]), len(head))
    lines = (*map(row_line, head), row_line(rule), *map(row_line, kept))
    left = "\n".join("\t".join(read_cell(cell) for cell in row if cell not in ("", ABOVE, LEFT)) for row in repeated)
    return Gridded(lines, (LeftOut(REPEATED_HEAD, left),) if left else ())


def continues(first: Table, table: Table) -> bool:
    """Whether a table right behind another is its continuation on the next page: the same head again."""
    rows = _head_rows(first)
    return _width(first) == _width(table) and _texts(first)[:rows] == _texts(table)[:rows]


def is_layout(table: Table) -> bool:
    """Whether the table only places text on the page: one row, one column, or a head with nothing below it."""
    single = len(table.rows) == 1 or _width(table) == 1 or not any(any(row[1:]) for row in table.rows)
    return single or not any(any(row) for row in table.rows[_head_rows(table) :])


def paragraphs(table: Table) -> Iterator[Block]:
    """Yield the text of a table that is none, cell by cell."""
    for row in table.rows:
        for cell in row:
            yield from (Block(line) for line in cell.splitlines())


def fact_lines(table: Table) -> Iterator[Block]:
    """Yield the rows of a table of facts (索引号, 发文机关 …), one line each."""
    for row in table.rows:
        if text := " ".join(cell.replace("\n", " ") for cell in row if cell):
            yield Block(text)


def _width(table: Table) -> int:
    return max(len(row) for row in table.rows)


def _texts(table: Table) -> list[tuple[str, ...]]:
    return [tuple(re.sub(r"\s", "", cell) for cell in row) for row in table.rows]


def _written(table: Table) -> Grid:
    """Return the cells as they are written, merged ones with ^ and <."""
    width = _width(table)
    grid = [[cell_text(cell) for cell in row] + [""] * (width - len(row)) for row in table.rows]
    for top, left, bottom, right in table.merges:
        for row in range(top, min(bottom, len(grid) - 1) + 1):
            for column in range(left, min(right, width - 1) + 1):
                # A cell that has text of its own, whatever the file says of merging, keeps it.
                if (row, column) != (top, left) and not grid[row][column]:
                    grid[row][column] = ABOVE if row > top else LEFT
    return [tuple(row) for row in grid]


def _head_rows(table: Table) -> int:
    """Return how many rows are the head: merged heads reach down, a title over all columns stands above them."""
    rows = max(1, table.head_rows)
    for top, left, bottom, right in sorted(table.merges):
        if top < rows and bottom - top < _DEEPEST_HEAD:
            whole = left == 0 and right == _width(table) - 1
            rows = max(rows, bottom + 1, bottom + 2 if whole or _has_heads_below(table, bottom, left, right) else 0)
    return min(rows, len(table.rows) - 1)


def _has_heads_below(table: Table, bottom: int, left: int, right: int) -> bool:
    """Whether the merged head has heads of its own below it: that row names nothing in the first column."""
    below = table.rows[bottom + 1] if bottom + 1 < len(table.rows) else ()
    heads = below[left : right + 1]
    return right > left > 0 and any(heads) and not below[0] and all(len(cell) <= _LONGEST_NAME for cell in heads)


def _less_repeated(head: Grid, rows: Grid) -> tuple[Grid, Grid]:
    """Return the rows without those that are the head again, and these."""
    kept: Grid = []
    repeated: Grid = []
    at = 0
    while at < len(rows):
        if rows[at : at + len(head)] == head and any(head[0]):
            repeated += head
            at += len(head)
        else:
            kept.append(rows[at])
            at += 1
    return kept, repeated


def _filled(grid: Grid) -> Grid:
    """Return the grid with the text that holds for every cell."""
    filled: list[list[str]] = []
    for row in grid:
        cells: list[str] = []
        for at, cell in enumerate(row):
            above = filled[-1][at] if filled else ""
            cells.append(above if cell == ABOVE else cells[-1] if cell == LEFT and cells else cell)
        filled.append(cells)
    return [tuple(row) for row in filled]


def _rule(filled: Grid, head: int) -> tuple[str, ...]:
    width = len(filled[0])
    rows = [row for row in filled[head:] if len(set(row)) > 1]
    names = _names(rows)
    by_cell = names > 0 and _is_road_map(filled[:head], rows, names)
    rest = _EACH if by_cell else _PLAIN
    return tuple(_NAMED if at < names else rest for at in range(width))


def _names(rows: Grid) -> int:
    """Return how many of the first columns name a row: the fewest that tell the rows apart; 0 where none do."""
    if not rows:
        return 0
    for names in range(1, min(_MOST_NAMES, len(rows[0]) - 1) + 1):
        keys = Counter(row[:names] for row in rows)
        told = sum(times == 1 and any(key) and _is_short(key) for key, times in keys.items())
        if told >= _UNIQUE * len(rows):
            return names
    return 0


def _is_short(key: Sequence[str]) -> bool:
    return all(len(cell) <= _LONGEST_NAME for cell in key)


def _inheriting(rows: Grid) -> Grid:
    """Return the rows with ^ for the empty first cells of a format without merged cells, where they plainly are groups.

    Plainly: the first column is no serial number, and with the group from above the first columns name every row.
    """
    first = [row[0] for row in rows]
    if not rows or not first[0] or all(first) or any(cell.isdigit() for cell in first):
        return rows
    shared = {0, *(at for at in range(1, len(rows[0])) if _is_shared([(row[0], row[at]) for row in rows]))}
    inherited = [tuple(cell or (ABOVE if at in shared else "") for at, cell in enumerate(row)) for row in rows]
    return inherited if _names(_filled(inherited)) else rows


def _is_shared(pairs: Sequence[tuple[str, str]]) -> bool:
    """Whether a column has a cell where a group begins and none below, as 观测点 has one for all of its group."""
    below = any(cell for group, cell in pairs if not group)
    begins = [bool(cell) for group, cell in pairs if group]
    return not below and len(begins) > 1 and sum(begins) >= _MOSTLY * len(begins)


def _is_road_map(head: Grid, rows: Grid, names: int) -> bool:
    """Whether rows or columns are years or phases, and the cells long texts."""
    cells = [cell for row in rows for cell in row[names:] if cell]
    if not cells or sum(map(len, cells)) < _LONG_CELL * len(cells):
        return False
    phased_rows = sum(bool(_PHASE.search(" ".join(row[:names]))) for row in rows)
    heads = [" ".join(line[at] for line in head) for at in range(names, len(rows[0]))]
    phased_columns = sum(bool(_PHASE.search(text)) for text in heads)
    return phased_rows * 2 >= len(rows) or phased_columns * 2 >= len(heads)
