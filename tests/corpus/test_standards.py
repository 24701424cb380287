"""Requirements by place and time."""

from decimal import Decimal

import pytest

from corpus.documents import load_library
from corpus.errors import MalformedStandard, NoStandardInForce
from corpus.indicators import item_of
from corpus.model import Scope
from corpus.places import load_gazetteer
from corpus.standards import Standards, load_standards, standards_of

YUEQING, NANAN = "浙江省温州市乐清市", "福建省泉州市南安市"
ENTRY = """document: yueqing-2023-39
checked_on: 2026-01-01
requirements:
  - indicator: R6
    basis: target
    comparison: ">="
    unit: 元/生
    since: 2025
    values: {小学: 4000}
    clause: 三/（一）/3
    quote: 分别达 4000、4500 元以上
"""


@pytest.fixture(scope="module")
def standards() -> Standards:
    return load_standards(load_library())


@pytest.mark.parametrize(
    ("indicator", "stage", "comparison", "value", "unit"),
    [
        ("R1", "小学", ">=", "4.2", "人/百生"),
        ("R1", "初中", ">=", "5.3", "人/百生"),
        ("R2", "小学", ">=", "1", "人/百生"),
        ("R2", "初中", ">=", "1", "人/百生"),
        ("R3", "小学", ">=", "0.9", "人/百生"),
        ("R3", "初中", ">=", "0.9", "人/百生"),
        ("R4", "小学", ">=", "4.5", "㎡/生"),
        ("R4", "初中", ">=", "5.8", "㎡/生"),
        ("R5", "小学", ">=", "7.5", "㎡/生"),
        ("R5", "初中", ">=", "10.2", "㎡/生"),
        ("R6", "小学", ">=", "2000", "元/生"),
        ("R6", "初中", ">=", "2500", "元/生"),
        ("R7", "小学", ">=", "2.3", "间/百生"),
        ("R7", "初中", ">=", "2.4", "间/百生"),
        ("CV", "小学", "<=", "0.50", ""),
        ("CV", "初中", "<=", "0.45", ""),
        ("RULE.met_count", "义务教育", ">=", "6", "项"),
        ("RULE.remainder", "义务教育", ">=", "85", "%"),
        ("G3.classes_per_room", "义务教育", "<=", "12", "班/间"),
        ("G3.music_area", "义务教育", ">=", "96", "㎡"),
        ("G3.art_area", "义务教育", ">=", "90", "㎡"),
        ("G4.school", "义务教育", "<=", "2000", "人"),
        ("G4.combined", "义务教育", "<=", "2500", "人"),
        ("G5", "小学", "<=", "45", "人"),
        ("G5", "初中", "<=", "50", "人"),
        ("G6.below", "义务教育", "<", "100", "人"),
        ("G6.base", "义务教育", ">=", "100", "人"),
        ("G7", "特教", ">=", "6000", "元/生"),
        ("G8", "义务教育", ">=", "100", "%"),
        ("G9", "义务教育", ">=", "100", "%"),
        ("G11.rotation", "义务教育", ">=", "10", "%"),
        ("G11.backbone", "义务教育", ">=", "20", "%"),
        ("G12", "义务教育", ">=", "100", "%"),
        ("G13", "小学", ">=", "100", "%"),
        ("G13", "初中", ">=", "95", "%"),
        ("G14", "初中", ">=", "50", "%"),
        ("G15", "义务教育", ">=", "85", "%"),
        ("RULE.government_items", "义务教育", ">=", "15", "项"),
        ("Q1", "初中", ">=", "95", "%"),
        ("Q2", "义务教育", ">=", "95", "%"),
        ("Q4", "义务教育", ">=", "5", "%"),
        ("Q9.level", "义务教育", ">=", "3", "级"),
        ("Q9.spread", "义务教育", "<", "0.15", ""),
        ("RULE.quality_items", "义务教育", ">=", "9", "项"),
        ("S1", "义务教育", ">=", "85", "%"),
    ],
)
def test_the_national_floor(
    standards: Standards, indicator: str, stage: Scope, comparison: str, value: str, unit: str
) -> None:
    found = standards.floor(2024).get(indicator, stage)
    assert (found.comparison, str(found.value), found.unit) == (comparison, value, unit)
    assert (found.jurisdiction, found.basis) == ("国家", "floor")


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("G1", "规划布局合理"),
        ("G2", "建设标准统一、教师编制标准统一、生均公用经费基准定额统一、基本装备配置标准统一"),
        ("G10", "统筹分配各校教职工编制和岗位数量"),
        ("G15.left_behind", "留守儿童关爱体系健全"),
        ("Q3", "制定章程"),
        ("Q5", "设施设备利用率达到较高水平"),
        ("Q6", "德育工作、校园文化建设水平达到良好以上"),
        ("Q7", "课程开齐开足"),
        ("Q8", "无过重课业负担"),
        ("V1", "存在以考试方式招生；存在违规择校行为；存在重点学校或重点班；"),
    ],
)
def test_the_floor_of_what_no_number_says(standards: Standards, indicator: str, words: str) -> None:
    aim = standards.floor(2017).aim(indicator)
    assert aim is not None
    assert words in aim.words
    assert (aim.jurisdiction, aim.basis, aim.since, aim.year_stated) == ("国家", "floor", 2017, True)
    assert standards.floor(2016).aim(indicator) is None


