"""The REST interface. Plain functions: FastAPI runs them in its thread pool, off the event loop."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.model import BUILTIN, Json
from assistant.service import Assistant
from assistant.session import Session
from assistant.settings import version
from corpus.bilingual import Language
from corpus.model import Clause
from ui.errors import Refused
from ui.problems import INTERFACE_HINT, NO_ROUTE
from ui.record_json import standards_json
from ui.request_parts import FORM_ONLY, JSON_ONLY, Year, spoken, uploads_of
from ui.say_corpus import document_json
from ui.template_routes import template_route
from ui.text import MAX_NAME_CHARACTERS, Name, Readings, Text, readable, readings_given
from ui.turns import turn
from ui.workbook_routes import workbook_routes

MAX_COLUMNS = 2_000
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class SessionRequest(BaseModel):
    """What a session may start with."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    county: Name | None = None


class ColumnChoice(BaseModel):
    """What a column of a session's sheet is: a canonical column, or "" for one that is not used."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    file: Name
    sheet: Name
    cell: Name
    taken_as: Annotated[str, Field(max_length=MAX_NAME_CHARACTERS)]


class ColumnsRequest(BaseModel):
    """Columns that the user confirms."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    columns: Annotated[list[ColumnChoice], Field(min_length=1, max_length=MAX_COLUMNS)]
    lang: Language | None = None


class AskRequest(BaseModel):
    """A question, in a session or by itself."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    question: Text
    session: Name | None = None
    county: Name | None = None
    year: Year = None
    lang: Language | None = None
    readings: Readings | None = None


def api_routes(assistant: Assistant) -> APIRouter:
    """Return the routes under /api."""
    router = APIRouter(prefix="/api", default_response_class=JSONResponse)
    _session_routes(router, assistant)
    _question_routes(router, assistant)
    _corpus_routes(router, assistant)
    template_route(router, assistant)
    workbook_routes(router, assistant)

    @router.api_route("/{rest:path}", methods=METHODS, include_in_schema=False)
    def nothing_here(rest: str) -> None:
        raise Refused(404, "not_found", NO_ROUTE, INTERFACE_HINT)

    return router


def _session_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/sessions", dependencies=[JSON_ONLY], response_model=None, summary="Open a session")
    def open_session(body: SessionRequest | None = None) -> Json:
        return {"session": assistant.sessions.create(body.county if body else None).id}

    @router.post(
        "/sessions/{session}/sheets",
        dependencies=[FORM_ONLY],
        response_model=None,
        summary="Check sheets; they join the session",
    )
    def add_sheets(
        request: Request,
        session: str,
        files: Annotated[list[UploadFile], File()],
        lang: Annotated[Language | None, Form()] = None,
    ) -> Json:
        known = assistant.sessions.get(session)
        language = spoken(request, lang)
        with turn(files):
            uploads = uploads_of(files)
            report = assistant.check(uploads, county=known.county, year=known.year, language=language, session=known)
        return report.as_json()

    @router.post(
        "/sessions/{session}/columns",
        dependencies=[JSON_ONLY],
        response_model=None,
        summary="Confirm what columns are; the session's sheets are checked anew",
    )
    def confirm_columns(request: Request, session: str, body: ColumnsRequest) -> Json:
        language = spoken(request, body.lang)
        choices = {(one.file, one.sheet, one.cell): one.taken_as for one in body.columns}
        return assistant.confirm_columns(session, choices, language=language).as_json()

    @router.delete("/sessions/{session}", status_code=204, summary="End a session; its sheets are forgotten")
    def close_session(session: str) -> Response:
        assistant.sessions.delete(session)
        return Response(status_code=204)


def _question_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/ask", dependencies=[JSON_ONLY], response_model=None, summary="Answer a question")
    def ask(request: Request, body: AskRequest) -> Json:
        spoken(request, body.lang)
        session: Session | None = assistant.sessions.get(body.session) if body.session is not None else None
        answer = assistant.ask(
            body.question, county=body.county, year=body.year, session=session, language=body.lang,
            readings=body.readings,
        )  # fmt: skip
        return answer.as_json()

    @router.post("/check", dependencies=[FORM_ONLY], response_model=None, summary="Check a county's sheets")
    def check(
        request: Request,
        files: Annotated[list[UploadFile], File()],
        county: Annotated[Name | None, Form()] = None,
        year: Annotated[Year, Form()] = None,
        lang: Annotated[Language | None, Form()] = None,
        reading: Annotated[list[Name] | None, Form()] = None,
    ) -> Json:
        language, readings = spoken(request, lang), readings_given(reading or ())
        with turn(files):
            report = assistant.check(
                uploads_of(files), county=county or None, year=year, language=language, readings=readings
            )
        return report.as_json()

    @router.get("/search", response_model=None, summary="Find clauses")
    def search(
        q: Annotated[str, Query(min_length=1)],
        k: Annotated[int, Query(ge=1, le=50)] = 5,
        county: Name | None = None,
    ) -> Json:
        return assistant.search(readable(q), k=k, county=county).as_json()


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
        return {"status": "ok", "version": version(), "engine": BUILTIN, "documents": len(assistant.library.documents)}


def _clause(clause: Clause) -> Json:
    return {
        "id": clause.id, "trail": list(clause.trail), "text": clause.text, "context": clause.context,
        "start": clause.start, "end": clause.end,
    }  # fmt: skip
