"""Branch campuses: one that names its parent school is a part of it, and its numbers are added to the parent's."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from calculators.data_checks.identity import campus_joined, parent_not_found, parents_unused
from calculators.grouping import clean_name
from calculators.kinds import LEVELS, load_form
from calculators.model import Issue
from calculators.schools import UNKNOWN, School, Taken
from calculators.values import exact, fold
from corpus.model import STAGES

# each unknown parent is compared with each school: files of thousands of both get fewer suggestions, in bounded time
MOST_COMPARISONS = 200_000
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Belonging:
    """A school, the parent that its rows name ("" for none or itself), what 是否计校数 says, and its name's cell."""

    school: School
    parent: str
    counted: str
    cell: str | None

    @property
    def is_campus(self) -> bool:
        """Whether it is no school of its own: 是否计校数 says 否, or nothing is said there and its name says so."""
        by_name = not self.counted and self.parent and re.search(load_form().campus, fold(self.school.name))
        return self.school.kind != "教学点" and bool(by_name or "否" in self.counted)


def join_campuses(members: Sequence[Belonging]) -> tuple[tuple[School, ...], tuple[Issue, ...]]:
    """Return the schools with their campuses added; a campus whose parent is not found stays a school of its own."""
    roots = _roots(members)
    nearest = _nearest(members, [at for at, root in enumerate(roots) if root is None])
    schools = [replace(one.school, is_branch=one.is_campus and not one.parent) for one in members]
    issues: list[Issue] = []
    gone: set[int] = set()
    for at, one in enumerate(members):
        root = roots[at]
        if root is None:
            issues.append(parent_not_found(one.school.name, one.parent, nearest.get(at, ""), one.cell))
        elif root != at:
            schools[root] = added(schools[root], one.school)
            gone.add(at)
            issues.append(campus_joined(one.school.name, schools[root].name, one.cell))
    return tuple(one for at, one in enumerate(schools) if at not in gone), (*issues, *_unused(members))


def _roots(members: Sequence[Belonging]) -> list[int | None]:
    """Return the school that each belongs to, over campuses of campuses: itself for a school, None where not found."""
    by_name = {fold(one.school.name): at for at, one in enumerate(members)}
    above = {
        at: by_name.get(fold(clean_name(one.parent))) for at, one in enumerate(members) if one.is_campus and one.parent
    }
    roots: dict[int | None, int | None] = {at: at for at in range(len(members)) if at not in above}
    for at in above:
        path: dict[int | None, None] = {}
        step: int | None = at
        while step in above and step not in roots and step not in path:
            path[step] = None
            step = above[step]
        roots.update(dict.fromkeys(path, roots.get(step)))
    return [roots[at] for at in range(len(members))]


def _nearest(members: Sequence[Belonging], lost: Sequence[int]) -> dict[int, str]:
    """Return the name most like the unknown parent of each of `lost`, as far as the comparisons allow."""
    names = [one.school.name for one in members if not one.is_campus and len(one.school.name) <= LONGEST_NAME]
    compared = lost[: MOST_COMPARISONS // max(len(names), 1)]
    return {at: next(iter(get_close_matches(members[at].parent, names, 1)), "") for at in compared}


def _unused(members: Sequence[Belonging]) -> tuple[Issue, ...]:
    own = [
        one for one in members if one.parent and not one.counted and not one.is_campus and one.school.kind != "教学点"
    ]
    return (parents_unused([one.school.name for one in own], own[0].cell),) if own else ()


def added(parent: School, campus: School) -> School:
    """Return a school with a campus added: numbers summed, rooms listed together, the largest class of both.

    What one of the two does not give is unknown of both, unless it is of a stage that the one lacks.
    """
    columns = dict.fromkeys([*parent.values, *campus.values])
    areas = {
        column: found
        for column in dict.fromkeys([*parent.areas, *campus.areas])
        if (found := _areas(column, parent, campus)) is not None
    }
    texts = [*dict.fromkeys([*parent.texts, *campus.texts])]
    return replace(
        parent,
        pupils={level: _sum(f"pupils.{level}", parent.pupils[level], campus.pupils[level]) for level in LEVELS},
        listed=tuple(stage for stage in STAGES if stage in (*parent.listed, *campus.listed)),
        values={column: _sum(column, *(_term(one, column) for one in (parent, campus))) for column in columns},
        areas=areas,
        unreported=tuple(stage for stage in STAGES if stage in (*parent.unreported, *campus.unreported)),
        absent=tuple(dict.fromkeys([*parent.absent, *campus.absent])),
        area_cells={**campus.area_cells, **{key: cell for key, cell in parent.area_cells.items() if cell}},
        texts={key: tuple(dict.fromkeys([*parent.texts.get(key, ()), *campus.texts.get(key, ())])) for key in texts},
    )


def _term(school: School, column: str) -> Taken:
    level = next((one for one in LEVELS if column.endswith(f".{one}")), None)
    taken = school.values.get(column, UNKNOWN)
    lacks = level is not None and not taken.known and school.pupils[level].value == 0
    return Taken(0.0, taken.cell) if lacks else taken


def _sum(column: str, one: Taken, other: Taken) -> Taken:
    """The larger of two largest classes; results per pupil, which cannot be added, are unknown; else the sum."""
    if not (one.known and other.known) or column.startswith("result_"):
        return Taken(math.nan, one.cell if other.known else other.cell)
    if column.startswith("largest_class"):
        return max(one, other, key=lambda taken: taken.value)
    cells = [*one.cells, *(cell for cell in other.cells if cell not in one.cells)]
    return Taken(float(exact(one.value) + exact(other.value)), next(iter(cells), None), tuple(cells[1:]))


def _areas(column: str, *schools: School) -> tuple[Taken, ...] | None:
    count = column.replace("_room_areas", "_rooms")
    found = [one.areas.get(column, () if one.taken(count).value == 0 else None) for one in schools]
    return None if None in found else tuple(area for one in found for area in one or ())
