"""Batches: one answer a line, in order, whatever a line holds."""

import json
from pathlib import Path

import pytest

from ui.main import run

pytestmark = pytest.mark.usefixtures("command_home")
SURVEY = str(Path(__file__).parents[1] / "golden" / "sheets" / "county_survey.xlsx")
KEYS = {
    "id", "status", "text", "language", "citations", "figures", "conflicts", "suspects", "readings", "suggestions",
    "engine", "verification", "receipt",
}  # fmt: skip


def answers(lines: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    file = tmp_path / "questions.jsonl"
    file.write_text("\n".join(lines), encoding="utf-8-sig")
    assert run(["ask", "--batch", str(file)]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("line", "id", "reason"),
    [
        ('{"id": "a"', None, "不是 JSON"),
        ('{"id": "a"}', "a", "question"),
        ('{"id": "a", "question": 7}', "a", "question"),
        ('{"id": "a", "question": null}', "a", "question"),
        ('{"id": "a", "question": ""}', "a", "没有收到"),
        ('{"id": "a", "question": "\\ud800"}', "a", "编码"),
        ('{"id": "a", "question": "x", "year": "soon"}', "a", "year"),
        ('{"id": "a", "question": "x", "year": NaN}', "a", "year"),
        ('{"id": "a", "question": "x", "sheet": {}}', "a", "sheet"),
        ('{"id": "a", "question": "x", "sheet": "no-such.xlsx"}', "a", "没有文件"),
        ('{"id": 7, "question": null}', "7", "question"),
        ('{"id": "", "question": null}', "", "question"),
        ('["a"]', None, "-"),
        ("[" * 100_000, None, "不是 JSON"),
    ],
)
def test_a_bad_line_answers_with_its_id_and_the_reason(
    line: str, id: str | None, reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (answer,) = answers([line], tmp_path, capsys)
    assert set(answer) == KEYS
    assert answer["status"] == "needs_input"
    assert answer["id"] == (id if id is not None else answer["receipt"])
    assert reason in str(answer["text"])


def test_answers_come_in_the_order_of_the_lines_and_blank_lines_are_passed_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        '{"id": "1", "question": "乐清市要求每间音乐专用教室多大？", "unknown": 1, "county": null, "year": null}',
        "",
        "{",
        json.dumps({"id": "3", "question": "我们县音乐教室达标吗？", "sheet": [SURVEY]}),
    ]
    found = answers(lines, tmp_path, capsys)
    assert [one["status"] for one in found] == ["answered", "needs_input", "answered"]
    assert [found[0]["id"], found[2]["id"]] == ["1", "3"]
    assert all(set(one) == KEYS for one in found)


@pytest.mark.parametrize("row", [{"county": "\ud800"}, {"sheet": "\ud800.xlsx"}, {"conversation": "\ud800"}])
def test_halves_of_characters_end_no_batch(
    row: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        json.dumps({"id": "1", "question": "音乐教室要多大？", **row}),
        '{"id": "2", "question": "音乐教室要多大？"}',
    ]
    assert [one["id"] for one in answers(lines, tmp_path, capsys)] == ["1", "2"]


def test_a_row_that_fails_through_a_fault_of_ours_ends_no_batch(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUNHENG_HOME", str(tmp_path))
    monkeypatch.setattr("assistant.service.Assistant.ask", lambda *_, **__: 1 / 0)
    found = answers(['{"id": "1", "question": "x"}', '{"id": "2", "question": "y"}'], tmp_path, capsys)
    assert [(one["id"], one["status"]) for one in found] == [("1", "needs_input"), ("2", "needs_input")]
    assert "程序内部出错" in str(found[0]["text"])


def test_an_empty_id_is_an_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (answer,) = answers(['{"id": "", "question": "音乐教室要多大？"}'], tmp_path, capsys)
    assert answer["id"] == ""


def test_rows_of_one_conversation_share_their_sheet_and_no_other_row_sees_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "我们县音乐教室达标吗？"
    lines = [
        json.dumps({"id": "1", "question": question, "sheet": SURVEY, "conversation": "c"}),
        json.dumps({"id": "2", "question": question, "conversation": "c"}),
        json.dumps({"id": "3", "question": question, "conversation": "d"}),
        json.dumps({"id": "4", "question": question}),
    ]
    assert [one["status"] for one in answers(lines, tmp_path, capsys)] == [
        "answered", "answered", "needs_input", "needs_input",
    ]  # fmt: skip
