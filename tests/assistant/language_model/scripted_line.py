"""The connection of one request to a scripted endpoint: what came, and what can be sent back."""

import json
import select
import socket
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from typing import Any, Protocol

Json = dict[str, Any]
MODEL = "scripted"
EVENTS, JSON = "text/event-stream", "application/json"


@dataclass(frozen=True)
class Received:
    """A request as it came. `body` is empty where it was no JSON object; header names are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Json

    @property
    def messages(self) -> list[Json]:
        return self.body.get("messages", [])


class Behaviour(Protocol):
    """What is done with one request."""

    def play(self, line: "Line") -> None:
        """Answer on the line, or fail to."""


@dataclass
class Line:
    """The connection of one request: what came, and what can be sent back."""

    handler: BaseHTTPRequestHandler
    received: Received
    closing: threading.Event
    left: threading.Event

    @property
    def streamed(self) -> bool:
        return self.received.body.get("stream") is True

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        self.handler.send_response(status)
        for name, value in {**headers, "Connection": "close"}.items():
            self.handler.send_header(name, value)
        self.handler.end_headers()

    def send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.head(status, {"Content-Length": str(len(body)), **headers})
        self.write(body)

    def write(self, data: bytes) -> None:
        self.handler.wfile.write(data)
        self.handler.wfile.flush()

    def chunk(self, data: bytes) -> None:
        self.write(b"%x\r\n%s\r\n" % (len(data), data))

    def event(self, content: Json | str) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        self.chunk(f"data: {text}\n\n".encode())

    def begin_events(self) -> None:
        self.head(200, {"Content-Type": EVENTS, "Transfer-Encoding": "chunked"})

    def end_events(self, *, done: bool = True) -> None:
        if done:
            self.event("[DONE]")
        self.write(b"0\r\n\r\n")

    def wait(self, seconds: float) -> bool:
        """Wait so long; return whether there is someone to go on for. Notes a client that has gone."""
        if seconds:
            readable, _, _ = select.select([self.handler.connection], [], [], seconds)
            if readable and not self.handler.connection.recv(1, socket.MSG_PEEK):
                self.left.set()
        return not (self.closing.is_set() or self.left.is_set())

    def waits_for_ever(self) -> None:
        while self.wait(0.05):
            pass
