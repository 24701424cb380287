"""What keeps receipts and sessions: the database behind both, opened when something is first kept or looked up."""

from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.clock import DAY_SECONDS, now
from assistant.errors import DamagedRecord, DatabaseUnavailable, WrongSetting
from assistant.kept.entries import Entry
from assistant.kept.receipts import Receipt, digest_of
from assistant.kept.session import Session, not_kept
from assistant.settings import session_days
from corpus.bilingual import Bilingual
from corpus.documents import Library
from corpus.standards import Standards

if TYPE_CHECKING:
    from assistant.kept.database import Database
    from assistant.kept.feedback_rows import FeedbackRows
    from assistant.kept.reader_rows import ReaderRows
    from assistant.kept.receipt_rows import ReceiptRows
    from assistant.kept.session_rows import SessionRows
    from assistant.kept.shares import ShareRows


class Keeping:
    """The memory of one data folder. Light to make: the library behind the database loads when it is used."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._swept = False

    @cached_property
    def database(self) -> "Database":
        """The database. Raises DatabaseUnavailable for an address that is none."""
        from assistant.kept.database import Database

        return Database(self._home)

    @cached_property
    def receipts(self) -> "ReceiptRows":
        """The receipts."""
        from assistant.kept.receipt_rows import ReceiptRows

        return ReceiptRows(self.database)

    @cached_property
    def sessions(self) -> "SessionRows":
        """The sessions."""
        from assistant.kept.session_rows import SessionRows

        return SessionRows(self.database)

    @cached_property
    def readers(self) -> "ReaderRows":
        """Whose conversations the sessions are."""
        from assistant.kept.reader_rows import ReaderRows

        return ReaderRows(self.database)

    @cached_property
    def shares(self) -> "ShareRows":
        """The answers that readers share."""
        from assistant.kept.shares import ShareRows

        return ShareRows(self.database)

    @cached_property
    def feedback(self) -> "FeedbackRows":
        """What readers say of answers."""
        from assistant.kept.feedback_rows import FeedbackRows

        return FeedbackRows(self.database)

    def keep(
        self, receipt: Receipt, library: Library | None = None, standards: Standards | None = None,
        said: tuple[Session, Entry] | None = None,
    ) -> None:  # fmt: skip
        """Keep the receipt of an answer, with the session that it was `said` in: both or neither.

        An answer is given also where its receipt cannot be kept: that is told in the log, and by the doctor.
        """
        try:
            self._keep(receipt, _parts(library, standards), said)
            if not self._swept:
                self._swept = True  # once for each process: a server sweeps by itself every day
                self.sweep(session_days())
        except (DatabaseUnavailable, WrongSetting) as error:
            not_kept(error, "en" if receipt.decided["language"] == "en" else "zh")

    def _keep(
        self, receipt: Receipt, parts: Mapping[str, Callable[[], Mapping[str, str]]],
        said: tuple[Session, Entry] | None,
    ) -> None:  # fmt: skip
        with self.database.writing() as connection:
            self.receipts.add(connection, receipt, now(), parts)
            if said is not None and said[0].kept:
                self.sessions.append(connection, *said)
        self.receipts.know(parts)

    def sweep(self, days: int) -> None:
        """Take the words out of receipts about sheets whose answer nobody was given in so many days.

        Those of a session keep them as long as it lives. Raises DatabaseUnavailable.
        """
        self.receipts.sweep(now() - days * DAY_SECONDS)

    def told(self) -> Bilingual:
        """Return where receipts and sessions are kept, and how many.

        Raises DatabaseUnavailable where nothing can be written, and DamagedRecord.
        """
        self.database.try_writing()
        if unsound := self.receipts.unsound() + self.sessions.unsound():
            raise DamagedRecord(Bilingual(f"{unsound} 份回执或会话", f"{unsound} of its receipts or sessions"))
        receipts, sessions = self.receipts.count(), self.sessions.count()
        return Bilingual(
            f"{self.database.name}（{receipts} 份回执，{sessions} 个会话）",
            f"{self.database.name} ({receipts} receipts, {sessions} sessions)",
        )

    def mark(self, document: str, library: Library) -> int:
        """Mark the receipts that cite clauses of a document which are not as they were; return how many there are.

        Nothing is marked where the database cannot be used, which is told in the log: replaying them shows it all the
        same.
        """
        try:
            return self.receipts.mark(document, library, now())
        except DatabaseUnavailable as error:
            not_kept(error)
            return 0

    def would_mark(self, document: str, library: Library) -> int:
        """Return how many receipts `mark` would come to, were `library` the one in use; 0 where none can be read."""
        try:
            return self.receipts.would_mark(document, library)
        except DatabaseUnavailable as error:
            not_kept(error)
            return 0


def document_parts(library: Library) -> dict[str, str]:
    """Return the digest of each document by its id."""
    return {one.id: digest_of(one.body) for one in library.documents}


def standards_parts(standards: Standards) -> dict[str, str]:
    """Return the digest of each record by its id."""
    return {one.id: digest_of(repr(one)) for one in standards.records}


def _parts(library: Library | None, standards: Standards | None) -> dict[str, Callable[[], Mapping[str, str]]]:
    found: dict[str, Callable[[], Mapping[str, str]]] = {}
    if library is not None:
        found[library.digest] = lambda: document_parts(library)
    if standards is not None:
        found[standards.digest] = lambda: standards_parts(standards)
    return found
