"""Figures on demand: value, formula with the values put in, and the cells that they came from."""

import json

import pytest

from calculators.errors import UnknownFigure
from calculators.figures import (
    class_size_figure,
    count_figure,
    cv_figure,
    mean_figure,
    oversize_figure,
    rooms_figures,
    size_figure,
    unit_figure,
)
from calculators.indicators import INDICATORS
from calculators.readings import readings
from calculators.report import check_json
from corpus.bilingual import Bilingual

SHEET = "county_survey.xlsx!学校填报汇总!"


@pytest.fixture(scope="module")
def survey(golden, check):
    return check(golden("county_survey.xlsx"))


@pytest.mark.parametrize(
    ("school", "stage", "indicator", "formula"),
    [
        ("康美小学", "小学", "R1", "(0 + 6 + 75 + 35) ÷ 2040 × 100 = 5.69"),
        ("水头学校", "初中", "R4", "(13868 − 780) × 1.1×1100 ÷ (1500 + 1.1×1100) ÷ 1100 = 5.31"),
        ("向阳高级中学", "初中", "R7", "55 × 1.1×360 ÷ (1.1×360 + 1.32×1400) ÷ 360 × 100 = 2.70"),
        ("康美小学", "小学", "R6", "6550900 ÷ 2040 = 3211.23"),
    ],
)
def test_a_unit_figure_shows_its_formula_with_the_values(school, stage, indicator, formula, survey):
    assert unit_figure(survey, school, stage, indicator).formula == formula


def arithmetic(formula):
    left, _, right = formula.rpartition(" = ")
    for sign, python in (("÷", "/"), ("×", "*"), ("−", "-")):
        left = left.replace(sign, python)
    return eval(left), float(right)


def test_every_unit_formula_works_out_to_its_value_and_every_input_has_its_cell(survey):
    for stage, units in survey.units.items():
        for school in units.schools:
            for one in INDICATORS:
                figure = unit_figure(survey, school.name, stage, one.id)
                value, shown = arithmetic(figure.formula)
                assert value == pytest.approx(figure.value, rel=1e-9) and shown == pytest.approx(value, abs=0.0051)
                assert all(part.cell and part.cell.startswith(SHEET) for part in figure.inputs)


def test_means_and_dispersions_show_the_numbers_of_the_check(survey):
    stage = check_json(survey, "zh")["stages"]["小学"]
    for one in INDICATORS:
        assert mean_figure(survey, "小学", one.id).value == stage["mean"][one.id]
        assert cv_figure(survey, "小学", one.id).display == stage["cv_display"][one.id]
    assert mean_figure(survey, "小学", "R1").formula == "851 ÷ 15711 × 100 = 5.42"
    assert cv_figure(survey, "小学", "R1").formula == "0.6662 ÷ 5.4166 = 0.123"


def test_room_figures_say_what_is_needed_there_and_lacking(survey):
    rooms = rooms_figures(survey, "康美小学")
    assert [figure.value for figure in rooms] == [5, 4, 5, 1, 0]
    assert [rooms.needed.formula, rooms.lacking_music.formula] == ["⌈54 ÷ 12⌉ = 5", "5 − 4 = 1"]
    assert rooms.compliant_music.inputs[0].cell == f"{SHEET}AN4"


def test_size_and_classes_come_from_their_cells(survey):
    assert size_figure(survey, "水头学校").formula == "1500 + 1100 = 2600"
    largest = class_size_figure(survey, "石井中学", "初中")
    assert (largest.kind, largest.value, largest.inputs[0].cell) == ("sheet", 53, f"{SHEET}M18")
    oversize = oversize_figure(survey)
    assert (oversize.value, [one.cell for one in oversize.inputs]) == (34, [f"{SHEET}O18"])
    assert oversize_figure(survey, "小学").value == 0


def test_a_count_is_the_number_of_the_names_it_lists():
    figure = count_figure("failing", Bilingual("不达标学校", "failing schools"), ["甲小学", "乙小学"])
    assert (figure.value, figure.display, [one.label.zh for one in figure.inputs]) == (2, "2", ["甲小学", "乙小学"])


