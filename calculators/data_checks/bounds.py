"""Numbers that a school cannot have, or hardly: classes without pupils, pupils without teachers, a floor of 3 ㎡."""

import re
from collections.abc import Iterator

from calculators.affects import affected
from calculators.columns import label_of, load_columns
from calculators.data_checks.conventions import load_conventions
from calculators.data_checks.faults import doubtful_issue, make_issue
from calculators.data_checks.ways import Doubt
from calculators.model import Issue, SchoolTable
from calculators.rounding import plain
from calculators.schools import School, Taken
from corpus.bilingual import Bilingual
from corpus.model import STAGES, Stage
from corpus.saying import STAGES_EN

DEGREES = ("doctors", "masters", "postgraduates", "bachelors", "bachelors_or_higher", "diplomas", "diplomas_or_higher",
           "school_leavers")  # fmt: skip
# Where a school with pupils cannot do without.
FLOORS = ("teaching_area", "net_teaching_area")
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def bounds(school: School) -> Iterator[Doubt]:
    """Yield what is out of bounds in one school, each with the columns to set aside; none for a warning."""
    for stage in STAGES:
        yield from _classes_alone(school, stage)
        yield from _no_teachers(school, stage)
    if school.stages:
        yield from _small_areas(school)


def _classes_alone(school: School, stage: Stage) -> Iterator[Doubt]:
    """Classes of a stage that is said to have no pupils: it is left out, as any stage without pupils, yet told."""
    pupils, classes = school.pupils[stage], school.taken(f"classes.{stage}")
    if pupils.value == 0 and classes.value > 0:
        why = Bilingual(
            f"{stage}有 {plain(classes.value)} 个班而在校生为 0，按没有{stage}计算",
            f"{plain(classes.value)} {STAGES_EN[stage]} classes and 0 pupils; counted as without that stage",
        )
        yield doubtful_issue(school.name, f"pupils.{stage}", pupils.cell or classes.cell, why), ()


def _no_teachers(school: School, stage: Stage) -> Iterator[Doubt]:
    if not school.pupils[stage].value > 0:
        return
    counted = [school.values.get(f"{column}.{stage}") for column in ("teachers", *DEGREES)]
    known = [one for one in counted if one is not None and one.known]
    if known and not any(one.value for one in known):
        why = Bilingual(
            f"{stage}有在校生 {plain(school.pupils[stage].value)} 人而没有专任教师",
            f"{plain(school.pupils[stage].value)} {STAGES_EN[stage]} pupils and no full-time teacher",
        )
        yield doubtful_issue(school.name, f"higher_qualified.{stage}", known[0].cell, why), ()


def _small_areas(school: School) -> Iterator[Doubt]:
    least = load_conventions().smallest_area_m2.value
    for column, taken in school.values.items():
        if taken.value < least and _is_area(column) and (taken.value > 0 or column.startswith(FLOORS)):
            yield _small(school, column, taken), ()
    for column, areas in school.areas.items():
        small = [area for area in areas if area.value < least]
        if small:
            yield _small(school, column, small[0]), ()


def _is_area(column: str) -> bool:
    known = load_columns().get(column.partition(".")[0])
    return known is not None and known.unit == "㎡"


def _small(school: School, column: str, taken: Taken) -> Issue:
    label = label_of(column)
    why = Bilingual(
        f"{label.zh}只有 {plain(taken.value)} ㎡，数值或单位可能填错",
        f"{label.en} is only {plain(taken.value)} m²: the number or its unit may be wrong",
    )
    return doubtful_issue(school.name, column, taken.cell, why)


def years_of_foundation(table: SchoolTable, last: int) -> tuple[Issue, ...]:
    """Return a warning for each year of foundation after `last`, the year of the check, or too long ago."""
    first, found = load_conventions().first_year.value, []
    for column in ("built", "rooms_built"):
        for text, cell in zip(table.frame[column], table.cells[column], strict=True):
            years = [int(year) for year in YEAR.findall(str(text or ""))]
            if years and not all(first <= year <= last for year in years):
                found.append(_year(column, str(text), cell, f"{first}–{last}"))
    return tuple(found)


def _year(column: str, text: str, cell: str | None, expected: str) -> Issue:
    label = label_of(column)
    message = Bilingual(
        f"“{label.zh}”是“{text}”，应在 {expected} 年之间，请核对。",
        f"{label.en} reads “{text}”, expected a year within {expected}; please check.",
    )
    return make_issue(
        "doubtful_year", "warning", cell, message, affects=affected(column), found=text, expected=expected
    )
