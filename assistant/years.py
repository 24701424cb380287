"""Which files are one county's data of several years: the latest is checked, the earlier ones are kept to compare."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from calculators.errors import NoColumns
from calculators.joining import build_schools
from calculators.layouts.titles import year_in
from calculators.model import SchoolTable, Upload
from calculators.sheets.origins import same_county
from calculators.sheets.reading import OpenFile, table_of
from corpus.model import Stage

Unit = tuple[str, Stage]


@dataclass(frozen=True, slots=True)
class YearSheets:
    """The files of one year, read together."""

    uploads: tuple[Upload, ...]
    table: SchoolTable = field(repr=False)

    @property
    def units(self) -> frozenset[Unit]:
        """The schools and stages that stand in the files."""
        schools, _ = build_schools(self.table)
        return frozenset((school.name, stage) for school in schools for stage in school.stages)


def sheets_by_year(files: Sequence[OpenFile]) -> tuple[YearSheets, ...]:
    """Return the files of each year, the latest first; all in one where they are not one county in several years.

    They are where their titles or file names state different years, their titles name one place at most, and most
    units of a year stand in the next too. A file that states no year belongs to the latest. Raises SheetError.
    """
    alone = [_alone(file) for file in files] if len(files) > 1 else [None]
    years = _years(files, alone)
    stated = sorted({year for year in years if year}, reverse=True)
    several = stated if len(stated) > 1 else []
    found = [_of_year(year, stated[0], files, alone, years) for year in several]
    if found and all(_is_year_of(before, now) for now, before in pairwise(found)):
        return tuple(found)
    return (_together(files),)


def _together(files: Sequence[OpenFile]) -> YearSheets:
    return YearSheets(tuple(file.upload for file in files), table_of(files))


def _of_year(
    year: int, latest: int, files: Sequence[OpenFile], alone: Sequence[SchoolTable | None], years: Sequence[int | None]
) -> YearSheets:
    rows = [row for row, of in enumerate(years) if (of or latest) == year]
    own, table = [files[row] for row in rows], alone[rows[0]]
    found = YearSheets((own[0].upload,), table) if table and len(own) == 1 else _together(own)
    return replace(found, table=replace(found.table, year=year))


def kept_beside(new: Sequence[OpenFile], kept: Sequence[OpenFile]) -> tuple[OpenFile, ...]:
    """Return which of a session's files stay when new ones come: other parts of the same data, and other years of it.

    A file of the same name is replaced, and so is a county form where a new one gives the same fields. Parts of one
    county's data have no unit in common.
    """
    names = {one.upload.name for one in new}
    old = [one for one in kept if one.upload.name not in names]
    if not old:
        return ()
    came = sheets_by_year(new)
    fields = {(one.table.year, id) for one in came for id in one.table.form.values}
    old = [one for one in old if not (fields and _is_form_of(one, fields))]
    groups = sheets_by_year(old) if old else ()
    stays = {upload for group in groups if all(_is_beside(group, one) for one in came) for upload in group.uploads}
    return tuple(one for one in old if one.upload in stays)


def _is_form_of(file: OpenFile, fields: Set[tuple[int | None, str]]) -> bool:
    """Whether a file is a county form and nothing else, with fields that are given anew for its year."""
    table = _alone(file)
    return table is not None and table.frame.empty and any((table.year, id) in fields for id in table.form.values)


def _alone(file: OpenFile) -> SchoolTable | None:
    try:
        return table_of([file])
    except NoColumns:
        return None  # reading all files together tells that nothing in this one was recognised


def _years(files: Sequence[OpenFile], alone: Sequence[SchoolTable | None]) -> list[int | None]:
    """The year of each file: of its titles, or of its name where the titles do not tell years apart."""
    titled = [table.year if table else None for table in alone]
    return titled if len({year for year in titled if year}) > 1 else [year_in([file.upload.name]) for file in files]


def _is_beside(old: YearSheets, new: YearSheets) -> bool:
    is_part = _of_one_place(old, new) and not old.units & new.units
    return is_part or (old.table.year not in (None, new.table.year) and _is_year_of(old, new))


def _is_year_of(one: YearSheets, other: YearSheets) -> bool:
    ours, theirs = one.units, other.units
    return _of_one_place(one, other) and 2 * len(ours & theirs) > min(len(ours), len(theirs))


def _of_one_place(one: YearSheets, other: YearSheets) -> bool:
    return same_county(one.table.place, other.table.place)
