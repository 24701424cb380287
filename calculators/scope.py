"""Which schools a check counts: those with 小学 or 初中 pupils, their rows joined and impossible numbers set aside."""

from collections.abc import Sequence

from calculators.choice import Choice
from calculators.compare import Requirements
from calculators.data_checks.bounds import years_of_foundation
from calculators.data_checks.faults import (
    branch_issue,
    guessed_scope_issue,
    no_pupils_issue,
    out_of_scope_issue,
    small_point_issue,
    unexpected_stage_issue,
)
from calculators.data_checks.identity import stage_empty
from calculators.data_checks.plausible import weigh, weigh_units
from calculators.joining import build_schools
from calculators.kinds import load_form
from calculators.model import Issue, SchoolTable
from calculators.schools import School
from corpus.model import STAGES


def schools_in_scope(table: SchoolTable, floor: Requirements, choice: Choice) -> tuple[tuple[School, ...], list[Issue]]:
    """Return the schools that any item counts, impossible numbers set aside, and what was found on the way."""
    joined, issues = build_schools(table)
    certain, doubts = weigh_units(joined, table)
    limits = {stage: int(floor.get("G5", stage).value) for stage in STAGES}
    weighed = [weigh(school, limits) for school in certain]
    notes = [
        *issues,
        *years_of_foundation(table, floor.year),
        *doubts,
        *(issue for _, found in weighed for issue in found),
    ]
    return tuple(school for school, _ in weighed if _in_scope(school, choice, notes)), notes


def _in_scope(school: School, choice: Choice, notes: list[Issue]) -> bool:
    cell = next((taken.cell for taken in school.pupils.values() if taken.cell), None)
    has = load_form().stages[school.kind] if school.kind else None
    if has is not None and not set(has) & set(STAGES):
        issue = guessed_scope_issue if school.kind_from_name else out_of_scope_issue
        notes.append(issue(school.name, str(school.kind), cell))
        return False
    if school.private and not choice.include_private:
        return False
    if not school.stages:
        notes.append(no_pupils_issue(school.name, cell))
        return False
    for stage in school.stages:
        if has is not None and stage not in has:
            notes.append(unexpected_stage_issue(school.name, str(school.kind), stage, school.pupils[stage].cell))
    notes += [
        stage_empty(school.name, str(school.kind), level, school.pupils[level].cell)
        for level in has or ()
        if school.pupils[level].value == 0
    ]
    if school.is_branch:
        notes.append(branch_issue(school.name, cell))
    return True


def is_small_point(school: School, notes: list[Issue]) -> bool:
    """Whether a school is a 教学点 too small for all but its size and classes; it is told in `notes`."""
    limit = load_form().small_teaching_point
    pupils: Sequence[float] = [school.pupils[stage].value for stage in school.stages]
    if school.kind != "教学点" or not sum(pupils) < limit:
        return False
    notes.append(small_point_issue(school.name, limit, school.pupils[school.stages[0]].cell))
    return True
