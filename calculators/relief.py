"""The transitional relief of 2019 (a reading, off by default): smaller rooms and larger schools under some conditions.

A relief is given only where the sheet proves its condition; what it leaves open is never assumed, and the columns that
would decide are named. The numbers are those of `readings.yaml`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from calculators.choice import relief_limits
from calculators.compare import every
from calculators.schools import School
from calculators.values import exact
from corpus.model import STAGES

if TYPE_CHECKING:
    from calculators.rooms import RoomKind

YEAR = re.compile(
    r"(?:建于|始建于|建校于|创建于|创办于|成立于)?((?:18|19|20)\d\d)"
    r"(?:年(?:\d{1,2}月(?:\d{1,2}[日号])?)?|[-./]\d{1,2}(?:[-./]\d{1,2})?(?: 00:00:00)?|(?:0[1-9]|1[0-2])(?:[0-3]\d)?)?"
    r"(?:建校|建成|创办|成立|竣工)?"
)
PERCENT = Fraction(100)


@dataclass(frozen=True, slots=True)
class Condition:
    """Whether a school fulfils a condition; None where the sheet does not tell for want of the columns `missing`."""

    holds: bool | None
    missing: tuple[str, ...] = ()


def eased_area(school: School, kind: "RoomKind", standard: Fraction, *, supposing: bool = False) -> Fraction:
    """Return the area in ㎡ that a room of the school needs under the relief, never more than the standard.

    `supposing`: as if every condition that the sheet leaves open were fulfilled.
    """
    limits = relief_limits()
    small = max((limits.small_classes_area[stage] for stage in school.compulsory), default=standard)
    reliefs = ((_rooms_old(school), limits.rooms_built_area[kind]), (_classes_small(school), small))
    return min([standard, *(Fraction(area) for one, area in reliefs if _given(one, supposing=supposing))])


def eased_size(school: School, standard: Fraction, *, supposing: bool = False) -> Fraction:
    """Return how many pupils the school may have under the relief, never fewer than the standard.

    十二年一贯制 schools are not named in it and keep the standard.
    """
    combined = len(school.compulsory) == len(STAGES)
    if (combined and school.pupils["高中"].value != 0) or not _given(_old_or_migrant(school), supposing=supposing):
        return standard
    return max(standard, Fraction(relief_limits().size["nine_year" if combined else "single"]))


def columns_for_rooms(school: School) -> tuple[str, ...]:
    """Return the columns that leave open whether the relief for rooms applies."""
    return _missing(_rooms_old(school), _classes_small(school))


def columns_for_size(school: School) -> tuple[str, ...]:
    """Return the columns that leave open whether the relief for size applies."""
    return _missing(_old_or_migrant(school))


def _given(condition: Condition, *, supposing: bool) -> bool:
    return supposing if condition.holds is None else condition.holds


def _missing(*conditions: Condition) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column for one in conditions for column in one.missing))


def _all(conditions: Sequence[Condition]) -> Condition:
    holds = every([one.holds for one in conditions])
    return Condition(holds, _missing(*conditions) if holds is None else ())


def _any(conditions: Sequence[Condition]) -> Condition:
    failing = every([None if one.holds is None else not one.holds for one in conditions])
    return Condition(None if failing is None else not failing, _missing(*conditions) if failing is None else ())


def _rooms_old(school: School) -> Condition:
    """The rooms' own year where the sheet gives one, else the school's."""
    column = "rooms_built" if school.texts.get("rooms_built") else "built"
    return _built_until(school, column, relief_limits().rooms_built_until)


def _classes_small(school: School) -> Condition:
    below = relief_limits().small_classes_below
    largest = [(school.taken("largest_class", stage), f"largest_class.{stage}") for stage in school.compulsory]
    sizes = [Condition(one.value < below) if one.known else Condition(None, (column,)) for one, column in largest]
    return _all([_rural(school), *sizes])


def _rural(school: School) -> Condition:
    limits = relief_limits()
    found = {_is_rural(text, limits.rural, limits.urban) for text in school.texts.get("area_kind", ())}
    return Condition(found.pop()) if len(found) == 1 and None not in found else Condition(None, ("area_kind",))


def _is_rural(text: str, rural: str, urban: str) -> bool | None:
    if re.search(urban, text):
        return False
    return True if re.search(rural, text) else None


def _old_or_migrant(school: School) -> Condition:
    return _any([_built_until(school, "built", relief_limits().size_built_until), _many_migrants(school)])


def _many_migrants(school: School) -> Condition:
    pupils = [school.pupils[stage].value for stage in school.compulsory]
    migrants = _migrants(school)
    if migrants is None or any(number != number for number in pupils):
        return Condition(None, ("migrant_pupils",))
    total = sum(map(exact, pupils), Fraction(0))
    if migrants > total:
        return Condition(None, ("migrant_pupils",))
    return Condition(migrants * PERCENT > total * relief_limits().migrant_percent_above)


def _migrants(school: School) -> Fraction | None:
    """The migrant pupils of all compulsory stages: as given by stage, else for a whole school that has no others."""
    by_stage = [school.values.get(f"migrant_pupils.{stage}") for stage in school.compulsory]
    staged = [one for one in by_stage if one and one.known]
    if by_stage and len(staged) == len(by_stage):
        return sum((exact(one.value) for one in staged), Fraction(0))
    whole = school.taken("migrant_pupils")
    return exact(whole.value) if whole.known and school.pupils["高中"].value == 0 else None


def _built_until(school: School, column: str, last: int) -> Condition:
    """A school whose parts were built in several years is as old as the newest."""
    years = [year_of(text) for text in school.texts.get(column, ())]
    if not years or None in years:
        return Condition(None, (column,))
    return Condition(_newest(years) <= last)


def _newest(years: Iterable[int | None]) -> int:
    return max(year for year in years if year is not None)


def year_of(text: str) -> int | None:
    """Return the one year that a text states, or None: 1998年建校，2015年迁建 tells two, 2016年以后 none.

    >>> year_of("2016年9月"), year_of("1998.09"), year_of("2016年以后"), year_of("2016-09-01 00:00:00")
    (2016, 1998, None, 2016)
    """
    found = YEAR.fullmatch(text.strip())
    return int(found.group(1)) if found else None
