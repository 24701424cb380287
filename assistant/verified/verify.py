"""Verification: nothing leaves the assistant but what the ledger proves.

A draft is rejected for: a slot without an entry; a quantity in any dress outside a slot; a verdict in words; words that
bend a figure or turn a verdict; a school, place, stage or indicator in words that no slot of the sentence is about; a
sentence that holds no slot and is no known connecting phrase; slots of different schools, stages, places, years or
indicators in one sentence; a quotation that is not in its clause, of a place that was not asked about, or later than
its year; a figure that rests on no citation or not on its words; a quantity or verdict in a name.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields

from assistant.verified.ledger import About, CitedEntry, Entry, FigureEntry, Ledger, NameEntry, VerdictEntry
from assistant.verified.numerals import quantities, visible
from assistant.verified.phrases import CONNECTING, sentences
from assistant.verified.proofs import Fault, Sources, citation_faults, figure_faults, name_faults, outside
from assistant.verified.slots import ANY_SLOT, SLOT, Slot, slots, without_slots
from assistant.verified.topics import Readers, about, agree, topics_in, topics_of_entry
from assistant.verified.wording import (
    bent_figure,
    foreign_letters,
    known_names_in,
    places_in,
    schools_in,
    speaks_for_the_country,
    stages_in,
    turned_verdict,
    verdict_words,
)
from corpus.documents import Library
from corpus.model import NATIONAL, STAGES
from corpus.places import Gazetteer, load_gazetteer
from corpus.terms import Terms, load_terms


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a sentence was rejected."""

    code: str
    sentence: str
    found: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One draft's ledger, and what its sentences are held against. `places`: those asked about; empty: any."""

    ledger: Ledger
    sources: Sources
    readers: Readers
    places: frozenset[str]

    def figures_citation(self, entry: FigureEntry) -> Entry | None:
        return self.ledger.get(Slot("c", entry.citation)) if entry.citation else None


@dataclass(slots=True)
class _Sentence:
    """A sentence, its words, and the entries of its slots with what each is about."""

    text: str
    words: str
    entries: list[Entry]
    abouts: list[About] = field(default_factory=list)

    def values(self, facet: str) -> set[object]:
        return {value for one in self.abouts if (value := getattr(one, facet)) is not None}


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
    case = _Case(ledger, Sources(library, national), readers, frozenset(places))
    found = [problem for sentence in sentences(draft) for problem in _sentence_problems(sentence, case)]
    found += [Problem(code, slot, what) for slot in beside for code, what in _beside_faults(slot, draft, case)]
    cited = [
        Problem(code, entry.quote, what)
        for entry in ledger.cited()
        for code, what in citation_faults(entry, case.sources)
    ]
    return list(dict.fromkeys(found + cited))


def _sentence_problems(text: str, case: _Case) -> Iterator[Problem]:
    if text.lstrip("-# ") in CONNECTING:
        return
    entries = [entry for slot in slots(text) if (entry := case.ledger.get(slot))]
    abouts = [about(entry, case.readers.gazetteer) for entry in entries]
    sentence = _Sentence(text, visible(without_slots(text)), entries, abouts)
    checks = (_slot_faults, _word_faults, _entry_faults, _disagreements, _unproven_names, _unproven_topics)
    for check in checks:
        yield from (Problem(code, text, found) for code, found in check(sentence, case))


def _slot_faults(sentence: _Sentence, case: _Case) -> Iterator[Fault]:
    for written in ANY_SLOT.findall(sentence.text):
        if not SLOT.fullmatch(written):
            yield "malformed_slot", written
    for slot in slots(sentence.text):
        if case.ledger.get(slot) is None:
            yield "unknown_slot", str(slot)
    if not slots(sentence.text):
        yield "unsupported_sentence", sentence.text


def _word_faults(sentence: _Sentence, case: _Case) -> Iterator[Fault]:
    """Yield what the words may not say, whatever the slots are."""
    labels = [
        entry.figure.label.zh if isinstance(entry := case.ledger.get(slot), FigureEntry) else ""
        for slot in slots(sentence.text)
        if slot.kind == "f"
    ]
    found = {
        "quantity_outside_slot": quantities(sentence.words),
        "verdict_outside_slot": verdict_words(sentence.words, labels),
        "foreign_letters": foreign_letters(sentence.words),
        "verdict_turned": filter(None, [turned_verdict(sentence.text)]),
        "figure_bent": filter(None, [bent_figure(sentence.words)]),
    }
    yield from ((code, what) for code, words in found.items() for what in words)


def _entry_faults(sentence: _Sentence, case: _Case) -> Iterator[Fault]:
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


def _beside_faults(written: str, draft: str, case: _Case) -> Iterator[Fault]:
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


def _disagreements(sentence: _Sentence, case: _Case) -> Iterator[Fault]:
    """Yield where the slots are not about one thing, or a value is not proven to be of the school that is named."""
    for facet in fields(About):
        values = sentence.values(facet.name)
        if len(values) > 1:
            yield f"different_{facet.name}", " / ".join(sorted(map(str, values)))
    if any(isinstance(entry, NameEntry) and entry.about.school for entry in sentence.entries):
        for entry in sentence.entries:
            computed = isinstance(entry, FigureEntry) and entry.figure.kind != "quoted"
            if entry.about.school is None and (computed or isinstance(entry, VerdictEntry)):
                yield "unproven_school", " / ".join(sorted(map(str, sentence.values("school"))))


def _unproven_names(sentence: _Sentence, case: _Case) -> Iterator[Fault]:
    """Yield the schools, places and stages in the words that no slot of the sentence is about."""
    yield from (("school_outside_slot", name) for name in schools_in(sentence.words))
    known = {entry.about.school for entry in case.ledger.entries.values() if entry.about.school}
    yield from (("school_outside_slot", name) for name in known_names_in(sentence.words, known))
    for full_name, name in places_in(sentence.words, case.readers.gazetteer).items():
        if full_name not in sentence.values("place"):
            yield "different_place", name
    cited = [entry for entry in sentence.entries if isinstance(entry, CitedEntry)]
    if speaks_for_the_country(sentence.words) and any(entry.about.place != NATIONAL for entry in cited):
        yield "different_place", NATIONAL
    proven = sentence.values("stage") | _stages_of_quotes(cited)
    yield from (("different_stage", stage) for stage in stages_in(sentence.words) if stage not in proven)


def _stages_of_quotes(cited: Iterable[CitedEntry]) -> set[str]:
    return {stage for entry in cited for stage in STAGES if stage in entry.quote}


def _unproven_topics(sentence: _Sentence, case: _Case) -> Iterator[Fault]:
    """Yield the indicators in words and names that the values of the sentence are not about.

    Where the sentence shows no value with an indicator, its names speak for it, and then its quotations.
    """
    terms = case.readers.terms
    values = _topics(sentence.entries, (FigureEntry, VerdictEntry), terms)
    names = [topics_of_entry(entry, terms) for entry in sentence.entries if isinstance(entry, NameEntry)]
    proven = values or frozenset[str]().union(*names) or _topics(sentence.entries, (CitedEntry,), terms)
    for topic in topics_in(sentence.words, terms):
        if not any(agree(topic, one) for one in proven):
            yield "different_indicator", topic
    for named in names:
        if named and values and not any(agree(topic, one) for topic in named for one in values):
            yield "different_indicator", " / ".join(sorted(named))


def _topics(entries: Iterable[Entry], kinds: tuple[type, ...], terms: Terms) -> frozenset[str]:
    return frozenset(topic for entry in entries if isinstance(entry, kinds) for topic in topics_of_entry(entry, terms))
