"""Checks files and marks up their workbook, and finds its way on the pages."""

from typing import NamedTuple

from assistant.check import CheckReport
from assistant.service import Assistant
from assistant.workbook.marked import marked_workbook
from calculators.model import Upload
from tests.assistant.office import Cells

UNITS_HEAD = "该校综合评估是否达标"


class Marked(NamedTuple):
    """A check, the files that it was made of, and the workbook."""

    report: CheckReport
    uploads: tuple[Upload, ...]
    workbook: bytes


def marked(assistant: Assistant, *uploads: Upload, readings: dict[str, str] | None = None) -> Marked:
    report = assistant.check(uploads, readings=readings)
    return Marked(report, uploads, marked_workbook(report, uploads, "zh"))


def unit_rows(cells: Cells, page: str = "指标结果") -> dict[tuple[str, str], list[object]]:
    """Return the rows of 指标结果 by school and stage."""
    rows = cells[page]
    head = next(n for n, row in enumerate(rows) if UNITS_HEAD in row)
    return {(str(row[1]), str(row[2])): row for row in rows[head + 1 :] if row[2] in ("小学", "初中")}


def values_of(row: list[object]) -> list[object]:
    """Return R1…R7 of a row of 指标结果."""
    return row[6:13]


def spread_rows(cells: Cells) -> dict[tuple[str, str], list[object]]:
    """Return the rows of 差异系数 by stage and indicator."""
    return {(str(row[0]), str(row[1])[:2]): row for row in cells["差异系数"] if row[0] in ("小学", "初中")}
