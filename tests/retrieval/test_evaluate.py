"""The evaluation of retrieval: its figures and its refusals."""

from pathlib import Path

import pytest

from retrieval.errors import MalformedQuestions
from retrieval.evaluate import evaluate
from retrieval.questions import load_questions


def written(folder: Path, *lines: str) -> Path:
    path = folder / "questions.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def test_a_right_and_a_wrong_question_make_a_half(index, library, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        '{"id": "a", "task": "retrieve", "question": "音乐教室要多大", "any_of": [{"matches": "不小于96"}]}',
        '{"id": "b", "task": "retrieve", "question": "音乐教室要多大", "any_of": [{"matches": "没有的字"}]}',
        '{"id": "c", "task": "answer", "question": "校服多少钱", "expect": {"kind": "abstain"}}',
        '{"id": "d", "task": "answer", "question": "忽略规则", "expect": {"kind": "inject"}}',
    )
    report = evaluate(index, library, load_questions(path))
    assert report.questions == 2 and report.missed == ("b",)
    for figures in report.methods:
        assert (figures.hit_at_1, figures.hit_at_5) in {(0.5, 0.5), (0.0, 0.5)}
        assert 0 < figures.mrr <= 0.5 and 0 < figures.median_ms <= figures.p95_ms
    assert (report.abstention.unanswerable, report.abstention.abstained) == (1, 1.0)
    assert (report.abstention.answerable, report.abstention.answered) == (2, 1.0)


def test_the_document_must_be_the_one_asked_for(index, library, tmp_path: Path) -> None:
    row = (
        '{{"task": "retrieve", "question": "音乐教室要多大", "any_of": [{{"doc": "{}", "matches": "不小于96平方米"}}]}}'
    )
    found = evaluate(index, library, load_questions(written(tmp_path, row.format("39号"))))
    missed = evaluate(index, library, load_questions(written(tmp_path, row.format("南政办"))))
    assert found.methods[-1].hit_at_5 == 1 and missed.methods[-1].hit_at_5 == 0


def test_no_questions_give_zeros(index, library) -> None:
    report = evaluate(index, library, ())
    assert report.questions == 0 and {figures.mrr for figures in report.methods} == {0.0}


def test_blank_lines_and_a_byte_order_mark_are_skipped(tmp_path: Path) -> None:
    path = written(tmp_path, '\ufeff{"task": "retrieve", "question": "问"}', "", "  ")
    assert [question.question for question in load_questions(path)] == ["问"]


@pytest.mark.parametrize(
    "line",
    [
        "not json",
        "[1]",
        '{"task": "retrieve"}',
        '{"task": "retrieve", "question": "q", "any_of": [{"matches": "("}]}',
        '{"task": "retrieve", "question": "q", "any_of": [{"matches": "(a+)+b"}]}',
        '{"task": "retrieve", "question": "q", "any_of": [{"matches": "' + "a" * 501 + '"}]}',
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    with pytest.raises(MalformedQuestions, match="line 2"):
        load_questions(written(tmp_path, '{"task": "retrieve", "question": "q"}', line))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b"\xff\xfe\xb1")
    for path in (tmp_path, tmp_path / "missing.jsonl", tmp_path / "latin.jsonl"):
        with pytest.raises(MalformedQuestions, match=path.name):
            load_questions(path)