def test_an_unknown_value_has_no_number_and_no_formula(golden, check):
    missing = check(golden("county_missing_column.xlsx"))
    for figure in (
        unit_figure(missing, "梅山小学", "小学", "R5"),
        mean_figure(missing, "小学", "R5"),
        cv_figure(missing, "小学", "R5"),
    ):
        assert (figure.value, figure.display, figure.formula) == (None, "—", None)


@pytest.mark.parametrize(
    "ask",
    [
        lambda check: unit_figure(check, "无此小学", "小学", "R1"),
        lambda check: unit_figure(check, "康美小学", "初中", "R1"),
        lambda check: unit_figure(check, "康美小学", "小学", "R8"),
        lambda check: rooms_figures(check, "霞美教学点"),
        lambda check: size_figure(check, "无此小学"),
        lambda check: class_size_figure(check, "康美小学", "初中"),
        lambda check: mean_figure(check, "小学", "R8"),
        lambda check: check.item("G16"),
        lambda check: check.school("无此小学"),
    ],
)
def test_a_figure_that_does_not_exist_is_an_error_with_a_sentence(ask, survey):
    with pytest.raises(UnknownFigure) as caught:
        ask(survey)
    assert caught.value.message.zh and caught.value.message.en


def test_failing_rooms_name_school_kind_and_number(survey):
    first = survey.failing_rooms[0]
    assert (first.school, first.kind, first.needed, first.compliant, first.lacking) == ("康美小学", "music", 5, 4, 1)
    assert {one.school for one in survey.failing_rooms} == set(check_json(survey, "zh")["county"]["rooms_failing"])


def test_the_other_readings_say_what_they_would_change(survey):
    changes = {one.id: one.changes.zh for one in readings(survey)}
    assert "康美小学" in changes["rooms.kinds"] and "改为达标" in changes["rooms.kinds"]
    assert "蓬华小学" in changes["rooms.surplus"] and "改为不达标" in changes["rooms.surplus"]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["county_survey", "county_missing_column", "county_edges", "county_form_II-2"])
def test_the_check_is_plain_json_without_nan(name, language, golden, check):
    text = json.dumps(check_json(check(golden(f"{name}.xlsx")), language), allow_nan=False, ensure_ascii=False)
    assert json.loads(text)["verdict"]["status"] in ("not_met", "insufficient")


@pytest.mark.parametrize(("rooms", "borderline"), [(11, False), (12, True), (13, False)])
def test_a_value_that_rounds_up_to_85_percent_is_borderline(rooms, borderline, workbook, check):
    rows = [["学校名称", "初中在校生数", "网络多媒体教室数"], ["甲中学", 589, rooms]]
    found = check(workbook(rows))
    assert found.item("R7", "初中").borderline is borderline
    changes = next(one.changes for one in readings(found) if one.id == "rounding")
    assert ("初中每百名学生拥有网络多媒体教室数（甲中学，85% 线）" in changes.zh, "85 % line" in changes.en) == (
        borderline,
        borderline,
    )


def test_the_changes_of_a_reading_name_it_in_words(survey):
    changes = {one.id: one.changes for one in readings(survey)}
    assert changes["rooms.kinds"].zh.startswith("按“音乐、美术教室合计”口径：")
    assert changes["rooms.kinds"].en.startswith("Read as “music and art rooms together”: ")
    assert changes["rooms.surplus"].zh.startswith("按“每间专用教室面积都须达标”口径：")


def test_means_and_dispersions_say_which_cells_they_rest_on(survey):
    for figure in (mean_figure(survey, "小学", "R5"), cv_figure(survey, "小学", "R5")):
        ground, pupils = (part.cell for part in figure.inputs[-2:])
        rows = ["4:{}17", "24:{}25", "27", "29"]
        named = {column: ",".join(column + row.format(column) for row in rows) for column in ("AJ", "AI", "G")}
        divided = "G24:G25,H24:H25"  # the pupils by whom the assets of 九年一贯制 schools are divided
        assert (ground, pupils) == (f"{SHEET}{named['AJ']},{named['AI']},{divided}", f"{SHEET}{named['G']}")
