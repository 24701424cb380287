"""One school's row into canonical columns: numbers in the column's unit, each with its cell, faults set aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from calculators.columns import TEXT_COLUMNS, Column, load_columns
from calculators.headings.matching import Match
from calculators.kinds import PART, kind_of, only_stage
from calculators.layouts.table import Record, SheetColumn
from calculators.layouts.titles import stage_in
from calculators.opening.grids import Grid
from calculators.opening.unseen_issues import mark_issue
from calculators.sheets.entries import AREAS_OF, Entry, EntryReader, Notes
from calculators.sheets.faults import stage_issue
from calculators.values import Cell, fold, read_number
from corpus.bilingual import Bilingual

OTHER_STAGE = {"小学": "初中", "初中": "小学"}


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
    """Reads the records of one sheet. `hint` is the stage that the sheet as a whole is about, if any."""

    grid: Grid
    columns: list[tuple[SheetColumn, Match]]
    hint: str | None
    title: str
    notes: Notes = field(default_factory=Notes)
    readers: list[tuple[int, EntryReader]] = field(init=False)

    def __post_init__(self) -> None:
        self.readers = [
            (one.index, EntryReader(self.grid, match.id, match.column, match, self.title, self.notes))
            for one, match in self.columns
            if match.column is not None and match.id is not None
        ]

    def read(self, record: Record, store: Store) -> None:
        """Read one record and add it to `store`."""
        values: dict[str, Entry] = {"school_name": record.name}
        cells: dict[str, str] = {}
        unstaged: list[tuple[EntryReader, float, str]] = []
        for index, reader in self.readers:
            cell = record.cells[index]
            entry = self._entry(reader, record, record.values[index], cell)
            id, column = reader.id, reader.column
            if isinstance(entry, tuple) and column.kind == "count":
                id, column = _as_areas(id)
            if reader.match.stage is None and (column.staged or column.id == "other_pupils"):
                if isinstance(entry, float):
                    unstaged.append((reader, entry, cell))
                continue
            if column.kind != "text":
                store.kinds.setdefault(id, column.kind)
            cells[id] = self._full(cell)
            if entry is not None:
                before = values.get(id)
                values[id] = (*before, *entry) if isinstance(entry, tuple) and isinstance(before, tuple) else entry
        part = self._part(record, values)
        if part:
            values["part"] = part
        self._place_unstaged(unstaged, values, cells, store, part or only_stage(kind_of(values)))
        store.add(values, cells)

    def _entry(self, reader: EntryReader, record: Record, raw: Cell, cell: str) -> Entry | None:
        """Return what a cell holds, but nothing where its value is lost or may be of several schools or columns."""
        if raw is None and self._is_marked(reader.id, cell):
            return None
        if cell in record.shared and self._is_of_several(reader, raw, cell):
            return None
        return reader.read(raw, cell)

    def _is_marked(self, id: str, cell: str) -> bool:
        """Say whether a cell has no value though something stands in it, an error or a formula; it is told."""
        mark = self.grid.marks.get(cell)
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
        return f"{self.grid.file}!{self.grid.sheet}!{cell}"

    def _part(self, record: Record, values: dict[str, Entry]) -> str | None:
        """The stage a row stands for: its name's suffix, its 学段, a section line, or the sheet's own stage."""
        suffix = PART.search(fold(record.name))
        if suffix:
            return (suffix.group(1) or suffix.group(2)).replace("中学", "初中")
        return stage_in([str(values.pop("stage", ""))]) or record.section or self.hint

    def _place_unstaged(
        self,
        unstaged: list[tuple[EntryReader, float, str]],
        values: dict[str, Entry],
        cells: dict[str, str],
        store: Store,
        stage: str | None,
    ) -> None:
        """Give a stage's numbers under headings without one to the row's own stage; tell where it has none."""
        for reader, number, cell in unstaged:
            base = "pupils" if reader.id == "other_pupils" else reader.id
            target = OTHER_STAGE.get(stage or "") if reader.id == "other_pupils" else stage
            targets = [target] if target else list(OTHER_STAGE) if number == 0 else []
            ids = [f"{base}.{one}" for one in targets] or ([reader.id] if reader.column.whole else [])
            if not ids:
                self.notes.doubts[reader.id] = "stage_unknown"
                self.notes.issues.append(stage_issue(self.grid, cell, reader.id))
            for id in ids:
                store.kinds.setdefault(id, "count")
                values.setdefault(id, number)
                cells.setdefault(id, self._full(cell))
