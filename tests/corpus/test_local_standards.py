"""What 乐清 and 南安 have set themselves, by year, and what they report; no number of theirs is passed over."""

import re
from decimal import Decimal

import pytest

from corpus.documents import load_library
from corpus.folding import fold
from corpus.model import Scope
from corpus.standards import load_standards

YUEQING, NANAN = "浙江省温州市乐清市", "福建省泉州市南安市"
LIBRARY = load_library()
STANDARDS = load_standards(LIBRARY)
ALL: Scope = "义务教育"
YUEQING_TARGETS: list[tuple[str, Scope, int, str, str, str, str | None]] = [
    ("R6", "小学", 2025, ">=", "4000", "元/生", None),
    ("R6", "初中", 2025, ">=", "4500", "元/生", None),
    ("G4.school", ALL, 2025, "<=", "2000", "人", None),
    ("G6.below", ALL, 2023, "<", "100", "人", None),
    ("G6.base", ALL, 2023, ">=", "100", "人", None),
    ("G6.multiple", ALL, 2023, ">=", "2", "倍", None),
    ("G7.multiple", "特教", 2023, ">=", "15", "倍", None),
    ("G8", ALL, 2023, ">=", "100", "%", None),
    ("G9", ALL, 2023, ">=", "100", "%", None),
    ("G11.rotation", ALL, 2023, ">=", "10", "%", None),
    ("G11.backbone", ALL, 2023, ">=", "20", "%", None),
    ("G14", "初中", 2023, ">=", "70", "%", "逐步"),
    ("G15", ALL, 2023, ">=", "95", "%", None),
    ("Q1", "初中", 2023, ">=", "98", "%", None),
    ("Q1.primary", "小学", 2023, ">=", "100", "%", None),
    ("Q2", ALL, 2023, ">=", "99", "%", None),
    ("Q4", ALL, 2023, ">=", "10", "%", None),
    ("Q4.payroll", ALL, 2023, ">=", "2.1", "%", None),
    ("LOCAL.rural_teacher_pay", ALL, 2023, ">=", "100", "%", None),
    ("LOCAL.new_schools", ALL, 2025, "=", "8", "所", None),
    ("LOCAL.expansion_projects", ALL, 2025, "=", "24", "个", None),
]
NANAN_TARGETS: list[tuple[str, Scope, str, dict[int, str]]] = [
    ("R1", "小学", "人/百生", {2022: "4", 2025: "4.3", 2027: "4.5"}),
    ("R1", "初中", "人/百生", {2022: "5.3", 2025: "5.5", 2027: "5.8"}),
    ("R2", "小学", "人/百生", {2022: "1", 2025: "1", 2027: "1.5"}),
    ("R2", "初中", "人/百生", {2022: "1", 2025: "1", 2027: "1.5"}),
    ("R2.schools_share", "小学", "%", {2022: "60", 2025: "80", 2027: "95"}),
    ("R2.schools_share", "初中", "%", {2022: "98", 2025: "100", 2027: "100"}),
    ("R3", "小学", "人/百生", {2022: "0.55", 2025: "0.75", 2027: "0.9"}),
    ("R3", "初中", "人/百生", {2022: "0.55", 2025: "0.75", 2027: "0.9"}),
    ("R4.schools_share", ALL, "%", {2022: "76", 2025: "80", 2027: "85"}),
    ("R5.schools_share", ALL, "%", {2022: "83", 2025: "84", 2027: "85"}),
    ("G4.school", ALL, "人", {2027: "2000"}),
    ("G4.combined", ALL, "人", {2027: "2500"}),
    ("G4.oversized", ALL, "所", {2027: "0"}),
    ("G5.oversized", ALL, "个", {2025: "0", 2027: "0"}),
    ("G5.share_51_55", ALL, "%", {2025: "10"}),
    ("G6.below", "小学", "人", {2022: "100"}),
    ("G6.base", "小学", "人", {2022: "100"}),
    ("G6.multiple", "小学", "倍", {2022: "1.5"}),
    ("G6.second_below", "小学", "人", {2022: "200"}),
    ("G6.second_base", "小学", "人", {2022: "200"}),
    ("G6.second_multiple", "小学", "倍", {2022: "1.2"}),
    ("G6.below", "初中", "人", {2022: "300"}),
    ("G6.base", "初中", "人", {2022: "300"}),
    ("G6.multiple", "初中", "倍", {2022: "1.2"}),
    ("G8", ALL, "%", {2022: "100", 2027: "100"}),
    ("G9", ALL, "%", {2022: "100"}),
    ("G9.participation", ALL, "%", {2025: "100", 2027: "100"}),
    ("G11.rotation", ALL, "%", {2022: "10"}),
    ("G11.backbone", ALL, "%", {2022: "20"}),
    ("Q2", ALL, "%", {2022: "99"}),
    ("Q4.payroll", ALL, "%", {2022: "2", 2025: "2.5", 2027: "2.5"}),
    ("Q9.level", ALL, "级", {2022: "3"}),
    ("Q9.spread", ALL, "", {2022: "0.15"}),
    ("Q9.provincial_mean", ALL, "%", {2025: "100"}),
    ("S1.satisfaction", ALL, "%", {2027: "95"}),
    ("LOCAL.bachelor_share", "小学", "%", {2025: "70", 2027: "85"}),
    ("LOCAL.bachelor_share", "初中", "%", {2025: "90", 2027: "100"}),
    ("LOCAL.bandwidth", ALL, "M/班", {2022: "10"}),
    ("LOCAL.daily_exercise", ALL, "小时/天", {2022: "1"}),
    ("LOCAL.dropouts", ALL, "人", {2022: "0", 2025: "0", 2027: "0"}),
    ("LOCAL.equipment_fund", ALL, "万元/年", {2022: "200"}),
    ("LOCAL.experiment_rate", "中小学", "%", {2027: "100"}),
    ("LOCAL.free_special_education", "特教", "年", {2022: "15"}),
    ("LOCAL.new_schools", ALL, "所", {2022: "1"}),
    ("LOCAL.private_share", ALL, "%", {2022: "15"}),
    ("LOCAL.standardised_schools", "中小学", "%", {2025: "80"}),
    ("LOCAL.teacher_recruitment", ALL, "人/年", {2022: "50"}),
    ("LOCAL.training_cycle", ALL, "年", {2022: "5"}),
]


