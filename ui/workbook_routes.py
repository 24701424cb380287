"""The marked-up workbook for download: of sheets sent with the request, or of a session's."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile

from assistant.check import CheckReport
from assistant.errors import NothingChecked
from assistant.service import Assistant
from assistant.workbook.marked import marked_workbook
from calculators.model import Upload
from corpus.bilingual import Bilingual, Language
from ui.request_parts import FORM_ONLY, Year, spoken, uploads_of
from ui.template_routes import XLSX, attached
from ui.text import Name, readings_given
from ui.turns import turn

NAME = Bilingual("优质均衡核查报告.xlsx", "junheng-report.xlsx")
AS_XLSX: dict[int | str, dict[str, object]] = {200: {"content": {XLSX: {}}}}


def workbook_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes to the routes under /api."""

    @router.post(
        "/check/workbook", dependencies=[FORM_ONLY], response_class=Response, responses=AS_XLSX,
        summary="Check a county's sheets; the marked-up workbook with live formulas",
    )  # fmt: skip
    def check_workbook(
        request: Request,
        files: Annotated[list[UploadFile], File()],
        county: Annotated[Name | None, Form()] = None,
        year: Annotated[Year, Form()] = None,
        lang: Annotated[Language | None, Form()] = None,
        reading: Annotated[list[Name] | None, Form()] = None,
    ) -> Response:
        language, readings = spoken(request, lang), readings_given(reading or ())
        with turn(files):
            uploads = uploads_of(files)
            report = assistant.check(uploads, county=county or None, year=year, language=language, readings=readings)
            return _answer(report, uploads, language)

    @router.get(
        "/sessions/{session}/workbook", response_class=Response, responses=AS_XLSX,
        summary="The marked-up workbook of the session's sheets",
    )  # fmt: skip
    def session_workbook(request: Request, session: str, lang: Annotated[Language | None, Query()] = None) -> Response:
        language, known = spoken(request, lang), assistant.sessions.get(session)
        if known.report is None:
            raise NothingChecked
        with turn(known.uploads):
            return _answer(known.report, known.uploads, language)


def _answer(report: CheckReport, uploads: tuple[Upload, ...], language: Language) -> Response:
    headers = {"Content-Disposition": attached(NAME.say(language))}
    return Response(marked_workbook(report, uploads, language), media_type=XLSX, headers=headers)
