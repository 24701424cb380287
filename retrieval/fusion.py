"""Reciprocal rank fusion: several rankings of the same clauses become one, whatever their scores mean."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_DAMPING = 20  # the usual 60 is for thousands of candidates; hundreds of clauses want the first places to count more


def fuse(rankings: Sequence[NDArray[np.float32]]) -> NDArray[np.float64]:
    """Return one score (0…1) a clause from scores of several methods, higher being better in each.

    A clause that a method did not find (score 0 or less) gets nothing from it. Equal scores share the better rank.

    >>> fuse([np.array([3.0, 1.0, 0.0]), np.array([0.5, 0.0, 0.4])]).argmax()
    np.int64(0)
    """
    total = np.zeros(len(rankings[0]))
    for scores in rankings:
        rank = np.searchsorted(np.sort(-scores), -scores)
        total += np.where(scores > 0, 1 / (_DAMPING + 1 + rank), 0.0)
    best = len(rankings) / (_DAMPING + 1)
    return total / best
