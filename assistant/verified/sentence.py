"""A sentence of a draft with what its slots show, and the case that it is held against."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.verified.ledger import About, Entry, FigureEntry, Ledger
from assistant.verified.proofs import Sources
from assistant.verified.said import Said, said_by
from assistant.verified.slots import Slot
from assistant.verified.topics import Readers


@dataclass(frozen=True, slots=True)
class Case:
    """One draft's ledger, and what its sentences are held against.

    `places`: those asked about; empty: any. `schools`: the names in the ledger, by their spelling.
    """

    ledger: Ledger
    sources: Sources
    readers: Readers
    places: frozenset[str]
    schools: Mapping[str, str]
    _said: dict[str, Said] = field(default_factory=dict)

    def said(self, words: str) -> Said:
        """Return what the words of a sentence say; the lines of a list share theirs."""
        if words not in self._said:
            self._said[words] = said_by(words, self.readers)
        return self._said[words]

    def figures_citation(self, entry: FigureEntry) -> Entry | None:
        """Return the citation that a figure rests on."""
        return self.ledger.get(Slot("c", entry.citation)) if entry.citation else None


@dataclass(slots=True)
class Sentence:
    """A sentence, its words, and the entries of its slots with what each is about."""

    text: str
    words: str
    entries: list[Entry]
    abouts: list[About] = field(default_factory=list)

    @property
    def figures(self) -> list[FigureEntry]:
        """The figures shown, in order."""
        return [entry for entry in self.entries if isinstance(entry, FigureEntry)]

    def values(self, facet: str) -> set[object]:
        """Return what the entries say of one facet: their schools, their stages …"""
        return {value for one in self.abouts if (value := getattr(one, facet)) is not None}
