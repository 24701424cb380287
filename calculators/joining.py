"""From a table's rows to schools: rows of one school joined, its kind and stages settled, assets told apart.

A school can stand in one row, in a row each for 小学部 and 初中部, or in a file each; the same school's assets must be
counted once, and two numbers that contradict each other must be seen, not chosen between.
"""

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field

from calculators.assets import Rooms, settle_amounts, settle_rooms
from calculators.campuses import Belonging, join_campuses
from calculators.cell_names import full_name
from calculators.columns import TEXT_COLUMNS
from calculators.data_checks.absent import complete
from calculators.data_checks.faults import conflict_issue, kind_conflict_issue, own_assets_issue, repeated_issue
from calculators.data_checks.identity import repeats_by_sheet
from calculators.grouping import clean_name, group_rows
from calculators.kinds import LEVELS, Kind, Level, agreed_kind, kind_of, load_form, may_not_count
from calculators.model import Issue, SchoolTable
from calculators.schools import UNKNOWN, School, Taken, says_private
from calculators.values import fold
from corpus.model import STAGES, Stage

ASSETS = (
    "teaching_area", "net_teaching_area", "indoor_sports_area", "sports_ground_area", "sports_area", "equipment_value",
    "multimedia_rooms",
)  # fmt: skip
DESCRIPTIONS = ("built", "rooms_built", "area_kind")
AREAS = ("music_room_areas", "art_room_areas")
WHOLE_SCHOOL = frozenset({*ASSETS, *AREAS, "music_rooms", "art_rooms"})
Areas = tuple[Taken, ...]
Numbers = tuple[tuple[str, str, str], ...]


def build_schools(table: SchoolTable) -> tuple[tuple[School, ...], tuple[Issue, ...]]:
    """Return the schools of a table in sheet order, with what was found wrong while joining their rows."""
    data = {column: table.frame[column].tolist() for column in table.frame.columns}
    grouped = group_rows(table, data)
    issues = list(grouped.issues)
    numbers = _numbers(data)
    joiners = [
        _Joiner(table, data, numbers, rows, issues, name, grouped.codes)
        for rows, name in zip(grouped.rows, grouped.names, strict=True)
    ]
    whole, found = complete(table, data, grouped.rows, [one.school() for one in joiners])
    members = [one.belonging(school) for one, school in zip(joiners, whole, strict=True)]
    schools, joined = join_campuses(members)
    return schools, (*repeats_by_sheet(table, issues), *found, *joined)


def _numbers(columns: Iterable[str]) -> Numbers:
    """Return the columns of numbers: each whole, without its stage, and the stage."""
    named = [column for column in columns if column not in TEXT_COLUMNS and not column.endswith("_areas")]
    return tuple((column, *column.partition(".")[::2]) for column in named)


