"""Whose a school's assets are where its parts (小学部, 初中部) have rows of their own, and the whole maybe a row.

Equal amounts in the rows of all parts are the whole school's, different ones each part's own. What the whole school's
row says must agree with either; where it does not, nobody knows which is right.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from calculators.kinds import Level
from calculators.model import Areas
from calculators.schools import Taken
from calculators.values import exact


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms of one kind that rows give: their number, and their areas or None."""

    count: Taken
    areas: tuple[Taken, ...] | None

    @property
    def square_metres(self) -> Areas | None:
        """The areas in ㎡, in ascending order."""
        return None if self.areas is None else tuple(sorted(one.value for one in self.areas))


@dataclass(slots=True)
class Amounts:
    """Amounts by canonical column, with a stage where they are a part's own; the cells that contradict, by column."""

    values: dict[str, Taken] = field(default_factory=dict)
    conflicts: dict[str, list[str]] = field(default_factory=dict)
    own: bool = False


def settle_amounts(parts: Mapping[Level, Mapping[str, Taken]], whole: Mapping[str, Taken]) -> Amounts:
    """Return what is shared and what each part's own. `whole` has all columns, unknown where its rows say nothing."""
    own = any(len({one[column].value for one in parts.values() if one[column].known}) > 1 for column in whole)
    settled = Amounts(own=own)
    for column, stated in whole.items():
        given = {level: one[column] for level, one in parts.items()}
        known = [one for one in given.values() if one.known]
        shared = stated.known and all(one.value == stated.value for one in known)
        if stated.known and not shared and not (len(known) == len(given) and _total(known) == exact(stated.value)):
            settled.conflicts[column] = _cells([stated, *known])
            settled.values[column] = Taken(math.nan, stated.cell)
        elif shared or not own:
            settled.values[column] = next((one for one in (stated, *known) if one.known), next(iter(given.values())))
        else:
            settled.values.update({f"{column}.{level}": one for level, one in given.items()})
    return settled


def settle_rooms(parts: Sequence[Rooms], whole: Rooms) -> tuple[Rooms, dict[str, list[str]]]:
    """Return the rooms of the school, and the cells that contradict as `count` or `areas`.

    Equal rooms in the rows of several parts are the same rooms or each part's own, as the whole school's row says;
    where it says nothing they are the same.
    """
    given = [one for one in parts if one.count.known or one.areas is not None]
    once = {(str(one.count.value), one.square_metres): one for one in reversed(given)}
    readings = [_together([*once.values()][::-1]), _together(given)]
    conflicts: dict[str, list[str]] = {}
    count, areas = readings[0].count if given else next((one.count for one in parts), whole.count), readings[0].areas
    if whole.count.known:
        agrees = not count.known or whole.count.value in {one.count.value for one in readings}
        count = whole.count if agrees else Taken(math.nan, whole.count.cell)
        conflicts |= {} if agrees else {"count": _cells([whole.count, *(one.count for one in given)])}
    if whole.areas is not None:
        agrees = areas is None or whole.square_metres in {one.square_metres for one in readings}
        conflicts |= {} if agrees else {"areas": _cells([*whole.areas, *(areas or ())])}
        areas = whole.areas if agrees else None
    return Rooms(count, areas), conflicts


def _together(rooms: Sequence[Rooms]) -> Rooms:
    """All rooms of several rows, each counted; unknown where one of the rows does not give it."""
    listed = [one.areas for one in rooms]
    areas = None if not rooms or None in listed else tuple(area for one in listed for area in one or ())
    if not rooms:
        return Rooms(Taken(math.nan), areas)
    return Rooms(Taken(sum(one.count.value for one in rooms), rooms[0].count.cell), areas)


def _total(amounts: Iterable[Taken]) -> object:
    return sum(exact(one.value) for one in amounts)


def _cells(amounts: Iterable[Taken]) -> list[str]:
    return list(dict.fromkeys(cell for one in amounts for cell in one.cells))
