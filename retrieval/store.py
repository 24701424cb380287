"""The vectors of the clauses, in Chroma: a folder of this machine, or the server that CHROMA_URL names.

Vectors and clauses live outside as well, so whatever is wrong here is cured by building again. A new store is made
beside the one in force, which answers until the new one is whole. Writing stands under a lock, since Chroma has no
guard against two writers; an opened store is asked questions with known answers.
"""

import hashlib
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import numpy as np
from filelock import FileLock, Timeout

from corpus.bilingual import Bilingual
from retrieval.chroma import MOST_HITS, Record, Table
from retrieval.embedding import Vectors
from retrieval.nearest import Store
from retrieval.store_faults import StoreLost, server_in_use, server_url, told_as_unavailable
from retrieval.store_folder import FolderStores, is_built
from retrieval.store_server import ServerStores

__all__ = ["Encoder", "Record", "Store", "is_complete", "open_store", "server_in_use", "store_folder"]

_log = logging.getLogger(__name__)
_WAIT_SILENTLY = 3.0  # seconds for another process's build, before it is said that we wait for it
_SURE = 1 - 1e-3
_ABSENT = Bilingual("还没有这些条文的索引", "there is none of these clauses yet")
_ASKED = Bilingual("按要求重建", "asked for anew")


class Encoder(Protocol):
    """Gives the vectors of texts; `VectorCache` is one."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in order."""


class Stores(Protocol):
    """Where the stores of one index are kept: `FolderStores` and `ServerStores`. All may raise StoreLost."""

    def open(self) -> Table | None:
        """Return the table in force, or None where there is none."""

    def build(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Make a new table and put it in force; the one before goes on answering those who have it open."""

    def tidy(self) -> None:
        """Remove what is no longer in use."""


def store_folder(records: Sequence[Record], model: str, home: Path) -> Path:
    """Return where the store of exactly these records and this model lives; its name also names it on a server."""
    return home / "index" / f"{_digest(records)}-{model[:16]}"


def is_complete(folder: Path) -> bool:
    """Say whether a store was once built here, or on the server in use, to the end. Raises IndexUnavailable."""
    if server_url() is None:
        return is_built(folder)
    with told_as_unavailable(folder.parent.parent):
        table = _stores(folder).open()
    if table is not None:
        table.close()
    return table is not None


def open_store(records: Sequence[Record], model: str, encoder: Encoder, home: Path, *, anew: bool = False) -> Store:
    """Return the store of exactly these records, built when absent, stale or damaged, or when asked for `anew`.

    A fresh store is opened without encoding anything. What is built, and why, is logged as a warning. Raises
    IndexUnavailable where `home` cannot be written or the server does not answer.
    """
    folder = store_folder(records, model, home)

    def opened(*, anew: bool = False) -> Table:
        return _opened_or_built(records, encoder, folder, anew=anew)

    with told_as_unavailable(home):
        return Store(records, home, opened(anew=anew), opened)


def _opened_or_built(records: Sequence[Record], encoder: Encoder, folder: Path, *, anew: bool) -> Table:
    stores, why = _stores(folder), _ASKED
    if not anew:
        table, why = _sound(stores, records, encoder)
        if table is not None:
            return table
    folder.mkdir(parents=True, exist_ok=True)
    with _only_writer(folder.parent / "writer.lock"):
        if not anew:  # another process may have built it while we waited
            table, why = _sound(stores, records, encoder)
            if table is not None:
                return table
        return _built(stores, records, encoder, why)


def _built(stores: Stores, records: Sequence[Record], encoder: Encoder, why: Bilingual) -> Table:
    count = len(records)
    _say(f"正在建立条文索引（{count} 条）：{why.zh}。", f"Building the clause index ({count} clauses): {why.en}.")
    stores.tidy()  # what a killed process left behind may be what fills the disk
    stores.build(records, encoder.vectors([record.text for record in records]))
    table, why = _sound(stores, records, encoder)
    if table is None:
        raise StoreLost(why.en)
    stores.tidy()
    return table


def _sound(stores: Stores, records: Sequence[Record], encoder: Encoder) -> tuple[Table | None, Bilingual]:
    """Open the table in force; where there is none, or it is unsound, return None and say why."""
    try:
        table = stores.open()
        if table is None:
            return None, _ABSENT
        try:
            _check(table, records, encoder)
        except BaseException:
            table.close()
            raise
    except StoreLost as error:
        return None, Bilingual(f"原有的已损坏（{error}）", f"the one there is damaged ({error})")
    return table, _ABSENT


def _check(table: Table, records: Sequence[Record], encoder: Encoder) -> None:
    """Raise StoreLost unless the table holds every record, some with their known vectors, and finds enough of them."""
    if table.count() != len(records):
        raise StoreLost(f"{table.count()} / {len(records)}")
    probes = [records[at] for at in sorted({0, len(records) // 2, len(records) - 1})]
    known = encoder.vectors([probe.text for probe in probes])
    cosines = np.einsum("ij,ij->i", table.vectors([probe.key for probe in probes]), known)
    if cosines.min() < _SURE:
        raise StoreLost(f"{probes[int(cosines.argmin())].key}: {cosines.min():.3f}")
    wanted = min(len(records), MOST_HITS)
    # How many are found, not which: the search is approximate, and may miss a vector that lies by itself.
    found = len(table.nearest(known[-1], wanted))
    if 2 * found < wanted:
        raise StoreLost(f"{found} / {wanted}")


def _digest(records: Sequence[Record]) -> str:
    lines = (f"{r.key}\t{r.document}\t{r.jurisdiction}\t{r.kind}\t{r.text}" for r in records)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _stores(folder: Path) -> Stores:
    url = server_url()
    return ServerStores(url, folder.name) if url else FolderStores(folder)


@contextmanager
def _only_writer(path: Path) -> Iterator[None]:
    """Hold the lock of the one who builds; the system lets go of it when the process ends in whatever way."""
    lock = FileLock(path)
    try:
        lock.acquire(timeout=_WAIT_SILENTLY)
    except Timeout:
        _say("另一个进程正在建立索引，等它完成……", "Another process is building the index; waiting for it …")
        lock.acquire()
    try:
        yield
    finally:
        lock.release()


def _say(zh: str, en: str) -> None:
    _log.warning("%s %s", zh, en)
