"""What is rejected is counted by the sentence, logged without the user's data, and withheld."""

import logging

import pytest

from assistant import answering
from assistant.service import Assistant
from assistant.verified.draft import Draft
from assistant.verified.rejected import count_rejected, log_count, log_rejected
from assistant.verified.verify import Problem
from assistant.view import View

SENTENCE = "[[n:n1]]全部达标，12间。"
FOUND = [
    Problem("verdict_outside_slot", SENTENCE, "达标"),
    Problem("quantity_outside_slot", SENTENCE, "12"),
    Problem("unsupported_sentence", "都好。", "都好。"),
]


def test_a_sentence_with_several_faults_counts_once() -> None:
    assert count_rejected(FOUND) == 2 and count_rejected([]) == 0


def test_each_fault_is_logged_with_its_code_and_the_sentence_as_it_was_drafted(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.WARNING):
        log_rejected(FOUND)
    assert caplog.messages[0] == f"rejected, verdict_outside_slot: {SENTENCE}" and len(caplog.messages) == 3


def test_what_a_model_wrote_is_not_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        log_count([*FOUND, FOUND[0]])
    assert caplog.messages[0] == "rejected of a model, verdict_outside_slot: 2" and len(caplog.messages) == 3
    assert not [one for one in FOUND if one.sentence in caplog.text]


@pytest.mark.parametrize(
    ("question", "said"), [("音乐教室要多大？", "没有通过核对"), ("How large must a music room be?", "withheld")]
)
def test_a_draft_with_a_sentence_that_nothing_proves_is_withheld_counted_and_logged(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, question: str, said: str
) -> None:
    def careless(view: View, *_: object) -> Draft:
        school = view.ledger.school("向阳小学")
        return Draft("answered", (f"{school}全部达标，12间。", "全县都好。"))

    monkeypatch.setattr(answering, "draft_answer", careless)
    with caplog.at_level(logging.WARNING):
        answer = assistant.ask(question)
    assert answer.status == "abstained" and said in answer.text and "达标" not in answer.text
    shown = answer.as_json()["verification"]
    assert isinstance(shown, dict) and shown["rejected"] == 2 and shown["traced"] == 0 and shown["fallback"]
    assert any("rejected, " in one for one in caplog.messages)
    assert not any("向阳小学" in one for one in caplog.messages), "a name of the user's sheet is in the log"
