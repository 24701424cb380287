"""An endpoint that is slow, hangs or never ends costs no more than its time, and leaves no thread and no connection."""

import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.language_model.endpoint import Endpoint
from assistant.language_model.limits import DOWN_SECONDS
from assistant.language_model.messages import ModelFailed, Patience, Utterance
from assistant.language_model.settings import ModelSettings
from tests.assistant.language_model.scripted_endpoint import (
    Behaviour,
    Depends,
    Dribbles,
    Floods,
    Hangs,
    Received,
    Says,
    ScriptedEndpoint,
    deaf_host,
)

QUESTION = (Utterance("user", "好吗？"),)
A_MOMENT, AN_HOUR = 0.6, 3600


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """The library is loaded before anything is timed."""
    Endpoint(ModelSettings("small", "http://127.0.0.1:1/v1")).prepare()


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    yield
    for thread in threading.enumerate():
        if thread.name == "language-model":
            thread.join(10)
            assert not thread.is_alive()


def failing(url: str, seconds: float, heard=str, *stops: threading.Event) -> ModelFailed:
    with pytest.raises(ModelFailed) as failed:
        Endpoint(ModelSettings("small", url)).reply(QUESTION, (), Patience.of(seconds, stops), heard)
    return failed.value


@pytest.mark.parametrize(
    "behaviour",
    [
        Hangs(),
        Hangs(after_head=True),
        Dribbles(),
        Dribbles(kind="comments"),
        Dribbles(kind="head"),
        Says("好。", pause=9),
    ],
    ids=["hangs", "hangs after its head", "dribbles words", "dribbles comments", "dribbles its head", "pauses"],
)
def test_an_endpoint_that_does_not_end_is_left_at_the_deadline(behaviour: Behaviour) -> None:
    with ScriptedEndpoint(behaviour) as endpoint:
        assert failing(endpoint.url, A_MOMENT).code == "timeout"
        assert endpoint.left.wait(10), "the connection is closed, not only forgotten"


@pytest.mark.parametrize("behaviour", [Dribbles("字" * 1_000, pause=0.01), Floods()], ids=["words", "bytes"])
def test_an_endpoint_that_says_too_much_is_left_without_waiting_for_its_end(behaviour: Behaviour) -> None:
    with ScriptedEndpoint(behaviour) as endpoint:
        assert failing(endpoint.url, AN_HOUR).code == "too_long"
        assert endpoint.left.wait(10)


def test_who_listens_may_stop_listening() -> None:
    class Enough(Exception):
        pass

    def enough(_: str) -> None:
        raise Enough

    with ScriptedEndpoint(Dribbles()) as endpoint:
        with pytest.raises(Enough):
            Endpoint(ModelSettings("small", endpoint.url)).reply(QUESTION, (), Patience.of(AN_HOUR), enough)
        assert endpoint.left.wait(10)


@pytest.mark.parametrize("behaviour", [Hangs(), Hangs(after_head=True), Dribbles(kind="comments")])
def test_an_endpoint_is_left_as_soon_as_nobody_waits_for_it_any_more(behaviour: Behaviour) -> None:
    stop = threading.Event()
    with ScriptedEndpoint(behaviour) as endpoint:
        leaving = threading.Thread(target=lambda: endpoint.came.wait(10) and stop.set())
        leaving.start()
        assert failing(endpoint.url, AN_HOUR, str, threading.Event(), stop).code == "stopped"
        assert endpoint.left.wait(10)
        leaving.join()


def test_who_was_told_to_stop_before_is_sent_nothing() -> None:
    stop = threading.Event()
    stop.set()
    with ScriptedEndpoint() as endpoint:
        assert failing(endpoint.url, AN_HOUR, str, stop).code == "stopped" and endpoint.requests == []


def test_a_fault_of_this_machine_is_a_model_that_cannot_be_reached(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("sk-geheim")

    monkeypatch.setattr("assistant.language_model.connection.Wire.reach", broken)
    assert failing("http://127.0.0.1:1/v1", AN_HOUR).code == "unavailable"
    assert "ZeroDivisionError" in caplog.text and "geheim" not in caplog.text


def test_words_are_heard_while_the_endpoint_still_speaks() -> None:
    with ScriptedEndpoint(Dribbles("好")) as endpoint:
        heard: list[str] = []
        assert failing(endpoint.url, A_MOMENT, heard.append).code == "timeout"
        assert set(heard) == {"好"}


def test_no_time_at_all_is_a_timeout() -> None:
    with ScriptedEndpoint() as endpoint:
        assert failing(endpoint.url, 0).code == "timeout"


def test_a_host_that_lets_nobody_connect_is_not_waited_for_and_not_tried_again_for_a_while() -> None:
    now = [100.0]
    with deaf_host() as url:
        endpoint = Endpoint(ModelSettings("small", url), clock=lambda: now[0])
        told = []
        for moment in (100.0, 100.0 + DOWN_SECONDS - 1, 100.0 + DOWN_SECONDS):
            now[0] = moment
            with pytest.raises(ModelFailed) as failed:
                endpoint.reply(QUESTION, (), Patience.of(AN_HOUR), str)
            assert failed.value.code == "unavailable"
            told.append(failed.value.told)
    assert told == ["connecting", "not tried again yet", "connecting"]


def test_a_name_that_takes_too_long_to_look_up_is_not_waited_for_and_nothing_is_sent_to_it_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found, look_up = threading.Event(), socket.getaddrinfo

    def slowly(host, *about, **more):
        if host == "models.test":
            found.wait(60)
            host = "127.0.0.1"
        return look_up(host, *about, **more)

    monkeypatch.setattr(socket, "getaddrinfo", slowly)
    with ScriptedEndpoint() as endpoint:
        assert failing(endpoint.url.replace("127.0.0.1", "models.test"), AN_HOUR).code == "unavailable"
        found.set()
        for thread in [one for one in threading.enumerate() if one.name == "language-model"]:
            thread.join(10)
        assert endpoint.requests == []


def test_several_questions_at_once_have_each_their_own_time_and_reply() -> None:
    def said(received: Received) -> Behaviour:
        asked = received.messages[0]["content"]
        return Hangs() if asked == "silence" else Says(asked, pause=0.01)

    asked = {"silence": A_MOMENT, **{f"question {n}": AN_HOUR for n in range(5)}}
    with ScriptedEndpoint(Depends(said)) as endpoint, ThreadPoolExecutor(len(asked)) as threads:
        chat = Endpoint(ModelSettings("small", endpoint.url))
        futures = {
            text: threads.submit(chat.reply, (Utterance("user", text),), (), Patience.of(seconds), str)
            for text, seconds in asked.items()
        }
        assert isinstance(futures.pop("silence").exception(), ModelFailed)
        assert {text: one.result().text for text, one in futures.items()} == {text: text for text in futures}
