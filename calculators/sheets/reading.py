"""Workbook bytes to one `SchoolTable`: canonical columns, the source cell of every value, and every fault found.

Nothing is guessed: a cell that cannot be read, a column of two meanings or an impossible number is an issue, and what
depends on it stays undecided.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from calculators.columns import load_columns
from calculators.county_form.reading import FormReader, FoundForm, read_form
from calculators.errors import NoColumns
from calculators.model import ColumnReading, Issue, SchoolTable, Upload
from calculators.sheets.faults import (
    likeness_issue,
    sheet_issue,
    skipped_issue,
    unnamed_issue,
    unused_issue,
)
from calculators.sheets.grids import Grid, read_grids, short_name
from calculators.sheets.matching import SYNONYM, Match, match_heading
from calculators.sheets.origins import Origin, home_of, origin_of, other_county, same_county, years_differ
from calculators.sheets.rivals import settle_rivals
from calculators.sheets.rows import RowReader, Store
from calculators.sheets.table import SheetColumn, SheetTable, sheet_table
from calculators.sheets.titles import place_in, stage_in, year_in
from calculators.values import read_number
from corpus.bilingual import Bilingual

LOOKED_FOR = ("school_name", "pupils", "classes", "teaching_area", "equipment_value", "music_rooms")


@dataclass(slots=True)
class _Reading:
    """What has been read so far, over all files."""

    store: Store = field(default_factory=Store)
    issues: list[Issue] = field(default_factory=list)
    columns: list[ColumnReading] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    form: FormReader = field(default_factory=FormReader)


class _Sheet(Protocol):
    """A sheet that can be used: of schools, or the county's form."""

    @property
    def origin(self) -> Origin:
        """Whose data it holds."""

    def read(self, reading: _Reading) -> None:
        """Add what it holds."""


@dataclass(frozen=True, slots=True, eq=False)
class _Schools:
    origin: Origin
    table: SheetTable
    matches: list[tuple[SheetColumn, Match]]

    def read(self, reading: _Reading) -> None:
        _read_schools(self.table, self.matches, reading)


@dataclass(frozen=True, slots=True, eq=False)
class _FormOfCounty:
    origin: Origin
    form: FoundForm

    def read(self, reading: _Reading) -> None:
        reading.form.read(self.form)


def read_tables(uploads: Sequence[Upload]) -> SchoolTable:
    """Read the school sheets and the county form of one county from one or several files.

    Raises `SheetError`: a file that is no readable workbook, or no sheet with a school name and a known column, nor a
    county form.
    """
    reading = _Reading()
    sheets = [one for upload in uploads for one in _usable_sheets(upload, reading)]
    if not sheets:
        raise _no_columns([upload.name for upload in uploads])
    for sheet in _of_one_county(sheets, reading):
        sheet.read(reading)
    form = reading.form.form()
    titles = [*reading.titles, *reading.form.titles]
    clues = [*titles, *(upload.name for upload in uploads)]
    frame, cells = reading.store.as_frame()
    return SchoolTable(
        sha256=_digest(uploads),
        files=tuple(upload.name for upload in uploads),
        place=place_in(titles),
        year=year_in(clues),
        frame=frame,
        cells=cells,
        issues=(*reading.issues, *reading.form.issues),
        columns=(*reading.columns, *reading.form.columns),
        form=form,
    )


def _digest(uploads: Sequence[Upload]) -> str:
    digests = [hashlib.sha256(upload.content).hexdigest() for upload in uploads]
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def _no_columns(names: list[str]) -> NoColumns:
    columns = load_columns()
    zh = "、".join(columns[id].label.zh for id in LOOKED_FOR)
    en = ", ".join(f"{columns[id].label.zh} ({columns[id].label.en})" for id in LOOKED_FOR)
    files = "、".join(names) or "—"
    return NoColumns(
        Bilingual(
            f"{files}：没有找到可识别的列，找过：{zh} 等。", f"{files}: no recognisable column; looked for: {en}."
        ),
        Bilingual(
            "请使用含“学校名称”表头的学校数据表，或含“填报项目”“填报值”两列的县级填报表。",
            "Use a school sheet whose headings include 学校名称 (school name), or a county form with the columns "
            "填报项目 (item) and 填报值 (value).",
        ),
    )


