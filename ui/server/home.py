"""The chat's page as it leaves us: Gradio's own page names other sites (in its head, and for
samples of files), says that it is English, and lacks a script of ours."""

import re

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from calculators.opening.guards import MAX_FILE_BYTES

_SOCIAL = re.compile(rb'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')
_SAMPLE = re.compile(rb"https://github\.com/gradio-app/[^\"\\]*")
_REPLACED = (
    (b'lang="en"', b'lang="zh-CN"'),
    (b"</head>", b'<script src="/style/chat.js" data-upload-limit="%d" defer></script></head>' % MAX_FILE_BYTES),
)


class HomePage:
    """An ASGI layer that mends the page at `/` and leaves everything else alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] != "/":
            await self._app(scope, receive, send)
            return
        # A compressed page could not be mended.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        await self._app({**scope, "headers": headers}, receive, _Mender(send))


class _Mender:
    """Holds a response back until it is whole, then sends it mended."""

    def __init__(self, send: Send) -> None:
        self._send = send
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
        page = _SAMPLE.sub(b"", _SOCIAL.sub(b"", self._body))
        for old, new in _REPLACED:
            page = page.replace(old, new, 1)
        headers = MutableHeaders(scope=self._start)
        if "content-length" in headers and self._body:
            headers["content-length"] = str(len(page))
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": page})
