"""The readers in the database, and which conversations are theirs."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Connection, exists, func, or_, select, update

from assistant.clock import now
from assistant.errors import TooMany
from assistant.kept.database import Database
from assistant.kept.readers import MOST_CONVERSATIONS, Conversation
from assistant.kept.session_rows import add_session, key_of
from assistant.kept.tables import CONVERSATIONS, ENTRIES, READERS, SESSIONS
from assistant.kept.writing import add_new
from corpus.bilingual import Bilingual

_SAID = exists().where(ENTRIES.c.session == CONVERSATIONS.c.session)
_USED = or_(CONVERSATIONS.c.title.is_not(None), _SAID)


class ReaderRows:
    """The readers of one database, each by an id that is a secret. Every method raises DatabaseUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def conversations(self, reader: str) -> tuple[Conversation, ...]:
        """Return a reader's conversations in which something was said or read, the one used last first."""
        wanted = select(CONVERSATIONS.c.number, CONVERSATIONS.c.title, SESSIONS.c.used).join(SESSIONS)
        wanted = wanted.where(_of(reader), _USED).order_by(SESSIONS.c.used.desc(), CONVERSATIONS.c.number.desc())
        with self._database.reading() as connection:
            rows = connection.execute(wanted).all()
        return tuple(Conversation(row.number, row.title or "", row.used) for row in rows)

    def numbers(self, reader: str) -> tuple[int, ...]:
        """Return the numbers of all of a reader's conversations, of the one used last first."""
        wanted = select(CONVERSATIONS.c.number).join(SESSIONS).where(_of(reader))
        with self._database.reading() as connection:
            latest = wanted.order_by(SESSIONS.c.used.desc(), CONVERSATIONS.c.number.desc())
            return tuple(connection.scalars(latest).all())

    def begin(self, reader: str, id_of: Callable[[int], str]) -> int:
        """Return the number of a new conversation, whose session has the id that `id_of` gives for that number.

        One in which nothing was said yet serves again. Raises TooMany.
        """
        with self._database.writing(alone=True) as connection:
            empty = select(CONVERSATIONS.c.number, CONVERSATIONS.c.session).where(_of(reader), ~_USED)
            found = connection.execute(empty.order_by(CONVERSATIONS.c.number.desc()).limit(1)).first()
            if found is None:
                return _begun(connection, reader, id_of)
            connection.execute(update(SESSIONS).where(SESSIONS.c.key == found.session).values(used=now()))
            return int(found.number)


def _begun(connection: Connection, reader: str, id_of: Callable[[int], str]) -> int:
    kept = connection.scalar(select(func.count()).select_from(CONVERSATIONS).where(_of(reader))) or 0
    if kept >= MOST_CONVERSATIONS:
        raise _too_many()
    key = key_of(reader)
    add_new(connection, READERS, {"key": key, "begun": 0, "used": now()})
    one_more = update(READERS).where(READERS.c.key == key).values(begun=READERS.c.begun + 1, used=now())
    number = connection.scalar(one_more.returning(READERS.c.begun)) or 1
    session = add_session(connection, id_of(number))
    add_new(connection, CONVERSATIONS, {"reader": key, "number": number, "session": session})
    return number


def _of(reader: str) -> ColumnElement[bool]:
    return CONVERSATIONS.c.reader == key_of(reader)


def _too_many() -> TooMany:
    return TooMany(
        Bilingual(
            f"已有 {MOST_CONVERSATIONS} 个对话，不能再新建。", f"{MOST_CONVERSATIONS} conversations are kept already."
        ),
        Bilingual("请先删除不再需要的对话。", "Delete some that are not needed any more first."),
    )
