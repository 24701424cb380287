"""A sheet as the lines of a county form: item, unit, value, and where they stand; rows or one wide row alike."""

from collections.abc import Iterator
from dataclasses import dataclass

from calculators.cell_names import short_name
from calculators.county_form.fields import field_named, plain_label
from calculators.layouts.table import SEARCHED_ROWS, Upright, find_upright
from calculators.opening.grids import Grid
from calculators.values import Cell, cell_text, fold

# so many headings that are fields of the form make a row of them a form written sideways
FEWEST_HEADINGS = 3


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a form. `label_cell` is where it is named, `cell` where its value stands (both in short: E7)."""

    group: str
    label: str
    unit: str
    value: Cell
    label_cell: str
    cell: str


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A sheet as a county form, with what stands above it."""

    grid: Grid
    titles: tuple[str, ...]
    lines: tuple[Line, ...]


def form_sheet(grid: Grid) -> FormSheet | None:
    """Return the lines of a sheet of the shape of a county form, else None. Whether it is one its lines must prove."""
    upright = find_upright(grid)
    if upright:
        lines = tuple(_rows(grid, upright))
        return FormSheet(grid, _titles(grid, upright.top), lines)
    return _sideways(grid)


def _titles(grid: Grid, top: int) -> tuple[str, ...]:
    return tuple(fold(cell_text(cell)) for row in grid.rows[:top] for cell in row if cell is not None)


def _rows(grid: Grid, upright: Upright) -> Iterator[Line]:
    group = ""
    for row in range(upright.top + 1, len(grid.rows)):
        cells = grid.rows[row]
        if upright.group is not None and cells[upright.group] is not None:
            group = fold(cell_text(cells[upright.group]))
        if cells[upright.item] is None:
            continue
        label, unit = plain_label(cell_text(cells[upright.item]))
        stated = "" if upright.unit is None else fold(cell_text(cells[upright.unit]))
        at, where = short_name(row, upright.item), short_name(row, upright.value)
        yield Line(group, label, _both(stated, unit), cells[upright.value], at, where)


def _both(stated: str, behind: str) -> str:
    """The unit of its column, and what the one behind the label says beyond it: 元 and 元/人 are 元/人."""
    per = behind.partition("/")[2]
    return (f"{stated}/{per}" if per and per not in stated else stated) if stated else behind


def _sideways(grid: Grid) -> FormSheet | None:
    """Read a row of headings that are fields of the form, with their values in the next filled row."""
    for top, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        labels = [plain_label(cell_text(cell)) for cell in row]
        if sum(field_named(label, None) is not None for label, _ in labels if label) < FEWEST_HEADINGS:
            continue
        filled = [one for one in range(top + 1, len(grid.rows)) if _values(grid, one) >= FEWEST_HEADINGS]
        if len(filled) != 1:
            return None
        lines = (
            Line("", label, unit, grid.rows[filled[0]][column], short_name(top, column), short_name(filled[0], column))
            for column, (label, unit) in enumerate(labels)
            if label
        )
        return FormSheet(grid, _titles(grid, top), tuple(lines))
    return None


def _values(grid: Grid, row: int) -> int:
    return sum(cell is not None for cell in grid.rows[row])
