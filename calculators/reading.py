"""Workbook bytes to one `SchoolTable`: canonical columns, the source cell of every value, and every fault found.

Nothing is guessed: a cell that cannot be read, a column of two meanings or an impossible number is an issue, and what
depends on it stays undecided.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from calculators.columns import load_columns
from calculators.county_form.reading import FormReader
from calculators.errors import NoColumns
from calculators.grids import Grid, read_grids, short_name
from calculators.matching import SYNONYM, Match, match_heading
from calculators.model import ColumnReading, Issue, SchoolTable, Upload
from calculators.rows import RowReader, Store
from calculators.sheet_faults import (
    column_issue,
    likeness_issue,
    sheet_issue,
    skipped_issue,
    unnamed_issue,
    unused_issue,
)
from calculators.sheets import SheetColumn, SheetTable, sheet_table
from calculators.titles import place_in, stage_in, year_in
from calculators.values import read_number
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY

LOOKED_FOR = ("school_name", "pupils", "classes", "teaching_area", "equipment_value", "music_rooms")


@dataclass(slots=True)
class _Reading:
    """What has been read so far, over all files."""

    store: Store = field(default_factory=Store)
    issues: list[Issue] = field(default_factory=list)
    columns: list[ColumnReading] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    form: FormReader = field(default_factory=FormReader)


def read_tables(uploads: Sequence[Upload]) -> SchoolTable:
    """Read the school sheets and the county form of one county from one or several files.

    Raises `SheetError`: a file that is no readable workbook, or no sheet with a school name and a known column, nor a
    county form.
    """
    reading = _Reading()
    for upload in uploads:
        _read_upload(upload, reading)
    form = reading.form.form()
    if not reading.store.names and not reading.form.files:
        raise _no_columns([upload.name for upload in uploads])
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


def _read_upload(upload: Upload, reading: _Reading) -> None:
    found = False
    for grid in read_grids(upload):
        table = None if grid.hidden else sheet_table(grid)
        usable = _read_sheet(table, reading) if table else not grid.hidden and reading.form.read(grid)
        found = found or usable
        if not usable:
            reading.issues.append(sheet_issue(grid.file, grid.sheet, hidden=grid.hidden))
    if not found:
        reading.issues.append(sheet_issue(upload.name, None, hidden=False))


def _read_sheet(table: SheetTable, reading: _Reading) -> bool:
    matches = [(column, match_heading(column.path)) for column in table.columns]
    if not any(match.kind not in (None, "text") for _, match in matches):
        return False
    grid = table.grid
    kept, issues = _settle_rivals(grid, matches)
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
    return True


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


def _settle_rivals(
    grid: Grid, matches: list[tuple[SheetColumn, Match]]
) -> tuple[list[tuple[SheetColumn, Match]], list[Issue]]:
    """Of several columns of one meaning keep the surest; where two are equally sure, keep none and say so."""
    claims: dict[str, list[tuple[SheetColumn, Match]]] = {}
    for column, match in matches:
        if match.id:
            claims.setdefault(match.id, []).append((column, match))
    kept: list[tuple[SheetColumn, Match]] = []
    issues: list[Issue] = []
    for id, rivals in _without_totals(claims).items():
        kind = rivals[0][1].kind
        if len(rivals) == 1 or kind == "areas":
            kept += rivals
            continue
        ranked = sorted(rivals, key=lambda rival: -rival[1].confidence)
        decided = ranked[0][1].confidence > ranked[1][1].confidence
        if decided or kind == "text" or _all_equal(rivals):
            kept.append(ranked[0])
        else:
            issues.append(column_issue(grid, id, [rival.cell for rival, _ in rivals]))
    return kept, issues


def _without_totals(
    claims: dict[str, list[tuple[SheetColumn, Match]]],
) -> dict[str, list[tuple[SheetColumn, Match]]]:
    """Leave out the total over stages where the sheet gives both stages too."""
    by_stage = {id for id in claims if f"{id}.{PRIMARY}" in claims and f"{id}.{JUNIOR}" in claims}
    return {id: rivals for id, rivals in claims.items() if id not in by_stage or not _is_staged(rivals)}


def _is_staged(rivals: list[tuple[SheetColumn, Match]]) -> bool:
    return any(match.column is not None and match.column.staged for _, match in rivals)


def _all_equal(rivals: list[tuple[SheetColumn, Match]]) -> bool:
    same_unit = len({match.unit for _, match in rivals}) == 1
    return same_unit and all(left.values == right.values for (left, _), (right, _) in pairwise(rivals))
