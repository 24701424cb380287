"""What was read from the documents and what was not: the records of each clause, what was left out, what is open.

Open is a number with a unit that stands outside the words of every record and of all that was left out with a reason:
nobody has read it yet.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.offered.arguments import ITEMS
from corpus.bilingual import Bilingual
from corpus.finding import Span
from corpus.indicators import item_of, name_of
from corpus.model import Aim, Clause, Document, Fact, LeftOut, Reference, Threshold
from corpus.standards import Standards
from corpus.written import Record

_Resting = TypeVar("_Resting", Record, LeftOut)

# A number with a unit, which a date, a number of a heading or a name with a digit has not.
QUANTITY = re.compile(
    r"(?<![\dA-Z.第])\d+(?:\.\d+)?[ ]*"
    r"(?:[%％万亿个项人名所间班级倍元场次轮刊堂]|余|多|小时|学时|平方米|[Mm]|(?<!\d{4})(?<!\d{4}\s)年)"
)


@dataclass(frozen=True, slots=True)
class ClauseCover:
    """One clause: the records that rest on it, what was left out of it and why, and the spans that nobody has read."""

    clause: Clause
    records: tuple[Record, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    open: tuple[Span, ...] = ()

    @property
    def requirements(self) -> tuple[Threshold, ...]:
        """The records that require a number."""
        return tuple(one for one in self.records if isinstance(one, Threshold))

    @property
    def aims(self) -> tuple[Aim, ...]:
        """The records that require something without a number."""
        return tuple(one for one in self.records if isinstance(one, Aim))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The records of a state of affairs."""
        return tuple(one for one in self.records if isinstance(one, Fact))


@dataclass(frozen=True, slots=True)
class DocumentCover:
    """One document: how many of its numbers with a unit are told, and every clause that something rests on."""

    document: Document
    quantities: int
    clauses: tuple[ClauseCover, ...]

    def count(self, kind: str) -> int:
        """Return how many `requirements`, `aims`, `facts`, `left_out` or `open` quantities its clauses have."""
        return sum(len(getattr(one, kind)) for one in self.clauses)


@dataclass(frozen=True, slots=True)
class ItemCover:
    """One item of the county verdict: what it rests on, as the national floor and as the targets of places."""

    item: str
    name: Bilingual
    floor: tuple[Record, ...]
    local: tuple[Record, ...]


def records_by_clause(standards: Standards) -> Mapping[tuple[str, str], tuple[Record, ...]]:
    """Return the records that stand, by the document and clause that they rest on."""
    return _by_clause(standards.records)


def document_cover(document: Document, standards: Standards) -> DocumentCover:
    """Return what was read from a document, and what was not.

    Clauses may share words (a cell that stands for several rows of a table), so that what is told is told for all.
    """
    records, left = _by_clause(standards.records), _by_clause(standards.left_out)
    covers = []
    told: set[int] = set()
    for clause in document.clauses:
        key = clause.document, clause.id
        covers.append(ClauseCover(clause, records.get(key, ()), left.get(key, ())))
        told.update(at for one in (*covers[-1].records, *covers[-1].left_out) for at in _span(one.ref, clause))
    found = _quantities(document)
    whole = [replace(one, open=_within(one.clause, (span for span in found if span[0] not in told))) for one in covers]
    return DocumentCover(document, len(found), tuple(one for one in whole if one.records or one.left_out or one.open))


def item_covers(standards: Standards) -> tuple[ItemCover, ...]:
    """Return, for each item of the county verdict, the records that it rests on."""
    demands: tuple[Threshold | Aim, ...] = (*standards.all, *standards.aims)
    return tuple(
        ItemCover(
            item,
            name_of(item),
            tuple(one for one in demands if item_of(one.indicator) == item and one.basis == "floor"),
            tuple(one for one in demands if item_of(one.indicator) == item and one.basis == "target"),
        )
        for item in ITEMS
    )


def _quantities(document: Document) -> list[Span]:
    """Return where the numbers with a unit stand in the body of a document, each once."""
    found = {match.span() for one in document.clauses for match in QUANTITY.finditer(document.body, one.start, one.end)}
    return sorted(found)


def _within(clause: Clause, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return those spans of the body that lie in a clause, as spans of its text."""
    return tuple(
        (start - clause.start, end - clause.start)
        for start, end in spans
        if clause.start <= start and end <= clause.end
    )


def _span(ref: Reference, clause: Clause) -> range:
    """Return where in the body the words of a reference stand; nowhere where a new version lacks them."""
    at = clause.text.find(ref.quote)
    return range(clause.start + at, clause.start + at + len(ref.quote)) if at >= 0 else range(0)


def _by_clause(entries: Iterable[_Resting]) -> Mapping[tuple[str, str], tuple[_Resting, ...]]:
    found: dict[tuple[str, str], list[_Resting]] = {}
    for one in entries:
        found.setdefault((one.ref.document, one.ref.clause), []).append(one)
    return {key: tuple(ones) for key, ones in found.items()}
