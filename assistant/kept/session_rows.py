"""The sessions in the database: their state, their sheets, what was said in them, and what each is called."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import Connection, delete, exists, func, select, update

from assistant.asked.turns import Turn
from assistant.clock import DAY_SECONDS, now
from assistant.errors import DamagedRecord, UnknownSession
from assistant.kept.damage import SESSION, taken_as
from assistant.kept.database import Database
from assistant.kept.entries import Entry
from assistant.kept.readers import title_of
from assistant.kept.receipt_rows import strip_receipts
from assistant.kept.session import Kept, Session
from assistant.kept.sheets import CheckGiven, SheetGiven, check_given, sheets_given
from assistant.kept.tables import CONVERSATIONS, ENTRIES, HELD, READERS, SESSIONS, SHEETS
from assistant.kept.writing import add_new
from calculators.model import Upload
from corpus.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class State:
    """What a session is, beside the bytes of its sheets. `check`: how these were checked."""

    county: str | None = None
    last: Turn | None = None
    sheets: tuple[SheetGiven, ...] = ()
    check: CheckGiven | None = None


EMPTY = State()
_STATE, _ENTRY = TypeAdapter(State), TypeAdapter(Entry)


def key_of(id: str) -> str:
    """Return what stands for a session in the database: its id opens it, and is told to nobody."""
    return hashlib.sha256(id.encode("utf-8", "backslashreplace")).hexdigest()


class SessionRows:
    """The sessions of one database. Every method raises DatabaseUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, session: Session) -> None:
        """Keep a new session; one that is here already is left as it is."""
        with self._database.writing() as connection:
            add_session(connection, session.id, _state(session))

    def revision(self, id: str) -> int | None:
        """Return which revision of a session stands here, or None."""
        with self._database.reading() as connection:
            return connection.scalar(select(SESSIONS.c.revision).where(SESSIONS.c.key == key_of(id)))

    def load(self, session: Session) -> None:
        """Fill a session with what stands here; its sheets are not read yet. Raises UnknownSession."""
        with self._database.reading() as connection:
            row = connection.execute(
                select(SESSIONS.c.state, SESSIONS.c.revision).where(SESSIONS.c.key == key_of(session.id))
            ).first()
            if row is None:
                raise UnknownSession
            state = taken_as(_STATE, row.state, SESSION)
            if (sheets_given(session), session.check) != (state.sheets, state.check):
                session.uploads = tuple(_upload(connection, one) for one in state.sheets)
                session.report, session.check = None, state.check
        session.county, session.last = state.county, state.last
        session.revision = row.revision

    def save(self, session: Session) -> None:
        """Keep the state and the sheets of a session; nothing of one that was deleted meanwhile."""
        key, sheets = key_of(session.id), sheets_given(session)
        with self._database.writing(alone=True) as connection:
            if not _touch(connection, session):
                return
            _call(connection, key, session.uploads[0].name if session.uploads else None)
            contents = dict(zip((one.sha256 for one in sheets), session.uploads, strict=True))
            for sha256, upload in contents.items():
                add_new(connection, SHEETS, {"sha256": sha256, "content": upload.content})
                add_new(connection, HELD, {"session": key, "sha256": sha256})
            connection.execute(delete(HELD).where(HELD.c.session == key, HELD.c.sha256.not_in(list(contents))))
            _drop_unheld(connection)

    def tell(self, session: Session, entry: Entry) -> None:
        """Keep something that was said, with the state of the session after it."""
        with self._database.writing() as connection:
            self.append(connection, session, entry)

    def append(self, connection: Connection, session: Session, entry: Entry) -> None:
        """Keep something said, as part of a greater change; nothing of it where the session was deleted meanwhile."""
        if _touch(connection, session):
            body = _ENTRY.dump_python(entry, mode="json")
            row = {"session": key_of(session.id), "said": now(), "receipt": entry.receipt, "body": body}
            connection.execute(ENTRIES.insert().values(row))
            _call(connection, row["session"], entry.question)
        elif entry.receipt:
            strip_receipts(connection, (entry.receipt,))

    def kept(self, id: str, latest: int | None = None) -> Kept:
        """Return what is kept of a session, in the order in which it was said. Raises UnknownSession."""
        key = key_of(id)
        with self._database.reading() as connection:
            state = connection.scalar(select(SESSIONS.c.state).where(SESSIONS.c.key == key))
            if state is None:
                raise UnknownSession
            newest = select(ENTRIES.c.body).where(ENTRIES.c.session == key).order_by(ENTRIES.c.number.desc())
            bodies = connection.scalars(newest.limit(latest)).all()
        about = taken_as(_STATE, state, SESSION)
        said = tuple(taken_as(_ENTRY, body, SESSION) for body in reversed(bodies))
        return Kept(about.county, tuple(one.name for one in about.sheets), said)

    def count(self) -> int:
        """Return how many sessions are kept."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(SESSIONS)) or 0

    def unsound(self) -> int:
        """Return how many sessions are damaged; what was said in them is not looked at."""
        with self._database.reading() as connection:
            keys = connection.scalars(select(SESSIONS.c.key)).all()
            state = select(SESSIONS.c.state)
            return sum(not _is_sound(connection.execute(state.where(SESSIONS.c.key == key)).scalar) for key in keys)

    def delete(self, id: str) -> bool:
        """Delete a session, its history, its sheets, and the words of its receipts. Say whether it was here."""
        return self._delete([key_of(id)]) > 0

    def sweep(self, days: int) -> int:
        """Delete the sessions that were last used more than so many days ago; return how many."""
        edge = now() - days * DAY_SECONDS
        with self._database.reading() as connection:
            old = connection.scalars(select(SESSIONS.c.key).where(SESSIONS.c.used < edge)).all()
        deleted = sum(self._delete([key], edge) for key in old)
        with self._database.writing() as connection:
            left = exists().where(CONVERSATIONS.c.reader == READERS.c.key)
            connection.execute(delete(READERS).where(READERS.c.used < edge, ~left))
        self._database.tidy()
        return deleted

    def _delete(self, keys: Sequence[str], edge: int | None = None) -> int:
        """Delete sessions; only those still unused since `edge`, where one is given."""
        with self._database.writing(alone=True) as connection:
            said = connection.scalars(select(ENTRIES.c.receipt).where(ENTRIES.c.session.in_(keys))).all()
            wanted = delete(SESSIONS).where(SESSIONS.c.key.in_(keys))
            deleted = connection.execute(wanted.where(SESSIONS.c.used < edge) if edge is not None else wanted).rowcount
            if deleted:
                strip_receipts(connection, {one for one in said if one})
                _drop_unheld(connection)
        if deleted:
            self._database.tidy()
        return deleted


def add_session(connection: Connection, id: str, state: State = EMPTY) -> str:
    """Keep a new session; one that is here already is left as it is. Return what stands for it."""
    values = {
        "key": key_of(id), "state": _STATE.dump_python(state, mode="json"), "revision": 0, "made": now(), "used": now(),
    }  # fmt: skip
    add_new(connection, SESSIONS, values)
    return key_of(id)


def _touch(connection: Connection, session: Session) -> bool:
    """Keep the state of a session as its next revision, and say whether the session is still here."""
    state = _STATE.dump_python(_state(session), mode="json")
    session.check = check_given(session.report) if session.report else session.check
    wanted = update(SESSIONS).where(SESSIONS.c.key == key_of(session.id))
    after = SESSIONS.c.revision + 1
    revision = connection.scalar(wanted.values(state=state, revision=after, used=now()).returning(SESSIONS.c.revision))
    session.revision = revision or session.revision
    return revision is not None


def _call(connection: Connection, key: str, words: str | None) -> None:
    """Give the conversation of a session a title, where it has none yet."""
    if words:
        untitled = update(CONVERSATIONS).where(CONVERSATIONS.c.session == key, CONVERSATIONS.c.title.is_(None))
        connection.execute(untitled.values(title=title_of(words)))


def _state(session: Session) -> State:
    check = check_given(session.report) if session.report else session.check
    return State(session.county, session.last, sheets_given(session), check)


def _upload(connection: Connection, sheet: SheetGiven) -> Upload:
    content = connection.scalar(select(SHEETS.c.content).where(SHEETS.c.sha256 == sheet.sha256))
    if content is None:
        raise DamagedRecord(Bilingual(f"数据表 {sheet.name}", f"sheet {sheet.name}"))
    return Upload(sheet.name, bytes(content), sheet.came_as)


def _is_sound(state: Callable[[], object]) -> bool:
    try:
        taken_as(_STATE, state(), SESSION)
    except DamagedRecord:
        return False
    return True


def _drop_unheld(connection: Connection) -> None:
    connection.execute(delete(SHEETS).where(~exists().where(HELD.c.sha256 == SHEETS.c.sha256)))
