"""The marked-up workbook for download: of sheets sent with the request, or of a session's."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from assistant.check import CheckReport
from assistant.service import Assistant
from assistant.workbook.marked import marked_workbook
from calculators.model import Upload
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.server.attached import XLSX, attached
from ui.server.plain import problem_page
from ui.server.request_parts import FORM_ONLY, CheckForm, is_for_reader, spoken
from ui.server.turns import turn
from ui.words.labels import WORKBOOK_FILE

AS_XLSX: dict[int | str, dict[str, object]] = {200: {"content": {XLSX: {}}}}


def workbook_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes to the routes under /api."""

    @router.post(
        "/check/workbook", dependencies=[FORM_ONLY], response_class=Response, responses=AS_XLSX,
        summary="Check a county's sheets; the marked-up workbook with live formulas",
    )  # fmt: skip
    def check_workbook(form: Annotated[CheckForm, Depends()]) -> Response:
        with turn(form.files):
            return _answer(*form.checked(assistant), form.language)

    @router.get(
        "/sessions/{session}/workbook", response_class=Response, responses=AS_XLSX,
        summary="The marked-up workbook of the session's sheets",
    )  # fmt: skip
    def session_workbook(request: Request, session: str, lang: Annotated[Language | None, Query()] = None) -> Response:
        language = spoken(request, lang)
        try:
            report, uploads = assistant.sessions.get(session).checked()
            with turn(uploads):
                return _answer(report, uploads, language)
        except JunhengError as error:
            if is_for_reader(request):
                return problem_page(request, error)
            raise


def _answer(report: CheckReport, uploads: tuple[Upload, ...], language: Language) -> Response:
    return attached(marked_workbook(report, uploads, language), WORKBOOK_FILE.say(language), XLSX, WORKBOOK_FILE.en)
