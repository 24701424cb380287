"""Searching the documents as a reader does: first where the words stand as typed, then clauses that mean the like."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.tools import Tools
from corpus.finding import Span, spans_of, spans_of_all
from corpus.model import Clause, Document
from retrieval.model import Hit

Where = Literal["text", "heading", "context"]
NEAR = 6  # clauses of like meaning that are shown
_DEEP = 40  # clauses looked at, where only those of one document are wanted


@dataclass(frozen=True, slots=True)
class Found:
    """A clause in which the words stand: in its text, in the heading above it, or in the head of its table."""

    clause: Clause
    where: Where
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """What a search found. `documents` are those whose 文号 or title holds the words.

    `together` says that the words stand side by side as typed; else each clause holds all of them, apart.
    """

    documents: tuple[Document, ...]
    exact: tuple[Found, ...]
    together: bool

    @property
    def places(self) -> int:
        """How often the words stand in the clauses found."""
        return sum(len(one.spans) for one in self.exact)


@dataclass(frozen=True, slots=True)
class Near:
    """Clauses of like meaning. `abstained`: none of them is near enough to answer."""

    hits: tuple[Hit, ...]
    abstained: bool


def find_words(words: str, tools: Tools, document: Document | None = None) -> Findings:
    """Return where words stand in all documents, or in one: side by side, else all of them in one clause."""
    documents = (document,) if document else tools.library.documents
    named = tuple(one for one in documents if spans_of(words, f"{one.number or ''}\n{one.title}"))
    exact = tuple(_in_all(words, documents, apart=False))
    together = bool(exact) or len(words.split()) < 2
    return Findings(named, exact if together else tuple(_in_all(words, documents, apart=True)), together)


def find_near(words: str, tools: Tools, document: Document | None, known: Findings) -> Near:
    """Return clauses of like meaning that do not hold the words themselves. Raises IndexUnavailable."""
    places = [place] if document and (place := tools.place(document.jurisdiction)) else []
    found = tools.search_clauses(words, _DEEP, places)
    here = {one.clause.key for one in known.exact}
    hits = [
        hit
        for hit in found.hits
        if hit.clause.key not in here and document in (None, tools.library.document(hit.clause.document))
    ]
    return Near(tuple(hits[:NEAR]), found.abstained)


def _in_all(words: str, documents: tuple[Document, ...], *, apart: bool) -> Iterator[Found]:
    for document in documents:
        trail: tuple[str, ...] = ()
        context: str | None = None
        for clause in document.clauses:
            new = tuple(one for one in clause.trail[1:] if one not in trail)
            shown = clause.context if clause.context != context else None
            yield from _in_clause(words, clause, new, shown, apart=apart)
            trail, context = clause.trail[1:], clause.context


def _in_clause(
    words: str, clause: Clause, headings: tuple[str, ...], context: str | None, *, apart: bool
) -> Iterator[Found]:
    """Yield the clause where its text holds the words; else where what stands above it does."""
    find = spans_of_all if apart else spans_of
    if spans := find(words, clause.text):
        yield Found(clause, "text", clause.text, spans)
        return
    above: list[tuple[Where, str]] = [("heading", one) for one in headings] + (
        [("context", context)] if context else []
    )
    for where, text in above:
        if spans := find(words, text):
            yield Found(clause, where, text, spans)
            return
