"""The REST interface. Plain functions: FastAPI runs them in its thread pool, off the event loop."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile, params
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.model import BUILTIN, Json
from assistant.service import Assistant
from assistant.session import Session
from assistant.settings import version
from calculators.model import Upload
from corpus.bilingual import Bilingual, Language
from corpus.model import Clause
from ui.errors import Refused
from ui.problems import INTERFACE_HINT, NO_ROUTE, request_language
from ui.record_json import standards_json
from ui.say_corpus import document_json
from ui.text import Name, Readings, Text, readable, readings_given
from ui.turns import turn

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
Year = Annotated[int | None, Field(ge=1949, le=2999)]


def _only(media_type: str) -> params.Depends:
    """Return a dependency that refuses a body of another media type."""

    def check(request: Request) -> None:
        given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if given and given != media_type:
            raise Refused(
                415,
                "media_type",
                Bilingual(f"正文类型应为 {media_type}。", f"The body must be {media_type}."),
                INTERFACE_HINT,
            )

    return params.Depends(check)


JSON_ONLY = _only("application/json")
FORM_ONLY = _only("multipart/form-data")


class SessionRequest(BaseModel):
    """What a session may start with."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    county: Name | None = None


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
        language = _speak(request, lang)
        with turn(files):
            uploads = _uploads(files)
            report = assistant.check(uploads, county=known.county, year=known.year, language=language, session=known)
        return report.as_json()

    @router.delete("/sessions/{session}", status_code=204, summary="End a session; its sheets are forgotten")
    def close_session(session: str) -> Response:
        assistant.sessions.delete(session)
        return Response(status_code=204)


def _question_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/ask", dependencies=[JSON_ONLY], response_model=None, summary="Answer a question")
    def ask(request: Request, body: AskRequest) -> Json:
        _speak(request, body.lang)
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
        language, readings = _speak(request, lang), readings_given(reading or ())
        with turn(files):
            report = assistant.check(
                _uploads(files), county=county or None, year=year, language=language, readings=readings
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
        return standards_json(tools.standards, tools.library, _speak(request, lang))

    @router.head("/health", include_in_schema=False, response_model=None)
    @router.get("/health", response_model=None, summary="Whether the service answers")
    def health() -> Json:
        return {"status": "ok", "version": version(), "engine": BUILTIN, "documents": len(assistant.library.documents)}


def _speak(request: Request, asked: Language | None) -> Language:
    """Remember the language that a body asks for, so that an error speaks it too."""
    request.state.language = asked
    return request_language(request)


def _uploads(files: Sequence[UploadFile]) -> tuple[Upload, ...]:
    if not any(file.filename for file in files):
        raise Refused(422, "no_file", Bilingual("没有收到文件。", "No file was received."), INTERFACE_HINT)
    return tuple(Upload(file.filename or "", file.file.read()) for file in files)


def _clause(clause: Clause) -> Json:
    return {
        "id": clause.id, "trail": list(clause.trail), "text": clause.text, "context": clause.context,
        "start": clause.start, "end": clause.end,
    }  # fmt: skip
