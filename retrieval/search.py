"""The clause index: dense, lexical and exact retrieval fused into one ranked answer, or an honest no.

Everything here is read from the library and the data home; the language model and the vectors are only loaded when the
first question is asked, so that opening a fresh index costs little.
"""

from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.documents import Library
from corpus.places import load_gazetteer
from corpus.terms import load_terms
from retrieval.confidence import ABSTAIN_BELOW, Judge
from retrieval.embedding import Embedder, model_digest
from retrieval.exact import Named, find_named
from retrieval.fusion import fuse
from retrieval.lexical import LexicalIndex, tokens
from retrieval.model import Hit, SearchResult
from retrieval.passages import records
from retrieval.preference import Preferences
from retrieval.query import Query, read_query
from retrieval.quoting import best_quote
from retrieval.store import Record, Store, is_complete, open_store, store_folder
from retrieval.vectors import VectorCache

Scores = NDArray[np.float32]
OTHER_LEVEL = 0.5


class ClauseIndex:
    """Searches the clauses of one library. Make one with `open_index`; safe to share between threads for reading."""

    def __init__(self, library: Library, clause_records: tuple[Record, ...], embedder: Embedder, store: Store) -> None:
        """Put the parts together; the lexical side is made at the first question."""
        self._library = library
        self._records = clause_records
        self._embedder = embedder
        self._store = store
        self._place_in_order = {record.key: at for at, record in enumerate(clause_records)}

    def search(self, query: str, k: int = 5, *, places: tuple[str, ...] = ()) -> SearchResult:
        """Return the `k` best clauses for a question in Chinese or English, with the words that answer.

        `places` (full names of jurisdictions) limits the documents; without it, a place that the question names is
        preferred. `k` below 1 gives no hits.
        """
        question = read_query(query, load_terms())
        named = find_named(question.text, self._library)
        spoken_of = tuple(place.full_name for place in load_gazetteer().find(question.text))
        dense = self.dense(question, places)
        scores = fuse([*dense, *self.lexical(question)])
        scores *= self._preferences.factors(question, spoken_of, named)
        scores *= np.where(self._judge.of_level(question), 1.0, OTHER_LEVEL)
        scores = self._exact_first(scores, named) * self._preferences.within(places)
        order = [int(at) for at in np.argsort(-scores, kind="stable") if scores[at] > 0]
        hits = tuple(self._hit(rank, at, scores, question) for rank, at in enumerate(order[: max(k, 0)], start=1))
        confidence = self._judge.confidence(question, order, float(dense[1].max()), named, spoken_of)
        return SearchResult(query, hits, confidence < ABSTAIN_BELOW, confidence)

    def dense(self, question: Query, places: tuple[str, ...] = ()) -> list[Scores]:
        """Return the cosines of all clauses with the question, and with the question in the standards' terms."""
        vectors = self._embedder.encode([question.text, question.expanded], "query")
        return [self._in_order(self._store.nearest(vector, places)) for vector in vectors]

    def lexical(self, question: Query) -> list[Scores]:
        """Return BM25 of all clauses for the question's own words, and with the standards' terms added."""
        own, expanded = tokens(question.chinese), tokens(question.expanded)
        return [self._passages.scores(own), self._passages.scores(expanded), self._texts.scores(expanded)]

    def _in_order(self, found: dict[str, float]) -> Scores:
        scores = np.zeros(len(self._records), dtype=np.float32)
        for key, cosine in found.items():
            scores[self._place_in_order[key]] = cosine
        return scores

    def _exact_first(self, scores: NDArray[np.float64], named: Named) -> NDArray[np.float64]:
        """Put the clauses that the question names before all others; scores stay in 0…1."""
        chosen = [self._place_in_order[key] for key in named.clauses]
        scores = scores / 2
        scores[chosen] += 0.5
        return scores

    def _hit(self, rank: int, at: int, scores: NDArray[np.float64], question: Query) -> Hit:
        clause = self._library.clauses[at]
        start, end = best_quote(clause, question, self._passages.weight)
        return Hit(rank, float(scores[at]), clause, clause.text[start:end], start, end)

    @cached_property
    def _passages(self) -> LexicalIndex:
        return LexicalIndex([record.text for record in self._records])

    @cached_property
    def _texts(self) -> LexicalIndex:
        return LexicalIndex([clause.text for clause in self._library.clauses])

    @cached_property
    def _preferences(self) -> Preferences:
        return Preferences(self._library)

    @cached_property
    def _judge(self) -> Judge:
        return Judge([record.text for record in self._records], load_terms(), load_gazetteer())


def open_index(library: Library, home: Path, *, anew: bool = False) -> ClauseIndex:
    """Return the index of the library's clauses, kept in `home`; built when absent, stale or damaged, or `anew`.

    Opening a fresh index loads no model. Raises IndexUnavailable or ModelDamaged.
    """
    embedder = Embedder(home)
    clause_records = records(library)
    store = open_store(clause_records, embedder.digest, VectorCache(embedder, home), home, anew=anew)
    return ClauseIndex(library, clause_records, embedder, store)


def index_is_ready(library: Library, home: Path) -> bool:
    """Say whether the index of exactly these clauses and this model was built. Raises ModelDamaged."""
    return is_complete(store_folder(records(library), model_digest(), home))
