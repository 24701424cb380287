"""Rows that may be there already: what is the same is written once, whoever comes first."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Table
from sqlalchemy.dialects import postgresql, sqlite


def add_new(connection: Connection, table: Table, rows: Mapping[str, object] | Sequence[Mapping[str, object]]) -> None:
    """Add rows; those whose key is there already are left as they are."""
    if rows:
        made = postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
        connection.execute(made.on_conflict_do_nothing(), rows)
