"""Sheets that hold headings and nothing else: an empty template is told as that, and never judged."""

from collections.abc import Sequence

from calculators.affects import EVERY_ITEM
from calculators.county_form.reading import read_form
from calculators.errors import NothingFilledIn
from calculators.headings.matching import is_name_heading, match_heading
from calculators.layouts.layout import SEARCHED_ROWS
from calculators.model import Issue
from calculators.opening.grids import Grid
from calculators.values import Cell, cell_text, fold, read_number
from corpus.bilingual import Bilingual

BLANK = "sheet_blank"


def is_blank(grid: Grid) -> bool:
    """Whether a sheet that is not used has the headings of a sheet of schools or of a county form, and no entry."""
    form = read_form(grid)
    return form.is_blank if form else bool(_below_headings(grid))


def _below_headings(grid: Grid) -> list[Cell]:
    """Return what stands in and below the headings of a sheet of schools, or nothing where it has none."""
    for row, cells in enumerate(grid.rows[:SEARCHED_ROWS]):
        if any(is_name_heading(_heading(cell)) for cell in cells):
            below: list[Cell] = [cell for cells in grid.rows[row:] for cell in cells if cell is not None]
            return below if any(match_heading((_heading(cell),)).kind not in (None, "text") for cell in below) else []
    return []


def _heading(cell: Cell) -> str:
    return "".join(fold(cell_text(cell)).split())


def blank_issue(grid: Grid) -> Issue:
    """A sheet that nobody has filled in; an error where it holds numbers of schools that have no name."""
    if read_form(grid) is None and any(read_number(cell).number for cell in _below_headings(grid)):
        message = Bilingual(
            f"工作表“{grid.sheet}”有数据，但没有一行填了学校名称，未计入；请补填学校名称。",
            f"The sheet “{grid.sheet}” holds numbers, but no row names its school, so it was left out; name them.",
        )
        return Issue(BLANK, "error", grid.file, grid.sheet, None, None, "学校名称", EVERY_ITEM, message)
    message = Bilingual(
        f"工作表“{grid.sheet}”只有表头，还没有填写，未计入。",
        f"The sheet “{grid.sheet}” has headings and nothing filled in; it was left out.",
    )
    return Issue(BLANK, "note", grid.file, grid.sheet, None, None, None, (), message)


def nothing_filled_in(files: Sequence[str]) -> NothingFilledIn:
    """Return the error for files of which no sheet is filled in."""
    names = "、".join(files)
    return NothingFilledIn(
        Bilingual(
            f"{names}：有表头，但没有填写任何学校（“学校名称”一列是空的），也没有县级数据。",
            f"{names}: headings, but no school (the column 学校名称 is empty) and no data of the county.",
        ),
        Bilingual(
            "请从表头下一行起逐校填写，或在县级填报表的“填报值”一列填写，再来检查。",
            "Fill in the schools below the headings, or the column 填报值 of the county form, and check it again.",
        ),
    )
