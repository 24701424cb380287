"""Every rule at, just below and just above its limit, on the decimals that the cells show."""

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.compare import every, holds, reaches
from calculators.report import check_json
from calculators.rounding import half_up, plain
from calculators.units import pass_rule
from corpus.model import PRIMARY

# cell, a value that makes the indicator exactly its standard, and a step down; 1000 pupils.
STANDARDS = [
    ("R1", "degree", 32, 31),
    ("R2", "backbone", 10, 9),
    ("R3", "arts", 9, 8),
    ("R4", "teaching", 4500, 4499.99),
    ("R5", "ground", 7500, 7499.99),
    ("R6", "equipment", 200, 199.9999),
    ("R7", "multimedia", 23, 22),
]


def unit(check, row=0):
    return check_json(check, "zh")["units"][row]


@pytest.mark.parametrize(("indicator", "key", "at", "below"), STANDARDS)
def test_a_school_meets_a_standard_exactly_at_it(indicator, key, at, below, county):
    assert unit(county({key: at}))["met"][indicator] is True
    assert unit(county({key: below}))["met"][indicator] is False


# 85 % of each standard, exactly; the first hundredth below it.
REMAINDERS = [("R4", "teaching", 3825, 3824.99), ("R5", "ground", 6375, 6374.99), ("R6", "equipment", 170, 169.99)]


@pytest.mark.parametrize(("indicator", "key", "at", "below"), REMAINDERS)
def test_the_remaining_indicator_may_be_exactly_85_percent(indicator, key, at, below, county):
    good, bad = unit(county({key: at})), unit(county({key: below}))
    assert (good["met"][indicator], good["at_least_85"][indicator], good["passes"]) == (False, True, True)
    assert (bad["at_least_85"][indicator], bad["passes"]) == (False, False)


def test_two_indicators_below_their_standards_fail_a_school(county):
    assert unit(county({"teaching": 4499, "ground": 7499}))["passes"] is False


M, N, L, U = (1, 1), (0, 1), (0, 0), (-1, -1)


@pytest.mark.parametrize(
    ("seven", "passes"),
    [
        ([M] * 7, 1),
        ([M] * 6 + [N], 1),
        ([M] * 6 + [L], 0),
        ([M] * 5 + [N, N], 0),
        ([M] * 6 + [U], -1),
        ([M] * 5 + [N, U], -1),
        ([M] * 5 + [L, U], 0),
        ([M] * 4 + [N, N, U], 0),
        ([M] * 5 + [U, U], -1),
        ([U] * 7, -1),
    ],
)
def test_the_six_of_seven_rule_with_unknowns(seven, passes):
    met, nearly = (np.array([[pair[index] for pair in seven]], dtype=np.int8) for index in (0, 1))
    assert pass_rule(met, nearly, 6).tolist() == [passes]


@given(st.lists(st.sampled_from([M, N, L, U]), min_size=7, max_size=7))
def test_an_undecided_school_could_still_go_both_ways(seven):
    def rule(pairs):
        met, nearly = (np.array([[pair[index] for pair in pairs]], dtype=np.int8) for index in (0, 1))
        return pass_rule(met, nearly, 6)[0]

    best, worst = ([known if pair == U else pair for pair in seven] for known in (M, L))
    verdict = {(1, 1): 1, (0, 0): 0, (1, 0): -1}[int(rule(best)), int(rule(worst))]
    assert rule(seven) == verdict


def test_comparison_is_exact_near_the_limit():
    limit = Fraction("4.5") * 85 / 100
    values = np.array([4.5 * 0.85, 3.825, np.nextafter(3.825, 0), 3.8249, np.nan])
    exact = [Fraction("3.825"), Fraction("3.825"), Fraction("3.8249999999999999")]
    assert reaches(values, ">=", limit, lambda row: exact[row]).tolist() == [1, 1, 0, 0, -1]


@pytest.mark.parametrize(
    ("comparison", "results"),
    [
        (">=", [False, True, True]),
        (">", [False, False, True]),
        ("<=", [True, True, False]),
        ("<", [True, False, False]),
        ("=", [False, True, False]),
    ],
)
def test_each_comparison_below_at_and_above(comparison, results):
    assert [holds(Fraction(value), comparison, Fraction(5)) for value in (4, 5, 6)] == results


# 100 and 300 pupils with amounts that make CV exactly 0.50 for one and a hair more for the other.
@pytest.mark.parametrize(("ground", "met"), [((7500, 22500), True), ((7500, 22501), False), ((7501, 22500), True)])
def test_a_dispersion_exactly_at_its_limit_is_within_it(ground, met, county):
    check = county({"ground": ground[0]}, {"name": "乙小学", "ground": ground[1]})
    assert check.spreads[PRIMARY].cv_met[4] is met


def test_a_single_school_says_nothing_about_dispersion(county):
    check = county({})
    assert check_json(check, "zh")["stages"]["小学"]["cv_met"]["R1"] is True
    assert check.item("CV.小学.R1").status == "insufficient"


