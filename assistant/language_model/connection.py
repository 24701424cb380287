"""The connections of one request to a model's endpoint: bounded, plain, and cut from outside when its time is over."""

import contextlib
import socket
import urllib.request
from collections.abc import Iterator, Mapping
from functools import cache
from ssl import SSLContext
from typing import Any
from urllib.parse import urlsplit

import httpx

from assistant.language_model.limits import CONNECT_SECONDS, MOST_BYTES
from assistant.language_model.messages import ModelFailed
from assistant.language_model.settings import ModelSettings

# Nothing that names this machine, its user or other accounts of theirs goes out with a request.
_SENT = {"host", "content-type", "content-length", "accept"}
_PLAIN = {"Accept-Encoding": "identity", "User-Agent": "junheng", "Connection": "close"}
_PORTS = {"http": 80, "https": 443}


class Wire:
    """What one request is sent and heard over. `received` counts the bytes of bodies that have come.

    `cut` may be called by any thread, at any time: whoever waits for the endpoint then waits no more.
    """

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._sockets: list[socket.socket] = []
        self.is_cut = False
        self.received = 0

    def reach(self) -> None:
        """Connect once, and leave. Behind a proxy only the proxy knows, and nothing is tried. Raises OSError."""
        url = urlsplit(self._settings.url)
        if self._settings.is_local or not urllib.request.getproxies():
            address = (url.hostname or "", url.port or _PORTS[url.scheme])
            socket.create_connection(address, CONNECT_SECONDS).close()

    def client(self, seconds: float) -> httpx.Client:
        """Return a client that waits so long for an answer; only for a remote endpoint it may use a proxy."""
        timeout = httpx.Timeout(max(seconds, 0.001), connect=CONNECT_SECONDS)

        def prepare(request: httpx.Request) -> None:
            self._prepare(request, timeout)

        return httpx.Client(
            trust_env=not self._settings.is_local, follow_redirects=False, timeout=timeout, verify=_tls(),
            event_hooks={"request": [prepare], "response": [self._listen]},
        )  # fmt: skip

    def cut(self) -> None:
        """End all connections, and let no other be made."""
        self.is_cut = True
        for one in self._sockets:
            _shut(one)

    def _prepare(self, request: httpx.Request, timeout: httpx.Timeout) -> None:
        if self.is_cut:
            raise httpx.RequestError("cut", request=request)
        for name in set(request.headers) - _SENT:
            del request.headers[name]
        request.headers.update(_PLAIN)
        if self._settings.key:
            request.headers["Authorization"] = f"Bearer {self._settings.key}"
        request.extensions |= {"timeout": timeout.as_dict(), "trace": self._watch}

    def _watch(self, event: str, about: Mapping[str, Any]) -> None:
        """Remember each socket as it opens, so that it can be shut."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._sockets.append(about["return_value"].get_extra_info("socket"))
            if self.is_cut:
                self.cut()

    def _listen(self, response: httpx.Response) -> None:
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise ModelFailed("malformed", "Content-Encoding")  # a small body can unpack to an endless one
        assert isinstance(response.stream, httpx.SyncByteStream)
        response.stream = _Counted(response.stream, self)


class _Counted(httpx.SyncByteStream):
    def __init__(self, stream: httpx.SyncByteStream, wire: Wire) -> None:
        self._stream, self._wire = stream, wire

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            self._wire.received += len(part)
            if self._wire.received > MOST_BYTES:
                raise ModelFailed("too_long", "bytes")
            yield part

    def close(self) -> None:
        self._stream.close()


def _shut(one: socket.socket) -> None:
    """Shut a socket for good: unlike closing it, this wakes a thread that is reading from it."""
    with contextlib.suppress(OSError):  # it was closed already
        socket.socket.shutdown(one, socket.SHUT_RDWR)


@cache
def _tls() -> SSLContext:
    return httpx.create_ssl_context()
