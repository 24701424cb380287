"""The clause index: meaning, words, plain questions and names fused into one ranked answer, or an honest no.

Everything here is read from the library and the data home; the language model and the vectors are only loaded when the
first question is asked, so that opening a fresh index costs little.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from corpus.asked import load_asked, load_unanswered
from corpus.documents import Library
from corpus.places import load_gazetteer
from corpus.terms import load_terms
from retrieval.confidence import ABSTAIN_BELOW, Evidence, Judge, Nearness, Ranked
from retrieval.embedding import Embedder, Vectors, model_digest
from retrieval.exact import Named, Names
from retrieval.lexical import LexicalIndex, open_lexical, tokens
from retrieval.model import Hit, SearchResult
from retrieval.passages import records
from retrieval.pieces import Pieces
from retrieval.plain_questions import PlainQuestions, fitting
from retrieval.preference import Preferences
from retrieval.query import Query, read_query, without_places
from retrieval.quoting import best_quote
from retrieval.reranking import DEPTH, reordered
from retrieval.reranking import configured as configured_reranker
from retrieval.signals import Scores, Signals
from retrieval.store import Record, Store, is_complete, open_store, store_folder
from retrieval.vectors import VectorCache

_CANDIDATES = 300  # clauses looked at closely
_NAMED = 1000.0  # what the question names outright stands before all else
_SPREAD = 4.0  # a clause this far behind the best has a score of 1/e


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as it is searched. `places` are full names; `bare` is the question less these and the years."""

    query: Query
    places: tuple[str, ...]
    bare: str
    vector: Vectors
    bare_vector: Vectors


