"""A sheet's own totals against the schools that were read: they tell of rows missed, doubled or hidden.

A row of totals may add up the whole sheet, the block above or below it, or a section, and may count what a school's two
rows share once. Only where none of these comes to it is it told; no figure rests on it, so it is a warning. Means and
values per pupil are not compared, nor is what a cell that cannot be used belongs to: its number is not known.
"""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from fractions import Fraction

from calculators.affects import affected
from calculators.cell_names import letters_of, short_name
from calculators.columns import Column, label_of
from calculators.data_checks.conventions import load_conventions
from calculators.grouping import clean_name
from calculators.headings.matching import Match
from calculators.kinds import LEVELS
from calculators.layouts.table import Record, SheetColumn, SheetTable
from calculators.model import Issue
from calculators.rounding import plain
from calculators.values import Cell, fold, read_number
from corpus.bilingual import Bilingual
from corpus.model import STAGES

MEAN, PARTIAL = re.compile("平均|均值"), re.compile("小计")
Claim = tuple[SheetColumn, Match]
Claims = Sequence[Claim]


@dataclass(frozen=True, slots=True)
class _Amounts:
    """One column that can be added up: its number in each record, None where nothing stands there.

    `refused` are the records in which something stands that cannot be used.
    """

    place: str
    label: Bilingual
    id: str
    column: Column
    unit: str
    numbers: tuple[Fraction | None, ...]
    names: tuple[str, ...] = field(repr=False)
    refused: frozenset[int]

    def tells(self, rows: Sequence[int]) -> bool:
        """Whether all that rows hold is known, so that their sum is."""
        return self.refused.isdisjoint(rows)

    def agrees(self, rows: Sequence[int], total: Fraction, margin: Fraction) -> bool:
        """Whether rows come to a total, or do where an equal number of one school counts once."""
        return any(abs(found - total) <= margin for found in (self.sum(rows), self.sum_once(rows)))

    def sum(self, rows: Sequence[int]) -> Fraction:
        """Return the sum of some records."""
        return _sum([self.numbers[row] for row in rows])

    def sum_once(self, rows: Sequence[int]) -> Fraction:
        """Return the sum with each school's equal numbers counted once."""
        return _sum([number for _, number in {(self.names[row], self.numbers[row]) for row in rows}])


@dataclass(frozen=True, slots=True)
class _Stated:
    """One cell of a row of totals; `margin` is what rounding to its decimals may make of it.

    `factor` makes the column's unit of the cell's.
    """

    amounts: _Amounts
    cell: str
    total: Fraction
    margin: Fraction
    factor: Fraction

    def shown(self, amount: Fraction) -> str:
        """Return an amount in the cell's own unit."""
        return plain(amount / self.factor)

    def differs(self, rows: Sequence[int]) -> bool:
        """Whether rows are known to come to another sum."""
        return self.amounts.tells(rows) and not self.amounts.agrees(rows, self.total, self.margin)

    def is_sum_of(self, rows: Sequence[int]) -> bool:
        """Whether rows are known to come to it."""
        return self.amounts.tells(rows) and self.amounts.agrees(rows, self.total, self.margin)


def total_issues(table: SheetTable, kept: Claims, refused: Set[str]) -> list[Issue]:
    """Return a warning for each total of a sheet that its rows do not come to; `refused` cells cannot be used."""
    rows = [row for row, reason in table.skipped if reason == "total" and not _is_mean(table, row)]
    columns = [one for column, match in kept if (one := _amounts(table, column, match, refused))] if rows else []
    return [issue for row in rows for issue in _row_issues(table, row, columns)]


def _is_mean(table: SheetTable, row: int) -> bool:
    return _says(table, row, MEAN)


def _says(table: SheetTable, row: int, words: re.Pattern[str]) -> bool:
    return any(words.search(fold(cell)) for cell in table.grid.rows[row] if isinstance(cell, str))


def _amounts(table: SheetTable, column: SheetColumn, match: Match, refused: Set[str]) -> _Amounts | None:
    """Return a column as numbers to add up, or None where it is not of that kind."""
    known = match.column
    if known is None or known.kind not in ("count", "amount") or known.result or str(match.id).startswith("largest"):
        return None
    cells = [(record.values[column.index], record.cells[column.index]) for record in table.records]
    unknown = (at for at, (raw, cell) in enumerate(cells) if cell in refused or read_number(raw).state == "unreadable")
    numbers = tuple(_number(raw, known, match.unit) for raw, _ in cells)
    names = tuple(fold(clean_name(record.name)) for record in table.records)
    place = letters_of(column.cell)
    return _Amounts(
        place, label_of(str(match.id)), str(match.id), known, match.unit, numbers, names, frozenset(unknown)
    )


def _number(raw: Cell, column: Column, unit: str) -> Fraction | None:
    value = read_number(raw)
    if value.number is None:
        return None
    return Fraction(value.number) * _factor(value.unit or unit, column)


def _factor(unit: str, column: Column) -> Fraction:
    return column.factor(unit or column.usual) or column.factor(column.usual) or Fraction(1)


def _stated(table: SheetTable, row: int, columns: Sequence[_Amounts]) -> Iterator[_Stated]:
    by_place = {one.place: one for one in columns}
    for index, raw in enumerate(table.grid.rows[row]):
        cell = short_name(row, index)
        one = by_place.get(letters_of(cell))
        value = read_number(raw)
        if one and value.number is not None and (total := _number(raw, one.column, one.unit)) is not None:
            step = Fraction(10) ** int(value.number.as_tuple().exponent) / 2
            factor = _factor(value.unit or one.unit, one.column)
            yield _Stated(one, cell, total, step * factor, factor)


