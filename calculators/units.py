"""Units: a school in a stage, its seven indicators, whether each reaches the standard, and whether the unit passes.

The numbers live in arrays, so that a province of 200,000 units is as one county.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import partial

import numpy as np

from calculators.compare import UNDECIDED, WHOLE, Requirements, Verdicts, limit_of, reaches
from calculators.indicators import INDICATORS, Indicator
from calculators.indicators.record import Floats, Source, plus
from calculators.rounding import UNIT_DECIMALS, round_all
from calculators.schools import School
from calculators.values import exact
from corpus.model import STAGES, Stage

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

    def number(column: str) -> Fraction | None:
        taken, share = school.taken(column, stage), school.share(column, stage)
        return exact(taken.value) * share if taken.known and share is not None else None

    return amount_of(indicator, stage, number, exact(school.pupils[stage].value))


def amount_of(
    indicator: Indicator, stage: Stage, number: Callable[[str], Fraction | None], pupils: Fraction
) -> Fraction:
    """Return an amount exactly from the unit's part of each column; only for one that is known."""
    for source in indicator.sources[stage]:
        parts = [(number(column), sign) for column, sign in source]
        if all(part is not None for part, _ in parts):
            return sum((sign * (part or Fraction(0)) for part, sign in parts), Fraction(0)) * indicator.per
    return (number(indicator.result) or Fraction(0)) * pupils


def known_sources(school: School, stage: Stage, indicator: Indicator) -> tuple[Source, ...]:
    """Return the ways to a unit's numerator that the sheet gives in full, the one in use first."""
    sources = indicator.sources[stage]
    return tuple(one for one in sources if all(school.taken(column, stage).known for column, _ in one))


def source_taken(school: School, stage: Stage, indicator: Indicator) -> Source:
    """Return the columns, each with its sign, that gave a unit's numerator, or its value; () where none did."""
    stated = (plus(indicator.result),) if school.taken(indicator.result, stage).known else ()
    return next(iter((*known_sources(school, stage, indicator), *stated)), ())


def uses_result(school: School, stage: Stage, indicator: Indicator) -> bool:
    """Whether a unit's value is the result sheet's own, since the sheet gives no numerator."""
    stated = school.taken(indicator.result, stage).known
    return stated and not known_sources(school, stage, indicator)


def stage_columns(schools: Sequence[School], stage: Stage) -> dict[str, Floats]:
    """Return the indicator columns of one stage's units, shared assets already divided."""
    shares = [_as_float(school.stage_share(stage)) for school in schools]
    columns: dict[str, Floats] = {}
    for column in COLUMNS:
        numbers = [_part(school, column, stage, share) for school, share in zip(schools, shares, strict=True)]
        if not all(np.isnan(numbers)):
            columns[column] = np.array(numbers, dtype=float)
    return columns


def _part(school: School, column: str, stage: Stage, share: float) -> float:
    value = school.taken(column, stage).value
    return value * share if school.is_shared(column, stage) else value


def _as_float(share: Fraction | None) -> float:
    return np.nan if share is None else float(share)


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


def stage_units(schools: Sequence[School], stage: Stage, floor: Requirements, *, rounded: bool = False) -> StageUnits:
    """Measure and judge the units of one stage."""
    pupils = np.array([school.pupils[stage].value for school in schools], dtype=float)
    amounts, values = measure(stage, stage_columns(schools, stage), pupils)
    unjudged = np.full(values.shape, UNDECIDED, dtype=np.int8)
    units = StageUnits(stage, tuple(schools), pupils, amounts, values, unjudged, unjudged, unjudged[:, 0])
    return rejudged(units, floor, rounded=rounded)


def rejudged(units: StageUnits, floor: Requirements, *, rounded: bool) -> StageUnits:
    """Return the units judged on their values, or on their values rounded to the decimals of the form."""
    values, exact_value = (units.values, units.exact_value) if not rounded else _rounded(units)
    met, nearly, passes = judge(values, units.stage, floor, exact_value)
    return replace(units, met=met, at_least_85=nearly, passes=passes)


def _rounded(units: StageUnits) -> tuple[Floats, Callable[[int, Indicator], Fraction]]:
    columns = [
        round_all(units.values[:, column], UNIT_DECIMALS, partial(_exactly, units.exact_value, indicator))
        for column, indicator in enumerate(INDICATORS)
    ]
    values = np.column_stack(columns)
    return values, lambda unit, indicator: exact(float(values[unit, INDICATORS.index(indicator)]))


def judge(
    values: Floats, stage: Stage, floor: Requirements, exact_value: Callable[[int, Indicator], Fraction]
) -> tuple[Verdicts, Verdicts, Verdicts]:
    """Judge values by unit and indicator: which reach the standard, which reach 85 % of it, which units pass."""
    shares = (HUNDRED, Fraction(floor.get("RULE.remainder", WHOLE).value))
    met, nearly = (np.full(values.shape, UNDECIDED, dtype=np.int8) for _ in shares)
    for verdicts, percent in zip((met, nearly), shares, strict=True):
        for column, indicator in enumerate(INDICATORS):
            threshold, exactly = floor.get(indicator.id, stage), partial(_exactly, exact_value, indicator)
            limit = limit_of(threshold, percent)
            verdicts[:, column] = reaches(values[:, column], threshold.comparison, limit, exactly)
    return met, nearly, pass_rule(met, nearly, int(floor.get("RULE.met_count", WHOLE).value))


def _exactly(exact_value: Callable[[int, Indicator], Fraction], indicator: Indicator, unit: int) -> Fraction:
    return exact_value(unit, indicator)


def pass_rule(met: Verdicts, at_least_85: Verdicts, needed: int) -> Verdicts:
    """Judge units: at least `needed` indicators reach the standard and none is below 85 % of it.

    0 where no completion of the undecided can pass, 1 where every one does, else -1.
    """
    too_low = (at_least_85 == 0).any(axis=1)
    short = (met == 0).sum(axis=1) > met.shape[1] - needed
    unknown = (met == UNDECIDED).any(axis=1)
    verdicts = np.where(unknown, UNDECIDED, 1)
    return np.where(too_low | short, 0, verdicts).astype(np.int8)


def units_by_stage(schools: Sequence[School], floor: Requirements, *, rounded: bool = False) -> dict[Stage, StageUnits]:
    """Return the units of each stage that has any, in school order."""
    found: dict[Stage, StageUnits] = {}
    for stage in STAGES:
        members = [school for school in schools if stage in school.stages]
        if members:
            found[stage] = stage_units(members, stage, floor, rounded=rounded)
    return found
