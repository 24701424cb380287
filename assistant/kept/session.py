"""Sessions: what one user has said and uploaded, given to nobody else, and kept until it is deleted or grows old."""

import contextlib
import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from assistant.asked.turns import Turn
from assistant.errors import DatabaseUnavailable, NothingChecked, SessionBusy, UnknownSession
from assistant.settings import environment_language
from calculators.model import Upload
from corpus.bilingual import Language
from corpus.errors import JunhengError

if TYPE_CHECKING:
    from assistant.check import CheckReport
    from assistant.kept.entries import Entry
    from assistant.kept.session_rows import SessionRows
    from assistant.kept.sheets import CheckGiven

MAX_SESSIONS = 500
PATIENCE_SECONDS = 3.0  # a built-in answer takes less; a language model may take minutes, and nobody waits for that

_log = logging.getLogger(__name__)


@dataclass(slots=True, weakref_slot=True)
class Session:
    """One conversation: the county chosen, the sheets that were checked, and what the last question was about.

    Who reads sheets into it, or needs its sheets and their check to belong together, is `at_work` in it. `kept`: it
    stands in the database, whose `revision` of it this is.
    """

    id: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    county: str | None = None
    uploads: tuple[Upload, ...] = field(default=(), repr=False)
    report: "CheckReport | None" = field(default=None, repr=False)
    last: Turn | None = field(default=None, repr=False)
    corpus: str | None = None  # the digest of the documents that the report was made from
    kept: bool = False
    revision: int = 0
    check: "CheckGiven | None" = field(default=None, repr=False)  # how the sheets were checked, also when unread
    hashed: tuple[tuple[Upload, ...], tuple[str, ...]] | None = field(default=None, repr=False)
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    @contextlib.contextmanager
    def at_work(self) -> Iterator[None]:
        """Let nobody else work in the session meanwhile. Raises SessionBusy where somebody is, and goes on for long."""
        if not self.lock.acquire(timeout=PATIENCE_SECONDS):
            raise SessionBusy
        try:
            yield
        finally:
            self.lock.release()

    def hold(self, uploads: tuple[Upload, ...], report: "CheckReport", corpus: str) -> None:
        """Take files with their check; schools that were shown of other files are none that 第二所 could mean."""
        if uploads != self.uploads and self.last is not None:
            self.last = replace(self.last, schools=(), own="")
        self.uploads, self.report, self.corpus = uploads, report, corpus

    def checked(self) -> "tuple[CheckReport, tuple[Upload, ...]]":
        """Return the last check and the files that it was made from. Raises NothingChecked and SessionBusy."""
        with self.at_work():
            if self.report is None:
                raise NothingChecked
            return self.report, self.uploads


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a session: the county, the names of its sheets, and what was said."""

    county: str | None
    sheets: tuple[str, ...]
    said: "tuple[Entry, ...]" = field(repr=False)


class SessionStore:
    """The open sessions. More than `limit` of them are not held in memory: those come back from the database.

    While the database cannot be used, conversations go on in memory, and what is not kept is told in the log.
    """

    def __init__(
        self, rows: "Callable[[], SessionRows]", read_again: Callable[[Session], None], *, limit: int = MAX_SESSIONS
    ) -> None:
        """Keep sessions in `rows`; `read_again` checks the sheets of one that has come back from there."""
        self._rows = rows
        self._read_again = read_again
        self._limit = limit
        self._recent: OrderedDict[str, Session] = OrderedDict()
        self._alive: WeakValueDictionary[str, Session] = WeakValueDictionary()  # one object for a session, ever
        self._lock = threading.Lock()

    def create(self, county: str | None = None, *, id: str | None = None) -> Session:
        """Open a session with an id that cannot be guessed, or with one that was made so before."""
        session = Session(county=county) if id is None else Session(id=id, county=county)
        try:
            self._rows().insert(session)
            session.kept = True
        except DatabaseUnavailable as error:
            not_kept(error)
        return self._held(session)

    def get(self, id: str) -> Session:
        """Return a session, with its sheets read.

        Raises UnknownSession, SessionBusy, DatabaseUnavailable, and SheetError for sheets that cannot be read any more.
        """
        held = self._in_memory(id)
        session = self._held(held) if held and not held.kept else self._current(id, held)
        with session.at_work():
            if session.report is None and session.uploads:
                self._read_again(session)
        return session

    def delete(self, id: str) -> None:
        """End a session: its history, its sheets and what receipts show of them are gone. Raises UnknownSession.

        Raises DatabaseUnavailable where they cannot be; it has not ended then.
        """
        held = self._in_memory(id)
        deleted = (held is None or held.kept) and self._rows().delete(id)
        self._forget(id)
        if held is None and not deleted:
            raise UnknownSession

    def kept(self, id: str, latest: int | None = None) -> "Kept":
        """Return what is kept of a session, with all that was said or the `latest`. Reads no sheet.

        Raises UnknownSession or DatabaseUnavailable.
        """
        held = self._in_memory(id)
        if held and not held.kept:
            return Kept(held.county, tuple(one.name for one in held.uploads), ())
        return self._rows().kept(id, latest)

    def save(self, session: Session) -> None:
        """Keep the sheets of a session, and how they were checked, as they now stand."""
        if session.kept:
            try:
                self._rows().save(session)
            except DatabaseUnavailable as error:
                not_kept(error)

    def tell(self, session: Session, entry: "Entry") -> None:
        """Keep something that was said in a session."""
        if session.kept:
            try:
                self._rows().tell(session, entry)
            except DatabaseUnavailable as error:
                not_kept(error)

    def sweep(self, days: int) -> int:
        """Delete the sessions that nobody has used for so many days; return how many. Raises DatabaseUnavailable."""
        return self._rows().sweep(days)

    def _current(self, id: str, held: Session | None) -> Session:
        """Return a session as the database has it; what another process has changed of it is taken over."""
        try:
            revision = self._rows().revision(id)
        except DatabaseUnavailable as error:
            if held is None:
                raise
            not_kept(error)
            return held
        if revision is None:
            self._forget(id)
            raise UnknownSession
        session = self._held(held or Session(id=id, kept=True, revision=-1))
        with session.at_work():
            if session.revision < revision:
                self._rows().load(session)
        return session

    def _in_memory(self, id: str) -> Session | None:
        with self._lock:
            return self._alive.get(id)

    def _held(self, session: Session) -> Session:
        """Return the one object of a session, which is now the one used last."""
        with self._lock:
            session = self._alive.setdefault(session.id, session)
            self._recent[session.id] = session
            self._recent.move_to_end(session.id)
            while len(self._recent) > self._limit:
                self._recent.popitem(last=False)
        return session

    def _forget(self, id: str) -> None:
        with self._lock:
            self._alive.pop(id, None)
            self._recent.pop(id, None)


def not_kept(error: JunhengError, language: Language | None = None) -> None:
    """Tell in the log that something was not kept: whoever asked, in `language`, is answered all the same."""
    language = language or environment_language()
    _log.error("%s %s", error.message.say(language), error.hint.say(language))
