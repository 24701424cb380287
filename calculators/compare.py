"""Comparison with a requirement: fast in floats, and exact where a value lies within 1e-9 of its limit.

4.5 × 85 % is 3.825, but 3.8249999999999997 in binary; a school that has exactly 3.825 must pass.
"""

import math
import operator
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from calculators.indicators.record import Floats
from calculators.model import Status
from calculators.values import exact
from corpus.bilingual import Bilingual
from corpus.model import Aim, Comparison, Scope, Threshold

NEARNESS = 1e-9
OPERATORS: dict[Comparison, Callable[[Any, Any], Any]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}

# 1 yes, 0 no, -1 undecided
Verdicts = NDArray[np.int8]
UNDECIDED = -1
# the scope of what is required of a school as a whole
WHOLE: Scope = "义务教育"


class Requirements(Protocol):
    """The requirements in force in a year, as `corpus.standards` gives them."""

    @property
    def year(self) -> int:
        """The year of the check."""

    def get(self, indicator: str, stage: Scope) -> Threshold:
        """Return the requirement; raises NoStandardInForce where there is none."""

    def find(self, indicator: str, stage: Scope) -> Threshold | None:
        """Return the requirement, or None where there is none."""

    def aim(self, indicator: str) -> Aim | None:
        """Return what is required without a number, or None."""


def limit_of(threshold: Threshold, percent: Fraction = Fraction(100)) -> Fraction:
    """Return the exact limit, or a percentage of it.

    85 % of 4.5 is exactly 3.825.
    """
    return Fraction(threshold.value) * percent / 100


def holds(value: Fraction, comparison: Comparison, limit: Fraction) -> bool:
    """Compare two exact values."""
    return bool(OPERATORS[comparison](value, limit))


def holds_shown(shown: float, comparison: Comparison, limit: Fraction) -> bool:
    """Compare a number as a cell shows it: in floats where it is clear of the limit, else exactly."""
    edge = float(limit)
    if abs(shown - edge) > NEARNESS * max(abs(edge), NEARNESS):
        return bool(OPERATORS[comparison](shown, edge))
    return holds(exact(shown), comparison, limit)


def reaches(
    values: Floats, comparison: Comparison, limit: Fraction, exact: Callable[[int], Fraction], power: int = 1
) -> Verdicts:
    """Compare every value with a limit: 1, 0, or -1 for NaN. `exact(i)` is asked only for values close to the limit.

    `exact` may give a power of the value, since the square of a 差异系数 is exact and its root is not.
    """
    edge = float(limit)
    with np.errstate(invalid="ignore"):
        verdicts = np.where(np.isnan(values), UNDECIDED, OPERATORS[comparison](values, edge)).astype(np.int8)
        near = np.flatnonzero(np.abs(values - edge) <= NEARNESS * max(abs(edge), NEARNESS))
    for index in near:
        verdicts[index] = holds(exact(int(index)), comparison, limit**power)
    return verdicts


def tri(verdict: int | np.int8) -> bool | None:
    """Return a verdict as True, False or None.

    >>> tri(1), tri(0), tri(-1)
    (True, False, None)
    """
    return None if verdict == UNDECIDED else bool(verdict)


def every(verdicts: Sequence[bool | None]) -> bool | None:
    """False if any is false, else None if any is None or there are none at all, else True.

    >>> every([True, None]), every([None, False]), every([True]), every([])
    (None, False, True, None)
    """
    if False in verdicts:
        return False
    return True if verdicts and None not in verdicts else None


STATUS_NAMES: dict[Status, Bilingual] = {
    "met": Bilingual("达标", "met"),
    "not_met": Bilingual("不达标", "not met"),
    "insufficient": Bilingual("数据不足", "undecided, data missing"),
    "needs_evidence": Bilingual("需佐证", "evidence needed"),
}


def status_of(verdict: bool | None) -> Status:
    """Return the status of a three-valued verdict.

    >>> status_of(True), status_of(False), status_of(None)
    ('met', 'not_met', 'insufficient')
    """
    return "insufficient" if verdict is None else "met" if verdict else "not_met"


def known(value: float) -> float | None:
    """Return a float, or None where it is not finite."""
    return float(value) if math.isfinite(value) else None
