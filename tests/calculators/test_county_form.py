"""Reading a county form as people fill it in: every cell as it stands, nothing guessed, and every fault told."""

import pytest

from calculators.county_form.fields import load_fields, load_vetoes, plain_label
from calculators.errors import NoColumns
from calculators.model import Upload
from calculators.sheets.reading import read_tables
from tests.calculators.forms import ABSENT, FULL, HEADINGS, LABELS, form_rows
from tests.conftest import sample


@pytest.fixture
def read(workbook):
    return lambda changes=None: read_tables([workbook(form_rows(changes), name="form.xlsx")])


@pytest.fixture
def rows_read(workbook):
    """Read a form of these rows alone: 类别, 填报项目, 单位, 填报值."""
    return lambda *rows: read_tables([workbook([HEADINGS, *([None, *row] for row in rows)], name="form.xlsx")])


def number(table, id):
    found = table.form.one(id)
    return None if found is None else float(found.value)


def codes(table):
    return [(issue.code, issue.severity, issue.cell) for issue in table.issues]


def test_every_row_of_a_clean_form_is_taken_with_its_cell_and_without_a_fault(read):
    table = read()
    assert set(table.form.values) == set(load_fields())
    assert table.issues == () and (table.place, table.year) == ("示例二县", 2025)
    assert table.form.one("graduates").cell == "form.xlsx!Sheet!E24"
    assert [(one.cell, one.taken_as, one.confidence) for one in table.columns[:3]] == [
        ("C3", "eligible_teachers", 1.0), ("C4", "rotated_teachers", 1.0), ("C5", "rotated_backbone", 1.0),
    ]  # fmt: skip


# one row, what is typed in it, what it comes to
TYPED = [
    ("eligible", "１０００", "eligible_teachers", 1000),
    ("eligible", "1,000人", "eligible_teachers", 1000),
    ("eligible", " 1000 ", "eligible_teachers", 1000),
    ("eligible", ("名", "1000"), "eligible_teachers", 1000),
    ("special_funds", ("万元", 97.5), "special_funds", 975000),
    ("special_funds", (None, "97.5万元"), "special_funds", 975000),
    ("special_funds", ("元", "97.5万元"), "special_funds", 975000),
    ("special_funds", ("元", "９７５，０００"), "special_funds", 975000),
    ("teacher_pay", ("万元/年", "12.6"), "teacher_pay", 126000),
    ("training_short", 0, "training_short", 0),
    ("official_pay", 10000, "civil_servant_pay", 10000),
    ("official_pay", 2000000, "civil_servant_pay", 2000000),
    ("official_pay", ("元/人·年", 125000), "civil_servant_pay", 125000),
    ("special_funds", ("元/年", 975000), "special_funds", 975000),
    ("special_funds", 150 * 10**6, "special_funds", 150 * 10**6),
    ("eligible", 10**7, "eligible_teachers", 10**7),
    ("places", ("个", 1600), "good_places", 1600),
    ("small", ("个", 12), "small_schools", 12),
    ("training_short", "0所", "training_short", 0),
]


@pytest.mark.parametrize(("key", "typed", "id", "value"), TYPED)
def test_a_number_is_read_as_it_was_meant(key, typed, id, value, read):
    table = read({key: typed})
    assert number(table, id) == value and not table.issues


@pytest.mark.parametrize("typed", [None, "", "—", "－", "无", "未填", "/"])
def test_a_blank_is_missing_and_never_0(typed, read):
    table = read({"training_short": typed})
    assert number(table, "training_short") is None
    assert codes(table) == [("missing_value", "warning", "E31")]
    (issue,) = table.issues
    assert issue.found == (typed or None) and ("请填“0”" in issue.message.zh) is bool(typed)


