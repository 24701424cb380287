"""The open question sets with a live model: no figure is unverified, and no answer is worse than the built-in one.

Skipped unless JUNHENG_TEST_MODEL_URL names an OpenAI-compatible endpoint. JUNHENG_TEST_MODEL is the model's name (else
the endpoint's first), JUNHENG_TEST_MODEL_QUESTIONS how many questions are asked, spread over the sets.
"""

import os
from pathlib import Path

import pytest

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.settings import ModelSettings
from assistant.service import Assistant
from tests.benchmarks.bench_model import OPEN, first_model
from tests.benchmarks.model_runs import Comparison, compare, sample

URL = os.environ.get("JUNHENG_TEST_MODEL_URL", "").rstrip("/")
MOST = 30
pytestmark = pytest.mark.skipif(not URL, reason="JUNHENG_TEST_MODEL_URL names no model")


@pytest.fixture(scope="module")
def compared(home: Path, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    name = os.environ.get("JUNHENG_TEST_MODEL") or first_model(URL)
    most = int(os.environ.get("JUNHENG_TEST_MODEL_QUESTIONS", MOST))
    assistant = Assistant(home, Endpoint(ModelSettings(name, URL)))
    return compare(assistant, sample(OPEN, most, tmp_path_factory.mktemp("questions")))


def test_no_unverified_figure_is_shown(compared: Comparison, capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\n{compared.text()}")
    assert compared.model.whole.figures > 0
    assert compared.unverified == []


def test_the_model_was_spoken_to(compared: Comparison) -> None:
    assert compared.model.whole.spoken.requests > 0
    assert compared.builtin.whole.spoken.requests == 0


@pytest.mark.parametrize("part", ["documents", "sheets"])
def test_no_fewer_answers_are_right_than_without_it(compared: Comparison, part: str) -> None:
    without, with_model = getattr(compared.builtin, part), getattr(compared.model, part)
    assert with_model.asked == without.asked
    assert with_model.right.total() >= without.right.total(), compared.lost
