"""Whatever an endpoint does instead of answering, the user gets the built-in answer to the letter, and is told why."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from assistant.answering import Message
from assistant.finishing import Audience, answered
from assistant.kept.session import Session
from assistant.language_model.endpoint import configured_chat
from assistant.model import Answer
from assistant.service import Assistant
from tests.assistant.language_model.scripted_endpoint import (
    HTML_PAGE,
    MALFORMED,
    NO_CHOICES,
    NOTHING,
    Behaviour,
    Calls,
    Cuts,
    Dribbles,
    Fails,
    Floods,
    Hangs,
    HangsUp,
    Redirects,
    Refuses,
    Says,
    ScriptedEndpoint,
    deaf_host,
    nobody,
)

QUESTION = "乐清市音乐教室面积要求是多少？"
UNANSWERED = "今年高考分数线是多少？"
LIE = "共有十二所学校不达标。"
Asks = Callable[..., Answer]


@pytest.fixture
def ask(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asks]:
    """Ask with the model of the environment, which is at the address of a script."""
    with ExitStack() as endpoints:

        def asked(*script: Behaviour, url: str = "", seconds: str = "20", question: str = QUESTION) -> Answer:
            address = url or endpoints.enter_context(ScriptedEndpoint(*script)).url
            monkeypatch.setenv("JUNHENG_MODEL", "small")
            monkeypatch.setenv("JUNHENG_MODEL_URL", address)
            monkeypatch.setenv("JUNHENG_MODEL_TIMEOUT", seconds)
            return answered(Message(question, Session(), assistant.tools), configured_chat(), Audience())[1]

        yield asked


@pytest.fixture(scope="module")
def built_in(assistant: Assistant) -> Answer:
    return assistant.ask(QUESTION, session=Session(), builtin=True)


def is_the_built_in_answer(answer: Answer, built_in: Answer) -> bool:
    pairs = ((one, other) for one, other in zip(_shown(answer), _shown(built_in), strict=True))
    return all(one == other for one, other in pairs) and answer.engine == "builtin"


def _shown(answer: Answer) -> tuple[object, ...]:
    return (
        answer.text, answer.status, answer.figures, answer.citations, answer.conflicts, answer.suspects,
        answer.readings, answer.suggestions, answer.verification.traced,
    )  # fmt: skip


FAILURES: dict[str, tuple[Behaviour, str]] = {
    "an error of the server": (Fails(500), "unavailable"),
    "a gateway that is tired": (Fails(503), "unavailable"),
    "a connection that is hung up": (HangsUp(), "unavailable"),
    "a redirection": (Redirects("http://127.0.0.1:9/v1"), "unavailable"),
    "a rate limit": (Fails(429), "rate_limited"),
    "a wrong key": (Fails(401), "unauthorized"),
    "a key without rights": (Fails(403), "unauthorized"),
    "a refusal": (Refuses(), "refused"),
    "a filter": (Says("……", finish="content_filter"), "refused"),
    "a cut": (Cuts("国家指标，"), "truncated"),
    "an end of its tokens": (Says("国家指标，", finish="length"), "truncated"),
    "half a JSON": (MALFORMED, "malformed"),
    "no choices": (NO_CHOICES, "malformed"),
    "a web page": (HTML_PAGE, "malformed"),
    "no bytes": (NOTHING, "empty"),
    "no words": (Says(""), "empty"),
    "spaces": (Says("  \n "), "empty"),
    "a thought alone": (Says("<think>十二所</think>"), "empty"),
    "words without end": (Says("达标" * 30_000), "too_long"),
    "bytes without end": (Floods(), "too_long"),
    "calls where words are asked": (Calls(("compute", {})), "empty"),
    "a lie": (Says(LIE), "unfaithful"),
}


@pytest.mark.parametrize(("behaviour", "code"), FAILURES.values(), ids=FAILURES)
def test_a_failure_leaves_the_built_in_answer(behaviour: Behaviour, code: str, ask: Asks, built_in: Answer) -> None:
    answer = ask(behaviour)
    assert is_the_built_in_answer(answer, built_in)
    assert answer.verification.fallback == code


@pytest.mark.parametrize(
    "behaviour",
    [Hangs(), Hangs(after_head=True), Dribbles(), Dribbles(kind="comments"), Dribbles(kind="head")],
    ids=["no byte", "no word", "a word now and then", "comments", "a head that never ends"],
)
def test_an_endpoint_that_takes_for_ever_is_not_waited_for(behaviour: Behaviour, ask: Asks, built_in: Answer) -> None:
    answer = ask(behaviour, seconds="1")
    assert is_the_built_in_answer(answer, built_in)
    assert answer.verification.fallback == "timeout"


def test_where_nobody_listens_the_built_in_engine_answers(ask: Asks, built_in: Answer) -> None:
    with nobody() as url:
        answer = ask(url=url)
    assert is_the_built_in_answer(answer, built_in) and answer.verification.fallback == "unavailable"


def test_a_host_that_lets_nobody_connect_is_given_up_soon(ask: Asks, built_in: Answer) -> None:
    began = time.monotonic()
    with deaf_host() as url:
        answer = ask(url=url, seconds="30")
    assert is_the_built_in_answer(answer, built_in) and answer.verification.fallback == "unavailable"
    assert time.monotonic() - began < 30  # by far: connecting has a bound of its own


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (Says("共有三所学校不达标。"), "unfaithful"),
        (Fails(429), "rate_limited"),
        (Cuts("共"), "truncated"),
        (Says(""), "empty"),
    ],
    ids=["another lie", "a rate limit", "a cut", "nothing"],
)
def test_a_repair_that_does_not_come_leaves_the_built_in_answer(
    second: Behaviour, code: str, ask: Asks, built_in: Answer
) -> None:
    answer = ask(Says(LIE), second)
    assert is_the_built_in_answer(answer, built_in)
    assert answer.verification.fallback == code and answer.verification.rejected >= 1


def test_calls_without_end_end(ask: Asks, assistant: Assistant) -> None:
    answer = ask(Calls(("compute", {"item": "R1", "want": "改成达标"})), question=UNANSWERED)
    plain = assistant.ask(UNANSWERED, session=Session(), builtin=True)
    assert is_the_built_in_answer(answer, plain) and answer.verification.fallback == "loop"


def test_the_assistant_itself_speaks_to_the_model_of_the_environment(
    home: Path, built_in: Answer, monkeypatch: pytest.MonkeyPatch
) -> None:
    with ScriptedEndpoint(Says(LIE)) as endpoint:
        monkeypatch.setenv("JUNHENG_MODEL", "small")
        monkeypatch.setenv("JUNHENG_MODEL_URL", endpoint.url)
        pieces: list[str] = []
        answer = Assistant(home).ask(QUESTION, session=Session(), released=pieces.append)
    assert is_the_built_in_answer(answer, built_in) and "".join(pieces) == answer.text
    assert answer.verification.fallback == "unfaithful" and len(endpoint.asked) == 2
    assert LIE not in answer.text


def test_a_model_that_does_its_work_speaks_over_http_too(ask: Asks, built_in: Answer) -> None:
    answer = ask(Says("[[n:n4]]，[[n:n2]]（[[n:n3]]）：“[[q:c1]]”[[c:c1]]。"))
    assert (answer.engine, answer.verification.fallback) == ("model:small", None)
    assert {one.clause for one in answer.citations} == {one.clause for one in built_in.citations}
