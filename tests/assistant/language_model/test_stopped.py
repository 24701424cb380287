"""Whoever no longer waits says so: the model is left at once, and the answer ends in built-in words and is kept."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.settings import MODEL_NAMES, MODEL_TIMEOUT, ModelSettings
from assistant.model import Answer
from assistant.replay import replay
from assistant.service import Assistant
from tests.assistant.language_model.scripted_endpoint import Behaviour, Hangs, Says, ScriptedEndpoint, WithoutTools
from tests.ui.wording_model import Echoes

QUESTION = "义务教育学校的班额、校舍面积、音乐教室、体育场馆各有什么要求？"  # several points, each a sentence
UNANSWERED = "今年高考分数线是多少？"
AN_HOUR = 3600.0
Speaks = Callable[..., tuple[Assistant, ScriptedEndpoint]]


@pytest.fixture
def speaks(home: Path, assistant: Assistant) -> Iterator[Speaks]:
    """Give the assistant that all tests share another mouth."""
    with ExitStack() as endpoints:

        def with_model(*script: Behaviour, seconds: float = AN_HOUR) -> tuple[Assistant, ScriptedEndpoint]:
            endpoint = endpoints.enter_context(ScriptedEndpoint(*script))
            speaking = Assistant(home, Endpoint(ModelSettings("small", endpoint.url, seconds=seconds)))
            speaking._tools = assistant.tools
            return speaking, endpoint

        yield with_model


def asked(assistant: Assistant, when: threading.Event, act: Callable[[], None], **given: object) -> Answer:
    """Ask, and do something once something has happened."""
    acting = threading.Thread(target=lambda: when.wait(60) and act())
    acting.start()
    try:
        return assistant.ask(QUESTION, **given)  # type: ignore[arg-type]
    finally:
        acting.join()


def test_an_answer_that_nobody_waits_for_ends_in_built_in_words_and_is_kept(
    speaks: Speaks, assistant: Assistant
) -> None:
    stop = threading.Event()
    speaking, endpoint = speaks(Hangs(after_head=True))
    answer = asked(speaking, endpoint.came, stop.set, stop=stop)
    assert endpoint.left.wait(60)
    assert (answer.text, answer.engine) == (assistant.ask(QUESTION).text, "builtin")
    assert answer.verification.fallback == "stopped"
    kept = speaking.kept.receipts.get(answer.receipt).exchange
    assert kept and [one.heard.failed for one in kept.requests] == ["stopped"] and kept.requests[0].sent
    assert replay(speaking, answer.receipt).same


def test_what_the_model_said_before_it_was_stopped_stays(speaks: Speaks) -> None:
    stop, said = threading.Event(), threading.Event()
    pieces: list[str] = []

    def released(piece: str) -> None:
        pieces.append(piece)
        said.set()

    speaking, _ = speaks(Echoes(go_on=threading.Event()), seconds=60)  # an end, also where nothing is ever said
    answer = asked(speaking, said, stop.set, stop=stop, released=released)
    assert "".join(pieces) == answer.text and len(pieces) > 1
    assert (answer.engine, answer.verification.fallback) == ("model:small", "stopped")
    assert replay(speaking, answer.receipt).same


def test_all_talks_with_a_model_can_be_ended_and_later_ones_are_not(speaks: Speaks) -> None:
    speaking, endpoint = speaks(Hangs(), Says("好。"))
    assert asked(speaking, endpoint.came, speaking.stop_talks).verification.fallback == "stopped"
    assert speaking.ask(QUESTION).verification.fallback != "stopped" and len(endpoint.asked) > 1


def test_a_model_has_the_time_of_its_own_settings(speaks: Speaks, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MODEL_TIMEOUT, "600")
    speaking, endpoint = speaks(Hangs(), seconds=1)
    assert speaking.ask(QUESTION).verification.fallback == "timeout" and endpoint.left.wait(60)


def test_a_replay_asks_for_no_setting_of_a_model(speaks: Speaks, monkeypatch: pytest.MonkeyPatch) -> None:
    speaking, _ = speaks(Echoes())
    receipt = speaking.ask(QUESTION).receipt
    monkeypatch.setenv(MODEL_TIMEOUT, "soon")
    monkeypatch.setenv(MODEL_NAMES, "perhaps")
    assert replay(speaking, receipt).same


def test_what_was_sent_to_a_model_without_tools_is_kept_as_it_was_sent(speaks: Speaks) -> None:
    speaking, endpoint = speaks(WithoutTools(Says("没有。")))
    answers = [speaking.ask(UNANSWERED) for _ in range(2)]
    kept = [speaking.kept.receipts.get(one.receipt).exchange for one in answers]
    tools = [[bool(request.tools) for request in one.requests] for one in kept if one]
    assert tools == [[True, False], [False]] and [len(one.body.get("tools", ())) > 0 for one in endpoint.asked] == [
        True, False, False,
    ]  # fmt: skip
    assert all(replay(speaking, one.receipt).same for one in answers)
