"""The page of what a search found: where the words stand, then clauses of like meaning. A form, no script."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.finding import Findings, Found, Near, Where, find_near, find_words
from assistant.service import Assistant
from assistant.tools import Tools
from corpus.bilingual import Language
from corpus.errors import JunhengError
from corpus.finding import Span
from corpus.model import Clause, Document
from retrieval.model import Hit
from ui.pages.passages import Piece, excerpt, link_to
from ui.server.plain import page
from ui.words import document_labels
from ui.words.text import readable

MOST = 60  # clauses listed
MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Result:
    """One clause of the page: its document, the address at which its words are marked, and an excerpt."""

    document: Document
    clause: Clause
    link: str
    where: Where
    pieces: tuple[Piece, ...]


def search_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the page."""

    @router.get("/documents/search")
    def search(
        request: Request,
        q: Annotated[str, Query(max_length=MOST_CHARACTERS)] = "",
        document: str = "",
        lang: Language | None = None,
    ) -> Response:
        tools, words = assistant.tools, readable(q).strip()
        within = tools.library.document(document) if document else None
        return page(
            request, "document_search.html", lang, here="documents", d=document_labels, query=words, within=within,
            most=MOST, **_found(words, tools, within),
        )  # fmt: skip


def _found(words: str, tools: Tools, within: Document | None) -> dict[str, object]:
    """Return what a search found, as the page shows it."""
    found = find_words(words, tools, within)
    near, fault = _near(words, tools, within, found)
    return {
        "found": found,
        "exact": [_exact(one, tools) for one in found.exact[:MOST]],
        "near": near,
        "like": [_like(hit, tools) for hit in near.hits],
        "fault": fault,
    }


def _near(words: str, tools: Tools, within: Document | None, found: Findings) -> tuple[Near, JunhengError | None]:
    """Return clauses of like meaning, or why they cannot be looked for: the words are found all the same."""
    if not any(character.isalnum() for character in words):
        return Near((), abstained=True), None
    try:
        return find_near(words, tools, within, found), None
    except JunhengError as fault:
        return Near((), abstained=True), fault


def _exact(one: Found, tools: Tools) -> Result:
    span = one.spans[0] if one.where == "text" else (0, 0)
    return _result(one.clause, one.where, span, excerpt(one.text, one.spans), tools)


def _like(hit: Hit, tools: Tools) -> Result:
    span = hit.start, hit.end
    return _result(hit.clause, "text", span, excerpt(hit.clause.text, [span]), tools)


def _result(clause: Clause, where: Where, span: Span, pieces: tuple[Piece, ...], tools: Tools) -> Result:
    return Result(tools.library.document(clause.document), clause, link_to(clause, *span), where, pieces)
