"""One cell of a column: the number, areas or text that it holds, in the column's unit; what cannot be is set aside."""

from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from calculators.columns import Column, load_columns
from calculators.data_checks.conventions import load_conventions
from calculators.headings.matching import Match
from calculators.model import Areas, Issue
from calculators.opening.grids import Grid
from calculators.rounding import half_up
from calculators.sheets.faults import cell_issue, number_or_area_issue, too_large_column, too_large_issue, unit_issue
from calculators.values import AREA_UNITS, Cell, cell_text, read_areas, read_number
from corpus.bilingual import Bilingual

AREAS_OF = {"music_rooms": "music_room_areas", "art_rooms": "art_room_areas"}
EXACT_WHOLE = 1e15  # whole numbers below it are exact in a cell

Entry = float | str | Areas


@dataclass(slots=True)
class Notes:
    """What the cells of a sheet brought up.

    `doubts` are what they leave open of a column's meaning: the code of the issue, by canonical column; `converted` the
    units that numbers were given in other than the column's own; `assumed` the columns whose unit nobody states;
    `refused` the cells that hold something which cannot be used.
    """

    issues: list[Issue] = field(default_factory=list)
    assumed: set[str] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)
    refused: set[str] = field(default_factory=set)
    doubts: dict[str, str] = field(default_factory=dict)
    converted: dict[str, dict[str, None]] = field(default_factory=dict)


