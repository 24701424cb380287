"""The ledger: every figure, clause, verdict and name that the tools returned for one question.

What is not in the ledger cannot be said: a draft points to its entries by slot, and verification compares each
sentence with what its entries are about.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from assistant.verified.slots import Slot
from calculators.model import Figure, Status
from corpus.bilingual import Bilingual
from corpus.model import Clause


@dataclass(frozen=True, slots=True)
class About:
    """What an entry is about. None: the entry does not say."""

    place: str | None = None
    stage: str | None = None
    school: str | None = None
    indicator: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """A figure, what it is about, and the citation that it rests on (the id of a `c` slot)."""

    figure: Figure
    about: About
    citation: str | None = None


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """A clause with the span that is quoted from it: `quote == clause.text[start:end]`."""

    clause: Clause
    quote: str
    start: int
    end: int
    about: About


@dataclass(frozen=True, slots=True)
class VerdictEntry:
    """The status of one check; its words are chosen when it is rendered."""

    status: Status
    about: About
    borderline: bool = False


NameKind = Literal[
    "school", "place", "document", "clause", "indicator", "stage", "data", "year", "term", "message", "asked"
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameEntry:
    """A name, and what it names. `data`: a column or form field; `message`: what a check or the register says.

    `asked`: the user's own words, quantities in them included.
    """

    kind: NameKind
    text: Bilingual
    about: About


Rank = Literal["highest", "lowest", "strictest", "loosest", "tied"]


@dataclass(frozen=True, slots=True)
class RankEntry:
    """Where something stands in an order that code has made; its words are chosen when it is rendered."""

    rank: Rank
    about: About


Entry = FigureEntry | CitedEntry | VerdictEntry | NameEntry | RankEntry
KIND_OF_ENTRY = {
    "f": FigureEntry, "c": CitedEntry, "q": CitedEntry, "v": VerdictEntry, "n": NameEntry, "r": RankEntry,
}  # fmt: skip


@dataclass(slots=True)
class Ledger:
    """The entries of one answer, by slot id. Adding returns the slot as it is written in a draft."""

    entries: dict[str, Entry] = field(default_factory=dict)
    _ids: dict[Entry, str] = field(default_factory=dict)

    def _add(self, kind: str, entry: Entry) -> str:
        known = self._ids.setdefault(entry, f"{kind}{len(self.entries) + 1}")
        self.entries.setdefault(known, entry)
        return known

    def figure(self, figure: Figure, about: About = About(), citation: str | None = None) -> str:
        """Enter a figure. `citation` is the slot text of the clause that it rests on."""
        known = citation and Slot("c", citation[4:-2]).id
        return str(Slot("f", self._add("f", FigureEntry(figure, about, known or None))))

    def cite(self, clause: Clause, start: int, end: int, about: About = About()) -> str:
        """Enter a clause and the span quoted from it; return the slot of its citation mark."""
        return str(Slot("c", self._add("c", CitedEntry(clause, clause.text[start:end], start, end, about))))

    def verdict(self, status: Status, about: About = About(), *, borderline: bool = False) -> str:
        """Enter the status of a check."""
        return str(Slot("v", self._add("v", VerdictEntry(status, about, borderline))))

    def rank(self, rank: Rank, about: About = About()) -> str:
        """Enter where something stands in an order. `tied`: others stand there too."""
        return str(Slot("r", self._add("r", RankEntry(rank, about))))

    def name(self, kind: NameKind, text: Bilingual, about: About = About()) -> str:
        """Enter a name."""
        return str(Slot("n", self._add("n", NameEntry(kind, text, about))))

    def cited(self) -> list[CitedEntry]:
        """Return the clauses cited so far."""
        return [entry for entry in self.entries.values() if isinstance(entry, CitedEntry)]

    def get(self, slot: Slot) -> Entry | None:
        """Return the entry of a slot, or None when there is none of that kind."""
        entry = self.entries.get(slot.id)
        return entry if isinstance(entry, KIND_OF_ENTRY[slot.kind]) else None

    def school(self, name: str, about: About = About()) -> str:
        """Enter the name of a school, as the sheet has it."""
        return self.name("school", Bilingual(name, name), replace(about, school=name))


def quotation(citation: str) -> str:
    """Return the slot that shows the quotation of a citation slot.

    >>> quotation("[[c:c1]]")
    '[[q:c1]]'
    """
    return citation.replace("[[c:", "[[q:", 1)
