"""Sums on requirements and reported facts: what two requirements differ by, and how far a fact is from one.

Exact: the decimals are those that the documents write, and nothing is rounded. Two percentages differ by 个百分点.
"""

from decimal import Decimal
from fractions import Fraction

from calculators.compare import holds, limit_of, status_of
from calculators.model import Figure, FigureInput, Status
from calculators.rounding import plain
from corpus.bilingual import Bilingual
from corpus.model import Comparison, Fact, Threshold
from corpus.saying import STAGES_EN

AT_MOST: tuple[Comparison, ...] = ("<=", "<")
BEYOND: tuple[Comparison, ...] = ("<", ">")


def strictness(threshold: Threshold) -> tuple[Decimal, bool]:
    """Return what is greater the more a requirement asks; = counts as at least, and > asks more than >=.

    It orders requirements of one indicator and stage only.
    """
    value = -threshold.value if threshold.comparison in AT_MOST else threshold.value
    return value, threshold.comparison in BEYOND


def rises(before: Threshold, after: Threshold) -> bool | None:
    """Say whether the value goes up (None: it stays) from one requirement to another of the same indicator."""
    return None if before.value == after.value else after.value > before.value


def change_figure(before: Threshold, after: Threshold, label: Bilingual) -> Figure:
    """Return by how much two requirements of one indicator and unit differ: never negative."""
    low, high = sorted((before.value, after.value))
    about = f"{after.indicator}.{after.stage}.{before.since}.{after.since}"
    return _difference(f"CHANGE.{about}", label, high, low, after.unit, (_since(before), _since(after)))


def stages_figure(primary: Threshold, junior: Threshold, label: Bilingual) -> Figure:
    """Return by how much the requirements of the two stages differ, of one indicator and unit: never negative."""
    low, high = sorted((primary.value, junior.value))
    inputs = tuple(
        FigureInput(Bilingual(one.stage, STAGES_EN[one.stage]), float(one.value), one.unit) for one in (primary, junior)
    )
    about = f"{junior.indicator}.{junior.jurisdiction}.{junior.since}"
    return _difference(f"STAGES.{about}", label, high, low, junior.unit, inputs)


def status_of_fact(fact: Fact, threshold: Threshold) -> Status:
    """Return whether a reported fact reaches a requirement.

    A fact that is itself a bound (95%以上) decides only what lies on its own side of it; else it is insufficient.
    """
    reached = holds(Fraction(fact.value), threshold.comparison, limit_of(threshold))
    if fact.comparison == "=":
        return status_of(reached)
    beyond = fact.comparison in BEYOND and fact.value == threshold.value
    if (fact.comparison in AT_MOST) == (threshold.comparison in AT_MOST):
        return status_of(True if reached or beyond else None)
    return status_of(False if beyond or not reached else None)


def gap_figure(fact: Fact, threshold: Threshold, label: Bilingual) -> Figure:
    """Return how far apart a reported fact and a requirement of the same indicator and unit are: never negative."""
    low, high = sorted((fact.value, threshold.value))
    reported = FigureInput(Bilingual(f"{fact.year}年", f"in {fact.year}"), float(fact.value), fact.unit)
    about = f"{threshold.indicator}.{fact.stage}.{fact.year}.{threshold.since}"
    return _difference(f"GAP.{about}", label, high, low, threshold.unit, (reported, _since(threshold)))


def portion_figure(threshold: Threshold, percent: Decimal, label: Bilingual) -> Figure:
    """Return a percentage of what a requirement asks, in its unit: 85 % of 4.5 is 3.825."""
    value = threshold.value * percent / 100
    id, formula = f"PORTION.{threshold.id}", f"{plain(threshold.value)} × {plain(percent)} %"
    return Figure(id, "computed", label, float(value), threshold.unit, plain(value), formula, (_since(threshold),))


def _difference(
    id: str, label: Bilingual, high: Decimal, low: Decimal, unit: str, inputs: tuple[FigureInput, ...]
) -> Figure:
    value, of_points = high - low, "个百分点" if unit == "%" else unit
    formula = f"{plain(high)} − {plain(low)}"
    return Figure(id, "computed", label, float(value), of_points, plain(value), formula, inputs)


def _since(threshold: Threshold) -> FigureInput:
    label = Bilingual(f"{threshold.since}年起", f"from {threshold.since}")
    return FigureInput(label, float(threshold.value), threshold.unit)
