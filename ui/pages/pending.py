"""Files between upload and confirmation: in a private folder, under names that cannot be guessed, for an hour.

They go sooner where the server ends: nobody could confirm them then.
"""

import contextlib
import re
import secrets
import shutil
import time
from pathlib import Path

from calculators.model import Upload
from corpus.shelf_files import unavailable
from ui.errors import PendingGone

MAX_AGE_SECONDS = 3600.0
MOST = 20  # of 20 MB each
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_BYTES, _NAME = "file", "name.txt"


class PendingFiles:
    """The uploads of one data folder that wait for a decision."""

    def __init__(self, home: Path) -> None:
        """Keep them in `home`; nothing is made before the first comes."""
        self._folder = home / "pending"
        self._own: set[str] = set()  # other processes may keep theirs in the same folder

    def keep(self, upload: Upload) -> str:
        """Keep an upload; return the token that gives it back. The oldest go where too many wait.

        Raises ShelfUnavailable where the folder cannot be written or is full; nothing is kept then.
        """
        token = secrets.token_urlsafe(24)
        try:
            self._keep(token, upload)
        except OSError as error:
            self.drop(token)
            raise unavailable(self._folder, error) from error
        return token

    def _keep(self, token: str, upload: Upload) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.sweep(room_for=1)
        place = self._folder / token
        self._own.add(token)
        place.mkdir(mode=0o700)
        (place / _NAME).write_text(upload.name, "utf-8", errors="replace")
        (place / _BYTES).write_bytes(upload.content)

    def get(self, token: str) -> Upload:
        """Return the upload of a token. Raises PendingGone."""
        self.sweep()
        if _TOKEN.fullmatch(token):
            with contextlib.suppress(OSError):
                place = self._folder / token
                return Upload((place / _NAME).read_text("utf-8"), (place / _BYTES).read_bytes())
        raise PendingGone

    def drop(self, token: str) -> None:
        """Forget the upload of a token, if there is one."""
        if _TOKEN.fullmatch(token):
            self._remove(self._folder / token)

    def close(self) -> None:
        """Forget what this process was given, and whatever is too old."""
        for token in tuple(self._own):
            self.drop(token)
        self.sweep()

    def sweep(self, room_for: int = 0) -> None:
        """Forget what has waited for an hour, and the oldest where more than `MOST` would wait."""
        waiting = sorted(self._waiting(), reverse=True)
        edge = time.time() - MAX_AGE_SECONDS
        for number, (since, place) in enumerate(waiting, start=1 + room_for):
            if since < edge or number > MOST:
                self._remove(place)

    def _remove(self, place: Path) -> None:
        shutil.rmtree(place, ignore_errors=True)
        self._own.discard(place.name)

    def _waiting(self) -> list[tuple[float, Path]]:
        found = []
        with contextlib.suppress(OSError):
            for place in self._folder.iterdir():
                with contextlib.suppress(OSError):
                    found.append((place.stat().st_mtime, place))
        return found
