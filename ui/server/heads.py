"""What a link checker or a preview asks of a page: its head alone."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.server.access import is_page


class HeadsOfPages:
    """An ASGI layer that answers HEAD of a page as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or not is_page(scope["path"]):
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        await self._app({**scope, "method": "GET"}, receive, send_head)
