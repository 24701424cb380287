"""A place's own targets beside the national floor, and for how many pupils its small schools must be funded."""

from fractions import Fraction

import pytest

from calculators.county import check_county
from calculators.model import Upload
from calculators.report import check_json
from calculators.sheets.reading import read_tables
from calculators.verdict.small_schools import funded_pupils, funding_figure, small_schools
from corpus.documents import load_library
from corpus.standards import load_standards
from tests.calculators.forms import form_file
from tests.conftest import sample

NANAN, YUEQING, LICHENG = "福建省泉州市南安市", "浙江省温州市乐清市", "福建省泉州市鲤城区"


@pytest.fixture(scope="module")
def standards():
    return load_standards(load_library())


@pytest.fixture
def beside(standards):
    """Check files against a place's targets of a year; return the statuses by item, indicator and stage."""

    def judge(place, year, *files):
        found = check_county(
            read_tables(files), standards.floor(year), None, standards.targets(place, year),
            standards.coming(place, year),
        )  # fmt: skip
        return found, {
            (item.id, one.threshold.indicator, one.threshold.stage): one for item in found.items for one in item.targets
        }

    return judge


# form values, place, year, item, indicator, stage, status, coming, limit
OF_FORM = [
    ({}, YUEQING, 2024, "Q2", "Q2", "义务教育", "not_met", False, 99),
    ({"enrolled": 198}, YUEQING, 2024, "Q2", "Q2", "义务教育", "met", False, 99),
    ({"enrolled": None}, YUEQING, 2024, "Q2", "Q2", "义务教育", "insufficient", False, 99),
    ({}, YUEQING, 2024, "G14", "G14", "初中", "not_met", False, 70),
    ({"allocated": 1120}, YUEQING, 2024, "G14", "G14", "初中", "met", False, 70),
    ({"allocated": 1119}, YUEQING, 2024, "G14", "G14", "初中", "not_met", False, 70),
    ({}, YUEQING, 2024, "G15", "G15", "义务教育", "not_met", False, 95),
    ({"public": 3500}, YUEQING, 2024, "G15", "G15", "义务教育", "met", False, 95),
    ({}, YUEQING, 2024, "G11", "G11.backbone", "义务教育", "met", False, 20),
    ({}, YUEQING, 2024, "Q4", "Q4", "义务教育", "insufficient", False, 10),
    ({}, YUEQING, 2024, "Q1", "Q1", "初中", "not_met", False, 98),
    ({}, LICHENG, 2024, "G15", "G15.public", "义务教育", "not_met", False, 90),
    ({"public": 3600}, LICHENG, 2024, "G15", "G15.public", "义务教育", "met", False, 90),
    ({}, LICHENG, 2024, "G6", "G6.base", "义务教育", "met", True, 100),
    ({}, NANAN, 2025, "G6", "G6.base", "小学", "met", False, 100),
    ({"small_funded": 11}, NANAN, 2025, "G6", "G6.base", "小学", "not_met", False, 100),
    ({"small_funded": None}, NANAN, 2025, "G6", "G6.base", "小学", "insufficient", False, 100),
    ({}, YUEQING, 2024, "G6", "G6.base", "义务教育", "met", False, 100),
    ({"small_funded": 11}, LICHENG, 2024, "G6", "G6.base", "义务教育", "not_met", True, 100),
    ({}, LICHENG, 2024, "Q4", "Q4", "义务教育", "met", True, 5),
    ({}, LICHENG, 2025, "Q4", "Q4", "义务教育", "met", False, 5),
    ({"rates": "语文0.15"}, LICHENG, 2025, "Q9", "Q9.spread", "义务教育", "not_met", False, 0.15),
    ({"levels": "语文Ⅱ、数学Ⅲ"}, NANAN, 2025, "Q9", "Q9.level", "义务教育", "not_met", False, 3),
]


@pytest.mark.parametrize(("changes", "place", "year", "id", "indicator", "stage", "status", "coming", "limit"), OF_FORM)
def test_the_form_is_held_against_what_the_place_has_set_itself(
    changes, place, year, id, indicator, stage, status, coming, limit, beside
):
    found = beside(place, year, form_file(changes))[1][id, indicator, stage]
    assert (found.status, found.coming, float(found.threshold.value)) == (status, coming, limit)
    assert bool(found.missing) is (status == "insufficient")


