"""A typed text as names are looked for in it: folded, cut into words, and what of it is understood without a model."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.privacy.aligned import Aligned
from corpus.places import load_gazetteer
from corpus.terms import load_terms

HAN = "[㐀-鿿]"
_HAN_ROW = re.compile(f"{HAN}+")
_PART_OF_NAME = re.compile(r"n[rstgz]|zg|[jgnx]$")
_NAMED = re.compile(r"n[rsz]|ng|zg")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its place, its part of speech, and whether a dictionary has it."""

    start: int
    end: int
    text: str
    kind: str
    known: bool

    @property
    def named(self) -> bool:
        """Whether it may be part of a person's name: tagged as one, or no word that is known."""
        if not _HAN_ROW.fullmatch(self.text):
            return False
        single = len(self.text) == 1 and _PART_OF_NAME.match(self.kind)
        return not self.known or bool(_NAMED.match(self.kind)) or bool(single)

    @property
    def tagged(self) -> bool:
        """Whether it is tagged as the name of a person or a place."""
        return bool(_HAN_ROW.fullmatch(self.text)) and self.kind.startswith(("nr", "ns", "nz"))


def cut(key: str, start: int = 0) -> Iterator[Word]:
    """Cut a closed-up text into words, from a place on."""
    import rjieba  # loads a dictionary: only what goes to a model needs it

    for word, kind in rjieba.tag(key[start:]):
        yield Word(start, start + len(word), word, kind, bool(rjieba.has_word(word)))
        start += len(word)


@dataclass(frozen=True, slots=True)
class Typed:
    """`closed` and `folded` are the text as it is compared, without and with blanks; `words` are those of `closed`.

    `places` and `terms` are the characters of `closed` that name a place and a term of the field, `understood` those
    of the text itself that do either.
    """

    text: str
    closed: Aligned
    folded: Aligned
    words: tuple[Word, ...]
    places: frozenset[int]
    terms: frozenset[int]
    understood: frozenset[int]

    @classmethod
    def of(cls, text: str) -> "Typed":
        """Read a text."""
        closed, folded = Aligned.of(text, closed_up=True), Aligned.of(text)
        places = {at for start, end, _ in load_gazetteer().spans(closed.key) for at in range(start, end)}
        terms = {at for one in load_terms().located(closed.key) for at in range(one.start, one.end)}
        plain = {at for start, end, _ in load_gazetteer().spans(text) for at in range(start, end)}
        for one in load_terms().located(folded.key):
            plain.update(range(*folded.span(one.start, one.end)))
        understood = plain | {closed.at[at] for at in places | terms}
        words = tuple(cut(closed.key))
        return cls(text, closed, folded, words, frozenset(places), frozenset(terms), frozenset(understood))

    @property
    def edges(self) -> frozenset[int]:
        """Where words begin and end."""
        return frozenset({0} | {one.end for one in self.words})

    @property
    def within(self) -> frozenset[int]:
        """The places inside words that a dictionary has."""
        return frozenset(at for one in self.words if one.known for at in range(one.start + 1, one.end))

    def says(self, start: int, end: int) -> bool:
        """Say whether all of a piece of `closed` is understood as places and terms."""
        return all(at in self.places or at in self.terms for at in range(start, end))