# row, what is typed, the fault, its cell
FAULTS = [
    ("eligible", "约1000", "unreadable_number", "E3"),
    ("eligible", -1, "negative_number", "E3"),
    ("eligible", 12.5, "not_whole", "E3"),
    ("eligible", "12%", "unknown_unit", "E3"),
    ("eligible", ("万元", 5), "unknown_unit", "E3"),
    ("special_funds", ("㎡", 5), "unknown_unit", "E12"),
    ("special_funds", (None, 975000), "unit_unstated", "E12"),
    ("levels", "良好", "unreadable_number", "E32"),
    ("levels", "语文Ⅲ、语文Ⅱ", "unreadable_number", "E32"),
    ("levels", "4年级语文Ⅲ", "unreadable_number", "E32"),
    ("rates", "语文12；数学13", "too_large", "E33"),
    ("rates", ("%", "语文0.12；数学0.13"), "percent_in_doubt", "E33"),
    ("rates", "语文较小", "unreadable_number", "E33"),
    *(
        ("levels", typed, "unreadable_number", "E32")
        for typed in (
            "均低于Ⅲ级",
            "均不足Ⅲ级",
            "低于Ⅲ",
            "语文Ⅲ、数学不足Ⅲ",
            "未达到Ⅲ级",
            "不是Ⅲ",
            "至少Ⅲ",
            "语文Ⅲ级以下",
            "语文Ⅲ 以下数学Ⅲ",
            "语文Ⅷ",
            "VIII",
            "Ⅵ",
            "IIII",
            "语文Ⅲ、数学Ⅸ",
            "Ⅲ级Ⅳ级",
        )
    ),
    *(
        ("rates", typed, "unreadable_number", "E33")
        for typed in (
            "均低于0.14",
            "均低于0.15",
            "语文0.12；数学低于0.13",
            "不超过12%",
            "语文0.12.5",
            "0.1.2",
            "语文12%5",
        )
    ),
    ("official_pay", ("元/月", 10500), "unknown_unit", "E10"),
    ("official_pay", ("元", "10500元/月"), "unknown_unit", "E10"),
    ("official_pay", ("元/月", "10500元"), "unknown_unit", "E10"),
    ("special_funds", ("元/生", 6500), "unknown_unit", "E12"),
    ("special_funds", (None, "6500元/人"), "unknown_unit", "E12"),
    ("special_pupils", ("所", 1), "unknown_unit", "E11"),
    ("special_pupils", "1所", "unknown_unit", "E11"),
    ("special_pupils", ("所", "150人"), "unknown_unit", "E11"),
    ("small", ("人", 12), "unknown_unit", "E13"),
    ("questionnaires", ("人", 2000), "unknown_unit", "E34"),
    ("official_pay", 0, "too_small", "E10"),
    ("official_pay", 9999, "too_small", "E10"),
    ("official_pay", ("万元", "0.99"), "too_small", "E10"),
    ("official_pay", 2000001, "too_large", "E10"),
    ("special_funds", 10**11 + 1, "too_large", "E12"),
    ("special_funds", "9" * 40, "too_large", "E12"),
    ("eligible", 10**7 + 1, "too_large", "E3"),
    ("eligible", 1e308, "too_large", "E3"),
    ("veto", "待核", "unreadable_number", "E36"),
    ("veto", "是否存在", "unreadable_number", "E36"),
]


@pytest.mark.parametrize(("key", "typed", "code", "cell"), FAULTS)
def test_a_value_that_cannot_be_is_an_error_with_its_cell_and_is_not_used(key, typed, code, cell, read):
    table = read({key: typed})
    issue = table.issues[0]
    assert codes(table) == [(code, "error", cell)]
    field = next(one for one in load_fields().values() if one.zh == LABELS[key])
    assert table.form.all(field.id) == () and issue.affects and cell in issue.message.zh and cell in issue.message.en


# part, its value, the cells named; what is left unknown
PARTS = [
    ({"backbone": 121}, {"rotated_backbone", "rotated_teachers"}, "E5"),
    ({"certified": 2401}, {"certified_teachers", "teachers"}, "E7"),
    ({"trained": 2401}, {"trained_teachers", "teachers"}, "E8"),
    ({"junior_near": 2001}, {"junior_catchment", "junior_intake"}, "E18"),
    ({"public": 3701}, {"migrant_public", "migrant_bought", "migrant_children"}, "E22"),
    ({"enrolled": 201}, {"disabled_enrolled", "disabled_children"}, "E30"),
    ({"satisfied": 2001}, {"satisfied", "questionnaires"}, "E35"),
    ({"deaths": 1211}, {"deaths", "entrants"}, "E28"),
]


@pytest.mark.parametrize(("changes", "unknown", "cell"), PARTS)
def test_a_part_larger_than_its_whole_leaves_both_unknown(changes, unknown, cell, read):
    table = read(changes)
    assert codes(table) == [("part_exceeds_whole", "error", cell)]
    assert set(load_fields()) - set(table.form.values) == unknown


