"""The weighted mean and 差异系数 of the seven indicators.

X̄ = Σx_i ÷ ΣP_i;  S = √(Σ (P_i/P_N)(X_i − X̄)²);  CV = S ÷ X̄: weighted by pupils, population form, from unrounded values.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from calculators.indicators.record import Floats
from corpus.bilingual import Bilingual

FORMULA = Bilingual(
    "差异系数 CV = S ÷ X̄，其中 X̄ = Σx_i ÷ ΣP_i，S = √(Σ (P_i ÷ ΣP_i)(X_i − X̄)²)",
    "coefficient CV = S ÷ X̄, where X̄ = Σx_i ÷ ΣP_i and S = √(Σ (P_i ÷ ΣP_i)(X_i − X̄)²)",
)
TERMS = (
    Bilingual(
        "x_i、P_i 是第 i 所学校该学段的资源总量和在校生数，X_i = x_i ÷ P_i",
        "x_i and P_i are the amount and the pupils of school i in the stage, X_i = x_i ÷ P_i",
    ),
    Bilingual(
        "按在校生数加权，用未四舍五入的数；小学和初中、各项指标分别计算",
        "weighted by pupils, from unrounded values; each stage and each indicator by itself",
    ),
)


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Means and 差异系数 by group; NaN where a unit's amount is unknown, and for the 差异系数 where the mean is 0."""

    mean: Floats
    cv: Floats


def disperse(amounts: Floats, pupils: Floats, groups: NDArray[np.intp], count: int) -> Dispersion:
    """Return mean and 差异系数 of each of `count` groups, in two passes.

    Args: amounts in the indicator's own scale (x_i, so that x_i ÷ P_i is the value), pupils above 0, and the group of
    each unit, 0 … count − 1.
    """
    total_pupils = np.bincount(groups, pupils, count)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(groups, amounts, count) / total_pupils
        deviation = amounts / pupils - mean[groups]
        variance = np.bincount(groups, pupils * deviation * deviation, count) / total_pupils
        cv = np.sqrt(variance) / mean
    return Dispersion(mean, np.where(mean == 0, np.nan, cv))


def exact_mean(amounts: Sequence[Fraction], pupils: Sequence[Fraction]) -> Fraction:
    """Return Σx ÷ ΣP exactly."""
    return sum(amounts, Fraction(0)) / sum(pupils, Fraction(0))


def exact_cv_squared(amounts: Sequence[Fraction], pupils: Sequence[Fraction]) -> Fraction:
    """Return CV² exactly: P_N · Σ(x_i²/P_i) ÷ (Σx_i)² − 1. Raises ZeroDivisionError where the mean is 0."""
    squares = sum((amount * amount / count for amount, count in zip(amounts, pupils, strict=True)), Fraction(0))
    return sum(pupils, Fraction(0)) * squares / sum(amounts, Fraction(0)) ** 2 - 1
