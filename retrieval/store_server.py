"""Stores on a Chroma server: collections whose marks say of which index they are, and whether they are whole.

A collection is made under a name of its own and marked whole last, in one request; of several whole ones the newest is
in force, so that there is always one while another is made. Several machines may share a server.
"""

import secrets
import time
from collections.abc import Sequence
from contextlib import closing

from retrieval.chroma import Database, Marks, Record, Table, open_server
from retrieval.embedding import Vectors
from retrieval.store_faults import StoreLost

_PREFIX = "junheng-"
_KEEP_SECONDS = 24 * 3600


class ServerStores:
    """The collections of one index on a server."""

    def __init__(self, url: str, name: str) -> None:
        """Keep the collections of the index `name` on the server at `url`, which is not asked yet."""
        self._url = url
        self._index = name

    def open(self) -> Table | None:
        """Return the collection in force, or None where there is none.

        Raises IndexUnavailable where the server does not answer.
        """
        database = open_server(self._url)
        try:
            table = self._in_force(database)
        except BaseException:
            database.close()
            raise
        if table is None:
            database.close()
            return None
        table.close = database.close
        return table

    def build(self, records: Sequence[Record], vectors: Vectors) -> None:
        """Make a new collection and put it in force."""
        with closing(open_server(self._url)) as database:
            marks: Marks = {"index": self._index, "records": len(records), "begun": time.time()}
            table = database.create(f"{_PREFIX}{self._index}-{secrets.token_hex(4)}", marks)
            table.add(records, vectors)
            if table.count() != len(records):
                raise StoreLost(f"{table.count()} / {len(records)}")
            table.mark({**marks, "whole": time.time()})

    def tidy(self) -> None:
        """Remove collections not in force, of this index and others, a day after they were begun."""
        with closing(open_server(self._url)) as database:
            in_force = self._in_force(database)
            for table in database.tables():
                old = time.time() - float(table.marks.get("begun", time.time())) > _KEEP_SECONDS
                if table.name.startswith(_PREFIX) and old and (in_force is None or table.name != in_force.name):
                    database.delete(table.name)

    def _in_force(self, database: Database) -> Table | None:
        whole = [table for table in database.tables() if table.marks.get("index") == self._index]
        whole = [table for table in whole if "whole" in table.marks]
        return max(whole, key=lambda table: float(table.marks["whole"]), default=None)
