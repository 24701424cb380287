"""The whole verdict on a full county form: what each number comes to, and each item failed alone at its limit.

Every expected number was worked out by hand from the form's values.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.county import check_county
from calculators.county_form.fields import load_vetoes
from calculators.errors import UnknownFigure
from calculators.form_figures import form_figure
from calculators.report import check_json
from calculators.sheets.reading import read_tables
from tests.calculators.forms import ABSENT, FULL, LABELS, LEVELS, RATES, VETO, form_file

FORM_ITEMS = {"G6", "G7", "G8", "G9", "G11", "G12", "G13", "G14", "G15", "Q1", "Q2", "Q4", "Q9", "S1", "V1"}
QUALITATIVE = {"G1", "G2", "G10", "Q3", "Q5", "Q6", "Q7", "Q8"}


@pytest.fixture
def judge(check):
    return lambda changes=None: check(form_file(changes))


def statuses(found):
    return {(item.id, item.stage): item.status for item in found.items}


# 1180 − 25 + 20 = 1175 of 1210 − 1 = 1209; 3300 + 300 of 4000; 975000 ÷ 150; 1960 of 2000; 880 of 1600; 1860 of 2000
WORKED = [
    ("G6", "义务教育", 0, "0", "met"),
    ("G7", "特教", 6500, "6500", "met"),
    ("G8", "义务教育", 100.8, "100.8", "met"),
    ("G9", "义务教育", 100, "100.0", "met"),
    ("G11", "义务教育", 12, "12.0", "met"),
    ("G12", "义务教育", 100, "100.0", "met"),
    ("G13", "小学", 100, "100.0", "met"),
    ("G13", "初中", 98, "98.0", "met"),
    ("G14", "初中", 55, "55.0", "met"),
    ("G15", "义务教育", 90, "90.0", "needs_evidence"),
    ("Q1", "初中", 1175 / 1209 * 100, "97.2", "met"),
    ("Q2", "义务教育", 98, "98.0", "met"),
    ("Q4", "义务教育", 0, "0", "met"),
    ("Q9", "义务教育", 3, "Ⅲ", "met"),
    ("S1", "义务教育", 93, "93.0", "met"),
    ("V1", None, 0, "0", "met"),
]


@pytest.mark.parametrize(("id", "stage", "value", "display", "status"), WORKED)
def test_a_full_form_gives_the_numbers_worked_out_by_hand(id, stage, value, display, status, judge):
    item = judge().item(id, stage)
    assert (item.stage, item.display, item.status) == (stage, display, status)
    assert item.value == pytest.approx(value, rel=1e-12)
    assert not item.borderline and not item.missing


def test_every_item_of_the_form_is_worked_out_here(judge):
    assert {id for id, *_ in WORKED} == FORM_ITEMS
    assert {item.id for item in judge().items if item.id[0] in "GQSV"} == FORM_ITEMS | QUALITATIVE | {"G3", "G4", "G5"}


def test_the_items_stand_in_the_order_of_the_evaluation(judge):
    order = list(dict.fromkeys(item.id for item in judge().items))
    assert order[:7] == [f"R{n}" for n in range(1, 8)]
    assert order[-26:] == [*(f"G{n}" for n in range(1, 16)), *(f"Q{n}" for n in range(1, 10)), "S1", "V1"]


def test_a_county_that_passes_all_that_can_be_counted_waits_for_evidence_alone(workbook, check, county):
    # two schools of each stage, every value well above its standard and equal, so that no dispersion arises
    heads = ["学校名称", "办学类型", "小学在校生数", "小学班级数", "小学最大班额", "小学本科及以上学历专任教师数",
             "小学专科学历专任教师数", "小学县级及以上骨干教师数", "小学体育、艺术专任教师数", "初中在校生数",
             "初中班级数", "初中最大班额", "初中本科及以上学历专任教师数", "初中县级及以上骨干教师数",
             "初中体育、艺术专任教师数", "教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）", "运动场地面积（㎡）",
             "教学仪器设备资产值（万元）", "网络多媒体教室数（间）", "音乐专用教室间数", "音乐专用教室各间面积（㎡）",
             "美术专用教室间数", "美术专用教室各间面积（㎡）"]  # fmt: skip
    primary = ["小学", 1000, 24, 45, 42, 8, 20, 20, *[None] * 6, 9000, 0, 12000, 500, 40, 2, "96、96", 2, "90、90"]
    junior = ["初中", *[None] * 7, 1000, 24, 50, 60, 20, 20, 9000, 0, 12000, 500, 40, 2, "96、96", 2, "90、90"]
    schools = [["甲小学", *primary], ["乙小学", *primary], ["丙中学", *junior], ["丁中学", *junior]]
    found = check(workbook([heads, *schools], name="schools.xlsx"), form_file())
    waiting = QUALITATIVE | {"G15"}
    assert {item.id: item.status for item in found.items if item.status != "met"} == dict.fromkeys(
        waiting, "needs_evidence"
    )
    assert (found.status, set(found.open)) == ("needs_evidence", waiting)
    assert all(found.item(id).evidence and found.item(id).aim for id in waiting)


# item, changed row, at its limit, just inside, just outside
LIMITS = [
    ("G6", "义务教育", "small_funded", 12, 12, 11),
    ("G7", "特教", "special_funds", 900000, "900000.01", "899999.99"),
    ("G8", "义务教育", "teacher_pay", 125000, 125001, 124999),
    ("G9", "义务教育", "trained", 2400, 2400, 2399),
    ("G11", "义务教育", "rotated", 100, 101, 99),
    ("G11", "义务教育", "backbone", 24, 25, 23),
    ("G12", "义务教育", "certified", 2400, 2400, 2399),
    ("G13", "小学", "primary_near", 3000, 3000, 2999),
    ("G13", "初中", "junior_near", 1900, 1901, 1899),
    ("G14", "初中", "allocated", 800, 801, 799),
    ("G15", "义务教育", "public", 3100, 3101, 3099),
    # 95 % of 1200 − 0 entrants is 1140 = graduates − 25 + 20
    ("Q1", "初中", "graduates", {"graduates": 1145, "entrants": 1201}, {"graduates": 1146, "entrants": 1201},
     {"graduates": 1144, "entrants": 1201}),
    ("Q2", "义务教育", "enrolled", 190, 191, 189),
    ("Q4", "义务教育", "training_short", 0, 0, 1),
    ("Q9", "义务教育", "levels", "语文Ⅲ、数学Ⅲ", "语文Ⅳ、数学Ⅳ", "语文Ⅲ、数学Ⅱ"),
    ("Q9", "义务教育", "rates", "语文0.149；数学0.149", "语文0.1499；数学0.1499", "语文0.12；数学0.15"),
    ("S1", "义务教育", "satisfied", 1700, 1701, 1699),
    ("V1", None, "veto", "无", "否", "有"),
]  # fmt: skip


def changes_of(key, value):
    return value if isinstance(value, dict) else {key: value}


@pytest.mark.parametrize(("id", "stage", "key", "at", "inside", "outside"), LIMITS)
def test_an_item_fails_alone_just_outside_its_limit(id, stage, key, at, inside, outside, judge):
    full = statuses(judge())
    for value in (at, inside):
        assert statuses(judge(changes_of(key, value))) == full
    failed = judge(changes_of(key, outside))
    assert {one for one, status in statuses(failed).items() if status != full[one]} == {(id, stage)}
    assert failed.item(id, stage).status == failed.status == "not_met"


def test_every_item_of_the_form_is_failed_alone():
    assert {id for id, *_ in LIMITS} == FORM_ITEMS


NEEDED = {
    "G6": ["small", "small_funded"], "G7": ["special_pupils", "special_funds"], "G8": ["teacher_pay", "official_pay"],
    "G9": ["trained", "teachers"], "G11": ["eligible", "rotated", "backbone"], "G12": ["certified", "teachers"],
    "G13": ["primary", "primary_near", "junior", "junior_near"], "G14": ["places", "allocated"],
    "G15": ["migrants", "public", "bought"], "Q1": ["graduates", "moved_in", "moved_out", "entrants", "deaths"],
    "Q2": ["disabled", "enrolled"], "Q4": ["training_short"], "Q9": ["levels", "rates"],
    "S1": ["questionnaires", "satisfied"], "V1": ["veto"],
}  # fmt: skip


@pytest.mark.parametrize("key", [key for key, *_ in FULL])
@pytest.mark.parametrize("how", ["blank", "dash", "no row"])
def test_a_number_that_is_missing_leaves_its_items_open_and_is_named(key, how, judge):
    value = {"blank": None, "dash": "—", "no row": ABSENT}[how]
    full, found = judge(), judge({key: value})
    turned = [item for item, before in zip(found.items, full.items, strict=True) if item.status != before.status]
    changed = {item.id for item in turned}
    assert changed == {id for id, keys in NEEDED.items() if key in keys}
    assert {item.status for item in turned} == {"insufficient"}
    assert all(any(LABELS[key] in item.missing for item in turned if item.id == id) for id in changed)
    said = [issue for issue in found.issues if issue.code in ("missing_value", "missing_item")]
    # an “其中…” row whose full row is gone says nothing either
    assert len(said) == 1 and said[0].expected.split("、")[0] == LABELS[key] and set(said[0].affects) == changed


def test_without_a_form_every_row_is_named_and_nothing_is_called_met(county):
    found = county({})
    for id, keys in NEEDED.items():
        items = [item for item in found.items if item.id == id]
        assert {item.status for item in items} == {"insufficient"}
        assert {name for item in items for name in item.missing} == {LABELS[key] for key in keys}
    assert found.item("V1").aim.indicator == "V1"
    assert not [issue for issue in found.issues if issue.code == "missing_item"]


def test_without_small_schools_nobody_asks_how_they_are_funded(judge):
    assert judge({"small": 0, "small_funded": None}).item("G6").status == "met"


ZEROS = [
    ("G7", "special_pupils"), ("G14", "places"), ("Q2", "disabled"), ("S1", "questionnaires"),
]  # fmt: skip


@pytest.mark.parametrize(("id", "key"), ZEROS)
def test_nothing_to_divide_by_is_told_and_decides_nothing(id, key, judge):
    parts = {"allocated": 0, "enrolled": 0, "satisfied": 0}
    found = judge({key: 0, **parts})
    issues = [issue for issue in found.issues if issue.code == "nothing_to_divide_by" and id in issue.affects]
    assert found.item(id).status == "insufficient" and found.item(id).value is None
    # there may be nobody to count
    assert [(issue.severity, issue.cell) for issue in issues] == [("warning", f"E{cell_row(key)}")]
    assert found.item(id).missing == (f"{LABELS[key]}（填报为0）",)


def cell_row(key):
    return [one for one, *_ in FULL].index(key) + 3


# 3 graduates + 20 who left − those who came: below 0, 0, above 0
@pytest.mark.parametrize(
    ("moved_in", "status", "value"),
    [(24, "insufficient", None), (23, "not_met", 0.0), (22, "not_met", 100 / 1209)],
)
def test_less_than_nothing_to_divide_is_told_and_decides_nothing(moved_in, status, value, judge):
    found = judge({"graduates": 3, "moved_in": moved_in})
    issues = [(issue.severity, issue.affects) for issue in found.issues if issue.code == "nothing_to_divide_by"]
    assert issues == ([("error", ("Q1",))] if value is None else [])
    assert (found.item("Q1").status, found.item("Q1").value) == (status, value and pytest.approx(value))


def test_a_share_above_100_percent_is_doubted_but_a_ratio_of_pay_is_not(judge):
    found = judge({"rotated": 1001, "graduates": 1300, "teacher_pay": 250000})
    doubted = [issue for issue in found.issues if issue.code == "above_100_percent"]
    assert [issue.affects for issue in doubted] == [("G11",), ("Q1",)]
    assert all(issue.severity == "warning" for issue in doubted)


# 84.96 % and 85.04 % both show as 85.0
@pytest.mark.parametrize(
    ("satisfied", "status", "borderline"), [(8496, "not_met", True), (8504, "met", False), (8494, "not_met", False)]
)
def test_a_ratio_that_rounding_would_carry_over_its_limit_is_borderline(satisfied, status, borderline, judge):
    item = judge({"questionnaires": 10000, "satisfied": satisfied}).item("S1")
    assert (item.status, item.borderline) == (status, borderline)


def test_the_special_schools_funds_show_whole_and_are_judged_exactly(judge):
    item = judge({"special_funds": 899999}).item("G7")
    assert (item.display, item.status, item.borderline) == ("6000", "not_met", True)


def test_rotation_has_two_parts_and_the_one_that_decides_gives_its_value(judge):
    tight = judge().item("G11")
    assert [(part.id, part.display, part.status) for part in tight.parts] == [
        ("G11.rotation", "12.0", "met"), ("G11.backbone", "25.0", "met"),
    ]  # fmt: skip
    failed = judge({"backbone": 12}).item("G11")
    assert (failed.display, failed.limit, failed.parts[0].status) == ("10.0", 20.0, "met")
    open_ = judge({"backbone": None}).item("G11")
    assert (open_.status, open_.value, open_.missing) == ("insufficient", None, ("其中骨干教师数",))
    lost = judge({"backbone": None, "rotated": 99}).item("G11")
    assert (lost.status, lost.display, lost.missing) == ("not_met", "9.9", ("其中骨干教师数",))


# of 100 and of 110 or 150 who rotated; the limits are 10 and 20, and nearness is a share of the limit
TIGHTER = [
    ({}, "12.0", 10),
    ({"backbone": 26}, "21.7", 20),
    ({"rotated": 110, "backbone": 24}, "21.8", 20),  # 1.0 above 10 is a tenth of it, 1.8 above 20 is less
    ({"rotated": 110, "backbone": 33}, "11.0", 10),
    ({"rotated": 150, "backbone": 31}, "20.7", 20),
]


@pytest.mark.parametrize(("changes", "display", "limit"), TIGHTER)
def test_of_two_parts_that_are_met_the_one_nearest_to_its_limit_gives_the_value(changes, display, limit, judge):
    item = judge(changes).item("G11")
    assert (item.status, item.display, item.limit) == ("met", display, limit)
    assert float(item.display) == pytest.approx(item.value, abs=0.05) and item.threshold.value == limit


def test_migrants_within_the_share_still_need_evidence_of_care_for_children_left_behind(judge):
    item = judge().item("G15")
    assert (item.status, item.parts[0].status) == ("needs_evidence", "met")
    assert "留守儿童" in item.evidence.zh and item.aim.indicator == "G15.left_behind"
    assert judge({"public": 3000}).item("G15").status == "not_met"
    assert judge({"public": None}).item("G15").status == "insufficient"


def test_the_subjects_that_fail_are_named(judge):
    parts = {part.id: (part.status, part.display) for part in judge({"levels": "语文Ⅲ、数学Ⅱ"}).item("Q9").parts}
    assert parts == {
        "Q9.level.语文": ("met", "Ⅲ"), "Q9.level.数学": ("not_met", "Ⅱ"),
        "Q9.spread.语文": ("met", "0.12"), "Q9.spread.数学": ("met", "0.13"),
    }  # fmt: skip


def test_a_subject_with_a_level_and_no_rate_is_open(judge):
    item = judge({"levels": "语文Ⅲ、数学Ⅲ、英语Ⅲ"}).item("Q9")
    assert (item.status, item.missing) == ("insufficient", (f"{RATES}（英语）",))
    assert judge({"levels": "Ⅲ级", "rates": "语文0.1；数学0.12"}).item("Q9").status == "met"
    assert judge({"levels": None}).item("Q9").missing == (LEVELS,)


def test_a_veto_fact_that_holds_is_named(judge):
    item = judge({"veto": "有：存在违规择校行为"}).item("V1")
    assert [part.name.zh for part in item.parts if part.status == "not_met"] == ["违规择校行为"]
    assert (item.value, item.status) == (1, "not_met")


FACTS = [one.zh for one in load_vetoes()]


@pytest.mark.parametrize("silent", FACTS)
def test_a_veto_fact_that_is_not_answered_leaves_the_veto_open_and_is_named(silent, judge):
    item = judge({"veto": "；".join(f"{fact}：无" for fact in FACTS if fact != silent)}).item("V1")
    assert (item.status, item.missing) == ("insufficient", (f"{VETO}：{silent}",))
    assert (item.value, item.display) == (None, None)
    assert sorted(part.status for part in item.parts) == ["insufficient", *["met"] * 5]


# id, part, stage, formula, cell of the first input
FORMULAS = [
    ("Q1", None, None, "(1180 − 25 + 20) ÷ (1210 − 1) × 100 = 97.2", "E24"),
    ("G6", None, None, "12 − 12 = 0", "E13"),
    ("G7", None, None, "975000 ÷ 150 = 6500", "E12"),
    ("G8", None, None, "126000 ÷ 125000 × 100 = 100.8", "E9"),
    ("G11", None, None, "120 ÷ 1000 × 100 = 12.0", "E4"),
    ("G11", "G11.backbone", None, "30 ÷ 120 × 100 = 25.0", "E5"),
    ("G13", None, "小学", "3000 ÷ 3000 × 100 = 100.0", "E16"),
    ("G13", None, "初中", "1960 ÷ 2000 × 100 = 98.0", "E18"),
    ("G15", None, None, "(3300 + 300) ÷ 4000 × 100 = 90.0", "E22"),
    ("G15", "G15.public", None, "3300 ÷ 4000 × 100 = 82.5", "E22"),
    ("Q4", None, None, None, "E31"),
    ("Q9", "Q9.spread.数学", None, None, "E33"),
    ("V1", "V1.fraud", None, None, "E36"),
]


@pytest.mark.parametrize(("id", "part", "stage", "formula", "cell"), FORMULAS)
def test_a_figure_of_the_form_shows_its_formula_and_cells(id, part, stage, formula, cell, judge):
    figure = form_figure(judge(), id, part, stage)
    assert (figure.formula, figure.inputs[0].cell) == (formula, f"form.csv!csv!{cell}")
    assert figure.kind == ("computed" if formula else "sheet")


def test_every_ratio_of_the_form_works_out_from_its_formula(judge):
    found = judge()
    for item in found.items:
        if item.unit in ("%", "元/生") and item.id in FORM_ITEMS:
            left, _, right = form_figure(found, item.id, None, item.stage).formula.rpartition(" = ")
            value = eval(left.replace("÷", "/").replace("×", "*").replace("−", "-"))
            assert value == pytest.approx(item.value, rel=1e-12) and right == item.display


def test_a_figure_without_its_numbers_has_none(judge):
    figure = form_figure(judge({"deaths": None}), "Q1")
    assert (figure.value, figure.display, figure.formula) == (None, "—", None)
    assert [one.value for one in figure.inputs] == [1180, 25, 20, 1210, None]
    with pytest.raises(UnknownFigure):
        form_figure(judge(), "G1")


@given(st.integers(0, 3000), st.integers(0, 3000))
def test_a_share_is_met_exactly_from_its_limit_on(floor, whole, part):
    part = min(part, whole)
    form = form_file({"questionnaires": whole, "satisfied": part})
    item = check_county(read_tables([form]), floor).item("S1")
    assert item.status == ("insufficient" if whole == 0 else "met" if part * 100 >= whole * 85 else "not_met")


def test_the_verdict_as_json_has_parts_evidence_targets_and_flips(judge):
    found = {(one["id"], one["stage"]): one for one in check_json(judge(), "zh")["verdict"]["items"]}
    part = found["G11", "义务教育"]["parts"][1]
    assert {key: part[key] for key in ("id", "status", "display", "unit", "comparator", "limit", "borderline")} == {
        "id": "G11.backbone", "status": "met", "display": "25.0", "unit": "%", "comparator": ">=", "limit": 20.0,
        "borderline": False,
    }  # fmt: skip
    assert found["G1", None]["evidence"].startswith("县域内义务教育学校规划布局合理")
    assert found["G12", "义务教育"]["targets"] == [] and found["G12", "义务教育"]["evidence"] is None


GOOD = {"name": "甲小学"}
OPEN_SHEETS = [
    [GOOD],
    [GOOD, {"name": "乙小学"}],
    [{"pupils": None}, {"name": "乙小学"}],
    [{"multimedia": 0}, {"name": "乙小学", "multimedia": 0}],
    [{"classes": None, "music": None, "art_areas": None, "largest": None}, {"name": "乙小学"}],
    [{"classes": 0}, {"name": "乙小学", "classes": 0}],
    [{"name": "丙教学点", "type": "教学点", "pupils": 20}],
    [GOOD, {"name": None}],
]
OPEN_FORMS = [{}, {"special_pupils": 0}, {"entrants": 0, "deaths": 0}, {"levels": "语文Ⅲ"}, {"veto": None},
              {"moved_in": 1300}, {"rates": None}, {"small": None}]  # fmt: skip


@pytest.mark.parametrize("schools", OPEN_SHEETS)
def test_an_item_of_schools_that_is_left_open_says_what_is_missing(schools, county):
    for drop in ([], ["multimedia", "music_areas", "largest"]):
        assert_all_open_items_say_why(county(*schools, drop=drop))


@pytest.mark.parametrize("changes", OPEN_FORMS)
def test_an_item_of_the_form_that_is_left_open_says_what_is_missing(changes, judge):
    assert_all_open_items_say_why(judge(changes))


def assert_all_open_items_say_why(found):
    waiting = [item for item in found.items if item.status == "insufficient"]
    assert waiting and [(item.id, item.stage) for item in waiting if not item.missing] == []
