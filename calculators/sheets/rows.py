"""One school's row into canonical columns: numbers in the column's unit, each with its cell, faults set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from calculators.cell_names import full_name
from calculators.columns import TEXT_COLUMNS, Column, load_columns
from calculators.headings.matching import Match
from calculators.kinds import PART, is_outside, kind_of, load_form, only_stage
from calculators.layouts.table import Record, SheetColumn
from calculators.layouts.titles import stage_in
from calculators.model import Areas, Issue
from calculators.opening.grids import Grid
from calculators.opening.unseen_issues import mark_issue
from calculators.sheets.entries import AREAS_OF, Entry, EntryReader, Notes
from calculators.sheets.faults import conflicting_issue, overflow_issue, stage_issue
from calculators.values import Cell, cell_text, fold, read_number
from corpus.bilingual import Bilingual

OTHER_STAGE = {"小学": "初中", "初中": "小学"}


@dataclass(slots=True)
class Store:
    """Rows gathered over all sheets: for each row its values and their cells, by canonical column.

    `blanks` are the words of cells that count as blank; `refused` the cells that hold something which cannot be used.
    """

    names: list[str] = field(default_factory=list)
    rows: list[dict[str, Entry]] = field(default_factory=list)
    cells: list[dict[str, str]] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)
    blanks: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

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
class _Row:
    """What one record gives: values and their cells by canonical column; rooms by the column of their areas.

    `unstaged` are a stage's numbers under headings that name none.
    """

    values: dict[str, Entry]
    cells: dict[str, str] = field(default_factory=dict)
    rooms: dict[str, list[tuple[str, Areas | None, str]]] = field(default_factory=dict)
    unstaged: list[tuple[EntryReader, float | None, str]] = field(default_factory=list)


@dataclass(slots=True)
class RowReader:
    """Reads the records of one sheet. `hint` is the stage that the sheet as a whole is about, if any."""

    grid: Grid
    columns: list[tuple[SheetColumn, Match]]
    hint: str | None
    notes: Notes = field(default_factory=Notes)
    readers: list[tuple[int, EntryReader]] = field(init=False)

    def __post_init__(self) -> None:
        self.readers = [
            (one.index, EntryReader(self.grid, match.id, match.column, match, self.notes, one.cell))
            for one, match in self.columns
            if match.column is not None and match.id is not None
        ]

    def read(self, record: Record, store: Store) -> None:
        """Read one record and add it to `store`."""
        if record.overflows:
            self.notes.issues.append(overflow_issue(self.grid, f"A{record.row + 1}", record.name))
        row = _Row({"school_name": record.name})
        for index, reader in self.readers:
            self._take(reader, record, index, row, store)
        for id, given in row.rooms.items():
            self._list_rooms(id, given, row)
        part = self._part(record, row.values)
        if part:
            row.values["part"] = part
        self._place_unstaged(row, store, part)
        store.add(row.values, {id: self._full(cell) for id, cell in row.cells.items()})

    @property
    def issues(self) -> list[Issue]:
        """What is wrong with the cells that were read."""
        return [*self.notes.issues, *(issue for _, reader in self.readers for issue in reader.large_issues())]

    def _take(self, reader: EntryReader, record: Record, index: int, row: _Row, store: Store) -> None:
        """Put what a cell holds in its place of the row."""
        cell = record.cells[index]
        entry = self._entry(reader, record, record.values[index], cell)
        id, column = reader.id, reader.column
        if entry is None:
            self._note_absence(record.values[index], cell, store)
        if isinstance(entry, tuple) and column.kind == "count":
            id, column = _as_areas(id)
        if reader.match.stage is None and (column.staged or column.id == "other_pupils"):
            row.unstaged.append((reader, entry if isinstance(entry, float) else None, cell))
            return
        if column.kind != "text":
            store.kinds.setdefault(id, column.kind)
        row.cells[id] = cell
        if column.kind == "areas":
            row.rooms.setdefault(id, []).append((reader.id, entry if isinstance(entry, tuple) else None, cell))
        elif entry is not None:
            row.values[id] = entry

    def _note_absence(self, raw: Cell, cell: str, store: Store) -> None:
        if cell in self.notes.refused:
            store.refused.add(self._full(cell))
        elif words := cell_text(raw):
            store.blanks[self._full(cell)] = words

    def _list_rooms(self, id: str, given: list[tuple[str, Areas | None, str]], row: _Row) -> None:
        """Join the rooms of numbered columns; one cell that cannot be used leaves the whole list unknown."""
        refused = [cell for _, _, cell in given if cell in self.notes.refused]
        filled = [(heading, areas, cell) for heading, areas, cell in given if areas is not None]
        row.cells[id] = next(iter([*refused, *(cell for *_, cell in filled), row.cells[id]]))
        lists: dict[str, Areas] = {}
        for heading, areas, _ in filled:
            lists[heading] = (*lists.get(heading, ()), *areas)
        if refused or not lists:
            return
        if len(set(lists.values())) > 1:  # of a column of areas and one of rooms that holds areas too
            self._tell_conflict(id, [cell for *_, cell in filled])
        else:
            row.values[id] = next(iter(lists.values()))

    def _tell_conflict(self, id: str, cells: list[str]) -> None:
        self.notes.issues.append(conflicting_issue(self.grid, id, cells))

    def _entry(self, reader: EntryReader, record: Record, raw: Cell, cell: str) -> Entry | None:
        """Return what a cell holds, but nothing where its value is lost or may be of several schools or columns."""
        if record.overflows and reader.column.kind != "text":
            self.notes.refused.add(cell)
            return None
        if raw is None and self._is_marked(reader.id, cell):
            return None
        if cell in record.shared and self._is_of_several(reader, raw, cell):
            return None
        return reader.read(raw, cell)

    def _is_marked(self, id: str, cell: str) -> bool:
        """Say whether a cell has no value though something stands in it, an error or a formula; it is told."""
        mark = self.grid.marks.get(cell)
        if mark:
            self.notes.refused.add(cell)
        if mark and (id, cell) not in self.notes.told:  # a merged cell stands for several rows
            self.notes.told.add((id, cell))
            self.notes.issues.append(mark_issue(self.grid, cell, id, mark))
        return mark is not None

    def _is_of_several(self, reader: EntryReader, raw: Cell, cell: str) -> bool:
        """Say whether a cell merged over several schools or columns holds numbers: whose they are is unknown."""
        if reader.column.kind == "text" or read_number(raw).state in ("blank", "none"):
            return False
        expected = Bilingual(
            "每所学校、每一列各填一格（不合并）", "a cell for each school and column, not a merged one"
        )
        reader.reject(raw, cell, "merged_over_several", expected)
        return True

    def _full(self, cell: str) -> str:
        return full_name(self.grid.file, self.grid.sheet, cell)

    def _part(self, record: Record, values: dict[str, Entry]) -> str | None:
        """The stage a row stands for: its name's suffix, its 学段, a section line, or the sheet's own stage."""
        suffix = PART.search(fold(record.name))
        if suffix:
            return (suffix.group(1) or suffix.group(2)).replace("中学", "初中")
        return stage_in([str(values.pop("stage", ""))]) or record.section or self.hint

    def _place_unstaged(self, row: _Row, store: Store, part: str | None) -> None:
        """Give a stage's numbers under headings without one to the row's own stage; tell where it has none."""
        kind = kind_of(row.values)
        stage = part or only_stage(kind)
        several = kind is not None and len(load_form().stages[kind]) > 1
        for reader, number, cell in row.unstaged:
            others = reader.id == "other_pupils"
            base, target = ("pupils", OTHER_STAGE.get(stage or "")) if others else (reader.id, stage)
            targets = [target] if target else list(OTHER_STAGE) if number == 0 else []
            ids = [f"{base}.{one}" for one in targets] or ([reader.id] if reader.column.whole else [])
            if number is None:
                self._leave_open([id for id in ids if target and not others], cell, row, store)
                continue
            if not ids and not is_outside(kind):
                self.notes.doubts[reader.id] = "stage_unknown"
                self.notes.issues.append(stage_issue(self.grid, cell, reader.id, several=several))
            for id in ids:
                store.kinds.setdefault(id, "count")
                self._give(id, number, cell, row, denies=bool(target) or not others)

    def _leave_open(self, ids: list[str], cell: str, row: _Row, store: Store) -> None:
        """A stage's number that its cell does not give: where it should stand is known all the same."""
        for id in ids:
            store.kinds.setdefault(id, "count")
            row.cells.setdefault(id, cell)

    def _give(self, id: str, number: float, cell: str, row: _Row, *, denies: bool) -> None:
        """Give a stage a number whose heading names none; beside another number under its own heading neither counts.

        A cell of the stage's own that cannot be used stays unknown. `denies`: the number is of this stage for sure.
        """
        own = row.values.get(id)
        if own is None and row.cells.get(id) not in self.notes.refused:
            row.values[id], row.cells[id] = number, cell
        elif denies and own not in (None, number):
            del row.values[id]
            self._tell_conflict(id, [row.cells[id], cell])
