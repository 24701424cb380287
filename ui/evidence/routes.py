"""The evidence of an answer as a page, and the answer as it is copied: for the reader who was given it."""

from collections.abc import Callable, Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import HTMLResponse, PlainTextResponse

from assistant.errors import UnknownAnswer, UnknownConversation
from assistant.kept.feedback import MOST_NOTE_CHARACTERS
from assistant.loopback import is_loopback
from assistant.service import Assistant
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.evidence.body import evidence_values
from ui.evidence.copied import copied_html, copied_text
from ui.evidence.found import Found, asked_again, found_answer
from ui.server.access import by_script
from ui.server.plain import page
from ui.server.problems import problem_of, request_language, status_of
from ui.words import evidence_labels

Framed = Annotated[bool, Query()]
Lang = Language | None


def evidence_routes(assistant: Assistant) -> APIRouter:
    """Return the routes under /evidence that show something."""
    router = APIRouter(prefix="/evidence", include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/{receipt}")
    def evidence(
        request: Request, receipt: str, n: int | None = None, framed: Framed = False, lang: Lang = None
    ) -> Response:
        def show() -> Response:
            found = found_answer(request, assistant, receipt)
            return shown(request, assistant, found, lang, framed=framed, chosen=n)

        return told(show, request, lang, framed=framed)

    _copy_routes(router, assistant)
    return router


def _copy_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/{receipt}/copy")
    def copy(
        request: Request, receipt: str, form: Annotated[Literal["text", "html"], Query(alias="as")] = "text"
    ) -> Response:
        found = found_answer(request, assistant, receipt)
        if form == "html":
            return HTMLResponse(copied_html(found.question, found.answer))
        return PlainTextResponse(copied_text(found.question, found.answer))

    @router.get("/{receipt}/question")
    def question(request: Request, receipt: str) -> Response:
        return PlainTextResponse(asked_again(found_answer(request, assistant, receipt), ()).question)


def shown(
    request: Request, assistant: Assistant, found: Found, lang: Lang, *, framed: bool, chosen: int | None = None,
    said: Mapping[str, object] | None = None,
) -> HTMLResponse:  # fmt: skip
    """Return the evidence page of an answer; `said`: what came of something that the reader did on it."""
    language = lang or request_language(request)
    to, kept = _addresses(request, found), assistant.kept
    own = {"link": None, "withdrawn": False} | dict(said or {})
    return page(
        request, "evidence.html", lang, here="chat", framed=framed, question=found.question, number=found.number,
        exchange=found.receipt.exchange if found.receipt else None, most_note=MOST_NOTE_CHARACTERS,
        feedback=kept.feedback.of(found.session, found.answer.receipt),
        shared=found.answer.receipt in kept.shares.shared(found.session),
        to=to, again=to["again"], only_here=is_loopback(request.base_url.hostname or ""), **own,
        **evidence_values(found.answer, language, chosen),
    )  # fmt: skip


def told(step: Callable[[], Response], request: Request, lang: Lang, *, framed: bool) -> Response:
    """Take a step; an error of it is told on a page that says what to do, and to a script in JSON."""
    try:
        return step()
    except JunhengError as error:
        if by_script(request.headers):
            return problem_of(error, lang or request_language(request))
        return _not_shown(request, error, lang, framed=framed)


def _not_shown(request: Request, error: JunhengError, lang: Lang, *, framed: bool) -> HTMLResponse:
    gone = isinstance(error, UnknownAnswer | UnknownConversation)
    page_told = page(
        request, "evidence_gone.html", lang, here="chat", framed=framed, error=error, gone=gone, e=evidence_labels
    )
    page_told.status_code = status_of(error)
    return page_told


def _addresses(request: Request, found: Found) -> dict[str, str]:
    """Return where the forms of the page lead: they carry on which conversation it is, the language and the frame."""
    query = request.url.query
    base = f"/evidence/{found.answer.receipt}"
    return {name: f"{base}/{name}?{query}#{name}" for name in ("feedback", "share", "again")}
