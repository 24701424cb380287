"""A school whose 小学部 and 初中部 have rows of their own, and a row of the whole school with what they share."""

import pytest

from calculators.county import check_county
from calculators.report import check_json
from calculators.sheets.reading import read_tables
from tests.calculators.school_rows import file_of

# weighted pupils: 440 + 1.1 × 200 = 660
PUPILS = [["学校名称", "学段", "在校生数", "班级数"], ["东河学校", "小学", 440, 10], ["东河学校", "初中", 200, 5]]
AREAS = ["教学及辅助用房面积（㎡）", "室内体育用房面积（㎡）", "运动场地面积（㎡）"]
ROOMS = ["音乐专用教室间数", "音乐专用教室各间面积（㎡）", "美术专用教室间数", "美术专用教室各间面积（㎡）"]


@pytest.fixture
def joined(floor):
    return lambda *uploads: check_county(read_tables(uploads), floor)


def pupils(*more):
    """The pupils' file, with `more` columns: a heading and the values of both parts."""
    added = zip(*more, strict=True) if more else [[]] * 3
    return file_of([[*row, *cells] for row, cells in zip(PUPILS, added, strict=True)], "学生.csv")


def whole(headings, values, *more):
    return file_of([["学校名称", *headings, *more[:1]], ["东河学校", *values, *more[1:]]], "校舍.csv")


def values(check, indicator):
    return [unit["values"][indicator] for unit in check_json(check, "zh")["units"]]


def conflicts(check):
    return [(one.severity, one.file, one.cell) for one in check.issues if one.code == "conflicting_rows"]


def test_what_the_row_of_the_whole_school_gives_is_divided_once(joined):
    check = joined(pupils(), whole(AREAS, [3300, 0, 6600]))
    assert values(check, "R4") == [5.0, 5.5] and values(check, "R5") == [10.0, 11.0]
    assert [one for one in check.issues if one.code in ("missing_value", "own_assets", "conflicting_rows")] == []


def test_so_too_in_the_other_order_and_with_the_kind_given(joined):
    check = joined(whole([*AREAS, "办学类型"], [3300, 0, 6600, "九年一贯制学校"]), pupils())
    assert values(check, "R4") == [5.0, 5.5] and values(check, "R5") == [10.0, 11.0]


@pytest.mark.parametrize(
    ("parts", "shared", "expected"),
    [
        ((3300, 3300), 3300, [5.0, 5.5]),  # the same building told three times
        ((2200, 1100), 3300, [5.0, 5.5]),  # each part's own, 2200 ÷ 440 and 1100 ÷ 200, which the whole adds up
        ((2200, 1100), None, [5.0, 5.5]),
        ((1650, 1650), 3300, [5.0, 5.5]),  # halves of the whole
        ((2200, 1100), 3301, [None, None]),
        ((3300, 3300), 3301, [None, None]),
        ((2200, None), 3300, [None, None]),
    ],
)
def test_parts_must_be_the_whole_or_add_up_to_it(joined, parts, shared, expected):
    check = joined(pupils([AREAS[0], *parts], [AREAS[1], 0, 0]), whole(AREAS, [shared, 0, 6600]))
    assert values(check, "R4") == expected and values(check, "R5") == [10.0, 11.0]
    assert conflicts(check) == ([("error", "校舍.csv", "B2")] if None in expected else [])


# rooms of the parts (number, areas) and of the whole, the rooms that count, whether they contradict
ROOM_CASES = [
    ([(None, None), (None, None)], (2, "96、97"), 2, False),
    ([(1, "96"), (1, "97")], (2, "97、96"), 2, False),
    ([(2, "96、97"), (2, "96、97")], (2, "96、97"), 2, False),
    ([(1, "96"), (1, "96")], (2, "96、96"), 2, False),
    ([(1, "96"), (1, "96")], (None, None), 1, False),
    ([(1, "96"), (1, "97")], (3, "96、97、98"), None, True),
]


@pytest.mark.parametrize(("parts", "shared", "rooms", "differs"), ROOM_CASES)
def test_rooms_of_parts_must_be_those_of_the_whole_or_add_up_to_them(joined, parts, shared, rooms, differs):
    columns = [[ROOMS[0], *(number for number, _ in parts)], [ROOMS[1], *(areas for _, areas in parts)]]
    (found,) = joined(pupils(*columns), whole(ROOMS[:2], shared)).rooms
    assert (found.music.rooms, found.music.areas is None) == (rooms, differs)
    assert bool(conflicts(joined(pupils(*columns), whole(ROOMS[:2], shared)))) is differs
