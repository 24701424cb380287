"""What drives a 差异系数: contributions, leaving a school out, the unweighted form, and the measures beside it."""

import json
import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from calculators.dispersion import exact_cv_squared
from calculators.insight.inequality import contributions, gini, lorenz, unweighted_coefficient, without_each
from calculators.insight.measures import insight, insight_json
from corpus.model import JUNIOR, PRIMARY

# A worked example published by others: its terms are 0.003 0.85 5.13 4.50 0.17 and its 差异系数 is 0.52.
PUPILS = np.array([45, 37, 89, 76, 55], float)
AMOUNTS = np.array([279, 137, 935, 160, 402], float)

units = st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 5000)), min_size=1, max_size=30)


def arrays(pairs):
    return np.array([amount for amount, _ in pairs], float), np.array([pupils for _, pupils in pairs], float)


def exactly(pairs):
    return [Fraction(amount) for amount, _ in pairs], [Fraction(pupils) for _, pupils in pairs]


def differ(pairs):
    return len({Fraction(amount, pupils) for amount, pupils in pairs}) > 1


# --- the published example ---------------------------------------------------------------------------------------


def test_contributions_of_the_published_example_follow_its_printed_terms():
    printed = np.array([0.003, 0.85, 5.13, 4.50, 0.17])
    assert contributions(AMOUNTS, PUPILS) == pytest.approx(100 * printed / printed.sum(), abs=0.1)


def test_the_unweighted_form_gives_another_number_than_the_published_one():
    assert round(unweighted_coefficient(AMOUNTS, PUPILS), 3) == 0.489


def test_without_the_third_school_the_published_example_is_more_even():
    # 45, 37, 76, 55 pupils have 279, 137, 160, 402: mean 978 ÷ 213, and 213 × 5561.44… ÷ 978² − 1 = 0.23848…
    assert without_each(AMOUNTS, PUPILS)[2] == pytest.approx(math.sqrt(213 * sum_of_squares() / 978**2 - 1), rel=1e-12)


def sum_of_squares():
    return 279**2 / 45 + 137**2 / 37 + 160**2 / 76 + 402**2 / 55


# --- contributions -----------------------------------------------------------------------------------------------


@given(units)
def test_contributions_add_up_to_the_whole_and_none_is_negative(pairs):
    assume(differ(pairs))
    parts = contributions(*arrays(pairs))
    assert parts.sum() == pytest.approx(100) and (parts >= 0).all()


@given(units)
def test_contributions_equal_the_exact_ones(pairs):
    assume(differ(pairs))
    amounts, pupils = exactly(pairs)
    mean = sum(amounts) / sum(pupils)
    terms = [count * (amount / count - mean) ** 2 for amount, count in zip(amounts, pupils, strict=True)]
    assert contributions(*arrays(pairs)) == pytest.approx([float(100 * one / sum(terms)) for one in terms], abs=1e-4)


def test_schools_that_are_all_alike_contribute_nothing_definable():
    assert np.isnan(contributions(np.array([6.0, 12.0]), np.array([1.0, 2.0]))).all()


# --- without a school --------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(1, 5000)), min_size=3, max_size=30))
def test_leaving_a_school_out_equals_computing_anew_from_the_others(pairs):
    found = without_each(*arrays(pairs))
    amounts, pupils = exactly(pairs)
    for row in range(len(pairs)):
        rest, people = amounts[:row] + amounts[row + 1 :], pupils[:row] + pupils[row + 1 :]
        if sum(rest) == 0:
            assert math.isnan(found[row])
        else:
            assert found[row] == pytest.approx(math.sqrt(exact_cv_squared(rest, people)), rel=1e-6, abs=1e-7)


def test_one_school_that_makes_up_nearly_all_is_left_out_without_loss():
    amounts, pupils = np.array([1e12, 1.0, 3.0]), np.array([1.0, 1.0, 1.0])
    assert without_each(amounts, pupils)[0] == 0.5


def test_the_last_school_that_differs_leaves_equal_ones_behind():
    assert without_each(np.array([9.0, 0.1, 0.3, 0.7]), np.array([1.0, 1.0, 3.0, 7.0]))[0] < 1e-12


def test_leaving_a_school_out_does_not_always_lower_the_coefficient():
    """The school with most of the resource holds the mean up; without it the others are less even among themselves."""
    amounts, pupils = np.array([100.0, 1.0, 0.0]), np.array([90.0, 1.0, 1.0])
    assert without_each(amounts, pupils)[0] > math.sqrt(exact_cv_squared(*exactly([(100, 90), (1, 1), (0, 1)])))


