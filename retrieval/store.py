"""The vectors of the clauses on disk, in Chroma: the only importer of chromadb.

A store is a folder of its own, named in the marker of its index; the marker is written last, so an index without one is
no index. Chroma has no guard against two writers and answers from a damaged folder without complaint (a lost HNSW
folder gives one hit of 2,000), so writing stands under a lock and an opened store is asked a question with a known
answer. Vectors and clauses live outside as well: whatever is wrong here is cured by building again.
"""

import hashlib
import json
import secrets
import shutil
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
from filelock import FileLock

from corpus.bilingual import Bilingual
from retrieval.embedding import Vectors
from retrieval.errors import IndexUnavailable

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Where

_COLLECTION = "clauses"
_MARKER = "complete.json"
_BATCH = 2000
_MOST_HITS = 300
_KEEP_OLD_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Record:
    """What is stored of one clause: its key, the text that was encoded, and what it may be filtered by."""

    key: str
    text: str
    document: str
    jurisdiction: str
    kind: str


class Encoder(Protocol):
    """Gives the vectors of texts; `VectorCache` is one."""

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Return one unit vector a text, in order."""


class Store:
    """Finds clauses by the cosine of their vector with the query's."""

    def __init__(self, collection: "Collection", client: "Client", count: int) -> None:
        """Wrap an opened collection of `count` records."""
        self._collection = collection
        self._client = client
        self._count = count

    def nearest(self, vector: Vectors, places: Sequence[str] = ()) -> dict[str, float]:
        """Return keys with their cosine, nearest first, at most 300; `places` limits the jurisdictions.

        Raises IndexUnavailable where the files were taken away from under it.
        """
        from chromadb.errors import ChromaError

        try:
            found = self._collection.query(
                query_embeddings=vector.reshape(1, -1),
                n_results=min(self._count, _MOST_HITS),
                where=_within(places),
                include=["distances"],
            )
        except ChromaError as error:
            raise _lost() from error
        distances = found["distances"]
        assert distances is not None  # asked for above
        return {key: 1 - distance for key, distance in zip(found["ids"][0], distances[0], strict=True)}

    def is_sound(self, key: str, vector: Vectors) -> bool:
        """Tell whether the store holds every record and finds `key` by its own vector, and not next to nothing else."""
        found = self.nearest(vector)
        enough = 2 * len(found) >= min(self._count, _MOST_HITS)
        return self._collection.count() == self._count and enough and found.get(key, 0) > 1 - 1e-3

    def close(self) -> None:
        """Let go of the files."""
        self._client.close()


def store_folder(records: Sequence[Record], model: str, home: Path) -> Path:
    """Return where the store of exactly these records and this model lives."""
    return home / "index" / f"{_digest(records)}-{model[:16]}"


def is_complete(folder: Path) -> bool:
    """Say whether a store was once built here to the end."""
    return (folder / _MARKER).is_file()


def open_store(records: Sequence[Record], model: str, encoder: Encoder, home: Path, *, anew: bool = False) -> Store:
    """Return the store of exactly these records, built when absent, stale or damaged, or when asked for `anew`.

    A fresh store is opened without encoding anything. Raises IndexUnavailable where `home` cannot be written.
    """
    folder = store_folder(records, model, home)
    try:
        if anew:
            (folder / _MARKER).unlink(missing_ok=True)
        store = _open_complete(folder, records, encoder)
        if store is None:
            folder.mkdir(parents=True, exist_ok=True)
            with FileLock(home / "index" / "writer.lock"):
                store = _open_complete(folder, records, encoder) or _build(folder, records, encoder)
                _remove_old(folder)
    except (OSError, sqlite3.Error) as error:
        raise _unavailable(home) from error
    return store


def _digest(records: Sequence[Record]) -> str:
    lines = (f"{r.key}\t{r.document}\t{r.jurisdiction}\t{r.kind}\t{r.text}" for r in records)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def _open_complete(folder: Path, records: Sequence[Record], encoder: Encoder) -> Store | None:
    """Open what the marker names, or return None where it is missing or unsound."""
    from chromadb.errors import ChromaError

    try:
        name = json.loads((folder / _MARKER).read_text("utf-8"))["store"]
        if not _is_database(folder / name / "chroma.sqlite3"):
            return None
        client = _client(folder / name)
        store = Store(client.get_collection(_COLLECTION, embedding_function=None), client, len(records))
        if store.is_sound(records[-1].key, encoder.vectors([records[-1].text])[0]):
            return store
        store.close()
    except (OSError, ValueError, KeyError, TypeError, ChromaError):
        return None
    return None


def _is_database(path: Path) -> bool:
    """Tell whether the file is a sound SQLite database; Chroma fails in unforeseeable ways on any other."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(path)) as database:
            return bool(database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except sqlite3.DatabaseError:
        return False


def _build(folder: Path, records: Sequence[Record], encoder: Encoder) -> Store:
    name = f"store-{secrets.token_hex(4)}"
    vectors = encoder.vectors([record.text for record in records])
    client = _client(folder / name)
    collection = client.create_collection(
        _COLLECTION,
        embedding_function=None,
        configuration={"hnsw": {"space": "cosine", "ef_search": _MOST_HITS, "ef_construction": 200}},
    )
    for start in range(0, len(records), _BATCH):
        part = slice(start, start + _BATCH)
        collection.add(
            ids=[record.key for record in records[part]],
            embeddings=np.ascontiguousarray(vectors[part]),
            metadatas=[
                {"document": record.document, "jurisdiction": record.jurisdiction, "kind": record.kind}
                for record in records[part]
            ],
        )
    aside = folder / f"{name}.json"
    aside.write_text(json.dumps({"store": name, "records": len(records)}), "utf-8")
    aside.replace(folder / _MARKER)
    return Store(collection, client, len(records))


def _within(places: Sequence[str]) -> "Where | None":
    return cast("Where", {"jurisdiction": {"$in": list(places)}}) if places else None


def _client(path: Path) -> "Client":
    import chromadb
    from chromadb.api.client import Client
    from chromadb.config import Settings

    client = chromadb.PersistentClient(path=str(path), settings=Settings(anonymized_telemetry=False))
    assert isinstance(client, Client)  # PersistentClient is declared wider than what it makes
    return client


def _remove_old(current: Path) -> None:
    """Remove stores that nobody can be reading any more: other than the current one and a day old."""
    in_use = json.loads((current / _MARKER).read_text("utf-8"))["store"]
    stores = [*current.parent.glob("*/store-*"), *current.parent.glob("*-*")]
    for path in stores:
        if path in (current, current / in_use) or not path.is_dir():
            continue
        if time.time() - path.stat().st_mtime > _KEEP_OLD_SECONDS:
            shutil.rmtree(path, ignore_errors=True)


def _lost() -> IndexUnavailable:
    return IndexUnavailable(
        Bilingual("索引文件已损坏或被移走。", "The index is damaged, or its files were taken away."),
        Bilingual("请重新启动，索引会重建。", "Start again; the index will be built anew."),
    )


def _unavailable(home: Path) -> IndexUnavailable:
    return IndexUnavailable(
        Bilingual(f"索引无法在数据目录中建立或读取：{home}。", f"The index cannot be made or read in {home}."),
        Bilingual(
            "请用 JUNHENG_HOME 指定一个可写、空间足够的目录。",
            "Set JUNHENG_HOME to a folder that can be written and has room.",
        ),
    )
