"""Formulas as answers show them are worked out anew, by the usual order of operations, and nothing else is run."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.formulas import Unreadable, sides, worked_out

READ = [
    ("33 ÷ 2040 × 100", 33 / 2040 * 100),
    ("(13868 − 780) × 1.1×1100 ÷ (1500 + 1.1×1100) ÷ 1100", 13088 * 1210 / 2710 / 1100),
    ("⌈54 ÷ 12⌉", 5),
    ("⌈24 ÷ 12⌉", 2),
    ("⌈25 ÷ 12⌉", 3),
    ("⌈1 × 2040 ÷ 100 − 19⌉", 2),
    ("#{95、108.5、108.5、96、108.5 ≥ 96}", 4),
    ("#{65.5 ≥ 96}", 0),
    ("2 − 3 − 4", -5),
    ("2 + 3 × 4", 14),
    ("−3 + 5", 2),
    ("√(9 + 16)", 5),
    ("640 × (7.0313 − 6.4152)² ÷ 4", 640 * (7.0313 - 6.4152) ** 2 / 4),
    ("355 × 85 %", 301.75),
]
REFUSED = [
    "",
    "1 ÷ 0",
    "1 +",
    "(1",
    "1)",
    "1 2",
    "√(0 − 1)",
    "__import__('os')",
    "2 ** 9",
    "1e9",
    "⌈1)",
    "(" * 80 + "1" + ")" * 80,
]


@pytest.mark.parametrize(("formula", "value"), READ)
def test_a_formula_comes_to_its_value(formula: str, value: float) -> None:
    assert worked_out(formula) == pytest.approx(value)


@pytest.mark.parametrize("formula", REFUSED)
def test_what_is_no_formula_is_refused(formula: str) -> None:
    with pytest.raises(Unreadable):
        worked_out(formula)


@given(st.lists(st.integers(min_value=0, max_value=10_000), min_size=1, max_size=9))
def test_a_sum_comes_to_the_sum(numbers: list[int]) -> None:
    assert worked_out(" + ".join(map(str, numbers))) == sum(numbers)


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    with suppress(Unreadable):
        assert isinstance(worked_out(text), float)


def test_the_sides_of_an_equation_are_parted() -> None:
    assert sides("5 − 4 = 1") == ("5 − 4", "1")
