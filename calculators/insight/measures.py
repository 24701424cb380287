"""What drives a 差异系数: each school's part in it, the coefficient without a school, and secondary measures.

Only the weighted 差异系数 is judged. The unweighted coefficient, Gini, highest and lowest are not official measures.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import numpy as np

from calculators.compare import NEARNESS, known, tri
from calculators.county import CountyCheck
from calculators.dispersion import exact_cv_squared
from calculators.indicators import INDICATORS
from calculators.indicators.record import Floats
from calculators.insight.inequality import QUINTILES, contributions, gini, lorenz, unweighted_coefficient, without_each
from calculators.spread import StageSpread, within
from corpus.bilingual import Bilingual, Language

TOP = 5
Why = Literal["unknown", "single", "no_mean", "even"]
WHY: Mapping[Why, Bilingual] = {
    "unknown": Bilingual("有学校的数据不全", "the data of a school are missing"),
    "single": Bilingual("该学段只有一所学校", "the stage has a single school"),
    "no_mean": Bilingual("平均值不大于零", "the mean is not above zero"),
    "even": Bilingual("各校数值相同", "all schools have the same value"),
}


@dataclass(frozen=True, slots=True)
class Insight:
    """One indicator of one stage, by unit in the stage's order. NaN is undefined, and `why` says for what reason.

    `contributions`: % of the weighted variance. `without`: the 差异系数 without the unit. `unweighted`: the population
    form over schools, each counted once. `lorenz`: what part of the whole the lowest fifth, two, three and four fifths
    of the pupils have.
    """

    spread: StageSpread = field(repr=False)
    column: int
    why: Why | None
    contributions: Floats = field(repr=False)
    without: Floats = field(repr=False)
    unweighted: float
    gini: float
    lorenz: Floats = field(repr=False)

    @property
    def unweighted_met(self) -> bool | None:
        """Whether the unweighted coefficient, unrounded, would be within the limit; None where it is undefined."""
        return self._within(self.unweighted, self.exact_unweighted)

    @property
    def flips(self) -> bool | None:
        """Whether the unweighted coefficient would turn the verdict, both unrounded; None where either is open."""
        official = self._within(float(self.spread.cv[self.column]), lambda: self.spread.exact_cv_squared(self.column))
        open_ = self.spread.cv_met[self.column] is None or self.unweighted_met is None
        return None if open_ else official != self.unweighted_met

    def _within(self, cv: float, exact_cv_squared: Callable[[], Fraction]) -> bool | None:
        return tri(within(np.array([cv]), self.spread.threshold, lambda _: exact_cv_squared())[0])

    @property
    def values(self) -> Floats:
        """The units' values."""
        return np.asarray(self.spread.units.values[:, self.column])

    @property
    def highest(self) -> int | None:
        """The unit with the highest value, the first of several; None where a value is unknown."""
        return None if self.why == "unknown" else int(np.argmax(self.values))

    @property
    def lowest(self) -> int | None:
        """The unit with the lowest value, the first of several; None where a value is unknown."""
        return None if self.why == "unknown" else int(np.argmin(self.values))

    @property
    def range(self) -> float:
        """The highest value less the lowest, in the indicator's unit; NaN where a value is unknown."""
        return float(np.max(self.values) - np.min(self.values))

    @property
    def ratio(self) -> float:
        """The highest value divided by the lowest; NaN where a value is unknown or the lowest is 0 or next to it."""
        lowest, highest = np.min(self.values), np.max(self.values)
        with np.errstate(over="ignore"):
            ratio = float(highest / lowest) if lowest > 0 else np.nan
        return ratio if np.isfinite(ratio) else np.nan

    def top(self, count: int = TOP) -> list[int]:
        """Return the units that contribute most, the greatest first; none where contributions are undefined."""
        if self.why is not None:
            return []
        return [int(row) for row in np.argsort(-self.contributions, kind="stable")[:count]]

    def exact_contribution(self, row: int) -> Fraction:
        """Return a unit's part in the weighted variance exactly, in %; only where it is defined."""
        amounts, pupils = self.spread.exact_terms(self.column)
        mean = self.spread.exact_mean(self.column)
        parts = [count * (amount / count - mean) ** 2 for amount, count in zip(amounts, pupils, strict=True)]
        return 100 * parts[row] / sum(parts)

    def exact_without(self, row: int) -> Fraction:
        """Return the squared 差异系数 without a unit exactly; only where it is defined."""
        amounts, pupils = self.spread.exact_terms(self.column)
        return exact_cv_squared(amounts[:row] + amounts[row + 1 :], pupils[:row] + pupils[row + 1 :])

    def exact_unweighted(self) -> Fraction:
        """Return the squared unweighted coefficient exactly; only where it is defined."""
        units, indicator = self.spread.units, INDICATORS[self.column]
        values = [units.exact_value(row, indicator) for row in range(len(units.schools))]
        return exact_cv_squared(values, [Fraction(1)] * len(values))


def insight(spread: StageSpread, column: int) -> Insight:
    """Explain one 差异系数 of a stage. `column` is the indicator's place in `INDICATORS`."""
    amounts, pupils = spread.units.amounts[:, column], spread.units.pupils
    why = _why(float(spread.mean[column]), float(spread.cv[column]), len(pupils))
    undefined = np.full(len(pupils), np.nan)
    if why not in (None, "even"):
        return Insight(spread, column, why, undefined, undefined, np.nan, np.nan, np.full(len(QUINTILES), np.nan))
    return Insight(
        spread,
        column,
        why,
        undefined if why else contributions(amounts, pupils),
        without_each(amounts, pupils),
        unweighted_coefficient(amounts, pupils),
        gini(amounts, pupils),
        lorenz(amounts, pupils),
    )


def _why(mean: float, cv: float, units: int) -> Why | None:
    """A 差异系数 below 1e-9 is rounding error of equal values."""
    if np.isnan(mean):
        return "unknown"
    if units == 1:
        return "single"
    if not mean > 0:
        return "no_mean"
    return "even" if cv < NEARNESS else None


def insight_json(check: CountyCheck, language: Language) -> dict[str, object]:
    """Return the insight by stage and indicator; what is undefined is null, and `why` says for what reason."""
    return {
        stage: {one.id: _as_json(insight(spread, column), language) for column, one in enumerate(INDICATORS)}
        for stage, spread in check.spreads.items()
    }


def _as_json(one: Insight, language: Language) -> dict[str, object]:
    return {
        "contributions": [
            {"school": _name(one, row), "percent": known(one.contributions[row]), "cv_without": known(one.without[row])}
            for row in one.top()
        ],
        "unweighted_cv": known(one.unweighted),
        "unweighted_met": one.unweighted_met,
        "flips": one.flips,
        "gini": known(one.gini),
        "lorenz": [known(share) for share in one.lorenz],
        "max": _extreme(one, one.highest),
        "min": _extreme(one, one.lowest),
        "range": known(one.range),
        "ratio": known(one.ratio),
        "official": False,
        "why": WHY[one.why].say(language) if one.why else None,
    }


def _name(one: Insight, row: int) -> str:
    return one.spread.units.schools[row].name


def _extreme(one: Insight, row: int | None) -> dict[str, object] | None:
    return None if row is None else {"school": _name(one, row), "value": known(one.values[row])}
