"""One sheet of schools: its columns settled, its rows read, and every fault told."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from calculators.cell_names import letters_of, short_name
from calculators.headings.header import in_unit_of_title, match_headings
from calculators.headings.matching import SYNONYM
from calculators.layouts.table import SheetTable
from calculators.layouts.titles import stage_in, units_in
from calculators.model import ColumnReading, Issue
from calculators.opening.grids import Grid
from calculators.opening.unseen_issues import beside_issues
from calculators.sheets.confirmed import Applied, Confirmed, apply_confirmed, header_keys, header_shape
from calculators.sheets.faults import likeness_issue, skipped_issue, unnamed_issue, unused_issue
from calculators.sheets.gathered import Gathered
from calculators.sheets.origins import Origin, origin_of
from calculators.sheets.rivals import Claim, Settled, settle_rivals
from calculators.sheets.rows import RowReader
from calculators.sheets.totals import stage_total_issues, total_issues
from calculators.sheets.understood import column_readings
from calculators.values import read_number


@dataclass(frozen=True, slots=True, eq=False)
class SchoolSheet:
    """A sheet with a school's name and a known column, or one in doubt, and what its headings were taken for."""

    origin: Origin
    table: SheetTable
    applied: Applied

    @property
    def is_in_doubt(self) -> bool:
        """Whether not one heading of numbers is known, so that all of them must be asked about first."""
        return not any(match.kind not in (None, "text") for _, match in self.applied.matches)

    def read(self, gathered: Gathered) -> None:
        """Add its schools, its columns and its faults."""
        settled = settle_rivals(self.table.grid, self.applied.matches)
        gathered.titles += self.table.titles
        gathered.issues += [*self.applied.issues, *settled.issues, *self._heading_issues(settled.kept)]
        gathered.issues += _skipped_issues(self.table, settled.kept)
        reader = self._read_rows(settled, gathered)
        gathered.issues += [
            *total_issues(self.table, settled.kept, reader.notes.refused),
            *stage_total_issues(self.table, self.applied.matches, settled.kept, reader.notes.refused),
            *reader.issues,
        ]
        gathered.issues += beside_issues(self.table.grid, self._used_cells(settled.kept))
        if self.applied.choices:
            gathered.confirmed.append((header_shape(self.table), self.applied.choices))

    def _heading_issues(self, kept: list[Claim]) -> list[Issue]:
        """Tell which columns were known by likeness alone, and which were left though they are near to one."""
        grid, taken = self.table.grid, {match.id for _, match in kept}
        alike = [
            likeness_issue(grid, column.cell, "/".join(column.path), match.id)
            for column, match in kept
            if match.id and match.confidence < SYNONYM
        ]
        unused = [
            unused_issue(grid, column.cell, "/".join(column.path), match, given=match.guess in taken)
            for column, match in self.applied.matches
            if match.guess
        ]
        return [*alike, *unused]

    def _used_cells(self, kept: list[Claim]) -> Iterator[str]:
        return (record.cells[column.index] for record in self.table.records for column, match in kept if match.id)

    def _read_rows(self, settled: Settled, gathered: Gathered) -> RowReader:
        table, kept = self.table, settled.kept
        reader = RowReader(table.grid, kept, self._stage_hint(kept))
        for record in table.records:
            reader.read(record, gathered.store)
        gathered.columns += self._of_header(column_readings(self.applied.matches, settled, reader))
        return reader

    def _of_header(self, columns: list[ColumnReading]) -> list[ColumnReading]:
        """Return columns that know the header which they are confirmed for."""
        shape, keys = header_shape(self.table), header_keys(self.table)
        return [replace(one, header=shape, key=key) for one, key in zip(columns, keys, strict=True)]

    def _stage_hint(self, kept: list[Claim]) -> str | None:
        """The stage that the sheet as a whole is about, where some column needs one and does not say it."""
        says_no_stage = any(match.stage is None and match.column and match.column.staged for _, match in kept)
        grid = self.table.grid
        return stage_in([grid.sheet, *self.table.titles, grid.file]) if says_no_stage else None


def school_sheet(table: SheetTable, confirmed: Confirmed) -> SchoolSheet | None:
    """Return a sheet of schools with what its headings mean, or None where none of them means anything here.

    Headings that are only near to a column may: such a sheet is in doubt.
    """
    columns, names = table.columns, [record.name for record in table.records]
    found = match_headings([one.path for one in columns], [one.values for one in columns], names)
    matches = list(zip(columns, found, strict=True))
    applied = apply_confirmed(confirmed, table, matches)
    units = units_in(table.titles)
    matches = [(column, in_unit_of_title(match, units)) for column, match in applied.matches]
    sheet = SchoolSheet(origin_of(table.grid, table.titles), table, replace(applied, matches=matches))
    return None if sheet.is_in_doubt and not any(match.alternatives for _, match in matches) else sheet


def _skipped_issues(table: SheetTable, kept: list[Claim]) -> list[Issue]:
    """A row without a school name is an error where it holds numbers of columns that count, else a note or warning."""
    grid = table.grid
    counted = {letters_of(column.cell) for column, match in kept if match.kind not in (None, "text")}
    return [
        unnamed_issue(grid, row)
        if reason == "unnamed" and _holds_numbers(grid, row, counted)
        else skipped_issue(grid, row, reason)
        for row, reason in table.skipped
    ]


def _holds_numbers(grid: Grid, row: int, counted: set[str]) -> bool:
    """Whether a row holds numbers in columns that count, or what should have been computed there."""
    cells = ((short_name(row, index), cell) for index, cell in enumerate(grid.rows[row]))
    return any(name in grid.marks or read_number(cell).number for name, cell in cells if letters_of(name) in counted)
