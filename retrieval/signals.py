"""The signals by which a clause is found, brought to one scale and weighed.

The weights were fitted on the development questions (a softmax over the clauses) and rounded. Measured too and left
out, since they found no more: reciprocal ranks, which forget by how much the first is ahead; vectors of single
sentences; the vector of the question in the standards' terms.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Weighed = NDArray[np.float64]
Mask = NDArray[np.bool_]

MEANING, WORDS = 1.3, 1.0
PLAIN_MEANING, PLAIN_WORDS = 2.0, 1.0
_OWN = MEANING + WORDS
_ALL = _OWN + PLAIN_MEANING + PLAIN_WORDS
_NEAREST = 50  # the clauses whose mean cosine is the zero of the scale
_COSINE_STEP = 0.03
_BEST_WORDS = 3.0


@dataclass(frozen=True, slots=True)
class Signals:
    """One score a clause and signal, 0 where the clause was not found by it.

    `meaning` are cosines with the question, `words` BM25 of it with the standards' terms; `plain_meaning` and
    `plain_words` compare the question with the plain questions of the clauses that have any.
    """

    meaning: Scores
    words: Scores
    plain_meaning: Scores
    plain_words: Scores
    has_plain: Mask

    def by_meaning(self) -> Weighed:
        """Return what the clauses' own vectors say."""
        return MEANING * _of_cosines(self.meaning)

    def by_words(self) -> Weighed:
        """Return what the clauses' own words say."""
        return WORDS * _of_words(self.words)

    def by_plain_questions(self) -> Weighed:
        """Return what the plain questions say."""
        return PLAIN_MEANING * _of_cosines(self.plain_meaning) + PLAIN_WORDS * _of_words(self.plain_words)

    def by_own_text(self) -> Weighed:
        """Return what is known of a clause without plain questions, on the scale of `weighed`."""
        return (self.by_meaning() + self.by_words()) * (_ALL / _OWN)

    def weighed(self) -> Weighed:
        """Return one score a clause; what a clause without plain questions lacks, its own text stands for."""
        together = self.by_meaning() + self.by_words() + self.by_plain_questions()
        return np.asarray(np.where(self.has_plain, together, self.by_own_text()), dtype=np.float64)


def _of_cosines(cosines: Scores) -> Weighed:
    """Return how far each cosine lies above those of the nearest clauses; the cosines of e5 all lie in 0.7…0.95."""
    found = cosines[cosines > 0]
    if not len(found):
        return np.zeros(len(cosines))
    nearest = np.partition(found, -min(_NEAREST, len(found)))[-_NEAREST:]
    scaled = (np.maximum(cosines, found.min()).astype(np.float64) - float(nearest.mean())) / _COSINE_STEP
    return np.asarray(scaled, dtype=np.float64)


def _of_words(scores: Scores) -> Weighed:
    best = float(scores.max(initial=0.0))
    return scores.astype(np.float64) * (_BEST_WORDS / best) if best > 0 else np.zeros(len(scores))
