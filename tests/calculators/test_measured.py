"""Schools side by side: exact orders with their ties, distances that meet the limit, totals, and numbers given."""

import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from calculators.county import check_county
from calculators.indicators import BY_ID
from calculators.measured.counted import lacking_total, met_figure
from calculators.measured.gaps import apart_figure, gap_figure, gap_of, lacking_figure, visible
from calculators.measured.given import (
    distance_of_given,
    ratio_figure,
    ratios_of,
    rooms_lacking,
    rooms_needed,
    status_of_given,
    value_figure,
)
from calculators.measured.measures import measure, stages_of
from calculators.measured.ranks import place_figure
from calculators.measured.rows import Measure, Row, at_place, first_of, ordered, place_of
from calculators.measured.totals import total_figure
from calculators.sheets.reading import read_tables
from corpus.bilingual import same
from corpus.documents import load_library
from corpus.model import STAGES
from corpus.standards import load_standards
from tests.conftest import GOLDEN, sample

SHEETS = ("county_survey", "county_strong", "county_uneven", "county_edges", "county_missing_column")


@pytest.fixture(scope="module")
def floor():
    return load_standards(load_library()).floor(2025)


@pytest.fixture(scope="module")
def checks(floor):
    return {name: check_county(read_tables([sample(f"{name}.xlsx")]), floor) for name in SHEETS}


def expected(name):
    return json.loads((GOLDEN / "sheets" / f"{name}.expected.json").read_text("utf-8"))


def units_of(name, stage):
    return [one for one in expected(name)["units"] if one["stage"] == stage]


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("id", list(BY_ID))
def test_the_rows_are_those_of_the_expected_units(checks, name, stage, id):
    one = measure(checks[name], id, stage)
    shown = {row.name: (None if row.value is None else float(row.value), row.verdict) for row in one.rows}
    wanted = {unit["school"]: (unit["values"][id], unit["met"][id]) for unit in units_of(name, stage)}
    assert list(shown) == list(wanted)
    for school, (value, met) in wanted.items():
        assert shown[school][1] is met
        assert (shown[school][0] is None) if value is None else shown[school][0] == pytest.approx(value, rel=1e-9)


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("lowest", [True, False])
def test_an_order_is_sorted_by_the_expected_values(checks, name, lowest):
    for stage in STAGES:
        for id in BY_ID:
            values = [unit["values"][id] for unit in units_of(name, stage) if unit["values"][id] is not None]
            ranked = ordered(measure(checks[name], id, stage).rows, lowest=lowest)
            assert [float(row.value) for row in ranked] == pytest.approx(sorted(values, reverse=not lowest))


@pytest.mark.parametrize("name", SHEETS)
def test_a_distance_added_to_the_value_meets_the_limit_and_no_school_that_meets_it_has_one(checks, name):
    for stage in STAGES:
        for id in BY_ID:
            one = measure(checks[name], id, stage)
            for row in one.rows:
                gap = gap_of(row)
                assert (gap is None) == (row.verdict is not False)
                assert gap is None or row.value + gap == row.limit


@pytest.mark.parametrize("name", SHEETS)
def test_what_is_lacking_suffices_and_a_whole_one_fewer_does_not(checks, name):
    for stage in STAGES:
        for id in ("R1", "R2", "R3", "R7"):
            one = measure(checks[name], id, stage)
            for row in one.rows:
                lacking = lacking_figure(checks[name], one, row)
                if lacking is not None:
                    pupils = next(unit["pupils"] for unit in units_of(name, stage) if unit["school"] == row.name)
                    step = Fraction(100, pupils)
                    assert row.value + int(lacking.value) * step >= row.limit
                    assert row.value + (int(lacking.value) - 1) * step < row.limit


def test_what_stages_share_has_no_lacking_of_one_stage(checks):
    check = checks["county_survey"]
    one = measure(check, "R4", "初中")
    row = one.row("水头学校")
    assert row.verdict is False
    assert gap_figure(one, row).value == pytest.approx(5.8 - float(row.value))
    assert lacking_figure(check, one, row) is None


@pytest.mark.parametrize("name", SHEETS)
def test_indicators_met_are_counted_as_expected(checks, name):
    for unit in expected(name)["units"]:
        met = list(unit["met"].values())
        figure = met_figure(checks[name], unit["stage"], unit["school"])
        assert figure.value == (None if None in met else sum(met))


@pytest.mark.parametrize("name", SHEETS)
def test_rooms_lacking_in_all_are_those_of_the_schools(checks, name):
    for kind in ("music", "art"):
        short = [max(one["needed"] - one[f"{kind}_compliant"], 0) for one in expected(name)["rooms"]]
        assert lacking_total(checks[name], kind).value == sum(short)


@pytest.mark.parametrize("name", SHEETS)
def test_pupils_in_all_are_those_of_the_units(checks, name):
    for stage in STAGES:
        pupils = sum(unit["pupils"] for unit in units_of(name, stage))
        assert total_figure(checks[name], "pupils", stage).value == pupils


def test_sizes_and_largest_classes_are_those_expected(checks):
    check, wanted = checks["county_survey"], expected("county_survey")
    size = {row.name: (int(row.value), row.verdict) for row in measure(check, "size", None).rows}
    assert size == {one["school"]: (one["pupils"], one["passes"]) for one in wanted["size"]}
    for stage in stages_of(check, "class_size", None):
        largest = {row.name: int(row.value) for row in measure(check, "class_size", stage).rows}
        assert largest == {one["school"]: one["largest"] for one in wanted["class_size"] if one["stage"] == stage}


