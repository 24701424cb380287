"""A whole province at once: every unit's indicators and verdicts and every county's 差异系数, from one table of units.

It gives what the check of each county's sheet gives, on arrays: 200,000 units are no more work than a county.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from calculators.compare import UNDECIDED, Requirements, Verdicts
from calculators.dispersion import disperse, exact_cv_squared
from calculators.indicators import INDICATORS, Indicator
from calculators.indicators.record import Floats
from calculators.province.frame import Units, read_units
from calculators.spread import within
from calculators.units import amount_of, judge, measure
from calculators.values import exact
from corpus.model import STAGES, Stage


@dataclass(frozen=True, slots=True)
class StageCounties:
    """One stage by county, in the order of `ProvinceCheck.counties`, and indicator.

    `units`: how many a county has. NaN and -1: unknown, undefined, or the county does not have the stage.
    """

    units: NDArray[np.intp] = field(repr=False)
    mean: Floats = field(repr=False)
    cv: Floats = field(repr=False)
    cv_met: Verdicts = field(repr=False)


@dataclass(frozen=True, slots=True)
class ProvinceCheck:
    """The units of a frame and its counties, judged. Verdicts are 1, 0 or -1 (undecided).

    `values`, `met`, `at_least_85` and `passes` are by row of the frame (and indicator); a row that is not `counted`,
    for it has 0 pupils, is left out of everything. `stages`, `all_units_pass` and `all_cv_met` are by county.
    """

    counties: tuple[str, ...]
    values: Floats = field(repr=False)
    met: Verdicts = field(repr=False)
    at_least_85: Verdicts = field(repr=False)
    passes: Verdicts = field(repr=False)
    counted: NDArray[np.bool_] = field(repr=False)
    stages: Mapping[Stage, StageCounties] = field(repr=False)
    all_units_pass: Verdicts = field(repr=False)
    all_cv_met: Verdicts = field(repr=False)

    @property
    def resources_met(self) -> Verdicts:
        """Whether each county passes 资源配置: every unit passes and every 差异系数 is within its limit."""
        both = np.column_stack([self.all_units_pass, self.all_cv_met])
        return _all_of(both == 0, both == UNDECIDED, np.ones_like(both, dtype=bool))


def judge_units(frame: pd.DataFrame, floor: Requirements) -> ProvinceCheck:
    """Judge the units of any number of counties.

    `frame` has a row a unit (a school in a stage): county, school, stage (小学 or 初中), pupils, and the canonical
    columns of the indicators (`calculators.units.COLUMNS`) with the stage's own part of shared assets; NaN is unknown.
    The rows are those to be judged, and their numbers are taken as they stand: which schools are in scope, and which
    numbers no school can have, is for the reading of a sheet to find.

    Raises UnusableUnits for a frame that is no such table; NoStandardInForce when a requirement is not in force.
    """
    read = read_units(frame)
    rows, count = len(read.pupils), len(read.counties)
    values = np.full((rows, len(INDICATORS)), np.nan)
    met, nearly = (np.full(values.shape, UNDECIDED, dtype=np.int8) for _ in range(2))
    passes = np.full(rows, UNDECIDED, dtype=np.int8)
    stages: dict[Stage, StageCounties] = {}
    for stage in STAGES:
        here = np.flatnonzero(read.counted & (read.stages == STAGES.index(stage)))
        if not here.size:
            continue
        units = read.take(here)
        amounts, values[here] = measure(stage, units.columns, units.pupils)
        met[here], nearly[here], passes[here] = judge(values[here], stage, floor, _Exact(stage, units).value)
        stages[stage] = _spread(stage, units, amounts, floor, count)
    return ProvinceCheck(
        read.counties, values, met, nearly, passes, read.counted, stages, _units_pass(read, passes, count),
        _cv_met(stages, count),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Exact:
    """The units of one stage in fractions, on the decimals that the frame shows."""

    stage: Stage
    units: Units

    def amount(self, row: int, indicator: Indicator) -> Fraction:
        return amount_of(indicator, self.stage, lambda column: self._number(column, row), self.pupils(row))

    def value(self, row: int, indicator: Indicator) -> Fraction:
        return self.amount(row, indicator) / self.pupils(row)

    def cv_squared(self, indicator: Indicator, county: int) -> Fraction:
        rows = [int(row) for row in np.flatnonzero(self.units.county == county)]
        return exact_cv_squared([self.amount(row, indicator) for row in rows], [self.pupils(row) for row in rows])

    def pupils(self, row: int) -> Fraction:
        return exact(float(self.units.pupils[row]))

    def _number(self, column: str, row: int) -> Fraction | None:
        numbers = self.units.columns.get(column)
        return None if numbers is None or np.isnan(numbers[row]) else exact(float(numbers[row]))


def _spread(stage: Stage, units: Units, amounts: Floats, floor: Requirements, count: int) -> StageCounties:
    threshold, exactly = floor.get("CV", stage), _Exact(stage, units)
    here = np.bincount(units.county, minlength=count)
    mean, cv = (np.full((count, len(INDICATORS)), np.nan) for _ in range(2))
    met = np.full(mean.shape, UNDECIDED, dtype=np.int8)
    for column, indicator in enumerate(INDICATORS):
        found = disperse(amounts[:, column], units.pupils, units.county, count)
        mean[:, column], cv[:, column] = found.mean, found.cv
        met[:, column] = within(found.cv, threshold, partial(exactly.cv_squared, indicator))
    return StageCounties(here, mean, cv, met)


def _units_pass(read: Units, passes: Verdicts, count: int) -> Verdicts:
    """By county: 0 where a unit fails, else -1 where one is undecided or there is none, else 1."""
    fails, opens, units = (
        np.bincount(read.county[read.counted], one[read.counted], count) > 0
        for one in (passes == 0, passes == UNDECIDED, read.counted)
    )
    return np.where(fails, 0, np.where(opens | ~units, UNDECIDED, 1)).astype(np.int8)


def _cv_met(stages: Mapping[Stage, StageCounties], count: int) -> Verdicts:
    """By county and over its stages: 0 where a 差异系数 exceeds its limit, else -1 where one is open, else 1."""
    verdicts = np.column_stack([np.empty((count, 0), dtype=np.int8), *(one.cv_met for one in stages.values())])
    there = [np.repeat(one.units[:, None] > 0, len(INDICATORS), axis=1) for one in stages.values()]
    return _all_of(verdicts == 0, verdicts == UNDECIDED, np.column_stack([np.empty((count, 0), dtype=bool), *there]))


def _all_of(fails: NDArray[np.bool_], opens: NDArray[np.bool_], there: NDArray[np.bool_]) -> Verdicts:
    """Judge rows of verdicts: 0 where any fails, else -1 where any is open or none is there, else 1."""
    undecided = (opens & there).any(axis=1) | ~there.any(axis=1)
    return np.where(fails.any(axis=1), 0, np.where(undecided, UNDECIDED, 1)).astype(np.int8)
