"""What makes up a weighted 差异系数, and measures beside it, on arrays of one stage's known amounts and pupils.

Amounts are x_i, so that x_i ÷ P_i is a school's value; pupils are above 0.
"""

import numpy as np

from calculators.dispersion import disperse
from calculators.indicators.record import Floats

# Where less than this part of a sum is left without a school, the difference of the sums is mostly rounding error.
LEFT_OVER = 1e-6
QUINTILES = (0.2, 0.4, 0.6, 0.8)


def coefficient(amounts: Floats, pupils: Floats) -> float:
    """Return the 差异系数 of one group; NaN where its mean is not above 0."""
    found = disperse(amounts, pupils, np.zeros(len(pupils), dtype=np.intp), 1)
    return float(found.cv[0]) if found.mean[0] > 0 else np.nan


def unweighted_coefficient(amounts: Floats, pupils: Floats) -> float:
    """Return the population coefficient over schools, each counted once whatever its size: a form often mistaken."""
    return coefficient(amounts / pupils, np.ones_like(pupils))


def contributions(amounts: Floats, pupils: Floats) -> Floats:
    """Return each school's part in the weighted variance, P_i (X_i − X̄)² ÷ Σ, in %; NaN where all are equal."""
    terms = _terms(amounts, pupils)
    with np.errstate(invalid="ignore"):
        return np.asarray(100 * terms / terms.sum())


def without_each(amounts: Floats, pupils: Floats) -> Floats:
    """Return the 差异系数 without each school in turn; NaN where fewer than two schools or no mean would be left.

    Taking school i out of the mean and of the sum of squares V leaves V − P_i (X_i − X̄)² · P_N ÷ (P_N − P_i).
    """
    if len(pupils) <= 2:
        return np.full(len(pupils), np.nan)
    everyone, rest = pupils.sum(), amounts.sum() - amounts
    terms, others = _terms(amounts, pupils), everyone - pupils
    squares = terms.sum() - terms * everyone / others
    doubtful = squares <= LEFT_OVER * terms.sum()
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.sqrt(squares * others) / rest
    for row in np.flatnonzero(doubtful):
        found[row] = coefficient(np.delete(amounts, row), np.delete(pupils, row))
    return found


def gini(amounts: Floats, pupils: Floats) -> float:
    """Return the Gini coefficient weighted by pupils, in [0, 1); NaN where an amount is negative or all are 0.

    Σ_k C_k (P_N − C_k) (X_(k+1) − X_(k)) ÷ (P_N Σx), over the sorted values, C_k being the pupils up to the k-th. No
    term is negative, so that equal values give 0 and nothing is lost to rounding.
    """
    if (amounts < 0).any() or not amounts.any():
        return np.nan
    values = amounts / pupils
    order = np.argsort(values)
    counted, everyone = np.cumsum(pupils[order])[:-1], pupils.sum()
    return float((counted * (everyone - counted) * np.diff(values[order])).sum() / (everyone * amounts.sum()))


def lorenz(amounts: Floats, pupils: Floats) -> Floats:
    """Return what part of the whole the lowest fifth, two, three and four fifths of the pupils have.

    Within a school every pupil has the same. NaN where an amount is negative or all are 0.
    """
    if (amounts < 0).any() or not amounts.any():
        return np.full(len(QUINTILES), np.nan)
    order = np.argsort(amounts / pupils)
    people, holdings = (np.concatenate([[0.0], np.cumsum(one[order])]) / one.sum() for one in (pupils, amounts))
    return np.asarray(np.interp(QUINTILES, people, holdings))


def _terms(amounts: Floats, pupils: Floats) -> Floats:
    """P_i (X_i − X̄)², school by school."""
    deviation = amounts / pupils - amounts.sum() / pupils.sum()
    return np.asarray(pupils * deviation * deviation)
