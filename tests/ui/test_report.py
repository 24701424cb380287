"""The marked-up workbook from the faces: `check --report`, and the two routes."""

import io
import json
from pathlib import Path

import openpyxl
import pytest
from starlette.testclient import TestClient

from ui.main import run

SHEETS = Path(__file__).parents[1] / "golden" / "sheets"
SURVEY = SHEETS / "county_survey.xlsx"
CHECKS = ("/api/check", "/api/check/workbook")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def sheets_of(content: bytes) -> list[str]:
    return openpyxl.load_workbook(io.BytesIO(content)).sheetnames


@pytest.fixture
def survey() -> tuple[str, bytes, str]:
    return SURVEY.name, SURVEY.read_bytes(), XLSX


@pytest.mark.usefixtures("command_home")
def test_check_writes_the_report_beside_its_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "报告.xlsx"
    assert run(["check", str(SURVEY), "--report", str(out), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["verdict"]["status"] == "not_met"
    assert "指标结果" in sheets_of(out.read_bytes())
    assert [path.name for path in tmp_path.iterdir()] == ["报告.xlsx"]


@pytest.mark.usefixtures("command_home")
def test_a_later_report_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"earlier")
    run(["check", str(SURVEY), "--report", str(out), "--lang", "en"])
    assert "Indicator results" in sheets_of(out.read_bytes())


@pytest.mark.usefixtures("command_home")
@pytest.mark.parametrize(
    ("name", "said"),
    [("out.csv", ".xlsx"), ("out", ".xlsx"), ("in.xlsx", "就是要核查的文件"), ("link.xlsx", "就是要核查的文件"),
     ("none/out.xlsx", "无法写入"), ("folder.xlsx", "无法写入")],
)  # fmt: skip
def test_a_report_that_cannot_be_written_is_an_error_and_harms_nothing(
    name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "in.xlsx"
    sheet.write_bytes(SURVEY.read_bytes())
    (tmp_path / "link.xlsx").symlink_to(sheet)
    (tmp_path / "folder.xlsx").mkdir()
    there = sorted(tmp_path.iterdir())
    assert run(["check", str(sheet), "--report", str(tmp_path / name)]) == 2
    shown = capsys.readouterr()
    assert said in shown.err and not shown.out
    assert sheet.read_bytes() == SURVEY.read_bytes()
    assert sorted(tmp_path.iterdir()) == there


def test_the_workbook_of_sheets_sent_with_the_request(client: TestClient, survey: tuple[str, bytes, str]) -> None:
    answer = client.post("/api/check/workbook", files={"files": survey}, data={"lang": "en", "year": "2025"})
    assert answer.status_code == 200 and answer.headers["content-type"] == XLSX
    assert "attachment" in answer.headers["content-disposition"]
    assert "Indicator results" in sheets_of(answer.content)


def test_the_workbook_of_a_session(client: TestClient, survey: tuple[str, bytes, str]) -> None:
    session = client.post("/api/sessions").json()["session"]
    client.post(f"/api/sessions/{session}/sheets", files={"files": survey})
    answer = client.get(f"/api/sessions/{session}/workbook")
    assert answer.status_code == 200 and "指标结果" in sheets_of(answer.content)


def test_a_session_without_sheets_has_no_workbook(client: TestClient) -> None:
    session = client.post("/api/sessions").json()["session"]
    assert client.get(f"/api/sessions/{session}/workbook").json()["error"]["code"] == "nothing_checked"
    assert client.get("/api/sessions/none/workbook").status_code == 404


def test_a_link_to_the_workbook_of_a_session_that_has_ended_leads_to_a_page(client: TestClient) -> None:
    link, browser = "/api/sessions/none/workbook?lang=en", "text/html,application/xhtml+xml,*/*;q=0.8"
    answer = client.get(link, headers={"accept": browser})
    assert answer.status_code == 404 and answer.headers["content-type"].startswith("text/html")
    assert "There is no such session" in answer.text
    assert client.get(link).json()["error"]["code"] == "unknown_session"


@pytest.mark.parametrize("content", [b"", b"x", b"<html></html>"])
def test_a_file_that_is_no_sheet_is_told_as_by_check(client: TestClient, content: bytes) -> None:
    answers = [client.post(path, files={"files": ("a.xlsx", content, XLSX)}) for path in CHECKS]
    assert answers[0].status_code in (415, 422)
    assert answers[0].status_code == answers[1].status_code and answers[0].json() == answers[1].json()
