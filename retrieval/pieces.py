"""How near the sentences of the clauses come to a question, so that the one that answers is quoted.

Words alone miss the sentence where a question says it otherwise, or in English.
"""

from collections.abc import Callable, Iterable

import numpy as np

from corpus.model import Clause
from corpus.spans import spans
from retrieval.embedding import Vectors
from retrieval.vectors import VectorCache

_DIGITS = 3  # what encoding texts in another order changes lies behind them


class Pieces:
    """The vectors of the sentences of all clauses that have several."""

    def __init__(self, clauses: Iterable[Clause], cache: VectorCache) -> None:
        """Read the vectors, encoding those not made before."""
        texts = dict.fromkeys(piece for clause in clauses for piece in pieces_of(clause))
        self._vectors = cache.vectors(list(texts))
        self._row = {text: row for row, text in enumerate(texts)}

    def nearness(self, vector: Vectors) -> Callable[[str], float]:
        """Return what tells the cosine of a sentence with a question; 0 for words that are no such sentence."""

        def of(piece: str) -> float:
            row = self._row.get(piece)
            return 0.0 if row is None else round(float(np.dot(self._vectors[row], vector)), _DIGITS)

        return of


def pieces_of(clause: Clause) -> list[str]:
    """Return the sentences of a clause that has several; none of one that is quoted whole in any case."""
    found = [clause.text[start:end] for start, end in spans(clause.text)]
    return found if len(found) > 1 else []
