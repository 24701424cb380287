"""The limit on a request's body, kept while it comes in: nothing over the limit is ever held in memory."""

import asyncio
import contextlib
from collections.abc import Callable

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

DRAINED_BYTES = 64 * 1024 * 1024
DRAINED_SECONDS = 10.0


class BodyLimit:
    """Runs an app on one request and puts what `refusal` makes in place of its answer once the body is over `limit`."""

    def __init__(self, limit: int, refusal: Callable[[], Response]) -> None:
        self._limit = limit
        self._refusal = refusal
        self._received = 0

    @property
    def _exceeded(self) -> bool:
        return self._received > self._limit

    async def run(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""

        async def counted() -> Message:
            message = await receive()
            self._received += len(message.get("body", b""))
            # The app sees a client that went away, and so stops reading.
            return {"type": "http.disconnect"} if self._exceeded else message

        started = False

        async def guarded(message: Message) -> None:
            nonlocal started
            if not self._exceeded or started:
                started = True
                await send(message)

        try:
            await app(scope, counted, guarded)
        except ClientDisconnect:
            if not self._exceeded:
                raise
        if self._exceeded and not started:
            await send_and_drain(self._refusal(), scope, receive, send)


async def send_and_drain(response: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Send a refusal, then let the client finish sending (up to a limit, kept nowhere) before the connection ends.

    A connection closed with bytes unread is reset, and the client may then never see the answer.
    """
    last: Message = {"type": "http.response.body", "body": b"", "more_body": False}

    async def held_open(message: Message) -> None:
        await send({**message, "more_body": True} if message["type"] == "http.response.body" else message)

    await response(scope, receive, held_open)
    await _drain(receive)
    await send(last)


async def _drain(receive: Receive) -> None:
    drained = 0
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(DRAINED_SECONDS):
            while drained < DRAINED_BYTES:
                message = await receive()
                drained += len(message.get("body", b""))
                if not message.get("more_body", False):
                    return
