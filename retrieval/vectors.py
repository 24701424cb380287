"""Vectors already made, kept by model and text, so that only changed clauses are encoded again."""

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import numpy as np

from retrieval.embedding import DIMENSIONS, Embedder, Vectors


def text_digest(text: str) -> str:
    """Return the sha256 (hex) of the text's characters."""
    return hashlib.sha256(text.encode()).hexdigest()


class VectorCache:
    """The vectors of clause texts, made when first asked for."""

    def __init__(self, embedder: Embedder, home: Path) -> None:
        """Keep vectors in `home`, in a file of their own for each model."""
        self._embedder = embedder
        self._path = home / "vectors" / f"{embedder.digest[:16]}.sqlite3"

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in order, encoding only the texts that no earlier call encoded."""
        digests = [text_digest(text) for text in texts]
        with self._open() as database:
            known = dict(database.execute("SELECT digest, vector FROM vectors"))
            missing = {d: text for d, text in zip(digests, texts, strict=True) if not _whole(known.get(d))}
            if missing:
                made = self._embedder.encode(list(missing.values()), "document")
                rows = [(digest, vector.tobytes()) for digest, vector in zip(missing, made, strict=True)]
                database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)
                known.update(rows)
        return np.stack([np.frombuffer(known[digest], dtype=np.float32) for digest in digests])

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(_connect(self._path)) as database, database:
            yield database


def _connect(path: Path) -> sqlite3.Connection:
    """Open the cache; a damaged file holds nothing that cannot be made again, so it is replaced."""
    for attempt in (1, 2):
        database = sqlite3.connect(path, timeout=60)
        try:
            database.execute("CREATE TABLE IF NOT EXISTS vectors (digest TEXT PRIMARY KEY, vector BLOB NOT NULL)")
            database.execute("PRAGMA quick_check(1)")
            return database
        except sqlite3.DatabaseError:
            database.close()
            if attempt == 2:
                raise
            path.unlink()
    raise AssertionError("unreachable")


def _whole(vector: bytes | None) -> bool:
    return vector is not None and len(vector) == DIMENSIONS * np.dtype(np.float32).itemsize
