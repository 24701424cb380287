"""The page of one document: contents, clauses, the quotation marked, and what was read from each clause.

`framed=1` gives the look for a frame: no bar, no contents, the clause cited with its neighbours.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response

from assistant.coverage import records_by_clause
from assistant.listing import is_shipped
from assistant.service import Assistant
from assistant.tools import Tools
from corpus.bilingual import Language
from corpus.changes import changes
from corpus.documents import load_library
from corpus.model import Document
from ui.pages.conflict_pages import Noted, noted_by_clause
from ui.pages.document_parts import outline, parts, surroundings
from ui.server.plain import page
from ui.server.problems import request_language
from ui.words import document_labels
from ui.words.record_words import RecordRow, record_row


@dataclass(frozen=True, slots=True)
class Notes:
    """What stands beside a clause: the records read from it, and the conflicts and doubts it is part of."""

    records: tuple[RecordRow, ...] = ()
    noted: tuple[Noted, ...] = ()


def document_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the page, and the one that compares a user's version with the shipped one."""
    _changes_route(router, assistant)

    @router.get("/documents/{id}")
    def show_document(
        request: Request,
        id: str,
        clause: str | None = None,
        start: int = 0,
        end: int = 0,
        framed: bool = False,
        lang: Language | None = None,
    ) -> Response:
        tools = assistant.tools
        document = tools.library.document(id)
        if clause is not None:
            tools.library.clause(document.id, clause)
        shown = parts(document, clause, start, end)
        return page(
            request, "document_framed.html" if framed else "document.html", lang, here="documents", framed=framed,
            d=document_labels, document=document, parts=surroundings(shown) if framed else shown,
            outline=outline(shown), whole=_whole(request), cut=framed and len(surroundings(shown)) < len(shown),
            stale=clause is not None and end > 0 and not any(part.quote for part in shown),
            notes=_notes(document, tools, lang or request_language(request)),
            **_related(document, tools),
        )  # fmt: skip


def _changes_route(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/documents/{id}/changes")
    def show_changes(request: Request, id: str, lang: Language | None = None) -> Response:
        document = assistant.library.document(id)
        found = changes(load_library().document(document.id), document)
        return page(
            request, "changes.html", lang, here="documents", d=document_labels, document=document, changes=found,
            counts=Counter(one.kind for one in found),
        )  # fmt: skip


def _notes(document: Document, tools: Tools, language: Language) -> Mapping[str, Notes]:
    """Return what stands beside each clause of which something is known."""
    records, noted = records_by_clause(tools.standards), noted_by_clause(tools.register, document.id)
    return {
        one.id: Notes(
            tuple(record_row(record, language) for record in records.get((document.id, one.id), ())),
            tuple(noted.get(one.id, ())),
        )
        for one in document.clauses
    }


def _related(document: Document, tools: Tools) -> dict[str, object]:
    """Return what a document interprets, which may have been removed since, and what interprets it."""
    others = tools.library.documents
    return {
        "interpreted": next((one for one in others if one.id == document.interprets), None),
        "interpretations": [one for one in others if one.interprets == document.id],
        "restores": document.origin == "user" and is_shipped(document),
    }


def _whole(request: Request) -> str:
    """Return the query of the same place on the page of the whole document."""
    return urlencode([(name, value) for name, value in request.query_params.multi_items() if name != "framed"])
