"""Whether the entries that a draft shows are proven: quotations in force, figures that rest on them, clean names."""

import re
from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.verified.ledger import CitedEntry, FigureEntry, Ledger, NameEntry
from assistant.verified.numerals import quantities
from assistant.verified.slots import Slot
from assistant.verified.topics import Readers
from assistant.verified.wording import verdict_words
from corpus.documents import Library
from corpus.folding import fold_width
from corpus.model import NATIONAL, Clause
from corpus.places import Gazetteer
from corpus.terms import Terms

# Why a sentence is rejected. The second group is for what a model writes: it departs from the draft, says what stands
# there already, comes too late for its place, or is in another language than the question.
Code = Literal[
    "malformed_slot", "unknown_slot", "unsupported_sentence", "figure_repeated", "hidden_character", "figure_misread",
    "verdict_outside_slot", "verdict_turned", "word_outside_list", "quantity_outside_slot", "foreign_letters",
    "figure_bent", "school_outside_slot", "unproven_school", "different_place", "different_stage", "different_school",
    "different_indicator", "different_year", "quote_not_in_clause", "clause_of_another_place", "clause_after_its_year",
    "clause_of_a_place_not_asked", "requirement_not_in_force", "dangling_citation", "figure_not_in_quote",
    "verdict_in_name", "quantity_in_name", "out_of_order",
    "unfaithful", "said_before", "other_language",
]  # fmt: skip
Fault = tuple[Code, str]
_COUNTY = re.compile(r"[一-鿿]{2,12}[省市县区旗州盟]|[一-鿿]{2,12}(?:新区|开发区)")


@dataclass(frozen=True, slots=True)
class Sources:
    """The texts that citations are held against. `national`: keys of the clauses that list national requirements."""

    library: Library
    national: Container[str]

    def place(self, clause: Clause) -> str:
        """Return the full name of the place whose document a clause stands in."""
        return self.library.document(clause.document).jurisdiction


def citation_faults(entry: CitedEntry, sources: Sources) -> Iterator[Fault]:
    """Yield what is wrong with a citation: its words, the place it speaks for, or its date."""
    clause = sources.library.clause(entry.clause.document, entry.clause.id)
    place, is_national = sources.place(clause), clause.key in sources.national
    if not entry.quote or clause.text[entry.start : entry.end] != entry.quote:
        yield "quote_not_in_clause", clause.key
    if entry.about.place not in ({None, place, NATIONAL} if is_national else {None, place}):
        yield "clause_of_another_place", f"{clause.key}: {place}"
    yield from clause_after(entry, entry.about.year, sources)


def clause_after(entry: CitedEntry, year: int | None, sources: Sources) -> Iterator[Fault]:
    """Yield a citation of a document that is later than the year it is to speak for."""
    issued = sources.library.document(entry.clause.document).issued[:4]
    dated = year is not None and issued.isdecimal()  # a user's document may state no date
    if dated and f"{year:04}" < issued and entry.clause.key not in sources.national:
        yield "clause_after_its_year", f"{entry.clause.key}: {issued}"


def outside(entry: CitedEntry, sources: Sources, places: Collection[str]) -> Iterator[Fault]:
    """Yield a citation of a place that is not among `places`, unless it is a national requirement."""
    place = sources.place(entry.clause)
    if place not in places and entry.clause.key not in sources.national:
        yield "clause_of_a_place_not_asked", f"{entry.clause.key}: {place}"


def requirement_after(entry: FigureEntry, year: int | None) -> Iterator[Fault]:
    """Yield a requirement that is not in force in a year."""
    threshold = entry.figure.threshold
    if threshold and year is not None and year < threshold.since:
        yield "requirement_not_in_force", f"{threshold.id}: {threshold.since}"


def figure_faults(entry: FigureEntry, ledger: Ledger) -> Iterator[Fault]:
    """Yield what is wrong with the requirement or the citation that a figure rests on."""
    figure = entry.figure
    yield from requirement_after(entry, entry.about.year)
    cited = ledger.get(Slot("c", entry.citation)) if entry.citation else None
    if entry.citation and not isinstance(cited, CitedEntry):
        yield "dangling_citation", f"{figure.id}: {entry.citation}"
    elif figure.kind == "quoted" and not (isinstance(cited, CitedEntry) and stands_in(figure.display, cited.quote)):
        yield "figure_not_in_quote", f"{figure.id}: {figure.display}"


def name_faults(entry: NameEntry, readers: Readers) -> Iterator[Fault]:
    """Yield a quantity or a verdict in a name of a kind that has no use for one."""
    if entry.kind not in ("place", "stage", "term"):
        return
    if _is_known(entry, readers.gazetteer, readers.terms):
        return
    for text in {entry.text.zh, entry.text.en}:
        yield from (("verdict_in_name", found) for found in verdict_words(text, ()))
        if not (entry.kind == "place" and _COUNTY.fullmatch(text)):
            yield from (("quantity_in_name", found) for found in quantities(text))


def _is_known(entry: NameEntry, gazetteer: Gazetteer, terms: Terms) -> bool:
    """Say whether a name is one of the lists: 二七区 and 十四五 hold numerals, and so they may."""
    if entry.kind == "term":
        return entry.text.zh in {term.zh for term in terms}
    named = gazetteer.find(entry.text.zh) if entry.kind == "place" else ()
    return any(
        entry.text.zh in (place.name, place.full_name, place.short)
        and entry.text.en in (place.english, place.name, place.full_name, place.short)
        for place in named
    )


def stands_in(display: str, quote: str) -> bool:
    """Say whether a number stands in a quotation as a whole number, width and thousands separators aside."""
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", fold_width(quote))
    number = re.escape(fold_width(display).replace(",", ""))
    before = r"(?<![\d.])" if display[:1].isdigit() else ""
    behind = r"(?!\d|\.\d)" if display[-1:].isdigit() else ""  # 基本消除56人: words end where digits begin
    return re.search(f"{before}{number}{behind}", text) is not None
