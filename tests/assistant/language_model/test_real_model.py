"""The open question sets with a live model: no figure is unverified, and no answer is worse than the built-in one.

Skipped unless JUNHENG_TEST_MODEL_URL names an OpenAI-compatible endpoint. JUNHENG_TEST_MODEL is the model's name (else
the endpoint's first), JUNHENG_TEST_MODEL_QUESTIONS how many questions are asked, spread over the sets.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.language_model.settings import MODEL, MODEL_URL
from assistant.model import Answer
from assistant.service import Assistant
from tests.assistant.language_model.oracle import differences
from tests.benchmarks.bench_model import OPEN, first_model
from tests.benchmarks.model_runs import Comparison, compare, sample

URL = os.environ.get("JUNHENG_TEST_MODEL_URL", "").rstrip("/")
MOST = 30
BEGIN = "does not begin with: "
pytestmark = pytest.mark.skipif(not URL, reason="JUNHENG_TEST_MODEL_URL names no model")


@pytest.fixture(scope="module")
def compared(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Comparison]:
    most = int(os.environ.get("JUNHENG_TEST_MODEL_QUESTIONS", MOST))
    questions = sample(OPEN, most, tmp_path_factory.mktemp("questions"))
    with pytest.MonkeyPatch.context() as patch:  # as an operator sets it
        patch.setenv(MODEL, os.environ.get("JUNHENG_TEST_MODEL") or first_model(URL))
        patch.setenv(MODEL_URL, URL)
        yield compare(Assistant(home), questions)


def test_no_unverified_figure_is_shown(compared: Comparison, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{compared.text()}")
    assert compared.model.whole.figures > 0
    assert compared.unverified == []


def departing(answer: Answer, built_in: Answer) -> list[str]:
    """Return how an answer differs; that its first line goes on behind the built-in one's heading is no difference."""
    found = [] if answer.text == built_in.text else differences(answer, built_in)
    return [one for one in found if not (one.startswith(BEGIN) and answer.text.startswith(one.removeprefix(BEGIN)))]


def test_every_answer_says_what_the_built_in_one_says_and_nothing_else(compared: Comparison) -> None:
    same = [(mine, told) for mine, told in compared.pairs if mine.answer.status == told.answer.status]
    found = {told.question: departing(told.answer, mine.answer) for mine, told in same}
    assert {question: told for question, told in found.items() if told} == {}


def test_the_model_was_spoken_to(compared: Comparison) -> None:
    assert compared.model.whole.spoken.requests > 0
    assert compared.builtin.whole.spoken.requests == 0


@pytest.mark.parametrize("part", ["documents", "sheets"])
def test_no_fewer_answers_are_right_than_without_it(compared: Comparison, part: str) -> None:
    without, with_model = getattr(compared.builtin, part), getattr(compared.model, part)
    assert with_model.asked == without.asked
    assert with_model.right.total() >= without.right.total(), compared.lost
