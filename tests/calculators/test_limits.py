"""Every threshold of the records, compared at its value, just below it and just above it."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from calculators.compare import holds, limit_of, reaches
from corpus.documents import load_library
from corpus.model import Comparison, Threshold
from corpus.standards import load_standards

THRESHOLDS = load_standards(load_library()).all
# What each comparison says of a value just below its limit, at it, and just above it.
SAID: dict[Comparison, tuple[bool, bool, bool]] = {
    ">=": (False, True, True),
    ">": (False, False, True),
    "<=": (True, True, False),
    "<": (True, False, False),
    "=": (False, True, False),
}


def last_digit(value: Decimal) -> Decimal:
    """Return one unit of the last digit that a value shows.

    >>> last_digit(Decimal("4.50")), last_digit(Decimal("2000"))
    (Decimal('0.01'), Decimal('1'))
    """
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def around(threshold: Threshold) -> tuple[Fraction, Fraction, Fraction]:
    step = last_digit(threshold.value)
    below, at, above = threshold.value - step, threshold.value, threshold.value + step
    return Fraction(below), Fraction(at), Fraction(above)


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: threshold.id)
def test_a_value_is_held_against_its_limit_as_the_words_say(threshold: Threshold) -> None:
    found = tuple(holds(value, threshold.comparison, limit_of(threshold)) for value in around(threshold))
    assert found == SAID[threshold.comparison]


@pytest.mark.parametrize("threshold", THRESHOLDS, ids=lambda threshold: threshold.id)
def test_many_values_at_once_are_held_against_it_in_the_same_way(threshold: Threshold) -> None:
    values = around(threshold)
    column = np.array([*map(float, values), np.nan])
    found = reaches(column, threshold.comparison, limit_of(threshold), values.__getitem__)
    assert found.tolist() == [*SAID[threshold.comparison], -1]


def test_the_records_use_every_comparison() -> None:
    assert {threshold.comparison for threshold in THRESHOLDS} == set(SAID)