WANTED = [
    (YUEQING, 2024, "G6", "G6.multiple", "义务教育", "按2倍核定的学校数"),
    (NANAN, 2025, "G6", "G6.multiple", "小学", "按1.5倍核定的学校数"),
    (NANAN, 2025, "G6", "G6.multiple", "初中", "按1.2倍核定的学校数"),
    (NANAN, 2025, "G6", "G6.base", "初中", "按300人核定的学校数"),
    (YUEQING, 2024, "G7", "G7.multiple", "特教", "普通学校生均公用经费定额"),
    (YUEQING, 2024, "Q4", "Q4", "义务教育", "培训经费不足10%的学校数"),
]


@pytest.mark.parametrize(("place", "year", "id", "indicator", "stage", "missing"), WANTED)
def test_what_the_form_does_not_ask_is_named_and_never_guessed(place, year, id, indicator, stage, missing, beside):
    found = beside(place, year, form_file())[1][id, indicator, stage]
    assert (found.status, found.missing) == ("insufficient", (missing,))


def test_the_national_verdict_never_depends_on_targets(beside, check):
    files = sample("county_strong.xlsx"), form_file()
    alone = check(*files)
    for place in (NANAN, YUEQING, LICHENG):
        found = beside(place, 2025, *files)[0]
        assert (found.status, found.open) == (alone.status, alone.open)
        assert [(item.id, item.status, item.value) for item in found.items] == [
            (item.id, item.status, item.value) for item in alone.items
        ]
        assert any(item.targets for item in found.items) and not any(item.targets for item in alone.items)


def test_a_school_below_the_target_alone_is_named_beside_a_floor_that_it_reaches(beside):
    found, targets = beside(YUEQING, 2024, sample("county_strong.xlsx"))
    one = targets["R6", "R6", "小学"]
    below = {"水头小学", "仑苍小学", "乐峰小学"}
    assert (found.item("R6", "小学").status, one.status, one.coming) == ("met", "not_met", True)
    assert below <= set(one.schools) and one.threshold.since == 2025


# equipment in 万元 of 1000 pupils: 4000 元 a pupil is 400
@pytest.mark.parametrize(("equipment", "status"), [(400, "met"), (400.0001, "met"), (399.9999, "not_met")])
def test_a_target_of_schools_is_exact_at_its_limit(equipment, status, beside, county):
    table = county({"equipment": equipment}).table
    standards = load_standards(load_library())
    found = check_county(table, standards.floor(2025), None, standards.targets(YUEQING, 2025))
    (one,) = (one for one in found.item("R6", "小学").targets if one.threshold.indicator == "R6")
    assert one.status == status


def test_the_85_percent_rule_applies_to_no_target(beside, county, standards):
    table = county({"equipment": 399}).table
    found = check_county(table, standards.floor(2025), None, standards.targets(YUEQING, 2025))
    assert found.all_units_pass is True
    assert [one.status for one in found.item("R6", "小学").targets] == ["not_met"]


def test_a_share_of_schools_is_of_those_that_reach_the_national_standard(standards, county):
    def judged(*grounds):
        schools = [{"name": f"{number}号小学", "teaching": ground} for number, ground in enumerate(grounds)]
        floor, targets = standards.floor(2026), standards.targets(NANAN, 2026)
        found = check_county(county(*schools).table, floor, None, targets)
        junior = check_county(county(*schools).table, floor, None, targets).item("R2", "小学")
        return {one.threshold.indicator: one for item in (found.item("R4", "小学"), junior) for one in item.targets}

    reached = judged(4500, 4500, 4500, 4500, 4499)["R2.schools_share"]
    assert (reached.status, reached.value, reached.display) == ("met", 100.0, "100.0")
    # 义务教育: 初中 are not in this sheet, so a share of all schools is unknown
    assert judged(4500, 4499)["R4.schools_share"].status == "insufficient"


