"""Words of a document as pages show them: where they stand, the link to them, and an excerpt around them."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from corpus.documents import Library
from corpus.finding import Span
from corpus.model import Clause, Document, Reference

AROUND = 60  # characters shown on either side of words found
WHOLE = 260  # a text up to this long is shown whole


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that something rests on: their document, and the address of the page on which they are marked."""

    document: Document
    ref: Reference
    link: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of an excerpt; `kind` is "found", "text", or "gap" for what is left out."""

    kind: str
    text: str


def link_to(clause: Clause, start: int = 0, end: int = 0) -> str:
    """Return the address of a clause on its document's page, with a span of it marked; a language may be added."""
    query: dict[str, str | int] = {"clause": clause.id}
    if end > start:
        query |= {"start": start, "end": end}
    return f"/documents/{quote(clause.document, safe='')}?{urlencode(query)}"


def passage_of(ref: Reference, library: Library) -> Passage:
    """Return the words of a reference; without a span where a new version lacks them. Raises UnknownClause."""
    clause = library.clause(ref.document, ref.clause)
    start = clause.text.find(ref.quote)
    link = link_to(clause, start, start + len(ref.quote)) if start >= 0 else link_to(clause)
    return Passage(library.document(ref.document), ref, link)


def excerpt(text: str, spans: Sequence[Span]) -> tuple[Piece, ...]:
    """Return the words found with what stands around them; a short text whole.

    >>> [piece.text for piece in excerpt("音乐教室", [(0, 2)])]
    ['音乐', '教室']
    """
    pieces: list[Piece] = []
    for start, end in _windows(text, spans):
        if pieces or start:
            pieces.append(Piece("gap", "…"))
        at = start
        for a, b in (span for span in spans if start <= span[0] and span[1] <= end):
            pieces += [Piece("text", text[at:a]), Piece("found", text[a:b])]
            at = b
        pieces.append(Piece("text", text[at:end]))
    if pieces and pieces[-1].kind == "text" and not text.endswith(pieces[-1].text):
        pieces.append(Piece("gap", "…"))
    return tuple(piece for piece in pieces if piece.text)


def _windows(text: str, spans: Sequence[Span]) -> list[Span]:
    if len(text) <= WHOLE:
        return [(0, len(text))]
    windows: list[Span] = []
    for start, end in spans or [(0, 0)]:
        a, b = max(0, start - AROUND), min(len(text), end + AROUND)
        if windows and a <= windows[-1][1]:
            windows[-1] = windows[-1][0], b
        else:
            windows.append((a, b))
    return windows
