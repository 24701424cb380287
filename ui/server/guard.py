"""The guard in front of every route: who may ask, from where, how much and how often.

It is the outermost ASGI layer, so that REST, pages and chat are kept by the same rules. Rules that need the
request's head only stand here; the body's size is watched while it comes in.
"""

import hmac
import logging
from collections.abc import Mapping
from functools import partial
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.loopback import is_loopback
from corpus.bilingual import Bilingual
from ui.errors import Refused
from ui.server.access import COOKIE, MCP, UPLOAD_PAGE, cookie_value, host_name, is_for_person, is_page
from ui.server.body import BodyLimit, send_and_drain
from ui.server.headers import sent_headers, with_nonce
from ui.server.plain import problem_page
from ui.server.problems import INTERFACE_HINT, INTERNAL, INTERNAL_HINT, NO_ROUTE, problem, problem_of
from ui.server.rate import RateLimit
from ui.server.settings import ServerSettings
from ui.words.labels import TOO_LARGE, TOO_LARGE_HINT
from ui.words.language import accepted_language
from ui.words.shelf_labels import UPLOAD_TOO_LARGE, UPLOAD_TOO_LARGE_HINT

logger = logging.getLogger(__name__)

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN_PATHS = frozenset({"/login", "/style/tokens.css", "/style/pages.css", "/style/theme.js", "/favicon.ico"})
# Of Gradio's routes only those that the chat page calls; its files by path and its proxies are not reachable.
KNOWN_PATHS = frozenset({
    "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/upload", "/gradio_api/upload_progress",
    "/gradio_api/startup-events", "/gradio_api/cancel", "/gradio_api/reset", "/gradio_api/reset/",
    "/config", "/theme.css", "/manifest.json", "/robots.txt", "/favicon.ico", "/login", "/openapi.json", MCP,
})  # fmt: skip
KNOWN_FOLDERS = (
    "/gradio_api/heartbeat/",
    "/assets/",
    "/static/",
    "/style/",
    "/api/",
    "/v1/",
)
WORKING_PATHS = (
    "/api/",
    "/v1/",
    "/gradio_api/queue/join",
    "/gradio_api/upload",
    UPLOAD_PAGE,
    "/check",
    "/evidence/",
    "/documents/pending/",
    "/documents/search",
    MCP,
)