def test_coefficients_are_ordered_exactly(checks):
    for stage in STAGES:
        cv = expected("county_uneven")["stages"][stage]["cv"]
        ranked = ordered(measure(checks["county_uneven"], "CV", stage).rows, lowest=False)
        assert [row.name for row in ranked] == sorted(cv, key=lambda id: -cv[id])


def rows(*values):
    return [Row(f"s{at}", None if value is None else Fraction(value)) for at, value in enumerate(values)]


NUMBERS = some.lists(some.one_of(some.none(), some.integers(0, 6)), max_size=12)


@given(NUMBERS, some.integers(1, 12))
@settings(max_examples=200, deadline=None)
def test_the_first_of_an_order_leave_out_only_what_comes_later(values, number):
    ranked = ordered(rows(*values), lowest=True)
    assert len(ranked) == sum(value is not None for value in values)
    chosen, tied = first_of(ranked, number)
    rest = ranked[len(chosen) :]
    assert all(left.value > row.value for left in rest for row in chosen)
    assert tied == (len(chosen) > number)


@given(NUMBERS)
@settings(max_examples=200, deadline=None)
def test_a_place_is_one_more_than_stand_before_it(values):
    ranked = ordered(rows(*values), lowest=False)
    for row in ranked:
        place, shared = place_of(ranked, row.name)
        assert place == 1 + sum(other.value > row.value for other in ranked)
        assert shared == sum(other.value == row.value for other in ranked)
        assert row in at_place(ranked, place)


def test_there_is_nothing_beyond_the_end_of_an_order():
    ranked = ordered(rows(3, None, 1), lowest=True)
    assert [row.name for row in at_place(ranked, 2)] == ["s0"]
    assert at_place(ranked, 3) == at_place(ranked, 0) == []
    assert place_of(ranked, "s1") is None


@pytest.mark.parametrize(
    ("gap", "shown"),
    [("0.21", "0.21"), ("0.005", "0.01"), ("0.004", "0.004"), ("0.0449", "0.04"), ("0.0000001", "0.000000")],
)
def test_a_small_distance_is_still_seen(gap, shown):
    assert visible(Fraction(gap), 2) == shown


def test_two_schools_differ_by_what_exact_values_do(checks):
    one = measure(checks["county_survey"], "R4", "初中", ("石井中学", "九都中学"))
    figure = apart_figure(one, *one.rows)
    values = [
        unit["values"]["R4"] for unit in units_of("county_survey", "初中") if unit["school"] in ("石井中学", "九都中学")
    ]
    assert figure.value == pytest.approx(abs(values[0] - values[1]), abs=1e-9)


def test_the_place_of_a_school_is_a_figure(checks):
    one = measure(checks["county_survey"], "R6", "小学")
    ranked = ordered(one.rows, lowest=True)
    values = sorted(unit["values"]["R6"] for unit in units_of("county_survey", "小学"))
    own = next(unit["values"]["R6"] for unit in units_of("county_survey", "小学") if unit["school"] == "英都小学")
    assert place_figure(one, ranked, "英都小学", lowest=True).value == values.index(own) + 1


@pytest.mark.parametrize(("classes", "needed"), [(1, 1), (11, 1), (12, 1), (13, 2), (24, 2), (25, 3)])
def test_rooms_are_needed_for_every_twelve_classes_begun(floor, classes, needed):
    figure = rooms_needed(classes, floor.get("G3.classes_per_room", "义务教育"))
    assert figure.value == needed
    assert rooms_lacking(needed, needed) is None
    assert rooms_lacking(needed - 1, needed).value == 1


@pytest.mark.parametrize(("value", "status"), [("4.49", "not_met"), ("4.5", "met"), ("4.51", "met")])
def test_a_number_given_is_judged_exactly_at_just_below_and_just_above(floor, value, status):
    threshold = floor.get("R4", "小学")
    assert status_of_given(Fraction(value), threshold) == status
    gap = distance_of_given(Fraction(value), threshold)
    assert (gap is None) == (status == "met")
    assert gap is None or gap.display == "0.01"


@pytest.mark.parametrize(("value", "status"), [("44", "met"), ("45", "met"), ("46", "not_met")])
def test_a_class_given_may_have_as_many_pupils_as_the_limit(floor, value, status):
    assert status_of_given(Fraction(value), floor.get("G5", "小学")) == status


def test_a_value_comes_from_the_numbers_given():
    value, figure = value_figure("R6", Decimal(2100000), Decimal(800))
    assert (value, figure.display, figure.formula) == (2625, "2625.00", "2100000 ÷ 800 = 2625.00")
    assert value_figure("R6", Decimal(1), Decimal(0)) is None


def test_a_ratio_comes_from_the_numbers_given():
    ratio = next(one for one in ratios_of("G11") if one.indicator != "G11.backbone")
    part, whole = ratio.fields
    value, figure = ratio_figure(ratio, {part: Decimal(120), whole: Decimal(1000)})
    assert (value, figure.display) == (12, "12.0")
    assert ratio_figure(ratio, {part: Decimal(120)}) is None
    assert ratio_figure(ratio, {part: Decimal(120), whole: Decimal(0)}) is None


def test_a_measure_of_undecided_rows_is_open():
    figure = lambda name: None  # noqa: E731
    open_ = Measure("R1", same("x"), "人", "小学", (Row("a", None, None), Row("b", Fraction(1), True)), figure)
    assert open_.status() == "insufficient"
    assert open_.only(("b",)).status() == "met"