def test_a_mean_of_nothing_leaves_the_dispersion_undefined(county):
    stage = check_json(county({"multimedia": 0}, {"name": "乙小学", "multimedia": 0}), "zh")["stages"]["小学"]
    assert (stage["mean"]["R7"], stage["cv"]["R7"], stage["cv_display"]["R7"], stage["cv_met"]["R7"]) == (
        0,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [
        ("4.485", 2, "4.49"),
        ("4.4849", 2, "4.48"),
        ("0.4995", 3, "0.500"),
        ("2.5", 0, "3"),
        ("1.25", 1, "1.3"),
        ("6550900", 2, "6550900.00"),
        ("-1.005", 2, "-1.01"),
        ("0", 2, "0.00"),
    ],
)
def test_rounding_is_half_up(value, decimals, shown):
    assert half_up(Fraction(value), decimals) == shown


def test_a_tie_that_binary_cannot_hold_is_shown_rounded_up(county):
    assert unit(county({"teaching": 4485}))["display"]["R4"] == "4.49"


@pytest.mark.parametrize(
    ("verdicts", "result"),
    [
        ([], None),
        ([True, True], True),
        ([True, None], None),
        ([None, False], False),
        ([False, True], False),
    ],
)
def test_a_county_fails_by_one_and_is_undecided_by_one(verdicts, result):
    assert every(verdicts) is result


@pytest.mark.parametrize(("classes", "needed"), [(1, 1), (12, 1), (13, 2), (24, 2), (25, 3), (36, 3), (37, 4)])
def test_rooms_needed_by_classes(classes, needed, county):
    assert county({"classes": classes, "pupils": 30 * classes, "largest": 45}).rooms[0].needed == needed


@pytest.mark.parametrize(
    ("music", "areas", "passes"),
    [
        (2, "96、96", True),
        (2, "96、95.99", False),
        (1, "96", False),
        (3, "96、96、50", True),
        (2, None, None),
        (1, None, False),
        (None, "96、97", True),
        (None, None, None),
        (3, "96、96", None),
        (2, "200", None),
        (3, "96、95", None),
        (1, "96、96", None),
        (0, "无", False),
    ],
)
def test_music_rooms_large_enough(music, areas, passes, county):
    assert county({"music": music, "music_areas": areas}).rooms[0].passes is passes


@pytest.mark.parametrize(("areas", "compliant"), [("90、90", 2), ("90、89.99", 1), ("89、50", 0)])
def test_art_rooms_have_their_own_size(areas, compliant, county):
    assert county({"art_areas": areas}).rooms[0].art.compliant == compliant


@pytest.mark.parametrize(("pupils", "passes"), [(1999, True), (2000, True), (2001, False)])
def test_school_size(pupils, passes, county):
    assert county({"pupils": pupils, "classes": 50, "largest": 45}).size[0].passes is passes


@pytest.mark.parametrize(("junior", "limit", "passes"), [(1499, 2500, True), (1500, 2500, True), (1501, 2500, False)])
def test_size_of_a_school_with_both_stages(junior, limit, passes, county):
    school = {"type": "九年一贯制学校", "pupils_junior": junior, "classes_junior": 40}
    size = county(school).size[0]
    assert (int(size.threshold.value), size.passes) == (limit, passes)


@pytest.mark.parametrize(
    ("largest", "oversize", "passes"), [(44, 0, True), (45, 0, True), (46, None, False), (None, None, None)]
)
def test_class_size(largest, oversize, passes, county):
    classes = county({"largest": largest}).class_size[0]
    assert (classes.oversize, classes.passes) == (oversize, passes)


@pytest.mark.parametrize(
    ("bands", "oversize"),
    [
        ({"小学46-50人班级数": 2, "小学51-55人班级数": 1, "小学56人及以上班级数": 3}, 6),
        ({"小学45人及以下班级数": 20, "小学超45人班级数": 4}, 4),
        ({"小学46-50人班级数": 2, "小学56人及以上班级数": 3}, None),
        ({"小学36-45人班级数": 9, "小学41人以上班级数": 0}, 0),
        ({"小学41人以上班级数": 5}, None),
        ({"小学超班额班级数": 7}, 7),
    ],
)
def test_oversize_classes_from_bands(bands, oversize, workbook, check):
    found = check(workbook([["学校名称", "小学在校生数", "小学班级数", *bands], ["甲小学", 1000, 24, *bands.values()]]))
    assert found.class_size[0].oversize == oversize


@pytest.mark.parametrize(("pupils", "judged"), [(49, False), (50, True), (51, True)])
def test_a_small_teaching_point_counts_for_size_only(pupils, judged, county):
    check = county({}, {"name": "乙教学点", "type": "教学点", "pupils": pupils, "classes": 2, "largest": 40})
    assert (len(check.units[PRIMARY].schools) == 2, len(check.rooms) == 2) == (judged, judged)
    assert len(check.size) == len(check.class_size) == 2


@pytest.mark.parametrize("number", [10**308, 10**60 + 5, -(10**100), Fraction(10**320 + 1, 10)])
def test_numbers_of_any_length_are_rounded_and_written_in_full(number):
    assert Fraction(half_up(number, 1)) == Fraction(plain(number)) == number


@pytest.mark.parametrize("written", ["1E+308", "-1E+100", "0.5", "123456789E+60"])
def test_decimals_of_any_size_are_rounded(written):
    assert Decimal(half_up(Decimal(written), 1)) == Decimal(written)
