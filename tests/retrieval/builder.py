"""A store of many records whose vectors cost nothing, for the test's own process and for others that are killed."""

import time
from pathlib import Path

import numpy as np

from retrieval.embedding import DIMENSIONS, Side, Vectors
from retrieval.store import Record, Store, open_store
from retrieval.vectors import VectorCache

MODEL = "c" * 64
COUNT = 1200  # more than a thousand, from where Chroma writes vector files

unit = np.random.default_rng(1).normal(size=(COUNT, DIMENSIONS)).astype(np.float32)
unit /= np.linalg.norm(unit, axis=1, keepdims=True)
records = [Record(f"doc#{n}", str(n), "doc", f"甲省{n % 7}市", "normative") for n in range(COUNT)]


class Embedder:
    """Gives text n the n-th vector, slowly enough to be killed at it."""

    digest = MODEL

    def encode(self, texts: list[str], side: Side) -> Vectors:
        time.sleep(0.02)
        return np.asarray(unit[[int(text) for text in texts]], dtype=np.float32)


def cache(home: Path) -> VectorCache:
    """Return the vectors kept in a home."""
    return VectorCache(Embedder(), home)  # type: ignore[arg-type]


def opened(home: Path, *, anew: bool = False) -> Store:
    """Open the store of a home, or build it."""
    return open_store(records, MODEL, cache(home), home, anew=anew)


def is_right(store: Store) -> bool:
    """Ask a store some questions with known answers."""
    nearest = [next(iter(store.nearest(unit[n]))) for n in (0, 700, 1199)]
    here = next(iter(store.nearest(unit[9], ["甲省2市"])))
    return (*nearest, here) == ("doc#0", "doc#700", "doc#1199", "doc#9") and len(store.nearest(unit[5])) == 300