class ClauseIndex:
    """Searches the clauses of one library. Make one with `open_index`; safe to share between threads for reading."""

    def __init__(self, library: Library, clause_records: tuple[Record, ...], home: Path, store: Store) -> None:
        """Put the parts together; what is heavy is read or made at the first question, or by `prepare`."""
        self._library = library
        self._records = clause_records
        self._home = home
        self._embedder = open_embedder(home)
        self._store = store
        self._place_in_order = {record.key: at for at, record in enumerate(clause_records)}

    def search(self, query: str, k: int = 5, *, places: tuple[str, ...] = ()) -> SearchResult:
        """Return the `k` best clauses for a question in Chinese or English, with the words that answer.

        `places` (full names of jurisdictions) limits the documents; without it, a place that the question names is
        preferred. `k` below 1 gives no hits.
        """
        asked = self._read(query, places)
        ranked = self._ranked(asked, self._signals(asked, places), places)
        best = ranked.scores[0] if len(ranked.order) else 0.0
        chosen = zip(ranked.order[: max(k, 0)], ranked.scores, strict=False)
        hits = tuple(
            self._hit(rank, at, float(np.exp((score - best) / _SPREAD)), asked)
            for rank, (at, score) in enumerate(chosen, start=1)
        )
        confidence = self._judge.confidence(asked.query, ranked, self._nearness(asked, ranked.signals, places))
        return SearchResult(query, hits, confidence < ABSTAIN_BELOW, confidence)

    def signals(self, query: str) -> Signals:
        """Return what each method says of each clause, before places and years are looked at."""
        return self._signals(self._read(query), ())

    def evidence(self, query: str) -> Evidence | None:
        """Return what the confidence in an answer is made of, or None where no clause can answer."""
        asked = self._read(query)
        ranked = self._ranked(asked, self._signals(asked, ()), ())
        return self._judge.evidence(asked.query, ranked, self._nearness(asked, ranked.signals, ()))

    def prepare(self) -> None:
        """Make now what the first question would else wait for: the word indexes, and vectors of what is compared."""
        _ = self._words, self._plain, self._pieces

    def _read(self, text: str, within: Sequence[str] = ()) -> _Asked:
        """Read a question. Which documents are meant need not be found out where the places are given (`within`)."""
        query = read_query(text, load_terms())
        places = load_gazetteer(self._library).find(query.text)
        bare = without_places(query, places)
        names = tuple(place.full_name for place in places)
        bare_vector = self._embedder.question(bare)
        return _Asked(
            query,
            names,
            bare,
            bare_vector if within and not query.years else self._embedder.question(query.text),
            bare_vector,
        )

    def _signals(self, asked: _Asked, places: Sequence[str]) -> Signals:
        return Signals(
            meaning=self._in_order(self._store.nearest(asked.vector, places)),
            words=self._words.scores(tokens(asked.query.expanded)),
            plain_meaning=self._plain.nearest(asked.bare_vector),
            plain_words=self._plain.shared_words(asked.bare),
            has_plain=self._plain.has_any,
        )

    def _nearness(self, asked: _Asked, signals: Signals, places: Sequence[str]) -> Nearness:
        """Say how near the documents come to the matter of a question, whatever places and years it names."""
        is_bare = asked.vector is asked.bare_vector
        nearest = signals.meaning if is_bare else self._in_order(self._store.nearest(asked.bare_vector, places))
        likeness = self._plain.likeness(asked.bare, asked.bare_vector, self._preferences.within(places))
        return Nearness(float(nearest.max(initial=0.0)), likeness)

    def _ranked(self, asked: _Asked, signals: Signals, places: Sequence[str]) -> Ranked:
        """Return the candidates, best first: those of the highest scores, looked at closely."""
        named = self._names.find(asked.query.text)
        scores = signals.weighed() - self._preferences.of_source(asked.places, named)
        for key in named.clauses:
            scores[self._place_in_order[key]] += _NAMED
        scores[~self._preferences.within(places)] = -np.inf
        nearest = np.argsort(-scores, kind="stable")[:_CANDIDATES]
        candidates = [int(at) for at in nearest if scores[at] > -np.inf]
        fine = scores[candidates] - self._preferences.of_substance(asked.query, candidates)
        order = np.argsort(-fine, kind="stable")
        read = self._read_together(asked.query, [candidates[at] for at in order], named)
        return Ranked(read, fine[order], signals, named, asked.places)

    def _read_together(self, question: Query, order: list[int], named: Named) -> list[int]:
        """Return the order less the doubt that a cross-encoder can take away, where one is set."""
        reranker = configured_reranker()
        if reranker is None or named.clauses or not order:
            return order
        scores = reranker.scores(question.text, [self._records[at].text for at in order[:DEPTH]])
        return [order[at] for at in reordered(len(order), scores)]

    def _in_order(self, found: dict[str, float]) -> Scores:
        scores = np.zeros(len(self._records), dtype=np.float32)
        scores[[self._place_in_order[key] for key in found]] = list(found.values())
        return scores

    def _hit(self, rank: int, at: int, score: float, asked: _Asked) -> Hit:
        clause = self._library.clauses[at]
        start, end = best_quote(clause, asked.query, self._words.weight, self._pieces.nearness(asked.vector))
        return Hit(rank, score, clause, clause.text[start:end], start, end)

    @cached_property
    def _names(self) -> Names:
        return Names(self._library)

    @cached_property
    def _words(self) -> LexicalIndex:
        return open_lexical([record.text for record in self._records], self._home)

    @cached_property
    def _plain(self) -> PlainQuestions:
        keys = [record.key for record in self._records]
        return PlainQuestions(
            keys,
            fitting(load_asked(), self._library),
            load_unanswered(),
            VectorCache(self._embedder, self._home),
            self._home,
        )

    @cached_property
    def _pieces(self) -> Pieces:
        return Pieces(self._library.clauses, VectorCache(self._embedder, self._home))

    @cached_property
    def _preferences(self) -> Preferences:
        return Preferences(self._library, [record.text for record in self._records])

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self._preferences, self._words, self._plain, load_terms(), load_gazetteer(self._library))


def open_index(library: Library, home: Path, *, anew: bool = False) -> ClauseIndex:
    """Return the index of the library's clauses, kept in `home`; built when absent, stale or damaged, or `anew`.

    Opening a fresh index loads no model. Raises IndexUnavailable or ModelDamaged.
    """
    embedder = open_embedder(home)
    clause_records = records(library)
    is_new = anew or not is_complete(store_folder(clause_records, embedder.digest, home))
    store = open_store(clause_records, embedder.digest, VectorCache(embedder, home), home, anew=anew)
    index = ClauseIndex(library, clause_records, home, store)
    if is_new:
        index.prepare()
    return index


@lru_cache(maxsize=2)
def open_embedder(home: Path) -> Embedder:
    """Return the model of a data folder: loading it takes seconds, and it outlives a change of the documents."""
    return Embedder(home)


def index_is_ready(library: Library, home: Path) -> bool:
    """Say whether the index of exactly these clauses and this model was built. Raises ModelDamaged."""
    return is_complete(store_folder(records(library), model_digest(), home))
