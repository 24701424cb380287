"""Numbers of one school that cannot all be right: they become undecided, with an issue, and nothing else breaks."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from calculators.cell_names import place_of
from calculators.class_size import class_columns, stated_oversize
from calculators.data_checks.bounds import bounds
from calculators.data_checks.conventions import load_conventions
from calculators.data_checks.faults import doubtful_issue, impossible_issue, unit_doubt_issue
from calculators.data_checks.parts import parts
from calculators.data_checks.ways import Doubt, ways
from calculators.kinds import LEVELS
from calculators.model import Issue, SchoolTable
from calculators.rounding import plain
from calculators.schools import School, Taken
from corpus.bilingual import Bilingual
from corpus.model import STAGES, Stage
from corpus.saying import STAGES_EN


def weigh_units(schools: Sequence[School], table: SchoolTable) -> tuple[tuple[School, ...], tuple[Issue, ...]]:
    """Set aside the equipment of a sheet that states no unit, where the usual 万元 gives a school too much a pupil."""
    assumed = {(one.file, one.sheet) for one in table.columns if one.unit_assumed}
    most = load_conventions().most_equipment_yuan_per_pupil.value
    worst: dict[tuple[str, str | None], tuple[float, School, str]] = {}
    for school in schools if assumed else ():
        for column, sheet, amount in _equipment(school):
            if sheet in assumed and amount > worst.get(sheet, (most,))[0]:
                worst[sheet] = amount, school, column
    issues = [unit_doubt_issue(school, column, f"{amount:.0f}") for amount, school, column in worst.values()]
    return tuple(
        _without(school, {column for column, sheet, _ in _equipment(school) if sheet in worst}) for school in schools
    ), tuple(issues)


def _equipment(school: School) -> Iterator[tuple[str, tuple[str, str | None], float]]:
    """The school's equipment, the sheet it stands in, and its amount a pupil (NaN where pupils are unknown)."""
    for column, taken in school.values.items():
        base, _, stage = column.partition(".")
        if base == "equipment_value" and taken.known:
            pupils = sum(school.pupils[level].value for level in LEVELS if stage in ("", level))
            yield column, place_of(taken.cell)[:2], taken.value / pupils if pupils else float("nan")


def weigh(school: School, limits: Mapping[Stage, int]) -> tuple[School, tuple[Issue, ...]]:
    """Return the school with impossible numbers set aside, and what was found; `limits` are the largest classes."""
    found = [
        *_sports_rooms(school), *bounds(school), *ways(school), *parts(school, limits),
        *(doubt for stage in STAGES for doubt in _stage(school, stage, limits[stage])),
    ]  # fmt: skip
    dropped = {column for _, columns in found for column in columns}
    return _without(school, dropped), tuple(issue for issue, _ in found)


def _without(school: School, dropped: set[str]) -> School:
    if not dropped:
        return school
    values = {
        column: Taken(float("nan"), taken.cell) if column in dropped else taken
        for column, taken in school.values.items()
    }
    pupils = {
        level: Taken(float("nan"), taken.cell) if f"pupils.{level}" in dropped else taken
        for level, taken in school.pupils.items()
    }
    return replace(school, values=values, pupils=pupils)


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


def _stage(school: School, stage: Stage, limit: int) -> Iterator[Doubt]:
    pupils, classes = school.pupils[stage], school.taken(f"classes.{stage}")
    if not pupils.value > 0:
        return
    if classes.value == 0:
        why = Bilingual(
            f"{stage}有在校生 {plain(pupils.value)} 人而班级数为 0",
            f"{plain(pupils.value)} {STAGES_EN[stage]} pupils in 0 classes",
        )
        yield impossible_issue(school.name, f"classes.{stage}", classes.cell, "0", why), (f"classes.{stage}",)
    elif pupils.value > classes.value * load_conventions().most_pupils_a_class.value:
        why = Bilingual(
            f"{stage}在校生 {plain(pupils.value)} 人只有 {plain(classes.value)} 个班",
            f"{plain(pupils.value)} {STAGES_EN[stage]} pupils in only {plain(classes.value)} classes",
        )
        columns = (f"pupils.{stage}", f"classes.{stage}")
        yield impossible_issue(school.name, columns[0], pupils.cell, plain(pupils.value), why), columns
    else:
        yield from _class_sizes(school, stage, pupils, classes, limit)


def _class_sizes(school: School, stage: Stage, pupils: Taken, classes: Taken, limit: int) -> Iterator[Doubt]:
    if pupils.value > classes.value * limit and (denied := _denied(school, stage, limit)):
        yield _too_many(school, stage, pupils, classes, denied), class_columns(school.values, stage)
        return
    largest = school.taken(f"largest_class.{stage}")
    if largest.value > pupils.value:
        column = f"largest_class.{stage}"
        why = Bilingual(
            f"{stage}最大班额 {plain(largest.value)} 多于在校生数 {plain(pupils.value)}",
            f"the largest {STAGES_EN[stage]} class ({plain(largest.value)}) exceeds its pupils ({plain(pupils.value)})",
        )
        yield impossible_issue(school.name, column, largest.cell, plain(largest.value), why), (column,)
    elif largest.value * classes.value < pupils.value:
        why = Bilingual(
            f"{stage}最大班额 {plain(largest.value)} 小于平均班额",
            f"the largest {STAGES_EN[stage]} class is below the mean class size",
        )
        yield doubtful_issue(school.name, f"largest_class.{stage}", largest.cell, why), ()
    oversize = school.taken(f"oversize_classes.{stage}")
    if oversize.value > classes.value:
        column = f"oversize_classes.{stage}"
        why = Bilingual(
            f"{stage}超班额班级数多于班级数", f"there are more oversize {STAGES_EN[stage]} classes than classes"
        )
        yield impossible_issue(school.name, column, oversize.cell, plain(oversize.value), why), (column,)


def _denied(school: School, stage: Stage, limit: int) -> Taken | None:
    """Return the number that says that no class is above the limit, or None."""
    largest, oversize = school.taken(f"largest_class.{stage}"), stated_oversize(school, stage, limit)
    denying = [largest] * (largest.value <= limit) + [oversize] * (oversize.value == 0)
    return denying[0] if denying else None


def _too_many(school: School, stage: Stage, pupils: Taken, classes: Taken, denied: Taken) -> Issue:
    """More pupils than the classes hold at the limit, while another number says that no class is above it."""
    mean = f"{pupils.value / classes.value:.1f}"
    why = Bilingual(
        f"{stage}平均班额 {mean} 已超过上限，而表中填报没有超班额的班（{plain(denied.value)}）",
        f"the mean {STAGES_EN[stage]} class is {mean}, above the limit, while the sheet says that no class is "
        f"({plain(denied.value)})",
    )
    return impossible_issue(school.name, f"largest_class.{stage}", denied.cell, plain(denied.value), why)
