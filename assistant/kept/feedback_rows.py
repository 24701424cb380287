"""What readers say of answers, in the database: one word for each answer of a session, which ends with it."""

from dataclasses import replace

from pydantic import TypeAdapter
from sqlalchemy import Select, delete, select

from assistant.clock import now
from assistant.kept.damage import SESSION, taken_as
from assistant.kept.database import Database
from assistant.kept.feedback import MOST_NOTE_CHARACTERS, Feedback
from assistant.kept.session_rows import key_of
from assistant.kept.shares import require_answer
from assistant.kept.tables import FEEDBACK

_FEEDBACK = TypeAdapter(Feedback)


class FeedbackRows:
    """The feedback of one database. Every method raises DatabaseUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, session: str, receipt: str, feedback: Feedback) -> None:
        """Keep what a reader says of an answer of a session, in place of what was said before. Raises UnknownAnswer."""
        key, made = key_of(session), now()
        said = replace(feedback, note=feedback.note[:MOST_NOTE_CHARACTERS], made=made)
        row = {"session": key, "receipt": receipt, "body": _FEEDBACK.dump_python(said, mode="json"), "made": made}
        with self._database.writing(alone=True) as connection:
            require_answer(connection, key, receipt)
            before = delete(FEEDBACK).where(FEEDBACK.c.session == key, FEEDBACK.c.receipt == receipt)
            connection.execute(before)
            connection.execute(FEEDBACK.insert().values(row))

    def of(self, session: str, receipt: str) -> Feedback | None:
        """Return what was said of an answer in a session."""
        here = select(FEEDBACK.c.body).where(FEEDBACK.c.session == key_of(session), FEEDBACK.c.receipt == receipt)
        return next(iter(self._read(here)), None)

    def all_of(self, receipt: str) -> tuple[Feedback, ...]:
        """Return what was said of an answer in any session, the earliest first."""
        return self._read(select(FEEDBACK.c.body).where(FEEDBACK.c.receipt == receipt).order_by(FEEDBACK.c.made))

    def latest(self, most: int) -> tuple[tuple[str, Feedback], ...]:
        """Return what was said last, each with the receipt of its answer, the latest first."""
        wanted = select(FEEDBACK.c.receipt, FEEDBACK.c.body).order_by(FEEDBACK.c.made.desc(), FEEDBACK.c.receipt)
        with self._database.reading() as connection:
            found = connection.execute(wanted.limit(most)).all()
        return tuple((row.receipt, taken_as(_FEEDBACK, row.body, SESSION)) for row in found)

    def _read(self, wanted: Select[tuple[object]]) -> tuple[Feedback, ...]:
        with self._database.reading() as connection:
            return tuple(taken_as(_FEEDBACK, body, SESSION) for body in connection.scalars(wanted))
