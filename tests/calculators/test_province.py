"""A province at once gives what the check of each county gives, and what a plain exact calculation gives."""

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.errors import UnusableUnits
from calculators.province.units import judge_units
from calculators.units import stage_columns
from corpus.model import JUNIOR, PRIMARY

NAMES = ["county_survey", "county_strong", "county_uneven", "county_missing_column", "county_edges"]
IDS = [f"R{number}" for number in range(1, 8)]
PER = dict(zip(IDS, [100, 100, 100, 1, 1, 1, 100], strict=True))


# --- beside the check of a sheet ---------------------------------------------------------------------------------


def units_of(check, county):
    """The units of a checked sheet as rows, the stage's part of shared assets already taken."""
    for stage, units in check.units.items():
        columns = stage_columns(units.schools, stage)
        for row, school in enumerate(units.schools):
            numbers = {column: values[row] for column, values in columns.items()}
            yield {"county": county, "school": school.name, "stage": stage, "pupils": units.pupils[row], **numbers}


def verdict(value):
    return -1 if value is None else int(value)


def test_all_sample_counties_together_get_the_verdicts_of_their_own_checks(golden, check, floor):
    checks = {name: check(golden(f"{name}.xlsx")) for name in NAMES}
    frame = pd.DataFrame([row for name, one in checks.items() for row in units_of(one, name)])
    found = judge_units(frame.sample(frac=1, random_state=1, ignore_index=True), floor)
    assert set(found.counties) == set(NAMES)
    for place, name in enumerate(found.counties):
        one = checks[name]
        assert found.all_units_pass[place] == verdict(one.all_units_pass)
        assert found.all_cv_met[place] == verdict(one.all_cv_met)
        for stage, spread in one.spreads.items():
            of = found.stages[stage]
            assert of.mean[place] == pytest.approx(spread.mean, rel=1e-12, nan_ok=True)
            assert of.cv[place] == pytest.approx(spread.cv, rel=1e-9, nan_ok=True)
            assert of.cv_met[place].tolist() == [verdict(met) for met in spread.cv_met]


@pytest.mark.parametrize("name", NAMES)
def test_every_unit_of_a_sample_county_gets_the_verdicts_of_its_check(name, golden, check, floor):
    one = check(golden(f"{name}.xlsx"))
    found = judge_units(pd.DataFrame(units_of(one, name)), floor)
    for mine, theirs in (
        (found.values, "values"),
        (found.met, "met"),
        (found.at_least_85, "at_least_85"),
        (found.passes, "passes"),
    ):
        wanted = np.concatenate([getattr(units, theirs) for units in one.units.values()])
        assert mine == pytest.approx(wanted, rel=1e-12, nan_ok=True)


# --- beside a plain exact calculation ----------------------------------------------------------------------------

# A column that gives each indicator alone; its numbers have up to two decimals, as cells do.
COLUMN = {
    PRIMARY: dict(zip(IDS, ["higher_qualified", "backbone_teachers", "pe_and_art_teachers", "net_teaching_area",
                            "sports_area", "equipment_value", "multimedia_rooms"], strict=True)),
}  # fmt: skip
COLUMN[JUNIOR] = COLUMN[PRIMARY]
STANDARD = {
    PRIMARY: dict(zip(IDS, ["4.2", "1", "0.9", "4.5", "7.5", "2000", "2.3"], strict=True)),
    JUNIOR: dict(zip(IDS, ["5.3", "1", "0.9", "5.8", "10.2", "2500", "2.4"], strict=True)),
}
LIMIT = {PRIMARY: "0.50", JUNIOR: "0.45"}


