"""Merged cells: one value that stands for several cells, and whose cell is the top left one."""

from collections.abc import Mapping

from calculators.opening.grids import Grid
from calculators.values import Cell

Place = tuple[int, int]


def fill_merges(grid: Grid, *, across: bool) -> tuple[tuple[Cell, ...], ...]:
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


def merge_homes(grid: Grid, first: int) -> Mapping[Place, Place]:
    """Return for every cell that a merge covers, from row `first` on, the top left cell, which holds its value."""
    height, width = len(grid.rows), len(grid.rows[0]) if grid.rows else 0
    return {
        (row, column): (top, left)
        for top, left, bottom, right in grid.merges
        if top >= first
        for row in range(top, min(bottom + 1, height))
        for column in range(left, min(right + 1, width))
    }