@pytest.mark.parametrize("changes", [{"backbone": 120}, {"public": 3700}, {"certified": 2400}])
def test_a_part_may_be_its_whole(changes, read):
    assert not read(changes).issues


def test_pay_without_any_unit_is_compared_and_pay_with_one_unit_is_not(read):
    both = read({"teacher_pay": (None, 12.6), "official_pay": (None, 12.5)})
    assert not both.issues and number(both, "teacher_pay") / number(both, "civil_servant_pay") == 1.008
    one = read({"teacher_pay": (None, 12.6)})
    assert codes(one) == [("unit_unstated", "error", "E9")] and number(one, "civil_servant_pay") == 125000


LEVELS_TYPED = [
    ("语文Ⅲ、数学Ⅱ", {"语文": 3, "数学": 2}),
    ("语文：Ⅲ级；数学：Ⅱ级", {"语文": 3, "数学": 2}),
    ("语文III 数学II", {"语文": 3, "数学": 2}),
    ("语文三级，数学二级", {"语文": 3, "数学": 2}),
    ("语文3级/数学2级", {"语文": 3, "数学": 2}),
    ("八年级语文Ⅳ", {"八年级语文": 4}),
    ("道德与法治Ⅲ级以上", {"道德与法治": 3}),
    ("Ⅲ级", {"": 3}),
    ("三级", {"": 3}),
    ("III", {"": 3}),
    ("II、III", {"第1科": 2, "第2科": 3}),
    ("Ⅲ;Ⅳ", {"第1科": 3, "第2科": 4}),
    (3, {"": 3}),
    ("各学科均达到Ⅲ级以上", {"": 3}),
    ("均为Ⅲ级", {"": 3}),
    ("全部Ⅲ级以上", {"": 3}),
    ("体育与健康Ⅲ、小学语文Ⅳ", {"体育与健康": 3, "小学语文": 4}),
]


@pytest.mark.parametrize(("typed", "levels"), LEVELS_TYPED)
def test_levels_are_read_by_subject_in_any_usual_writing(typed, levels, read):
    table = read({"levels": typed})
    assert {one.name: int(one.value) for one in table.form.all("levels")} == levels and not table.issues


RATES_TYPED = [
    ("语文0.12；数学0.13", None, {"语文": 0.12, "数学": 0.13}),
    ("语文：12%，数学：13%", None, {"语文": 0.12, "数学": 0.13}),
    ("语文12、数学13", "%", {"语文": 0.12, "数学": 0.13}),
    (0.12, None, {"": 0.12}),
    ("０．１２", None, {"": 0.12}),
]


@pytest.mark.parametrize(("typed", "unit", "rates"), RATES_TYPED)
def test_rates_are_read_by_subject_as_decimals_or_percentages(typed, unit, rates, read):
    found = read({"rates": (unit, typed)}).form.all("rates")
    assert {one.name: float(one.value) for one in found} == rates


def test_levels_and_rates_may_stand_in_a_row_for_each_subject(rows_read):
    table = rows_read(
        ("质量", "语文学业水平等级", None, "Ⅲ"),
        ("质量", "学业水平等级（数学）", "级", "Ⅳ级"),
        ("各学科校际差异率", "语文", None, 0.1),
        (None, "数学", None, "11%"),
    )
    assert {one.name: int(one.value) for one in table.form.all("levels")} == {"语文": 3, "数学": 4}
    assert {one.name: float(one.value) for one in table.form.all("rates")} == {"语文": 0.1, "数学": 0.11}


@pytest.mark.parametrize("typed", ["不足Ⅲ", "Ⅸ"])
def test_a_subject_that_cannot_be_read_leaves_all_subjects_unknown(typed, rows_read):
    table = rows_read((None, "语文学业水平等级", None, "Ⅲ"), (None, "数学学业水平等级", None, typed))
    assert not table.form.all("levels")


def test_an_amount_that_cannot_be_for_so_many_leaves_both_unknown(read):
    table = read({"special_funds": 150 * 10**6 + 1})
    assert codes(table) == [("too_large", "error", "E12")]
    assert set(load_fields()) - set(table.form.values) == {"special_funds", "special_pupils"}


def test_a_unit_a_head_behind_the_label_counts_beside_the_unit_column(rows_read):
    table = rows_read((None, "特教学校公用经费（元/人）", "元", 6500), (None, "专任教师数", None, 10))
    assert ("unknown_unit", "error", "E2") in codes(table) and number(table, "special_funds") is None


