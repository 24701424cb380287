"""Sessions: what one user has said and uploaded, kept in memory and given to nobody else."""

import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from assistant.asked.understanding import Understanding
from assistant.errors import NothingChecked, UnknownSession
from calculators.model import Upload

if TYPE_CHECKING:
    from assistant.check import CheckReport

MAX_SESSIONS = 500


@dataclass(slots=True)
class Session:
    """One conversation: the county chosen, the sheets that were checked, and what the last question was about.

    Who reads sheets into it, or needs its sheets and their check to belong together, holds its `lock`.
    """

    id: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    county: str | None = None
    year: int | None = None
    uploads: tuple[Upload, ...] = field(default=(), repr=False)
    report: "CheckReport | None" = field(default=None, repr=False)
    last: Understanding | None = field(default=None, repr=False)
    corpus: str | None = None  # the digest of the documents that the report was made from
    lock: threading.RLock = field(default_factory=threading.RLock, repr=False, compare=False)

    def checked(self) -> "tuple[CheckReport, tuple[Upload, ...]]":
        """Return the last check and the files that it was made from. Raises NothingChecked."""
        with self.lock:
            if self.report is None:
                raise NothingChecked
            return self.report, self.uploads


class SessionStore:
    """The open sessions. The one unused for longest goes when there are more than `limit`."""

    def __init__(self, limit: int = MAX_SESSIONS) -> None:
        self._limit = limit
        self._sessions: OrderedDict[str, Session] = OrderedDict()
        self._lock = threading.Lock()

    def create(self, county: str | None = None) -> Session:
        """Open a session with an id that cannot be guessed."""
        session = Session(county=county)
        with self._lock:
            self._sessions[session.id] = session
            while len(self._sessions) > self._limit:
                self._sessions.popitem(last=False)
        return session

    def get(self, id: str) -> Session:
        """Return a session. Raises UnknownSession."""
        with self._lock:
            if id not in self._sessions:
                raise UnknownSession
            self._sessions.move_to_end(id)
            return self._sessions[id]

    def delete(self, id: str) -> None:
        """End a session and forget its sheet. Raises UnknownSession."""
        with self._lock:
            if self._sessions.pop(id, None) is None:
                raise UnknownSession
