"""Which files are one county's data of several years: the latest is checked, the earlier ones are kept to compare."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, field, replace
from itertools import pairwise

from calculators.errors import NoColumns
from calculators.joining import build_schools
from calculators.model import SchoolTable, Upload
from calculators.sheets.confirmed import NOTHING_CONFIRMED, Confirmed
from calculators.sheets.origins import same_county
from calculators.sheets.reading import read_tables
from calculators.sheets.titles import year_in
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


def sheets_by_year(uploads: Sequence[Upload], confirmed: Confirmed = NOTHING_CONFIRMED) -> tuple[YearSheets, ...]:
    """Return the files of each year, the latest first; all in one where they are not one county in several years.

    They are where their titles or file names state different years, their titles name one place at most, and most
    units of a year stand in the next too. A file that states no year belongs to the latest. Raises SheetError.
    """
    alone = [_alone(upload, confirmed) for upload in uploads] if len(uploads) > 1 else [None]
    years = _years(uploads, alone)
    stated = sorted({year for year in years if year}, reverse=True)
    several = stated if len(stated) > 1 else []
    found = [_of_year(year, stated[0], uploads, alone, years, confirmed) for year in several]
    if found and all(_is_year_of(before, now) for now, before in pairwise(found)):
        return tuple(found)
    return (YearSheets(tuple(uploads), read_tables(uploads, confirmed)),)


def _of_year(
    year: int, latest: int, uploads: Sequence[Upload], alone: Sequence[SchoolTable | None],
    years: Sequence[int | None], confirmed: Confirmed,
) -> YearSheets:  # fmt: skip
    rows = [row for row, of in enumerate(years) if (of or latest) == year]
    files, table = tuple(uploads[row] for row in rows), alone[rows[0]]
    if table is None or len(files) > 1:
        table = read_tables(files, confirmed)
    return YearSheets(files, replace(table, year=year))


def kept_beside(
    uploads: Sequence[Upload], kept: Sequence[Upload], confirmed: Confirmed = NOTHING_CONFIRMED
) -> tuple[Upload, ...]:
    """Return which of a session's files stay when new ones come: other parts of the same data, and other years of it.

    A file of the same name is replaced, and so is a county form where a new one gives the same fields. Parts of one
    county's data have no unit in common.
    """
    names = {one.name for one in uploads}
    old = [one for one in kept if one.name not in names]
    if not old:
        return ()
    new = sheets_by_year(uploads, confirmed)
    fields = {(one.table.year, id) for one in new for id in one.table.form.values}
    old = [one for one in old if not (fields and _is_form_of(one, fields))]
    groups = sheets_by_year(old, confirmed) if old else ()
    stays = [group for group in groups if all(_is_beside(group, one) for one in new)]
    files = {one for group in stays for one in group.uploads}
    return tuple(one for one in old if one in files)


def _is_form_of(upload: Upload, fields: Set[tuple[int | None, str]]) -> bool:
    """Whether a file is a county form and nothing else, with fields that are given anew for its year."""
    table = _alone(upload, NOTHING_CONFIRMED)  # a county form has no columns to confirm
    return table is not None and table.frame.empty and any((table.year, id) in fields for id in table.form.values)


def _alone(upload: Upload, confirmed: Confirmed) -> SchoolTable | None:
    try:
        return read_tables([upload], confirmed)
    except NoColumns:
        return None  # reading all files together tells that nothing in this one was recognised


def _years(uploads: Sequence[Upload], alone: Sequence[SchoolTable | None]) -> list[int | None]:
    """The year of each file: of its titles, or of its name where the titles do not tell years apart."""
    titled = [table.year if table else None for table in alone]
    return titled if len({year for year in titled if year}) > 1 else [year_in([upload.name]) for upload in uploads]


def _is_beside(old: YearSheets, new: YearSheets) -> bool:
    is_part = _of_one_place(old, new) and not old.units & new.units
    return is_part or (old.table.year not in (None, new.table.year) and _is_year_of(old, new))


def _is_year_of(one: YearSheets, other: YearSheets) -> bool:
    ours, theirs = one.units, other.units
    return _of_one_place(one, other) and 2 * len(ours & theirs) > min(len(ours), len(theirs))


def _of_one_place(one: YearSheets, other: YearSheets) -> bool:
    return same_county(one.table.place, other.table.place)
