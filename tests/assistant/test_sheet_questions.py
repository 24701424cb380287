"""The sheet questions, open and held back: how many are right, and no figure wrong in any answer."""

import json
from pathlib import Path

import pytest

from assistant.evaluate import EvalReport, evaluate
from assistant.evaluation.asking import ask_sheets
from assistant.evaluation.right import first_verdict, sheet_fault
from assistant.evaluation.rows import SheetExpected, sheet_questions
from assistant.service import Assistant
from retrieval.errors import MalformedQuestions

GOLDEN = Path(__file__).parents[1] / "golden"
OPEN, HELD_BACK = GOLDEN / "sheet_questions.jsonl", GOLDEN / "sheet_questions_held_back.jsonl"
# What is reached; the target is .95 for each. A fall below is a loss to be found.
REACHED = {OPEN: 0.95, HELD_BACK: 0.80}
# So many of the figures, at most, are held against nothing but their own formula, or nothing at all.
UNHELD = 0.05


def written(folder: Path, **changes: object) -> Path:
    """Write a file of one row."""
    row = {"id": "x1", "task": "sheet", "kind": "verdict", "question": "达标吗", "expect": {"language": "zh"}}
    path = folder / "rows.jsonl"
    path.write_text(json.dumps(row | changes, ensure_ascii=False), "utf-8")
    return path


@pytest.mark.parametrize("path", [OPEN, HELD_BACK], ids=["open", "held back"])
def test_no_figure_is_wrong_and_as_many_answers_are_right_as_were_reached(path: Path, assistant: Assistant) -> None:
    tally = ask_sheets(assistant, path)
    assert [miss.id for miss in tally.wrong] == []
    assert tally.figures > 500
    assert (tally.held["formula"] + tally.held["nothing"]) / tally.figures <= UNHELD, tally.held
    assert tally.share is not None
    assert tally.share >= REACHED[path], (tally.right.total(), [miss.id for miss in tally.misses])


def test_the_questions_are_of_every_kind_and_a_fifth_are_in_turns() -> None:
    rows = [*sheet_questions(OPEN), *sheet_questions(HELD_BACK)]
    assert len(rows) >= 180
    assert len({row.id for row in rows}) == len(rows)
    assert sum(bool(row.turns) for row in rows) >= len(rows) / 5
    assert sum(row.expect.language == "en" for row in rows) >= len(rows) / 6


@pytest.mark.parametrize(
    "changes",
    [{"expects": {}}, {"expect": {}}, {"expect": {"language": "zh", "sais": ["1"]}}, {"sheets": "county.xlsx"}],
)
def test_a_row_with_a_wrong_key_is_refused(changes: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(MalformedQuestions, match=r"line 1|第 1 行"):
        sheet_questions(written(tmp_path, **changes))


def test_what_an_answer_lacks_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("音乐教室要多大")
    right = SheetExpected(language="zh", says=("96",), words=("音乐|美术",))
    assert sheet_fault(answer, right) is None
    for wrong, told in (
        (right.model_copy(update={"says": ("97",)}), "does not say ['97']"),
        (right.model_copy(update={"language": "en"}), "language zh"),
        (right.model_copy(update={"status": ("abstained",)}), "status answered"),
        (right.model_copy(update={"schools": ("甲小学",)}), "does not name ['甲小学']"),
        (right.model_copy(update={"verdict": "met"}), "verdict None, not met"),
        (right.model_copy(update={"forbid": ("96",)}), "says ['96']"),
    ):
        assert told in (sheet_fault(answer, wrong) or "")


@pytest.mark.parametrize(
    ("text", "status"),
    [("初中：**不达标**，小学：**达标**", "not_met"), ("**met**, then **not met**", "met"), ("达标", None)],
)
def test_the_first_verdict_counts(text: str, status: str | None) -> None:
    assert first_verdict(text) == status


def test_a_report_of_what_is_held_back_names_ids_alone(assistant: Assistant, tmp_path: Path) -> None:
    path = written(tmp_path, question="音乐教室要多大", expect={"language": "zh", "says": ["97"]})
    told = evaluate(assistant, path)
    hidden = evaluate(assistant, path.rename(tmp_path / "rows_held_back.jsonl"))
    assert "does not say" in told.text("zh")
    assert "x1" in hidden.text("zh")
    assert "does not say" not in hidden.text("zh") + json.dumps(hidden.as_json())


def test_a_missed_gate_fails(assistant: Assistant, tmp_path: Path) -> None:
    report: EvalReport = evaluate(assistant, written(tmp_path, expect={"language": "en"}))
    assert report.failed_gates == ("sheet",)
    assert not report.passed
