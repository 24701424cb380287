"""What the sheet does not give, and what cannot be judged for want of it: one issue a column, or one a blank cell."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from calculators.class_size import StageClasses, class_columns
from calculators.columns import label_of
from calculators.data_checks.faults import (
    filled_bands_issue,
    missing_column_issue,
    missing_seniors_issue,
    missing_value_issue,
)
from calculators.indicators import INDICATORS, Indicator
from calculators.model import Issue, SchoolTable
from calculators.rooms import KINDS, SchoolRooms
from calculators.schools import School
from calculators.size import SchoolSize
from calculators.units import StageUnits
from corpus.model import STAGES, Stage

SENIORS = "pupils.高中"


@dataclass(frozen=True, slots=True)
class Gap:
    """A number that is wanting: the column, and the item that it leaves undecided. `school` None: the whole column."""

    column: str
    item: str
    school: School | None


def unit_gaps(units: StageUnits) -> list[Gap]:
    """Return what is wanting for the seven indicators of one stage."""
    gaps = [
        Gap(f"pupils.{units.stage}", item, school)
        for school, pupils in zip(units.schools, units.pupils, strict=True)
        if np.isnan(pupils)
        for item in _unit_items(units.stage)
    ]
    for position, indicator in enumerate(INDICATORS):
        for row in np.flatnonzero(np.isnan(units.values[:, position]) & ~np.isnan(units.pupils)):
            gaps += _indicator_gaps(units.schools[row], units.stage, indicator)
    return gaps


def _unit_items(stage: Stage) -> list[str]:
    return [f"{indicator.id}.{stage}" for indicator in INDICATORS]


def _indicator_gaps(school: School, stage: Stage, indicator: Indicator) -> list[Gap]:
    item = f"{indicator.id}.{stage}"
    present = {column for source in indicator.sources[stage] for column, _ in source if _has(school, column, stage)}
    source = indicator.nearest_source(stage, present)
    unknown = [column for column, _ in source if not school.taken(column, stage).known]
    if unknown:
        return [Gap(_named(school, column, stage, indicator.shared), item, school) for column in unknown]
    return [Gap(f"pupils.{level}", item, school) for level, pupils in school.pupils.items() if not pupils.known]


def _has(school: School, column: str, stage: Stage) -> bool:
    return column in school.values or f"{column}.{stage}" in school.values


def _named(school: School, column: str, stage: Stage, shared: bool) -> str:
    return column if shared and f"{column}.{stage}" not in school.values else f"{column}.{stage}"


def room_gaps(rooms: Sequence[SchoolRooms]) -> list[Gap]:
    """Return what is wanting for G3."""
    gaps = []
    for one in rooms:
        if one.classes is None:
            gaps += [
                Gap(f"classes.{stage}", "G3", one.school)
                for stage in one.school.compulsory
                if not one.school.taken("classes", stage).known
            ]
        for kind in KINDS:
            count = one.count(kind)
            if count.areas is None and (count.compliant is None):
                gaps.append(Gap(f"{kind}_room_areas", "G3", one.school))
            if count.rooms is None:
                gaps.append(Gap(f"{kind}_rooms", "G3", one.school))
    return gaps


def class_gaps(classes: Sequence[StageClasses]) -> list[Gap]:
    """Return what is wanting for G5: what the sheet has a column for, the largest class where it has none."""
    return [Gap(_class_column(one), f"G5.{one.stage}", one.school) for one in classes if one.passes is None]


def _class_column(one: StageClasses) -> str:
    values, stage = one.school.values, one.stage
    bands = [column for column in class_columns(values, stage) if column.startswith("classes[")]
    blank = [column for column in bands if not values[column].known]
    given = [column for column in (f"largest_class.{stage}", f"oversize_classes.{stage}") if column in values]
    stated = blank or ([f"oversize_classes.{stage}"] if bands else [])
    return next(iter([*given, *stated]), f"largest_class.{stage}")


def filled_bands(classes: Sequence[StageClasses]) -> tuple[Issue, ...]:
    """Return a note on the blank counts of classes by size that were taken for 0."""
    filled = [one for one in classes if one.filled]
    if not filled:
        return ()
    names = list(dict.fromkeys(one.school.name for one in filled))
    return (filled_bands_issue(names, filled[0].filled[0].cell),)


def size_gaps(sizes: Sequence[SchoolSize]) -> list[Gap]:
    """Return what is wanting for G4."""
    return [
        Gap(f"pupils.{stage}", "G4", one.school)
        for one in sizes
        if one.passes is None
        for stage in one.school.compulsory
        if not one.school.pupils[stage].known
    ]


def gap_issues(table: SchoolTable, gaps: Sequence[Gap]) -> tuple[Issue, ...]:
    """Return one issue for each missing column, and one for each blank cell of a column that is there.

    A cell that already has an issue of its own is not reported again, nor is one that was refused, nor what a school
    lacks for want of a row, nor a number that the sheet gives and a check set aside.
    """
    reported = {(issue.file, issue.sheet, issue.cell) for issue in table.issues}
    columns: dict[str, dict[str, None]] = defaultdict(dict)
    seniors: dict[str, None] = {}
    blanks: dict[tuple[str, str], tuple[School, dict[str, None]]] = {}
    for gap in gaps:
        if gap.school is None or gap.column not in table.frame.columns:
            columns[gap.column][gap.item] = None
            seniors |= {gap.school.name: None} if gap.school and gap.column == SENIORS else {}
        else:
            blanks.setdefault((gap.school.name, gap.column), (gap.school, {}))[1][gap.item] = None
    found = [
        missing_seniors_issue(table, list(seniors), column, list(items))
        if column == SENIORS and seniors
        else missing_column_issue(table, column, list(items))
        for column, items in _of_both_stages(columns).items()
    ]
    given = {column: _given(table, column) for _, column in blanks}
    for (name, column), (school, items) in blanks.items():
        cell = school.area_cells[column] if column in school.area_cells else school.taken(column).cell
        if cell in given[column] or cell in table.refused or _is_told(school, column):
            continue
        issue = missing_value_issue(name, column, cell, list(items), table.blanks.get(cell or ""))
        if (issue.file, issue.sheet, issue.cell) not in reported:
            found.append(issue)
    return tuple(found)


def _given(table: SchoolTable, column: str) -> frozenset[str | None]:
    """Return the cells of a column that hold a number."""
    known = table.frame[column].notna()
    return frozenset(cell for cell, is_known in zip(table.cells[column], known, strict=True) if is_known)


def _is_told(school: School, column: str) -> bool:
    """Whether it is told already that the school has no row with this column, or none of its stage."""
    base, _, stage = column.partition(".")
    return base in school.absent or stage in school.unreported


def _of_both_stages(columns: Mapping[str, dict[str, None]]) -> dict[str, dict[str, None]]:
    """Ask once, without a stage, for a column that both stages lack."""
    merged: dict[str, dict[str, None]] = {}
    for column, items in columns.items():
        base = column.partition(".")[0]
        both = all(f"{base}.{stage}" in columns for stage in STAGES)
        merged.setdefault(base if both else column, {}).update(items)
    return merged


def wanting(gaps: Sequence[Gap], item: str) -> tuple[str, ...]:
    """Return the Chinese labels of the columns that leave an item undecided."""
    return tuple(dict.fromkeys(label_of(gap.column).zh for gap in gaps if gap.item == item))
