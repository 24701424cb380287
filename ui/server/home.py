"""The chat's page as it leaves us: Gradio's own page names other sites (in its head, and for
samples of files), says that it is English, and lacks styles and scripts of ours. Its inline scripts and styles get the
nonce without which none counts."""

import re

from fastapi import Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.service import Assistant
from calculators.opening.guards import MAX_FILE_BYTES
from corpus.errors import JunhengError
from ui.server.headers import NONCE
from ui.server.own import NUMBER, own_number
from ui.server.plain import problem_page
from ui.words.chat_labels import NO_SCRIPT

_SOCIAL = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
_SAMPLE = re.compile(rb"https://github\.com/gradio-app/[^\"\\]*")
_STYLES = (b"tokens", b"chat", b"chat_gradio", b"chat_side", b"chat_answers", b"chat_acts", b"chat_narrow")
_HEAD = (
    b"".join(b'<link rel="stylesheet" href="/style/%b.css">' % name for name in _STYLES)
    + b'<script src="/style/theme.js"></script><script src="/style/chat_language.js"></script>'
    + b'<script type="module" src="/style/chat.js" data-upload-limit="%d"></script>' % MAX_FILE_BYTES
)
_INLINE = re.compile(rb"<(script|style)(?![^>]*\ssrc=)")
# A nonce cannot be given to a style that is an attribute.
_STYLED = re.compile(rb'(<(html|body|gradio-app)\b[^>]*?)\sstyle="([^"]*)"')
_NO_SCRIPT = f"<noscript><p>{NO_SCRIPT.zh} {NO_SCRIPT.en}</p></noscript>".encode()
_REPLACED = (
    (b'lang="en"', b'lang="zh-CN"'),
    (b"</head>", _HEAD + b"</head>"),
    (b"</body>", _NO_SCRIPT + b"</body>"),
)


class HomePage:
    """An ASGI layer that mends the page at `/` and leaves everything else alone."""

    def __init__(self, app: ASGIApp, assistant: Assistant) -> None:
        self._app = app
        self._assistant = assistant

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        if problem := await run_in_threadpool(self._problem, Request(scope)):
            await problem(scope, receive, send)
            return
        # A compressed page could not be mended.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, _Mender(send, scope.get(NONCE, "")))

    def _problem(self, request: Request) -> Response | None:
        """Return the page that tells that an address names a conversation which is none of its reader's."""
        try:
            if NUMBER in request.query_params:
                own_number(request, self._assistant)
        except JunhengError as error:
            return problem_page(request, error)
        return None


class _Mender:
    """Holds a response back until it is whole, then sends it mended."""

    def __init__(self, send: Send, nonce: str) -> None:
        self._send = send
        self._nonce = b" nonce=" + nonce.encode()
        self._start: Message = {}
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self._start = message
            return
        if message["type"] != "http.response.body":
            await self._send(message)
            return
        self._body += message.get("body", b"")
        if message.get("more_body", False):
            return
        page = self._mended(self._body)
        headers = MutableHeaders(scope=self._start)
        if "content-length" in headers and self._body:
            headers["content-length"] = str(len(page))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": page})

    def _mended(self, page: bytes) -> bytes:
        page = _SAMPLE.sub(b"", _SOCIAL.sub(b"", page))
        rules = b"".join(b"%b{%b}" % (tag, style) for _, tag, style in _STYLED.findall(page))
        page = _STYLED.sub(rb"\1", page).replace(b"<head>", b"<head><style>%b</style>" % rules, 1)
        for old, new in _REPLACED:
            page = page.replace(old, new, 1)
        return _INLINE.sub(rb"<\1" + self._nonce, page)
