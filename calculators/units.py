"""Units: a school in a stage, its seven indicators, whether each reaches the standard, and whether the unit passes.

The numbers live in arrays, so that a province of 200,000 units is as one county.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from calculators.compare import UNDECIDED, WHOLE, Requirements, Verdicts, limit_of, reaches
from calculators.indicators import INDICATORS, Indicator
from calculators.indicators.record import Floats
from calculators.schools import School
from calculators.values import exact
from corpus.model import STAGES, Stage, Threshold

HUNDRED = Fraction(100)
SOURCE_COLUMNS = (c for one in INDICATORS for ways in one.sources.values() for way in ways for c, _ in way)
COLUMNS = tuple(dict.fromkeys([*SOURCE_COLUMNS, *(one.result for one in INDICATORS)]))


@dataclass(frozen=True, slots=True)
class StageUnits:
    """The units of one stage. Arrays are by unit, or by unit and indicator; verdicts are 1, 0 or -1 (undecided)."""

    stage: Stage
    schools: tuple[School, ...]
    pupils: Floats = field(repr=False)
    amounts: Floats = field(repr=False)
    values: Floats = field(repr=False)
    met: Verdicts = field(repr=False)
    at_least_85: Verdicts = field(repr=False)
    passes: Verdicts = field(repr=False)

    def exact_amount(self, unit: int, indicator: Indicator) -> Fraction:
        """Return a unit's amount (numerator × per, its share of shared assets) exactly, on the decimals of the cells.

        Only for amounts that are known.
        """
        return exact_amount(self.schools[unit], self.stage, indicator)

    def exact_value(self, unit: int, indicator: Indicator) -> Fraction:
        """Return a unit's value exactly."""
        return self.exact_amount(unit, indicator) / exact(float(self.pupils[unit]))


def exact_amount(school: School, stage: Stage, indicator: Indicator) -> Fraction:
    """Return Σ ±column × share × per exactly, by the first source known; else a result sheet's value × pupils."""
    for source in indicator.sources[stage]:
        taken = [(school.taken(column, stage), school.share(column, stage), sign) for column, sign in source]
        if all(one.known and share is not None for one, share, _ in taken):
            return (
                sum((sign * exact(one.value) * (share or 0) for one, share, sign in taken), Fraction(0)) * indicator.per
            )
    return exact(school.taken(indicator.result, stage).value) * exact(school.pupils[stage].value)


def uses_result(school: School, stage: Stage, indicator: Indicator) -> bool:
    """Whether a unit's value is the result sheet's own, since the sheet gives no numerator."""
    sources = indicator.sources[stage]
    given = any(all(school.taken(column, stage).known for column, _ in source) for source in sources)
    return not given and school.taken(indicator.result, stage).known


def stage_columns(schools: Sequence[School], stage: Stage) -> dict[str, Floats]:
    """Return the indicator columns of one stage's units, shared assets already divided."""
    columns: dict[str, Floats] = {}
    for column in COLUMNS:
        numbers = [_part(school, column, stage) for school in schools]
        if not all(np.isnan(numbers)):
            columns[column] = np.array(numbers, dtype=float)
    return columns


def _part(school: School, column: str, stage: Stage) -> float:
    taken = school.taken(column, stage)
    if not taken.known:
        return np.nan
    share = school.share(column, stage)
    return np.nan if share is None else taken.value * float(share)


def measure(stage: Stage, columns: Mapping[str, Floats], pupils: Floats) -> tuple[Floats, Floats]:
    """Return amounts (numerator × per) and values of all units and indicators, vectorised."""
    amounts = np.column_stack([_amounts(one, stage, columns, pupils) for one in INDICATORS])
    amounts = np.where(np.isnan(pupils)[:, None], np.nan, amounts)
    return amounts, amounts / pupils[:, None]


def _amounts(indicator: Indicator, stage: Stage, columns: Mapping[str, Floats], pupils: Floats) -> Floats:
    """Numerators × per; where they are not given, a result sheet's value × pupils."""
    amounts = indicator.per * indicator.amounts(stage, columns, len(pupils))
    results = columns.get(indicator.result)
    return amounts if results is None else np.where(np.isnan(amounts), results * pupils, amounts)


def stage_units(schools: Sequence[School], stage: Stage, floor: Requirements) -> StageUnits:
    """Measure and judge the units of one stage."""
    pupils = np.array([school.pupils[stage].value for school in schools], dtype=float)
    amounts, values = measure(stage, stage_columns(schools, stage), pupils)
    unjudged = np.full(values.shape, UNDECIDED, dtype=np.int8)
    units = StageUnits(stage, tuple(schools), pupils, amounts, values, unjudged, unjudged, unjudged[:, 0])
    remainder = Fraction(floor.get("RULE.remainder", WHOLE).value)
    met, nearly = unjudged.copy(), unjudged.copy()
    for column, indicator in enumerate(INDICATORS):
        threshold = floor.get(indicator.id, stage)
        met[:, column] = _reach(units, column, threshold, HUNDRED)
        nearly[:, column] = _reach(units, column, threshold, remainder)
    needed = int(floor.get("RULE.met_count", WHOLE).value)
    return StageUnits(stage, tuple(schools), pupils, amounts, values, met, nearly, pass_rule(met, nearly, needed))


def _reach(units: StageUnits, column: int, threshold: Threshold, percent: Fraction) -> Verdicts:
    indicator = INDICATORS[column]
    limit = limit_of(threshold, percent)
    values = units.values[:, column]
    return reaches(values, threshold.comparison, limit, lambda unit: units.exact_value(unit, indicator))


def pass_rule(met: Verdicts, at_least_85: Verdicts, needed: int) -> Verdicts:
    """Judge units: at least `needed` indicators reach the standard and none is below 85 % of it.

    0 where no completion of the undecided can pass, 1 where every one does, else -1.
    """
    too_low = (at_least_85 == 0).any(axis=1)
    short = (met == 0).sum(axis=1) > met.shape[1] - needed
    unknown = (met == UNDECIDED).any(axis=1)
    verdicts = np.where(unknown, UNDECIDED, 1)
    return np.where(too_low | short, 0, verdicts).astype(np.int8)


def units_by_stage(schools: Sequence[School], floor: Requirements) -> dict[Stage, StageUnits]:
    """Return the units of each stage that has any, in school order."""
    found: dict[Stage, StageUnits] = {}
    for stage in STAGES:
        members = [school for school in schools if stage in school.stages]
        if members:
            found[stage] = stage_units(members, stage, floor)
    return found
