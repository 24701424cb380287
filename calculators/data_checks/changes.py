"""What one school reports this year beside what it reported the year before: a leap may be a slip of either year.

Nothing is changed by it, and how much is much is a convention (form.yaml), never a requirement.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from calculators.affects import affected
from calculators.columns import label_of, load_columns
from calculators.data_checks.faults import make_issue, place_of
from calculators.kinds import load_form
from calculators.model import Issue
from calculators.rounding import half_up, plain
from calculators.schools import School, Taken
from calculators.values import exact, fold
from corpus.bilingual import Bilingual

# More schools that came or went than this are told in one note.
APART = 10


def change_issues(before: Sequence[School], now: Sequence[School]) -> tuple[Issue, ...]:
    """Return warnings for numbers that changed by much, and notes for schools of one year only.

    Schools are the same where their names are.
    """
    old, new = ({fold(school.name): school for school in schools} for schools in (before, now))
    changed = [issue for name, school in new.items() if name in old for issue in _changed(old[name], school)]
    came = [school for name, school in new.items() if name not in old]
    went = [school for name, school in old.items() if name not in new]
    return (*changed, *_listed("school_new", came), *_listed("school_gone", went))


def _changed(old: School, new: School) -> Iterator[Issue]:
    rules = load_form().changed_much
    for column, after in _numbers(new).items():
        before, rule = _numbers(old).get(column), rules.get(column.partition(".")[0])
        if before and rule and before.value > 0 and after.known:
            low, high = sorted((exact(before.value), exact(after.value)))
            if high - low >= Fraction(rule.least) and high > low * Fraction(rule.times):
                yield _much(new.name, column, before, after)


def _numbers(school: School) -> dict[str, Taken]:
    return {**school.values, **{f"pupils.{level}": taken for level, taken in school.pupils.items()}}


def _much(school: str, column: str, before: Taken, after: Taken) -> Issue:
    label, unit = label_of(column), load_columns()[column.partition(".")[0]].unit
    numbers = [plain(taken.value) for taken in (before, after)]
    cells = [_place(taken) for taken in (before, after)]
    times = _times(before, after)
    zh, en = (f"，相差 {times} 倍", f", {times} times") if times else ("", "")
    message = Bilingual(
        f"{school}：{label.zh}上年 {numbers[0]}{unit}（{cells[0]}），"
        f"本年 {numbers[1]}{unit}（{cells[1]}）{zh}；请核对。",
        f"{school}: {label.en} was {numbers[0]} {unit} ({cells[0]}) the year before and is {numbers[1]} {unit} "
        f"({cells[1]}){en}; please check.",
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


def _listed(code: str, schools: Sequence[School]) -> list[Issue]:
    """Return a note for each school, or one for all where they are many."""
    if len(schools) <= APART:
        return [_one_year(code, [school]) for school in schools]
    return [_one_year(code, schools)]


def _one_year(code: str, schools: Sequence[School]) -> Issue:
    names = "、".join(school.name for school in schools)
    zh, en = ("上年没有、本年新增", "not there") if code == "school_new" else ("上年有、本年没有", "there")
    cell = next((taken.cell for taken in schools[0].pupils.values() if taken.cell), None)
    message = Bilingual(
        f"{names}：{zh}；如是更名或合并，请核对校名。",
        f"{names}: {en} the year before, and {'new' if code == 'school_new' else 'gone'} this year; check the names if "
        "it was renamed or merged.",
    )
    return make_issue(code, "note", cell, message, found=names)
