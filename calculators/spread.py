"""County means and 差异系数 of one stage, and whether each is within its limit: decided on CV² where it is close."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from calculators.compare import Verdicts, holds, limit_of, reaches, tri
from calculators.dispersion import Dispersion, disperse, exact_cv_squared, exact_mean
from calculators.indicators import INDICATORS
from calculators.indicators.record import Floats
from calculators.rounding import CV_DECIMALS, UNIT_DECIMALS, display, half_up, root, round_all
from calculators.units import StageUnits
from calculators.values import exact
from corpus.model import Threshold


@dataclass(frozen=True, slots=True)
class StageSpread:
    """By indicator: mean, 差异系数 (NaN where unknown or undefined) and whether it is within the limit."""

    units: StageUnits = field(repr=False)
    threshold: Threshold
    mean: Floats
    cv: Floats
    cv_met: tuple[bool | None, ...]

    def undecided(self) -> "StageSpread":
        """Return the same numbers without verdicts, for a sheet that lacks a school."""
        return replace(self, cv_met=(None,) * len(self.cv_met))

    def exact_terms(self, column: int) -> tuple[list[Fraction], list[Fraction]]:
        """Return amounts and pupils of all units exactly; only where all are known."""
        units, indicator = self.units, INDICATORS[column]
        amounts = [units.exact_amount(row, indicator) for row in range(len(units.schools))]
        return amounts, [exact(float(pupils)) for pupils in units.pupils]

    def exact_mean(self, column: int) -> Fraction:
        """Return a mean exactly; only for one that is known."""
        return exact_mean(*self.exact_terms(column))

    def exact_amount(self, column: int) -> Fraction:
        """Return the sum of the amounts exactly; only where all are known."""
        return sum(self.exact_terms(column)[0], Fraction(0))

    def exact_cv_squared(self, column: int) -> Fraction:
        """Return a squared 差异系数 exactly; only for one that is known."""
        return exact_cv_squared(*self.exact_terms(column))

    def mean_display(self, column: int) -> str | None:
        """Return a mean with 2 decimals, half up."""
        mean = float(self.mean[column])
        return None if np.isnan(mean) else display(mean, UNIT_DECIMALS, lambda: self.exact_mean(column))

    def cv_display(self, column: int) -> str | None:
        """Return a 差异系数 with 3 decimals, half up."""
        cv = float(self.cv[column])
        return None if np.isnan(cv) else display(cv, CV_DECIMALS, lambda: root(self.exact_cv_squared(column)))

    def is_borderline(self, column: int) -> bool:
        """Whether rounding to 3 decimals would flip the verdict (临界)."""
        limit, comparison = Fraction(self.threshold.value), self.threshold.comparison
        if self.cv_met[column] is None or abs(float(self.cv[column]) - float(limit)) > 10.0**-CV_DECIMALS:
            return False
        square = self.exact_cv_squared(column)
        rounded = Fraction(half_up(root(square), CV_DECIMALS))
        return holds(rounded, comparison, limit) != holds(square, comparison, limit**2)


def stage_spread(units: StageUnits, threshold: Threshold, *, rounded: bool = False) -> StageSpread:
    """Return the means and 差异系数 of one stage. A column with an unknown unit is unknown."""
    groups = np.zeros(len(units.schools), dtype=np.intp)
    found = [disperse(units.amounts[:, column], units.pupils, groups, 1) for column in range(len(INDICATORS))]
    spread = StageSpread(units, threshold, _first(found, "mean"), _first(found, "cv"), ())
    return rejudged(spread, rounded=rounded)


def rejudged(spread: StageSpread, *, rounded: bool) -> StageSpread:
    """Return the spread judged on its 差异系数, or on these rounded to the decimals of the form."""
    cv, exact_square = (spread.cv, spread.exact_cv_squared) if not rounded else _rounded(spread)
    return replace(spread, cv_met=tuple(map(tri, within(cv, spread.threshold, exact_square))))


def _rounded(spread: StageSpread) -> tuple[Floats, Callable[[int], Fraction]]:
    cv = round_all(spread.cv, CV_DECIMALS, lambda column: root(spread.exact_cv_squared(column)))
    return cv, lambda column: exact(float(cv[column])) ** 2


def _first(found: list[Dispersion], name: str) -> Floats:
    return np.array([getattr(one, name)[0] for one in found], dtype=float)


def within(cv: Floats, threshold: Threshold, exact_cv_squared: Callable[[int], Fraction]) -> Verdicts:
    """Judge 差异系数: 1, 0, or -1 for NaN; on the exact square where one is close to its limit."""
    return reaches(cv, threshold.comparison, limit_of(threshold), exact_cv_squared, power=2)
