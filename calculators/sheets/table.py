"""One sheet as records: the wide form (a school a row) and the vertical form (one school, an item a row) alike."""

import re
from dataclasses import dataclass, field
from itertools import compress

from calculators.sheets.grids import Grid, short_name
from calculators.sheets.layout import Layout, find_layout
from calculators.values import Cell, cell_text, fold

ITEM_HEADING = re.compile("填报项目|指标(名称)?|项目(名称)?|数据项")
VALUE_HEADING = re.compile("填报值|填报数据|填报数|数值|数据|值|填写内容")
UNIT_HEADING = re.compile("单位|计量单位")
GROUP_HEADING = re.compile("类别|分类|大类|一级指标")
REMARK = re.compile(r"\([^()]*\)$|^20\d\d(?:学年|年)?度?")
SEARCHED_ROWS = 10


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A heading path, the cell where its lowest heading stands, and the values under it."""

    index: int
    path: tuple[str, ...]
    cell: str
    values: tuple[Cell, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Record:
    """One school's values in the order of the sheet's columns, and the cells they stand in."""

    row: int
    name: str
    section: str | None
    values: tuple[Cell, ...] = field(repr=False)
    cells: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet of schools: its columns and records, what stands above them, and rows left out with the reason."""

    grid: Grid
    titles: tuple[str, ...]
    columns: tuple[SheetColumn, ...]
    records: tuple[Record, ...]
    skipped: tuple[tuple[int, str], ...]


def sheet_table(grid: Grid) -> SheetTable | None:
    """Return the records of a sheet, or None where it is no sheet of schools."""
    vertical = _vertical(grid)
    if vertical:
        return vertical
    layout = find_layout(grid)
    return _wide(grid, layout) if layout and layout.rows else None


def _wide(grid: Grid, layout: Layout) -> SheetTable:
    columns = tuple(
        SheetColumn(
            position,
            column.path,
            short_name(column.row, column.index),
            tuple(layout.values[row.row][column.index] for row in layout.rows),
        )
        for position, column in enumerate(layout.columns)
    )
    records = tuple(
        Record(
            row.row,
            row.name,
            row.section,
            tuple(layout.values[row.row][column.index] for column in layout.columns),
            tuple(short_name(row.row, column.index) for column in layout.columns),
        )
        for row in layout.rows
    )
    return SheetTable(grid, layout.titles, columns, records, layout.skipped)


@dataclass(frozen=True, slots=True)
class Upright:
    """The headings of a sheet with an item a row: the row that they stand in, and their columns."""

    top: int
    item: int
    value: int
    unit: int | None
    group: int | None


def find_upright(grid: Grid) -> Upright | None:
    """Return the headings 序号｜类别｜填报项目｜单位｜填报值 of a sheet, or None."""
    for top, row in enumerate(grid.rows[:SEARCHED_ROWS]):
        texts = [fold(cell_text(cell)) for cell in row]
        item, value = _find(texts, ITEM_HEADING), _find(texts, VALUE_HEADING)
        value = _only_value(texts) if value is None else value
        if item is not None and value is not None:
            return Upright(top, item, value, _find(texts, UNIT_HEADING), _find(texts, GROUP_HEADING))
    return None


def _only_value(texts: list[str]) -> int | None:
    """The one column of values beside remarks such as （2024年）; of two years' columns neither is the one meant."""
    found = [index for index, text in enumerate(texts) if VALUE_HEADING.fullmatch(REMARK.sub("", text))]
    return found[0] if len(found) == 1 else None


def _vertical(grid: Grid) -> SheetTable | None:
    """Read 序号｜类别｜填报项目｜单位｜填报值: each item is a column of one record."""
    found = find_upright(grid)
    return _items(grid, found.top, found.item, found.value, found.unit, found.group) if found else None


def _find(texts: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((index for index, text in enumerate(texts) if pattern.fullmatch(text)), None)


def _items(grid: Grid, top: int, item: int, value: int, unit: int | None, group: int | None) -> SheetTable | None:
    filled = [row for row in range(top + 1, len(grid.rows)) if grid.rows[row][item] is not None]
    name_row = next((row for row in filled if re.fullmatch("学校(名称|全称)|校名", _text(grid, row, item))), None)
    if name_row is None or grid.rows[name_row][value] is None:
        return None
    columns = tuple(
        SheetColumn(index, _item_path(grid, row, item, unit, group), short_name(row, item), (grid.rows[row][value],))
        for index, row in enumerate(filled)
    )
    cells = tuple(short_name(row, value) for row in filled)
    values = tuple(grid.rows[row][value] for row in filled)
    name = cell_text(grid.rows[name_row][value])
    titles = tuple(
        _text(grid, row, column) for row in range(top) for column in compress(range(item + 1), grid.rows[row])
    )
    return SheetTable(grid, titles, columns, (Record(name_row, name, None, values, cells),), ())


def _item_path(grid: Grid, row: int, item: int, unit: int | None, group: int | None) -> tuple[str, ...]:
    label = _text(grid, row, item)
    if unit is not None and grid.rows[row][unit] is not None:
        label += f"({_text(grid, row, unit)})"
    return label if group is None or grid.rows[row][group] is None else _text(grid, row, group), label


def _text(grid: Grid, row: int, column: int) -> str:
    return re.sub(r"\s+", "", fold(cell_text(grid.rows[row][column])))
