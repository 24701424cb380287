"""The REST interface. What takes its time runs in a pool of threads, off the event loop."""

import threading
from functools import partial
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict

from assistant.kept.session import Session
from assistant.model import Answer, Json
from assistant.service import Assistant
from assistant.settings import version
from corpus.bilingual import Language
from corpus.model import Clause
from corpus.records import Year
from ui.errors import Refused
from ui.rest.receipts import receipt_routes
from ui.rest.record_json import standards_json
from ui.rest.sessions import session_routes
from ui.rest.templates import template_route
from ui.rest.workbooks import workbook_routes
from ui.server.event_stream import MEDIA_TYPE, AnswerEvents, streamed
from ui.server.problems import INTERFACE_HINT, NO_ROUTE
from ui.server.release import Release, Released
from ui.server.request_parts import FORM_ONLY, JSON_ONLY, CheckForm, spoken
from ui.server.turns import turn
from ui.terminal.say_corpus import document_json
from ui.words.text import Name, Readings, Text, readable

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class AskRequest(BaseModel):
    """A question, in a session or by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: Text
    session: Name | None = None
    county: Name | None = None
    year: Year | None = None
    lang: Language | None = None
    readings: Readings | None = None


def api_routes(assistant: Assistant) -> APIRouter:
    """Return the routes under /api."""
    router = APIRouter(prefix="/api", default_response_class=JSONResponse)
    session_routes(router, assistant)
    _question_routes(router, assistant)
    _corpus_routes(router, assistant)
    template_route(router, assistant)
    workbook_routes(router, assistant)
    receipt_routes(router, assistant)

    @router.api_route("/{rest:path}", methods=METHODS, include_in_schema=False)
    def nothing_here(rest: str) -> None:
        raise Refused(404, "not_found", NO_ROUTE, INTERFACE_HINT)

    return router


def _question_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.post(
        "/ask", dependencies=[JSON_ONLY], response_model=None,
        summary="Answer a question; with Accept: text/event-stream its text comes sentence by sentence",
    )  # fmt: skip
    async def ask(request: Request, body: AskRequest) -> Json | Response:
        language = spoken(request, body.lang)
        release = Release(partial(_answered, assistant, body))
        if MEDIA_TYPE in request.headers.get("accept", ""):
            return await streamed(request, release, AnswerEvents(language))
        async with release.read_by(request):
            return (await release.whole()).as_json()

    @router.post("/check", dependencies=[FORM_ONLY], response_model=None, summary="Check a county's sheets")
    def check(form: Annotated[CheckForm, Depends()]) -> Json:
        with turn(form.files):
            report, _ = form.checked(assistant)
        return report.as_json()

    @router.get("/search", response_model=None, summary="Find clauses")
    def search(
        q: Annotated[str, Query(min_length=1)],
        k: Annotated[int, Query(ge=1, le=50)] = 5,
        county: Name | None = None,
    ) -> Json:
        return assistant.search(readable(q), k=k, county=county).as_json()


def _answered(assistant: Assistant, body: AskRequest, released: Released, stop: threading.Event) -> Answer:
    session: Session | None = assistant.sessions.get(body.session) if body.session is not None else None
    return assistant.ask(
        body.question, county=body.county, year=body.year, session=session, language=body.lang,
        readings=body.readings, released=released, stop=stop,
    )  # fmt: skip


def _corpus_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/documents", response_model=None, summary="The documents of the corpus")
    def documents() -> Json:
        return {"documents": [document_json(one) for one in assistant.library.documents]}

    @router.get("/documents/{id}", response_model=None, summary="One document with its clauses; by id, 文号 or title")
    def document(id: str) -> Json:
        found = assistant.library.document(id)
        return {**document_json(found), "clauses": [_clause(one) for one in found.clauses]}

    @router.get("/standards", response_model=None, summary="The dated records, each with the words that set it")
    def standards(request: Request, lang: Language | None = None) -> Json:
        tools = assistant.tools
        return standards_json(tools.standards, tools.library, spoken(request, lang))

    @router.head("/health", include_in_schema=False, response_model=None)
    @router.get("/health", response_model=None, summary="Whether the service answers")
    def health() -> Json:
        documents = len(assistant.library.documents)
        return {"status": "ok", "version": version(), "engine": assistant.engine, "documents": documents}


def _clause(clause: Clause) -> Json:
    return {
        "id": clause.id, "trail": list(clause.trail), "text": clause.text, "context": clause.context,
        "start": clause.start, "end": clause.end,
    }  # fmt: skip