FACTS = [one.zh for one in load_vetoes()]
SIX = [
    pytest.param([("否决", f"存在{fact}", None, "无") for fact in FACTS], id="by their words"),
    pytest.param([(None, f"否决事项{number}", None, "否") for number in range(1, 7)], id="by digits"),
    pytest.param([(None, f"否决事项（{number}）", None, "无") for number in "一二三四五六"], id="by numerals"),
    pytest.param([("一票否决", "否决事项", "有/无", "无")] * 6, id="by their order"),
    pytest.param([(None, "否决事项", None, "六项均无")], id="in one row"),
]


@pytest.mark.parametrize("rows", SIX)
def test_the_six_veto_facts_are_read_in_any_usual_form(rows, rows_read):
    found = rows_read(*rows).form.all("vetoes")
    assert {one.name: int(one.value) for one in found} == {one.id: 0 for one in load_vetoes()}


@pytest.mark.parametrize("number", range(6))
def test_a_veto_fact_that_holds_is_the_one_of_its_row(number, rows_read):
    rows = [("否决事项", f"是否存在{fact}", None, "是" if fact == FACTS[number] else "否") for fact in FACTS]
    holding = [one.name for one in rows_read(*rows).form.all("vetoes") if one.value]
    assert holding == [load_vetoes()[number].id]


IDS = [one.id for one in load_vetoes()]
ONE_CELL = [
    ("存在重点班：有", {"key_schools": 1}),
    ("存在重点班", {"key_schools": 1}),
    ("无重点班", {"key_schools": 0}),
    (
        "；".join(f"{fact}：{'有' if '重点' in fact else '无'}" for fact in FACTS),
        {id: id == "key_schools" for id in IDS},
    ),
    ("无、无、无、无、无、无", dict.fromkeys(IDS, 0)),
    ("无、无、有、无、无、无", {id: id == "key_schools" for id in IDS}),
    ("1.无 2.无 3.有 4.无 5.无 6.无", {id: id == "key_schools" for id in IDS}),
    ("1、否；2、否；3、否；4、否；5、否；6、否", dict.fromkeys(IDS, 0)),
    ("重点班：有；其余均无", {id: id == "key_schools" for id in IDS}),
    ("有编不补：无", {"unfilled_posts": 0}),
    ("有编不补：有", {"unfilled_posts": 1}),
    ("违规择校行为：不是", {"school_choice": 0}),
    ("有：重点班、择校", {"key_schools": 1, "school_choice": 1}),
    ("有", {"": 1}),
]


@pytest.mark.parametrize(("typed", "facts"), ONE_CELL)
def test_one_cell_may_answer_the_veto_facts_one_by_one(typed, facts, read):
    table = read({"veto": typed})
    assert {one.name: int(one.value) for one in table.form.all("vetoes")} == facts and not table.issues


# what names a fact and leaves it open, answers twice, or answers some that it does not name
@pytest.mark.parametrize("typed", [
    "有编不补", "无、无", "不存在重点班：是", "重点班：有；重点班：无", "重点班：有无", "有/无",
    "择校10", "无、无、无、无、无、重点班",
])  # fmt: skip
def test_a_cell_that_leaves_a_veto_fact_in_doubt_is_refused(typed, read):
    table = read({"veto": typed})
    assert codes(table) == [("unreadable_number", "error", "E36")] and not table.form.all("vetoes")


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("wording", ["{}", "存在{}", "是否存在{}"])
def test_a_fact_that_any_row_says_to_hold_holds(wording, number, rows_read, read):
    table = rows_read((None, "否决事项", None, "无"), (None, wording.format(FACTS[number]), None, "有"))
    assert {one.name for one in table.form.all("vetoes") if one.value} == {IDS[number]}
    assert [issue.severity for issue in table.issues if issue.code == "veto_denied"] == ["warning"]


@pytest.mark.parametrize(("fact", "answer", "status"), [(FACTS[2], "有", "not_met"), (FACTS[2], "无", "met")])
def test_a_fact_that_any_row_says_to_hold_fails_the_county(fact, answer, status, check, workbook):
    found = check(workbook([*form_rows(), [None, None, fact, None, answer, None]]))
    assert found.item("V1").status == status


