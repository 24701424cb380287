"""The plain pages: documents with the quotation marked, the REST description, and the sign-in form. No script."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, cast
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from assistant.bookshelf import suspended
from assistant.service import Assistant
from corpus.bilingual import Language
from corpus.documents import Library
from corpus.errors import CorpusError, JunhengError
from corpus.model import Clause, Document, Reference
from ui.server.access import COOKIE, cookie_value
from ui.server.problems import request_language, status_of
from ui.server.settings import ServerSettings
from ui.words import labels, shelf_labels

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parents[1] / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document's page: the headings before it, and the clause's text in three, the middle one quoted."""

    headings: tuple[tuple[int, str], ...]
    context: str | None
    clause: Clause
    before: str
    quote: str
    after: str
    cited: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict: its document, its words, and the page on which they are marked."""

    document: Document
    ref: Reference
    link: str


def html(template: str, language: Language, **values: object) -> str:
    """Fill a template. Every value is escaped."""
    return TEMPLATES.get_template(template).render(t=labels, lang=language, **values)


def page(request: Request, template: str, lang: Language | None, **values: object) -> HTMLResponse:
    """Fill the template of a page in the language asked for, else the browser's; it links to itself in the other."""
    language = lang or request_language(request)
    other = "zh" if language == "en" else "en"
    asked = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    switch = "?" + urlencode([*asked, ("lang", other)])
    return HTMLResponse(html(template, language, s=shelf_labels, switch=switch, **values))


def problem_page(error: JunhengError, language: Language) -> HTMLResponse:
    """Return the page that tells an error."""
    return HTMLResponse(html("problem.html", language, error=error), status_code=status_of(error))


def page_routes(assistant: Assistant, settings: ServerSettings) -> APIRouter:
    """Return the routes of the plain pages."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _list_routes(router, assistant)
    _document_routes(router, assistant)
    _sign_in_routes(router, settings)

    @router.get("/docs")
    def interface(request: Request, lang: Language | None = None) -> HTMLResponse:
        language = lang or request_language(request)
        return HTMLResponse(html("interface.html", language, operations=_operations(request)))

    return router


def parts(document: Document, clause_id: str | None, start: int, end: int) -> tuple[Part, ...]:
    """Return a document as the parts of its page; the span `start`..`end` of the clause is the quotation."""
    made: list[Part] = []
    trail: tuple[str, ...] = ()
    context: str | None = None
    for clause in document.clauses:
        a, b = _marked(clause, start, end) if clause.id == clause_id else (0, 0)
        cited = clause.id == clause_id
        headings = _new_headings(trail, clause.trail[1:])
        # A context that the rows of a table share is shown above the first of them only, and above the one cited.
        shown = clause.context if cited or clause.context != context else None
        text = clause.text
        made.append(Part(headings, shown, clause, text[:a], text[a:b], text[b:], cited))
        trail, context = clause.trail[1:], clause.context
    return tuple(made)


def _marked(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """Return the span to mark: none when it does not lie in the clause."""
    return (start, end) if 0 <= start < end <= len(clause.text) else (0, 0)


def _new_headings(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    return tuple((min(level + 2, 6), heading) for level, heading in enumerate(now) if level >= same)


def _list_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/documents")
    def list_documents(request: Request, lang: Language | None = None) -> HTMLResponse:
        return page(request, "documents.html", lang, shelf=assistant.tools.shelf)

    @router.get("/documents/conflicts")
    def list_conflicts(request: Request, lang: Language | None = None) -> HTMLResponse:
        tools = assistant.tools
        conflicts = [(one, [_side(side, tools.library) for side in one.sides]) for one in tools.register.conflicts]
        suspects = [
            (one, [_side(ref, tools.library) for ref in (one.ref, *one.against)]) for one in tools.register.suspects
        ]
        gone = suspended(tools)
        return page(request, "conflicts.html", lang, conflicts=conflicts, suspects=suspects, suspended=gone)


def _side(ref: Reference, library: Library) -> Side:
    start = library.clause(ref.document, ref.clause).text.index(ref.quote)
    query = urlencode({"clause": ref.clause, "start": start, "end": start + len(ref.quote)})
    return Side(library.document(ref.document), ref, f"/documents/{quote(ref.document, safe='')}?{query}")


def _document_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/documents/{id}")
    def show_document(
        request: Request, id: str, clause: str | None = None, start: int = 0, end: int = 0, lang: Language | None = None
    ) -> HTMLResponse:
        library = assistant.library
        try:
            document = library.document(id)
            if clause is not None:
                library.clause(document.id, clause)
        except CorpusError as error:
            return problem_page(error, lang or request_language(request))
        shown = parts(document, clause, start, end)
        stale = clause is not None and end > 0 and not any(part.quote for part in shown)
        # What a document interprets may have been removed since.
        interpreted = next((one for one in library.documents if one.id == document.interprets), None)
        values = {"document": document, "parts": shown, "stale": stale, "interpreted": interpreted}
        return page(request, "document.html", lang, **values)


def _sign_in_routes(router: APIRouter, settings: ServerSettings) -> None:
    @router.get("/login")
    def form(request: Request) -> HTMLResponse:
        return HTMLResponse(html("login.html", request_language(request), wrong=False))

    @router.post("/login")
    def sign_in(request: Request, token: Annotated[str, Form()] = "") -> Response:
        if settings.token is None or not hmac.compare_digest(token.strip().encode(), settings.token.encode()):
            return HTMLResponse(html("login.html", request_language(request), wrong=True), status_code=401)
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            COOKIE, cookie_value(settings.token), httponly=True, samesite="strict", secure=request.url.scheme == "https"
        )
        return response


def _operations(request: Request) -> list[Mapping[str, object]]:
    """Return what the OpenAPI description says of each operation, for a page without scripts."""
    paths = cast(Mapping[str, Mapping[str, Mapping[str, object]]], request.app.openapi()["paths"])
    return [
        {"method": method.upper(), "path": path, **operation}
        for path, operations in paths.items()
        for method, operation in operations.items()
    ]
