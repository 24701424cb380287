"""Differences between requirements and reported facts are exact, and a bound decides only what lies on its own side."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.model import Status
from calculators.rule_math import change_figure, gap_figure, rises, status_of_fact, strictness
from corpus.bilingual import same
from corpus.model import Comparison, Fact, Reference, Threshold

REF = Reference("d", "c", "…")
AMOUNTS = st.decimals(0, 10_000, places=3)


def requires(
    value: str | Decimal, comparison: Comparison = ">=", unit: str = "人/百生", since: int = 2025
) -> Threshold:
    return Threshold("t", "R1", "小学", "乙县", "target", comparison, Decimal(value), unit, since, REF)


def reports(value: str | Decimal, comparison: Comparison = "=", unit: str = "人/百生") -> Fact:
    return Fact("f", "R1", "小学", "乙县", same("均值"), comparison, Decimal(value), unit, 2021, REF)


@pytest.mark.parametrize(
    ("before", "after", "value", "display", "up"),
    [("4.3", "4.5", 0.2, "0.2", True), ("5.8", "5.3", 0.5, "0.5", False), ("1", "1.0", 0.0, "0", None)],
)
def test_a_change_is_the_exact_difference_and_says_its_direction(
    before: str, after: str, value: float, display: str, up: bool | None
) -> None:
    one, other = requires(before), requires(after, since=2027)
    figure = change_figure(one, other, same("…"))
    assert (figure.kind, figure.value, figure.display, rises(one, other)) == ("computed", value, display, up)


def test_the_formula_and_its_inputs_are_the_values_of_the_documents() -> None:
    figure = gap_figure(reports("3.96"), requires("4.3"), same("…"))
    assert (figure.formula, figure.display) == ("4.3 − 3.96", "0.34")
    assert [(one.label.zh, one.value) for one in figure.inputs] == [("2021年", 3.96), ("2025年起", 4.3)]


def test_two_percentages_differ_by_percentage_points() -> None:
    assert change_figure(requires("60", unit="%"), requires("80", unit="%"), same("…")).unit == "个百分点"


@given(AMOUNTS, AMOUNTS)
def test_a_gap_is_never_negative_and_adds_up(reported: Decimal, limit: Decimal) -> None:
    figure = gap_figure(reports(reported), requires(limit), same("…"))
    assert figure.value is not None and float(figure.value) >= 0
    assert min(reported, limit) + Decimal(figure.display) == max(reported, limit)


@pytest.mark.parametrize(
    ("reported", "bound", "comparison", "limit", "status"),
    [
        ("4.3", "=", ">=", "4.3", "met"),
        ("4.29", "=", ">=", "4.3", "not_met"),
        ("4.31", "=", ">=", "4.3", "met"),
        ("0.15", "=", "<", "0.15", "not_met"),
        ("0.149", "=", "<", "0.15", "met"),
        ("95", ">=", ">=", "95", "met"),
        ("95", ">=", ">=", "96", "insufficient"),
        ("95", ">=", "<=", "94", "not_met"),
        ("95", ">=", "<=", "95", "insufficient"),
        ("100", "<", ">=", "100", "not_met"),
        ("100", "<=", ">=", "100", "insufficient"),
        ("100", ">", ">", "100", "met"),
        ("100", ">=", ">", "100", "insufficient"),
    ],
)
def test_a_fact_that_is_a_bound_decides_only_its_own_side(
    reported: str, bound: Comparison, comparison: Comparison, limit: str, status: Status
) -> None:
    assert status_of_fact(reports(reported, bound), requires(limit, comparison)) == status


@pytest.mark.parametrize(
    ("stricter", "looser"),
    [
        (requires("98"), requires("95")),
        (requires("45", "<="), requires("50", "<=")),
        (requires("100", ">"), requires("100", ">=")),
        (requires("0.15", "<"), requires("0.15", "<=")),
        (requires("100", "="), requires("95", ">=")),
    ],
)
def test_a_higher_least_and_a_lower_most_ask_more(stricter: Threshold, looser: Threshold) -> None:
    assert strictness(stricter) > strictness(looser)
