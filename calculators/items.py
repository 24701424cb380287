"""The items of the county verdict: what the sheet decides, what it leaves open, and what needs evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, TypeAdapter

from calculators.class_size import StageClasses
from calculators.compare import UNDECIDED, Requirements, every, holds, known
from calculators.indicators import INDICATORS
from calculators.missing import Gap, wanting
from calculators.model import Item, Status
from calculators.rooms import SchoolRooms
from calculators.rounding import UNIT_DECIMALS, half_up
from calculators.size import SchoolSize
from calculators.spread import StageSpread
from calculators.units import WHOLE, StageUnits
from corpus.model import STAGES, Scope, Stage, Threshold


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


def county_items(findings: Findings, floor: Requirements) -> tuple[Item, ...]:
    """Return all items in the order R, CV, G, Q, S, V."""
    items = [_indicator_item(findings, stage, column, floor) for stage in STAGES for column in range(len(INDICATORS))]
    items += [_cv_item(findings, stage, column, floor) for stage in STAGES for column in range(len(INDICATORS))]
    decided = [_rooms_item(findings, floor), _size_item(findings, floor)]
    decided += [_class_item(findings, stage, floor) for stage in STAGES]
    opened = [_open_item(id, fields) for id, fields in open_items().items()]
    return (*items, *sorted([*decided, *opened], key=_order))


def _order(item: Item) -> tuple[int, int]:
    return "GQSV".index(item.id[0]), int(item.id[1:])


def _status(verdict: bool | None) -> Status:
    return "insufficient" if verdict is None else "met" if verdict else "not_met"


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
        status=_status(every([None if one == UNDECIDED else bool(one) for one in met])),
        borderline=any(is_borderline(units, row, column, threshold) for row in _close(values, threshold)),
        value=None if lowest is None else float(values[lowest]),
        display=None if lowest is None else half_up(units.exact_value(lowest, indicator), UNIT_DECIMALS),
        unit=indicator.unit,
        comparator=threshold.comparison,
        limit=float(threshold.value),
        schools=tuple(units.schools[row].name for row in np.flatnonzero(met == 0)),
        missing=wanting(findings.gaps, f"{indicator.id}.{stage}"),
        threshold=threshold,
    )


def _close(values: np.ndarray, threshold: Threshold) -> list[int]:
    step = 10.0**-UNIT_DECIMALS
    with np.errstate(invalid="ignore"):
        return [int(row) for row in np.flatnonzero(np.abs(values - float(threshold.value)) <= step)]


def is_borderline(units: StageUnits, row: int, column: int, threshold: Threshold) -> bool:
    """Whether rounding to the form's decimals would flip a unit's verdict on one indicator (临界)."""
    value = units.exact_value(row, INDICATORS[column])
    limit = Fraction(threshold.value)
    rounded = Fraction(half_up(value, UNIT_DECIMALS))
    return holds(value, threshold.comparison, limit) != holds(rounded, threshold.comparison, limit)


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
        status=_status(spread.cv_met[column] if several else None),
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
    verdict = every([one.passes for one in findings.rooms]) if findings.rooms else None
    return _count("G3", WHOLE, verdict, failing, wanting(findings.gaps, "G3"), floor.get("G3.classes_per_room", WHOLE))


def _size_item(findings: Findings, floor: Requirements) -> Item:
    failing = tuple(one.school.name for one in findings.size if one.passes is False)
    verdict = every([one.passes for one in findings.size]) if findings.size else None
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
    return Item(id, stage, _status(verdict), False, value, display, "所", None, None, schools, missing, threshold)


def _class_item(findings: Findings, stage: Stage, floor: Requirements) -> Item:
    """Met when no class of the stage is above the limit; its value is the largest class."""
    threshold = floor.get("G5", stage)
    classes = [one for one in findings.class_size if one.stage == stage]
    largest = max((one.largest for one in classes if one.largest is not None), default=None)
    return Item(
        id="G5",
        stage=stage,
        status=_status(every([one.passes for one in classes]) if classes else None),
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
