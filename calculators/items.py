"""The items of the county verdict: what the sheet decides, what it leaves open, and what needs evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from calculators.class_size import StageClasses
from calculators.compare import UNDECIDED, WHOLE, Requirements, every, holds, known, limit_of, status_of
from calculators.indicators import INDICATORS
from calculators.missing import Gap, wanting
from calculators.model import Issue, Item, Status
from calculators.rooms import SchoolRooms
from calculators.rounding import UNIT_DECIMALS, half_up
from calculators.size import SchoolSize
from calculators.spread import StageSpread
from calculators.units import StageUnits
from corpus.model import STAGES, Comparison, Scope, Stage, Threshold


class _Open(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    fields: tuple[str, ...]


@lru_cache(maxsize=1)
def open_items() -> Mapping[str, tuple[str, ...]]:
    """Return the items that no school sheet decides, with the county form's fields that would decide them."""
    text = files("calculators").joinpath("county_items.yaml").read_text(encoding="utf-8")
    entries = TypeAdapter(dict[str, _Open]).validate_python(yaml.safe_load(text))
    return {id: entry.fields for id, entry in entries.items()}


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


def county_items(findings: Findings, floor: Requirements) -> tuple[Item, ...]:
    """Return all items in the order R, CV, G, Q, S, V."""
    items = [_indicator_item(findings, stage, column, floor) for stage in STAGES for column in range(len(INDICATORS))]
    items += [_cv_item(findings, stage, column, floor) for stage in STAGES for column in range(len(INDICATORS))]
    decided = [_rooms_item(findings, floor), _size_item(findings, floor)]
    decided += [_class_item(findings, stage, floor) for stage in STAGES]
    sheet = [_left_open(item, findings.unnamed) for item in (*items, *decided)]
    items, decided = sheet[: len(items)], sheet[len(items) :]
    opened = [_open_item(id, fields) for id, fields in open_items().items()]
    return (*items, *sorted([*decided, *opened], key=_order))


def _left_open(item: Item, unnamed: Sequence[Issue]) -> Item:
    """While a row of numbers has no school name, what holds of all the others is not known to hold of every school."""
    if not unnamed or item.status == "not_met":
        return item
    names = (f"{issue.cell} 一行的学校名称" for issue in unnamed)
    return replace(item, status="insufficient", missing=(*item.missing, *names))


def _order(item: Item) -> tuple[int, int]:
    return "GQSV".index(item.id[0]), int(item.id[1:])


def _no_units(stage: Stage) -> tuple[str, ...]:
    return (f"{stage}学校数据",)


def _indicator_item(findings: Findings, stage: Stage, column: int, floor: Requirements) -> Item:
    """Met when every unit reaches the standard; its value is the lowest unit's, which is what decides it."""
    indicator = INDICATORS[column]
    threshold = floor.get(indicator.id, stage)
    units = findings.units.get(stage)
    if units is None:
        return _blank(indicator.id, stage, indicator.unit, threshold, _no_units(stage))
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
        return _blank(id, stage, "", threshold, _no_units(stage))
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
        missing=wanting(findings.gaps, f"{INDICATORS[column].id}.{stage}"),
        threshold=threshold,
    )


def _rooms_item(findings: Findings, floor: Requirements) -> Item:
    failing = tuple(one.school.name for one in findings.rooms if one.passes is False)
    verdict = every([one.passes for one in findings.rooms])
    return _count("G3", WHOLE, verdict, failing, wanting(findings.gaps, "G3"), floor.get("G3.classes_per_room", WHOLE))


def _size_item(findings: Findings, floor: Requirements) -> Item:
    failing = tuple(one.school.name for one in findings.size if one.passes is False)
    verdict = every([one.passes for one in findings.size])
    missing = tuple(f"{stage}在校生数" for stage in STAGES) if verdict is None else ()
    return _count("G4", WHOLE, verdict, failing, missing, floor.get("G4.school", WHOLE))


def _count(
    id: str,
    stage: Scope,
    verdict: bool | None,
    schools: tuple[str, ...],
    missing: tuple[str, ...],
    threshold: Threshold,
) -> Item:
    """An item whose value is the number of schools that fail, as 表Ⅳ reports it."""
    value = None if verdict is None and not schools else len(schools)
    display = None if value is None else str(value)
    return Item(id, stage, status_of(verdict), False, value, display, "所", None, None, schools, missing, threshold)


def _class_item(findings: Findings, stage: Stage, floor: Requirements) -> Item:
    """Met when no class of the stage is above the limit; its value is the largest class."""
    threshold = floor.get("G5", stage)
    classes = [one for one in findings.class_size if one.stage == stage]
    largest = max((one.largest for one in classes if one.largest is not None), default=None)
    return Item(
        id="G5",
        stage=stage,
        status=status_of(every([one.passes for one in classes])),
        borderline=False,
        value=largest,
        display=None if largest is None else str(largest),
        unit="人",
        comparator=threshold.comparison,
        limit=float(threshold.value),
        schools=tuple(one.school.name for one in classes if one.passes is False),
        missing=wanting(findings.gaps, f"G5.{stage}") if classes else _no_units(stage),
        threshold=threshold,
    )


def _blank(id: str, stage: Stage, unit: str, threshold: Threshold, missing: tuple[str, ...]) -> Item:
    limit = float(threshold.value)
    return Item(id, stage, "insufficient", False, None, None, unit, threshold.comparison, limit, (), missing, threshold)


def _open_item(id: str, fields: tuple[str, ...]) -> Item:
    status: Status = "insufficient" if fields else "needs_evidence"
    return Item(id, None, status, False, None, None, "", None, None, (), fields, None)
