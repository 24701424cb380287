"""Rounding as the national application form asks: half up, of the exact value, without thousands separators."""

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import numpy as np

from calculators.indicators.record import Floats

UNIT_DECIMALS = 2
CV_DECIMALS = 3
TIE_MARGIN = 1e-6
PRECISION = 60


def half_up(value: Fraction | Decimal | int, decimals: int) -> str:
    """Round an exact value half up.

    >>> half_up(Fraction(4485, 1000), 2)
    '4.49'
    """
    with localcontext() as context:
        context.prec = PRECISION + _digits(value)
        number = (
            Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
        )
        return f"{number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


def _digits(value: Fraction | Decimal | int) -> int:
    """At most so many digits stand before the point; a number that is no Decimal is below 2 ** its bits."""
    if isinstance(value, Decimal):
        return max(0, value.adjusted() + 1)
    return max(0, value.numerator.bit_length() - value.denominator.bit_length() + 1)


def display(value: float, decimals: int, exact: Callable[[], Fraction | Decimal]) -> str:
    """Round `value` half up; `exact` gives the exact value and is called only when a tie is near."""
    scaled = abs(value) * 10**decimals
    if abs(scaled % 1 - 1 / 2) > TIE_MARGIN * max(1.0, scaled * 1e-6):
        return f"{value:.{decimals}f}"
    return half_up(exact(), decimals)


def round_all(values: Floats, decimals: int, exact: Callable[[int], Fraction | Decimal]) -> Floats:
    """Round every value half up, NaN as it is; `exact(i)` is asked only for values near a tie."""
    scaled = np.abs(values) * 10**decimals
    rounded: Floats = np.copysign(np.floor(scaled + 1 / 2), values) / 10**decimals
    with np.errstate(invalid="ignore"):
        near = np.abs(scaled % 1 - 1 / 2) <= TIE_MARGIN * np.maximum(1.0, scaled * 1e-6)
    for index in map(int, np.flatnonzero(near)):
        rounded[index] = float(half_up(exact(index), decimals))
    return rounded


def root(square: Fraction) -> Decimal:
    """Return the square root of an exact value to 60 digits."""
    with localcontext() as context:
        context.prec = PRECISION
        return (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()


def plain(value: float | Decimal | Fraction) -> str:
    """Write a number as a formula shows it: no exponent, no needless zeros, at most 6 decimals.

    >>> plain(6550900.0), plain(0.45)
    ('6550900', '0.45')
    """
    text = half_up(Fraction(Decimal(repr(value)) if isinstance(value, float) else value), 6)
    return text.rstrip("0").rstrip(".") if "." in text else text
