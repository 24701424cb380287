"""What is indexed of a clause: its own words, and the headings without which they cannot be found."""

from collections.abc import Iterable, Mapping

from corpus.documents import Library
from corpus.model import Clause
from retrieval.lexical import search_key
from retrieval.store import Record

_LEAD_END = "。：:"
_LONGEST_LEAD = 40


def records(library: Library) -> tuple[Record, ...]:
    """Return one record a clause, in the order of the library."""
    by_key = {clause.key: clause for clause in library.clauses}
    return tuple(_record(library, clause, by_key) for clause in library.clauses)


def _record(library: Library, clause: Clause, by_key: Mapping[str, Clause]) -> Record:
    document = library.document(clause.document)
    return Record(clause.key, passage(clause, by_key), document.id, document.jurisdiction, document.kind)


def passage(clause: Clause, by_key: Mapping[str, Clause]) -> str:
    """Return the headings above a clause, then its text, one a line, with years in figures.

    The context is left out: its heads stand in the trail, and its cells are clauses of their own that would otherwise
    be found in every row.
    """
    return "\n".join(_years(line) for line in (*clause.trail, *_lead(clause, by_key), clause.text))


def _lead(clause: Clause, by_key: Mapping[str, Clause]) -> Iterable[str]:
    """Yield the opening words of the numbered item that a further paragraph (段2 …) belongs to."""
    item = by_key.get(f"{clause.document}#{'/'.join(clause.path[:-1])}")
    if item is not None:
        end = min((at for mark in _LEAD_END if (at := item.text.find(mark)) > 0), default=_LONGEST_LEAD)
        yield item.text[: min(end, _LONGEST_LEAD)]


def _years(text: str) -> str:
    return search_key(text) if "二○" in text or "二〇" in text else text
