"""Names of cells: whatever is put together comes apart again, as spreadsheets write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple

from calculators.cell_names import (
    cell_place,
    column_letters,
    column_number,
    file_and_sheet,
    full_name,
    letters_of,
    parted,
    place_of,
    sheet_part,
    short_name,
    short_part,
)

ROWS, COLUMNS = st.integers(0, 1_048_575), st.integers(0, 16_383)


@given(ROWS, COLUMNS)
def test_a_cell_is_named_as_another_program_names_it(row, column):
    name = short_name(row, column)
    assert coordinate_to_tuple(name) == (row + 1, column + 1) and cell_place(name) == (row, column)
    assert (column_letters(column), column_number(letters_of(name))) == (get_column_letter(column + 1), column)


@given(ROWS, COLUMNS, st.sampled_from(["小学", "Sheet 1", "1-2!附表"]))
def test_a_full_name_comes_apart_into_what_it_was_made_of(row, column, sheet):
    short = short_name(row, column)
    name = full_name("数据.xlsx", sheet, short)
    assert place_of(name) == ("数据.xlsx", sheet, short)
    assert (file_and_sheet(sheet_part(name)), short_part(name)) == (("数据.xlsx", sheet), short)
    assert parted(name) == (sheet_part(name), column_letters(column), row + 1)


@pytest.mark.parametrize("name", ["", "B", "7", "b7", "B7:C8", "a.xlsx!s!B7"])
def test_what_names_no_cell_of_a_sheet_has_no_place(name):
    with pytest.raises(ValueError, match="^" + name):
        cell_place(name)


def test_no_cell_has_no_parts():
    assert (place_of(None), sheet_part(None), short_part(None), parted(None)) == (("", None, None), "", "", None)
    assert (place_of("B7"), parted("a.xlsx!s!"), short_part("B7")) == (("", None, None), None, "B7")
