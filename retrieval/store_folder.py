"""Stores in folders of this machine: made aside, named in a marker when whole, removed when nobody reads them.

Beside the marker (complete.json) stand store-… folders, one of which it names. It also holds the checksums of the
vector files, which never change afterwards: from a damaged folder Chroma answers wrongly, or ends the process. Who
reads a store holds a lock in it, which the system lets go of when the process ends in whatever way.
"""

import secrets
import shutil
import sqlite3
import struct
import time
import zlib
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from filelock import ReadWriteLock, Timeout
from pydantic import BaseModel, Field, ValidationError

from retrieval.chroma import Database, Record, Table, open_folder
from retrieval.embedding import Vectors
from retrieval.store_faults import StoreLost

MARKER = "complete.json"
_TABLE = "clauses"
_IN_USE = "in-use.lock"
_DATABASE = "chroma.sqlite3"
_RESERVING = ("data_level0.bin", "length.bin")
_HEADER_BYTES = 100
_KEEP_OTHERS_SECONDS = 24 * 3600
_BLOCK = 1 << 22
_ATTEMPTS = 5


class _Marker(BaseModel):
    """What complete.json says: the name of the store in force, and the CRC-32 of its vector files."""

    store: str = Field(pattern=r"^store-[0-9a-f]+$")
    records: int
    sums: dict[str, int]


class FolderStores:
    """The stores of one index: all in one folder, one of them in force."""

    def __init__(self, folder: Path) -> None:
        """Keep the stores in `folder`, which need not exist."""
        self._folder = folder

    def open(self) -> Table | None:
        """Return the table in force, or None where none was ever made.

        Raises StoreLost where it is damaged, and OSError or sqlite3.Error where the folder cannot be used.
        """
        for _ in range(_ATTEMPTS):
            if (marker := self._marker()) is None:
                return None
            lock = _read_lock(self._folder / marker.store)
            # Between the marker and the lock another process may have put a new store in force and removed this one.
            if lock is not None and self._marker() == marker:
                return self._opened(marker, lock)
            if lock is not None:
                lock.close()
        raise StoreLost("busy")

    def build(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Make a new store and put it in force; whoever reads the one before may go on. Call under the writer lock."""
        store = self._folder / f"store-{secrets.token_hex(4)}"
        try:
            store.mkdir(parents=True)
            with closing(open_folder(store)) as database:
                database.create(_TABLE).add(records, vectors)
            marker = _Marker(store=store.name, records=len(records), sums=_sums(store))
            aside = self._folder / f"{store.name}.json"
            aside.write_text(marker.model_dump_json(), "utf-8")
            aside.replace(self._folder / MARKER)
        except BaseException:
            shutil.rmtree(store, ignore_errors=True)
            raise

    def tidy(self) -> None:
        """Remove what no process reads: stores not in force, and those of other indexes after a day."""
        in_force = self.in_force()
        for path in self._folder.glob("store-*"):
            if path.name != in_force:
                _remove_unread(path)
        others = (path for path in self._folder.parent.glob("*-*") if path.is_dir() and path != self._folder)
        for path in others:
            if time.time() - path.stat().st_mtime > _KEEP_OTHERS_SECONDS:
                _remove_index(path)

    def in_force(self) -> str | None:
        """Return the name of the store in force, or None."""
        try:
            marker = self._marker()
        except StoreLost:  # then no store is
            return None
        return marker.store if marker else None

    def _marker(self) -> _Marker | None:
        try:
            return _Marker.model_validate_json((self._folder / MARKER).read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError as error:
            raise StoreLost(MARKER) from error

    def _opened(self, marker: _Marker, lock: ReadWriteLock) -> Table:
        store = self._folder / marker.store
        database: Database | None = None
        try:
            _check_database(store / _DATABASE)
            if _sums(store) != marker.sums:
                raise StoreLost("checksums")
            database = open_folder(store)
            table = database.table(_TABLE)
        except BaseException:
            _let_go(database, lock)
            raise
        table.close = partial(_let_go, database, lock)
        return table


def is_built(folder: Path) -> bool:
    """Say whether a store was once made here to the end, and is still named as the one in force."""
    try:
        return FolderStores(folder).in_force() is not None
    except OSError:  # a home that cannot be read holds none
        return False


def _let_go(database: Database | None, lock: ReadWriteLock) -> None:
    if database is not None:
        database.close()
    lock.close()


def _read_lock(store: Path) -> ReadWriteLock | None:
    """Return the lock of a reader, or None where the store is being removed. Raises StoreLost where it is gone."""
    if not store.is_dir():
        raise StoreLost(store.name)
    lock = ReadWriteLock(store / _IN_USE, is_singleton=False)
    try:
        lock.acquire_read(blocking=False)
    except Timeout:
        lock.close()
        time.sleep(0.1)
        return None
    return lock


def _remove_unread(path: Path) -> bool:
    """Remove a file, or a store that no process reads; say whether it is gone."""
    if not path.is_dir():
        path.unlink(missing_ok=True)
        return True
    try:
        lock = ReadWriteLock(path / _IN_USE, is_singleton=False)
        with closing(lock), lock.write_lock(blocking=False):
            shutil.rmtree(path, ignore_errors=True)
    except Timeout:
        return False
    except (sqlite3.Error, OSError, ValueError):  # a lock that is no lock guards nothing
        shutil.rmtree(path, ignore_errors=True)
    return True


def _remove_index(folder: Path) -> None:
    gone = [_remove_unread(store) for store in folder.glob("store-*")]
    if all(gone):
        shutil.rmtree(folder, ignore_errors=True)


def _check_database(path: Path) -> None:
    """Raise StoreLost where the file is no sound SQLite database: Chroma fails in unforeseeable ways on any other."""
    if not path.is_file():
        raise StoreLost(path.name)
    try:
        with closing(sqlite3.connect(path)) as database:
            said = database.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.DatabaseError as error:
        raise StoreLost(f"{path.name}: {error}") from error
    if said != ("ok",):
        raise StoreLost(f"{path.name}: {said[0]}")


def _sums(store: Path) -> dict[str, int]:
    """Return the CRC-32 of each vector file (they lie one folder down; the SQLite files change when they are read)."""
    files = sorted(path for path in store.glob("*/*") if path.is_file())
    return {path.relative_to(store).as_posix(): _sum(path, _used(path)) for path in files}


def _used(path: Path) -> int:
    """Return how many bytes of a vector file hold anything: the rest is reserved, and is what memory happened to hold.

    Chroma writes reserved parts anew when a reader lets go. The header tells how many records there are, and how long
    one is (two 64-bit numbers from byte 20 on).
    """
    header = path.with_name("header.bin").read_bytes() if path.with_name("header.bin").is_file() else b""
    if len(header) < _HEADER_BYTES or path.name not in _RESERVING:
        return path.stat().st_size
    records, record_bytes = struct.unpack_from("<QQ", header, 20)
    return int(records * (record_bytes if path.name == "data_level0.bin" else 4))


def _sum(path: Path, size: int) -> int:
    total = 0
    with path.open("rb") as file:
        while block := file.read(min(_BLOCK, size)):
            total, size = zlib.crc32(block, total), size - len(block)
    return total if size == 0 else -1
