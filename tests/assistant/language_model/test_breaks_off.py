"""Whatever breaks while a model is spoken to, the built-in answer is given, and the log says what broke."""

import logging
from pathlib import Path

import pytest

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.settings import ModelSettings
from assistant.phrasing import engine
from assistant.service import Assistant
from tests.assistant.language_model.scripted_endpoint import Says, ScriptedEndpoint
from tests.assistant.language_model.test_stopped import QUESTION, UNANSWERED


@pytest.mark.parametrize(
    ("question", "broken"), [(QUESTION, "Speaker.over"), (QUESTION, "seen_facts"), (UNANSWERED, "to_plan")]
)
def test_what_breaks_in_the_middle_leaves_the_built_in_answer(
    home: Path, assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    question: str, broken: str,
) -> None:  # fmt: skip
    def breaks(*_: object) -> None:
        raise KeyError(broken)

    monkeypatch.setattr(f"{engine.__name__}.{broken}", breaks)
    with ScriptedEndpoint(Says("好。")) as endpoint, caplog.at_level(logging.ERROR):
        speaking = Assistant(home, Endpoint(ModelSettings("small", endpoint.url)))
        speaking._tools = assistant.tools
        answer = speaking.ask(question)
    built_in = assistant.ask(question)
    assert (answer.text, answer.status, answer.engine) == (built_in.text, built_in.status, "builtin")
    assert answer.verification.fallback == "internal" and "broke off" in caplog.text
