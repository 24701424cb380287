"""The page that shows what was read from the documents, by document and by item, so that nothing is forgotten."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.coverage import DocumentCover, ItemCover, document_cover, item_covers
from assistant.service import Assistant
from assistant.tools import Tools
from corpus.bilingual import Language
from corpus.written import Record
from ui.pages.passages import Passage, Piece, excerpt, link_to, passage_of
from ui.server.plain import page
from ui.server.problems import request_language
from ui.words import document_labels
from ui.words.record_words import RecordRow, record_row


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """A record of an item, with the words that it rests on."""

    row: RecordRow
    passage: Passage


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that nobody has read: the address at which it is marked, and the words around it."""

    clause: str
    link: str
    pieces: tuple[Piece, ...]


def coverage_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the page."""

    @router.get("/documents/coverage")
    def coverage(request: Request, lang: Language | None = None) -> HTMLResponse:
        tools, language = assistant.tools, lang or request_language(request)
        covers = [document_cover(one, tools.standards) for one in tools.library.documents]
        return page(
            request, "coverage.html", lang, here="documents", d=document_labels,
            covers=[(one, _unread(one), _left_out(one, tools)) for one in covers],
            items=[_item(one, tools, language) for one in item_covers(tools.standards)],
            kinds=document_labels.COUNTS,
        )  # fmt: skip


def _item(cover: ItemCover, tools: Tools, language: Language) -> tuple[ItemCover, list[ItemRecord], list[ItemRecord]]:
    def shown(records: Sequence[Record]) -> list[ItemRecord]:
        return [ItemRecord(record_row(one, language), passage_of(one.ref, tools.library)) for one in records]

    return cover, shown(cover.floor), shown(cover.local)


def _unread(cover: DocumentCover) -> list[Unread]:
    return [
        Unread(one.clause.id, link_to(one.clause, *span), excerpt(one.clause.text, [span]))
        for one in cover.clauses
        for span in one.open
    ]


def _left_out(cover: DocumentCover, tools: Tools) -> list[tuple[object, Passage]]:
    return [(left.why, passage_of(left.ref, tools.library)) for one in cover.clauses for left in one.left_out]
