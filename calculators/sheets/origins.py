"""Whose data a sheet holds, as its title says: of which county and which year. Two counties are never judged as one."""

from collections.abc import Sequence
from dataclasses import dataclass

from calculators.affects import EVERY_ITEM
from calculators.county_form.measures import items_of_field
from calculators.layouts.titles import place_in, year_in
from calculators.model import Issue
from calculators.opening.grids import Grid
from corpus.bilingual import Bilingual
from corpus.errors import UnknownPlace
from corpus.places import load_gazetteer


@dataclass(frozen=True, slots=True)
class Origin:
    """What a sheet says of itself. `fields` are those that a county form gives; a school sheet has none."""

    file: str
    sheet: str
    place: str | None
    year: int | None
    fields: tuple[str, ...] = ()

    @property
    def named(self) -> str:
        """The sheet as its user knows it."""
        return f"{self.file}“{self.sheet}”"


def origin_of(grid: Grid, titles: Sequence[str], fields: tuple[str, ...] = ()) -> Origin:
    """Return what the titles above a sheet say of its county and year, or else its file's name says of them."""
    place = place_in(titles) or _known_place(place_in([grid.file]))
    return Origin(grid.file, grid.sheet, place, year_in([*titles, grid.file]), fields)


def _known_place(name: str | None) -> str | None:
    """A file's name may begin with anything; only a place that there is counts."""
    return name if name and _full_name(name) is not None else None


def home_of(origins: Sequence[Origin]) -> Origin | None:
    """Return the sheet whose county is checked: the first of schools that names one, else the first form that does."""
    ordered = sorted((one for one in origins if one.place), key=lambda one: bool(one.fields))
    return ordered[0] if ordered else None


def same_county(one: str | None, other: str | None) -> bool:
    """Say whether two titles may be about one county: a shorter name of it, or the city that it belongs to, may.

    >>> same_county("南安市", "福建省泉州市南安市"), same_county("泉州市", "南安市"), same_county("南安市", "乐清市")
    (True, True, False)
    """
    if not one or not other or one.endswith(other) or other.endswith(one):
        return True
    full, theirs = (_full_name(name) or name for name in (one, other))
    return full.startswith(theirs) or theirs.startswith(full)


def _full_name(name: str) -> str | None:
    try:
        return load_gazetteer().named(name).full_name
    except UnknownPlace:
        return None


def other_county(origin: Origin, home: Origin) -> Issue:
    """A sheet of another county than the one that is checked."""
    message = Bilingual(
        f"{origin.named}是{origin.place}的数据，{home.named}是{home.place}的数据，不能合在一起判定；"
        f"这里只判定{home.place}，{origin.place}的这张表未采用。请分开检查，或改用{home.place}的表。",
        f"{origin.named} is of {origin.place} and {home.named} of {home.place}; they are not judged as one. Only "
        f"{home.place} is judged here and the sheet of {origin.place} was not used. Check them apart, or use a sheet "
        f"of {home.place}.",
    )
    return Issue(
        "other_county", "error", origin.file, origin.sheet, None, origin.place, home.place, _affected(origin), message
    )  # fmt: skip


def years_differ(origins: Sequence[Origin]) -> tuple[Issue, ...]:
    """Return a warning for each sheet that states another year than the first sheet that states one."""
    dated = _dated(origins)
    return tuple(_other_year(one, dated[0]) for one in dated if one.year != dated[0].year)


def other_years(origins: Sequence[Origin]) -> dict[tuple[str, str], int]:
    """Return the year of each sheet, by file and sheet, that states another than the first that states one."""
    dated = _dated(origins)
    return {(one.file, one.sheet): one.year for one in dated if one.year and one.year != dated[0].year}


def _dated(origins: Sequence[Origin]) -> list[Origin]:
    return sorted((one for one in origins if one.year), key=lambda one: bool(one.fields))


def _other_year(origin: Origin, first: Origin) -> Issue:
    message = Bilingual(
        f"{first.named}是{first.year}年的数据，{origin.named}是{origin.year}年的数据，年份不同而合在一起判定；"
        "请核对，各表应为同一年。",
        f"{first.named} is of {first.year} and {origin.named} of {origin.year}; they were judged together though their "
        "years differ. Check that all sheets are of one year.",
    )
    return Issue(
        "other_year", "warning", origin.file, origin.sheet, None, str(origin.year), str(first.year), _affected(origin),
        message,
    )  # fmt: skip


def _affected(origin: Origin) -> tuple[str, ...]:
    of_form = dict.fromkeys(item for field in origin.fields for item in items_of_field(field))
    return tuple(of_form) or EVERY_ITEM
