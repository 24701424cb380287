"""What is counted of answers with a model: who put them in words, what was rejected, what the built-in one lacks."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.evaluation.asking import ask_documents
from assistant.evaluation.spoken import Spoken
from assistant.language_model.messages import ModelFailed, Patience, Reply, ToolSpec, Utterance
from assistant.model import Answer
from assistant.service import Assistant
from tests.benchmarks.model_runs import TASKS, Asked, Comparison, added, compare, of_a_task, paired, run, sample

GOLDEN = Path(__file__).parents[2] / "golden"
QUESTION = "音乐教室要多大"


class Says:
    """A model that says the same to everything, or nothing in time."""

    name, host, is_local, seconds, shows_names = "tiny", "127.0.0.1", True, 30.0, False

    def __init__(self, text: str | None) -> None:
        self.text = text

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience, heard: Callable[[str], None]
    ) -> Reply:
        if self.text is None:
            raise ModelFailed("timeout")
        heard(self.text)
        return Reply(self.text)


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    row = {"id": "1", "task": "answer", "question": QUESTION, "expect": {"kind": "clause", "numbers": ["96"]}}
    path = tmp_path / "questions.jsonl"
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    return path


@pytest.fixture
def with_model(assistant: Assistant, home: Path) -> Callable[[str | None], Assistant]:
    return lambda text: Assistant(home, Says(text))


@pytest.fixture
def answer(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION)


def test_without_a_model_nothing_is_told_of_one(assistant: Assistant, questions: Path) -> None:
    spoken = ask_documents(assistant, questions).spoken
    assert (spoken.engines, spoken.requests) == ({"builtin": 1}, 0)
    assert spoken.lines("zh") == spoken.lines("en") == []


def test_what_a_model_invents_is_counted_as_rejected_and_repaired(
    with_model: Callable[[str | None], Assistant], questions: Path
) -> None:
    tally = ask_documents(with_model("音乐教室要 105 平方米。"), questions)
    spoken = tally.spoken
    assert (tally.right.total(), spoken.requests, spoken.repairs, spoken.rejected) == (1, 2, 1, 1)  # said twice
    assert spoken.engines == {"builtin": 1} and spoken.fallbacks.total() == 1
    assert spoken.lines("en")[:2] == [
        "answered by builtin 1",
        "requests to the model 2, sentences rejected 1, repairs 1",
    ]


def test_a_model_that_is_late_is_counted_by_the_code_of_its_failure(
    with_model: Callable[[str | None], Assistant], questions: Path
) -> None:
    spoken = ask_documents(with_model(None), questions).spoken
    assert spoken.as_json() == {
        "engines": {"builtin": 1}, "requests": 1, "rejected": 0, "repairs": 0, "fallbacks": {"timeout": 1},
    }  # fmt: skip


def test_counts_of_two_files_add_up(with_model: Callable[[str | None], Assistant], questions: Path) -> None:
    whole = Spoken()
    for _ in range(2):
        whole.add(ask_documents(with_model(None), questions).spoken)
    assert whole.fallbacks == {"timeout": 2} and whole.engines == {"builtin": 2} and whole.requests == 2


def test_the_same_questions_are_asked_without_and_with_the_model(
    with_model: Callable[[str | None], Assistant], questions: Path
) -> None:
    compared = compare(with_model("没有这样的要求。"), questions)
    assert [(mine.question, told.question) for mine, told in compared.pairs] == [(QUESTION, QUESTION)]
    assert compared.builtin.whole.spoken.requests == 0 and compared.model.whole.spoken.requests > 0
    assert compared.unverified == compared.lost == []
    assert "documents: right 1/1 built in, 1/1 with the model" in compared.text()


@pytest.mark.parametrize(
    ("said", "found"),
    [("另有105平方米。", ["105"]), ("另有１０５平方米。", ["105"]), ("[7]", []), ("音乐教室", [])],
)
def test_a_number_that_the_built_in_answer_lacks_is_found(answer: Answer, said: str, found: list[str]) -> None:
    assert added(answer, replace(answer, text=answer.text + said)) == found


def test_a_figure_that_is_wrong_or_an_answer_that_is_lost_shows_in_the_comparison(
    assistant: Assistant, questions: Path
) -> None:
    class Lying:
        """An assistant that changes what it is told to say."""

        def ask(self, question: str, *, builtin: bool, **given: object) -> Answer:
            told = assistant.ask(question, builtin=True, **given)
            return told if builtin else replace(told, text=told.text.replace("96", "105"))

        def __getattr__(self, name: str) -> object:
            return getattr(assistant, name)

    compared = Comparison.of(run(Lying(), questions, builtin=True), run(Lying(), questions, builtin=False))
    assert f"{QUESTION}: 105 is not in the built-in answer" in compared.unverified
    assert [one.partition(":")[0] for one in compared.lost] == ["1"]


def test_answers_are_paired_by_question_in_the_order_of_asking(answer: Answer) -> None:
    mine = [Asked("a", answer, 1.0), Asked("b", answer, 2.0), Asked("a", answer, 3.0)]
    told = [Asked("a", answer, 4.0), Asked("c", answer, 5.0), Asked("a", answer, 6.0)]
    assert [(one.seconds, other.seconds) for one, other in paired(mine, told)] == [(1.0, 4.0), (3.0, 6.0)]


def test_a_sample_is_spread_over_the_rows_that_are_answered(tmp_path: Path) -> None:
    files = (GOLDEN / "dev_questions.jsonl", GOLDEN / "sheet_questions.jsonl")
    lines = sample(files, 10, tmp_path).read_text("utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len({row["id"] for row in rows}) == 10 and {row["task"] for row in rows} == set(TASKS)
    assert (tmp_path / "sheets").samefile(GOLDEN / "sheets")
    assert not of_a_task("") and not of_a_task('{"task": "retrieve"}')
