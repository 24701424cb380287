"""County means and 差异系数 of one stage, and whether each is within its limit: decided on CV² where it is close."""

from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from calculators.compare import NEARNESS, holds
from calculators.dispersion import Dispersion, disperse, exact_cv_squared, exact_mean
from calculators.indicators import INDICATORS
from calculators.indicators.record import Floats
from calculators.rounding import CV_DECIMALS, UNIT_DECIMALS, display, half_up, root
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

    def exact_mean(self, column: int) -> Fraction:
        """Return a mean exactly; only for one that is known."""
        return exact_mean(*_exact_terms(self.units, column))

    def exact_amount(self, column: int) -> Fraction:
        """Return the sum of the amounts exactly; only where all are known."""
        return sum(_exact_terms(self.units, column)[0], Fraction(0))

    def exact_cv_squared(self, column: int) -> Fraction:
        """Return a squared 差异系数 exactly; only for one that is known."""
        return exact_cv_squared(*_exact_terms(self.units, column))

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
        limit = Fraction(self.threshold.value)
        if self.cv_met[column] is None or abs(float(self.cv[column]) - float(limit)) > 10.0**-CV_DECIMALS:
            return False
        rounded = Fraction(half_up(root(self.exact_cv_squared(column)), CV_DECIMALS))
        return holds(rounded, self.threshold.comparison, limit) != self.cv_met[column]


def _exact_terms(units: StageUnits, column: int) -> tuple[list[Fraction], list[Fraction]]:
    indicator = INDICATORS[column]
    rows = range(len(units.schools))
    return [units.exact_amount(row, indicator) for row in rows], [exact(float(pupils)) for pupils in units.pupils]


def stage_spread(units: StageUnits, threshold: Threshold) -> StageSpread:
    """Return the means and 差异系数 of one stage. A column with an unknown unit is unknown."""
    groups = np.zeros(len(units.schools), dtype=np.intp)
    found = [disperse(units.amounts[:, column], units.pupils, groups, 1) for column in range(len(INDICATORS))]
    spread = StageSpread(units, threshold, _first(found, "mean"), _first(found, "cv"), ())
    met = tuple(_within(spread, column) for column in range(len(INDICATORS)))
    return StageSpread(units, threshold, spread.mean, spread.cv, met)


def _first(found: list[Dispersion], name: str) -> Floats:
    return np.array([getattr(one, name)[0] for one in found], dtype=float)


def _within(spread: StageSpread, column: int) -> bool | None:
    cv, limit = float(spread.cv[column]), Fraction(spread.threshold.value)
    if np.isnan(cv):
        return None
    if abs(cv - float(limit)) > NEARNESS * float(limit):
        return holds(Fraction(cv), spread.threshold.comparison, limit)
    return holds(spread.exact_cv_squared(column), spread.threshold.comparison, limit * limit)
