"""What the words between the slots say by themselves, whatever the slots are: read once for lines that are alike."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from assistant.verified.numerals import quantities
from assistant.verified.proofs import Code, Fault
from assistant.verified.topics import Readers, topics_in
from assistant.verified.vocabulary import unlisted
from assistant.verified.wording import (
    bent_figure,
    foreign_letters,
    places_in,
    schools_in,
    speaks_for_the_country,
    stages_in,
)


@dataclass(frozen=True, slots=True)
class Said:
    """What words may not say at all (`faults`), and what they name, which the slots of their sentence must prove.

    `places`: full name to name.
    """

    faults: tuple[Fault, ...]
    places: Mapping[str, str]
    national: bool
    stages: tuple[str, ...]
    topics: frozenset[str]


def said_by(words: str, readers: Readers) -> Said:
    """Read the words of a sentence."""
    return Said(
        tuple(_faults(words, readers)),
        places_in(words, readers.gazetteer),
        speaks_for_the_country(words),
        tuple(stages_in(words)),
        topics_in(words, readers.terms),
    )


def _faults(words: str, readers: Readers) -> Iterator[Fault]:
    found: Mapping[Code, Iterable[str]] = {
        "word_outside_list": unlisted(words, readers),
        "quantity_outside_slot": quantities(words),
        "foreign_letters": foreign_letters(words),
        "figure_bent": filter(None, [bent_figure(words)]),
        "school_outside_slot": schools_in(words),
    }
    yield from ((code, what) for code, words_found in found.items() for what in words_found)
