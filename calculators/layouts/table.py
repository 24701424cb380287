"""One sheet as records: the wide form (a school a row) and the vertical form (one school, an item a row) alike."""

import re
from dataclasses import dataclass, field, replace
from itertools import compress

from calculators.cell_names import column_letters, short_name
from calculators.kinds import PART
from calculators.layouts.data_rows import DataRow, heading_text
from calculators.layouts.layout import Layout, find_layout
from calculators.layouts.merges import Place
from calculators.layouts.turned import find_turned, laid_down, stood_up
from calculators.opening.grids import Grid
from calculators.values import Cell, cell_text, fold

ITEM_HEADING = re.compile("填报项目|指标(名称)?|项目(名称)?|数据项")
VALUE_HEADING = re.compile("填报值|填报数据|填报数|数值|数据|值|填写内容")
UNIT_HEADING = re.compile("单位|计量单位")
GROUP_HEADING = re.compile("类别|分类|大类|一级指标")
NAME_ITEM = re.compile("学校(名称|全称)|校名")
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
    """One school's values in the order of the sheet's columns, and the cells they stand in.

    A merged cell's value stands in its top left cell; `shared` are cells merged over several schools or columns.
    `overflows`: a line of text with more cells than headings, as where 6,000 was cut in two: no number is in its place.
    """

    row: int
    name: str
    section: str | None
    values: tuple[Cell, ...] = field(repr=False)
    cells: tuple[str, ...] = field(repr=False)
    shared: frozenset[str] = frozenset()
    overflows: bool = False


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
    special = _vertical(grid) or _turned(grid)
    if special:
        return special
    layout = find_layout(grid)
    return _wide(grid, layout) if layout and layout.rows else None


def _turned(grid: Grid) -> SheetTable | None:
    """Read a table of a school a column; one that has numbers under no name is left to be told as unreadable."""
    place = find_turned(grid)
    laid = laid_down(grid, place) if place else None
    layout = find_layout(laid) if laid else None
    if place is None or laid is None or layout is None or not layout.rows:
        return None
    if any(reason == "unnamed" for _, reason in layout.skipped):
        return None
    table = _wide(laid, layout)
    columns = tuple(replace(one, cell=stood_up(one.cell)) for one in table.columns)
    records = tuple(_stood_up(one) for one in table.records)
    titles = tuple(heading_text(cell) for row in grid.rows[: place[0]] for cell in row if cell is not None)
    return SheetTable(grid, titles, columns, records, ())


def _stood_up(record: Record) -> Record:
    cells = tuple(map(stood_up, record.cells))
    return replace(record, cells=cells, shared=frozenset(map(stood_up, record.shared)))


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
    shared = _shared_cells(layout)
    letters = tuple(column_letters(column.index) for column in layout.columns)
    records = tuple(_record(layout, row, letters, shared) for row in layout.rows)
    if grid.is_text:
        last = max(column.index for column in layout.columns)
        records = tuple(replace(one, overflows=any(grid.rows[one.row][last + 1 :])) for one in records)
    return SheetTable(grid, layout.titles, columns, records, layout.skipped)


def _record(layout: Layout, row: DataRow, letters: tuple[str, ...], shared: frozenset[str]) -> Record:
    values = tuple(layout.values[row.row][column.index] for column in layout.columns)
    cells = tuple(f"{letter}{row.row + 1}" for letter in letters)
    if layout.homes:
        places = ((row.row, column.index) for column in layout.columns)
        homes = zip(cells, map(layout.homes.get, places), strict=True)
        cells = tuple(short_name(*home) if home else cell for cell, home in homes)
    return Record(row.row, row.name, row.section, values, cells, shared)


def _shared_cells(layout: Layout) -> frozenset[str]:
    """Return the merged cells that cover several schools, or columns of several meanings."""
    schools = {row.row: PART.sub("", fold(row.name)) for row in layout.rows}
    paths = {column.index: column.path for column in layout.columns}
    covered: dict[Place, set[tuple[str, tuple[str, ...]]]] = {}
    for (row, column), home in layout.homes.items():
        if row in schools and column in paths:
            covered.setdefault(home, set()).add((schools[row], paths[column]))
    return frozenset(short_name(*home) for home, owners in covered.items() if len(owners) > 1)


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
    return _items(grid, found.top, _blocks_of(grid, found)) if found else None


def _blocks_of(grid: Grid, found: Upright) -> list[Upright]:
    """Return the form's blocks of columns: one, or several side by side that each have items and values."""
    texts = [fold(cell_text(cell)) for cell in grid.rows[found.top]]
    items, values = (_all(texts, pattern) for pattern in (ITEM_HEADING, VALUE_HEADING))
    if len(items) < 2 or len(items) != len(values):
        return [found]
    units = _all(texts, UNIT_HEADING)
    return [
        Upright(found.top, item, value, next((unit for unit in units if item < unit < value), None), None)
        for item, value in zip(items, values, strict=True)
    ]


def _all(texts: list[str], pattern: re.Pattern[str]) -> list[int]:
    return [index for index, text in enumerate(texts) if pattern.fullmatch(text)]


def _find(texts: list[str], pattern: re.Pattern[str]) -> int | None:
    return next((index for index, text in enumerate(texts) if pattern.fullmatch(text)), None)


def _items(grid: Grid, top: int, blocks: list[Upright]) -> SheetTable | None:
    below = range(top + 1, len(grid.rows))
    filled = [(row, one) for one in blocks for row in below if grid.rows[row][one.item] is not None]
    named = [(row, one) for row, one in filled if NAME_ITEM.fullmatch(_text(grid, row, one.item))]
    if not named or grid.rows[named[0][0]][named[0][1].value] is None:
        return None
    values = tuple(grid.rows[row][one.value] for row, one in filled)
    columns = tuple(
        SheetColumn(index, _item_path(grid, row, one), short_name(row, one.item), (values[index],))
        for index, (row, one) in enumerate(filled)
    )
    cells = tuple(short_name(row, one.value) for row, one in filled)
    name_row, name = named[0][0], cell_text(grid.rows[named[0][0]][named[0][1].value])
    beside = range(blocks[0].item + 1)
    titles = tuple(_text(grid, row, column) for row in range(top) for column in compress(beside, grid.rows[row]))
    return SheetTable(grid, titles, columns, (Record(name_row, name, None, values, cells),), ())


def _item_path(grid: Grid, row: int, one: Upright) -> tuple[str, ...]:
    label = _text(grid, row, one.item)
    if one.unit is not None and grid.rows[row][one.unit] is not None:
        label += f"({_text(grid, row, one.unit)})"
    if one.group is None or grid.rows[row][one.group] is None:
        return label, label
    return _text(grid, row, one.group), label


def _text(grid: Grid, row: int, column: int) -> str:
    return re.sub(r"\s+", "", fold(cell_text(grid.rows[row][column])))
