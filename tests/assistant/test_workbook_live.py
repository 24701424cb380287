"""The live formulas of the marked-up workbook, calculated by LibreOffice, come to the figures of the check."""

import io
import math

import numpy as np
import openpyxl
import pytest

from calculators.indicators import INDICATORS
from calculators.layouts.own_sheets import MARK
from calculators.model import Upload
from tests.assistant.marked_county import marked, spread_rows, unit_rows, values_of
from tests.assistant.office import cells_of, recalculated
from tests.conftest import sample

COUNTIES = {
    "survey": ["county_survey.xlsx"],
    "messy": ["county_survey_messy.xlsx"],
    "strong": ["county_strong.xlsx"],
    "uneven": ["county_uneven.xlsx"],
    "edges, with shared assets": ["county_edges.xlsx"],
    "missing column": ["county_missing_column.xlsx"],
    "statistics, two files": ["county_statistics_小学.xlsx", "county_statistics_初中.xlsx"],
    "result sheet": ["county_form_II-2.xlsx"],
    "one school": ["one_school.xlsx"],
    "schools and county form": ["county_survey.xlsx", "county_form.xlsx"],
}
READINGS = {"rooms.kinds": "sum", "rooms.surplus": "every", "rounding": "rounded", "relief_2019": "true"}
MADE = ("in doubt", "other readings")
OPEN = "数据不足"
# of a school with two stages, whose assets are shared
CHANGES = {"pupils": 1.25, "equipment_value": 0.5, "classes": 3}


def in_doubt():
    """Return a survey with words for a number, a blank, and a number that cannot be."""
    book = openpyxl.load_workbook(io.BytesIO(sample("county_survey.xlsx").content))
    sheet = book.worksheets[0]
    sheet["G5"], sheet["H26"], sheet["AJ7"], sheet["G9"] = "很多", "多", None, -5
    stream = io.BytesIO()
    book.save(stream)
    return Upload("county_survey.xlsx", stream.getvalue())


@pytest.fixture(scope="module")
def counties(assistant):
    found = {name: marked(assistant, *map(sample, files)) for name, files in COUNTIES.items()}
    found["in doubt"] = marked(assistant, in_doubt())
    found["other readings"] = marked(assistant, sample("county_edges.xlsx"), readings=READINGS)
    return found


@pytest.fixture(scope="module")
def changed(assistant, counties):
    """One number changed in a copied sheet of the report, and in the file itself."""
    return {column: _changed(assistant, counties["survey"], column) for column in CHANGES}


def _changed(assistant, county, column):
    school = next(one for one in county.report.check.schools if len(one.stages) == 2)
    stage = school.stages[0]
    taken = next(one for one in (school.taken(column, stage), school.taken(column)) if one.known)
    sheet, cell = taken.cell.split("!")[1:]
    both = [_with(content, sheet, cell, CHANGES[column]) for content in (county.workbook, county.uploads[0].content)]
    again = assistant.check((Upload(county.uploads[0].name, both[1]),))
    return both[0], again


def _with(content, sheet, cell, times):
    book = openpyxl.load_workbook(io.BytesIO(content))
    book[sheet][cell].value = round(book[sheet][cell].value * times)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def calculated(counties, changed, tmp_path_factory):
    books = {name: one.workbook for name, one in counties.items()}
    books |= {column: book for column, (book, _) in changed.items()}
    return recalculated(books, tmp_path_factory.mktemp("office"))


def same(found, wanted):
    """Compare numbers to 1e-9 and everything else exactly."""
    if isinstance(wanted, float | int) and isinstance(found, float | int):
        return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-12)
    return found == wanted


def assert_agrees(cells, check):
    """Assert that the pages of results say what a check found."""
    rows = unit_rows(cells)
    assert rows
    for stage, units in check.units.items():
        for school, values, passes in zip(units.schools, units.values, units.passes, strict=True):
            row = rows[school.name, stage]
            wanted = [OPEN if np.isnan(value) else float(value) for value in values]
            assert all(map(same, values_of(row), wanted)), (school.name, stage)
            assert row[13] == {1: "达标", 0: "不达标", -1: OPEN}[int(passes)], (school.name, stage)
        for column, one in enumerate(INDICATORS):
            row, spread = spread_rows(cells)[stage, one.id], check.spreads[stage]
            for found, value in ((row[4], spread.mean[column]), (row[6], spread.cv[column])):
                assert same(found, OPEN if np.isnan(value) else float(value)), (stage, one.id)
            status = check.item(f"CV.{stage}.{one.id}", stage).status
            assert row[8] == {"met": "达标", "not_met": "不达标", "insufficient": OPEN}[status]


@pytest.mark.parametrize("name", [*COUNTIES, *MADE])
def test_the_formulas_come_to_the_figures_of_the_check(counties, calculated, name):
    assert_agrees(calculated[name], counties[name].report.check)


@pytest.mark.parametrize("name", [*COUNTIES, *MADE])
def test_every_cached_value_is_what_its_formula_comes_to(counties, calculated, name):
    workbook = counties[name].workbook
    before, after = cells_of(workbook), calculated[name]
    differing = [
        (sheet.title, cell.coordinate)
        for sheet in openpyxl.load_workbook(io.BytesIO(workbook)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
        and not same(_at(after, sheet.title, cell), _at(before, sheet.title, cell))
        and not _is_uncalculated(before, sheet.title, cell)
    ]
    assert not differing


def _is_uncalculated(cells, sheet, cell):
    """Whether a formula of the original itself never had a value."""
    return not cells[sheet][0][0].startswith(MARK) and _at(cells, sheet, cell) == ""


def _at(cells, sheet, cell):
    rows = cells[sheet]
    inside = cell.row <= len(rows) and cell.column <= len(rows[cell.row - 1])
    return rows[cell.row - 1][cell.column - 1] if inside else ""


@pytest.mark.parametrize("column", CHANGES)
def test_a_number_corrected_in_the_copy_changes_the_figures_as_a_new_check_would(changed, calculated, column):
    _, after = changed[column]
    assert_agrees(calculated[column], after.check)


def test_a_corrected_number_of_pupils_does_change_figures(counties, calculated):
    before = unit_rows(calculated["survey"])
    after = unit_rows(calculated["pupils"])
    assert sum(values_of(before[key]) != values_of(after[key]) for key in before) == 2  # both parts of the school
