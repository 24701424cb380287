"""The odd layouts of `odd_sheets` give the plain sheet's figures, or an issue says what cannot be known."""

import pytest

from calculators.errors import SheetError
from calculators.report import check_json
from tests.calculators.odd_sheets import SAME, TOLD, plain

# what is told, and in which cell
ISSUES = {
    "a_number_merged_over_two_schools": ("merged_over_several", "G2"),
    "a_number_merged_over_two_columns_of_two_meanings": ("merged_over_several", "C4"),
    "a_name_left_blank": ("row_unnamed", "A4"),
    "about_so_many": ("unreadable_number", "C2"),
}
BESIDE = {
    "an_example_row": ("row_example", "A2"),
    "schools_closed": ("row_lone", "A4"),
    "a_table_of_towns_below": ("table_not_read", "A7"),
}


def values(found):
    return {(unit["school"], unit["stage"]): unit["values"] for unit in check_json(found, "zh")["units"]}


@pytest.fixture(scope="module")
def wanted(check):
    found = values(check(*plain()))
    assert len(found) == 5 and all(unit[id] is not None for unit in found.values() for id in ("R4", "R5", "R6", "R7"))
    return found


@pytest.mark.parametrize("way", SAME)
def test_an_odd_layout_gives_the_figures_of_the_plain_sheet(way, check, wanted, same):
    found = check(*SAME[way]())
    same(values(found), wanted)
    code, cell = BESIDE.get(way, (None, None))
    assert code is None or (code, cell) in {(issue.code, issue.cell) for issue in found.issues}


@pytest.mark.parametrize("way", ISSUES)
def test_what_cannot_be_known_is_told_and_never_guessed(way, check, wanted):
    found = check(*TOLD[way]())
    assert ISSUES[way] in {(issue.code, issue.cell) for issue in found.issues if issue.severity == "error"}
    for unit, numbers in values(found).items():
        assert {id: value for id, value in numbers.items() if value not in (None, wanted[unit][id])} == {}
    assert found.all_units_pass is not True and found.all_cv_met is not True


def test_a_turned_table_with_a_nameless_school_is_refused(check):
    with pytest.raises(SheetError):
        check(*TOLD["a_column_of_numbers_without_a_name"]())


def test_every_odd_sheet_has_its_test():
    assert set(TOLD) == {*ISSUES, "a_column_of_numbers_without_a_name"} and set(BESIDE) <= set(SAME)


def test_a_value_of_a_merged_cell_names_the_cell_that_holds_it(check):
    found = check(*SAME["name_merged_over_parts"]())
    school = found.school("北坡学校")
    assert [school.taken(column).cell for column in ("sports_ground_area", "equipment_value")] == [
        "学校数据.xlsx!Sheet1!G4",
        "学校数据.xlsx!Sheet1!H4",
    ]


def test_a_turned_table_names_the_cells_of_the_sheet(check):
    found = check(*SAME["schools_in_columns_with_units"]())
    taken = found.school("北坡学校").taken("equipment_value")
    assert (taken.value, taken.cell) == (1500000, "学校数据.xlsx!Sheet1!F9")
