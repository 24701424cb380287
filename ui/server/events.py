"""What a request may carry into the application: a small body, a tab of its own, and no file but one uploaded here.

Gradio takes a file that an event names by its path or address as if it had been uploaded; so each body is read here
first, and an event that names any other file never reaches it.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpus.bilingual import Bilingual
from ui.errors import Refused
from ui.server.access import CHECK_UPLOAD, MCP, UPLOAD_PAGE
from ui.server.problems import INTERFACE_HINT, problem_of
from ui.server.tabs import NAME, in_own_tab, own_tab
from ui.words.labels import TOO_LARGE_TEXT, TOO_LARGE_TEXT_HINT
from ui.words.language import accepted_language

MAX_TEXT_BYTES = 256 * 1024
UPLOAD = "/gradio_api/upload"
EVENTS = "/gradio_api/"


class SmallBodies:
    """An ASGI layer that hands on bodies of text once they are known to be small and to name no foreign file."""

    def __init__(self, app: ASGIApp, uploads: Path, home: Path) -> None:
        self._app = app
        self._uploads = uploads
        self._home = home

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(in_own_tab(scope, self._home) if scope["type"] == "http" else scope, receive, send)
            return
        try:
            if takes_files(scope["path"]):
                _check_upload(scope)
                await self._app(scope, receive, send)
                return
            body = await _read(scope, receive)
            if scope["path"].startswith(EVENTS) and body:
                body = self._event(body, scope)
        except Refused as refused:
            language = accepted_language(Headers(scope=scope).get("accept-language"))
            await problem_of(refused, language, scope["path"])(scope, receive, send)
        except ClientDisconnect:
            return
        else:
            await self._app(_resized(scope, body), _replaying(body, receive), send)

    def _event(self, body: bytes, scope: Scope) -> bytes:
        event = checked_event(body, self._uploads)
        if isinstance(event, dict) and isinstance(event.get(NAME), str):
            event[NAME] = own_tab(event[NAME], scope, self._home)
        return json.dumps(event).encode()


def takes_files(path: str) -> bool:
    """Tell whether a route takes files, which may be large."""
    joins_session = path.startswith("/api/sessions/") and path.endswith("/sheets")
    return joins_session or path in {UPLOAD, "/api/check", "/api/check/workbook", UPLOAD_PAGE, CHECK_UPLOAD, MCP}


def checked_event(body: bytes, uploads: Path) -> object:
    """Return an event without the addresses in it. Raises Refused when it names a file that is no upload."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise _bad_event() from error
    for one in _mappings(event):
        if one.get("url") is None and one.get("path") is None:
            continue
        # A file is taken by its path only: an address, which the page itself adds, would be fetched.
        one.pop("url", None)
        if not _is_upload(one.get("path"), uploads):
            raise _bad_event()
    return event


def _is_upload(path: object, uploads: Path) -> bool:
    try:
        found = Path(path).resolve() if isinstance(path, str) else None
    except (OSError, ValueError, RuntimeError):
        return False
    return found is not None and found.is_relative_to(uploads.resolve()) and found.is_file()


def _mappings(event: object) -> Iterator[dict[str, object]]:
    waiting = [event]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)


def _bad_event() -> Refused:
    message = Bilingual("不接受这样的请求。", "A request like this is not accepted.")
    return Refused(400, "bad_event", message, Bilingual("请在网页中操作。", "Use the page."))


def _check_upload(scope: Scope) -> None:
    """Refuse an upload to Gradio that does not say how long it is: it would lie on the disk before it is too long."""
    if scope["path"] == UPLOAD and "content-length" not in Headers(scope=scope):
        message = Bilingual("上传须写明长度。", "An upload must say how long it is.")
        raise Refused(400, "no_length", message, INTERFACE_HINT)


async def _read(scope: Scope, receive: Receive) -> bytes:
    body = b""
    async for chunk in Request(scope, receive).stream():
        body += chunk
        if len(body) > MAX_TEXT_BYTES:
            raise Refused(413, "too_large", TOO_LARGE_TEXT, TOO_LARGE_TEXT_HINT)
    return body


def _resized(scope: Scope, body: bytes) -> Scope:
    kept = [pair for pair in scope["headers"] if pair[0] not in {b"content-length", b"transfer-encoding"}]
    return {**scope, "headers": [*kept, (b"content-length", str(len(body)).encode())]}


def _replaying(body: bytes, receive: Receive) -> Receive:
    """Return a channel that gives a body that was read, and then what comes after it."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
