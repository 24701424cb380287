"""The text of an answer is sent as it passes: pieces join to it, faults are told, and who goes away stops the work."""

import asyncio
import contextlib
import json
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from fastapi import FastAPI, Request, Response

from assistant.errors import UnknownSession
from assistant.language_model.endpoint import Endpoint
from assistant.language_model.settings import ModelSettings
from assistant.service import Assistant
from tests.assistant.language_model.scripted_endpoint import Hangs, ScriptedEndpoint
from tests.ui.serving import served
from tests.ui.wording_model import NAME, Echoes, worded
from ui.completions.request import MODEL
from ui.server.answering import answer_problems
from ui.server.app import create_app
from ui.server.event_stream import AnswerEvents, streamed
from ui.server.release import Release, Released, Work

QUESTION = "乐清市要求每间音乐专用教室多大？"
MANY = "义务教育学校的班额、校舍面积、音乐教室、体育场馆各有什么要求？"  # each a sentence of its own
STREAM = {"accept": "text/event-stream"}
WAIT = 60.0


@pytest.fixture(scope="module")
def echoed(home: Path) -> Iterator[tuple[str, Assistant]]:
    with worded(home, Echoes()) as (assistant, _), served(create_app(assistant)) as address:
        yield address, assistant


def events(answer: httpx.Response) -> list[tuple[str, Any]]:
    """Return the events of a stream by name."""
    found = [
        dict(line.split(": ", 1) for line in one.splitlines()) for one in answer.text.split("\n\n") if one.strip(":")
    ]
    return [(one["event"], json.loads(one["data"])) for one in found]


def test_the_pieces_join_to_the_text_of_the_answer_at_their_end(echoed: tuple[str, Assistant]) -> None:
    address, assistant = echoed
    answer = httpx.post(f"{address}/api/ask", json={"question": MANY}, headers=STREAM, timeout=WAIT)
    assert answer.headers["content-type"].startswith("text/event-stream")
    *pieces, (last, whole) = events(answer)
    assert {name for name, _ in pieces} == {"text"} and last == "answer"
    assert "".join(one["text"] for _, one in pieces) == whole["text"]
    assert whole["engine"] == NAME and len(pieces) > 1
    kept = assistant.kept.receipts.get(whole["receipt"]).shown
    assert kept and kept["text"] == whole["text"]


def test_who_does_not_ask_for_a_stream_gets_the_answer_alone(echoed: tuple[str, Assistant]) -> None:
    address, _ = echoed
    answer = httpx.post(f"{address}/api/ask", json={"question": MANY}, timeout=WAIT)
    assert answer.headers["content-type"] == "application/json" and answer.json()["engine"] == NAME


def test_a_stream_of_openai_holds_the_same_pieces(echoed: tuple[str, Assistant]) -> None:
    address, _ = echoed
    with openai.OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0) as client:
        said = [{"role": "user", "content": MANY}]
        chunks = list(client.chat.completions.create(model=MODEL, messages=said, stream=True))  # type: ignore[call-overload]
    pieces = [one.choices[0].delta.content for one in chunks if one.choices[0].delta.content]
    answer = events(httpx.post(f"{address}/api/ask", json={"question": MANY}, headers=STREAM, timeout=WAIT))
    assert pieces == [one["text"] for name, one in answer if name == "text"]
    (receipt,) = [one for one in chunks[-1].choices[0].delta.annotations if one["type"] == "junheng_receipt"]
    assert receipt["engine"] == NAME


@pytest.mark.parametrize(
    ("body", "status"), [({"question": "？"}, 422), ({"question": "x", "session": "none"}, 404), ({}, 422)]
)
def test_what_fails_before_the_first_piece_is_an_error_of_the_request(
    echoed: tuple[str, Assistant], body: dict[str, str], status: int
) -> None:
    answer = httpx.post(f"{echoed[0]}/api/ask", json=body, headers=STREAM, timeout=WAIT)
    assert (answer.status_code, set(answer.json()["error"])) == (status, {"code", "message", "hint"})


def fault() -> None:
    raise ZeroDivisionError


def unknown() -> None:
    raise UnknownSession


@pytest.mark.parametrize(("act", "code"), [(fault, "internal"), (unknown, "unknown_session")])
def test_what_fails_on_the_way_ends_the_stream_with_the_error(act: Callable[[], None], code: str) -> None:
    def work(released: Released, _: threading.Event) -> Any:
        released("音乐")
        act()

    with served(app_of(work)) as address:
        answer = httpx.get(address, timeout=WAIT)
    (first, piece), (last, error) = events(answer)
    assert (answer.status_code, first, piece) == (200, "text", {"text": "音乐"})
    assert (last, error["error"]["code"]) == ("error", code)