NANAN_RANGES: list[tuple[str, Scope, int, int, str | None]] = [
    ("LOCAL.population_per_school", "小学", 10000, 15000, "1万～1.5万"),
    ("LOCAL.population_per_school", "初中", 30000, 50000, "3万～5万"),
    ("LOCAL.sports_skills", "中小学", 1, 2, None),
    ("LOCAL.art_skills", "中小学", 1, 2, None),
]


@pytest.mark.parametrize(
    ("indicator", "stage", "year", "comparison", "value", "unit", "hedge"),
    YUEQING_TARGETS,
)
def test_the_targets_of_yueqing(
    indicator: str, stage: Scope, year: int, comparison: str, value: str, unit: str, hedge: str | None
) -> None:
    found = STANDARDS.target(indicator, stage, YUEQING, year)
    assert (found.comparison, str(found.value), found.unit, found.hedge) == (comparison, value, unit, hedge)
    assert found.since == year
    assert STANDARDS.targets(YUEQING, year - 1).find(indicator, stage) is None


@pytest.mark.parametrize(
    ("indicator", "stage", "unit", "milestones"),
    NANAN_TARGETS,
)
def test_the_targets_of_nanan_by_year(indicator: str, stage: Scope, unit: str, milestones: dict[int, str]) -> None:
    found = STANDARDS.milestones(indicator, stage, NANAN)
    assert {one.since: str(one.value) for one in found} == milestones
    assert {one.unit for one in found} == {unit}


def test_the_tables_name_every_target_of_the_two_places() -> None:
    listed = {YUEQING: {row[:2] for row in YUEQING_TARGETS}, NANAN: {row[:2] for row in NANAN_TARGETS}}
    listed[NANAN] |= {row[:2] for row in NANAN_RANGES}
    for place, rows in listed.items():
        assert rows == {(one.indicator, one.stage) for one in STANDARDS.all if one.jurisdiction == place}


@pytest.mark.parametrize(
    ("indicator", "stage", "value", "upper", "worded"),
    NANAN_RANGES,
)
def test_a_range_keeps_both_of_its_ends(
    indicator: str, stage: Scope, value: int, upper: int, worded: str | None
) -> None:
    found = STANDARDS.target(indicator, stage, NANAN, 2022)
    assert (found.value, found.upper, found.worded) == (value, upper, worded)


