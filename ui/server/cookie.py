"""The cookie that names a browser's conversation: its tabs share one, and it is still there after a restart.

The browser sends it to nobody else and shows it to no script. Since it is not sent either where a link of another site
leads here, such a visit is first led here once more: else it would be taken for a browser without a conversation.
What this installation did not make itself is no id: nobody can give a browser one that he knows beforehand.
"""

import hashlib
import hmac
import logging
import os
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.clock import DAY_SECONDS

CONVERSATION = "junheng_session"
KEY_FILE = "cookie.key"
KEY_BYTES = 32
PAGE = "/"
FOREIGN = frozenset({"cross-site", "same-site"})
AGAIN = '<!doctype html><html lang="zh-CN"><title>Junheng</title><meta http-equiv="refresh" content="0;url=/"></html>'

_log = logging.getLogger(__name__)


class OneConversation:
    """An ASGI layer that gives each browser that opens the chat page an id for its conversation, for so many days."""

    def __init__(self, app: ASGIApp, home: Path, days: int) -> None:
        self._app = app
        self._home = home
        self._seconds = days * DAY_SECONDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] != PAGE or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known = conversation_of(cookie_parser(headers.get("cookie", "")), self._home)
        if known is None and headers.get("sec-fetch-site") in FOREIGN:
            await HTMLResponse(AGAIN)(scope, receive, send)
            return
        value = cookie_of(known or secrets.token_urlsafe(18), self._home)
        cookie = self._cookie(value, secure=scope.get("scheme") == "https")

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    def _cookie(self, value: str, *, secure: bool) -> str:
        made = Response()
        made.set_cookie(CONVERSATION, value, max_age=self._seconds, httponly=True, samesite="strict", secure=secure)
        return made.headers["set-cookie"]


def cookie_of(id: str, home: Path) -> str:
    """Return the cookie of a conversation: its id, with the proof that it was made here."""
    return f"{id}.{hmac.new(_key(home), id.encode(), hashlib.sha256).hexdigest()}"


def conversation_of(cookies: Mapping[str, str], home: Path) -> str | None:
    """Return the id of the conversation that cookies name, if it was made here."""
    value = cookies.get(CONVERSATION, "")
    id = value.partition(".")[0]
    genuine = id and value.isascii() and hmac.compare_digest(value, cookie_of(id, home))
    return id if genuine else None


@cache
def _key(home: Path) -> bytes:
    """Return the secret that proves ids; where none can be kept, one that ends with this process."""
    path = home / "kept" / KEY_FILE
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = _kept_key(path)
        if len(found) == KEY_BYTES:
            return found
        _log.warning("%s: %d bytes", path, len(found))
    except OSError as error:
        _log.warning("%s: %s", path, error.strerror)
    return secrets.token_bytes(KEY_BYTES)


def forget_keys() -> None:
    """Read keys from their files anew."""
    _key.cache_clear()


def _kept_key(path: Path) -> bytes:
    """Return the key of a file, which is made, whole, where there is none."""
    if not path.exists():
        new = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
        try:
            os.link(new, path)
        except FileExistsError:
            pass  # another process was first
        finally:
            new.unlink()
    return path.read_bytes()
