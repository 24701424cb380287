"""Workbook bytes to one `SchoolTable`: canonical columns, the source cell of every value, and every fault found.

Nothing is guessed: a cell that cannot be read, a column of two meanings or an impossible number is an issue, and what
depends on it stays undecided.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from calculators.columns import load_columns
from calculators.county_form.reading import FoundForm, read_form
from calculators.errors import NoColumns
from calculators.layouts.blocks import tables_in
from calculators.layouts.on_side import ON_SIDE, TURN_IT, first_item, on_side_issue
from calculators.layouts.own_sheets import is_own_page, own_page_issue
from calculators.layouts.table import sheet_table
from calculators.layouts.titles import place_in, year_in
from calculators.model import Issue, SchoolTable, Upload
from calculators.opening.grids import Grid, read_grids
from calculators.opening.names import named_apart, renamed_issue
from calculators.sheets.blank import BLANK, blank_issue, is_blank, nothing_filled_in
from calculators.sheets.confirmed import NOTHING_CONFIRMED, Confirmed
from calculators.sheets.faults import part_issue, sheet_issue
from calculators.sheets.gathered import Gathered
from calculators.sheets.origins import Origin, home_of, origin_of, other_county, other_years, same_county, years_differ
from calculators.sheets.school_sheet import school_sheet
from corpus.bilingual import Bilingual

LOOKED_FOR = ("school_name", "pupils", "classes", "teaching_area", "equipment_value", "music_rooms")


class Sheet(Protocol):
    """A sheet that can be used: of schools, or the county's form."""

    @property
    def origin(self) -> Origin:
        """Whose data it holds."""

    @property
    def is_in_doubt(self) -> bool:
        """Whether nothing of it can be used until the user has said what its columns are."""

    def read(self, gathered: Gathered) -> None:
        """Add what it holds."""


@dataclass(frozen=True, slots=True, eq=False)
class FormSheet:
    """A sheet that is the county's form."""

    origin: Origin
    form: FoundForm
    is_in_doubt: bool = False

    def read(self, gathered: Gathered) -> None:
        """Add its fields."""
        gathered.form.read(self.form)


Parts = list[tuple[Grid, Sheet | None]]  # the tables of a sheet, each with what it can be used as


@dataclass(frozen=True, slots=True, eq=False)
class OpenFile:
    """A file whose sheets were told apart: those that can be used, and why the others are not."""

    upload: Upload
    sheets: tuple[Sheet, ...]
    issues: tuple[Issue, ...]

    @property
    def is_left_blank(self) -> bool:
        """Whether some sheet waits to be filled in."""
        return any(issue.code == BLANK for issue in self.issues)


def read_tables(uploads: Sequence[Upload], confirmed: Confirmed = NOTHING_CONFIRMED) -> SchoolTable:
    """Read the school sheets and the county form of one county from one or several files.

    Columns that were confirmed for a header are read so, which a note says; the table's digest holds them too.

    Raises `SheetError`: a file that is no readable workbook, or no sheet with a school name and a known column, nor a
    county form.
    """
    return table_of([open_file(upload, confirmed) for upload in named_apart(uploads)])


def open_file(upload: Upload, confirmed: Confirmed = NOTHING_CONFIRMED) -> OpenFile:
    """Open a file and tell its sheets apart. Raises `SheetError`.

    A sheet in doubt is used where the file has no other, so that its columns can be asked about.
    """
    found: list[Sheet] = []
    issues = [renamed_issue(upload)] if upload.came_as else []
    for grid, parts in _only_sure([(grid, _parts(grid, confirmed)) for grid in read_grids(upload)]):
        used = [sheet for _, sheet in parts if sheet]
        found += used
        issues += [part_issue(part) for part, sheet in parts if not sheet] if used else [_left_out(grid)]
    opened = OpenFile(upload, tuple(found), tuple(issues))
    if found or opened.is_left_blank:
        return opened
    return replace(opened, issues=(*issues, sheet_issue(upload.name, None, hidden=False)))


