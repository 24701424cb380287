"""Columns that are in doubt are asked about and not used; what the user confirms holds for every sheet so made."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculators.columns import column_named
from calculators.errors import MalformedMapping, UnknownColumn
from calculators.report import check_json
from calculators.sheets.confirmed import Confirmed, HeaderMapping, heading_keys, shape_of
from calculators.sheets.confirmed_files import dump_mappings, load_mappings
from calculators.sheets.reading import read_tables

NEAR = "教学与其他辅助用房面积"
ROW = {"学校名称": "甲小学", "小学在校生数": 100, "小学班级数": 4}


@pytest.fixture
def sheet(workbook):
    def build(*columns: tuple[str, object], name: str = "sheet.xlsx", title: str = ""):
        pairs = [*ROW.items(), *columns]
        rows = [[heading for heading, _ in pairs], [value for _, value in pairs]]
        return workbook([[title], *rows] if title else rows, name=name)

    return build


def column(table, heading, nth=0):
    return [one for one in table.columns if one.heading == heading][nth]


def confirmed(table, **choices) -> Confirmed:
    """Confirm columns of a table's only sheet, by heading."""
    keys = heading_keys([one.heading for one in table.columns])
    return Confirmed.of([HeaderMapping(keys, choices)])


def codes(table) -> list[str]:
    return [issue.code for issue in table.issues]


def test_a_heading_near_to_a_name_is_asked_about_and_not_used(sheet):
    found = column(read_tables([sheet((NEAR, 500))]), NEAR)
    assert (found.taken_as, found.sure, found.alternatives) == (None, False, ("teaching_area",))


def test_a_slip_of_the_keyboard_is_used_and_asked_about(sheet):
    found = column(read_tables([sheet(("网络多多媒体教室数", 4))]), "网络多多媒体教室数")
    assert (found.taken_as, found.sure, found.alternatives) == ("multimedia_rooms", False, ("multimedia_rooms",))


@pytest.mark.parametrize("heading", ["东运动场地面积", "运动场地面职", "校运动场地面积"])
def test_another_character_is_no_slip(sheet, heading):
    assert column(read_tables([sheet((heading, 500))]), heading).taken_as in (None, "")


@pytest.mark.parametrize("heading", ["联系电话", "学校地址", "图书册数", "生均占地面积"])
def test_what_means_nothing_here_is_unused_and_not_asked_about(sheet, heading):
    found = column(read_tables([sheet((heading, 500))]), heading)
    assert (found.taken_as, found.sure, found.alternatives) == (None, True, ())


@pytest.mark.parametrize(("value", "sure"), [(1, True), (19, True), (96, False)])
def test_a_room_heading_is_asked_about_where_a_number_may_be_an_area(sheet, value, sure):
    found = column(read_tables([sheet(("音乐教室", value))]), "音乐教室")
    assert found.sure is sure
    assert found.alternatives == (() if sure else ("music_rooms", "music_room_areas"))


def test_a_unit_stated_nowhere_is_asked_about(sheet):
    stated, unstated = (
        column(read_tables([sheet((heading, 20))]), heading)
        for heading in ("教学仪器设备资产值(万元)", "教学仪器设备资产值")
    )
    assert (stated.sure, unstated.sure, unstated.alternatives) == (True, False, ("equipment_value",))


def test_a_stage_stated_nowhere_is_asked_about(workbook):
    rows = [["学校名称", "办学类型", "在校生数", "班级数"], ["甲学校", "九年一贯制学校", 500, 12]]
    found = column(read_tables([workbook(rows)]), "在校生数")
    assert (found.sure, found.alternatives) == (False, ("pupils.小学", "pupils.初中"))


def test_two_columns_of_one_meaning_are_both_asked_about(sheet):
    table = read_tables([sheet(("在校生数(初中)", 50), ("学生数(初中)", 60))])
    found = [column(table, heading) for heading in ("在校生数(初中)", "学生数(初中)")]
    assert [(one.taken_as, one.sure, one.alternatives) for one in found] == [(None, False, ("pupils.初中",))] * 2
    assert "E1" in found[0].why.zh and "D1" in found[1].why.zh


def test_of_a_name_and_a_synonym_that_differ_the_loser_says_why_and_is_asked_about(sheet):
    table = read_tables([sheet(("在校学生人数(小学)", 120))])
    loser = column(table, "在校学生人数(小学)")
    assert column(table, "小学在校生数").taken_as == "pupils.小学"
    assert (loser.taken_as, loser.sure, loser.alternatives) == (None, False, ("pupils.小学",))
    assert "B1" in loser.why.zh


