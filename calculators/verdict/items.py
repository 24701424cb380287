"""The items of the county verdict: what the sheet decides, what it leaves open, and what needs evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from calculators.class_size import StageClasses
from calculators.compare import UNDECIDED, WHOLE, Requirements, every, holds, known, limit_of, status_of
from calculators.data_checks.missing import Gap, wanting
from calculators.indicators import INDICATORS
from calculators.model import CountyForm, Issue, Item
from calculators.rooms import SchoolRooms
from calculators.rounding import UNIT_DECIMALS, half_up
from calculators.size import SchoolSize
from calculators.spread import StageSpread
from calculators.units import StageUnits
from calculators.verdict.of_form import form_items
from calculators.verdict.of_schools import NO_SCHOOLS, no_schools, school_items
from corpus.model import STAGES, Comparison, Stage, Threshold


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything that the items are drawn from."""

    units: Mapping[Stage, StageUnits]
    spreads: Mapping[Stage, StageSpread]
    rooms: Sequence[SchoolRooms]
    size: Sequence[SchoolSize]
    class_size: Sequence[StageClasses]
    gaps: Sequence[Gap]
    unnamed: Sequence[Issue] = ()
    form: CountyForm = field(default_factory=CountyForm)
    rounded: bool = False


def county_items(findings: Findings, floor: Requirements) -> tuple[Item, ...]:
    """Return all items in the order R, CV, G, Q, S, V."""
    items = [_indicator_item(findings, stage, column, floor) for stage in STAGES for column in range(len(INDICATORS))]
    items += [_cv_item(findings, stage, column, floor) for stage in STAGES for column in range(len(INDICATORS))]
    schools = school_items(findings.rooms, findings.size, findings.class_size, findings.gaps, floor)
    sheet = [_left_open(item, findings.unnamed) for item in (*items, *schools)]
    items, schools = sheet[: len(items)], sheet[len(items) :]
    form = form_items(findings.form, floor, rounded=findings.rounded)
    return (*items, *sorted([*schools, *form], key=_order))


def _left_open(item: Item, unnamed: Sequence[Issue]) -> Item:
    """While a row of numbers has no school name, what holds of all the others is not known to hold of every school."""
    if not unnamed or item.status == "not_met":
        return item
    names = (f"{issue.cell} 一行的学校名称" for issue in unnamed)
    return replace(item, status="insufficient", missing=(*item.missing, *names))


def _order(item: Item) -> tuple[int, int]:
    return "GQSV".index(item.id[0]), int(item.id[1:])


def _indicator_item(findings: Findings, stage: Stage, column: int, floor: Requirements) -> Item:
    """Met when every unit reaches the standard; its value is the lowest unit's, which is what decides it."""
    indicator = INDICATORS[column]
    threshold = floor.get(indicator.id, stage)
    units = findings.units.get(stage)
    if units is None:
        return _blank(indicator.id, stage, indicator.unit, threshold, no_schools(stage))
    met, values = units.met[:, column], units.values[:, column]
    lowest = None if np.isnan(values).all() else int(np.nanargmin(values))
    return Item(
        id=indicator.id,
        stage=stage,
        status=status_of(every([None if one == UNDECIDED else bool(one) for one in met])),
        borderline=any(borderline_rows(units, column, limit) for limit in limits_of(floor, indicator.id, stage)),
        value=None if lowest is None else float(values[lowest]),
        display=None if lowest is None else half_up(units.exact_value(lowest, indicator), UNIT_DECIMALS),
        unit=indicator.unit,
        comparator=threshold.comparison,
        limit=float(threshold.value),
        schools=tuple(units.schools[row].name for row in np.flatnonzero(met == 0)),
        missing=wanting(findings.gaps, f"{indicator.id}.{stage}"),
        threshold=threshold,
    )


def limits_of(floor: Requirements, indicator: str, stage: Stage) -> tuple[tuple[Comparison, Fraction], ...]:
    """Return the two lines that decide on a unit's indicator: the standard, and 85 % of it."""
    threshold = floor.get(indicator, stage)
    remainder = Fraction(floor.get("RULE.remainder", WHOLE).value)
    return (threshold.comparison, limit_of(threshold)), (threshold.comparison, limit_of(threshold, remainder))


def borderline_rows(units: StageUnits, column: int, line: tuple[Comparison, Fraction]) -> list[int]:
    """Return the units that rounding to the form's decimals would carry over a line (临界)."""
    comparison, limit = line
    with np.errstate(invalid="ignore"):
        close = np.flatnonzero(np.abs(units.values[:, column] - float(limit)) <= 10.0**-UNIT_DECIMALS)
    return [row for row in map(int, close) if _crosses(units.exact_value(row, INDICATORS[column]), comparison, limit)]


def _crosses(value: Fraction, comparison: Comparison, limit: Fraction) -> bool:
    rounded = Fraction(half_up(value, UNIT_DECIMALS))
    return holds(value, comparison, limit) != holds(rounded, comparison, limit)


def is_borderline(units: StageUnits, row: int, column: int, threshold: Threshold) -> bool:
    """Whether rounding to the form's decimals would flip a unit's verdict on one indicator (临界)."""
    return _crosses(units.exact_value(row, INDICATORS[column]), threshold.comparison, limit_of(threshold))


def _cv_item(findings: Findings, stage: Stage, column: int, floor: Requirements) -> Item:
    """One of the 14 差异系数. A single unit says nothing, so it is insufficient whatever its number."""
    id = f"CV.{stage}.{INDICATORS[column].id}"
    threshold = floor.get("CV", stage)
    spread, units = findings.spreads.get(stage), findings.units.get(stage)
    if spread is None or units is None:
        return _blank(id, stage, "", threshold, no_schools(stage))
    value, display = known(spread.cv[column]), spread.cv_display(column)
    several = len(units.schools) > 1
    return Item(
        id=id,
        stage=stage,
        status=status_of(spread.cv_met[column] if several else None),
        borderline=several and display is not None and spread.is_borderline(column),
        value=value,
        display=display,
        unit="",
        comparator=threshold.comparison,
        limit=float(threshold.value),
        schools=(),
        missing=wanting(findings.gaps, f"{INDICATORS[column].id}.{stage}") or _no_spread(units, column, value),
        threshold=threshold,
    )


def _no_spread(units: StageUnits, column: int, value: float | None) -> tuple[str, ...]:
    """What leaves a 差异系数 open though no number is missing: a single school, or a mean of 0."""
    if len(units.schools) < 2:
        return (f"另一所{units.stage}的{NO_SCHOOLS}（只有一所学校）",)
    return () if value is not None else (f"{INDICATORS[column].label.zh}（全县平均为0）",)


def _blank(id: str, stage: Stage, unit: str, threshold: Threshold, missing: tuple[str, ...]) -> Item:
    limit = float(threshold.value)
    return Item(id, stage, "insufficient", False, None, None, unit, threshold.comparison, limit, (), missing, threshold)