@dataclass(slots=True)
class EntryReader:
    """Reads the cells of one column of a sheet, which `match` takes for the canonical `column` `id`.

    `heading` is the cell of its heading; `large` are the amounts that cannot be, as they stand and in its unit.
    """

    grid: Grid
    id: str
    column: Column
    match: Match
    notes: Notes
    heading: str
    large: dict[str, tuple[str, str]] = field(default_factory=dict)
    bare: Fraction | None = None

    def read(self, raw: Cell, cell: str) -> Entry | None:
        """Return what a cell holds, or None where it is blank or cannot be used; the latter is told."""
        if self.column.kind == "text":
            return cell_text(raw) or None
        if self.column.kind == "areas":
            return self._areas(self.column, raw, cell)
        if self.match.ambiguous:
            return self._rooms(raw, cell)
        plain = self._plain(raw) if type(raw) is float else None
        return self._number(raw, cell) if plain is None else plain

    def reject(self, raw: Cell, cell: str, code: str, expected: Bilingual) -> None:
        """Tell that a cell cannot be used."""
        self._refuse(cell, cell_issue(self.grid, cell, code, self.id, cell_text(raw), expected))

    def _refuse(self, cell: str, issue: Issue) -> None:
        self.notes.refused.add(cell)
        self.notes.issues.append(issue)

    def _plain(self, raw: float) -> float | None:
        """A plain number as most cells hold: the same that `_number` returns, a tenth of the time; None for others."""
        if not 0 <= raw < EXACT_WHOLE:
            return None
        if self.bare is None:
            self.bare = self._factor("") or Fraction(1)
        if raw.is_integer() and self.bare.denominator == 1:
            number = float(int(raw) * self.bare.numerator)
        elif self.column.kind == "amount" and self.bare == 1:
            number = float(f"{raw:.15g}")
        else:
            return None
        return number if self.column.most is None or number <= self.column.most else None

    def _rooms(self, raw: Cell, cell: str) -> Entry | None:
        """Under a heading that says neither number nor area several numbers are areas; a lone large one is in doubt."""
        areas, value = read_areas(raw), read_number(raw)
        is_area = value.unit in AREA_UNITS - {""}
        if isinstance(areas, tuple) and (len(areas) > 1 or is_area):
            return self._areas(load_columns()[AREAS_OF[self.column.id]], raw, cell)
        if value.state == "unreadable":
            self._tell_mixed(raw, cell)
            return None
        if value.number is None or value.unit or value.number < load_conventions().smallest_room_m2.value:
            return self._number(raw, cell)
        self.notes.doubts[self.id] = "number_or_area"
        self._refuse(cell, number_or_area_issue(self.grid, cell, self.id, cell_text(raw)))
        return None

    def _tell_mixed(self, raw: Cell, cell: str) -> None:
        """A number of rooms and areas in one cell, as “2间/96、97”: told once a column, undecided in every row."""
        self.notes.refused.add(cell)
        if self.notes.doubts.get(self.id) != "number_or_area":
            self.notes.issues.append(number_or_area_issue(self.grid, cell, self.id, cell_text(raw)))
        self.notes.doubts[self.id] = "number_or_area"

    def _number(self, raw: Cell, cell: str) -> float | None:
        value = read_number(raw)
        if value.state == "unreadable":
            self.reject(raw, cell, "unreadable_number", Bilingual("一个数", "a number"))
            return None
        if value.number is None:
            return 0.0 if value.state == "none" and not self.column.staged and self.match.stage is None else None
        factor = self._factor(value.unit)
        if factor is None:
            expected = Bilingual(f"以“{self.column.unit}”为单位的数", f"a number in {self.column.unit}")
            self.reject(raw, cell, "unknown_unit", expected)
            return None
        return self._plausible(Fraction(value.number) * factor, raw, cell)

    def _factor(self, unit: str) -> Fraction | None:
        """The unit is the cell's own, else the one that the heading or the title names, else the usual one."""
        if unit:
            return self._told(unit)
        if self.match.unit and self.column.factor(self.match.unit) is not None:
            return self._told(self.match.unit)
        if self.column.usual != self.column.unit and self.id not in self.notes.assumed:
            self.notes.assumed.add(self.id)
            self.notes.doubts[self.id] = "unit_assumed"
            self.notes.issues.append(unit_issue(self.grid, self.heading, self.id, self.column))
        return self._told(self.column.usual) or Fraction(1)

    def _told(self, unit: str) -> Fraction | None:
        factor = self.column.factor(unit)
        if factor not in (None, 1):
            self.notes.converted.setdefault(self.id, {})[unit] = None
        return factor

    def _plausible(self, number: Fraction, raw: Cell, cell: str) -> float | None:
        if number < 0:
            self.reject(raw, cell, "negative_number", Bilingual("不小于 0 的数", "0 or more"))
            return None
        if self.column.kind == "count" and number.denominator != 1:
            self.reject(raw, cell, "not_whole", Bilingual("整数", "a whole number"))
            return None
        if self.column.most is not None and number > Fraction(self.column.most):
            self.notes.refused.add(cell)
            self.large[cell] = (cell_text(raw), f"{half_up(number, 0)}{self.column.unit}")
            return None
        return float(number)

    def large_issues(self) -> list[Issue]:
        """Tell of the amounts above the largest that can be: of many at once, since then it is the column's unit."""
        if not self.large:
            return []
        is_assumed = self.column.usual != self.column.unit and self.id in self.notes.assumed
        assumed, most = self.column.usual if is_assumed else None, f"{self.column.most:.15g}{self.column.unit}"
        if len(self.large) > load_conventions().most_cells_alike.value:
            cells = {cell: found for cell, (found, _) in self.large.items()}
            return [too_large_column(self.grid, self.heading, self.id, cells, most, assumed=assumed)]
        return [
            too_large_issue(self.grid, cell, self.id, found, worth, most, assumed=assumed)
            for cell, (found, worth) in self.large.items()
        ]

    def _areas(self, column: Column, raw: Cell, cell: str) -> Areas | None:
        areas = read_areas(raw)
        expected = Bilingual(
            "各间面积（如 96、102.5 或 96×2间），不是长×宽",
            "the area of each room (such as 96、102.5), not length × width",
        )
        if areas == "unreadable":
            self.reject(raw, cell, "unreadable_areas", expected)
            return None
        if isinstance(areas, str):
            return None
        if any(area < 0 or area > Decimal(str(column.most)) for area in areas):
            self.reject(raw, cell, "impossible_area", expected)
            return None
        return tuple(float(area) for area in areas)
