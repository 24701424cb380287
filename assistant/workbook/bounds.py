"""What the reader takes of a cell, as a formula: a number from 0 to the most of its column, whole where it is a count.

A cell that was refused is tied to its number by the same formula, so that it counts as soon as it is mended.
"""

import math
from collections.abc import Sequence
from fractions import Fraction

from calculators.columns import FACTORS, column_named

ONE = Fraction(1)
NEAR = 1e-12


def number_formula(column: str, link: str, factor: Fraction, conditions: Sequence[str] = ()) -> str:
    """Return a copied cell's number in the column's unit, or "" where a check would not take it.

    `conditions` must hold besides: what other cells demand of it.
    """
    known, number = column_named(column)[0], scaled(link, factor)
    tests = [f"{link}>=0"]
    if known.most is not None:
        tests.append(f"{number}<={known.most:.15g}")
    if known.kind == "count":
        tests.append(f"{link}=ROUND({link},0)")
    return f'=IF(ISNUMBER({link}),IF(AND({",".join([*tests, *conditions])}),{number},""),"")'


def taken_number(column: str, raw: float | None, factor: Fraction) -> float | None:
    """Return what `number_formula` comes to for the number in a cell; None for "".

    >>> taken_number("pupils.小学", 480.5, ONE) is None, taken_number("equipment_value", 12, Fraction(10000))
    (True, 120000.0)
    """
    known = column_named(column)[0]
    if raw is None or raw < 0 or (known.kind == "count" and not float(raw).is_integer()):
        return None
    number = raw * float(factor)
    return None if known.most is not None and number > known.most else number


def scaled(link: str, factor: Fraction) -> str:
    """Return a cell times a factor, exactly: *10000, or *10000/15 for 亩."""
    if factor == ONE:
        return link
    return f"{link}*{factor.numerator}" + (f"/{factor.denominator}" if factor.denominator != 1 else "")


def unit_of(column: str) -> str:
    """Return the unit of a column."""
    return column_named(column)[0].unit


def factor_between(column: str, raw: float, value: float) -> Fraction | None:
    """Return the factor of a unit of the column that makes `value` of what stands in the cell, or None."""
    return next((one for one in _factors(column) if math.isclose(raw * float(one), value, rel_tol=NEAR)), None)


def only_factor(column: str) -> Fraction | None:
    """Return the factor of every unit of a column where there is but one: pupils and classes are always counted."""
    found = set(_factors(column))
    return ONE if found == {ONE} else None


def _factors(column: str) -> list[Fraction]:
    units = FACTORS.get(unit_of(column).partition("/")[0], {})
    return [ONE, *map(Fraction, units.values())]