@pytest.mark.parametrize("changes", [{"levels": "均低于Ⅲ级"}, {"levels": "语文Ⅷ"}, {"rates": "均低于0.14"}])
def test_levels_or_rates_that_cannot_be_read_leave_quality_open(changes, check, workbook):
    assert check(workbook(form_rows(changes))).item("Q9").status == "insufficient"


def test_six_rows_of_the_facts_alone_are_their_answers(rows_read):
    found = rows_read(*((None, fact, None, "无") for fact in FACTS)).form.all("vetoes")
    assert {one.name: int(one.value) for one in found} == dict.fromkeys(IDS, 0)


def test_a_veto_row_left_blank_answers_nothing(rows_read):
    rows = [("否决事项", f"存在{fact}", None, None if fact == FACTS[2] else "无") for fact in FACTS]
    assert len(rows_read(*rows).form.all("vetoes")) == 5


def test_a_row_among_them_belongs_to_the_last_full_field_above(rows_read):
    table = rows_read(
        (None, "公办非寄宿初中招生数（城区镇区）", "人", 20),
        (None, "其中：就近划片数", "人", 19),
        (None, "公办非寄宿小学招生数(城区镇区)", "人", 30),
        (None, "其中 就近划片数", "人", 29),
        (None, "民办初中招生数", "人", 9),
        (None, "其中就近划片数", "人", 8),
    )
    assert [number(table, id) for id in ("junior_catchment", "primary_catchment")] == [19, 29]
    assert [(issue.code, issue.found) for issue in table.issues if issue.code == "unused_item"] == [
        ("unused_item", "民办初中招生数"), ("unused_item", "其中就近划片数"),
    ]  # fmt: skip


# the rows in their order, the cells in doubt
AMONG = {
    "primary": "公办非寄宿小学招生数（城区镇区）",
    "junior": "公办非寄宿初中招生数（城区镇区）",
    "part": "其中就近划片数",
}
OUT_OF_PLACE = [
    (("part", "primary", "part", "junior"), ["E2", "E4"]),
    (("专任教师数", "part", "primary", "part", "junior"), ["E3", "E5"]),
    (("民办小学招生数", "part", "primary", "part", "junior"), ["E3", "E5"]),
    (("part", "primary", "part", "junior", "part"), ["E2", "E4", "E6"]),
]


@pytest.mark.parametrize(("order", "cells"), OUT_OF_PLACE)
def test_a_row_among_them_above_its_total_makes_its_like_doubtful(order, cells, rows_read):
    rows = ((None, AMONG.get(one, one), "人", 20) for one in order)
    table = rows_read(*rows)
    told = [issue for issue in table.issues if issue.code == "part_without_whole"]
    assert [(issue.severity, issue.cell) for issue in told] == [("error", cell) for cell in cells]
    assert number(table, "primary_catchment") is number(table, "junior_catchment") is None
    assert all(issue.affects == ("G13",) for issue in told)


def test_a_field_given_twice_differently_is_unknown_and_given_twice_alike_is_known(rows_read):
    differing = rows_read((None, "专任教师数", "人", 2400), (None, "专任教师总数", "人", 2500))
    assert number(differing, "teachers") is None
    assert ("conflicting_values", "error", "E2") in codes(differing)
    assert (
        number(rows_read((None, "专任教师数", "人", 2400), (None, "专任教师总数", "人", "2,400")), "teachers") == 2400
    )


LABELLED = [
    ("3. 其中：骨干教师数 （人）", ("其中骨干教师数", "人")),
    ("（1）专任教师数", ("专任教师数", "")),
    ("特教学校公用经费（单位：万元）", ("特教学校公用经费", "万元")),
    ("公办非寄宿小学招生数（城区镇区）：", ("公办非寄宿小学招生数(城区镇区)", "")),
    ("5年内已完成360学时教师数", ("5年内已完成360学时教师数", "")),
    ("2025年初中毕业生数*", ("初中毕业生数", "")),
    ("#其中，入学数", ("其中入学数", "")),
]


@pytest.mark.parametrize(("typed", "plain"), LABELLED)
def test_a_label_is_compared_without_number_spaces_and_unit(typed, plain):
    assert plain_label(typed) == plain


def test_a_unit_behind_the_label_counts_where_the_unit_column_is_empty(rows_read):
    table = rows_read((None, "特教学校公用经费（万元）", None, 97.5), (None, "专任教师数", None, 10))
    assert number(table, "special_funds") == 975000