@pytest.mark.parametrize("count", [1, 2])
def test_a_single_school_left_says_nothing(count):
    assert np.isnan(without_each(np.arange(1.0, count + 1), np.ones(count))).all()


def test_schools_without_anything_have_no_coefficient():
    found = without_each(np.array([5.0, 0.0, 0.0]), np.ones(3))
    assert math.isnan(found[0]) and found[1:] == pytest.approx([1, 1])


# --- beside the official one -------------------------------------------------------------------------------------


def plain_gini(pairs):
    """Half the mean difference between two pupils, over the mean."""
    whole, everyone = sum(Fraction(amount) for amount, _ in pairs), sum(Fraction(pupils) for _, pupils in pairs)
    between = sum(p * q * abs(Fraction(x, p) - Fraction(y, q)) for x, p in pairs for y, q in pairs)
    return between / (2 * everyone * whole)


@given(units)
def test_gini_is_half_the_mean_difference_over_the_mean(pairs):
    assume(any(amount for amount, _ in pairs))
    assert gini(*arrays(pairs)) == pytest.approx(float(plain_gini(pairs)), rel=1e-9, abs=1e-12)


@given(units)
def test_gini_is_0_where_all_are_equal_and_else_below_1(pairs):
    assume(any(amount for amount, _ in pairs))
    found = gini(*arrays(pairs))
    assert (0 < found < 1) if differ(pairs) else found == 0


@given(units)
def test_the_lorenz_shares_rise_and_never_exceed_the_shares_of_pupils(pairs):
    assume(any(amount for amount, _ in pairs))
    shares = lorenz(*arrays(pairs))
    assert (np.diff(shares) >= -1e-12).all() and (shares <= np.array([0.2, 0.4, 0.6, 0.8]) + 1e-12).all()


def test_lorenz_and_gini_of_two_equal_groups_one_with_nothing():
    amounts, pupils = np.array([0.0, 10.0]), np.array([5.0, 5.0])
    assert lorenz(amounts, pupils) == pytest.approx([0, 0, 0.2, 0.6]) and gini(amounts, pupils) == 0.5


@pytest.mark.parametrize("measure", [gini, lambda x, p: lorenz(x, p)[0]])
@pytest.mark.parametrize("amounts", [[0.0, 0.0], [-1.0, 5.0]])
def test_nothing_at_all_or_less_than_nothing_has_no_share(measure, amounts):
    assert math.isnan(measure(np.array(amounts), np.ones(2)))


MEASURES = [contributions, without_each, gini, unweighted_coefficient, lorenz]


@pytest.mark.parametrize("measure", MEASURES)
@given(pairs=units, factor=st.sampled_from([0.001, 0.01, 100.0, 10000.0]))
def test_the_unit_of_measure_does_not_matter(measure, pairs, factor):
    assume(differ(pairs))
    amounts, pupils = arrays(pairs)
    wanted = np.asarray(measure(amounts, pupils))
    assert np.asarray(measure(amounts * factor, pupils)) == pytest.approx(wanted, rel=1e-6, abs=1e-5, nan_ok=True)


@pytest.mark.parametrize("measure", MEASURES)
@given(pairs=units, chance=st.randoms())
def test_the_order_of_schools_does_not_matter(measure, pairs, chance):
    assume(differ(pairs))
    order = chance.sample(range(len(pairs)), len(pairs))
    amounts, pupils = arrays(pairs)
    wanted, mixed = (np.asarray(measure(*both)) for both in ((amounts, pupils), (amounts[order], pupils[order])))
    by_school = measure in (contributions, without_each)
    assert mixed == pytest.approx(wanted[order] if by_school else wanted, rel=1e-6, abs=1e-5, nan_ok=True)


# --- of a checked sheet ------------------------------------------------------------------------------------------

GROUNDS = 4  # R5


def of(check, column=GROUNDS, stage=PRIMARY):
    return insight(check.spreads[stage], column)


def schools(*grounds, pupils=None):
    sizes = pupils or [1000] * len(grounds)
    return [
        {"name": f"第{n}小学", "ground": g, "pupils": p} for n, (g, p) in enumerate(zip(grounds, sizes, strict=True))
    ]


def test_the_schools_that_contribute_most_come_first(county):
    found = of(county(*schools(7500, 30000, 8000, 20000)))
    assert found.top(2) == [1, 0] and found.contributions[1] == max(found.contributions)


