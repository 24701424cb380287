"""How far a school is from what is required: exactly, in the unit of the indicator, and in people, rooms or money."""

import math
from fractions import Fraction

from calculators.compare import limit_of
from calculators.county import CountyCheck
from calculators.indicators import BY_ID
from calculators.kinds import STAGE_NAMES
from calculators.measured.rows import Measure, Row
from calculators.model import Figure, FigureInput
from calculators.rounding import half_up, plain
from calculators.rule_math import AT_MOST
from calculators.units import uses_result
from calculators.values import exact
from corpus.bilingual import Bilingual

MOST_DECIMALS = 6
COUNTED = ("人", "间")  # what comes in whole ones


def gap_of(row: Row) -> Fraction | None:
    """Return by how much a row misses its limit, exactly and above 0; None where it does not, or is unknown.

    Below the limit what must be added, above it what is too much.
    """
    if row.value is None or row.limit is None or row.verdict is not False:
        return None
    gap = abs(row.value - row.limit)
    return gap or None


def gap_figure(measure: Measure, row: Row) -> Figure | None:
    """Return by how much a row misses its limit as a figure, with the sum put in; None where it does not."""
    gap = gap_of(row)
    if gap is None or row.value is None or row.limit is None:
        return None
    own = measure.figure(row.name)
    decimals = 0 if gap.denominator == 1 and row.value.denominator == 1 else 3 if measure.id == "CV" else 2
    shown, value, limit = visible(gap, decimals), _left_of(own), plain(row.limit)
    above = row.value > row.limit
    formula = f"{value} − {limit} = {shown}" if above else f"{limit} − {value} = {shown}"
    label = Bilingual(f"{own.label.zh}与要求相差", f"{own.label.en}: distance from the requirement")
    inputs = (FigureInput(own.label, own.value, own.unit), FigureInput(_LIMIT, float(row.limit), measure.unit))
    return Figure(f"gap.{own.id}", "computed", label, float(gap), measure.unit, shown, formula, inputs)


_LIMIT = Bilingual("要求", "required")


def _left_of(figure: Figure) -> str:
    """Return how a value came about, in brackets; else the value."""
    sum, equals, _ = (figure.formula or "").rpartition(" = ")
    return f"({sum})" if equals else figure.display


def margin_figure(measure: Measure, row: Row) -> Figure | None:
    """Return by how much a row is beyond its limit on the right side, with the sum put in; None where it is not."""
    if row.value is None or row.limit is None or row.verdict is not True:
        return None
    own, gap = measure.figure(row.name), abs(row.value - row.limit)
    decimals = 0 if gap.denominator == 1 and row.value.denominator == 1 else 3 if measure.id == "CV" else 2
    shown, value, limit = half_up(gap, decimals), _left_of(own), plain(row.limit)
    formula = f"{value} − {limit} = {shown}" if row.value >= row.limit else f"{limit} − {value} = {shown}"
    label = Bilingual(f"{own.label.zh}超出要求的余量", f"{own.label.en}: margin beyond the requirement")
    inputs = (FigureInput(own.label, own.value, own.unit), FigureInput(_LIMIT, float(row.limit), measure.unit))
    return Figure(f"margin.{own.id}", "computed", label, float(gap), measure.unit, shown, formula, inputs)


def visible(gap: Fraction, decimals: int) -> str:
    """Return a gap half up, with as many more decimals as it takes to be seen.

    >>> visible(Fraction("0.004"), 2)
    '0.004'
    """
    for more in range(decimals, MOST_DECIMALS + 1):
        shown = half_up(gap, more)
        if any(digit not in "0." for digit in shown):
            return shown
    return half_up(gap, MOST_DECIMALS)


def lacking_figure(check: CountyCheck, measure: Measure, row: Row) -> Figure | None:
    """Return what a unit needs more of to reach a standard: whole people or rooms, else ㎡ or 元 rounded up.

    None where it needs nothing, and where more would not be its own alone: assets that several stages share, and values
    that the sheet states without what they were made of.
    """
    record, stage = BY_ID.get(measure.id), measure.stage
    if record is None or stage is None or gap_of(row) is None or row.threshold is None:
        return None
    if row.threshold.comparison in AT_MOST:
        return None
    units = check.units[stage]
    at = next(at for at, one in enumerate(units.schools) if one.name == row.name)
    school = units.schools[at]
    if uses_result(school, stage, record) or (record.shared and school.stage_share(stage) != 1):
        return None
    pupils = exact(float(units.pupils[at]))
    have, needed = units.exact_amount(at, record) / record.per, limit_of(row.threshold) * pupils / record.per
    lacking = _up(needed - have, 0 if record.numerator_unit in COUNTED else 2)
    gap = f"{plain(row.threshold.value)} × {plain(pupils)}{_per(record.per)} − {plain(have)}"
    formula = f"⌈{gap}⌉" if record.numerator_unit in COUNTED else f"⌈({gap}) × 100⌉ ÷ 100"
    label = Bilingual(
        f"{row.name}（{stage}）{record.numerator.zh}尚差",
        f"{row.name} ({STAGE_NAMES[stage]}), {record.numerator.en}: still to come",
    )
    inputs = (FigureInput(record.numerator, float(have), record.numerator_unit),)
    shown = plain(lacking)
    return Figure(
        f"lacking.{record.id}.{stage}.{at + 1}", "computed", label, float(lacking), record.numerator_unit, shown,
        f"{formula} = {shown}", inputs,
    )  # fmt: skip


def _per(per: int) -> str:
    return f" ÷ {per}" if per != 1 else ""


def _up(value: Fraction, decimals: int) -> Fraction:
    """Round up: less would not be enough."""
    scale = 10**decimals
    return Fraction(math.ceil(value * scale), scale)


def apart_figure(measure: Measure, one: Row, other: Row, of_mean: Figure | None = None) -> Figure | None:
    """Return by how much two schools differ, or a school and the county mean: exactly, never negative."""
    if one.value is None or other.value is None:
        return None
    gap = abs(one.value - other.value)
    decimals = 0 if measure.unit in _WHOLE else 3 if measure.of_indicators else 2
    first, second = measure.figure(one.name), of_mean or measure.figure(other.name)
    if one.value < other.value:
        first, second = second, first
    shown = half_up(gap, decimals)
    inputs = (FigureInput(first.label, first.value, first.unit), FigureInput(second.label, second.value, second.unit))
    label = Bilingual(f"{first.label.zh}与{second.label.zh}相差", f"{first.label.en} less {second.label.en}")
    formula = f"{_left_of(first)} − {_left_of(second)} = {shown}"
    return Figure(f"apart.{first.id}.{second.id}", "computed", label, float(gap), measure.unit, shown, formula, inputs)


_WHOLE = ("人", "个", "间", "项")
