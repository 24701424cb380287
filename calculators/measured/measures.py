"""The measures by id: R1…R7, the 差异系数, and what the sheet counts (pupils, classes, rooms, indicators met)."""

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial

from calculators.compare import limit_of, tri
from calculators.county import CountyCheck
from calculators.figures import class_size_figure, cv_figure, rooms_figures, size_figure, unit_figure
from calculators.indicators import BY_ID, INDICATORS
from calculators.measured.counted import classes_figure, met_figure, oversize_of_school, pupils_figure
from calculators.measured.rows import Measure, Row, exactly
from calculators.model import Figure
from calculators.rooms import ROOM_NAMES, RoomKind
from calculators.rounding import UNIT_DECIMALS, root
from calculators.size import SchoolSize
from calculators.units import StageUnits
from calculators.verdict.items import is_borderline
from corpus.bilingual import Bilingual
from corpus.model import STAGES, Stage, Threshold

PUPILS = Bilingual("在校生数", "pupils")
SIZE = Bilingual("义务教育阶段在校生数", "pupils in the compulsory stages")
CLASSES = Bilingual("班级数", "classes")
LARGEST = Bilingual("最大班额", "largest class")
OVERSIZE = Bilingual("超班额班级数", "oversize classes")
MET = Bilingual("达标的指标项数", "indicators met")


def measure(check: CountyCheck, id: str, stage: Stage | None, schools: Sequence[str] = ()) -> Measure:
    """Return the rows of one measure, of some schools alone where these are named. `stage` is None for whole schools.

    Raises KeyError for an unknown id, or for one that is measured by stage without one.
    """
    if id in _OF_SCHOOLS:
        found = _OF_SCHOOLS[id](check, stage)
    elif stage is None:
        raise KeyError(f"{id} needs a stage")
    elif id in BY_ID:
        return _indicator(check, id, stage, schools)
    else:
        found = _OF_STAGE[id](check, stage)
    return found.only(schools) if schools and not found.of_indicators else found


def stages_of(check: CountyCheck, id: str, asked: Stage | None) -> tuple[Stage | None, ...]:
    """Return the stages to measure in: the one asked, else all of the sheet; None where whole schools are measured."""
    if id in _OF_SCHOOLS:
        return (asked,)
    return tuple(stage for stage in STAGES if stage in check.units and asked in (None, stage))


def _indicator(check: CountyCheck, id: str, stage: Stage, schools: Sequence[str]) -> Measure:
    units, record = check.units[stage], BY_ID[id]
    column, threshold = INDICATORS.index(record), check.floor.get(id, stage)
    rows = tuple(
        _unit_row(units, at, column, threshold)
        for at, school in enumerate(units.schools)
        if not schools or school.name in schools
    )
    figure = partial(_unit_figure, check, id, stage)
    return Measure(id, record.label, record.unit, stage, rows, figure)


def _unit_row(units: StageUnits, at: int, column: int, threshold: Threshold) -> Row:
    """One school's row; that it is borderline can only be where it lies within one unit of the last decimal shown."""
    value, limit = float(units.values[at, column]), limit_of(threshold)
    known = not math.isnan(value)
    near = known and abs(value - float(limit)) < 10.0**-UNIT_DECIMALS
    return Row(
        units.schools[at].name,
        units.exact_value(at, INDICATORS[column]) if known else None,
        tri(units.met[at, column]),
        limit,
        threshold,
        near and is_borderline(units, at, column, threshold),
    )


def _unit_figure(check: CountyCheck, id: str, stage: Stage, school: str) -> Figure:
    return unit_figure(check, school, stage, id)


def _spread(check: CountyCheck, stage: Stage) -> Measure:
    """The 差异系数 of one stage, indicator by indicator."""
    spread, rows = check.spreads[stage], []
    for column, record in enumerate(INDICATORS):
        item = check.item(f"CV.{stage}.{record.id}")
        value = Fraction(root(spread.exact_cv_squared(column))) if spread.cv_display(column) is not None else None
        verdict = spread.cv_met[column] if item.status in ("met", "not_met") else None
        limit = limit_of(spread.threshold)
        rows.append(Row(record.id, value, verdict, limit, spread.threshold, item.borderline))
    label = Bilingual("校际差异系数", "coefficient of variation")
    return Measure(
        "CV", label, "", stage, tuple(rows), lambda id: cv_figure(check, stage, id), falls=True, of_indicators=True
    )


