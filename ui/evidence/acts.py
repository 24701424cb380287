"""What a reader does with an answer: say whether it is right, share it, ask it again.

Plain forms; a script that sends one is told in JSON.
"""

from typing import Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse
from pydantic import BeforeValidator

from assistant.kept.feedback import MOST_NOTE_CHARACTERS, Feedback, Reason, Vote
from assistant.service import Assistant
from ui.errors import Refused
from ui.evidence.found import Found, asked_again, found_answer
from ui.evidence.links import evidence_link
from ui.evidence.routes import Framed, Lang, shown, told
from ui.server.access import by_script
from ui.server.own import own_session_of
from ui.server.problems import request_language
from ui.words import evidence_labels
from ui.words.text import Name, readable

# a form sends two characters for the end of a line, which a browser counts as one
Note = Annotated[str, BeforeValidator(lambda note: note.replace("\r\n", "\n")), Form(max_length=MOST_NOTE_CHARACTERS)]
UNPROCESSABLE = 422


def act_routes(assistant: Assistant) -> APIRouter:
    """Return the routes under /evidence that do something."""
    router = APIRouter(prefix="/evidence", include_in_schema=False, default_response_class=HTMLResponse)
    _feedback_route(router, assistant)
    _share_route(router, assistant)
    _again_route(router, assistant)
    _way_back(router)
    return router


def _feedback_route(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/{receipt}/feedback")
    def say(
        request: Request, receipt: str, vote: Annotated[Vote, Form()], reason: Annotated[Reason | None, Form()] = None,
        note: Note = "", framed: Framed = False, lang: Lang = None,
    ) -> Response:  # fmt: skip
        def kept() -> Response:
            found = found_answer(request, assistant, receipt)
            assistant.kept.feedback.keep(found.session, receipt, _feedback(vote, reason, note))
            if by_script(request.headers):
                words = evidence_labels.SAID_RIGHT if vote == "useful" else evidence_labels.SAID_WRONG
                return JSONResponse({"said": words.say(lang or request_language(request))})
            return RedirectResponse(f"/evidence/{receipt}?{request.url.query}#feedback", status_code=303)

        return told(kept, request, lang, framed=framed)


def _feedback(vote: Vote, reason: Reason | None, note: str) -> Feedback:
    if vote == "useful":
        return Feedback("useful")
    if reason is None:
        raise Refused(UNPROCESSABLE, "no_reason", evidence_labels.NO_REASON, evidence_labels.NO_REASON_HINT)
    return Feedback("wrong", reason, readable(note.strip()))


def _share_route(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/{receipt}/share")
    def share(
        request: Request, receipt: str, act: Annotated[Literal["share", "withdraw"], Form()] = "share",
        framed: Framed = False, lang: Lang = None,
    ) -> Response:  # fmt: skip
        def done() -> Response:
            found = found_answer(request, assistant, receipt)
            said = _shared(request, assistant, found) if act == "share" else _withdrawn(assistant, found)
            return shown(request, assistant, found, lang, framed=framed, said=said)

        return told(done, request, lang, framed=framed)


def _shared(request: Request, assistant: Assistant, found: Found) -> dict[str, object]:
    token = assistant.kept.shares.share(found.session, found.answer.receipt)
    return {"link": str(request.base_url.replace(path=f"/shared/{token}"))}


def _withdrawn(assistant: Assistant, found: Found) -> dict[str, object]:
    return {"withdrawn": assistant.kept.shares.unshare(found.session, found.answer.receipt) > 0}


def _again_route(router: APIRouter, assistant: Assistant) -> None:
    @router.post("/{receipt}/again")
    def again(
        request: Request, receipt: str, reading: Annotated[list[Name] | None, Form()] = None,
        framed: Framed = False, lang: Lang = None,
    ) -> Response:  # fmt: skip
        def asked() -> Response:
            found = found_answer(request, assistant, receipt)
            once = asked_again(found, reading or ())
            session = own_session_of(request, assistant, found.number or 0)
            answer = assistant.ask(
                once.question, county=once.county, year=once.year, session=session, readings=once.readings
            )
            language = lang or request_language(request)
            link = evidence_link(answer.receipt, language, found.number, framed=framed)
            return RedirectResponse(link, status_code=303)

        return told(asked, request, lang, framed=framed)


def _way_back(router: APIRouter) -> None:
    @router.get("/{receipt}/{act}")
    def back(request: Request, receipt: str, act: Literal["feedback", "share", "again"]) -> Response:
        """Lead whoever reads the page of what was done in the other language, or again, back to the answer."""
        place = "readings" if act == "again" else act
        return RedirectResponse(f"/evidence/{quote(receipt)}?{request.url.query}#{place}", status_code=303)
