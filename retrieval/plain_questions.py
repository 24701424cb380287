"""Retrieval by the plain questions that each clause answers, and by those that none answers (corpus.asked).

A question resembles another question far more than the official sentence that answers it, in meaning and in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np

from corpus.asked import Asked
from corpus.documents import Library, load_library
from corpus.folding import fold
from retrieval.embedding import Vectors
from retrieval.lexical import LexicalIndex, open_lexical, tokens_of_both
from retrieval.signals import Mask, Scores
from retrieval.vectors import VectorCache

_STILL_ALIKE = 0.8  # share of a clause's characters that a new version keeps


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much more a question is like answered questions than like unanswered ones: cosines apart, and BM25 (-1…1)."""

    meaning: float
    words: float


class PlainQuestions:
    """The questions of the clauses that have any, and the unanswered ones, as vectors and as words."""

    def __init__(
        self, keys: Sequence[str], asked: Mapping[str, Asked], unanswered: Sequence[str], cache: VectorCache, home: Path
    ) -> None:
        """Read the vectors, encoding those not made before; `keys` are those of all clauses, in order."""
        positions = [at for at, key in enumerate(keys) if key in asked]
        questions = [asked[keys[at]].all for at in positions]
        self._count = len(keys)
        self._positions = np.array(positions, dtype=np.intp)
        self._lengths = np.array([len(several) for several in questions], dtype=np.intp)
        self._starts = np.cumsum(self._lengths) - self._lengths
        self._vectors = cache.vectors([one for several in questions for one in several], side="query")
        self._unanswered = cache.vectors(list(unanswered), side="query")
        self._number = {at: number for number, at in enumerate(positions)}
        self._questions = questions
        self._of_clause = _opened([" ".join(several) for several in questions], home)
        self._each = _opened([*(one for several in questions for one in several), *unanswered], home)
        self.has_any: Mask = np.zeros(self._count, dtype=bool)
        self.has_any[self._positions] = True

    def nearest(self, vector: Vectors) -> Scores:
        """Return for each clause the largest cosine of the vector with one of its questions; 0 where it has none."""
        scores = np.zeros(self._count, dtype=np.float32)
        if self._questions:
            scores[self._positions] = np.maximum.reduceat(self._vectors @ vector, self._starts)
        return scores

    def shared_words(self, question: str) -> Scores:
        """Return BM25 of each clause's questions for the words of a question in either language."""
        scores = np.zeros(self._count, dtype=np.float32)
        if self._of_clause:
            scores[self._positions] = self._of_clause.scores(tokens_of_both(question))
        return scores

    def likeness(self, question: str, vector: Vectors, within: Mask) -> Likeness:
        """Compare a question, and its vector, with the unanswered ones and with those that clauses `within` answer."""
        here = np.repeat(within[self._positions], self._lengths)
        if self._each is None or not here.any() or not len(self._unanswered):
            return Likeness(0.0, 0.0)
        meaning = float((self._vectors @ vector)[here].max() - (self._unanswered @ vector).max())
        shared = self._each.scores(tokens_of_both(question))
        answered, unanswered = float(shared[: len(here)][here].max()), float(shared[len(here) :].max())
        return Likeness(meaning, (answered - unanswered) / max(answered, unanswered, 1.0))

    def key(self, at: int) -> str:
        """Return the questions of the clause at a position, folded; "" where it has none."""
        return fold("\n".join(self._questions[self._number[at]])) if at in self._number else ""


def fitting(asked: Mapping[str, Asked], library: Library) -> dict[str, Asked]:
    """Return the questions of the clauses that still say what they were written for.

    In a version that a user has put in place of a shipped document, figures may have changed, which no question holds.
    """
    shipped = {clause.key: clause.text for clause in load_library().clauses}
    here = {clause.key: clause.text for clause in library.clauses if clause.key in asked}
    return {key: asked[key] for key, text in here.items() if _alike(text, shipped.get(key, ""))}


def _alike(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _STILL_ALIKE


def _opened(texts: Sequence[str], home: Path) -> LexicalIndex | None:
    return open_lexical(texts, home, tokens_of_both) if texts else None
