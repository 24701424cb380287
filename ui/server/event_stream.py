"""Server-sent events: the text of an answer piece by piece as it passes, and the whole at its end."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from typing import Protocol

from fastapi import Request
from fastapi.responses import StreamingResponse

from assistant.model import Answer, Json
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.errors import Refused
from ui.server.problems import INTERNAL, INTERNAL_HINT, problem_body
from ui.server.release import Release

MEDIA_TYPE = "text/event-stream"
# A proxy that gathers a response before it sends it on would hold every piece back.
HEADERS = {"x-accel-buffering": "no"}
# A connection on which nothing comes for a minute is taken for dead by what stands between: a comment keeps it.
QUIET_SECONDS = 15.0
SIGN_OF_LIFE = ":\n\n"

_logger = logging.getLogger(__name__)


class Events(Protocol):
    """How the parts of an answer are sent."""

    def begun(self) -> Iterable[str]:
        """Return the events before the text."""

    def text(self, piece: str) -> Iterable[str]:
        """Return the events of a piece of the text."""

    def whole(self, answer: Answer) -> Iterable[str]:
        """Return the events of the end."""

    def failed(self, error: JunhengError) -> Iterable[str]:
        """Return the events of an end that nobody wanted."""


@dataclass(frozen=True, slots=True)
class AnswerEvents:
    """An answer as REST streams it: events `text` with its pieces, and at the end `answer` with the whole.

    Where it fails on its way, `error` ends it.
    """

    language: Language

    def begun(self) -> Iterable[str]:
        """Return nothing: the text comes at once."""
        return ()

    def text(self, piece: str) -> Iterable[str]:
        """Return the event of a piece of the text."""
        return (event({"text": piece}, "text"),)

    def whole(self, answer: Answer) -> Iterable[str]:
        """Return the event of the whole answer."""
        return (event(answer.as_json(), "answer"),)

    def failed(self, error: JunhengError) -> Iterable[str]:
        """Return the event of an error."""
        return (event(problem_body(error, self.language), "error"),)


def event(data: Json | str, name: str | None = None) -> str:
    """Return an event as it is sent.

    >>> event({"text": "96平方米"}, "text")
    'event: text\\ndata: {"text": "96平方米"}\\n\\n'
    """
    head = f"event: {name}\n" if name else ""
    return f"{head}data: {data if isinstance(data, str) else json.dumps(data, ensure_ascii=False)}\n\n"


async def streamed(request: Request, release: Release[Answer], events: Events) -> StreamingResponse:
    """Return an answer as a stream that has begun: what fails soon, before its first piece, is raised, as ever."""
    async with release.read_by(request):
        first = await _next(release)
        if first is None:
            await release.whole()
    return StreamingResponse(_sent(first, release, events), media_type=MEDIA_TYPE, headers=HEADERS)


async def _next(release: Release[Answer]) -> str | None:
    """Return the next piece; "" where none came for long, None where there is no more."""
    try:
        return await asyncio.wait_for(anext(release, None), QUIET_SECONDS)
    except TimeoutError:
        return ""


async def _sent(piece: str | None, release: Release[Answer], events: Events) -> AsyncIterator[str]:
    try:
        for one in events.begun():
            yield one
        while piece is not None:
            for one in events.text(piece) if piece else (SIGN_OF_LIFE,):
                yield one
            piece = await _next(release)
        for one in events.whole(await release.whole()):
            yield one
    except JunhengError as error:
        for one in events.failed(error):
            yield one
    except Exception:
        _logger.exception("an answer failed on its way")
        for one in events.failed(Refused(500, "internal", INTERNAL, INTERNAL_HINT)):
            yield one
    finally:
        release.close()