class Guard:
    """An ASGI layer that turns away what must not reach the routes, and sets the security headers of every response."""

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self._app = app
        self._settings = settings
        self._rate = RateLimit(settings.burst, settings.per_second)
        self._sign_ins = RateLimit(10, 0.2)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        scope, headers = with_nonce(scope), Headers(scope=scope)
        refusal = self._safe_refusal(scope, headers)
        if scope["type"] == "websocket":
            await (_close(receive, send) if refusal else self._app(scope, receive, send))
        elif refusal:
            await send_and_drain(refusal, scope, receive, _headed(send, scope))
        else:
            refusal_of_size = partial(_refused, too_large(scope["path"]), scope, headers)
            limit = BodyLimit(self._settings.max_body_bytes, refusal_of_size)
            await limit.run(self._app, scope, receive, _headed(send, scope))

    def _safe_refusal(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the refusal of a request, if any; whatever fails here refuses, with our headers."""
        try:
            return self._refusal(scope, headers)
        except Exception:
            logger.exception("the guard failed")
            return problem(500, "internal", INTERNAL, INTERNAL_HINT, accepted_language(None), path=scope["path"])

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        try:
            self._check_host(headers)
            _check_origin(scope, headers)
            _check_path(scope)
            self._check_rate(scope)
            self._check_size(scope, headers)
            if not self._is_known(scope, headers):
                return self._sign_in_first(scope, headers)
        except Refused as refused:
            return _refused(refused, scope, headers)
        return None

    def _check_host(self, headers: Headers) -> None:
        host = host_name(headers.get("host", ""))
        if not host or (self._settings.token is None and not is_loopback(host)):
            raise Refused(
                400,
                "bad_host",
                Bilingual("不接受这个主机名。", "This host name is not served."),
                Bilingual("请用 http://127.0.0.1 访问。", "Use http://127.0.0.1."),
            )

    def _check_rate(self, scope: Scope) -> None:
        client = (scope.get("client") or ("", 0))[0]
        path = scope["path"]
        signing_in = path == "/login" and scope.get("method") == "POST"
        working = path.startswith(WORKING_PATHS)
        if (signing_in and not self._sign_ins.allows(client)) or (working and not self._rate.allows(client)):
            raise _too_many()

    def _check_size(self, scope: Scope, headers: Headers) -> None:
        length = headers.get("content-length", "0")
        if not length.isdecimal():
            raise Refused(
                400,
                "bad_length",
                Bilingual("Content-Length 不是数字。", "Content-Length is not a number."),
                INTERFACE_HINT,
            )
        if int(length) > self._settings.max_body_bytes:
            raise too_large(scope["path"])

    def _is_known(self, scope: Scope, headers: Headers) -> bool:
        token = self._settings.token
        if token is None or scope["path"] in OPEN_PATHS:
            return True
        scheme, _, given = headers.get("authorization", "").partition(" ")
        bearer = given.strip() if scheme.lower() == "bearer" else ""
        cookie = _cookies(headers).get(COOKIE, "")
        known = _equal(bearer.encode("latin-1"), token.encode()) or _equal(
            cookie.encode("latin-1"), cookie_value(token).encode()
        )
        if bearer and not known and not self._sign_ins.allows((scope.get("client") or ("", 0))[0]):
            raise _too_many()
        return known

    def _sign_in_first(self, scope: Scope, headers: Headers) -> Response:
        if is_page(scope["path"]) and scope.get("method") in SAFE_METHODS:
            return RedirectResponse("/login", status_code=303)
        raise Refused(
            401,
            "token_needed",
            Bilingual("需要访问口令。", "An access token is needed."),
            Bilingual(
                "请在请求头加上 Authorization: Bearer <口令>。", "Send the header Authorization: Bearer <token>."
            ),
        )


def _too_many() -> Refused:
    message = Bilingual("请求过于频繁。", "Too many requests.")
    return Refused(429, "too_many_requests", message, Bilingual("请稍候再试。", "Wait a moment."))


def too_large(path: str) -> Refused:
    """Return the error of a body over the limit."""
    if path == UPLOAD_PAGE:
        return Refused(413, "too_large", UPLOAD_TOO_LARGE, UPLOAD_TOO_LARGE_HINT)
    return Refused(413, "too_large", TOO_LARGE, TOO_LARGE_HINT)


def _refused(refused: Refused, scope: Scope, headers: Headers) -> Response:
    """Return a refusal as the sender can read it."""
    if scope["type"] == "http" and is_for_person(scope["path"], headers):
        return problem_page(Request(scope), refused)
    return problem_of(refused, accepted_language(headers.get("accept-language")), scope["path"])


def _check_origin(scope: Scope, headers: Headers) -> None:
    """Refuse what a page of another site sends. Programs other than browsers send no Origin, and may ask."""
    origin = headers.get("origin")
    unsafe = scope["type"] == "websocket" or scope["method"] not in SAFE_METHODS
    foreign = origin is not None and _site(origin) != headers.get("host", "").lower()
    if foreign or (unsafe and headers.get("sec-fetch-site") in {"cross-site", "same-site"}):
        raise Refused(
            400,
            "bad_origin",
            Bilingual("不接受其他网站发来的请求。", "Requests from other sites are not accepted."),
            Bilingual("请在本系统的网页中操作。", "Use this system's own pages."),
        )


def _site(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None


def _check_path(scope: Scope) -> None:
    path = scope["path"]
    if not (path in KNOWN_PATHS or path.startswith(KNOWN_FOLDERS) or is_page(path)):
        raise Refused(404, "not_found", NO_ROUTE, INTERFACE_HINT)


def _cookies(headers: Headers) -> Mapping[str, str]:
    pairs = (part.strip().partition("=") for part in headers.get("cookie", "").split(";"))
    return {name: value for name, _, value in pairs}


def _equal(given: bytes, wanted: bytes) -> bool:
    return hmac.compare_digest(given, wanted)


def _headed(send: Send, scope: Scope) -> Send:
    async def send_headed(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = sent_headers(message.get("headers", []), scope)
        await send(message)

    return send_headed


async def _close(receive: Receive, send: Send) -> None:
    await receive()
    await send({"type": "websocket.close", "code": 1008})
