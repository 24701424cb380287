"""Every figure of the sample sheets equals an independent exact calculation, to 1e-9, and every displayed string."""

import pytest

from calculators.figures import unit_figure
from calculators.report import check_json

NAMES = ["county_survey", "county_strong", "county_uneven", "county_missing_column", "county_edges"]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_sheet_gives_its_expected_figures(name, golden, expected, check, same):
    found = check_json(check(golden(f"{name}.xlsx")), "zh")
    wanted = expected(name)
    same({key: found[key] for key in wanted}, wanted)


def test_a_messy_sheet_gives_the_figures_of_the_clean_one(golden, expected, check, same):
    found = check_json(check(golden("county_survey_messy.xlsx")), "zh")
    wanted = expected("county_survey")
    same({key: found[key] for key in wanted}, wanted)


def test_the_vertical_form_of_one_school_gives_its_figures(golden, expected, check, same):
    found = check_json(check(golden("one_school.xlsx")), "zh")
    wanted = expected("one_school")
    wanted["class_size"] = [{**row, "oversize": None, "largest": None} for row in wanted["class_size"]]
    wanted["county"]["oversize_classes"] = None
    same({key: found[key] for key in wanted}, wanted)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_statistics_files_give_the_figures_of_the_survey(order, golden, expected, check, same):
    files = [golden("county_statistics_小学.xlsx"), golden("county_statistics_初中.xlsx")]
    found = check_json(check(*(files[index] for index in order)), "zh")
    wanted = expected("county_survey")
    same(found["stages"], wanted["stages"])
    by_unit = {(unit["school"], unit["stage"]): unit for unit in found["units"]}
    same(by_unit, {(unit["school"], unit["stage"]): unit for unit in wanted["units"]})


def test_a_missing_column_is_named_with_what_it_would_decide(golden, check, same):
    issues = check(golden("county_missing_column.xlsx")).issues
    missing = [issue for issue in issues if issue.code == "missing_column"]
    assert [(issue.expected, issue.affects) for issue in missing] == [
        ("运动场地面积", ("R5", "CV.小学.R5", "CV.初中.R5"))
    ]


def test_a_value_that_rounds_up_to_the_standard_is_not_met_but_borderline(golden, check, same):
    item = check(golden("county_edges.xlsx")).item("R4", "小学")
    assert (item.status, item.borderline, item.schools) == ("not_met", True, ("码头小学",))


def test_the_verdict_names_every_item_of_the_evaluation(golden, check, same):
    verdict = check_json(check(golden("county_strong.xlsx")), "zh")["verdict"]
    ids = [item["id"] for item in verdict["items"]]
    assert set(ids) >= {f"G{n}" for n in range(1, 16)} | {f"Q{n}" for n in range(1, 10)} | {"S1", "V1"}
    assert sum(id.startswith("CV.") for id in ids) == 14
    assert sum(id.startswith("R") for id in ids) == 14
    assert verdict["status"] == "not_met"
    assert "G1" in verdict["open"] and "G4" not in verdict["open"]


def test_a_result_sheet_gives_its_own_values_and_dispersions_within_rounding(golden, expected, check):
    found, wanted = check(golden("county_form_II-2.xlsx")), expected("county_survey")
    shown = {(unit["school"], unit["stage"]): unit["display"] for unit in check_json(found, "zh")["units"]}
    assert shown == {(unit["school"], unit["stage"]): unit["display"] for unit in wanted["units"]}
    for stage, values in wanted["stages"].items():
        for id, cv in values["cv"].items():
            assert check_json(found, "zh")["stages"][stage]["cv"][id] == pytest.approx(cv, abs=0.002)
    assert "rounded_results" in {issue.code for issue in found.issues}
    figure = unit_figure(found, "水头学校", "初中", "R4")
    assert (figure.kind, figure.value, figure.inputs[0].cell) == ("sheet", 5.31, "county_form_II-2.xlsx!表Ⅱ-2!J30")
