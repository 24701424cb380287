"""The tables: receipts with the clauses that they cite; sessions with their history, sheets, shares and feedback; and
whose conversations they are."""

import json
from collections.abc import Mapping

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

from assistant.errors import DamagedRecord
from corpus.bilingual import Bilingual

SCHEMA = 3
# What turns the schema of a version into that of the next one: SQL statements by the version that they start from.
# Tables that are not there yet are made before.
# 1: its receipts held no digest of what was given with a question, so that none of them can be proved.
# 2: each reader had one conversation, whose id was the reader's own.
MIGRATIONS: Mapping[int, tuple[str, ...]] = {
    1: (
        "DELETE FROM cited",
        "DELETE FROM receipts",
        "ALTER TABLE receipts ADD COLUMN used BIGINT NOT NULL DEFAULT 0",
        "CREATE INDEX receipts_used ON receipts (of_sheets, used)",
    ),
    2: (
        "INSERT INTO readers (key, begun, used) SELECT key, 1, used FROM sessions",
        "INSERT INTO conversations (reader, number, session) SELECT key, 1, key FROM sessions",
    ),
}

METADATA = MetaData()


class Json(TypeDecorator[object]):
    """A value as JSON in ASCII: no database refuses half a character, or a zero, that somebody has typed."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: object, dialect: Dialect) -> str | None:
        """Return the text to store."""
        return None if value is None else json.dumps(value, separators=(",", ":"), allow_nan=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> object:
        """Return the value that was stored. Raises DamagedRecord."""
        try:
            return None if value is None else json.loads(value)
        except ValueError as error:
            raise DamagedRecord(Bilingual("内容", "content")) from error


def _seconds(name: str, *, nullable: bool = False) -> Column[int]:
    """Return a column of moments: whole seconds since 1970, UTC."""
    return Column(name, BigInteger, nullable=nullable)


def _of(column: str) -> ForeignKey:
    return ForeignKey(column, ondelete="CASCADE")


SCHEMA_TABLE = Table("schema_version", METADATA, Column("version", Integer, primary_key=True))

# `body` says what the answer was asked with and decided by; `shown` holds its words and figures until they are deleted.
# `used` is when the answer was last given.
RECEIPTS = Table(
    "receipts", METADATA, Column("id", String(32), primary_key=True), _seconds("made"),
    Column("of_sheets", Boolean, nullable=False), Column("body", Json, nullable=False), Column("shown", Json),
    Column("used", BigInteger, nullable=False, server_default="0"), Index("receipts_used", "of_sheets", "used"),
)  # fmt: skip

# `digest` is of the clause's text; `touched` is when a change of the document was seen to change it.
CITED = Table(
    "cited", METADATA, Column("receipt", String(32), _of("receipts.id"), primary_key=True),
    Column("document", Text, primary_key=True), Column("clause", Text, primary_key=True),
    Column("digest", String(64), nullable=False), _seconds("touched", nullable=True),
    Index("cited_clauses", "document"),
)  # fmt: skip

# What a digest of the documents or of the standards stands for: the digest of each part.
CORPORA = Table(
    "corpora", METADATA, Column("digest", String(64), primary_key=True), Column("parts", Json, nullable=False)
)

# `key` is a digest of the session's id, which is a secret; `revision` grows whenever `state` changes.
SESSIONS = Table(
    "sessions", METADATA, Column("key", String(64), primary_key=True), Column("state", Json, nullable=False),
    Column("revision", Integer, nullable=False), _seconds("made"), _seconds("used"),
    Index("sessions_used", "used"),
)  # fmt: skip

ENTRIES = Table(
    "entries", METADATA, Column("number", Integer, primary_key=True),
    Column("session", String(64), _of("sessions.key"), nullable=False), _seconds("said"),
    Column("receipt", String(32)), Column("body", Json, nullable=False),
    Index("entries_of_session", "session", "number"), Index("entries_of_receipt", "receipt"),
)  # fmt: skip

SHEETS = Table(
    "sheets", METADATA, Column("sha256", String(64), primary_key=True), Column("content", LargeBinary, nullable=False)
)

HELD = Table(
    "session_sheets", METADATA, Column("session", String(64), _of("sessions.key"), primary_key=True),
    Column("sha256", String(64), ForeignKey("sheets.sha256"), primary_key=True),
    Index("sessions_of_sheet", "sha256"),
)  # fmt: skip

# `key` is a digest of the reader's id, a secret too; `begun`: how many conversations, so that no number comes again.
READERS = Table(
    "readers", METADATA, Column("key", String(64), primary_key=True), Column("begun", Integer, nullable=False),
    _seconds("used"), Index("readers_used", "used"),
)  # fmt: skip

CONVERSATIONS = Table(
    "conversations", METADATA, Column("reader", String(64), _of("readers.key"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("session", String(64), _of("sessions.key"), nullable=False, unique=True), Column("title", Json),
)  # fmt: skip

# `digest` is of what the link has in it: who reads the database cannot open what is shared.
SHARES = Table(
    "shares", METADATA, Column("digest", String(64), primary_key=True),
    Column("session", String(64), _of("sessions.key"), nullable=False), Column("receipt", String(32), nullable=False),
    _seconds("made"), Index("shares_of_answer", "session", "receipt"),
)  # fmt: skip

FEEDBACK = Table(
    "feedback", METADATA, Column("session", String(64), _of("sessions.key"), primary_key=True),
    Column("receipt", String(32), primary_key=True), Column("body", Json, nullable=False), _seconds("made"),
    Index("feedback_of_receipt", "receipt"),
)  # fmt: skip