@dataclass(slots=True)
class _Joiner:
    table: SchoolTable
    data: Mapping[str, list[object]]
    numbers: Numbers
    rows: Sequence[int]
    issues: list[Issue]
    name: str
    codes: Sequence[str]
    conflicts: dict[str, list[str]] = field(default_factory=dict)

    def school(self) -> School:
        name = self.name
        rows = self._without_repeats(name)
        values, areas = self._values(name, rows)
        kinds = self._kinds(rows)
        kind = agreed_kind(tuple(kinds.values()))
        pupils = self._pupils(values, kind, {one for one, _ in kinds.values()})
        if kinds and kind is None:
            undecided = [level for level, one in pupils.items() if not one.known]
            cells = {self._cell("school_type", row): one for row, (one, _) in kinds.items()}
            self.issues.append(kind_conflict_issue(name, cells, undecided))
        if self.conflicts:
            self.issues.append(conflict_issue(name, self.conflicts))
        return School(
            name=name,
            code=next((code for row in rows if (code := self.codes[row])), ""),
            kind=kind,
            private=any(says_private(self.data["sponsor"][row]) for row in rows),
            is_branch=False,
            pupils=pupils,
            listed=tuple(stage for stage in STAGES if self._is_listed(stage, values, rows)),
            values=values,
            areas=areas,
            area_cells={column: self._area_cell(column, rows) for column in AREAS if column in self.data},
            kind_from_name=not any(self.data["school_type"][row] for row in rows),
            texts={column: self._said(column, rows) for column in DESCRIPTIONS},
            stated={
                str(self._part(row) or ""): (str(words), self._cell("stated_verdict", row))
                for row in rows
                if (words := self.data["stated_verdict"][row])
            },
        )

    def _without_repeats(self, name: str) -> list[int]:
        """Drop rows that repeat another row of the same part cell by cell."""
        if len(self.rows) == 1:
            return [*self.rows]
        kept: dict[tuple[object, ...], int] = {}
        for row in self.rows:
            content = tuple(repr(column[row]) for column in self.data.values())
            if content in kept:
                self.issues.append(repeated_issue(self.table, name, row))
            kept.setdefault(content, row)
        return list(kept.values())

    def _said(self, column: str, rows: list[int]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(fold(str(text)) for row in rows if (text := self.data[column][row])))

    def _part(self, row: int) -> object:
        return self.data["part"][row]

    def _kinds(self, rows: list[int]) -> dict[int, tuple[Kind, object]]:
        """The kind that each row says, with the row's part; rows with a 办学类型 come before what names say."""
        stated = [row for row in rows if self.data["school_type"][row]] or rows
        said = {row: kind_of({key: self.data[key][row] for key in ("school_type", "school_name")}) for row in stated}
        return {row: (kind, self._part(row)) for row, kind in said.items() if kind}

    def belonging(self, school: School) -> Belonging:
        """Return the school with the parent that its rows name."""
        parents = [name for row in self.rows if (name := clean_name(str(self.data["parent_school"][row] or "")))]
        parent = next((name for name in parents if fold(name) != fold(clean_name(self.name))), "")
        counted = "".join(fold(str(self.data["counted"][row] or "")) for row in self.rows)
        return Belonging(school, parent, counted, self.table.cells["school_name"][self.rows[0]])

    def _values(self, name: str, rows: list[int]) -> tuple[dict[str, Taken], dict[str, Areas]]:
        values: dict[str, Taken] = {}
        parts = {level: own for level in LEVELS if (own := [row for row in rows if self._part(row) == level])}
        apart = len(parts) > 1
        for column, base, stage in self.numbers:
            if not (apart and base in WHOLE_SCHOOL and not stage):
                values[column] = self._agreed(column, self._preferred(column, stage, rows))
        if apart:
            whole = [row for row in rows if not self._part(row)]
            self._assets_of_parts(name, parts, whole, values)
            judged = [parts[level] for level in STAGES if level in parts]
            return values, self._rooms_of_parts(judged, whole, values)
        areas = {column: self._agreed_areas(column, rows) for column in AREAS if column in self.data}
        return values, {column: found for column, found in areas.items() if found is not None}

    def _preferred(self, column: str, stage: str, rows: list[int]) -> list[int]:
        """For a stage's number: its own part's rows before rows of the whole school, before the other part's."""
        if len(rows) == 1:
            return rows
        own = [row for row in rows if self._part(row) == stage]
        whole = [row for row in rows if not self._part(row)]
        for candidates in (own, whole, rows) if stage else (rows,):
            if any(self._number(column, row) is not None for row in candidates):
                return candidates
        return next((own_rows for own_rows in (own, whole) if stage and own_rows), rows)

    def _number(self, column: str, row: int) -> float | None:
        value = self.data[column][row]
        return value if isinstance(value, float) and not math.isnan(value) else None

    def _cell(self, column: str, row: int) -> str | None:
        return self.table.cells[column][row]

    def _agreed(self, column: str, rows: Sequence[int]) -> Taken:
        if len(rows) == 1:
            number = self._number(column, rows[0])
            return self._absent(column, rows) if number is None else Taken(number, self._cell(column, rows[0]))
        found = {number: row for row in reversed(rows) if (number := self._number(column, row)) is not None}
        if len(found) == 1:
            number, row = found.popitem()
            return Taken(number, self._cell(column, row))
        if found:
            self.conflicts[column] = [self._cell(column, row) or "" for row in sorted(found.values())]
        return self._absent(column, rows)

    def _absent(self, column: str, rows: Sequence[int]) -> Taken:
        cells = [cell for row in rows if (cell := self._cell(column, row))]
        refused = [cell for cell in cells if cell in self.table.refused]
        return Taken(math.nan, next(iter([*refused, *cells]), None), refused=bool(refused))

    def _assets_of_parts(
        self, name: str, parts: Mapping[Level, list[int]], whole: Sequence[int], values: dict[str, Taken]
    ) -> None:
        taken = {level: self._assets(rows) for level, rows in parts.items()}
        settled = settle_amounts(taken, self._assets(whole))
        if settled.own:
            self.issues.append(own_assets_issue(self.table, name, self.rows[0]))
        values.update(settled.values)
        self.conflicts.update(settled.conflicts)

    def _assets(self, rows: Sequence[int]) -> dict[str, Taken]:
        return {column: self._agreed(column, rows) if rows else UNKNOWN for column in ASSETS if column in self.data}

    def _rooms_of_parts(
        self, parts: Sequence[list[int]], whole: Sequence[int], values: dict[str, Taken]
    ) -> dict[str, Areas]:
        areas: dict[str, Areas] = {}
        for kind in ("music", "art"):
            ids = {"count": f"{kind}_rooms", "areas": f"{kind}_room_areas"}
            rooms, conflicts = settle_rooms([self._rooms(kind, rows) for rows in parts], self._rooms(kind, whole))
            self.conflicts.update({ids[key]: cells for key, cells in conflicts.items()})
            if ids["count"] in self.data:
                values[ids["count"]] = rooms.count
            if rooms.areas is not None:
                areas[ids["areas"]] = rooms.areas
        return areas

    def _rooms(self, kind: str, rows: Sequence[int]) -> Rooms:
        count, listed = f"{kind}_rooms", f"{kind}_room_areas"
        return Rooms(
            self._agreed(count, rows) if rows and count in self.data else UNKNOWN,
            self._agreed_areas(listed, rows) if listed in self.data else None,
        )

    def _agreed_areas(self, column: str, rows: Sequence[int]) -> Areas | None:
        """The rows of one school list the same rooms, in whatever order: lists that differ contradict each other."""
        given = {row: areas for row in rows if isinstance(areas := self.data[column][row], tuple)}
        lists = {tuple(sorted(areas)): row for row, areas in reversed(given.items())}
        if len(lists) > 1:
            self.conflicts[column] = [self._cell(column, row) or "" for row in sorted(lists.values())]
        row, areas = next(iter(given.items())) if len(lists) == 1 else (0, None)
        return None if areas is None else tuple(Taken(area, self._cell(column, row)) for area in areas)

    def _area_cell(self, column: str, rows: Sequence[int]) -> str | None:
        return next((cell for row in rows if (cell := self._cell(column, row))), None)

    def _pupils(self, values: Mapping[str, Taken], kind: Kind | None, said: Set[Kind]) -> dict[Level, Taken]:
        """The pupils by stage. Kinds that contradict each other may all be true: no stage of theirs is lacking."""
        pupils = {level: values.get(f"pupils.{level}", UNKNOWN) for level in LEVELS}
        has = self._refused(pupils) | {level for one in said for level in load_form().stages[one]}
        if not said:
            has |= self._guessed_stages(pupils, has)
        elif kind is None and may_not_count(said, sum(one.value for one in pupils.values() if one.known)):
            has |= {level for level, one in pupils.items() if one.value > 0}
            pupils = {level: one if one.value == 0 else Taken(math.nan, one.cell) for level, one in pupils.items()}
        return {level: one if one.known or level in has else Taken(0.0, one.cell) for level, one in pupils.items()}

    def _refused(self, pupils: Mapping[Level, Taken]) -> set[Level]:
        """The stages whose pupils stand in a cell that cannot be used: nobody knows that the school lacks them."""
        unknown = {level: one.cell for level, one in pupils.items() if not one.known and one.cell}
        if not unknown:
            return set()
        refused = {
            full_name(issue.file, issue.sheet, issue.cell) for issue in self.table.issues if issue.severity == "error"
        }
        return {level for level, cell in unknown.items() if cell in refused}

    def _guessed_stages(self, pupils: Mapping[Level, Taken], refused: set[Level]) -> set[Level]:
        """Without a kind: a blank is a stage that the school lacks, unless its cell was refused or all are blank."""
        if refused or any(one.value > 0 for one in pupils.values()):
            return refused
        named = re.search("小学|中学$", str(self.data["school_name"][self.rows[0]]))
        return set(STAGES) if named is None else {"小学" if named.group() == "小学" else "初中"}

    def _is_listed(self, stage: Stage, values: Mapping[str, Taken], rows: list[int]) -> bool:
        """A stage stands in the sheet unless all rows are of another part and hold nothing but its pupils."""
        parts = {self._part(row) for row in rows}
        if None in parts or stage in parts:
            return True
        suffix = f".{stage}"
        return any(one.known for id, one in values.items() if id.endswith(suffix) and not id.startswith("pupils"))
