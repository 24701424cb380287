"""Whether the slots and the words of one sentence are about one thing: school, stage, place, year and indicator."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from itertools import combinations

from assistant.verified.ledger import About, CitedEntry, Entry, FigureEntry, NameEntry, VerdictEntry
from assistant.verified.proofs import Code, Fault, clause_after, requirement_after
from assistant.verified.sentence import Case, Sentence
from assistant.verified.slots import Slot
from assistant.verified.topics import agree, topics_of_entry
from assistant.verified.wording import known_names_in
from corpus.indicators import item_of
from corpus.model import NATIONAL, STAGES
from corpus.terms import Terms

_DIFFERENT: Mapping[str, Code] = {
    "place": "different_place", "stage": "different_stage", "school": "different_school",
    "indicator": "different_indicator", "year": "different_year",
}  # fmt: skip
_ORDER = re.compile(r"(?P<up>从低到高|from low to high)|从高到低|from high to low")
_SINCE = re.compile(r"(?:(\[\[n:\w+\]\])年起|from (\[\[n:\w+\]\]))")


def _year_faults(sentence: Sentence, case: Case) -> Iterator[Fault]:
    """Yield what does not hold in the year that the sentence names; a document reports what was before it."""
    years = [one.about.year for one in sentence.entries if isinstance(one, NameEntry) and one.about.year]
    reports = any(one.figure.kind == "quoted" and one.figure.threshold is None for one in sentence.figures)
    for year in years:
        for figure in sentence.figures:
            yield from requirement_after(figure, year)
        for cited in sentence.entries:
            if isinstance(cited, CitedEntry) and not reports:
                yield from clause_after(cited, year, case.sources)


def _since_faults(sentence: Sentence, case: Case) -> Iterator[Fault]:
    """Yield a year from which a requirement is said to hold that is not the one of its record."""
    since = {one.figure.threshold.since for one in sentence.figures if one.figure.threshold}
    for match in _SINCE.finditer(sentence.text):
        entry = case.ledger.get(Slot("n", (match[1] or match[2])[4:-2]))
        if since and isinstance(entry, NameEntry) and entry.text.zh not in map(str, since):
            yield "different_year", f"{entry.text.zh} / {' / '.join(sorted(map(str, since)))}"


def _disagreements(sentence: Sentence, case: Case) -> Iterator[Fault]:
    """Yield where the slots are not about one thing, or a value is not proven to be of the school that is named."""
    for facet in fields(About):
        values = sentence.values(facet.name)
        if len(values) > 1 and not (facet.name == "school" and _each_of_its_own(sentence)):
            yield _DIFFERENT[facet.name], " / ".join(sorted(map(str, values)))
    if any(isinstance(entry, NameEntry) and entry.about.school for entry in sentence.entries):
        for entry in sentence.entries:
            computed = isinstance(entry, FigureEntry) and entry.figure.kind != "quoted"
            if entry.about.school is None and (computed or isinstance(entry, VerdictEntry)):
                yield "unproven_school", " / ".join(sorted(map(str, sentence.values("school"))))


def _each_of_its_own(sentence: Sentence) -> bool:
    """Say whether several schools stand in a row, each name followed by figures and verdicts of that school alone."""
    own: str | None = None
    proven: set[str | None] = {None}
    for entry in sentence.entries:
        if isinstance(entry, NameEntry) and entry.about.school:
            if own not in proven:
                return False
            own = entry.about.school
        elif entry.about.school != own and not (own is None and entry.about.school is None):
            return False
        elif isinstance(entry, FigureEntry | VerdictEntry):
            proven.add(own)
    return own in proven


def _unproven_names(sentence: Sentence, case: Case) -> Iterator[Fault]:
    """Yield the schools, places and stages in the words that no slot of the sentence is about."""
    said = case.said(sentence.words)
    yield from (("school_outside_slot", name) for name in known_names_in(sentence.words, case.schools))
    for full_name, name in said.places.items():
        if full_name not in sentence.values("place"):
            yield "different_place", name
    cited = [entry for entry in sentence.entries if isinstance(entry, CitedEntry)]
    if said.national and any(entry.about.place != NATIONAL for entry in cited):
        yield "different_place", NATIONAL
    proven = sentence.values("stage") | _stages_of_quotes(cited)
    yield from (("different_stage", stage) for stage in said.stages if stage not in proven)


def _stages_of_quotes(cited: Iterable[CitedEntry]) -> set[str]:
    return {stage for entry in cited for stage in STAGES if stage in entry.quote}


def _unproven_topics(sentence: Sentence, case: Case) -> Iterator[Fault]:
    """Yield the indicators in words and names that the values of the sentence are not about.

    Where the sentence shows no value with an indicator, its names speak for it, and then its quotations.
    """
    terms = case.readers.terms
    values = _topics(sentence.entries, (FigureEntry, VerdictEntry), terms)
    names = [topics_of_entry(entry, terms) for entry in sentence.entries if isinstance(entry, NameEntry)]
    proven = values or frozenset[str]().union(*names) or _topics(sentence.entries, (CitedEntry,), terms)
    said = case.said(sentence.words)
    for topic in said.topics:
        if not any(agree(topic, one) for one in proven):
            yield "different_indicator", topic
    for named in names:
        if named and values and not any(agree(topic, one) for topic in named for one in values):
            yield "different_indicator", " / ".join(sorted(named))
    spoken = said.topics.union(*names)
    for one, other in combinations(sorted(values), 2):
        if item_of(one) == item_of(other) and not agree(one, other) and not {one, other} <= spoken:
            yield "different_indicator", f"{one} / {other}"


def _topics(entries: Iterable[Entry], kinds: tuple[type, ...], terms: Terms) -> frozenset[str]:
    return frozenset(topic for entry in entries if isinstance(entry, kinds) for topic in topics_of_entry(entry, terms))


def strayed(read: Iterable[Sentence]) -> Iterator[tuple[Sentence, Code, str]]:
    """Yield the values in lists that are about another school, stage or indicator than the line above their list."""
    above: Sentence | None = None
    for sentence in read:
        if not sentence.text.startswith("- "):
            above = sentence
            continue
        if not any(isinstance(entry, FigureEntry | VerdictEntry) for entry in sentence.entries):
            continue  # names alone claim nothing: schools of a name like the one above
        for facet in ("school", "stage", "indicator"):
            one, other = above.values(facet) if above else set(), sentence.values(facet)
            if len(one) == 1 and other and not one & other:
                yield sentence, _DIFFERENT[facet], " / ".join(sorted(map(str, one | other)))


def misordered(read: Iterable[Sentence]) -> Iterator[tuple[Sentence, Code, str]]:
    """Yield the schools of a list that stand out of the order that the line above the list says."""
    rising: bool | None = None
    before: float | None = None
    for sentence in read:
        if not sentence.text.startswith("- "):
            found = _ORDER.search(sentence.words.lower())
            rising, before = (found["up"] is not None if found else None), None
        elif rising is not None and sentence.values("school") and sentence.figures:
            value = sentence.figures[0].figure.value
            if not isinstance(value, str) and value is not None:
                if before is not None and (value < before if rising else value > before):
                    yield sentence, "out_of_order", str(value)
                before = float(value)


AGREEMENTS: tuple[Callable[[Sentence, Case], Iterator[Fault]], ...] = (
    _disagreements, _year_faults, _since_faults, _unproven_names, _unproven_topics,
)  # fmt: skip
