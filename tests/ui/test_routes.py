"""The REST interface over the real corpus, index and calculators."""

from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

ROOMS = "我们县音乐教室达标吗？"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def survey(sheets: Path) -> tuple[str, bytes, str]:
    return ("county_survey.xlsx", (sheets / "county_survey.xlsx").read_bytes(), XLSX)


def opened(client: TestClient, **given: str) -> str:
    answer = client.post("/api/sessions", json=given)
    assert answer.status_code == 200
    return str(answer.json()["session"])


def error_of(answer: Any) -> dict[str, str]:
    """Return an answer's error, which has exactly the keys of the contract."""
    body = answer.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "hint"}
    return dict(body["error"])


def test_a_question_is_answered_with_its_clause(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": "乐清市要求每间音乐专用教室多大？"}).json()
    assert answer["status"] == "answered"
    assert "96" in answer["text"]
    assert answer["citations"][0]["document"] == "乐政办发〔2023〕39号"
    assert all(one["text"][one["start"] : one["end"]] == one["quote"] for one in answer["citations"])


def test_a_session_needs_no_body(client: TestClient) -> None:
    assert len(client.post("/api/sessions").json()["session"]) >= 20


def test_a_sheet_joins_its_session_and_no_other(client: TestClient, survey: tuple[str, bytes, str]) -> None:
    mine, other = opened(client), opened(client)
    check = client.post(f"/api/sessions/{mine}/sheets", files={"files": survey})
    assert check.json()["county"]["rooms_pass"] is False
    asked = {name: {"question": ROOMS, "session": name} for name in (mine, other)}
    assert client.post("/api/ask", json=asked[mine]).json()["status"] == "answered"
    assert client.post("/api/ask", json=asked[other]).json()["status"] == "needs_input"


def test_a_session_that_was_ended_is_gone(client: TestClient, survey: tuple[str, bytes, str]) -> None:
    session = opened(client)
    assert client.delete(f"/api/sessions/{session}").status_code == 204
    for answer in (
        client.delete(f"/api/sessions/{session}"),
        client.post(f"/api/sessions/{session}/sheets", files={"files": survey}),
        client.post("/api/ask", json={"question": ROOMS, "session": session}),
    ):
        assert answer.status_code == 404
        assert error_of(answer)["code"] == "unknown_session"


def test_check_gives_the_keys_of_the_contract(client: TestClient, survey: tuple[str, bytes, str]) -> None:
    check = client.post("/api/check", files={"files": survey}, data={"county": "南安市", "year": "2025"}).json()
    assert set(check) == {
        "units", "stages", "rooms", "size", "class_size", "county", "issues", "verdict", "columns", "citations",
        "readings", "standard", "insight", "small_schools", "year_on_year", "derivations",
    }  # fmt: skip
    assert check["standard"]["year"] == 2025


def test_several_files_are_one_county(client: TestClient, sheets: Path) -> None:
    names = ("county_statistics_小学.xlsx", "county_statistics_初中.xlsx")
    check = client.post("/api/check", files=[("files", (name, (sheets / name).read_bytes(), XLSX)) for name in names])
    assert set(check.json()["stages"]) == {"小学", "初中"}


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("empty.xlsx", b"", 422),
        ("words.xlsx", b"\x00\x01 not a workbook", 415),
        ("page.xls", b"<html><table><tr><td>1</td></tr></table></html>", 415),
        ("large.csv", b"x" * (20 * 1024 * 1024 + 1), 413),
        ("larger.csv", b"x" * (22 * 1024 * 1024), 413),
        ("other.csv", "甲,乙\n1,2\n".encode(), 422),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_in_one_sentence(
    client: TestClient, name: str, content: bytes, status: int
) -> None:
    answer = client.post("/api/check", files={"files": (name, content)})
    assert answer.status_code == status
    error = error_of(answer)
    assert error["message"] and error["hint"]


def test_search_takes_a_number_of_results_and_a_county(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "音乐专用教室面积", "k": 3, "county": "乐清市"}).json()
    assert len(found["results"]) == 3
    assert {one["document"] for one in found["results"]} == {"乐政办发〔2023〕39号"}


@pytest.mark.parametrize("id", ["yueqing-2023-39", "乐政办发〔2023〕39号", "乐政办发(2023)39号"])
def test_a_document_is_found_by_id_and_by_number(client: TestClient, id: str) -> None:
    found = client.get(f"/api/documents/{id}").json()
    assert found["id"] == "yueqing-2023-39"
    assert any("音乐专用教室面积" in clause["text"] for clause in found["clauses"])


