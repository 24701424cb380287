"""Vectors already made, kept by model, side and text, so that only changed texts are encoded again."""

import hashlib
import logging
import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from filelock import FileLock

from retrieval.embedding import DIMENSIONS, Embedder, Side, Vectors
from retrieval.store_faults import home_unusable

_log = logging.getLogger(__name__)
_TABLE = "CREATE TABLE IF NOT EXISTS vectors (digest TEXT PRIMARY KEY, vector BLOB NOT NULL)"
_ASKED_AT_ONCE = 500
_ENCODED_AT_ONCE = 64  # kept after each such batch, so that little is lost when the process is killed
_LONG_SECONDS = 5.0  # from here on it is said how long encoding will take
_BYTES = DIMENSIONS * np.dtype(np.float32).itemsize
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")

T = TypeVar("T")


def text_digest(text: str, side: Side = "document") -> str:
    """Return the sha256 (hex) of the text's characters and of the side it stands on."""
    # No text begins with this byte in UTF-8, so that none can pass for one of the other side.
    mark = b"" if side == "document" else b"\xff" + side.encode()
    return hashlib.sha256(mark + text.encode()).hexdigest()


class VectorCache:
    """The vectors of texts, made when first asked for. Safe to share between threads and processes."""

    def __init__(self, embedder: Embedder, home: Path) -> None:
        """Keep vectors in `home`, in a file of their own for each model."""
        self._embedder = embedder
        self._home = home
        self._path = home / "vectors" / f"{embedder.digest[:16]}.sqlite3"

    def vectors(self, texts: Sequence[str], side: Side = "document") -> Vectors:
        """Return one unit vector a text, in order, encoding only the texts that no earlier call encoded.

        Raises IndexUnavailable where the file cannot be read or written.
        """
        digests = [text_digest(text, side) for text in texts]
        known = self._done(partial(self._read, set(digests)))
        missing = {digest: text for digest, text in zip(digests, texts, strict=True) if digest not in known}
        for made in self._encoded(missing, side):
            self._done(partial(self._write, made))
            known.update(made)
        if not digests:
            return np.empty((0, DIMENSIONS), dtype=np.float32)
        return np.stack([known[digest] for digest in digests])

    def _encoded(self, missing: dict[str, str], side: Side) -> Iterable[dict[str, Vectors]]:
        """Yield the missing vectors in batches; texts of like length go together, which saves padding."""
        ordered = sorted(missing, key=lambda digest: len(missing[digest]), reverse=True)
        for start in range(0, len(ordered), _ENCODED_AT_ONCE):
            batch = ordered[start : start + _ENCODED_AT_ONCE]
            began = time.perf_counter()
            yield dict(zip(batch, self._embedder.encode([missing[digest] for digest in batch], side), strict=True))
            if start == 0:
                # The first texts are the longest, so this is rather too much than too little.
                _say_how_long((time.perf_counter() - began) / len(batch) * (len(ordered) - len(batch)))

    def _read(self, digests: set[str]) -> dict[str, Vectors]:
        """Return the vectors kept of these texts; one that is no unit vector counts as missing."""
        wanted, rows = sorted(digests), list[tuple[str, bytes]]()
        with closing(self._connected()) as database:
            for start in range(0, len(wanted), _ASKED_AT_ONCE):
                part = wanted[start : start + _ASKED_AT_ONCE]
                marks = ",".join("?" * len(part))
                rows += database.execute(f"SELECT digest, vector FROM vectors WHERE digest IN ({marks})", part)
        found = {digest: np.frombuffer(blob, dtype=np.float32) for digest, blob in rows if len(blob) == _BYTES}
        return {digest: vector for digest, vector in found.items() if abs(float(vector @ vector) - 1) < 1e-3}

    def _write(self, made: dict[str, Vectors]) -> None:
        rows = [(digest, np.asarray(vector, dtype=np.float32).tobytes()) for digest, vector in made.items()]
        with closing(self._connected()) as database, database:
            database.executemany("INSERT OR REPLACE INTO vectors VALUES (?, ?)", rows)

    def _connected(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        database = sqlite3.connect(self._path, timeout=60)
        try:
            database.execute(_TABLE)
        except sqlite3.Error:
            database.close()
            raise
        return database

    def _done(self, work: Callable[[], T]) -> T:
        try:
            return self._mended(work)
        except (OSError, sqlite3.Error) as error:
            raise home_unusable(self._home, error) from error

    def _mended(self, work: Callable[[], T]) -> T:
        """Do the work; a damaged file holds nothing that cannot be made again, so it is replaced."""
        try:
            return work()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorname", "") not in _DAMAGED:
                raise
        with FileLock(f"{self._path}.lock"):
            if self._is_damaged():  # else another process has replaced it
                _log.warning(
                    "向量缓存已损坏，重新建立：%s。 The cache of vectors is damaged and made anew: %s.",
                    self._path.name,
                    self._path.name,
                )
                self._path.unlink(missing_ok=True)
        return work()

    def _is_damaged(self) -> bool:
        try:
            with closing(self._connected()) as database:
                return bool(database.execute("PRAGMA quick_check(1)").fetchone() != ("ok",))
        except sqlite3.DatabaseError as error:
            return getattr(error, "sqlite_errorname", "") in _DAMAGED


def _say_how_long(seconds: float) -> None:
    if seconds > _LONG_SECONDS:
        _log.warning("正在计算向量，约还需 %.0f 秒。 Encoding; about %.0f s more.", seconds, seconds)
