"""The weighted 差异系数: published example, exact oracle, properties, and the wrong forms that people use."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.dispersion import disperse, exact_cv_squared, exact_mean

# A worked example published by others.
PUPILS = [45, 37, 89, 76, 55]
AMOUNTS = [279, 137, 935, 160, 402]

units = st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 5000)), min_size=1, max_size=30)


def one_group(amounts, pupils):
    groups = np.zeros(len(pupils), dtype=np.intp)
    found = disperse(np.array(amounts, float), np.array(pupils, float), groups, 1)
    return float(found.mean[0]), float(found.cv[0])


def test_the_published_example():
    mean, cv = one_group(AMOUNTS, PUPILS)
    assert (round(mean, 2), round(cv, 2), round(cv, 5)) == (6.33, 0.52, 0.51526)


def plain_mean(values, _):
    return np.std(values) / np.mean(values)


def sample_form(values, _):
    return np.std(values, ddof=1) / np.mean(values)


def unweighted_deviations(values, pupils):
    mean = np.average(values, weights=pupils)
    return math.sqrt(np.mean((values - mean) ** 2)) / mean


@pytest.mark.parametrize(("form", "wrong"), [(plain_mean, 0.489), (sample_form, 0.546), (unweighted_deviations, 0.464)])
def test_the_wrong_forms_give_other_numbers(form, wrong):
    assert round(form(np.array(AMOUNTS) / np.array(PUPILS), PUPILS), 3) == wrong
    assert round(one_group(AMOUNTS, PUPILS)[1], 3) != wrong


@given(units)
def test_it_equals_the_exact_calculation(pairs):
    amounts, pupils = [amount for amount, _ in pairs], [count for _, count in pairs]
    mean, cv = one_group(amounts, pupils)
    exact_x, exact_p = [Fraction(x) for x in amounts], [Fraction(p) for p in pupils]
    assert mean == pytest.approx(float(exact_mean(exact_x, exact_p)), rel=1e-12)
    if sum(amounts) == 0:
        assert math.isnan(cv)
    else:
        assert cv == pytest.approx(math.sqrt(exact_cv_squared(exact_x, exact_p)), rel=1e-9, abs=1e-7)


@given(units, st.floats(1e-3, 1e4))
def test_the_unit_of_measure_does_not_matter(pairs, factor):
    amounts, pupils = [amount + 1 for amount, _ in pairs], [count for _, count in pairs]
    assert one_group([x * factor for x in amounts], pupils)[1] == pytest.approx(one_group(amounts, pupils)[1], abs=1e-9)


@given(units, st.randoms())
def test_the_order_of_schools_does_not_matter(pairs, chance):
    mixed = chance.sample(pairs, len(pairs))
    for one, other in zip(one_group(*zip(*pairs, strict=True)), one_group(*zip(*mixed, strict=True)), strict=True):
        assert one == pytest.approx(other, rel=1e-9, abs=1e-9, nan_ok=True)


@given(units)
def test_two_equal_schools_are_as_one_of_both(pairs):
    amounts, pupils = [amount for amount, _ in pairs], [count for _, count in pairs]
    twice = one_group(amounts + amounts, pupils + pupils)
    for one, other in zip(one_group(amounts, pupils), twice, strict=True):
        assert one == pytest.approx(other, rel=1e-9, abs=1e-9, nan_ok=True)


def test_groups_are_kept_apart():
    both = disperse(np.array([*AMOUNTS, 5, 5], float), np.array([*PUPILS, 1, 1], float), np.array([0] * 5 + [1] * 2), 2)
    assert both.cv[0] == pytest.approx(one_group(AMOUNTS, PUPILS)[1])
    assert (both.mean[1], both.cv[1]) == (5, 0)


def test_an_unknown_amount_leaves_its_group_unknown():
    assert math.isnan(one_group([1, math.nan], [1, 1])[1])


def test_nothing_at_all_has_no_dispersion():
    mean, cv = one_group([0, 0], [10, 20])
    assert mean == 0 and math.isnan(cv)
