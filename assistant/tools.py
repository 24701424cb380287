"""The tools: plain typed functions over the corpus, the index and the calculators. Every face and engine uses these."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.calls import record
from corpus.bilingual import Bilingual
from corpus.contradictions import find_contradictions
from corpus.documents import Library, load_library
from corpus.errors import UnknownPlace
from corpus.indicators import name_of
from corpus.model import NATIONAL, Clause, Document, Threshold
from corpus.places import Gazetteer, Place, load_gazetteer
from corpus.register import Register, load_register
from corpus.shelf import Contents, read_shelf
from corpus.standards import Standards, load_standards, shipped_standards, standards_of
from corpus.terms import Terms, load_terms
from retrieval.model import SearchResult

if TYPE_CHECKING:
    from retrieval.search import ClauseIndex


@dataclass(slots=False)
class Tools:
    """What an engine may call, over the corpus as it stood when they were made. What is heavy opens when first used."""

    home: Path
    shelf: Contents

    @classmethod
    def over(cls, home: Path) -> "Tools":
        """Return the tools over the shipped documents and those of the shelf in `home`."""
        return cls(home, read_shelf(home))

    def with_document(self, document: Document) -> "Tools":
        """Return the tools over the corpus as it would be with one more document of a user's."""
        return Tools(self.home, self.shelf.with_document(document))

    @property
    def library(self) -> Library:
        """The documents: shipped and users'."""
        return self.shelf.library

    @cached_property
    def standards(self) -> Standards:
        """The dated requirements: those shipped, and the targets that users have brought."""
        brought = self.shelf.standards_in_force
        return standards_of(shipped_standards(), self.library, brought) if brought else load_standards(self.library)

    @property
    def digest(self) -> str:
        """A text that changes with the documents and with the standards."""
        return f"{self.library.digest}{self.standards.digest}"

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """All places of the country."""
        return load_gazetteer(self.library)

    @cached_property
    def terms(self) -> Terms:
        """The bilingual term list."""
        return load_terms()

    @cached_property
    def register(self) -> Register:
        """The known conflicts and doubtful figures: those that people wrote down, then those found in the records."""
        return self.curated.with_found(find_contradictions(self.standards, self.library))

    @property
    def curated(self) -> Register:
        """The conflicts and doubtful figures that people wrote down."""
        return load_register(self.library)

    @cached_property
    def index(self) -> "ClauseIndex":
        """The clause index; built when there is none for this corpus and model, with the examples of questions."""
        from assistant.asked.meant import open_examples
        from retrieval.search import open_index

        index = open_index(self.library, self.home)
        open_examples(self.home).prepare()
        return index

    def rebuild_index(self) -> None:
        """Build the clause index anew, with the examples of questions. Raises IndexUnavailable."""
        from assistant.asked.meant import open_examples
        from retrieval.search import open_index

        self.__dict__["index"] = open_index(self.library, self.home, anew=True)
        open_examples(self.home).prepare()

    def index_is_ready(self) -> bool:
        """Say whether the index of this corpus and model was built; loads neither."""
        from retrieval.search import index_is_ready

        return index_is_ready(self.library, self.home)

    @cached_property
    def covered(self) -> frozenset[str]:
        """Full names of the places whose documents are here."""
        return frozenset(document.jurisdiction for document in self.library.documents)

    def covers(self, place: Place) -> bool:
        """Say whether a document of that very place is here."""
        return place.full_name in self.covered

    def sources(self, place: Place) -> tuple[Place, ...]:
        """Return the place and what it belongs to, nearest first, as far as documents of them are here."""
        known = (place, *self.gazetteer.ancestors(place)) if place.code else (place,)
        return tuple(one for one in known if self.covers(one))

    def place(self, name: str | None) -> Place | None:
        """Return the place of a name, or None when no such place is known."""
        try:
            return self.gazetteer.named(name) if name else None
        except UnknownPlace:
            return None

    def county(self, name: str | None) -> Place | None:
        """Return the place that a user selected; a name that the gazetteer lacks is a place without documents."""
        return self.place(name) or (Place("", name, "county", name, name, name) if name else None)

    def search_clauses(self, query: str, k: int = 5, places: Sequence[Place] = ()) -> SearchResult:
        """Find clauses, in the documents of `places` only when any are given."""
        names = tuple(place.full_name for place in places)
        found = self.index.search(query, k, places=names)
        record("search_clauses", (query, str(k), *names), (hit.clause.key for hit in found.hits))
        return found

    def read_clause(self, document: str, clause: str) -> Clause:
        """Return one clause. Raises UnknownDocument or UnknownClause."""
        record("read_clause", (document, clause))
        return self.library.clause(document, clause)

    def clause_of(self, key: str) -> Clause:
        """Return the clause of a key (document#clause). Raises UnknownDocument or UnknownClause."""
        document, _, id = key.partition("#")
        return self.read_clause(document, id)

    def thresholds(self, clause: Clause) -> tuple[Threshold, ...]:
        """Return the requirements, of any place and year, whose words stand in a clause."""
        here = (clause.document, clause.id)
        found = tuple(one for one in self.standards.all if (one.ref.document, one.ref.clause) == here)
        record("thresholds", here, (one.id for one in found))
        return found

    @cached_property
    def national_clauses(self) -> frozenset[str]:
        """Keys of the clauses that list national requirements.

        They are all rows of the annexes that the floor is read from, and the clauses of the country's own documents.
        What a user's document says is never one: of a version that took a shipped one's place, only unchanged clauses.
        """
        shipped = {(one.key, one.text) for one in load_library().clauses}
        floor = [
            self.library.clause(one.ref.document, one.ref.clause) for one in self.standards.all if one.basis == "floor"
        ]
        annexes = {(clause.document, clause.path[0]) for clause in floor}
        return frozenset(
            one.key
            for one in self.library.clauses
            if (one.key, one.text) in shipped
            and ((one.document, one.path[0]) in annexes or self.jurisdiction(one) == NATIONAL)
        )

    def label(self, indicator: str) -> Bilingual:
        """Return what an indicator or a part of it (G3.music_area) is called; its id where it has no name."""
        return name_of(indicator)

    def jurisdiction(self, clause: Clause) -> str:
        """Return the full name of the place whose document a clause stands in."""
        return self.library.document(clause.document).jurisdiction