def _size(check: CountyCheck, stage: Stage | None) -> Measure:
    of_stage = [one for one in check.size if stage is None or stage in one.school.stages]
    rows = tuple(_size_row(one) for one in of_stage)
    return Measure("size", SIZE, "人", None, rows, lambda school: size_figure(check, school), falls=True)


def _size_row(one: SchoolSize) -> Row:
    threshold = None if one.is_eased else one.threshold
    return Row(one.school.name, exactly(one.pupils), one.passes, Fraction(one.limit), threshold)


def _pupils(check: CountyCheck, stage: Stage) -> Measure:
    """The pupils of a stage, of the schools that are judged in it."""
    units = check.units[stage]
    rows = tuple(Row(school.name, exactly(pupils)) for school, pupils in zip(units.schools, units.pupils, strict=True))
    figure = partial(pupils_figure, check, stage)
    return Measure("pupils", PUPILS, "人", stage, rows, figure, judged=False)


def _classes(check: CountyCheck, stage: Stage | None) -> Measure:
    names = [one.school.name for one in check.class_size if stage in (None, one.stage)]
    found = {name: classes_figure(check, name, stage) for name in dict.fromkeys(names)}
    rows = tuple(Row(name, exactly(_number(figure.value))) for name, figure in found.items())
    return Measure("classes", CLASSES, "个", stage, rows, found.__getitem__, judged=False)


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _class_size(check: CountyCheck, stage: Stage) -> Measure:
    found = [one for one in check.class_size if one.stage == stage]
    rows = tuple(
        Row(one.school.name, exactly(one.largest), one.passes, limit_of(one.threshold), one.threshold) for one in found
    )
    return Measure(
        "class_size", LARGEST, "人", stage, rows,
        lambda school: class_size_figure(check, school, stage), falls=True,
    )  # fmt: skip


def _oversize(check: CountyCheck, stage: Stage) -> Measure:
    found = {one.school.name: one for one in check.class_size if one.stage == stage}
    rows = tuple(Row(name, exactly(one.oversize), one.passes) for name, one in found.items())
    figure = partial(oversize_of_school, check, stage)
    return Measure("oversize", OVERSIZE, "个", stage, rows, figure, falls=True)


def _met_count(check: CountyCheck, stage: Stage) -> Measure:
    """How many of the seven indicators each unit meets, and whether it passes."""
    units = check.units[stage]
    rows = tuple(
        Row(
            school.name,
            None if (units.met[at] < 0).any() else Fraction(int(units.met[at].sum())),
            tri(units.passes[at]),
        )
        for at, school in enumerate(units.schools)
    )
    return Measure("met_count", MET, "项", stage, rows, partial(met_figure, check, stage))


def _rooms(kind: RoomKind, check: CountyCheck, stage: Stage | None) -> Measure:
    """The rooms that count, of the schools that need them, held against those needed."""
    found = [one for one in check.rooms if stage is None or stage in one.school.stages]
    rows = tuple(
        Row(
            one.school.name,
            exactly(one.count(kind).compliant),
            None if one.needed is None else one.count(kind).enough(one.needed),
            exactly(one.needed),
        )
        for one in found
    )
    label = Bilingual(f"可计入的{ROOM_NAMES[kind].zh}", f"{ROOM_NAMES[kind].en} that count")
    return Measure(kind, label, "间", None, rows, lambda school: _room_figure(check, kind, school))


def _room_figure(check: CountyCheck, kind: RoomKind, school: str) -> Figure:
    return rooms_figures(check, school).of(kind)[0]


_OF_STAGE: dict[str, Callable[[CountyCheck, Stage], Measure]] = {
    "CV": _spread,
    "pupils": _pupils,
    "class_size": _class_size,
    "oversize": _oversize,
    "met_count": _met_count,
}
_OF_SCHOOLS: dict[str, Callable[[CountyCheck, Stage | None], Measure]] = {
    "size": _size,
    "classes": _classes,
    "music": partial(_rooms, "music"),
    "art": partial(_rooms, "art"),
}