@pytest.mark.parametrize(
    ("indicator", "stage", "year", "hedge"),
    [
        ("G4.school", ALL, 2027, "基本"),
        ("R3", "小学", 2027, "接近或达到"),
        ("R4.schools_share", ALL, 2022, "力争"),
        ("R5.schools_share", ALL, 2025, "力争"),
        ("G5.oversized", ALL, 2025, "基本"),
        ("G5.oversized", ALL, 2027, None),
        ("Q4.payroll", ALL, 2025, "力争"),
        ("Q4.payroll", ALL, 2027, None),
        ("LOCAL.teacher_recruitment", ALL, 2022, "力争"),
        ("LOCAL.free_special_education", "特教", 2022, "基本"),
    ],
)
def test_a_softened_target_keeps_the_word_that_softens_it(
    indicator: str, stage: Scope, year: int, hedge: str | None
) -> None:
    assert STANDARDS.target(indicator, stage, NANAN, year).hedge == hedge


def test_the_share_of_schools_is_never_taken_for_the_area() -> None:
    assert not {"R4", "R5"} & {one.indicator for one in STANDARDS.all if one.jurisdiction == NANAN}


@pytest.mark.parametrize(("place", "issued"), [(YUEQING, 2023), (NANAN, 2022)])
def test_what_names_no_year_binds_from_the_year_of_its_document(place: str, issued: int) -> None:
    demands = [one for one in (*STANDARDS.all, *STANDARDS.aims) if one.jurisdiction == place]
    unstated = [one for one in demands if not one.year_stated]
    assert {one.since for one in unstated} == {issued}
    assert not [one for one in unstated if re.search(r"20\d\d\s*年", one.ref.quote)]


@pytest.mark.parametrize(
    ("indicator", "values", "unit"),
    [
        ("R1", {"小学": "3.96", "初中": "6.69"}, "人/百生"),
        ("R2", {"小学": "1.02", "初中": "2.19"}, "人/百生"),
        ("R3", {ALL: "0.52"}, "人/百生"),
        ("R4", {ALL: "7.25"}, "㎡/生"),
        ("R5", {ALL: "10.64"}, "㎡/生"),
        ("R6", {"小学": "2079", "初中": "2800"}, "元/生"),
        ("R7", {"小学": "2.737", "初中": "2.507"}, "间/百生"),
        ("G4.over_limit", {"小学": "10"}, "所"),
        ("G5.over_limit", {"小学": "1352", "初中": "84"}, "个"),
        ("G6.schools", {"小学": "24"}, "所"),
        ("G6.pupils", {"小学": "1733"}, "人"),
        ("G6.funds", {"小学": "819000"}, "元"),
        ("G7", {"特教": "9500"}, "元/生"),
        ("G7.total", {"特教": "503.5"}, "万元"),
        ("G8", {ALL: "100"}, "%"),
        ("G9", {ALL: "100"}, "%"),
        ("G11.rotation", {ALL: "13.55"}, "%"),
        ("G11.backbone", {ALL: "33.75"}, "%"),
        ("G12", {ALL: "100"}, "%"),
        ("G14", {"初中": "50"}, "%"),
        ("G14.rural", {"初中": "85.9"}, "%"),
        ("G15.public", {"小学": "100", "初中": "99.4"}, "%"),
        ("Q4.payroll", {ALL: "2"}, "%"),
        ("Q5.network", {ALL: "99"}, "%"),
        ("Q5.courseware", {ALL: "90"}, "%"),
        ("LOCAL.dropouts", {"初中": "0"}, "人"),
    ],
)
def test_what_nanan_reports_of_2021(indicator: str, values: dict[Scope, str], unit: str) -> None:
    found = STANDARDS.facts_of(NANAN, indicator)
    assert {one.stage: str(one.value) for one in found} == values
    assert {(one.year, one.unit) for one in found} == {(2021, unit)}


@pytest.mark.parametrize(
    ("indicator", "schools", "share"),
    [
        ("R1", "198", "55.77"),
        ("R2", "252", "72.41"),
        ("R3", "53", "14.93"),
        ("R4", "265", "74.86"),
        ("R5", "290", "81.92"),
        ("R6", "308", "88.25"),
        ("R7", "290", "83.33"),
    ],
)
def test_how_many_schools_of_nanan_reach_the_standard(indicator: str, schools: str, share: str) -> None:
    (count,) = STANDARDS.facts_of(NANAN, f"{indicator}.schools")
    (percent,) = STANDARDS.facts_of(NANAN, f"{indicator}.schools_share")
    assert [(one.stage, str(one.value), one.unit) for one in (count, percent)] == [
        (ALL, schools, "所"),
        (ALL, share, "%"),
    ]


