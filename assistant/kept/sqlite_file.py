"""A database that is one file: for its owner only, noticed when it is taken away, and rid of what was deleted."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

Identity = tuple[int, int]
WAIT_SECONDS = 30.0
TIDY_SECONDS = 0.2  # how long writers may have to wait while what was deleted is wiped out
SMALL_CACHE = 8  # pages that SQLite holds back; what is more goes to the disk at once


def file_engine(url: URL, path: Path) -> Engine:
    """Return the engine of a file that only its owner can read; who writes says so as the transaction begins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _make(path)
    engine = create_engine(url, connect_args={"timeout": WAIT_SECONDS, "isolation_level": None})

    @event.listens_for(engine, "connect")
    def settle(connection: sqlite3.Connection, _: object) -> None:
        for setting in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A reader that turned writer could not wait for another writer: SQLite refuses it at once.
        writes = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _make(path: Path) -> None:
    """Make an empty file where there is none.

    One that stands is not opened: to close it would end the locks that SQLite holds on it in this process, and another
    process could then take away the log that is in use here.
    """
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


def identity(path: Path) -> Identity | None:
    """Return what tells a file from another of its name; None where there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def beside(path: Path) -> dict[Path, Identity | None]:
    """Return the files beside a database's own: its log, and the index of that."""
    return {one: identity(one) for one in (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm"))}


def remove_left(files: Mapping[Path, Identity | None]) -> None:
    """Remove what a database left that is gone: SQLite would take its log for that of the file in its place."""
    for path, known in files.items():
        if known is not None and identity(path) == known:
            path.unlink(missing_ok=True)


def wiped(engine: Engine, wait: float) -> bool:
    """Wipe out what was deleted, which the log beside the file still holds; False while somebody reads an older state.

    Nobody waits longer than `wait` seconds for it.
    """
    with contextlib.closing(engine.raw_connection()) as connection:
        cursor = connection.cursor()
        try:
            cursor.execute(f"PRAGMA busy_timeout={round(wait * 1000)}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            state = cursor.fetchone()  # whether somebody was in the way, and two counts of pages
            return state is not None and not state[0]
        except sqlite3.OperationalError:  # it is locked: the same, told in another way
            return False
        finally:
            cursor.execute(f"PRAGMA busy_timeout={round(WAIT_SECONDS * 1000)}")
            cursor.close()


@contextlib.contextmanager
def nothing_held_back(connection: Connection) -> Iterator[None]:
    """Let what is written inside go to the disk before it is committed."""
    size = connection.exec_driver_sql("PRAGMA cache_size").scalar()
    connection.exec_driver_sql(f"PRAGMA cache_size={SMALL_CACHE}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size={size}")
