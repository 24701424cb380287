"""An answer that its reader has shared: the question, the answer and its evidence, for whoever has the link."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from assistant.errors import UnknownShare
from assistant.kept.entries import answer_of
from assistant.service import Assistant
from corpus.bilingual import Language
from ui.evidence.body import evidence_values
from ui.server.plain import page
from ui.server.problems import request_language
from ui.words import conversation_labels


def shared_routes(assistant: Assistant) -> APIRouter:
    """Return the route of shared answers. Nothing leads from there into the conversation."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)

    @router.get("/shared/{token}")
    def shared(request: Request, token: str, n: int | None = None, lang: Language | None = None) -> Response:
        found = assistant.kept.shares.opened(token)
        answer = answer_of(found.entry)
        if answer is None:
            raise UnknownShare
        evidence = evidence_values(answer, lang or request_language(request), n)
        values = {"shared": found, "question": found.entry.question or "", "w": conversation_labels}
        return page(request, "shared.html", lang, **evidence, **values)

    return router