def test_a_fact_in_words_says_on_which_side_of_its_number_it_is() -> None:
    (pay,) = STANDARDS.facts_of(NANAN, "G8")
    (level,) = STANDARDS.facts_of(NANAN, "Q9.provincial_mean")
    assert (pay.comparison, pay.value, pay.worded) == (">", 100, "略高于")
    assert (level.comparison, level.value, level.worded, level.year) == ("<", 100, "低于全省均值", 2020)


def test_facts_are_never_requirements_and_stand_newest_first() -> None:
    years = [one.year for one in STANDARDS.facts_of(NANAN)]
    assert years == sorted(years, reverse=True)
    assert not STANDARDS.targets(NANAN, 2021).in_force
    assert STANDARDS.facts_of(YUEQING) == ()


@pytest.mark.parametrize(
    ("place", "indicator", "year", "words", "is_open"),
    [
        (YUEQING, "G5", 2025, "无小学 45 人以上、初中 50 人以上较大班额", True),
        (YUEQING, "LOCAL.provincial_evaluation", 2023, "省级评估", False),
        (YUEQING, "LOCAL.national_recognition", 2025, "国家认定", False),
        (YUEQING, "LOCAL.education_spending", 2023, "只增不减", False),
        (NANAN, "LOCAL.school_network", 2025, "办学格局", False),
        (NANAN, "G4", 2027, "国家标准要求", True),
        (NANAN, "G5", 2027, "国家标准要求", True),
        (NANAN, "G14", 2022, "逐步提高", True),
        (NANAN, "LOCAL.small_school_standard", 2027, "相应要求", True),
        (NANAN, "LOCAL.standardised_schools", 2027, "基本完成", False),
        (NANAN, "LOCAL.equipment_fund", 2025, "每年安排专项经费", True),
        (NANAN, "LOCAL.national_recognition", 2027, "国家级评估验收", False),
    ],
)
def test_what_is_aimed_at_without_a_number(place: str, indicator: str, year: int, words: str, is_open: bool) -> None:
    aims = [one for one in STANDARDS.targets(place, year).aims if one.indicator == indicator]
    assert any(words in one.words and (one.since, one.open is not None) == (year, is_open) for one in aims)
    assert STANDARDS.targets(place, year - 1).aim(indicator) is None


def test_the_class_size_of_yueqing_is_no_number_to_judge_by() -> None:
    assert not [one for one in STANDARDS.targets(YUEQING, 2030).in_force if one[0] == "G5"]


def test_a_level_that_looks_like_an_extraction_error_is_left_out_and_sets_nothing() -> None:
    (left,) = [one for one in STANDARDS.left_out if "II级学业水平达到省均值" in one.ref.quote]
    assert "提取错误" in left.why.zh
    assert {one.value for one in STANDARDS.all if one.indicator == "Q9.level"} == {Decimal(3)}


# What is a number in a text and no quantity of it: 文号, years and dates, numbers of clauses and items, names.
NO_QUANTITY = re.compile(
    r"〔20\d\d〕\d+号|[(（]20\d\d[-－]20\d\d年[)）]|20\d\d年(\d+月)?(底|前|后|\d+日)?|-\d+月|^\d+\.(?!\d)|^l\d+|(?<=附件:)1\."
    r"|5g|工程2\.0"
)


@pytest.mark.parametrize("document", ["yueqing-2023-39", "nanan-2022-45"])
def test_no_number_of_the_document_is_passed_over(document: str) -> None:
    records = (*STANDARDS.records, *STANDARDS.left_out)
    quotes = sorted({fold(one.ref.quote) for one in records if one.ref.document == document}, key=len, reverse=True)
    said = re.compile("|".join(map(re.escape, quotes)))
    rest = {one.id: NO_QUANTITY.sub("", said.sub("", fold(one.text))) for one in LIBRARY.document(document).clauses}
    assert {id: text for id, text in rest.items() if re.search(r"\d", text)} == {}
