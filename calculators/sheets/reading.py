"""Workbook bytes to one `SchoolTable`: canonical columns, the source cell of every value, and every fault found.

Nothing is guessed: a cell that cannot be read, a column of two meanings or an impossible number is an issue, and what
depends on it stays undecided.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from calculators.columns import load_columns
from calculators.county_form.reading import FormReader, FoundForm, read_form
from calculators.errors import NoColumns
from calculators.model import ColumnReading, Issue, SchoolTable, Upload
from calculators.sheets.blank import BLANK, blank_issue, is_blank, nothing_filled_in
from calculators.sheets.blocks import tables_in
from calculators.sheets.confirmed import NOTHING_CONFIRMED, Applied, Confirmed, apply_confirmed, header_shape
from calculators.sheets.faults import (
    likeness_issue,
    part_issue,
    sheet_issue,
    skipped_issue,
    unnamed_issue,
    unused_issue,
)
from calculators.sheets.grids import Grid, read_grids, short_name
from calculators.sheets.matching import SYNONYM, match_heading
from calculators.sheets.origins import Origin, home_of, origin_of, other_county, same_county, years_differ
from calculators.sheets.own_sheets import is_own_page, own_page_issue
from calculators.sheets.rivals import Claim, settle_rivals
from calculators.sheets.rows import RowReader, Store
from calculators.sheets.table import SheetTable, sheet_table
from calculators.sheets.titles import place_in, stage_in, year_in
from calculators.sheets.totals import stage_total_issues, total_issues
from calculators.sheets.understood import column_readings
from calculators.sheets.unseen_issues import beside_issues
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
    confirmed: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)


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
    applied: Applied

    def read(self, reading: _Reading) -> None:
        reading.issues += self.applied.issues
        if self.applied.choices:
            reading.confirmed.append((header_shape(self.table), self.applied.choices))
        _read_schools(self.table, self.applied.matches, reading)


@dataclass(frozen=True, slots=True, eq=False)
class _FormOfCounty:
    origin: Origin
    form: FoundForm

    def read(self, reading: _Reading) -> None:
        reading.form.read(self.form)


def read_tables(uploads: Sequence[Upload], confirmed: Confirmed = NOTHING_CONFIRMED) -> SchoolTable:
    """Read the school sheets and the county form of one county from one or several files.

    Columns that were confirmed for a header are read so, which a note says; the table's digest holds them too.

    Raises `SheetError`: a file that is no readable workbook, or no sheet with a school name and a known column, nor a
    county form.
    """
    reading = _Reading()
    sheets = [one for upload in uploads for one in _usable_sheets(upload, reading, confirmed)]
    if not sheets:
        names = [upload.name for upload in uploads]
        raise nothing_filled_in(names) if _is_left_blank(reading, names) else _no_columns(names)
    for sheet in _of_one_county(sheets, reading):
        sheet.read(reading)
    form = reading.form.form()
    titles = [*reading.titles, *reading.form.titles]
    clues = [*titles, *(upload.name for upload in uploads)]
    frame, cells = reading.store.as_frame()
    return SchoolTable(
        sha256=_digest(uploads, reading.confirmed),
        files=tuple(upload.name for upload in uploads),
        place=place_in(titles),
        year=year_in(clues),
        frame=frame,
        cells=cells,
        issues=(*reading.issues, *reading.form.issues),
        columns=(*reading.columns, *reading.form.columns),
        form=form,
    )


def _digest(uploads: Sequence[Upload], confirmed: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    digests = [hashlib.sha256(upload.content).hexdigest() for upload in uploads]
    digests += [json.dumps((shape, sorted(choices.items()))) for shape, choices in confirmed]
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


def _usable_sheets(upload: Upload, reading: _Reading, confirmed: Confirmed) -> list[_Sheet]:
    """Return the sheets of schools and the county forms of a file; the others are told."""
    found: list[_Sheet] = []
    for grid in read_grids(upload):
        parts = _parts(grid, confirmed)
        used = [sheet for _, sheet in parts if sheet]
        left = [part_issue(part) for part, sheet in parts if not sheet] if used else [_left_out(grid)]
        found += used
        reading.issues += left
    if not found and not _is_left_blank(reading, [upload.name]):
        reading.issues.append(sheet_issue(upload.name, None, hidden=False))
    return found


def _parts(grid: Grid, confirmed: Confirmed) -> list[tuple[Grid, _Sheet | None]]:
    """Return the tables of a sheet, each with what it can be used as, or None."""
    if grid.hidden or is_own_page(grid):
        return []
    return [(part, _sheet(part, confirmed)) for part in tables_in(grid)]


def _left_out(grid: Grid) -> Issue:
    """Say why a sheet is not used."""
    if is_own_page(grid):
        return own_page_issue(grid)
    if not grid.hidden and is_blank(grid):
        return blank_issue(grid)
    return sheet_issue(grid.file, grid.sheet, hidden=grid.hidden)


def _is_left_blank(reading: _Reading, files: Sequence[str]) -> bool:
    """Whether some sheet of these files waits to be filled in."""
    return any(issue.code == BLANK and issue.file in files for issue in reading.issues)


def _sheet(grid: Grid, confirmed: Confirmed) -> _Sheet | None:
    table = sheet_table(grid)
    if table is None:
        form = read_form(grid)
        if form is None or form.is_blank:
            return None
        return _FormOfCounty(origin_of(grid, form.sheet.titles, form.fields), form)
    matches = [(column, match_heading(column.path)) for column in table.columns]
    applied = apply_confirmed(confirmed, table, matches)
    if not any(match.kind not in (None, "text") for _, match in applied.matches):
        return None
    return _Schools(origin_of(grid, table.titles), table, applied)


def _of_one_county(sheets: Sequence[_Sheet], reading: _Reading) -> list[_Sheet]:
    """Leave out, with an error, what its title says is another county's; sheets of different years are told."""
    home = home_of([sheet.origin for sheet in sheets])
    own = [sheet for sheet in sheets if home is None or same_county(sheet.origin.place, home.place)]
    reading.issues += [other_county(sheet.origin, home) for sheet in sheets if home and sheet not in own]
    reading.issues += years_differ([sheet.origin for sheet in own])
    return own


def _read_schools(table: SheetTable, matches: list[Claim], reading: _Reading) -> None:
    grid = table.grid
    settled = settle_rivals(grid, matches)
    kept = settled.kept
    reading.issues += settled.issues
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
    reading.issues += [*total_issues(table, kept), *stage_total_issues(table, matches, kept)]
    says_no_stage = any(match.stage is None and match.column and match.column.staged for _, match in kept)
    hint = stage_in([grid.sheet, *table.titles, grid.file]) if says_no_stage else None
    reader = RowReader(grid, kept, hint, "\n".join(table.titles))
    for record in table.records:
        reader.read(record, reading.store)
    reading.issues += reader.notes.issues
    used = (record.cells[column.index] for record in table.records for column, match in kept if match.id)
    reading.issues += beside_issues(grid, used)
    reading.columns += column_readings(matches, settled, reader)


def _skipped_issues(table: SheetTable, kept: list[Claim]) -> list[Issue]:
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
    """Whether a row holds numbers in columns that count, or what should have been computed there."""
    cells = ((short_name(row, index), cell) for index, cell in enumerate(grid.rows[row]))
    return any(
        name in grid.marks or read_number(cell).number for name, cell in cells if name.rstrip("0123456789") in counted
    )
