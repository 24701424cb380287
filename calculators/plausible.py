"""Numbers of one school that cannot all be right: they become undecided, with an issue, and nothing else breaks."""

from collections.abc import Iterator
from dataclasses import replace

from calculators.kinds import load_form
from calculators.model import Issue
from calculators.rounding import plain
from calculators.school_faults import doubtful_issue, impossible_issue
from calculators.schools import School, Taken
from corpus.bilingual import Bilingual
from corpus.model import STAGES, Stage

Doubt = tuple[Issue, tuple[str, ...]]


def weigh(school: School) -> tuple[School, tuple[Issue, ...]]:
    """Return the school with impossible numbers set aside, and what was found."""
    found = [*_sports_rooms(school), *(doubt for stage in STAGES for doubt in _stage(school, stage))]
    dropped = {column for _, columns in found for column in columns}
    values = {
        column: Taken(float("nan"), taken.cell) if column in dropped else taken
        for column, taken in school.values.items()
    }
    pupils = {
        level: values[f"pupils.{level}"] if f"pupils.{level}" in dropped else taken
        for level, taken in school.pupils.items()
    }
    return replace(school, values=values, pupils=pupils), tuple(issue for issue, _ in found)


def _sports_rooms(school: School) -> Iterator[Doubt]:
    for suffix in ("", *(f".{stage}" for stage in STAGES)):
        whole, part = (school.values.get(f"{base}{suffix}") for base in ("teaching_area", "indoor_sports_area"))
        if whole and part and part.value > whole.value:
            why = Bilingual(
                f"室内体育用房面积 {plain(part.value)} 大于教学及辅助用房面积 {plain(whole.value)}",
                f"the indoor sports area {plain(part.value)} exceeds the teaching area {plain(whole.value)}",
            )
            column = f"indoor_sports_area{suffix}"
            yield impossible_issue(school.name, column, part.cell, plain(part.value), why), (column,)


def _stage(school: School, stage: Stage) -> Iterator[Doubt]:
    pupils, classes = school.pupils[stage], school.taken(f"classes.{stage}")
    if not pupils.value > 0:
        return
    if classes.value == 0:
        why = Bilingual(
            f"{stage}有在校生 {plain(pupils.value)} 人而班级数为 0",
            f"{plain(pupils.value)} pupils of {stage} in 0 classes",
        )
        yield impossible_issue(school.name, f"classes.{stage}", classes.cell, "0", why), (f"classes.{stage}",)
    elif pupils.value > classes.value * load_form().most_pupils_a_class:
        why = Bilingual(
            f"{stage}在校生 {plain(pupils.value)} 人只有 {plain(classes.value)} 个班",
            f"{plain(pupils.value)} pupils of {stage} in only {plain(classes.value)} classes",
        )
        columns = (f"pupils.{stage}", f"classes.{stage}")
        yield impossible_issue(school.name, columns[0], pupils.cell, plain(pupils.value), why), columns
    else:
        yield from _class_sizes(school, stage, pupils, classes)


def _class_sizes(school: School, stage: Stage, pupils: Taken, classes: Taken) -> Iterator[Doubt]:
    largest = school.taken(f"largest_class.{stage}")
    if largest.value > pupils.value:
        column = f"largest_class.{stage}"
        why = Bilingual(
            f"{stage}最大班额 {plain(largest.value)} 多于在校生数 {plain(pupils.value)}",
            f"the largest class of {stage} ({plain(largest.value)}) exceeds its pupils ({plain(pupils.value)})",
        )
        yield impossible_issue(school.name, column, largest.cell, plain(largest.value), why), (column,)
    elif largest.value * classes.value < pupils.value:
        why = Bilingual(
            f"{stage}最大班额 {plain(largest.value)} 小于平均班额",
            f"the largest class of {stage} is below the mean class size",
        )
        yield doubtful_issue(school.name, f"largest_class.{stage}", largest.cell, why), ()
    oversize = school.taken(f"oversize_classes.{stage}")
    if oversize.value > classes.value:
        column = f"oversize_classes.{stage}"
        why = Bilingual(f"{stage}超班额班级数多于班级数", f"more oversize classes than classes of {stage}")
        yield impossible_issue(school.name, column, oversize.cell, plain(oversize.value), why), (column,)