def app_of(work: Work[Any]) -> FastAPI:
    app = FastAPI()
    answer_problems(app)

    @app.get("/")
    async def ask(request: Request) -> Response:
        return await streamed(request, Release(work), AnswerEvents("zh"))

    return app


@pytest.mark.parametrize("begun", [True, False], ids=["after its first piece", "before it"])
def test_work_whose_reader_goes_away_is_told_to_stop_and_comes_to_its_end(begun: bool) -> None:
    working, ended = threading.Event(), threading.Event()

    def work(released: Released, stop: threading.Event) -> Any:
        if begun:
            released("字")
        working.set()
        assert stop.wait(WAIT)
        released("有人读吗？")
        ended.set()

    with served(app_of(work)) as address:
        with sending(address, "GET /", {}):
            assert working.wait(WAIT) and not ended.is_set()
        assert ended.wait(WAIT)


@pytest.mark.parametrize("headers", [STREAM, {}], ids=["streamed", "whole"])
def test_a_question_whose_reader_has_left_is_answered_in_built_in_words_and_kept(
    home: Path, headers: dict[str, str]
) -> None:
    with ScriptedEndpoint(Hangs()) as endpoint:
        own = Assistant(home, Endpoint(ModelSettings("small", endpoint.url, seconds=600)))
        with served(create_app(own)) as address:
            session = httpx.post(f"{address}/api/sessions", timeout=WAIT).json()["session"]
            body = json.dumps({"question": MANY, "session": session}).encode()
            asked = {**headers, "content-type": "application/json", "content-length": str(len(body))}
            with sending(address, "POST /api/ask", asked, body):
                assert endpoint.came.wait(WAIT)
            assert endpoint.left.wait(WAIT)
    (said,) = own.sessions.kept(session).said
    kept = own.kept.receipts.get(said.receipt)
    assert said.question == MANY and kept.exchange and kept.exchange.requests[0].heard.failed == "stopped"


@contextlib.contextmanager
def sending(address: str, what: str, headers: dict[str, str], body: bytes = b"") -> Iterator[None]:
    """Send a request, and go away at the end of the context whatever has come."""
    host, port = address.removeprefix("http://").split(":")
    head = [f"{what} HTTP/1.1", f"host: {host}:{port}", *(f"{name}: {one}" for name, one in headers.items())]
    with socket.create_connection((host, int(port)), WAIT) as reader:
        reader.sendall("\r\n".join([*head, "", ""]).encode() + body)
        yield


def test_a_server_that_ends_leaves_the_model_and_still_answers_who_waits(home: Path) -> None:
    answers: list[httpx.Response] = []
    with ScriptedEndpoint(Hangs()) as endpoint:
        own = Assistant(home, Endpoint(ModelSettings("small", endpoint.url, seconds=600)))
        with served(create_app(own)) as address:
            ask = partial(httpx.post, f"{address}/api/ask", json={"question": MANY}, timeout=WAIT)
            asking = threading.Thread(target=lambda: answers.append(ask()))
            asking.start()
            assert endpoint.came.wait(WAIT)
            own.stop_talks()
            asking.join(WAIT)
    (answer,) = answers
    assert (answer.status_code, answer.json()["verification"]["fallback"]) == (200, "stopped")


def test_pieces_come_in_order_and_the_result_after_them() -> None:
    async def read() -> tuple[list[str], int]:
        def work(released: Released, _: threading.Event) -> int:
            for number in range(500):
                released(str(number))
            return 7

        release = Release(work)
        return [one async for one in _twice(release)], await release.whole()

    pieces, result = asyncio.run(read())
    assert pieces == [str(number) for number in range(500)] and result == 7


async def _twice(release: Release[int]) -> AsyncIterator[str]:
    """Read to the end, and once more: there is nothing then."""
    async for one in release:
        yield one
    async for one in release:
        yield one


def test_a_sign_of_life_comes_where_the_first_piece_is_long_in_coming(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.server.event_stream.QUIET_SECONDS", 0.05)
    go_on = threading.Event()

    def work(released: Released, stop: threading.Event) -> Any:
        go_on.wait(WAIT)
        released("音乐")
        unknown()

    with served(app_of(work)) as address, httpx.stream("GET", address, timeout=WAIT) as answer:
        pieces = answer.iter_text()
        assert answer.status_code == 200 and next(pieces) == ":\n\n"
        go_on.set()
        names = [line.partition(": ")[2] for line in "".join(pieces).splitlines() if line.startswith("event")]
    assert names == ["text", "error"]
