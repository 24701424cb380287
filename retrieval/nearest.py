"""The clauses nearest to a vector: in all places by Chroma, in some places one by one."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from retrieval.chroma import MOST_HITS, Record, Table
from retrieval.embedding import Vectors
from retrieval.store_faults import StoreLost, told_as_unavailable

_EXACT_ROWS = 20_000  # clauses of the places asked for: up to here compared one by one, above left to Chroma
_KEPT_ROWS = 100_000  # vectors of places kept in memory, 1.5 kB each


class Store:
    """Finds clauses by the cosine of their vector with the query's. Safe to share between threads."""

    def __init__(self, records: Sequence[Record], home: Path, table: Table, reopen: Callable[[], Table]) -> None:
        """Wrap the table of `records`; `reopen` opens it, or makes it anew, where it was lost meanwhile."""
        self._home = home
        self._reopen = reopen
        self._count = len(records)
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, Vectors] = OrderedDict()
        self._keys: dict[str, list[str]] = {}
        for record in records:
            self._keys.setdefault(record.jurisdiction, []).append(record.key)
        self._use(table)

    def nearest(self, vector: Vectors, places: Sequence[str] = ()) -> dict[str, float]:
        """Return keys with their cosine, nearest first, at most 300; `places` limits the jurisdictions.

        A store that was damaged or taken away meanwhile is opened, or built, again. Raises IndexUnavailable.
        """
        with told_as_unavailable(self._home):
            table = self._table
            try:
                return self._nearest(table, vector, places)
            except StoreLost:
                self._recover(table)
            return self._nearest(self._table, vector, places)

    def close(self) -> None:
        """Let go of files and connections."""
        self._let_go()

    def _nearest(self, table: Table, vector: Vectors, places: Sequence[str]) -> dict[str, float]:
        here = [place for place in dict.fromkeys(places) if place in self._keys]
        if places and sum(len(self._keys[place]) for place in here) <= _EXACT_ROWS:
            return self._exact(table, vector, here)
        wanted = min(self._count, MOST_HITS)
        found = table.nearest(vector, wanted, here)
        if 2 * len(found) < wanted:  # what Chroma gives, without complaint, when its files are gone
            raise StoreLost(f"{len(found)} / {wanted}")
        return found

    def _exact(self, table: Table, vector: Vectors, places: Sequence[str]) -> dict[str, float]:
        """Compare the clauses of some places one by one: Chroma's filter takes 50 ms at 100,000 clauses, this 1."""
        if not places:
            return {}
        keys = [key for place in places for key in self._keys[place]]
        cosines = np.concatenate([self._of_place(table, place) for place in places]) @ vector
        best = np.argsort(-cosines, kind="stable")[:MOST_HITS]
        return {keys[at]: float(cosines[at]) for at in best}

    def _of_place(self, table: Table, place: str) -> Vectors:
        with self._lock:
            if place in self._kept:
                self._kept.move_to_end(place)
                return self._kept[place]
        vectors = table.vectors(self._keys[place])
        with self._lock:
            self._kept[place] = vectors
            while sum(map(len, self._kept.values())) > _KEPT_ROWS:
                self._kept.popitem(last=False)
        return vectors

    def _recover(self, lost: Table) -> None:
        with self._lock:
            if self._table is not lost:  # another thread was first
                return
            self._kept.clear()
            self._use(self._reopen())

    def _use(self, table: Table) -> None:
        self._table = table
        # A table goes out of use when the documents change or it is lost, and is closed behind its last reader.
        self._let_go = weakref.finalize(table, table.close)
        self._let_go.atexit = False
