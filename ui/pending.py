"""Files between upload and confirmation: in a private folder, under names that cannot be guessed, for an hour."""

import contextlib
import re
import secrets
import shutil
import time
from pathlib import Path

from calculators.model import Upload
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

    def keep(self, upload: Upload) -> str:
        """Keep an upload; return the token that gives it back. The oldest go where too many wait."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.sweep(room_for=1)
        token = secrets.token_urlsafe(24)
        place = self._folder / token
        place.mkdir(mode=0o700)
        (place / _NAME).write_text(upload.name, "utf-8", errors="replace")
        (place / _BYTES).write_bytes(upload.content)
        return token

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
            shutil.rmtree(self._folder / token, ignore_errors=True)

    def sweep(self, room_for: int = 0) -> None:
        """Forget what has waited for an hour, and the oldest where more than `MOST` would wait."""
        waiting = sorted(self._waiting(), reverse=True)
        edge = time.time() - MAX_AGE_SECONDS
        for number, (since, place) in enumerate(waiting, start=1 + room_for):
            if since < edge or number > MOST:
                shutil.rmtree(place, ignore_errors=True)

    def _waiting(self) -> list[tuple[float, Path]]:
        found = []
        with contextlib.suppress(OSError):
            for place in self._folder.iterdir():
                with contextlib.suppress(OSError):
                    found.append((place.stat().st_mtime, place))
        return found
