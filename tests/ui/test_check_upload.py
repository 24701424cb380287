"""Sheets come and go on the page of the check, with a script and without: uploads, samples, columns, removal."""

import json

import pytest
from lxml.html import fromstring
from starlette.testclient import TestClient

from assistant.service import Assistant
from calculators.model import Upload
from tests.ui.checking import golden, links_in, reader, rows_of, text_of, upload, with_sheets
from ui.check_page.samples import SAMPLES, sample_uploads
from ui.server.app import create_app
from ui.server.settings import ServerSettings

HEAD = "学校名称,学段,在校生数,班级数,网络多媒体教师数,教学仪器设备总植（万元）\n"
ROWS = "甲小学,小学,900,20,30,200\n乙小学,小学,800,18,27,180\n"


@pytest.fixture
def keeper(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    """A browser at an application with a memory of its own: what is confirmed there is confirmed nowhere else."""
    home = tmp_path_factory.mktemp("home")
    return reader(TestClient(create_app(Assistant.open(home), ServerSettings()), base_url="http://127.0.0.1:7860"))


def of_r7(page: str) -> str:
    return next(row["value"] for row in rows_of(page) if (row["item"], row.get("stage")) == ("R7", "小学"))


def test_a_form_leads_to_the_page_of_the_check(client: TestClient) -> None:
    own = reader(client)
    answer = own.post("/check/upload?lang=en", files=[("files", golden("one_school.xlsx")[0])], follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/check?lang=en&c=")


def test_a_script_is_told_where_to_go(client: TestClient) -> None:
    own = reader(client)
    files = [("files", golden("one_school.xlsx")[0])]
    answer = own.post("/check/upload", files=files, headers={"accept": "application/json"})
    assert rows_of(own.get(answer.json()["next"]).text)


def test_several_files_are_checked_together(client: TestClient) -> None:
    _, page = with_sheets(client, "county_statistics_小学.xlsx", "county_statistics_初中.xlsx")
    assert {row.get("stage") for row in rows_of(page) if row["item"] == "R1"} == {"小学", "初中"}
    assert all(f"<b>{name}</b>" in page for name in ("county_statistics_小学.xlsx", "county_statistics_初中.xlsx"))


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [("a.xlsx", b"no workbook", 415), ("a.csv", b"", 422), ("a.pdf", b"%PDF-1.4", 415)],
)
def test_a_file_that_cannot_be_read_is_told_and_changes_nothing(
    client: TestClient, name: str, content: bytes, status: int
) -> None:
    own, page = with_sheets(client, "one_school.xlsx")
    files = [("files", (name, content))]
    answer = own.post("/check/upload", files=files)
    assert answer.status_code == status and answer.headers["content-type"].startswith("text/html")
    error = own.post("/check/upload", files=files, headers={"accept": "application/json"}).json()["error"]
    assert error["message"] and error["hint"]
    assert rows_of(own.get("/check").text) == rows_of(page)


def test_no_file_and_too_many_files_are_told(client: TestClient) -> None:
    own = reader(client)
    assert own.post("/check/upload").status_code == 422
    [(name, content)] = golden("one_school.xlsx")
    many = [("files", (f"{at}{name}", content)) for at in range(13)]
    answer = own.post("/check/upload", files=many)
    assert answer.status_code == 413 and "12" in answer.text


def test_a_body_that_is_too_large_is_told_on_a_page_or_to_the_script(assistant: Assistant) -> None:
    settings = ServerSettings(max_body_bytes=2000)
    own = reader(TestClient(create_app(assistant, settings), base_url="http://127.0.0.1:7860"))
    files = [("files", ("a.csv", b"x" * 3000))]
    answer = own.post("/check/upload", files=files)
    assert answer.status_code == 413 and answer.headers["content-type"].startswith("text/html")
    answer = own.post("/check/upload", files=files, headers={"accept": "application/json"})
    assert answer.status_code == 413 and answer.json()["error"]["code"] == "too_large"


def test_another_site_cannot_send_sheets(client: TestClient) -> None:
    own = reader(client)
    files = [("files", golden("one_school.xlsx")[0])]
    assert own.post("/check/upload", files=files, headers={"origin": "http://evil.example"}).status_code == 400


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda one: one.name)
def test_every_sample_can_be_tried(client: TestClient, sample: object) -> None:
    own = reader(client)
    page = own.post("/check/sample", data={"sample": sample.name}).text
    assert len(rows_of(page)) > 31
    assert all(upload.name in page and "虚构" in upload.name for upload in sample_uploads(sample.name))


