"""A question that waits for a language model: its session is busy, and everything else goes on."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from anyio import to_thread
from starlette.concurrency import run_in_threadpool

from assistant.service import Assistant
from tests.conftest import sample
from tests.ui.mcp_client import called
from tests.ui.serving import served
from tests.ui.wording_model import Echoes, worded
from ui.chat.answers import Answers
from ui.chat.recalled import recalled
from ui.completions.request import MODEL
from ui.mcp.house_tool import CallContext
from ui.server.answer_threads import ANSWERS_AT_ONCE, in_answer_thread
from ui.server.app import create_app
from ui.server.own import begun
from ui.server.turns import AT_ONCE, turn

MANY = "义务教育学校的班额、校舍面积、音乐教室、体育场馆各有什么要求？"
WAIT = 60.0


@pytest.fixture
def waiting(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """The address of a server, and a session in which a question waits for the model while the test lasts."""
    monkeypatch.setattr("assistant.kept.session.PATIENCE_SECONDS", 0.05)
    go_on = threading.Event()
    with (
        worded(home, Echoes(go_on)) as (assistant, endpoint),
        served(create_app(assistant)) as address,
        ThreadPoolExecutor(1) as thread,
    ):
        session = assistant.sessions.create().id
        first = thread.submit(httpx.post, f"{address}/api/ask", json=asked(session), timeout=WAIT)
        try:
            assert endpoint.came.wait(WAIT)
            yield address, session
        finally:
            go_on.set()
            assert first.result().status_code == 200


def asked(session: str) -> dict[str, str]:
    return {"question": MANY, "session": session}


def test_a_second_question_in_the_session_is_refused_as_busy_by_every_face(waiting: tuple[str, str]) -> None:
    address, session = waiting
    chat = {"model": MODEL, "messages": [{"role": "user", "content": MANY}], "session": session}
    files = {"files": ("county_survey.xlsx", sample("county_survey.xlsx").content)}
    refusals = [
        httpx.post(f"{address}/api/ask", json=asked(session), timeout=WAIT),
        httpx.post(f"{address}/api/ask", json=asked(session), headers={"accept": "text/event-stream"}, timeout=WAIT),
        httpx.post(f"{address}/v1/chat/completions", json=chat, timeout=WAIT),
        httpx.post(f"{address}/api/sessions/{session}/sheets", files=files, timeout=WAIT),
    ]
    assert [(one.status_code, one.json()["error"]["code"]) for one in refusals] == [(429, "busy")] * 4
    by_mcp = called(f"{address}/mcp", "ask", asked(session))
    assert by_mcp.is_error and by_mcp.structured_content["error"]["code"] == "busy"


def test_everything_else_goes_on_meanwhile(waiting: tuple[str, str]) -> None:
    address, session = waiting
    assert httpx.get(f"{address}/api/health", timeout=WAIT).json()["status"] == "ok"
    assert httpx.get(f"{address}/api/search", params={"q": "音乐教室"}, timeout=WAIT).json()["results"]
    assert httpx.get(f"{address}/api/sessions/{session}", timeout=WAIT).json()["history"] == []
    typed = called(f"{address}/mcp", "get_standard", {"item": "G5"}).structured_content
    assert (typed["status"], typed["engine"]) == ("answered", "builtin")


def test_answers_that_wait_take_no_thread_of_what_does_not() -> None:
    go_on, begun = threading.Event(), threading.Semaphore(0)

    def wait() -> bool:
        begun.release()
        return go_on.wait(WAIT)

    async def crowded() -> tuple[float, str, list[bool]]:
        answers = [asyncio.create_task(in_answer_thread(wait)) for _ in range(ANSWERS_AT_ONCE + 5)]
        for _ in range(ANSWERS_AT_ONCE):
            await run_in_threadpool(begun.acquire)
        taken = to_thread.current_default_thread_limiter().borrowed_tokens
        other = await run_in_threadpool(lambda: "done")
        go_on.set()
        return taken, other, await asyncio.gather(*answers)

    assert asyncio.run(crowded()) == (0, "done", [True] * (ANSWERS_AT_ONCE + 5))


def test_a_call_that_brings_sheets_holds_a_turn_only_while_they_are_read(assistant: Assistant) -> None:
    call = CallContext(None, (sample("county_survey.xlsx"),), None, "zh", lambda: None)
    with call.with_sheets(assistant, None, None) as session, contextlib.ExitStack() as turns:
        assert session.report is not None
        for _ in range(AT_ONCE):
            turns.enter_context(turn([], wait=0.01))


def test_a_page_that_is_opened_meanwhile_names_the_sheets_that_are_there(assistant: Assistant) -> None:
    reader = "reader of a busy conversation"
    session, number = begun(assistant, reader)
    assistant.check([sample("county_survey.xlsx")], session=session)
    talk = recalled(assistant, reader, "zh", idle=lambda _: False)
    assert (talk.number, talk.sheets) == (number, ("county_survey.xlsx",))
    assert "county_survey.xlsx" in Answers(assistant).shown(talk, "zh")[1]
