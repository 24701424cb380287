"""One school's row into canonical columns: numbers in the column's unit, each with its cell, faults set aside."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from calculators.columns import Column, load_columns
from calculators.kinds import PART, kind_of, load_form, only_stage
from calculators.model import Issue
from calculators.rounding import half_up
from calculators.sheets.faults import cell_issue, number_or_area_issue, stage_issue, too_large_issue, unit_issue
from calculators.sheets.grids import Grid
from calculators.sheets.matching import Match
from calculators.sheets.table import Record, SheetColumn
from calculators.sheets.titles import stage_in
from calculators.sheets.unseen_issues import mark_issue
from calculators.values import AREA_UNITS, Cell, cell_text, fold, read_areas, read_number
from corpus.bilingual import Bilingual

TEXT_COLUMNS = (
    "school_name",
    "code",
    "school_type",
    "part",
    "area_kind",
    "sponsor",
    "built",
    "rooms_built",
    "counted",
    "parent_school",
)
AREAS_OF = {"music_rooms": "music_room_areas", "art_rooms": "art_room_areas"}
OTHER_STAGE = {"小学": "初中", "初中": "小学"}
SAYS_10000_YUAN = re.compile("万元")

Areas = tuple[float, ...]
Entry = float | str | Areas


@dataclass(slots=True)
class Store:
    """Rows gathered over all sheets: for each row its values and their cells, by canonical column."""

    names: list[str] = field(default_factory=list)
    rows: list[dict[str, Entry]] = field(default_factory=list)
    cells: list[dict[str, str]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)

    def add(self, values: dict[str, Entry], cells: dict[str, str]) -> None:
        """Add one row."""
        self.names.append(str(values["school_name"]))
        self.rows.append(values)
        self.cells.append(cells)

    def as_frame(self) -> tuple[pd.DataFrame, Mapping[str, tuple[str | None, ...]]]:
        """Return the frame in canonical columns and the cell of every value."""
        columns = dict.fromkeys([*TEXT_COLUMNS, *self.kinds])
        data = {}
        for column in columns:
            values = [row.get(column) for row in self.rows]
            numeric = self.kinds.get(column, "text") in ("count", "amount")
            data[column] = pd.Series(values, dtype="float64" if numeric else object)
        cells = {column: tuple(row.get(column) for row in self.cells) for column in columns}
        return pd.DataFrame(data), cells


def _as_areas(id: str) -> tuple[str, Column]:
    """Return the column of the areas of the rooms that a column counts, and its id with the same stage."""
    counted, dot, stage = id.partition(".")
    column = load_columns()[AREAS_OF[counted]]
    return f"{column.id}{dot}{stage}", column


@dataclass(slots=True)
class RowReader:
    """Reads the records of one sheet. `hint` is the stage that the sheet as a whole is about, if any.

    `doubts` are what its cells leave open of a column's meaning: the code of the issue, by canonical column;
    `converted` the units that numbers were given in other than the column's own.
    """

    grid: Grid
    columns: list[tuple[SheetColumn, Match]]
    hint: str | None
    title: str
    issues: list[Issue] = field(default_factory=list)
    assumed: set[str] = field(default_factory=set)
    told: set[tuple[str, str]] = field(default_factory=set)
    doubts: dict[str, str] = field(default_factory=dict)
    converted: dict[str, dict[str, None]] = field(default_factory=dict)

    def read(self, record: Record, store: Store) -> None:
        """Read one record and add it to `store`."""
        values: dict[str, Entry] = {"school_name": record.name}
        cells: dict[str, str] = {}
        unstaged: list[tuple[Match, float, str]] = []
        for sheet_column, match in self.columns:
            if match.column is None or match.id is None:
                continue
            raw, cell = record.values[sheet_column.index], record.cells[sheet_column.index]
            is_open = self._is_marked(match.id, raw, cell) or (
                cell in record.shared and self._is_of_several(match, raw, cell)
            )
            entry = None if is_open else self._entry(match, match.column, raw, cell)
            id, column = match.id, match.column
            if isinstance(entry, tuple) and column.kind == "count":
                id, column = _as_areas(id)
            needs_stage = match.stage is None and (column.staged or column.id == "other_pupils")
            if column.kind != "text" and not needs_stage:
                store.kinds.setdefault(id, column.kind)
            if entry is None:
                if not needs_stage:
                    cells[id] = self._full(cell)
                continue
            if needs_stage and isinstance(entry, float):
                unstaged.append((match, entry, cell))
            elif isinstance(entry, tuple) and id in values:
                values[id] = (*values[id], *entry)  # type: ignore[misc]
            else:
                values[id] = entry
            cells[id] = self._full(cell)
        part = self._part(record, values)
        if part:
            values["part"] = part
        self._place_unstaged(unstaged, values, cells, store, part or only_stage(kind_of(values)))
        store.add(values, cells)

    def _is_marked(self, id: str, raw: Cell, cell: str) -> bool:
        """Say whether a cell has no value though something stands in it, an error or a formula; it is told."""
        mark = self.grid.marks.get(cell) if raw is None else None
        if mark and (id, cell) not in self.told:  # a merged cell stands for several rows
            self.told.add((id, cell))
            self.issues.append(mark_issue(self.grid, cell, id, mark))
        return mark is not None

    def _is_of_several(self, match: Match, raw: Cell, cell: str) -> bool:
        """Say whether a cell merged over several schools or columns holds numbers: whose they are is unknown."""
        if match.kind == "text" or read_number(raw).state in ("blank", "none"):
            return False
        expected = Bilingual(
            "每所学校、每一列各填一格（不合并）", "a cell for each school and column, not a merged one"
        )
        self._reject(match, cell, raw, "merged_over_several", expected)
        return True

    def _full(self, cell: str) -> str:
        return f"{self.grid.file}!{self.grid.sheet}!{cell}"

    def _part(self, record: Record, values: dict[str, Entry]) -> str | None:
        """The stage a row stands for: its name's suffix, its 学段, a section line, or the sheet's own stage."""
        suffix = PART.search(fold(record.name))
        if suffix:
            return (suffix.group(1) or suffix.group(2)).replace("中学", "初中")
        return stage_in([str(values.pop("stage", ""))]) or record.section or self.hint

    def _place_unstaged(
        self,
        unstaged: list[tuple[Match, float, str]],
        values: dict[str, Entry],
        cells: dict[str, str],
        store: Store,
        stage: str | None,
    ) -> None:
        for match, number, cell in unstaged:
            cells.pop(str(match.id), None)
            base = "pupils" if match.id == "other_pupils" else match.id
            target = OTHER_STAGE.get(stage or "") if match.id == "other_pupils" else stage
            targets = [target] if target else list(OTHER_STAGE) if number == 0 else []
            whole = [str(match.id)] if match.column and match.column.whole else []
            ids = [f"{base}.{one}" for one in targets] or whole
            if not ids:
                self.doubts[str(match.id)] = "stage_unknown"
                self.issues.append(stage_issue(self.grid, cell, str(match.id)))
            for id in ids:
                store.kinds.setdefault(id, "count")
                values.setdefault(id, number)
                cells.setdefault(id, self._full(cell))

    def _entry(self, match: Match, column: Column, raw: Cell, cell: str) -> Entry | None:
        if column.kind == "text":
            return cell_text(raw) or None
        if column.kind == "areas":
            return self._areas(match, column, raw, cell)
        if match.ambiguous:
            return self._rooms(match, column, raw, cell)
        return self._number(match, column, raw, cell)

    def _rooms(self, match: Match, column: Column, raw: Cell, cell: str) -> Entry | None:
        """Under a heading that says neither number nor area several numbers are areas; a lone large one is in doubt."""
        areas, value = read_areas(raw), read_number(raw)
        is_area = value.unit in AREA_UNITS - {""}
        if isinstance(areas, tuple) and (len(areas) > 1 or is_area):
            return self._areas(match, load_columns()[AREAS_OF[column.id]], raw, cell)
        if value.number is None or value.unit or value.number < load_form().smallest_room_m2:
            return self._number(match, column, raw, cell)
        self.doubts[str(match.id)] = "number_or_area"
        self.issues.append(number_or_area_issue(self.grid, cell, str(match.id), cell_text(raw)))
        return None

    def _number(self, match: Match, column: Column, raw: Cell, cell: str) -> float | None:
        value = read_number(raw)
        if value.state == "unreadable":
            self._reject(match, cell, raw, "unreadable_number", Bilingual("一个数", "a number"))
            return None
        if value.number is None:
            return 0.0 if value.state == "none" and not column.staged and match.stage is None else None
        factor = self._factor(match, column, value.unit)
        if factor is None:
            expected = Bilingual(f"以“{column.unit}”为单位的数", f"a number in {column.unit}")
            self._reject(match, cell, raw, "unknown_unit", expected)
            return None
        return self._plausible(match, column, Fraction(value.number) * factor, raw, cell)

    def _factor(self, match: Match, column: Column, unit: str) -> Fraction | None:
        """The unit is the cell's own, else the heading's, else the one that the title names, else the usual one."""
        if unit:
            return self._told(match, column, unit)
        if match.unit and column.factor(match.unit) is not None:
            return self._told(match, column, match.unit)
        if column.usual != column.unit and not SAYS_10000_YUAN.search(self.title) and match.id not in self.assumed:
            self.assumed.add(str(match.id))
            self.doubts[str(match.id)] = "unit_assumed"
            self.issues.append(unit_issue(self.grid, str(match.id), column))
        return self._told(match, column, column.usual) or Fraction(1)

    def _told(self, match: Match, column: Column, unit: str) -> Fraction | None:
        factor = column.factor(unit)
        if factor not in (None, 1):
            self.converted.setdefault(str(match.id), {})[unit] = None
        return factor

    def _plausible(self, match: Match, column: Column, number: Fraction, raw: Cell, cell: str) -> float | None:
        if number < 0:
            self._reject(match, cell, raw, "negative_number", Bilingual("不小于 0 的数", "0 or more"))
            return None
        if column.kind == "count" and number.denominator != 1:
            self._reject(match, cell, raw, "not_whole", Bilingual("整数", "a whole number"))
            return None
        if column.most is not None and number > Fraction(column.most):
            worth, most = f"{half_up(number, 0)}{column.unit}", f"{column.most:.15g}{column.unit}"
            assumed = column.usual if column.usual != column.unit and match.id in self.assumed else None
            self.issues.append(
                too_large_issue(self.grid, cell, str(match.id), cell_text(raw), worth, most, assumed=assumed)
            )
            return None
        return float(number)

    def _areas(self, match: Match, column: Column, raw: Cell, cell: str) -> Areas | None:
        areas = read_areas(raw)
        expected = Bilingual(
            "各间面积（如 96、102.5 或 96×2间），不是长×宽",
            "the area of each room (such as 96、102.5), not length × width",
        )
        if areas == "unreadable":
            self._reject(match, cell, raw, "unreadable_areas", expected)
            return None
        if isinstance(areas, str):
            return None
        if any(area < 0 or area > Decimal(str(column.most)) for area in areas):
            self._reject(match, cell, raw, "impossible_area", expected)
            return None
        return tuple(float(area) for area in areas)

    def _reject(self, match: Match, cell: str, raw: Cell, code: str, expected: Bilingual) -> None:
        self.issues.append(cell_issue(self.grid, cell, code, str(match.id), cell_text(raw), expected))
