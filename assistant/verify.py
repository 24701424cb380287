"""Verification: nothing leaves the assistant but what the ledger proves.

A draft is rejected for: a slot without an entry; a quantity in any dress outside a slot; a quotation that is not in
its clause; a clause of another place; a sentence that holds no slot and is no known connecting phrase; a sentence whose
slots are about different schools, stages, places or years, or whose words name another stage than its slots.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass, fields

from assistant.ledger import About, CitedEntry, Ledger
from assistant.numerals import quantities
from assistant.phrases import CONNECTING, sentences
from assistant.slots import ANY_SLOT, SLOT, slots, without_slots
from corpus.documents import Library
from corpus.model import NATIONAL

_STAGE_WORDS = {"小学": ("小学", "primary"), "初中": ("初中", "junior secondary")}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a sentence was rejected."""

    code: str
    sentence: str
    found: str


def problems(draft: str, ledger: Ledger, library: Library, national: Container[str] = ()) -> list[Problem]:
    """Return everything in a draft that the ledger does not prove; an empty list lets it through.

    `national` holds the keys of the clauses that list national requirements, though a county's document carries them.
    """
    found = [problem for sentence in sentences(draft) for problem in _sentence_problems(sentence, ledger)]
    return found + [problem for entry in ledger.cited() for problem in _quotation_problems(entry, library, national)]


def _sentence_problems(sentence: str, ledger: Ledger) -> Iterable[Problem]:
    words = without_slots(sentence)
    for slot in ANY_SLOT.findall(sentence):
        if not SLOT.fullmatch(slot):
            yield Problem("malformed_slot", sentence, slot)
    for slot in slots(sentence):
        if ledger.get(slot) is None:
            yield Problem("unknown_slot", sentence, str(slot))
    for quantity in quantities(words):
        yield Problem("quantity_outside_slot", sentence, quantity)
    if not slots(sentence) and sentence.lstrip("-# ") not in CONNECTING:
        yield Problem("unsupported_sentence", sentence, sentence)
    yield from _disagreements(sentence, words, ledger)


def _disagreements(sentence: str, words: str, ledger: Ledger) -> Iterable[Problem]:
    abouts = [entry.about for slot in slots(sentence) if (entry := ledger.get(slot))]
    for facet in fields(About):
        values = {value for about in abouts if (value := getattr(about, facet.name)) is not None}
        if len(values) > 1:
            yield Problem(f"different_{facet.name}", sentence, " / ".join(sorted(map(str, values))))
    stages = {about.stage for about in abouts if about.stage in _STAGE_WORDS}
    for stage, names in _STAGE_WORDS.items():
        if stages and stage not in stages and any(name in words.lower() for name in names):
            yield Problem("different_stage", sentence, stage)


def _quotation_problems(entry: CitedEntry, library: Library, national: Container[str]) -> Iterable[Problem]:
    clause = library.clause(entry.clause.document, entry.clause.id)
    if not entry.quote or clause.text[entry.start : entry.end] != entry.quote:
        yield Problem("quote_not_in_clause", entry.quote, clause.key)
    place = library.document(clause.document).jurisdiction
    places = {None, place, NATIONAL} if clause.key in national else {None, place}
    if entry.about.place not in places:
        yield Problem("clause_of_another_place", entry.quote, f"{clause.key}: {place}")
