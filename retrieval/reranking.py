"""A cross-encoder for those who have one: it reads question and clause together, which vectors cannot.

None is shipped. `JUNHENG_RERANKER` names a folder with a sentence-transformers cross-encoder on this machine; the first
clauses are then put in order by what it and the signals say together.
"""

import os
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from retrieval.embedding import CrossEncoding

DEPTH = 20  # clauses that it reads: each costs about as much as the question itself
_DAMPING = 5


class Reranker(Protocol):
    """Says how well each passage answers a question: more is better."""

    def scores(self, question: str, passages: Sequence[str]) -> NDArray[np.float32]:
        """Return one score a passage."""


def configured() -> Reranker | None:
    """Return the cross-encoder that the operator has set, or None. Raises ModelDamaged where it cannot be read."""
    folder = os.environ.get("JUNHENG_RERANKER")
    return _opened(folder) if folder else None


def reordered(count: int, scores: NDArray[np.float32]) -> list[int]:
    """Return the order of `count` clauses, best first, of which the first `len(scores)` were read.

    Both rankings count the same: the cross-encoder knows nothing of place, year and rank.

    >>> reordered(4, np.array([0.1, 0.9, 0.2], dtype=np.float32))
    [1, 0, 2, 3]
    """
    read = np.argsort(np.argsort(-scores, kind="stable"), kind="stable")
    both = 1 / (_DAMPING + np.arange(len(scores))) + 1 / (_DAMPING + read)
    return [*(int(at) for at in np.argsort(-both, kind="stable")), *range(len(scores), count)]


@cache
def _opened(folder: str) -> Reranker:
    return CrossEncoding(Path(folder))