def test_rooms_sizes_and_classes_equal_to_the_floor_are_judged_the_same(beside):
    found, targets = beside(LICHENG, 2025, sample("county_strong.xlsx"))
    # both schools that fail G3 lack a music room and have all their art rooms
    for indicator in ("G3.classes_per_room", "G3.music_area"):
        one = targets["G3", indicator, "义务教育"]
        assert (one.status, one.schools) == (found.item("G3").status, found.item("G3").schools)
    assert (targets["G3", "G3.art_area", "义务教育"].status, targets["G3", "G3.art_area", "义务教育"].schools) == (
        "met",
        (),
    )
    assert targets["G4", "G4.school", "义务教育"].status == targets["G4", "G4.combined", "义务教育"].status == "met"
    assert {targets["G5", "G5", stage].status for stage in ("小学", "初中")} == {"met"}


# pupils of a 小学, of a 九年一贯制学校 (both stages); who exceeds 2000 and who 2500
SIZES = [
    (2000, (1500, 1000), False, False),
    (2001, (1500, 1000), True, False),
    (2000, (1500, 1001), False, True),
    (2001, (1500, 1001), True, True),
    (2000, (2001, 1), False, False),
]


@pytest.mark.parametrize(("single", "combined", "single_fails", "combined_fails"), SIZES)
def test_a_target_of_size_is_failed_only_by_the_schools_that_it_is_about(
    single, combined, single_fails, combined_fails, county, standards
):
    nine_year = {"name": "乙学校", "type": "九年一贯制学校", "pupils": combined[0], "pupils_junior": combined[1]}
    table = county({"name": "甲小学", "pupils": single}, {**nine_year, "classes_junior": 24}).table
    found = check_county(table, standards.floor(2027), None, standards.targets(NANAN, 2027)).item("G4")
    judged = {one.threshold.indicator: (one.status, one.schools) for one in found.targets}
    assert judged["G4.school"] == (("not_met", ("甲小学",)) if single_fails else ("met", ()))
    assert judged["G4.combined"] == (("not_met", ("乙学校",)) if combined_fails else ("met", ()))


def test_a_row_without_a_name_leaves_the_targets_of_all_schools_open(standards, county):
    table = county({"equipment": 500}, {"name": None, "multimedia": 0}).table
    found = check_county(table, standards.floor(2025), None, standards.targets(YUEQING, 2025))
    assert [one.status for one in found.item("R6", "小学").targets] == ["insufficient"]


def test_targets_in_force_come_before_those_to_come(standards):
    coming = standards.coming(NANAN, 2025).in_force
    assert {(key, one.since) for key, one in coming.items() if key[0] in ("R1", "G4.school")} == {
        (("R1", "小学"), 2027), (("R1", "初中"), 2027), (("G4.school", "义务教育"), 2027),
    }  # fmt: skip
    assert standards.coming(NANAN, 2021).in_force["R1", "小学"].since == 2022
    assert not standards.coming(NANAN, 2030).in_force


@pytest.mark.parametrize("place", [NANAN, YUEQING, LICHENG])
@pytest.mark.parametrize("year", [2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028])
def test_what_is_in_force_is_never_repeated_as_coming_and_one_milestone_comes_next(place, year, beside, standards):
    found = [(item, one) for item in beside(place, year, sample("county_strong.xlsx"), form_file())[0].items
             for one in item.targets]  # fmt: skip
    for _, one in found:
        assert one.coming is (one.threshold.since > year)
        later = standards.milestones(one.threshold.indicator, one.threshold.stage, place)
        first = [mark for mark in later if mark.since > year][:1]
        assert not one.coming or [one.threshold] == first
    shown = [(item.id, item.stage, one.threshold.indicator, one.threshold.stage, one.coming) for item, one in found]
    assert len(shown) == len(set(shown))


def test_a_target_as_json_names_its_place_year_and_words(beside):
    found, _ = beside(YUEQING, 2024, form_file())
    items = {one["id"]: one for one in check_json(found, "zh")["verdict"]["items"]}
    (one,) = (target for target in items["G14"]["targets"] if target["indicator"] == "G14")
    assert {key: one[key] for key in ("place", "year", "coming", "status", "comparator", "limit", "unit", "hedge")} == {
        "place": YUEQING, "year": 2023, "coming": False, "status": "not_met", "comparator": ">=", "limit": 70.0,
        "unit": "%", "hedge": "逐步",
    }  # fmt: skip