@st.composite
def frames(draw):
    """Units whose values lie at, just below and just above a standard or 85 % of it, or are unknown."""
    rows = []
    for number in range(draw(st.integers(1, 12))):
        stage = draw(st.sampled_from([PRIMARY, JUNIOR]))
        pupils = draw(st.sampled_from([0, 20, 60, 100, 200, 1000]))
        row = {"county": draw(st.sampled_from("甲乙丙")), "school": f"第{number}学校", "stage": stage, "pupils": pupils}
        for id in IDS:
            share = draw(st.sampled_from(["1", "1", "1", "0.85", "0.849", "0.851", "0.999", "1.5", "0"]))
            number_of = Fraction(STANDARD[stage][id]) * Fraction(share) * pupils / PER[id]
            row[COLUMN[stage][id]] = draw(st.sampled_from([float(number_of)] * 9 + [None]))
        rows.append(row)
    return pd.DataFrame(rows)


def decimal(number):
    return Fraction(f"{number:.15g}")


def plain_unit(row):
    """The seven values of a unit in fractions, None where unknown; then whether it passes."""
    pupils, stage = Fraction(int(row["pupils"])), row["stage"]
    numbers = [row[COLUMN[stage][id]] for id in IDS]
    values = [None if pd.isna(n) else decimal(n) * PER[id] / pupils for id, n in zip(IDS, numbers, strict=True)]
    limits = [Fraction(STANDARD[stage][id]) for id in IDS]
    met = [None if v is None else v >= limit for v, limit in zip(values, limits, strict=True)]
    nearly = [None if v is None else v >= limit * 85 / 100 for v, limit in zip(values, limits, strict=True)]
    if False in nearly or met.count(False) > 1:
        return values, met, nearly, False
    return values, met, nearly, None if None in met else True


def plain_spread(rows, id):
    """The mean, the squared 差异系数 and whether it is within the limit."""
    values = [plain_unit(row)[0][IDS.index(id)] for row in rows]
    if None in values:
        return None, None, None
    pupils = [Fraction(int(row["pupils"])) for row in rows]
    mean = sum(v * p for v, p in zip(values, pupils, strict=True)) / sum(pupils)
    if mean == 0:
        return mean, None, None
    square = sum(p * (v - mean) ** 2 for v, p in zip(values, pupils, strict=True)) / sum(pupils) / mean**2
    return mean, square, square <= Fraction(LIMIT[rows[0]["stage"]]) ** 2


def plain_all(verdicts):
    return False if False in verdicts else True if verdicts and None not in verdicts else None


@given(frames())
@settings(max_examples=150)
def test_random_counties_get_what_a_plain_exact_calculation_gives(floor, frame):
    found = judge_units(frame, floor)
    rows = frame.to_dict("records")
    for at, row in enumerate(rows):
        assert bool(found.counted[at]) == (row["pupils"] > 0)
        if row["pupils"]:
            _, met, nearly, passes = plain_unit(row)
            assert found.met[at].tolist() == [verdict(one) for one in met]
            assert found.at_least_85[at].tolist() == [verdict(one) for one in nearly]
            assert found.passes[at] == verdict(passes)
    for place, county in enumerate(found.counties):
        mine = [row for row in rows if row["county"] == county and row["pupils"]]
        spreads = []
        for stage in (PRIMARY, JUNIOR):
            units = [row for row in mine if row["stage"] == stage]
            for column, id in enumerate(IDS if units else []):
                mean, square, within = plain_spread(units, id)
                spreads.append(within)
                of = found.stages[stage]
                assert of.units[place] == len(units) and of.cv_met[place, column] == verdict(within)
                assert (
                    np.isnan(of.mean[place, column])
                    if mean is None
                    else of.mean[place, column] == pytest.approx(float(mean), rel=1e-12)
                )
                assert (
                    np.isnan(of.cv[place, column])
                    if square is None
                    else of.cv[place, column] == pytest.approx(float(square) ** 0.5, rel=1e-9, abs=1e-7)
                )
        passes, within = plain_all([plain_unit(row)[3] for row in mine]), plain_all(spreads)
        assert found.all_units_pass[place] == verdict(passes) and found.all_cv_met[place] == verdict(within)
        both = plain_all([passes, within])
        assert found.resources_met[place] == verdict(both)


# --- at the limits -----------------------------------------------------------------------------------------------


