"""OpenAI's chat completions, so that other assistants and their libraries can ask: answers as everywhere, verified."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from assistant.clock import now
from assistant.earlier import taken_up
from assistant.kept.session import Session
from assistant.model import Answer, Json
from assistant.service import Assistant
from ui.completions_json import Chunks, Served, completion
from ui.completions_request import MODEL, Asked, ChatRequest, check_model
from ui.errors import Refused
from ui.event_stream import streamed
from ui.problems import COMPLETIONS, INTERFACE_HINT, NO_ROUTE, request_language
from ui.release import Release, Released
from ui.request_parts import JSON_ONLY

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
        if not body.stream:
            return completion(await run_in_threadpool(answered, assistant, asked), served)
        options = body.stream_options
        chunks = Chunks(served, request_language(request), with_usage=bool(options and options.include_usage))
        return await streamed(Release(lambda released: answered(assistant, asked, released)), chunks)

    @router.api_route("/{rest:path}", methods=METHODS, include_in_schema=False)
    def nothing_here(rest: str) -> None:
        raise Refused(404, "not_found", NO_ROUTE, INTERFACE_HINT)

    return router


def answered(assistant: Assistant, asked: Asked, released: Released | None = None) -> Answer:
    """Answer a question after what was asked before it; all that the chat rests on stands in its messages.

    A session gives its sheets and its county. Raises what asking raises, and UnknownSession.
    """
    session = assistant.sessions.get(asked.session) if asked.session is not None else Session()
    with session.lock:
        session.last = None
        taken_up(asked.before, session, assistant.tools, county=asked.county, year=asked.year)
        return assistant.ask(asked.question, county=asked.county, year=asked.year, session=session, released=released)


def _model_routes(router: APIRouter) -> None:
    model = {"id": MODEL, "object": "model", "created": now(), "owned_by": MODEL}

    @router.get("/models", response_model=None, summary="The one model that there is")
    def models() -> Json:
        return {"object": "list", "data": [model]}

    @router.get("/models/{name}", response_model=None, summary="One model")
    def named(name: str) -> Json:
        check_model(name)
        return dict(model)
