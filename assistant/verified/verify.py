"""Verification: nothing leaves the assistant but what the ledger proves.

A draft is rejected for: a slot without an entry; a word outside the closed vocabulary; a quantity in any dress outside
a slot; a verdict or an order in words; words that bend a figure, call it what it is not, or turn a verdict; a school,
place, stage or indicator in words that no slot of the sentence is about; a sentence that holds no slot and is no known
connecting phrase; slots of different schools, stages, places, years or indicators in one sentence, or in an item of a
list and the line above the list; a quotation that is not in its clause, of a place that was not asked about, or later
than its year; a figure that rests on no citation or not on its words; a quantity or verdict in a name.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.verified.agreement import AGREEMENTS, misordered, strayed
from assistant.verified.ledger import CitedEntry, FigureEntry, Ledger, NameEntry
from assistant.verified.numerals import hidden, visible
from assistant.verified.phrases import CONNECTING, sentences
from assistant.verified.proofs import Code, Fault, Sources, citation_faults, figure_faults, name_faults, outside
from assistant.verified.sentence import Case, Sentence
from assistant.verified.slots import ANY_SLOT, SLOT, slots, without_slots
from assistant.verified.topics import Readers, about
from assistant.verified.wording import (
    misread_figures,
    spelled,
    turned_verdict,
    verdict_words,
)
from corpus.documents import Library
from corpus.places import Gazetteer, load_gazetteer
from corpus.terms import Terms, load_terms


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a sentence was rejected."""

    code: Code
    sentence: str
    found: str


def problems(
    draft: str,
    ledger: Ledger,
    library: Library,
    national: Container[str] = (),
    *,
    beside: Sequence[str] = (),
    places: Sequence[str] = (),
    gazetteer: Gazetteer | None = None,
    terms: Terms | None = None,
) -> list[Problem]:
    """Return everything in a draft that the ledger does not prove; an empty list lets it through.

    `national` holds the keys of the clauses that list national requirements, though a county's document carries them.
    `beside` are the slots of figures that stand in the panel only. `places` are the full names of the places asked
    about or selected: only their clauses, national ones, and those of a place that the same sentence names may be
    cited; empty: those of any place.
    """
    readers = Readers(gazetteer or load_gazetteer(), terms or load_terms())
    schools = spelled(entry.about.school for entry in ledger.entries.values() if entry.about.school)
    case = Case(ledger, Sources(library, national), readers, frozenset(places), schools)
    read = [_read(text, case) for text in sentences(draft)]
    found = [problem for sentence in read if sentence for problem in _sentence_problems(sentence, case)]
    found += [
        Problem(code, one.text, what)
        for check in (strayed, misordered)
        for one, code, what in check(sentence for sentence in read if sentence)
    ]
    found += [Problem(code, slot, what) for slot in beside for code, what in _beside_faults(slot, draft, case)]
    cited = [
        Problem(code, entry.quote, what)
        for entry in ledger.cited()
        for code, what in citation_faults(entry, case.sources)
    ]
    return list(dict.fromkeys(found + cited))


def _read(text: str, case: Case) -> Sentence | None:
    """Return a sentence with what its slots show, or None for a connecting phrase."""
    if text.lstrip("-# ") in CONNECTING:
        return None
    entries = [entry for slot in slots(text) if (entry := case.ledger.get(slot))]
    abouts = [about(entry, case.readers.gazetteer) for entry in entries]
    return Sentence(text, visible(without_slots(text)), entries, abouts)


def _sentence_problems(sentence: Sentence, case: Case) -> Iterator[Problem]:
    for check in (_slot_faults, _word_faults, _entry_faults, *AGREEMENTS):
        yield from (Problem(code, sentence.text, found) for code, found in check(sentence, case))


def _slot_faults(sentence: Sentence, case: Case) -> Iterator[Fault]:
    for written in ANY_SLOT.findall(sentence.text):
        if not SLOT.fullmatch(written):
            yield "malformed_slot", written
    for slot in slots(sentence.text):
        if case.ledger.get(slot) is None:
            yield "unknown_slot", str(slot)
    if not slots(sentence.text):
        yield "unsupported_sentence", sentence.text
    shown = [str(slot) for slot in slots(sentence.text) if slot.kind == "f"]
    yield from (("figure_repeated", slot) for slot in dict.fromkeys(shown) if shown.count(slot) > 1)


def _word_faults(sentence: Sentence, case: Case) -> Iterator[Fault]:
    """Yield what the words may not say, whatever the slots are."""
    figures = [entry.figure for entry in sentence.figures]
    labels = [figure.label.zh for figure in figures]
    found: Mapping[Code, Iterable[str]] = {
        "hidden_character": hidden(without_slots(sentence.text)),
        "figure_misread": misread_figures(sentence.words, figures),
        "verdict_outside_slot": verdict_words(sentence.words, labels),
        "verdict_turned": filter(None, [turned_verdict(sentence.text)]),
    }
    yield from ((code, what) for code, words in found.items() for what in words)
    yield from case.said(sentence.words).faults


def _entry_faults(sentence: Sentence, case: Case) -> Iterator[Fault]:
    """Yield what is wrong with the entries that the sentence shows."""
    named = {
        one.place
        for entry, one in zip(sentence.entries, sentence.abouts, strict=True)
        if isinstance(entry, NameEntry) and entry.kind == "place"
    }
    for entry in sentence.entries:
        if isinstance(entry, NameEntry):
            yield from name_faults(entry, case.readers)
        if isinstance(entry, FigureEntry):
            yield from figure_faults(entry, case.ledger)
        cited = case.figures_citation(entry) if isinstance(entry, FigureEntry) else entry
        if isinstance(cited, CitedEntry) and case.places:
            yield from outside(cited, case.sources, case.places | {place for place in named if place})


def _beside_faults(written: str, draft: str, case: Case) -> Iterator[Fault]:
    """Yield what is wrong with a figure of the panel; a citation that the text shows too was judged there."""
    slot = next(iter(slots(written)), None)
    entry = case.ledger.get(slot) if slot else None
    if not isinstance(entry, FigureEntry):
        yield "unknown_slot", written
        return
    yield from figure_faults(entry, case.ledger)
    cited = case.figures_citation(entry)
    shown = {one.id for one in slots(draft) if one.kind in "cq"}
    if isinstance(cited, CitedEntry) and case.places and entry.citation not in shown:
        yield from outside(cited, case.sources, case.places)