def test_the_floor_covers_every_item_of_the_county_verdict(standards: Standards) -> None:
    floor = standards.floor(2017)
    items = {
        item_of(indicator)
        for indicator in (*(key for key, _ in floor.in_force), *(aim.indicator for aim in floor.aims))
    }
    wanted = {*(f"R{n}" for n in range(1, 8)), *(f"G{n}" for n in range(1, 16)), *(f"Q{n}" for n in range(1, 10))}
    assert items == wanted | {"CV", "RULE", "S1", "V1"}


def test_the_floor_says_whom_it_covers_where_that_is_not_everyone(standards: Standards) -> None:
    covered = {one.indicator: one.covers.zh for one in standards.floor(2017).in_force.values() if one.covers}
    villages = "村小学和教学点"
    assert covered == {"G6.below": villages, "G6.base": villages, "G13": "城区和镇区公办学校，不含寄宿制学校"}


def test_the_floor_is_in_force_from_2017_and_not_before(standards: Standards) -> None:
    assert standards.floor(2017).get("R1", "小学").value == Decimal("4.2")
    with pytest.raises(NoStandardInForce):
        standards.floor(2016).get("R1", "小学")


@pytest.mark.parametrize(
    ("indicator", "stage", "year", "value"),
    [
        ("R1", "小学", 2022, "4"),
        ("R1", "小学", 2024, "4"),
        ("R1", "小学", 2025, "4.3"),
        ("R1", "初中", 2026, "5.5"),
        ("R1", "初中", 2027, "5.8"),
        ("R2", "初中", 2027, "1.5"),
        ("R3", "小学", 2022, "0.55"),
        ("R3", "初中", 2025, "0.75"),
        ("R3", "小学", 2030, "0.9"),
    ],
)
def test_a_target_holds_from_its_year_until_the_next(
    standards: Standards, indicator: str, stage: Scope, year: int, value: str
) -> None:
    assert standards.target(indicator, stage, NANAN, year).value == Decimal(value)


def test_a_target_may_be_asked_for_by_place(standards: Standards) -> None:
    place = load_gazetteer().named("乐清")
    assert standards.target("R6", "初中", place, 2025) == standards.target("R6", "初中", YUEQING, 2025)


@pytest.mark.parametrize(
    ("indicator", "stage", "place", "year", "told"),
    [
        ("R6", "小学", YUEQING, 2024, "乐清市2025年起不低于4000元/生"),
        ("R6", "小学", NANAN, 2026, "国家2017年起不低于2000元/生"),
        ("R4", "小学", YUEQING, 2026, "国家2017年起不低于4.5㎡/生"),
        ("R9", "小学", YUEQING, 2026, "没有这一指标的任何要求"),
    ],
)
def test_without_a_target_in_force_there_is_an_error_that_says_what_is_in_force_elsewhere(
    standards: Standards, indicator: str, stage: Scope, place: str, year: int, told: str
) -> None:
    with pytest.raises(NoStandardInForce) as caught:
        standards.target(indicator, stage, place, year)
    assert told in caught.value.hint.zh
    assert str(year) in caught.value.message.en


def test_a_local_target_never_answers_for_the_floor(standards: Standards) -> None:
    assert {one.basis for one in standards.floor(2030).in_force.values()} == {"floor"}
    assert {one.basis for one in standards.targets(YUEQING, 2030).in_force.values()} == {"target"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    unit: 元/生\n", "    unit: 元/生\n    referenc: x\n"),
        ("    unit: 元/生\n", "    unit: 元/生\n    unit: 元/生\n"),
        ("    unit: 元/生\n", "    unit: 元每生\n"),
        ("    unit: 元/生\n", ""),
        ('    comparison: ">="\n', '    comparison: "=>"\n'),
        ('    comparison: ">="\n', ""),
        ("{小学: 4000}", "{幼儿园: 4000}"),
        ("{小学: 4000}", "{小学: 四千}"),
        ("{小学: 4000}", "{}"),
        ("document: yueqing-2023-39", "document: yueqing-1999-1"),
        ("checked_on: 2026-01-01\n", ""),
    ],
)
def test_a_standards_file_that_says_something_wrong_is_refused_by_name(before: str, after: str) -> None:
    assert before in ENTRY
    with pytest.raises(MalformedStandard, match=r"bad\.yaml"):
        standards_of({"bad.yaml": ENTRY.replace(before, after, 1)}, load_library())


def test_one_requirement_twice_is_refused() -> None:
    with pytest.raises(MalformedStandard, match="stands twice"):
        standards_of({"a.yaml": ENTRY, "b.yaml": ENTRY}, load_library())


def test_values_keep_the_digits_of_the_file_and_the_digest_follows_the_text() -> None:
    library = load_library()
    one = standards_of({"a.yaml": ENTRY.replace("4000}", "0.50}")}, library)
    assert str(one.all[0].value) == "0.50"
    assert one.digest != standards_of({"a.yaml": ENTRY}, library).digest
