"""The cookie that names a browser's conversation: its tabs share one, and it is still there after a restart.

The browser sends it to nobody else and shows it to no script. Since it is not sent either where a link of another site
leads here, such a visit is first led here once more: else it would be taken for a browser without a conversation.
"""

import re
import secrets
from collections.abc import Mapping

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONVERSATION = "junheng_session"
DAY_SECONDS = 24 * 3600
PAGE = "/"
FOREIGN = frozenset({"cross-site", "same-site"})
AGAIN = '<!doctype html><html lang="zh-CN"><title>Junheng</title><meta http-equiv="refresh" content="0;url=/"></html>'
_ID = re.compile(r"[A-Za-z0-9_-]{24}")


class OneConversation:
    """An ASGI layer that gives each browser that opens the chat page an id for its conversation, for so many days."""

    def __init__(self, app: ASGIApp, days: int) -> None:
        self._app = app
        self._seconds = days * DAY_SECONDS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["path"] != PAGE or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        known = conversation_of(cookie_parser(headers.get("cookie", "")))
        if known is None and headers.get("sec-fetch-site") in FOREIGN:
            await HTMLResponse(AGAIN)(scope, receive, send)
            return
        cookie = self._cookie(known or secrets.token_urlsafe(18), secure=scope.get("scheme") == "https")

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).append("set-cookie", cookie)
            await send(message)

        await self._app(scope, receive, send_with_cookie)

    def _cookie(self, id: str, *, secure: bool) -> str:
        made = Response()
        made.set_cookie(CONVERSATION, id, max_age=self._seconds, httponly=True, samesite="strict", secure=secure)
        return made.headers["set-cookie"]


def conversation_of(cookies: Mapping[str, str]) -> str | None:
    """Return the id of the conversation that cookies name, if it is one that can have been given out here."""
    id = cookies.get(CONVERSATION, "")
    return id if _ID.fullmatch(id) else None
