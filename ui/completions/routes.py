"""OpenAI's chat completions, so that other assistants and their libraries can ask: answers as everywhere, verified."""

import threading
from dataclasses import replace
from functools import partial

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from assistant.clock import now
from assistant.earlier import taken_up
from assistant.kept.entries import entry_of
from assistant.kept.session import Session
from assistant.model import Answer, Json
from assistant.service import Assistant
from ui.completions.answer_json import Chunks, Served, completion
from ui.completions.request import MODEL, Asked, ChatRequest, check_model
from ui.errors import Refused
from ui.server.event_stream import streamed
from ui.server.problems import COMPLETIONS, INTERFACE_HINT, NO_ROUTE, request_language
from ui.server.release import Release, Released
from ui.server.request_parts import JSON_ONLY

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


def completion_routes(assistant: Assistant) -> APIRouter:
    """Return the routes under /v1."""
    router = APIRouter(prefix=COMPLETIONS, default_response_class=JSONResponse)
    _model_routes(router)

    @router.post(
        "/chat/completions", dependencies=[JSON_ONLY], response_model=None,
        summary="Answer the last question of a chat, as OpenAI's clients ask it; citations and receipt as annotations",
    )  # fmt: skip
    async def complete(request: Request, body: ChatRequest) -> Json | Response:
        asked = body.asked()
        served = Served(str(request.base_url), await run_in_threadpool(lambda: assistant.library.digest))
        release = Release(partial(answered, assistant, asked))
        if not body.stream:
            async with release.read_by(request):
                return completion(await release.whole(), served)
        options = body.stream_options
        chunks = Chunks(served, request_language(request), with_usage=bool(options and options.include_usage))
        return await streamed(request, release, chunks)

    @router.api_route("/{rest:path}", methods=METHODS, include_in_schema=False)
    def nothing_here(rest: str) -> None:
        raise Refused(404, "not_found", NO_ROUTE, INTERFACE_HINT)

    return router


def answered(assistant: Assistant, asked: Asked, released: Released, stop: threading.Event) -> Answer:
    """Answer a question after what was asked before it; all that the chat rests on stands in its messages.

    A session gives its sheets and its county. Raises what asking raises, and UnknownSession.
    """
    if asked.session is None:
        return _answered_in(Session(), assistant, asked, released, stop)
    session = assistant.sessions.get(asked.session)
    with session.at_work():
        answer = _answered_in(replace(session, last=None, kept=False), assistant, asked, released, stop)
        # It goes when the session goes; what was last asked in the session itself stays what its next question is on.
        assistant.sessions.tell(session, entry_of(asked.question, answer))
    return answer


def _answered_in(
    session: Session, assistant: Assistant, asked: Asked, released: Released, stop: threading.Event
) -> Answer:
    taken_up(asked.before, session, assistant.tools, county=asked.county, year=asked.year)
    return assistant.ask(
        asked.question, county=asked.county, year=asked.year, session=session, released=released, stop=stop
    )


def _model_routes(router: APIRouter) -> None:
    model = {"id": MODEL, "object": "model", "created": now(), "owned_by": MODEL}

    @router.get("/models", response_model=None, summary="The one model that there is")
    def models() -> Json:
        return {"object": "list", "data": [model]}

    @router.get("/models/{name}", response_model=None, summary="One model")
    def named(name: str) -> Json:
        check_model(name)
        return dict(model)
