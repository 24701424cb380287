"""The server: index first, then one line with the address, then requests until it is told to stop."""

import asyncio
import contextlib
import socket
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from assistant.loopback import is_loopback
from assistant.service import Assistant
from corpus.bilingual import Bilingual
from ui.command.options import Voice
from ui.errors import PortTaken, TokenMissing
from ui.server.settings import ServerSettings

SHUTDOWN_SECONDS = 3
MakeApp = Callable[[Assistant, ServerSettings], ASGIApp]


def run_server(assistant: Assistant, settings: ServerSettings, voice: Voice, make: MakeApp, at: str = "/") -> None:
    """Serve the application that `make` makes until SIGTERM or Ctrl-C; `at` is the path that users are told.

    Raises TokenMissing or PortTaken before anything is built.
    """
    if settings.token is None and not is_loopback(settings.host):
        raise TokenMissing(settings.host)
    with _listening(settings.host, settings.port) as listener:
        voice.progress(Bilingual("正在准备条文索引……", "Preparing the clause index …"))
        assistant.prepare()
        config, address = _config(make(assistant, settings)), address_of(listener).rstrip("/") + at
        server = _AnnouncedServer(config, address, voice, assistant.stop_talks)
        asyncio.run(server.serve(sockets=[listener]))
    voice.progress(Bilingual("已停止。", "Stopped."))


def address_of(listener: socket.socket) -> str:
    """Return the web address of a listening socket."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if listener.family == socket.AF_INET6 else f"http://{host}:{port}/"


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        timeout_graceful_shutdown=SHUTDOWN_SECONDS,
    )


class _AnnouncedServer(uvicorn.Server):
    """A server that says where it is once it answers. `hurry`: bring what is being answered to its end, at once."""

    def __init__(self, config: uvicorn.Config, address: str, voice: Voice, hurry: Callable[[], None]) -> None:
        super().__init__(config)
        self._address = address
        self._voice = voice
        self._hurry = hurry

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop in good order on the first signal, at once on the second; the process then ends by itself, with 0."""
        self.force_exit = self.should_exit
        if not self.should_exit:
            self._hurry()  # so that who waits still gets an answer
        self.should_exit = True

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address."""
        await super().startup(sockets)
        if self.started:
            self._voice.say(Bilingual(f"均衡已就绪：{self._address}", f"Junheng is ready: {self._address}"))


@contextlib.contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Take the port before the index is built, so that a busy one is told at once."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise PortTaken(host, port) from error
    with listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
        except OSError as error:
            raise PortTaken(host, port) from error
        yield listener
