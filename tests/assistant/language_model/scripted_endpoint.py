"""An OpenAI-compatible endpoint on this machine that does what a script says: a real server, one behaviour a request.

    with ScriptedEndpoint(Says("……"), Fails(429)) as endpoint:
        ...  # speak to endpoint.url; then look at endpoint.requests

When the script is over, its last behaviour is repeated. `GET /v1/models` names the one model and is no part of the
script.
"""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

from tests.assistant.language_model.scripted_behaviours import (
    HTML_PAGE,
    MALFORMED,
    NO_CHOICES,
    NOTHING,
    Calls,
    Cuts,
    Depends,
    Dribbles,
    Fails,
    Floods,
    GzipBomb,
    Hangs,
    HangsUp,
    Redirects,
    Refuses,
    Says,
    Sends,
    Speaks,
    WithoutTools,
    pieces_of,
)
from tests.assistant.language_model.scripted_line import JSON, MODEL, Behaviour, Json, Line, Received

__all__ = [
    "HTML_PAGE",
    "MALFORMED",
    "MODEL",
    "NOTHING",
    "NO_CHOICES",
    "Behaviour",
    "Calls",
    "Cuts",
    "Depends",
    "Dribbles",
    "Fails",
    "Floods",
    "GzipBomb",
    "Hangs",
    "HangsUp",
    "Json",
    "Line",
    "Received",
    "Redirects",
    "Refuses",
    "Says",
    "ScriptedEndpoint",
    "Sends",
    "Speaks",
    "WithoutTools",
    "deaf_host",
    "nobody",
    "pieces_of",
]


class ScriptedEndpoint:
    """The server, in a thread for as long as the context lasts.

    `came` is set once a client asks for a completion, `left` once one has hung up early.
    """

    def __init__(self, *script: Behaviour, models_status: int = 200) -> None:
        self.requests: list[Received] = []
        self.came, self.left = threading.Event(), threading.Event()
        self._script = script or (Says("好。"),)
        self._models_status = models_status
        self._closing = threading.Event()
        self._taking = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _handler_of(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="scripted-endpoint")

    @property
    def url(self) -> str:
        """The base address, as an operator would set it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @property
    def asked(self) -> list[Received]:
        """The requests for a completion."""
        return [one for one in self.requests if one.path == "/v1/chat/completions"]

    def __enter__(self) -> "ScriptedEndpoint":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()  # waits for the requests still being answered
        self._thread.join()

    def take(self, handler: BaseHTTPRequestHandler, method: str) -> None:
        """Record a request and do what the script says."""
        received = _received(handler, method)
        with self._taking:
            self.requests.append(received)
            turn = len(self.asked) - 1
        line = Line(handler, received, self._closing, self.left)
        if received.path == "/v1/models":
            listed = {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 1, "owned_by": "script"}]}
            line.send(self._models_status, json.dumps(listed).encode(), {"Content-Type": JSON})
        elif received.path != "/v1/chat/completions":
            Fails(404, "no such route").play(line)
        else:
            self.came.set()
            self._script[min(turn, len(self._script) - 1)].play(line)


@contextmanager
def deaf_host() -> Iterator[str]:
    """Give the address of a host that lets nobody connect and refuses nobody: what is sent to it is lost."""
    with contextlib.ExitStack() as open_sockets:
        listener = open_sockets.enter_context(socket.create_server(("127.0.0.1", 0), backlog=0))
        for _ in range(4):  # whoever comes after these few finds no place in the queue
            caller = open_sockets.enter_context(socket.socket())
            caller.setblocking(False)
            caller.connect_ex(listener.getsockname())
        yield f"http://127.0.0.1:{listener.getsockname()[1]}/v1"


@contextmanager
def nobody() -> Iterator[str]:
    """Give an address at which nothing listens: who connects is refused."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    yield f"http://127.0.0.1:{port}/v1"


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 64


def _received(handler: BaseHTTPRequestHandler, method: str) -> Received:
    length = int(handler.headers.get("Content-Length") or 0)
    try:
        body = json.loads(handler.rfile.read(length) or b"{}")
    except ValueError:
        body = {}
    headers = {name.lower(): value for name, value in handler.headers.items()}
    return Received(method, handler.path, headers, body if isinstance(body, dict) else {})


def _handler_of(endpoint: ScriptedEndpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer("GET")

        def do_POST(self) -> None:
            self._answer("POST")

        def _answer(self, method: str) -> None:
            self.close_connection = True
            try:
                endpoint.take(self, method)
            except (BrokenPipeError, ConnectionResetError):
                endpoint.left.set()

        def log_message(self, *_: object) -> None:
            pass

    return Handler