def unit(**changes):
    """1000 pupils of 小学 that exactly reach every standard."""
    row = {
        "county": "甲县", "school": "一校", "stage": PRIMARY, "pupils": 1000, "higher_qualified": 42,
        "backbone_teachers": 10, "pe_and_art_teachers": 9, "net_teaching_area": 4500, "sports_area": 7500,
        "equipment_value": 2_000_000, "multimedia_rooms": 23,
    }  # fmt: skip
    return {**row, **changes}


@pytest.mark.parametrize(
    ("area", "met", "nearly", "passes"),
    [
        (4500, 1, 1, 1),
        (4499.99, 0, 1, 1),
        (4499.9999999, 0, 1, 1),
        (3825, 0, 1, 1),
        (3824.9999999, 0, 0, 0),
        (None, -1, -1, -1),
    ],
)
def test_an_indicator_at_and_just_below_its_standard_and_85_percent(area, met, nearly, passes, floor):
    found = judge_units(pd.DataFrame([unit(net_teaching_area=area)], dtype=object), floor)
    assert (found.met[0, 3], found.at_least_85[0, 3], found.passes[0]) == (met, nearly, passes)


# 3 : 1 over equal numbers of pupils is 0.5 apart, exactly the limit of 小学.
@pytest.mark.parametrize(("area", "within"), [(22500, 1), (22500.01, 0), (22499.99, 1)])
def test_a_coefficient_at_just_above_and_just_below_its_limit(area, within, floor):
    found = judge_units(pd.DataFrame([unit(), unit(school="二校", sports_area=area)]), floor)
    assert (found.stages[PRIMARY].cv_met[0, 4], found.all_cv_met[0], found.resources_met[0]) == (within,) * 3


def test_a_coefficient_that_binary_puts_a_hair_above_its_limit_is_within_it(floor):
    rows = [unit(school="一校", sports_area=0.45), unit(school="二校", sports_area=0.15)]
    of = judge_units(pd.DataFrame(rows), floor).stages[PRIMARY]
    assert of.cv[0, 4] > 0.5 and of.cv_met[0, 4] == 1


def test_a_unit_without_pupils_is_left_out(floor):
    found = judge_units(pd.DataFrame([unit(), unit(school="空校", pupils=0, sports_area=0)]), floor)
    assert found.counted.tolist() == [True, False] and found.resources_met.tolist() == [1]


def test_a_county_without_any_counted_unit_is_undecided(floor):
    found = judge_units(pd.DataFrame([unit(), unit(county="乙县", pupils=0)]), floor)
    assert (found.counties, found.resources_met.tolist()) == (("甲县", "乙县"), [1, -1])


def test_unknown_pupils_leave_the_county_undecided(floor):
    found = judge_units(pd.DataFrame([unit(), unit(school="二校", pupils=None)]), floor)
    assert (found.all_units_pass[0], found.all_cv_met[0]) == (-1, -1)


def test_an_empty_frame_has_no_counties(floor):
    found = judge_units(pd.DataFrame([unit()]).iloc[:0], floor)
    assert (found.counties, found.resources_met.tolist(), len(found.passes)) == ((), [], 0)


# --- what is no table of units -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([{"county": "甲县", "school": "一校", "stage": PRIMARY}], "缺列 pupils"),
        ([unit(stage="高中")], "第 1 行学段"),
        ([unit(), unit()], "第 2 行同一学校同一学段出现两次"),
        ([unit(), unit(school=None)], "第 2 行没有县名或校名"),
        ([unit(pupils=-1)], "第 1 行在校生数小于零"),
        ([unit(sports_area="很大")], "sports_area 列有不是数字的内容"),
        ([unit(sports_area=float("inf"))], "第 1 行sports_area 列有无穷大"),
    ],
)
def test_what_is_no_table_of_units_is_refused_with_the_row(rows, words, floor):
    with pytest.raises(UnusableUnits) as raised:
        judge_units(pd.DataFrame(rows), floor)
    assert words in raised.value.message.zh and raised.value.hint.zh and raised.value.message.en
