"""The answers that readers share: each opens by a link that tells nothing, and ends with its conversation."""

import secrets
from dataclasses import dataclass, field

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, func, select

from assistant.clock import now
from assistant.errors import TooMany, UnknownAnswer, UnknownShare
from assistant.kept.damage import SESSION, taken_as
from assistant.kept.database import Database
from assistant.kept.entries import Entry
from assistant.kept.session_rows import key_of
from assistant.kept.tables import ENTRIES, SHARES
from corpus.bilingual import Bilingual

TOKEN_BYTES = 24
MOST_LINKS = 20  # to one answer
_ENTRY = TypeAdapter(Entry)


@dataclass(frozen=True, slots=True)
class Shared:
    """An answer that was shared: what was said, and when, in seconds since 1970, it was said and shared."""

    entry: Entry = field(repr=False)
    said: int
    made: int


class ShareRows:
    """The shared answers of one database. Every method raises DatabaseUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def share(self, session: str, receipt: str) -> str:
        """Return what opens an answer of a session to others; it is kept nowhere. Raises UnknownAnswer and TooMany."""
        token, key = secrets.token_urlsafe(TOKEN_BYTES), key_of(session)
        with self._database.writing(alone=True) as connection:
            require_answer(connection, key, receipt)
            links = select(func.count()).where(SHARES.c.session == key, SHARES.c.receipt == receipt)
            if (connection.scalar(links) or 0) >= MOST_LINKS:
                raise _too_many()
            row = {"digest": key_of(token), "session": key, "receipt": receipt, "made": now()}
            connection.execute(SHARES.insert().values(row))
        return token

    def unshare(self, session: str, receipt: str) -> int:
        """End all links to an answer of a session; return how many there were."""
        with self._database.writing() as connection:
            ended = delete(SHARES).where(SHARES.c.session == key_of(session), SHARES.c.receipt == receipt)
            return connection.execute(ended).rowcount

    def shared(self, session: str) -> frozenset[str]:
        """Return the receipts of the answers of a session that are shared."""
        with self._database.reading() as connection:
            return frozenset(connection.scalars(select(SHARES.c.receipt).where(SHARES.c.session == key_of(session))))

    def opened(self, token: str) -> Shared:
        """Return what a link opens. Raises UnknownShare and DamagedRecord."""
        same = (ENTRIES.c.session == SHARES.c.session) & (ENTRIES.c.receipt == SHARES.c.receipt)
        wanted = select(ENTRIES.c.body, ENTRIES.c.said, SHARES.c.made).join(ENTRIES, same)
        with self._database.reading() as connection:
            found = wanted.where(SHARES.c.digest == key_of(token)).order_by(ENTRIES.c.number.desc()).limit(1)
            row = connection.execute(found).first()
        if row is None:
            raise UnknownShare
        return Shared(taken_as(_ENTRY, row.body, SESSION), row.said, row.made)


def require_answer(connection: Connection, key: str, receipt: str) -> None:
    """Raise UnknownAnswer where no answer of that receipt was given in the session of a key."""
    here = select(ENTRIES.c.number).where(ENTRIES.c.session == key, ENTRIES.c.receipt == receipt).limit(1)
    if connection.scalar(here) is None:
        raise UnknownAnswer


def _too_many() -> TooMany:
    return TooMany(
        Bilingual(f"这个回答已有 {MOST_LINKS} 个分享链接。", f"{MOST_LINKS} links lead to this answer already."),
        Bilingual("请先撤销，再重新分享。", "Withdraw them, then share it again."),
    )
