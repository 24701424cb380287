"""Chroma, in a folder of this machine or on a server: the only importer of chromadb.

Chroma is never asked to encode anything and reports nothing to anyone. What it raises becomes `StoreLost` (the data are
not what they were) or `StoreUnreachable` (no server answers); its own errors go no further than this module.
"""

import base64
import socket
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import SplitResult, unquote, urlsplit

import numpy as np

from retrieval.embedding import DIMENSIONS, Vectors
from retrieval.store_faults import StoreLost, StoreUnreachable, no_address, shown_url, unreachable

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

Marks = Mapping[str, str | int | float]

MOST_HITS = 300
_BATCH = 2000
_PAGE = 100
_PATIENCE = 5.0  # seconds until a server that does not even take the connection counts as away
_PORTS = {"http": 8000, "https": 443}  # 8000 is where `chroma run` listens


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of one clause: its key, the text that was encoded, and what it may be filtered by."""

    key: str
    text: str
    document: str
    jurisdiction: str
    kind: str


class Table:
    """One collection of clause vectors. `close` lets go of what was opened for it.

    Every method raises StoreLost or StoreUnreachable.
    """

    def __init__(self, collection: "Collection") -> None:
        """Wrap an open collection."""
        self._collection = collection
        self.close: Callable[[], None] = _nothing
        self.name = collection.name
        marks = collection.metadata or {}
        self.marks: Marks = {key: value for key, value in marks.items() if isinstance(value, str | int | float)}

    def add(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Add the records with their vectors (one row each)."""
        with _chroma_errors():
            for start in range(0, len(records), _BATCH):
                part = records[start : start + _BATCH]
                self._collection.add(
                    ids=[record.key for record in part],
                    embeddings=np.ascontiguousarray(vectors[start : start + _BATCH]),
                    metadatas=[{"document": r.document, "jurisdiction": r.jurisdiction, "kind": r.kind} for r in part],
                )

    def mark(self, marks: Marks) -> None:
        """Put marks on the collection, in place of all that it had."""
        with _chroma_errors():
            self._collection.modify(metadata=dict(marks))

    def count(self) -> int:
        """Return how many records there are."""
        with _chroma_errors():
            return self._collection.count()

    def nearest(self, vector: Vectors, most: int, places: Sequence[str] = ()) -> dict[str, float]:
        """Return keys with their cosine, nearest first; `places` limits the jurisdictions."""
        with _chroma_errors():
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=most,
                where=cast("Where", {"jurisdiction": {"$in": list(places)}}) if places else None,
                include=["distances"],
            )
        distances = found["distances"]
        assert distances is not None  # asked for above
        return {key: 1 - distance for key, distance in zip(found["ids"][0], distances[0], strict=True)}

    def vectors(self, keys: Sequence[str]) -> Vectors:
        """Return the vectors of these records, a row each, in this order. StoreLost where one is missing."""
        rows: dict[str, Vectors] = {}
        with _chroma_errors():
            for start in range(0, len(keys), _BATCH):
                found = self._collection.get(ids=list(keys[start : start + _BATCH]), include=["embeddings"])
                rows.update(zip(found["ids"], np.asarray(found["embeddings"], dtype=np.float32), strict=True))
        if len(rows) < len(set(keys)):
            raise StoreLost(f"{len(rows)} / {len(set(keys))}")
        return np.stack([rows[key] for key in keys]) if keys else np.empty((0, DIMENSIONS), dtype=np.float32)


class Database:
    """What holds collections: a folder, or a server. Every method raises StoreLost or StoreUnreachable."""

    def __init__(self, client: "ClientAPI") -> None:
        """Wrap an open client."""
        self._client = cast("Client", client)  # declared wider than what the constructors of Chroma make

    def tables(self) -> list[Table]:
        """Return all collections."""
        found: list[Table] = []
        with _chroma_errors():
            while page := self._client.list_collections(limit=_PAGE, offset=len(found)):
                found.extend(Table(collection) for collection in page)
        return found

    def table(self, name: str) -> Table:
        """Return the collection of that name."""
        with _chroma_errors():
            return Table(self._client.get_collection(name, embedding_function=None))

    def create(self, name: str, marks: Marks | None = None) -> Table:
        """Make a collection for vectors that are compared by their cosine."""
        with _chroma_errors():
            return Table(
                self._client.create_collection(
                    name,
                    embedding_function=None,
                    metadata=dict(marks) if marks else None,
                    configuration={"hnsw": {"space": "cosine", "ef_search": MOST_HITS, "ef_construction": 200}},
                )
            )

    def delete(self, name: str) -> None:
        """Delete a collection; one that is gone already is none the worse."""
        from chromadb.errors import NotFoundError

        with _chroma_errors():
            try:
                self._client.delete_collection(name)
            except NotFoundError:
                return

    def close(self) -> None:
        """Let go of files and connections; what was added is then on disk."""
        self._client.close()


def open_folder(path: Path) -> Database:
    """Open (or begin) the database in a folder. Raises StoreLost."""
    import chromadb
    from chromadb.config import Settings

    with _chroma_errors():
        return Database(chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False)))


def open_server(url: str) -> Database:
    """Open the server at `url` (http or https, with or without user:password). Raises IndexUnavailable."""
    import chromadb
    from chromadb.config import Settings

    parts = _parts(url)
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    try:
        # Chroma's own client would wait for ever for a machine that drops packets.
        socket.create_connection((host, port), timeout=_PATIENCE).close()
        with _chroma_errors():
            client = chromadb.HttpClient(
                host=host,
                port=port,
                ssl=parts.scheme == "https",
                headers=_credentials(parts),
                # Chroma's client never closes a connection that it keeps.
                settings=Settings(anonymized_telemetry=False, chroma_http_max_keepalive_connections=0),
            )
    except (OSError, StoreLost, StoreUnreachable) as error:
        raise unreachable(shown_url(url)) from error
    return Database(client)


def _parts(url: str) -> SplitResult:
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise no_address(shown_url(url)) from error
    if not usable or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise no_address(shown_url(url))
    return parts


def _credentials(parts: SplitResult) -> dict[str, str] | None:
    if parts.username is None:
        return None
    pair = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    return {"Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def _nothing() -> None:
    return None


@contextmanager
def _chroma_errors() -> Iterator[None]:
    from chromadb.errors import ChromaError
    from httpx import HTTPError

    try:
        yield
    except HTTPError as error:
        raise StoreUnreachable(str(error)) from error
    except (ChromaError, ValueError, TypeError, KeyError, RuntimeError, OSError, sqlite3.Error) as error:
        raise StoreLost(f"{type(error).__name__}: {error}") from error