def test_a_sample_that_there_is_not_is_told(client: TestClient) -> None:
    assert reader(client).post("/check/sample", data={"sample": "../secret"}).status_code == 404


def test_one_sheet_is_removed_and_the_rest_is_checked_again(client: TestClient, assistant: Assistant) -> None:
    both = ("county_strong.xlsx", "county_form.xlsx")
    own, page = with_sheets(client, *both)
    left = own.post("/check/remove", data={"name": "county_form.xlsx"}).text
    _, alone = with_sheets(client, "county_strong.xlsx")
    assert rows_of(left) == rows_of(alone) != rows_of(page)
    assert "county_form.xlsx" not in left
    assert assistant.check([Upload(*golden("county_strong.xlsx")[0])]).check.status


def test_all_sheets_can_be_removed_and_stay_away(client: TestClient) -> None:
    own, _ = with_sheets(client, "one_school.xlsx")
    page = own.post("/check/remove", data={"name": "one_school.xlsx"}).text
    assert "选择数据表" in page and not rows_of(page)
    assert not rows_of(own.get("/check").text)
    assert own.get("/check/workbook").status_code == 404


def test_removing_what_is_not_there_changes_nothing(client: TestClient) -> None:
    own, page = with_sheets(client, "one_school.xlsx")
    assert rows_of(own.post("/check/remove", data={"name": "other.xlsx"}).text) == rows_of(page)
    assert reader(client).post("/check/remove", data={"name": "one_school.xlsx"}).status_code == 404


def test_a_doubtful_column_is_confirmed_on_the_page_and_undone(keeper: TestClient) -> None:
    page = upload(keeper, ("学校.csv", (HEAD + ROWS).encode()))
    assert "请确认这些列" in page and "网络多媒体教师数" in page
    value = of_r7(page)
    place = json.dumps(["学校.csv", "csv", "E1"])
    confirmed = keeper.post("/check/columns", data={"place": [place], "choice": ["multimedia_rooms"]}).text
    assert of_r7(confirmed) != value
    assert "撤销对这些表头的确认" in confirmed
    undone = keeper.post("/check/columns/undo").text
    assert rows_of(undone) == rows_of(page)


@pytest.mark.parametrize(
    ("place", "choice", "status"),
    [
        ('["学校.csv","csv","E1"]', "?", 422),
        ('["学校.csv","csv","Z9"]', "multimedia_rooms", 422),
        ("no json", "multimedia_rooms", 422),
        ('["学校.csv","csv","E1"]', "no_such_column", 422),
    ],
)
def test_what_cannot_be_confirmed_is_told(keeper: TestClient, place: str, choice: str, status: int) -> None:
    upload(keeper, ("学校.csv", (HEAD + ROWS).encode()))
    answer = keeper.post("/check/columns", data={"place": [place], "choice": [choice]})
    assert answer.status_code == status and answer.headers["content-type"].startswith("text/html")


def test_issues_stand_with_their_cells(client: TestClient) -> None:
    _, page = with_sheets(client, "county_survey_messy.xlsx")
    section = page[page.index('id="issues"') : page.index('id="columns"')]
    assert section.count("<li") >= 3 and "学校填报汇总!" in text_of(section)
    assert links_in(page, "/check/workbook")


def test_a_column_that_was_not_recognised_can_be_named(keeper: TestClient) -> None:
    [(_, content)] = golden("county_survey.csv")
    renamed = content.decode("utf-8-sig").replace("运动场地面积", "活动场坪")
    page = upload(keeper, ("示例县.csv", renamed.encode()))
    form = fromstring(page).xpath("//form[.//select[@name='place']]")[0]
    place = next(one.get("value") for one in form.xpath(".//option") if "活动场坪" in (one.text or ""))
    choice = next(one.get("value") for one in form.xpath(".//option") if one.text == "运动场地面积")
    after = keeper.post(form.get("action"), data={"place": place, "choice": choice})
    assert after.status_code == 200
    value = {row["item"]: row["value"] for row in rows_of(after.text)}
    assert value["R5"] != "—" and {row["item"]: row["status"] for row in rows_of(page)}["R5"] == "insufficient"
