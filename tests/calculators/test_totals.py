"""Sums, shares and means of a sheet's schools are those of exact arithmetic over its cells."""

import json
from fractions import Fraction

import pytest

from calculators.county import check_county
from calculators.indicators import BY_ID
from calculators.measured.classes_above import classes_from
from calculators.measured.gaps import gap_figure, margin_figure
from calculators.measured.in_words import units_figure
from calculators.measured.measures import measure
from calculators.measured.totals import amount_figure, each_figure, share_figure, sum_figure, total_figure
from calculators.sheets.reading import read_tables
from corpus.bilingual import same
from corpus.documents import load_library
from corpus.model import STAGES
from corpus.standards import load_standards
from tests.conftest import GOLDEN, sample
from tests.golden.sheet_oracle import County

SHEETS = ("county_survey", "county_uneven", "county_edges")


@pytest.fixture(scope="module")
def checks():
    floor = load_standards(load_library()).floor(2025)
    return {name: check_county(read_tables([sample(f"{name}.xlsx")]), floor) for name in SHEETS}


@pytest.fixture(scope="module")
def counties():
    return {name: County(f"{name}.xlsx") for name in SHEETS}


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("id", list(BY_ID))
def test_what_an_indicator_counts_adds_up_over_the_schools(checks, counties, name, stage, id):
    per = BY_ID[id].per
    of_schools = {unit.school: unit.raw[id] / per for unit in counties[name].of_stage(stage)}
    assert amount_figure(checks[name], stage, id).value == pytest.approx(float(sum(of_schools.values())), rel=1e-12)
    for school, amount in of_schools.items():
        assert amount_figure(checks[name], stage, id, school).value == pytest.approx(float(amount), rel=1e-12)


def test_a_total_with_a_school_of_unknown_number_is_unknown():
    floor = load_standards(load_library()).floor(2025)
    check = check_county(read_tables([sample("county_missing_column.xlsx")]), floor)
    assert amount_figure(check, "小学", "R5").value is None
    assert amount_figure(check, "小学", "R6").value is not None


@pytest.mark.parametrize(
    ("part", "whole", "shown"), [(16, 18, "88.89"), (0, 9, "0.00"), (9, 9, "100.00"), (1, 8, "12.50")]
)
def test_a_share_is_the_quotient_half_up(part, whole, shown):
    figure = share_figure("x", same("x"), part, whole)
    assert figure.display == shown and figure.formula == f"{part} ÷ {whole} × 100 = {shown}"
    assert Fraction(figure.value).limit_denominator(10**6) == Fraction(part * 100, whole)


def test_there_is_no_share_of_nothing():
    assert share_figure("x", same("x"), 0, 0) is None


@pytest.mark.parametrize("name", SHEETS)
def test_the_pupils_of_a_school_on_average_are_the_total_over_the_schools(checks, name):
    units = json.loads((GOLDEN / "sheets" / f"{name}.expected.json").read_text("utf-8"))["units"]
    pupils = [one["pupils"] for one in units if one["stage"] == "小学"]
    total, schools = total_figure(checks[name], "pupils", "小学"), units_figure(checks[name], "小学")
    assert each_figure("x", same("x"), total, schools, "人").value == pytest.approx(sum(pupils) / len(pupils))


@pytest.mark.parametrize(("low", "count"), [(50, None), (51, 34), (53, None), (54, 0)])
def test_classes_are_counted_at_the_sizes_that_the_sheet_tells(checks, low, count):
    row = classes_from(checks["county_survey"], "初中", low).row("石井中学")
    assert row.value == count


def test_where_no_class_is_so_large_there_is_none(checks):
    one = classes_from(checks["county_survey"], "小学", 44)
    assert not one.unknown and sum_figure(one, one.rows).value == 0


@pytest.mark.parametrize("name", SHEETS)
@pytest.mark.parametrize("id", list(BY_ID))
def test_a_row_has_a_gap_or_a_margin_and_never_both(checks, name, id):
    for stage in STAGES:
        one = measure(checks[name], id, stage)
        for row in one.known:
            gap, margin = gap_figure(one, row), margin_figure(one, row)
            assert (gap is None) is (row.verdict is not False) and (margin is None) is (row.verdict is not True)
            assert (gap or margin).value == pytest.approx(float(abs(row.value - row.limit)))
