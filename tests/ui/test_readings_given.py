"""Readings (口径) on the command line, in a batch and over REST; an unknown one is refused with the list of all."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from ui.main import run

pytestmark = pytest.mark.usefixtures("command_home")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTED = "rooms.kinds=each|sum"


@pytest.fixture
def survey(sheets: Path) -> str:
    return str(sheets / "county_survey.xlsx")


def used(answer: dict[str, object]) -> dict[str, str]:
    readings = answer["readings"]
    assert isinstance(readings, list)
    return {one["id"]: one["value"] for one in readings}


def test_check_applies_every_reading_given(survey: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", survey, "--reading", "rooms.kinds=sum", "--reading", "relief_2019=true", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["county"]["rooms_pass"] is True
    assert used(found) == {
        "rooms.kinds": "sum",
        "rooms.surplus": "enough",
        "include_private": "true",
        "relief_2019": "true",
        "rounding": "unrounded",
    }


def test_check_without_a_reading_uses_the_defaults(survey: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", survey, "--json"])
    found = json.loads(capsys.readouterr().out)
    assert found["county"]["rooms_pass"] is False
    assert all(one["default"] for one in found["readings"])


def test_ask_applies_a_reading(survey: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["ask", "我们县专用教室达标吗", "--sheet", survey, "--reading", "rooms.kinds=sum", "--json"]
    assert run(arguments) == 0
    answer = json.loads(capsys.readouterr().out)
    assert used(answer)["rooms.kinds"] == "sum" and "**达标**" in answer["text"]


@pytest.mark.parametrize("reading", ["rooms.kinds=both", "rooms=each", "rooms.kinds", "=", ""])
@pytest.mark.parametrize("command", ["check", "ask"])
def test_an_unknown_reading_is_wrong_use_with_the_list(
    command: str, reading: str, survey: str, capsys: pytest.CaptureFixture[str]
) -> None:
    subject = [survey] if command == "check" else ["音乐教室要多大"]
    assert run([command, *subject, "--reading", reading]) == 2
    error = capsys.readouterr().err
    assert LISTED in error and error.count("\n") == 1


def test_a_row_of_a_batch_may_name_its_readings(
    survey: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"question": "我们县专用教室达标吗", "sheet": survey}
    rows = [row, {**row, "readings": {"rooms.kinds": "sum"}}, {**row, "readings": {"rooms": "sum"}}]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in rows), "utf-8")
    assert run(["ask", "--batch", str(batch)]) == 0
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [used(one).get("rooms.kinds") for one in answers] == ["each", "sum", None]
    assert answers[2]["status"] == "needs_input" and LISTED in answers[2]["text"]


def test_a_batch_and_a_reading_option_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ask", "--batch", "x.jsonl", "--reading", "rooms.kinds=sum"]) == 2
    assert "--reading" in capsys.readouterr().err


def test_the_interface_checks_under_the_readings_of_the_form(client: TestClient, survey: str) -> None:
    files = {"files": ("survey.xlsx", Path(survey).read_bytes(), XLSX)}
    given = {"reading": ["rooms.kinds=sum", "rounding=rounded"]}
    found = client.post("/api/check", files=files, data=given).json()
    assert (used(found)["rooms.kinds"], used(found)["rounding"]) == ("sum", "rounded")
    assert found["county"]["rooms_pass"] is True


@pytest.mark.parametrize("value", ["true", True])
def test_the_interface_answers_under_the_readings_of_the_body(client: TestClient, survey: str, value: object) -> None:
    session = client.post("/api/sessions").json()["session"]
    client.post(f"/api/sessions/{session}/sheets", files={"files": ("s.xlsx", Path(survey).read_bytes(), XLSX)})
    question = {"question": "蓬华小学学校规模达标吗", "session": session}
    eased = client.post("/api/ask", json={**question, "readings": {"relief_2019": value}}).json()
    assert used(eased)["relief_2019"] == "true" and "**达标**" in eased["text"]
    assert "**不达标**" in client.post("/api/ask", json=question).json()["text"]


@pytest.mark.parametrize("reading", ["rooms.kinds=both", "nothing"])
def test_the_interface_refuses_an_unknown_reading_with_the_list(client: TestClient, survey: str, reading: str) -> None:
    files = {"files": ("survey.xlsx", Path(survey).read_bytes(), XLSX)}
    checked = client.post("/api/check", files=files, data={"reading": [reading]})
    id, _, value = reading.partition("=")
    asked = client.post("/api/ask", json={"question": "音乐教室要多大", "readings": {id: value}})
    for answer in (checked, asked):
        assert answer.status_code == 422
        assert answer.json()["error"]["code"] == "unknown_reading" and LISTED in answer.json()["error"]["hint"]