# place (None: the floor alone), stage, pupils, funded for
TIERS = [
    (None, "小学", 1, 100), (None, "小学", 99, 100), (None, "小学", 100, None), (None, "初中", 99, None),
    (YUEQING, "小学", 99, 200), (YUEQING, "小学", 100, None), (YUEQING, "初中", 99, None),
    (NANAN, "小学", 99, 150), (NANAN, "小学", 100, 240), (NANAN, "小学", 101, 240), (NANAN, "小学", 199, 240),
    (NANAN, "小学", 200, 240), (NANAN, "小学", 201, None),
    (NANAN, "初中", 299, 360), (NANAN, "初中", 300, None), (NANAN, "初中", 301, None), (NANAN, "初中", 50, 360),
]  # fmt: skip


@pytest.mark.parametrize(("place", "stage", "pupils", "funded"), TIERS)
def test_a_small_school_is_funded_by_its_tier(place, stage, pupils, funded, standards):
    own = (standards.targets(place, 2025),) if place else ()
    found = funded_pupils(Fraction(pupils), stage, *own, standards.floor(2025))
    assert (found.pupils if found else None) == funded


def test_small_schools_of_a_sheet_are_named_with_the_formula_and_cell(standards, check):
    found = check(sample("county_strong.xlsx"))
    floor, own = standards.floor(2025), standards.targets(NANAN, 2025)
    national = [funding_figure(found, one) for one in small_schools(found, floor)]
    assert [(one.label.zh, one.value, one.formula) for one in national] == [
        ("金淘教学点应按多少名学生核定公用经费", 100.0, None)
    ]
    local = {one.school.name: funding_figure(found, one) for one in small_schools(found, own, floor)}
    assert {name: one.formula for name, one in local.items()} == {
        "柳城小学": "200 × 1.2 = 240", "金淘教学点": "100 × 1.5 = 150",
    }  # fmt: skip
    assert local["柳城小学"].threshold.indicator == "G6.second_multiple" and local["柳城小学"].inputs[0].value == 180


def test_private_and_combined_schools_are_funded_by_no_tier(standards, county):
    found = county({"pupils": 90, "type": "九年一贯制学校", "pupils_junior": 90})
    assert small_schools(found, standards.floor(2025)) == ()


# pupils and R1's teachers of two 小学, whether the 4.3 that 南安 asks of the city's mean is met
MEANS = [
    ((100, 4), (100, 5), "met"),  # 4.5, though one school has 4.0
    ((500, 21), (500, 22), "met"),  # 4.3 exactly
    ((500, 21), (501, 22), "not_met"),  # 4.2957
    ((100, 5), (900, 37), "not_met"),  # 4.2 weighted by pupils, though the plain mean of 5 and 4.11 is 4.56
]


@pytest.mark.parametrize(("one", "other", "status"), MEANS)
def test_a_target_of_the_citys_mean_is_held_against_the_mean(one, other, status, county, standards):
    given = [{"name": f"第{at}小学", "pupils": pupils, "degree": teachers, "diploma": 0}
             for at, (pupils, teachers) in enumerate((one, other))]  # fmt: skip
    table = county(*given).table
    found = check_county(table, standards.floor(2025), None, standards.targets(NANAN, 2025)).item("R1", "小学")
    assert [(target.threshold.since, target.status, target.schools) for target in found.targets] == [(2025, status, ())]


# place, item, indicator, stage: what the target covers is not what the form counts
OTHER_CIRCLES = [
    (LICHENG, "G13", "G13", "初中", "公办学校，不含寄宿制学校"),
    (LICHENG, "G8", "G8", "义务教育", "中小学教师"),
    (NANAN, "G11", "G11.rotation", "义务教育", "城镇学校、优质学校到乡村学校和薄弱学校交流轮岗的教师"),
]


@pytest.mark.parametrize(("place", "item", "indicator", "stage", "covers"), OTHER_CIRCLES)
def test_a_target_for_others_than_the_form_counts_stays_open(place, item, indicator, stage, covers, beside):
    _, targets = beside(place, 2025, form_file())
    found = targets[item, indicator, stage]
    assert found.status == "insufficient" and covers in found.missing[0]


def test_the_next_target_stands_beside_the_one_in_force(standards, check):
    table = check(sample("county_survey.xlsx")).table
    own, coming = standards.targets(NANAN, 2024), standards.coming(NANAN, 2024)
    found = check_county(table, standards.floor(2024), None, own, coming).item("R1", "小学")
    assert [(one.threshold.since, str(one.threshold.value), one.coming) for one in found.targets] == [
        (2022, "4", False), (2025, "4.3", True),
    ]  # fmt: skip


