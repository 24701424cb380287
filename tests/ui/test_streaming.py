"""The text of an answer is sent as it passes: pieces join to it, faults are told, and who goes away ends the work."""

import asyncio
import json
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from fastapi import FastAPI, Response

from assistant.errors import UnknownSession
from assistant.service import Assistant
from tests.ui.serving import served
from tests.ui.wording_model import NAME, Echoes, worded
from ui.app import create_app
from ui.completions_request import MODEL
from ui.event_stream import AnswerEvents, streamed
from ui.problems import answer_problems
from ui.release import ReaderGone, Release, Released

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
    found = [dict(line.split(": ", 1) for line in one.splitlines()) for one in answer.text.split("\n\n") if one]
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
    def work(released: Released) -> Any:
        released("音乐")
        act()

    with served(app_of(work)) as address:
        answer = httpx.get(address, timeout=WAIT)
    (first, piece), (last, error) = events(answer)
    assert (answer.status_code, first, piece) == (200, "text", {"text": "音乐"})
    assert (last, error["error"]["code"]) == ("error", code)


def app_of(work: Callable[[Released], Any]) -> FastAPI:
    app = FastAPI()
    answer_problems(app)

    @app.get("/")
    async def ask() -> Response:
        return await streamed(Release(work), AnswerEvents("zh"))

    return app


def test_who_goes_away_ends_the_work() -> None:
    ended = threading.Event()

    def work(released: Released) -> Any:
        try:
            while True:
                released("字")
                time.sleep(0.01)
        except ReaderGone:
            ended.set()
            raise

    with served(app_of(work)) as address:
        with httpx.stream("GET", address, timeout=WAIT) as answer:
            next(answer.iter_lines())
            assert not ended.is_set()
        assert ended.wait(WAIT)


def test_a_question_whose_reader_has_left_is_no_turn_of_its_session(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, left, close = threading.Event(), threading.Event(), Release.close
    monkeypatch.setattr(Release, "close", lambda one: (close(one), left.set()))
    with worded(home, Echoes(go_on)) as (own, _), served(create_app(own)) as address:
        session = httpx.post(f"{address}/api/sessions", timeout=WAIT).json()["session"]
        body = {"question": MANY, "session": session}
        with httpx.stream("POST", f"{address}/api/ask", json=body, headers=STREAM, timeout=WAIT) as answer:
            next(answer.iter_lines())
        assert left.wait(WAIT)
        go_on.set()
        after = httpx.post(f"{address}/api/ask", json={"question": QUESTION, "session": session}, timeout=WAIT)
        assert after.json()["engine"] == NAME
        assert [one.question for one in own.sessions.kept(session).said] == [QUESTION]


def test_pieces_come_in_order_and_the_result_after_them() -> None:
    async def read() -> tuple[list[str], int]:
        def work(released: Released) -> int:
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
