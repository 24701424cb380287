"""The pages of a report that this program wrote: known by the mark in their first cell, never read as school data.

A report's copied sheets hold the data; its pages of results would else be taken for sheets of schools.
"""

from calculators.model import Issue
from calculators.opening.grids import Grid
from corpus.bilingual import Bilingual

MARK = "〔均衡核查报告〕"


def is_own_page(grid: Grid) -> bool:
    """Whether a sheet is a page that a report of this program added."""
    return bool(grid.rows) and isinstance(grid.rows[0][0], str) and grid.rows[0][0].startswith(MARK)


def own_page_issue(grid: Grid) -> Issue:
    """A page of a report, left out."""
    message = Bilingual(
        f"工作表“{grid.sheet}”是本程序核查报告的结果页，不作为数据读取。",
        f"The sheet “{grid.sheet}” is a page of results from a report of this program and was not read as data.",
    )
    return Issue("own_page", "note", grid.file, grid.sheet, None, None, None, (), message)
