"""Two years' files of one county together: what leapt is told with the check of the later year."""

from io import BytesIO

import openpyxl
import pytest

from assistant.checking import check_table
from assistant.tools import Tools
from assistant.years import sheets_by_year
from calculators.model import Upload
from calculators.report import check_json
from calculators.sheets.reading import open_file
from tests.conftest import GOLDEN

TOLD = {"changed_much", "school_new", "school_gone", "school_renamed"}


def of_year(year, **cells):
    """The survey of a year, with some cells changed; the sheet of several years is the same apart from them."""
    book = openpyxl.load_workbook(GOLDEN / "sheets" / "county_survey.xlsx")
    sheet = book.worksheets[0]
    sheet["A1"] = f"{year}年{sheet['A1'].value}"
    for cell, value in cells.items():
        sheet[cell] = value
    out = BytesIO()
    book.save(out)
    return Upload(f"survey_{year}.xlsx", out.getvalue())


@pytest.fixture(scope="module")
def report_of(tmp_path_factory):
    tools = Tools.over(tmp_path_factory.mktemp("home"))

    def report(*uploads):
        latest, *earlier = sheets_by_year([open_file(one) for one in uploads])
        tables = tuple(one.table for one in earlier)
        return check_table(latest.table, tools, county=None, year=None, language="zh", earlier=tables)

    return report


def changes(report):
    return [(one.code, one.file, one.cell, one.found, one.expected) for one in report.issues if one.code in TOLD]


def test_a_number_that_leapt_and_a_school_of_a_new_name_are_told(report_of):
    before, now = of_year(2024, AH4=7000, A5="旧名小学"), of_year(2025)
    found = report_of(now, before)
    assert changes(found) == [
        ("changed_much", "survey_2025.xlsx", "AH4", "15522", "7000"),
        ("school_renamed", "survey_2025.xlsx", "G5", "官桥小学", "旧名小学"),
    ]
    alone = report_of(now)
    assert changes(alone) == []
    assert check_json(found.check, "zh")["units"] == check_json(alone.check, "zh")["units"]


def test_two_equal_years_tell_nothing(report_of):
    assert changes(report_of(of_year(2024), of_year(2025))) == []
