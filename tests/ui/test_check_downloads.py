"""What is taken away from a check: every number as the check has it, and nothing in it that a spreadsheet would run."""

import csv
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from assistant.service import Assistant
from tests.ui.checking import checked, golden, json_of, reader, upload, with_sheets
from ui.check_page.spreadsheets import csv_file, xlsx_file
from ui.check_page.tables import TABLES

DANGEROUS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "＝1+1", "＠x", "\r=cmd")


@pytest.fixture(scope="module")
def survey(client: TestClient) -> TestClient:
    return with_sheets(client, "county_survey.xlsx")[0]


def close(number: float | None) -> str | None:
    """A number to the fifteen digits that a workbook keeps."""
    return None if number is None else f"{number:.13g}"


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_workbook_of_results_holds_the_numbers_of_the_check(survey: TestClient, assistant: Assistant) -> None:
    answer = survey.get("/check/results.xlsx")
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    found = json_of(checked(assistant, "county_survey.xlsx"))
    assert book.sheetnames == [one.title.zh for one in TABLES]
    items = list(book["判定项目"].iter_rows(min_row=2, values_only=True))
    expected = found["verdict"]["items"]
    assert [row[0] for row in items] == [one["id"] for one in expected]
    for column, key in ((5, "value"), (9, "limit")):
        assert [close(row[column]) for row in items] == [close(one[key]) for one in expected]
    units = list(book["各校指标"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in units] == [one["school"] for one in found["units"]]
    values = [list(map(close, one["values"].values())) for one in found["units"]]
    assert [list(map(close, row[3:10])) for row in units] == values
    assert all(isinstance(value, float | int) for row in units for value in row[2:10])


def test_each_table_is_there_as_csv_and_all_in_one_archive(survey: TestClient) -> None:
    archive = zipfile.ZipFile(io.BytesIO(survey.get("/check/results.zip").content))
    assert archive.namelist() == [f"{one.title.zh}.csv" for one in TABLES]
    for one in TABLES:
        answer = survey.get(f"/check/results/{one.name}.csv")
        assert answer.content.startswith(b"\xef\xbb\xbf") and answer.content == archive.read(f"{one.title.zh}.csv")
        rows = rows_of(answer.content)
        assert rows[0] == [head.zh for head in one.heads] and {len(row) for row in rows} == {len(one.heads)}


def test_the_rooms_and_dispersion_are_those_of_the_check(survey: TestClient, assistant: Assistant) -> None:
    found = json_of(checked(assistant, "county_survey.xlsx"))
    rooms = rows_of(survey.get("/check/results/rooms.csv").content)[1:]
    numbers = ("classes", "needed", "music", "music_compliant", "art", "art_compliant")
    assert [row[1:7] for row in rooms] == [[str(one[key]) for key in numbers] for one in found["rooms"]]
    spread = rows_of(survey.get("/check/results/dispersion.csv").content)[1:]
    expected = [number for one in found["stages"].values() for number in one["cv"].values()]
    assert [float(row[5]) for row in spread] == pytest.approx(expected)


def test_heads_are_in_the_language_of_the_page(survey: TestClient) -> None:
    assert rows_of(survey.get("/check/results/items.csv", params={"lang": "en"}).content)[0][:2] == ["Id", "Name"]


def test_downloads_follow_the_reading_that_is_shown(survey: TestClient, assistant: Assistant) -> None:
    other = {"rooms.kinds": "sum"}
    rows = rows_of(survey.get("/check/results/rooms.csv", params={"reading": "rooms.kinds=sum"}).content)[1:]
    expected = checked(assistant, "county_survey.xlsx", readings=other)
    assert [row[7] for row in rows] == [
        {True: "是", False: "否", None: "未定"}[one.passes] for one in expected.check.rooms
    ]


def test_the_marked_workbook_is_of_the_readers_own_sheets(survey: TestClient) -> None:
    answer = survey.get("/check/workbook")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert len(openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames) > 1


def test_a_table_that_there_is_not_is_told(survey: TestClient) -> None:
    assert survey.get("/check/results/none.csv").status_code == 404


@pytest.mark.parametrize("text", DANGEROUS)
def test_text_never_begins_a_formula(text: str) -> None:
    [_, [cell, number]] = rows_of(csv_file(["名称", "数"], [(text, -1.5)]))
    assert cell == f"'{text}" and number == "-1.5"
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file([("表", ["名称", "数"], [(text, -1.5)])])))["表"]
    assert sheet["A2"].data_type == "s" and sheet["A2"].quotePrefix
    assert (sheet["B2"].data_type, sheet["B2"].value) == ("n", -1.5)


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_can_be_written_and_none_is_a_formula(texts: list[str]) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_file([("表", ["名称"], [(one,) for one in texts])])))["表"]
    assert all(row[0].data_type in ("s", "n", "inlineStr") for row in sheet.iter_rows())
    for (cell,) in rows_of(csv_file(["名称"], [(f"{one}.",) for one in texts]))[1:]:
        assert cell[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_a_schools_name_stays_text_in_every_download(client: TestClient) -> None:
    [(_, content)] = golden("county_survey.csv")
    own = reader(client)
    upload(own, ("a.csv", content.decode("utf-8-sig").replace("康美小学", "=HYPERLINK(1)小学").encode()))
    schools = [row[0] for row in rows_of(own.get("/check/results/units.csv").content)]
    assert "'=HYPERLINK(1)小学" in schools
    book = openpyxl.load_workbook(io.BytesIO(own.get("/check/results.xlsx").content))
    cells = [cell for row in book["各校指标"].iter_rows(max_col=1) for cell in row]
    assert all(cell.data_type == "s" for cell in cells) and "=HYPERLINK(1)小学" in [cell.value for cell in cells]
