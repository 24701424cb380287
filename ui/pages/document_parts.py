"""A document cut into the parts of its page: headings, clauses, and the quotation in one of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from corpus.model import Clause, Document

AROUND = 30  # clauses shown on either side of the one cited, where a page shows only its surroundings


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with the place that links lead to; `level` as in the page, where the title is 1.

    `told`: the clause below begins with the same words, which stand out there.
    """

    level: int
    text: str
    anchor: str
    told: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a document's page: the headings before it, and the clause's text in three, the middle one quoted.

    `lead` characters of the text are its heading; `trail` are all headings that it lies under.
    """

    headings: tuple[Heading, ...]
    context: str | None
    clause: Clause
    before: str
    quote: str
    after: str
    cited: bool
    lead: int
    trail: tuple[str, ...]


def parts(document: Document, clause_id: str | None, start: int, end: int) -> tuple[Part, ...]:
    """Return a document as the parts of its page; the span `start`..`end` of the clause is the quotation."""
    made: list[Part] = []
    before: tuple[str, ...] = ()
    context: str | None = None
    for number, (clause, trail) in enumerate(zip(document.clauses, _trails(document.clauses), strict=True), start=1):
        cited = clause.id == clause_id
        a, b = _marked(clause, start, end) if cited else (0, 0)
        headings = tuple(_new_headings(before, trail, number))
        lead = _lead(clause, headings, quoted_from=a if b else len(clause.text))
        # A context that the rows of a table share is shown above the first of them only, and above the one cited.
        shown = clause.context if cited or clause.context != context else None
        text = clause.text
        told = (*headings[:-1], replace(headings[-1], told=True)) if lead else headings
        made.append(Part(told, shown, clause, text[:a], text[a:b], text[b:], cited, lead, trail))
        before, context = trail, clause.context
    return tuple(made)


def outline(shown: tuple[Part, ...]) -> tuple[Heading, ...]:
    """Return all headings, in order."""
    return tuple(heading for part in shown for heading in part.headings)


def surroundings(shown: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return the part that is cited with its neighbours, under all headings that it lies in; else the beginning."""
    at = next((number for number, part in enumerate(shown) if part.cited), 0)
    start = max(0, at - AROUND)
    own, above = shown[start].headings, tuple(_new_headings((), shown[start].trail, start + 1))
    first = replace(shown[start], headings=(*above[: len(above) - len(own)], *own))
    return (first, *shown[start + 1 : at + AROUND + 1])


def _trails(clauses: Sequence[Clause]) -> list[tuple[str, ...]]:
    """Return the headings above each clause.

    A clause that begins with the heading of its own paragraphs (“4．落实经费。调整……”) stands below it as they do.
    """
    found = []
    for clause, following in zip_longest(clauses, clauses[1:]):
        own = clause.trail[1:]
        deeper = following.trail[1 : len(own) + 2] if following else ()
        opens = len(deeper) > len(own) and deeper[:-1] == own and clause.text.startswith(deeper[-1])
        found.append(deeper if opens else own)
    return found


def _lead(clause: Clause, headings: tuple[Heading, ...], quoted_from: int) -> int:
    """Return how many characters of a clause are the heading right above it; none where the quotation begins there."""
    lead = len(headings[-1].text) if headings and clause.text.startswith(headings[-1].text) else 0
    return lead if lead <= quoted_from else 0


def _marked(clause: Clause, start: int, end: int) -> tuple[int, int]:
    """Return the span to mark: none when it does not lie in the clause."""
    return (start, end) if 0 <= start < end <= len(clause.text) else (0, 0)


def _new_headings(before: tuple[str, ...], now: tuple[str, ...], number: int) -> Iterator[Heading]:
    same = 0
    while same < min(len(before), len(now)) and before[same] == now[same]:
        same += 1
    for level, text in enumerate(now):
        if level >= same:
            yield Heading(min(level + 2, 6), text, f"h{number}-{level}")
