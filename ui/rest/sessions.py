"""The REST interface of sessions: open and close them, check sheets in them, say what their columns are."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from assistant.confirming import choices_by_place
from assistant.model import Json
from assistant.service import Assistant
from corpus.bilingual import Language
from ui.server.request_parts import FORM_ONLY, JSON_ONLY, spoken, uploads_of
from ui.server.turns import turn
from ui.words.text import MAX_NAME_CHARACTERS, Name

MAX_COLUMNS = 2_000


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


def session_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes to the routes under /api."""

    @router.post("/sessions", dependencies=[JSON_ONLY], response_model=None, summary="Open a session")
    def open_session(body: SessionRequest | None = None) -> Json:
        return {"session": assistant.sessions.create(body.county if body else None).id}

    @router.get("/sessions/{session}", response_model=None, summary="What a session holds: its sheets and its history")
    def session_history(session: str) -> Json:
        kept = assistant.sessions.kept(session)
        said = [{"question": one.question, "answer": one.answer} for one in kept.said if one.answer is not None]
        return {"county": kept.county, "sheets": list(kept.sheets), "history": said}

    @router.delete("/sessions/{session}", status_code=204, summary="End a session; its sheets are forgotten")
    def close_session(session: str) -> Response:
        assistant.sessions.delete(session)
        return Response(status_code=204)

    _sheet_route(router, assistant)
    _column_routes(router, assistant)


def _sheet_route(router: APIRouter, assistant: Assistant) -> None:
    @router.post(
        "/sessions/{session}/sheets", dependencies=[FORM_ONLY], response_model=None,
        summary="Check sheets; they join the session",
    )  # fmt: skip
    def add_sheets(
        request: Request,
        session: str,
        files: Annotated[list[UploadFile], File()],
        lang: Annotated[Language | None, Form()] = None,
    ) -> Json:
        known, language = assistant.sessions.get(session), spoken(request, lang)
        with known.at_work(), turn(files):
            uploads = uploads_of(files)
            report = assistant.check(uploads, county=known.county, language=language, session=known)
        return report.as_json()


def _column_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.post(
        "/sessions/{session}/columns", dependencies=[JSON_ONLY], response_model=None,
        summary="Confirm what columns are; the session's sheets are checked anew",
    )  # fmt: skip
    def confirm_columns(request: Request, session: str, body: ColumnsRequest) -> Json:
        language = spoken(request, body.lang)
        choices = choices_by_place(((one.file, one.sheet, one.cell), one.taken_as) for one in body.columns)
        with turn(assistant.sessions.get(session).uploads):
            return assistant.confirming.confirm(session, choices, language=language).as_json()

    @router.delete(
        "/sessions/{session}/columns", response_model=None,
        summary="Forget what is confirmed of the columns; the session's sheets are checked anew",
    )  # fmt: skip
    def ask_again(request: Request, session: str, lang: Annotated[Language | None, Query()] = None) -> Json:
        language = spoken(request, lang)
        with turn(assistant.sessions.get(session).uploads):
            return assistant.confirming.ask_again(session, language=language).as_json()