def _row_issues(table: SheetTable, row: int, columns: Sequence[_Amounts]) -> list[Issue]:
    stated = list(_stated(table, row, columns))
    options = _options(table, row)
    agreeing = [sum(one.is_sum_of(rows) for one in stated) for rows in options]
    likeliest = agreeing.index(max(agreeing))
    known = sum(one.amounts.tells(options[likeliest]) for one in stated)
    rows = options[likeliest if 2 * max(agreeing) >= known else 0]
    wrong = [one for one in stated if one.differs(rows)]
    if len(wrong) > load_conventions().most_totals_alike.value:
        return [_differs(table, wrong[0], rows, [one.cell for one in wrong[1:]])]
    return [_differs(table, one, rows, []) for one in wrong]


def _options(table: SheetTable, row: int) -> list[list[int]]:
    """What a row of totals may add up, as positions of records, the likeliest first."""
    others = [other for other, reason in table.skipped if reason == "total" and not _is_mean(table, other)]
    above = max((other for other in others if other < row), default=-1)
    below = min((other for other in others if other > row), default=len(table.grid.rows))
    whole = list(range(len(table.records)))
    block = _between(table, above, row)
    nearest = table.records[block[-1]].section if block else None
    options = [
        whole, block, _between(table, row, below), _between(table, -1, row), _between(table, row, len(table.grid.rows)),
        [at for at in whole if table.records[at].section == nearest],
        [at for at in block if table.records[at].section == nearest],
    ]  # fmt: skip
    if _says(table, row, PARTIAL):
        options.insert(0, block or options[2])
    return [option for option in options if option] or [whole]


def _between(table: SheetTable, above: int, below: int) -> list[int]:
    return [at for at, record in enumerate(table.records) if above < record.row < below]


def _differs(table: SheetTable, stated: _Stated, rows: Sequence[int], others: Sequence[str]) -> Issue:
    amounts = stated.amounts
    found, expected = stated.shown(stated.total), stated.shown(amounts.sum(rows))
    zh, en = f"（同一行另有 {'、'.join(others)} 也不符）", f" (so do {', '.join(others)} of that row)"
    message = Bilingual(
        f"{stated.cell} 合计行的“{amounts.label.zh}”是 {found}，按读到的 {len(rows)} 行相加为 {expected}"
        f"{zh if others else ''}；请核对是否有漏行、重复行、隐藏行或存成文本的数。",
        f"The total of {amounts.label.en} at {stated.cell} is {found}; the {len(rows)} rows that were read come to "
        f"{expected}{en if others else ''}. Check for rows missed, doubled or hidden, and "
        "for numbers stored as text.",
    )
    return Issue(
        "total_differs", "warning", table.grid.file, table.grid.sheet, stated.cell, found, expected,
        affected(amounts.id), message,
    )  # fmt: skip


def stage_total_issues(table: SheetTable, matches: Claims, kept: Claims, refused: Set[str]) -> list[Issue]:
    """Return a warning for each school whose total over stages is not the sum of its stages (with 高中 or without)."""
    used = {match.id: claim for claim in kept if (match := claim[1]).id}
    issues: list[Issue] = []
    for column, match in matches:
        if match.id and match.stage is None and all(f"{match.id}.{stage}" in used for stage in STAGES):
            parts = [used[id] for level in LEVELS if (id := f"{match.id}.{level}") in used]
            known = [one for one in table.records if refused.isdisjoint(one.cells[part.index] for part, _ in parts)]
            wrong = [record for record in known if not _adds_up(record, (column, match), parts)]
            apart = len(wrong) <= load_conventions().most_totals_alike.value
            told, others = (wrong, 0) if apart else (wrong[:1], len(wrong) - 1)
            issues += [_stage_total(table, record, (column, match), parts, others) for record in told]
    return issues


def _adds_up(record: Record, whole: Claim, parts: Claims) -> bool:
    """Whether a total over stages is their sum, with 高中 or without; so too where either is not given."""
    total, numbers = _of(record, whole), [_of(record, claim) for claim in parts]
    known = [one for one in numbers if one is not None]
    return total is None or not known or total in {_sum(numbers[: len(STAGES)]), _sum(numbers)}


def _sum(numbers: Sequence[Fraction | None]) -> Fraction:
    return sum((one for one in numbers if one is not None), Fraction(0))


def _stage_total(table: SheetTable, record: Record, whole: Claim, parts: Claims, others: int) -> Issue:
    cell, label = record.cells[whole[0].index], label_of(str(whole[1].id))
    cells = "、".join(record.cells[column.index] for column, _ in parts)
    found, expected = plain(_of(record, whole) or 0), plain(_sum([_of(record, claim) for claim in parts]))
    zh, en = (f"；另有 {others} 行同样不符", f", as do {others} more rows") if others else ("", "")
    message = Bilingual(
        f"{record.name}：{cell} 的{label.zh}合计是 {found}，分学段（{cells}）相加为 {expected}{zh}；"
        "按分学段的数计算，请核对。",
        f"{record.name}: the total of {label.en} at {cell} is {found} and its stages ({cells}) come to {expected}{en}; "
        "the stages are used, please check.",
    )
    return Issue(
        "stage_total_differs", "warning", table.grid.file, table.grid.sheet, cell, found, expected,
        affected(str(whole[1].id)), message,
    )  # fmt: skip


def _of(record: Record, claim: Claim) -> Fraction | None:
    column, match = claim
    return _number(record.values[column.index], match.column, match.unit) if match.column else None
