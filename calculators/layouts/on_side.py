"""A table that lies on its side and cannot be read: its items stand in a column, and no row says 学校名称."""

from calculators.affects import EVERY_ITEM
from calculators.cell_names import short_name
from calculators.headings.matching import match_heading
from calculators.layouts.data_rows import heading_text
from calculators.layouts.turned import ITEMS, SEARCHED_COLUMNS
from calculators.model import Issue
from calculators.opening.grids import Grid
from calculators.values import Cell, read_number
from corpus.bilingual import Bilingual

ON_SIDE = "table_on_side"
SCHOOLS = 2  # a list that explains items has no numbers beside them
TURN_IT = Bilingual(
    "请在校名那一行的最左格写“学校名称”，或转置为一行一所学校，再来检查。",
    "Write 学校名称 (school name) in the leftmost cell of the row of names, or transpose it to a school a row.",
)


def first_item(grid: Grid) -> str | None:
    """Return the cell of the first item of a table on its side, or None where no column holds several."""
    for column in range(min(SEARCHED_COLUMNS, max(map(len, grid.rows), default=0))):
        texts = ((row, heading_text(cells[column])) for row, cells in enumerate(grid.rows) if column < len(cells))
        named = [row for row, text in texts if text and match_heading((text,)).kind not in (None, "text")]
        items = [row for row in named if _numbers(grid.rows[row][column + 1 :]) >= SCHOOLS]
        if len(items) >= ITEMS:
            return short_name(items[0], column)
    return None


def _numbers(cells: tuple[Cell, ...]) -> int:
    return sum(read_number(cell).number is not None for cell in cells)


def on_side_issue(grid: Grid, cell: str) -> Issue:
    """A table with an item a row and a school a column, whose names nothing heads."""
    message = Bilingual(
        f"{grid.file} 的工作表“{grid.sheet}”从 {cell} 起一行一项、一列一所学校（横放），没有“学校名称”，未能读取。",
        f"{grid.file}: the sheet “{grid.sheet}” lies on its side from {cell} on, an item a row and a school a column, "
        "names no 学校名称 (school name) and was not read.",
    )
    return Issue(ON_SIDE, "error", grid.file, grid.sheet, cell, None, "学校名称", EVERY_ITEM, message)
