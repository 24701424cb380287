"""The cookie that names a reader: the browser's conversations are found by it, also after a restart.

The browser sends it to nobody else and shows it to no script. Since it is not sent either where a link of another site
leads here, such a visit is first led here once more: else it would be taken for a browser without one.
What this installation did not make itself is no id: nobody can give a browser one that he knows beforehand.
"""

import base64
import hashlib
import hmac
import logging
import os
import secrets
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.clock import DAY_SECONDS
from ui.server.access import is_own_page

READER = "junheng_session"
KEY_FILE = "cookie.key"
KEY_BYTES = 32
ID_BYTES = 18
FOREIGN = frozenset({"cross-site", "same-site"})
AGAIN = (
    '<!doctype html><html lang="zh-CN"><title>Junheng</title>'
    '<meta http-equiv="refresh" content="0;url={address}"></html>'
)

_log = logging.getLogger(__name__)


class OneReader:
    """An ASGI layer that gives each browser that opens a page the id of a reader, for so many days."""

    def __init__(self, app: ASGIApp, home: Path, days: int) -> None:
        self._app = app
        self._home = home
        self._seconds = days * DAY_SECONDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if not _is_page(scope):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known = reader_of(cookie_parser(headers.get("cookie", "")), self._home)
        if known is None and headers.get("sec-fetch-site") in FOREIGN:
            await HTMLResponse(AGAIN.format(address=escape(_address(scope))))(scope, receive, send)
            return
        value = cookie_of(known or secrets.token_urlsafe(ID_BYTES), self._home)
        cookie = self._cookie(value, secure=scope.get("scheme") == "https")

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    def _cookie(self, value: str, *, secure: bool) -> str:
        made = Response()
        made.set_cookie(READER, value, max_age=self._seconds, httponly=True, samesite="strict", secure=secure)
        return made.headers["set-cookie"]


def _is_page(scope: Scope) -> bool:
    """Tell whether a page is opened in a window of its own; in a frame of ours the cookie is there already."""
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    alone = Headers(scope=scope).get("sec-fetch-dest", "document") == "document"
    return alone and is_own_page(scope["path"])


def _address(scope: Scope) -> str:
    """Return the path and query of a request as they came, which lead to this server and to no other."""
    path = bytes(scope.get("raw_path") or scope["path"].encode()).split(b"?")[0].decode("latin-1")
    query = bytes(scope.get("query_string", b"")).decode("latin-1")
    return "/" + path.lstrip("/\\") + (f"?{query}" if query else "")


def cookie_of(id: str, home: Path) -> str:
    """Return the cookie of a reader: the reader's id, with the proof that it was made here."""
    return f"{id}.{hmac.new(_key(home), id.encode(), hashlib.sha256).hexdigest()}"


def reader_of(cookies: Mapping[str, str], home: Path) -> str | None:
    """Return the id of the reader that cookies name, if it was made here."""
    value = cookies.get(READER, "")
    id = value.partition(".")[0]
    genuine = id and value.isascii() and hmac.compare_digest(value, cookie_of(id, home))
    return id if genuine else None


def conversation_id(reader: str, number: int, home: Path) -> str:
    """Return the id of a reader's conversation: of the first it is the reader's own.

    The others cannot be told from it without the key, so that who learns one id learns no other.
    """
    if number == 1:
        return reader
    made = hmac.new(_key(home), f"conversation {number} of {reader}".encode(), hashlib.sha256).digest()
    return base64.urlsafe_b64encode(made[:ID_BYTES]).decode()


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
