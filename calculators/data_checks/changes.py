"""What one school reports in one year beside what it reported in another: a leap may be a slip of either.

Nothing is changed by it, and how much is much is a convention (conventions.yaml), never a requirement.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.affects import affected
from calculators.cell_names import place_of
from calculators.columns import label_of, load_columns
from calculators.data_checks.conventions import load_conventions
from calculators.data_checks.faults import UNITS_EN, make_issue
from calculators.grouping import same_schools
from calculators.model import Issue
from calculators.rounding import half_up, plain
from calculators.schools import School, Taken
from calculators.values import exact, fold
from corpus.bilingual import Bilingual

Years = tuple[Bilingual, Bilingual]


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """The schools of one year; `year` None where the sheets do not say which."""

    schools: Sequence[School]
    year: int | None

    def words(self, otherwise: Bilingual) -> Bilingual:
        """Return the year as a sentence names it."""
        return Bilingual(f" {self.year} 年", str(self.year)) if self.year else otherwise


EARLIER, LATER = Bilingual("前一次", "the earlier sheets"), Bilingual("这一次", "these sheets")


def change_issues(before: SchoolYear, now: SchoolYear) -> tuple[Issue, ...]:
    """Return warnings for numbers that changed by much, and notes for schools of one year only or of a new name."""
    pairs = same_schools(before.schools, now.schools)
    years = before.words(EARLIER), now.words(LATER)
    known_then, known_now = {old.name for old, _ in pairs}, {new.name for _, new in pairs}
    changed = [issue for old, new in pairs for issue in _changed(old, new, years)]
    renamed = [_renamed(old, new, years) for old, new in pairs if fold(old.name) != fold(new.name)]
    came = [school for school in now.schools if school.name not in known_now]
    went = [school for school in before.schools if school.name not in known_then]
    return (
        *changed, *renamed, *_listed("school_new", came, years[1], years[0]),
        *_listed("school_gone", went, years[0], years[1]),
    )  # fmt: skip


def _changed(old: School, new: School, years: Years) -> Iterator[Issue]:
    rules = load_conventions().changed_much.columns
    for column, after in _numbers(new).items():
        before, rule = _numbers(old).get(column), rules.get(column.partition(".")[0])
        if before and rule and before.value > 0 and after.known:
            low, high = sorted((exact(before.value), exact(after.value)))
            if high - low >= Fraction(rule.least) and high > low * Fraction(rule.times):
                yield _much(new.name, column, before, after, years)


def _numbers(school: School) -> dict[str, Taken]:
    return {**school.values, **{f"pupils.{level}": taken for level, taken in school.pupils.items()}}


def _much(school: str, column: str, before: Taken, after: Taken, years: Years) -> Issue:
    label, unit = label_of(column), load_columns()[column.partition(".")[0]].unit
    unit_en = f" {UNITS_EN[unit]}" if unit in UNITS_EN else ""
    numbers = [plain(taken.value) for taken in (before, after)]
    cells = [_place(taken) for taken in (before, after)]
    times = _times(before, after)
    zh, en = (f"，相差 {times} 倍", f", {times} times") if times else ("", "")
    message = Bilingual(
        f"{school}：{label.zh}{years[0].zh}是 {numbers[0]}{unit}（{cells[0]}），"
        f"{years[1].zh.strip()}是 {numbers[1]}{unit}（{cells[1]}）{zh}；请核对。",
        f"{school}: {label.en}: {numbers[0]}{unit_en} in {years[0].en} ({cells[0]}), {numbers[1]}{unit_en} in "
        f"{years[1].en} ({cells[1]}){en}; please check.",
    )
    return make_issue(
        "changed_much", "warning", after.cell, message, affects=affected(column), found=numbers[1], expected=numbers[0]
    )


def _times(before: Taken, after: Taken) -> str:
    low, high = sorted((exact(before.value), exact(after.value)))
    return half_up(high / low, 1) if low else ""


def _place(taken: Taken) -> str:
    file, sheet, cell = place_of(taken.cell)
    return f"{file} {sheet}!{cell}" if cell else "—"


def _renamed(old: School, new: School, years: Years) -> Issue:
    message = Bilingual(
        f"{years[0].zh.strip()}的“{old.name}”与{years[1].zh}的“{new.name}”学校标识码相同（{new.code}），按同一所学校对比；"
        "如不是同一所学校，请改正编码。",
        f"“{old.name}” of {years[0].en} and “{new.name}” of {years[1].en} have the same school code ({new.code}) and "
        "are compared as one school. If they are two, correct the code.",
    )
    return make_issue("school_renamed", "note", _first_cell(new), message, found=new.name, expected=old.name)


def _listed(code: str, schools: Sequence[School], its: Bilingual, other: Bilingual) -> list[Issue]:
    """Return a note for each school, or one for all where they are many."""
    if len(schools) <= load_conventions().most_notes_alike.value:
        return [_one_year(code, [school], its, other) for school in schools]
    return [_one_year(code, schools, its, other)]


def _one_year(code: str, schools: Sequence[School], its: Bilingual, other: Bilingual) -> Issue:
    """Schools of one year alone: `its` is that year and `other` the one that lacks them."""
    names, names_en = ("、".join(school.name for school in schools), ", ".join(school.name for school in schools))
    message = Bilingual(
        f"{names}：{its.zh.strip()}有、{other.zh.strip()}没有；如是更名或合并，请核对校名和学校标识码。",
        f"{names_en}: in {its.en} and not in {other.en}; if renamed or merged, check the names and school codes.",
    )
    return make_issue(code, "note", _first_cell(schools[0]), message, found=names)


def _first_cell(school: School) -> str | None:
    return next((taken.cell for taken in school.pupils.values() if taken.cell), None)