def _usable_sheets(upload: Upload, reading: _Reading) -> list[_Sheet]:
    """Return the sheets of schools and the county forms of a file; the others are told."""
    found: list[_Sheet] = []
    for grid in read_grids(upload):
        sheet = None if grid.hidden else _sheet(grid)
        if sheet:
            found.append(sheet)
        else:
            reading.issues.append(sheet_issue(grid.file, grid.sheet, hidden=grid.hidden))
    if not found:
        reading.issues.append(sheet_issue(upload.name, None, hidden=False))
    return found


def _sheet(grid: Grid) -> _Sheet | None:
    table = sheet_table(grid)
    if table is None:
        form = read_form(grid)
        return _FormOfCounty(origin_of(grid, form.sheet.titles, form.fields), form) if form else None
    matches = [(column, match_heading(column.path)) for column in table.columns]
    if not any(match.kind not in (None, "text") for _, match in matches):
        return None
    return _Schools(origin_of(grid, table.titles), table, matches)


def _of_one_county(sheets: Sequence[_Sheet], reading: _Reading) -> list[_Sheet]:
    """Leave out, with an error, what its title says is another county's; sheets of different years are told."""
    home = home_of([sheet.origin for sheet in sheets])
    own = [sheet for sheet in sheets if home is None or same_county(sheet.origin.place, home.place)]
    reading.issues += [other_county(sheet.origin, home) for sheet in sheets if home and sheet not in own]
    reading.issues += years_differ([sheet.origin for sheet in own])
    return own


def _read_schools(table: SheetTable, matches: list[tuple[SheetColumn, Match]], reading: _Reading) -> None:
    grid = table.grid
    kept, issues = settle_rivals(grid, matches)
    reading.issues += issues
    reading.columns += [_column_reading(grid, column, match, kept) for column, match in matches]
    reading.issues += [
        likeness_issue(grid, column.cell, "/".join(column.path), match.id)
        for column, match in kept
        if match.id and match.confidence < SYNONYM
    ]
    taken = {match.id for _, match in kept}
    reading.issues += [
        unused_issue(grid, column.cell, "/".join(column.path), match, given=match.guess in taken)
        for column, match in matches
        if match.guess
    ]
    reading.titles += table.titles
    reading.issues += _skipped_issues(table, kept)
    says_no_stage = any(match.stage is None and match.column and match.column.staged for _, match in kept)
    hint = stage_in([grid.sheet, *table.titles, grid.file]) if says_no_stage else None
    reader = RowReader(grid, kept, hint, "\n".join(table.titles))
    for record in table.records:
        reader.read(record, reading.store)
    reading.issues += reader.issues


def _skipped_issues(table: SheetTable, kept: list[tuple[SheetColumn, Match]]) -> list[Issue]:
    """A row without a school name is an error where it holds numbers of columns that count, else a note or warning."""
    grid = table.grid
    counted = {column.cell.rstrip("0123456789") for column, match in kept if match.kind not in (None, "text")}
    return [
        unnamed_issue(grid, row)
        if reason == "unnamed" and _holds_numbers(grid, row, counted)
        else skipped_issue(grid, row, reason)
        for row, reason in table.skipped
    ]


def _holds_numbers(grid: Grid, row: int, counted: set[str]) -> bool:
    cells = (
        cell for index, cell in enumerate(grid.rows[row]) if short_name(row, index).rstrip("0123456789") in counted
    )
    return any(read_number(cell).number for cell in cells)


def _column_reading(
    grid: Grid, column: SheetColumn, match: Match, kept: list[tuple[SheetColumn, Match]]
) -> ColumnReading:
    taken = any(column is other for other, _ in kept)
    return ColumnReading(
        file=grid.file,
        sheet=grid.sheet,
        cell=column.cell,
        heading="/".join(column.path),
        taken_as=match.id if taken else None,
        confidence=match.confidence if taken else 0.0,
        why=match.why
        if taken or match.id is None
        else Bilingual("与另一列争同一含义", "another column claims this meaning"),
    )