def test_a_column_equal_to_the_one_used_is_not_asked_about(sheet):
    assert column(read_tables([sheet(("学生数(小学)", 100))]), "学生数(小学)").sure


def test_a_confirmed_choice_settles_two_columns_of_one_meaning(sheet, check):
    upload = sheet(("学生数(小学)", 60))
    choice = confirmed(read_tables([upload]), **{"学生数(小学)": "pupils.小学"})
    table = read_tables([upload], choice)
    assert table.frame["pupils.小学"].tolist() == [60]
    assert column(table, "小学在校生数").taken_as is None


def test_what_is_confirmed_is_used_and_told(sheet):
    upload = sheet((NEAR, 500))
    before = read_tables([upload])
    after = read_tables([upload], confirmed(before, **{NEAR: "teaching_area"}))
    found = column(after, NEAR)
    assert (found.taken_as, found.confidence, found.sure) == ("teaching_area", 1.0, True)
    assert found.why.zh == "已由使用者确认"
    assert after.frame["teaching_area"].tolist() == [500]
    assert after.sha256 != before.sha256
    assert [issue.found for issue in after.issues if issue.code == "columns_confirmed"] == ["1"]


def test_a_column_confirmed_as_unused_is_not_used(sheet):
    upload = sheet()
    after = read_tables([upload], confirmed(read_tables([upload]), 小学班级数=""))
    assert column(after, "小学班级数").taken_as is None
    assert "classes.小学" not in after.frame


REFUSED = [
    ("班主任", "张老师", "pupils.小学"),
    ("生均辅助用房面积", 500, "teaching_area"),
    ("其他面积(㎡)", 500, "classes.小学"),
    ("音乐教室面积合计", 190, "music_room_areas"),
    ("学校简称", "甲小", "school_name"),
]


@pytest.mark.parametrize(("heading", "value", "choice"), REFUSED)
def test_a_choice_that_cannot_be_is_refused(sheet, heading, value, choice):
    upload = sheet((heading, value))
    before = read_tables([upload])
    heading = before.columns[-1].heading
    after = read_tables([upload], confirmed(before, **{heading: choice}))
    assert column(after, heading).taken_as != choice
    assert "column_refused" in codes(after) and "columns_confirmed" not in codes(after)
    assert after.sha256 == before.sha256


CONTRADICTED = [
    ("小学在校生数", 90, "pupils"),
    ("小学班级数", 4, "pupils.小学"),
    ("学生数(初中)", 60, "classes.初中"),
    ("学生数(初中)", 60, "pupils.小学"),
    ("学生数(初中)", 60, "code"),
    ("教学及辅助用房面积", 500, "sports_area"),
    ("音乐教室", 96, "art_rooms"),
    ("音乐教室(间)", 2, "teaching_area"),
]


@pytest.mark.parametrize(("heading", "value", "choice"), CONTRADICTED)
def test_a_choice_against_what_the_heading_says_is_refused(workbook, heading, value, choice):
    upload = workbook([["学校名称", "其他人数", heading], ["甲小学", 7, value]])
    before = read_tables([upload])
    written = before.columns[-1].heading
    after = read_tables([upload], confirmed(before, **{written: choice}))
    assert column(after, written).taken_as == column(before, written).taken_as != choice
    assert "column_refused" in codes(after) and after.sha256 == before.sha256


OPEN = [
    ("音乐教室", 96, "music_rooms"),
    ("音乐教室", 96, "music_room_areas"),
    ("在校生数", 500, "pupils.小学"),
    ("在校生数", 500, "pupils"),
    ("教学及辅助用房面积", 500, "teaching_area"),
    ("教学及辅助用房面积", 500, ""),
]


@pytest.mark.parametrize(("heading", "value", "choice"), OPEN)
def test_what_a_heading_leaves_open_can_be_confirmed(workbook, heading, value, choice):
    upload = workbook([["学校名称", "小学班级数", heading], ["甲小学", 4, value]])
    after = read_tables([upload], confirmed(read_tables([upload]), **{heading: choice}))
    assert (column(after, heading).taken_as or "") == choice
    assert "columns_confirmed" in codes(after) and "column_refused" not in codes(after)


def test_a_damaged_mapping_is_told_and_not_used(sheet):
    upload = sheet()
    shape = shape_of(heading_keys([one.heading for one in read_tables([upload]).columns]))
    assert "columns_damaged" in codes(read_tables([upload], Confirmed(damaged=frozenset([shape]))))