def test_the_form_may_lie_on_its_side(workbook):
    labels = [label for _, label, _, _ in FULL]
    units = [f"（{unit}）" if unit in ("人", "元") else "" for _, _, unit, _ in FULL]
    heads = [label + unit for label, unit in zip(labels, units, strict=True)]
    table = read_tables([workbook([["示例县县级填报表"], heads, [value for *_, value in FULL]])])
    assert set(table.form.values) == set(load_fields()) and not table.issues
    assert (number(table, "junior_catchment"), table.form.one("graduates").cell) == (1960, "sheet.xlsx!Sheet!V3")


def test_rows_of_several_counties_are_no_form(workbook):
    heads = [label for _, label, _, _ in FULL]
    values = [value for *_, value in FULL]
    with pytest.raises(NoColumns):
        read_tables([workbook([heads, values, values])])


def test_a_form_may_stand_beside_the_schools_in_one_workbook(golden, workbook):
    import io

    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(golden("county_strong.xlsx").content))
    sheet = book.create_sheet("县级填报表")
    for row in form_rows():
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    table = read_tables([Upload("both.xlsx", stream.getvalue())])
    alone = read_tables([golden("county_strong.xlsx")])
    assert table.frame.equals(alone.frame) and set(table.form.values) == set(load_fields())
    assert table.form.one("graduates").cell == "both.xlsx!县级填报表!E24"


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_form_in_a_file_of_its_own_changes_nothing_of_the_schools(order, golden, workbook, check):
    files = [golden("county_strong.xlsx"), workbook(form_rows(), name="form.xlsx")]
    both, alone = check(*(files[index] for index in order)), check(files[0])
    of_schools = {item.id: item for item in alone.items if item.id[0] in "RC" or item.id in ("G3", "G4", "G5")}
    assert all(both.item(id) == item or item.stage for id, item in of_schools.items())
    assert [item for item in both.items if item.id in of_schools] == [
        item for item in alone.items if item.id in of_schools
    ]
    assert both.item("G12").status == "met" and alone.item("G12").status == "insufficient"


def test_the_sample_form_goes_with_the_sample_county(check):
    found = check(sample("county_strong.xlsx"), sample("county_form.xlsx"))
    assert found.table.place == "示例二县"
    assert {item.id for item in found.items if item.status == "insufficient"} == set()


def test_a_form_alone_leaves_what_schools_decide_open(read, check, workbook):
    found = check(workbook(form_rows()))
    open_ = {item.id: item.missing for item in found.items if item.status == "insufficient"}
    assert set(open_) >= {"R1", "CV.小学.R1", "G3", "G4", "G5"} and open_["G3"] == ("学校数据",)
    assert not any(id in open_ for id in ("G6", "Q1", "V1")) and all(open_.values())
    assert (found.all_units_pass, found.all_cv_met, found.status) == (None, None, "insufficient")


def test_a_school_s_own_vertical_form_is_no_county_form(golden):
    assert read_tables([golden("one_school.xlsx")]).form.values == {}


def test_a_sheet_of_items_that_are_no_fields_is_no_form(rows_read):
    with pytest.raises(NoColumns):
        rows_read((None, "负责人", None, "张三"), (None, "其中入学数", "人", 5))


def test_a_form_as_csv_in_gb18030_is_read(workbook):
    rows = [[("" if cell is None else str(cell)) for cell in row] for row in form_rows()]
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    table = read_tables([Upload("form.csv", text.encode("gb18030"))])
    assert set(table.form.values) == set(load_fields()) and not table.issues


def test_a_row_that_is_lacking_is_told_once_with_what_it_decides(read):
    table = read({"deaths": ABSENT, "satisfied": ABSENT})
    assert [(issue.code, issue.severity, issue.affects) for issue in table.issues] == [
        ("missing_item", "warning", ("Q1", "S1"))
    ]


def test_no_two_fields_share_a_wording_but_parts_of_different_wholes():
    wordings = [
        (plain_label(name)[0], one.part_of) for one in load_fields().values() for name in {one.zh, *one.also}
    ]  # fmt: skip
    assert len(wordings) == len(set(wordings))
    for text in {text for text, _ in wordings}:
        wholes = [whole for wording, whole in wordings if wording == text]
        assert len(wholes) == 1 or None not in wholes