# rooms of a school of 24 classes, which needs 2 of each kind: what fails of the three parts of 鲤城's own target
ROOMS = [
    ({}, set()),
    ({"music": 1, "music_areas": "96"}, {"G3.classes_per_room", "G3.music_area"}),
    ({"art": 1, "art_areas": "90"}, {"G3.classes_per_room", "G3.art_area"}),
    ({"music_areas": "96、95.9"}, {"G3.music_area"}),
    ({"art_areas": "90、89.9"}, {"G3.art_area"}),
    ({"music_areas": "96、95.9", "art": 1, "art_areas": "89"}, {"G3.classes_per_room", "G3.music_area", "G3.art_area"}),
]


@pytest.mark.parametrize(("rooms", "failing"), ROOMS)
def test_of_the_rooms_each_part_of_a_target_is_judged_by_what_it_is_about(rooms, failing, county, standards):
    table = county(rooms, {"name": "乙小学"}).table
    found = check_county(table, standards.floor(2025), None, standards.targets(LICHENG, 2025)).item("G3")
    targets = {one.threshold.indicator: one for one in found.targets}
    assert {id for id, one in targets.items() if one.status == "not_met"} == failing
    assert all(one.schools == (("甲小学",) if id in failing else ()) for id, one in targets.items())


def both_stages(standards, *classes):
    """南安's targets of 2025 on large classes, for a 小学 and a 初中 whose sheets say this of their classes."""
    heads = [
        "学校名称",
        "办学类型",
        "小学在校生数",
        "小学班级数",
        "初中在校生数",
        "初中班级数",
        *(head for head, *_ in classes),
    ]
    rows = [["甲小学", "小学", 1000, 24, None, None, *(one for _, one, _ in classes)],
            ["乙中学", "初中", None, None, 1000, 20, *(one for *_, one in classes)]]  # fmt: skip
    text = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in [heads, *rows])
    table = read_tables([Upload("classes.csv", text.encode())])
    found = check_county(table, standards.floor(2025), None, standards.targets(NANAN, 2025))
    return {one.threshold.indicator: (one.status, one.display) for one in found.item("G5", "小学").targets}


OPEN = ("insufficient", None)
# headings with what the 小学 and the 初中 have; the number of classes of 56 or more, and the share of 51 to 55 of 44
CLASSES = [
    ([("最大班额", 45, 50)], ("met", "0"), ("met", "0.0")),
    ([("最大班额", 49, 50)], ("met", "0"), ("met", "0.0")),
    ([("最大班额", 55, 50)], ("met", "0"), OPEN),
    ([("最大班额", 56, 50)], OPEN, OPEN),
    ([("51-55人班级数", 4, 0), ("56人及以上班级数", 0, 0)], ("met", "0"), ("met", "9.1")),
    ([("51-55人班级数", 5, 0), ("56人及以上班级数", 0, 1)], ("not_met", "1"), ("not_met", "11.4")),
    ([("51-55人班级数", 5, None), ("56人及以上班级数", 1, 0)], ("not_met", "1"), OPEN),
    ([], OPEN, OPEN),
]


@pytest.mark.parametrize(("classes", "oversized", "share"), CLASSES)
def test_large_classes_are_counted_where_the_sheet_decides_them(classes, oversized, share, standards):
    found = both_stages(standards, *classes)
    assert (found["G5.oversized"], found["G5.share_51_55"]) == (oversized, share)


def test_a_school_of_two_stages_counts_once_and_reaches_a_standard_in_both(standards, county):
    """Three schools: one 小学 that reaches R4, one of both stages that reaches it in 小学 alone, one 初中 that does."""
    both = {"name": "丙学校", "type": "九年一贯制学校", "pupils_junior": 1000, "classes_junior": 20, "teaching": 10000}
    junior = {"name": "丁中学", "type": "初中", "pupils": None, "classes": None, "pupils_junior": 1000,
              "classes_junior": 20, "teaching": 5800}  # fmt: skip
    table = county({}, both, junior).table
    found = check_county(table, standards.floor(2025), None, standards.targets(NANAN, 2025)).item("R4", "小学")
    (share,) = (one for one in found.targets if one.threshold.indicator == "R4.schools_share")
    assert (share.status, share.display) == ("not_met", "66.7")