@settings(max_examples=15)
@given(order=st.permutations(range(4)), pupils=st.integers(1, 900), title=st.sampled_from(["", "某县学校情况表"]))
def test_a_mapping_holds_whatever_the_order_of_columns_the_rows_and_the_name(workbook, order, pupils, title):
    pairs = [*ROW.items(), (NEAR, 500)]
    first = read_tables([workbook([[heading for heading, _ in pairs], [value for _, value in pairs]])])
    choice = confirmed(first, **{NEAR: "teaching_area"})
    rows = [
        [pairs[at][0] for at in order],
        [pairs[at][1] if pairs[at][0] != "小学在校生数" else pupils for at in order],
    ]
    table = read_tables([workbook([[title], *rows] if title else rows, name="another.xlsx")], choice)
    assert column(table, NEAR).taken_as == "teaching_area"


def test_another_header_is_not_touched(sheet):
    choice = confirmed(read_tables([sheet((NEAR, 500))]), **{NEAR: "teaching_area"})
    assert column(read_tables([sheet((NEAR, 500), ("图书册数", 9))], choice), NEAR).taken_as is None


def test_two_columns_with_one_heading_are_confirmed_apart(workbook):
    upload = workbook([["学校名称", "小学班级数", "人数", "人数"], ["甲小学", 4, 100, 60]])
    choice = confirmed(read_tables([upload]), **{"人数": "pupils.小学", "人数#2": "pupils.初中"})
    table = read_tables([upload], choice)
    assert [table.frame[f"pupils.{stage}"].tolist() for stage in ("小学", "初中")] == [[100], [60]]


def test_the_check_lists_alternatives_in_its_json(sheet, check):
    shown = check_json(check(sheet((NEAR, 500))), "en")["columns"][-1]
    assert (shown["alternatives"], shown["sure"]) == (["teaching_area"], False)


@pytest.mark.parametrize(
    ("id", "stage"), [("pupils.小学", "小学"), ("teaching_area", None), ("classes[46-50].初中", "初中"), ("code", None)]
)
def test_a_canonical_column_is_known_by_its_id(id, stage):
    assert column_named(id)[1] == stage


@pytest.mark.parametrize(
    "id", ["pupil", "pupils.大学", "code.小学", "classes[50-46].小学", "classes[].小学", "pupils.", ""]
)
def test_an_id_that_is_none_is_refused_with_what_is_possible(id):
    with pytest.raises(UnknownColumn) as caught:
        column_named(id)
    assert caught.value.hint.zh and caught.value.hint.en


KEYS = st.lists(st.text("校班人数面积:#'\"-[]{}?! 1a", min_size=1, max_size=6), min_size=1, max_size=5, unique=True)


@given(KEYS, st.data())
def test_mappings_are_read_as_they_were_written(headings, data):
    ids = st.sampled_from(["", "pupils.小学", "teaching_area", "classes[46-].初中"])
    mapping = HeaderMapping(tuple(headings), {one: data.draw(ids) for one in headings})
    assert load_mappings(dump_mappings([mapping]).encode(), "m.yaml") == (mapping,)


GOOD = dump_mappings([HeaderMapping(("学校名称", "人数"), {"人数": "pupils.小学"})])
MALFORMED = {
    "unknown_key": (GOOD + "extra: 1\n", 8),
    "unknown_id": (GOOD.replace("pupils.小学", "pupil.小学"), 7),
    "wrong_stage": (GOOD.replace("pupils.小学", "pupils.大学"), 7),
    "unknown_heading": (GOOD.replace("  人数", "  电话"), 7),
    "heading_twice": (GOOD + "  人数: ''\n", 8),
    "headings_changed": (GOOD.replace("- 人数", "- 人员"), 2),
    "key_missing": (GOOD.partition("columns")[0], None),
    "not_yaml": ("a: [", None),
    "a_list": ("- 1\n", 1),
    "empty": ("", None),
    "a_number": ("7", 1),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_mapping_is_refused_with_its_line(name):
    text, line = MALFORMED[name]
    with pytest.raises(MalformedMapping) as caught:
        load_mappings(text.encode(), "m.yaml")
    assert caught.value.message.en.startswith("m.yaml" if line is None else f"m.yaml, line {line}:")


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"a" * (1024 * 1024 + 1), b"[" * 1500])
def test_a_mapping_that_is_no_text_or_far_too_large_is_refused(content):
    with pytest.raises(MalformedMapping):
        load_mappings(content, "m.yaml")