# By value 2 and 7: apart by 5/9 of their sum unweighted; 3 and 1, by 1/2. The limit of 小学 is 0.50.
@pytest.mark.parametrize(
    ("pupils", "grounds", "weighted", "unweighted", "flips"),
    [
        ([100, 900], (200, 6300), True, False, True),
        ([250, 750], (750, 750), False, True, True),
        ([500, 500], (1500, 500), True, True, False),
        ([500, 500], (1000, 3500), False, False, False),
    ],
)
def test_the_unweighted_coefficient_can_turn_the_verdict_both_ways(
    pupils, grounds, weighted, unweighted, flips, county
):
    found = of(county(*schools(*grounds, pupils=pupils)))
    assert (found.spread.cv_met[GROUNDS], found.unweighted_met, found.flips) == (weighted, unweighted, flips)


@pytest.mark.parametrize(("pupils", "grounds"), [([100, 900], (200, 6300)), ([500, 500], (1500, 500))])
def test_a_verdict_that_is_open_is_not_turned_by_anything(pupils, grounds, county):
    rows = schools(*grounds, pupils=pupils)
    found = of(county(*rows, {"name": None}))
    assert (found.spread.cv_met[GROUNDS], found.unweighted_met) == (None, of(county(*rows)).unweighted_met)
    assert found.unweighted_met is not None and found.flips is None


# X = 3 and 1: the unweighted coefficient is 0.5, exactly the limit of 小学; a hair further apart it is above it.
@pytest.mark.parametrize(
    ("grounds", "within"), [((3000, 1000), True), ((3000.01, 1000), False), ((2999.99, 1000), True)]
)
def test_the_unweighted_coefficient_is_held_exactly_against_the_limit(grounds, within, county):
    assert of(county(*schools(*grounds))).unweighted_met is within


def test_exact_values_equal_the_fast_ones_on_a_sample_sheet(golden, check):
    spread = check(golden("county_survey.xlsx")).spreads[JUNIOR]
    for column in range(7):
        found = insight(spread, column)
        for row in range(len(spread.units.schools)):
            assert found.contributions[row] == pytest.approx(float(found.exact_contribution(row)), rel=1e-6, abs=1e-9)
            assert found.without[row] == pytest.approx(math.sqrt(found.exact_without(row)), rel=1e-9)
        assert found.unweighted == pytest.approx(math.sqrt(found.exact_unweighted()), rel=1e-9)


@pytest.mark.parametrize(
    ("grounds", "why"),
    [([7500], "single"), ([7500, None], "unknown"), ([0, 0], "no_mean"), ([7500, 7500], "even"), ([7500, 7501], None)],
)
def test_what_is_undefined_says_why(grounds, why, county):
    found = of(county(*schools(*grounds)))
    assert found.why == why and np.isnan(found.contributions).all() == (why is not None)
    assert bool(found.top()) == (why is None)


def test_equal_schools_have_a_coefficient_of_0_however_it_is_computed(county):
    found = of(county(*schools(7500, 7500, 7500)))
    assert (found.unweighted, found.gini, found.ratio, found.without.tolist()) == (0, 0, 1, [0, 0, 0])


def test_the_highest_and_the_lowest_school_are_told(county):
    found = of(county(*schools(7500, 30000, 6000)))
    assert (found.highest, found.lowest, found.range, found.ratio) == (1, 2, 24, 5)


def test_a_school_with_next_to_nothing_leaves_the_ratio_undefined(county):
    check = county(*schools(1e-320, 7500))
    assert math.isnan(of(check).ratio)
    text = json.dumps(insight_json(check, "zh"), allow_nan=False)
    assert json.loads(text)[PRIMARY]["R5"]["ratio"] is None


def test_a_school_with_nothing_leaves_the_ratio_undefined(county):
    assert math.isnan(of(county(*schools(0, 7500))).ratio)


def nan_free(value):
    if isinstance(value, dict):
        return all(map(nan_free, value.values()))
    if isinstance(value, list):
        return all(map(nan_free, value))
    return not (isinstance(value, float) and not math.isfinite(value))


@pytest.mark.parametrize("name", ["county_survey", "county_edges", "county_missing_column", "one_school"])
def test_the_insight_as_json_is_free_of_nan_and_never_official(name, golden, check):
    found = insight_json(check(golden(f"{name}.xlsx")), "zh")
    assert nan_free(found)
    for stage in found.values():
        for one in stage.values():
            assert one["official"] is False and len(one["contributions"]) <= 5
            assert (one["why"] is None) == bool(one["contributions"])


def test_an_undefined_insight_is_null_with_its_reason(county):
    found = insight_json(county(*schools(7500, None)), "zh")[PRIMARY]["R5"]
    assert found.pop("why") == "有学校的数据不全" and found.pop("official") is False
    assert found.pop("contributions") == [] and found.pop("lorenz") == [None] * 4
    assert set(found.values()) == {None}