def _only_sure(sheets: list[tuple[Grid, Parts]]) -> list[tuple[Grid, Parts]]:
    """Return the sheets of a file, those in doubt without a use where there are others."""
    if not any(one and not one.is_in_doubt for _, parts in sheets for _, one in parts):
        return sheets
    return [(grid, [(part, None if one and one.is_in_doubt else one) for part, one in parts]) for grid, parts in sheets]


def _parts(grid: Grid, confirmed: Confirmed) -> Parts:
    """Return the tables of a sheet, each with what it can be used as, or None."""
    if grid.hidden or is_own_page(grid):
        return []
    return [(part, _sheet(part, confirmed)) for part in tables_in(grid)]


def table_of(files: Sequence[OpenFile]) -> SchoolTable:
    """Join the sheets of one county's files. Raises NoColumns where none can be used."""
    names = tuple(file.upload.name for file in files)
    sheets = [sheet for file in files for sheet in file.sheets]
    if not sheets:
        raise _unusable(files, names)
    gathered = Gathered(issues=[issue for file in files for issue in file.issues])
    own = _of_one_county(sheets, gathered)
    for sheet in own:
        sheet.read(gathered)
    form = gathered.form.form()
    titles = [*gathered.titles, *gathered.form.titles]
    frame, cells = gathered.store.as_frame()
    return SchoolTable(
        sha256=_digest([file.upload for file in files], gathered.confirmed),
        files=names,
        place=place_in(titles),
        year=year_in([*titles, *names]),
        frame=frame,
        cells=cells,
        issues=(*gathered.issues, *gathered.form.issues),
        columns=(*gathered.columns, *gathered.form.columns),
        form=form,
        other_years=other_years([sheet.origin for sheet in own]),
        blanks=gathered.store.blanks,
        refused=frozenset(gathered.store.refused),
    )


def _digest(uploads: Sequence[Upload], confirmed: Sequence[tuple[str, Mapping[str, str]]]) -> str:
    digests = [hashlib.sha256(upload.content).hexdigest() for upload in uploads]
    digests += [json.dumps((shape, sorted(choices.items()))) for shape, choices in confirmed]
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def _unusable(files: Sequence[OpenFile], names: Sequence[str]) -> NoColumns:
    if any(file.is_left_blank for file in files):
        return nothing_filled_in(names)
    on_side = next((issue for file in files for issue in file.issues if issue.code == ON_SIDE), None)
    return NoColumns(on_side.message, TURN_IT) if on_side else _no_columns(names)


def _no_columns(names: Sequence[str]) -> NoColumns:
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


def _left_out(grid: Grid) -> Issue:
    """Say why a sheet is not used."""
    if is_own_page(grid):
        return own_page_issue(grid)
    if not grid.hidden and is_blank(grid):
        return blank_issue(grid)
    item = None if grid.hidden else first_item(grid)
    return on_side_issue(grid, item) if item else sheet_issue(grid.file, grid.sheet, hidden=grid.hidden)


def _sheet(grid: Grid, confirmed: Confirmed) -> Sheet | None:
    table = sheet_table(grid)
    if table:
        return school_sheet(table, confirmed)
    form = read_form(grid)
    return None if form is None or form.is_blank else FormSheet(origin_of(grid, form.sheet.titles, form.fields), form)


def _of_one_county(sheets: Sequence[Sheet], gathered: Gathered) -> list[Sheet]:
    """Leave out, with an error, what its title says is another county's; sheets of different years are told."""
    home = home_of([sheet.origin for sheet in sheets])
    own = [sheet for sheet in sheets if home is None or same_county(sheet.origin.place, home.place)]
    gathered.issues += [other_county(sheet.origin, home) for sheet in sheets if home and sheet not in own]
    gathered.issues += years_differ([sheet.origin for sheet in own])
    return own