def test_documents_standards_and_health_say_what_is_here(client: TestClient) -> None:
    assert len(client.get("/api/documents").json()["documents"]) == 5
    found = client.get("/api/standards?lang=en").json()
    assert any((one["indicator"], one["stage"], one["value"]) == ("R1", "小学", 4.2) for one in found["standards"])
    provincial = [one for one in found["aims"] if one["indicator"] == "CV" and "省定标准" in one["words"]]
    assert provincial and all("do not say" in one["open"] for one in provincial)
    assert any((one["indicator"], one["value"], one["year"]) == ("R1", 3.96, 2021) for one in found["facts"])
    assert all(one["why"] and one["quote"] for one in found["left_out"])
    assert client.get("/api/health").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("method", "path", "given", "status", "code"),
    [
        ("POST", "/api/ask", {"content": b"{", "headers": {"content-type": "application/json"}}, 400, "bad_json"),
        ("POST", "/api/ask", {"json": {}}, 422, "validation"),
        ("POST", "/api/ask", {"json": {"question": 7}}, 422, "validation"),
        ("POST", "/api/ask", {"json": {"question": "x", "couny": "y"}}, 422, "validation"),
        ("POST", "/api/ask", {"json": {"question": "x", "lang": "fr"}}, 422, "validation"),
        ("POST", "/api/ask", {"json": {"question": "x", "year": "soon"}}, 422, "validation"),
        ("POST", "/api/ask", {"json": {"question": ""}}, 422, "unreadable_question"),
        ("POST", "/api/ask", {"json": {"question": "长" * 20_000}}, 422, "unreadable_question"),
        ("POST", "/api/ask", {"content": b'{"question": "\\ud800"}', "headers": {"content-type": "application/json"}},
         422, "unreadable_question"),
        ("POST", "/api/ask", {"content": b'{"question": "x", "county": "\\ud800"}'}, 422, "validation"),
        ("POST", "/api/sessions", {"content": b'{"county": "\\ud800"}'}, 422, "validation"),
        ("POST", "/api/ask", {"json": {"question": "x", "county": "长" * 101}}, 422, "validation"),
        ("POST", "/api/check", {"files": [("files", ("a.csv", b"x"))] * 13}, 413, "too_many_files"),
        ("POST", "/api/ask", {"content": b"question=x", "headers": {"content-type": "text/plain"}}, 415, "media_type"),
        ("POST", "/api/check", {}, 422, "validation"),
        ("POST", "/api/check", {"json": {}}, 415, "media_type"),
        ("GET", "/api/search", {}, 422, "validation"),
        ("GET", "/api/search?q=", {}, 422, "validation"),
        ("GET", "/api/search?q=x&k=0", {}, 422, "validation"),
        ("GET", "/api/documents/none", {}, 404, "unknown_document"),
        ("GET", "/api/nothing", {}, 404, "not_found"),
        ("GET", "/api/ask", {}, 404, "not_found"),
        ("DELETE", "/api/sessions/none", {}, 404, "unknown_session"),
    ],
)  # fmt: skip
def test_every_error_has_the_shape_of_the_contract(
    client: TestClient, method: str, path: str, given: dict[str, Any], status: int, code: str
) -> None:
    answer = client.request(method, path, **given)
    assert (answer.status_code, error_of(answer)["code"]) == (status, code)


@pytest.mark.parametrize(
    ("accepted", "body", "words"),
    [
        (None, {}, "没有"),
        ("zh-CN", {}, "没有"),
        ("en-GB,en;q=0.9", {}, "There is no such session"),
        ("zh-CN", {"lang": "en"}, "There is no such session"),
        ("en", {"lang": "zh"}, "没有"),
    ],
)
def test_errors_speak_the_language_of_the_body_else_of_the_client_else_chinese(
    client: TestClient, accepted: str | None, body: dict[str, str], words: str
) -> None:
    headers = {"accept-language": accepted} if accepted else {}
    answer = client.post("/api/ask", json={"question": "x", "session": "none", **body}, headers=headers)
    assert error_of(answer)["message"].startswith(words)


def test_a_failure_of_ours_tells_nothing_of_the_inside(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object, **__: object) -> None:
        raise RuntimeError("secret path")

    monkeypatch.setattr("assistant.service.Assistant.ask", failing)
    quiet = TestClient(client.app, base_url="http://127.0.0.1", raise_server_exceptions=False)
    answer = quiet.post("/api/ask", json={"question": "x"})
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_html_in_a_school_name_stays_text(client: TestClient) -> None:
    csv = "学校名称,学段,在校生数,班级数\n<img src=x onerror=alert(1)>小学,小学,100,3\n"
    answer = client.post("/api/check", files={"files": ("x.csv", csv.encode())})
    assert answer.headers["content-type"] == "application/json"
    assert answer.json()["units"][0]["school"] == "<img src=x onerror=alert(1)>小学"
