"""One county in two years: what changed, which schools changed sides, which came and went."""

import pytest

from calculators.insight.figures import cv_change_figure, mean_change_figure
from calculators.insight.year_on_year import Then, compare_years, years_json
from corpus.model import JUNIOR, PRIMARY

GOOD, LOW = {"name": "甲小学"}, {"name": "甲小学", "backbone": 0, "arts": 0}
OTHER = {"name": "乙小学"}


@pytest.fixture
def years(county):
    return lambda before, now: compare_years(county(*before), county(*now))


def test_a_school_that_passed_and_does_not_is_named(years):
    found = years([GOOD, OTHER], [LOW, OTHER]).stages[PRIMARY]
    assert (found.turned.fails, found.turned.passes) == (("甲小学",), ())
    assert found.passing == Then(2, 1)
    assert found.indicators["R2"].turned.fails == ("甲小学",) and found.indicators["R1"].turned.fails == ()


def test_a_school_that_did_not_pass_and_does_is_named(years):
    found = years([LOW, OTHER], [GOOD, OTHER]).stages[PRIMARY]
    assert (found.turned.fails, found.turned.passes) == ((), ("甲小学",))
    assert found.indicators["R3"].met_count == Then(1, 2)


# A verdict that the data do not decide in one of the years is no change.
@pytest.mark.parametrize("pair", [({"backbone": None}, {}), ({}, {"backbone": None}), ({}, {}), ({"backbone": 0},) * 2])
def test_what_is_undecided_or_the_same_is_no_change(pair, years):
    before, now = ({**GOOD, **one} for one in pair)
    turned = years([before], [now]).stages[PRIMARY].indicators["R2"].turned
    assert (turned.fails, turned.passes) == ((), ())


def test_schools_that_came_or_went_are_named_and_count_in_neither_direction(years):
    found = years([GOOD, OTHER], [GOOD, {"name": "丙小学", "backbone": 0, "arts": 0}]).stages[PRIMARY]
    assert (found.came, found.went) == (("丙小学",), ("乙小学",))
    assert (found.turned.fails, found.turned.passes, found.schools) == ((), (), Then(2, 2))


def test_a_name_in_other_brackets_is_the_same_school(years):
    found = years([{"name": "甲小学（东校区）"}], [{"name": "甲小学(东校区)"}]).stages[PRIMARY]
    assert (found.came, found.went) == ((), ())


# 1000 pupils each: 7500 and 7500 ㎡, then 7500 and 22500: a mean of 15, apart by half of it, exactly the limit.
def test_means_and_coefficients_then_and_now(years):
    far = years([GOOD, OTHER], [GOOD, {**OTHER, "ground": 22500}]).stages[PRIMARY].indicators["R5"]
    assert (far.mean, far.cv, far.cv_met) == (Then(7.5, 15), Then(0, 0.5), Then(True, True))
    over = years([GOOD, OTHER], [GOOD, {**OTHER, "ground": 22501}]).stages[PRIMARY].indicators["R5"]
    assert over.cv_met == Then(True, False)


def test_an_item_whose_status_changed_is_listed_and_no_other(years):
    found = years([GOOD, OTHER], [{**GOOD, "music": 1, "music_areas": "96"}, OTHER])
    assert [(one.id, one.status) for one in found.items] == [("G3", Then("met", "not_met"))]


def test_an_item_that_fails_in_both_years_names_the_schools_that_turned(years):
    short = {"music": 1, "music_areas": "96"}
    found = years([{**GOOD, **short}, OTHER], [GOOD, {**OTHER, **short}])
    (rooms,) = found.items
    assert (rooms.id, rooms.status) == ("G3", Then("not_met", "not_met"))
    assert (rooms.turned.fails, rooms.turned.passes) == (("乙小学",), ("甲小学",))
    (shown,) = years_json(found)["items"]
    assert (shown["fails_now"], shown["passes_now"]) == (["乙小学"], ["甲小学"])


# what a school has now, and the items on which it turned
TURNS = [
    ({"pupils": 2001, "classes": 48}, {"G4"}), ({"largest": 46}, {"G5"}), ({"equipment": 199}, {"R6"}),
    ({"music_areas": None}, set()),
]  # fmt: skip


@pytest.mark.parametrize(("changed", "ids"), TURNS)
def test_each_item_of_schools_names_those_that_turned_and_none_that_is_undecided(changed, ids, years):
    found = years([GOOD, OTHER], [{**GOOD, **changed}, OTHER])
    turned = {one.id for one in found.items if one.turned.fails == ("甲小学",)}
    assert ids <= turned and (ids or not turned)


def test_the_same_data_twice_changes_nothing(years):
    found = years([GOOD, OTHER], [GOOD, OTHER])
    assert found.items == () and found.stages[PRIMARY].came == found.stages[PRIMARY].went == ()
    for one in found.stages[PRIMARY].indicators.values():
        assert one.mean.before == one.mean.now and one.cv.before == one.cv.now


def test_a_stage_of_one_year_alone_came_or_went_as_a_whole(years):
    both = {**GOOD, "name": "丁学校", "type": "九年一贯制学校", "pupils_junior": 500, "classes_junior": 12}
    found = years([GOOD], [GOOD, both])
    assert found.stages[JUNIOR].came == ("丁学校",) and found.stages[JUNIOR].passing.before is None
    assert found.stages[JUNIOR].indicators["R5"].cv_met == Then(None, True)
    back = years([GOOD, both], [GOOD])
    assert back.stages[JUNIOR].went == ("丁学校",) and back.stages[JUNIOR].indicators["R5"].mean.now is None


def test_turning_the_years_round_turns_every_finding_round(golden, check):
    one, other = check(golden("county_survey.xlsx")), check(golden("county_uneven.xlsx"))
    there, back = compare_years(one, other), compare_years(other, one)
    for stage, found in there.stages.items():
        against = back.stages[stage]
        assert (found.came, found.went) == (against.went, against.came)
        assert found.passing == Then(against.passing.now, against.passing.before)
        assert set(found.turned.fails) == set(against.turned.passes)


def test_the_json_holds_before_and_now_of_each_figure(years):
    found = years_json(years([LOW, OTHER], [GOOD, OTHER]))
    stage = found["stages"][PRIMARY]
    assert set(found) == {"before", "now", "files", "status", "items", "stages"}
    assert stage["passing"] == {"before": 1, "now": 2} and stage["passes_now"] == ["甲小学"]
    assert stage["indicators"]["R2"]["met_count"] == {"before": 1, "now": 2}
    assert stage["indicators"]["R2"]["passes_now"] == ["甲小学"]


@pytest.mark.parametrize(
    ("then", "now", "shown"),
    [(7500, 8500, "+1.00"), (8500, 7500, "-1.00"), (7500, 7500, "0.00"), (7500, 7505, "+0.01"), (7505, 7500, "-0.01")],
)
def test_a_change_is_shown_with_its_sign(then, now, shown, years):
    found = mean_change_figure(years([{**GOOD, "ground": then}], [{**GOOD, "ground": now}]), PRIMARY, "R5")
    assert found.display == shown and found.value == pytest.approx((now - then) / 1000)


def test_a_change_is_worked_out_from_unrounded_values_and_named_by_years(years):
    found = cv_change_figure(years([GOOD, OTHER], [GOOD, {**OTHER, "ground": 22500}]), PRIMARY, "R5")
    assert (found.display, found.formula) == ("+0.500", "0.500000 − 0.000000 = 0.500")
