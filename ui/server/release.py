"""Work that gives out text while it goes on: its pieces in order, and then what it came to."""

import asyncio
import contextlib
import threading
from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Generic, TypeVar

from starlette.requests import Request

from ui.server.answer_threads import in_answer_thread

Released = Callable[[str], None]
Result = TypeVar("Result")
Work = Callable[[Released, threading.Event], Result]


class Release(Generic[Result]):
    """Work in a thread, begun at once; its pieces come by `async for`, and then its result by `whole`.

    Made inside a running loop. The work is given what takes its pieces, and an event that is set once nobody reads
    them: it then comes to its end as soon as it can, and what it still gives out is dropped.
    """

    def __init__(self, work: Work[Result]) -> None:
        self._loop = asyncio.get_running_loop()
        self._pieces: asyncio.Queue[str | None] = asyncio.Queue()
        self._stop = threading.Event()
        self._work = asyncio.create_task(in_answer_thread(partial(work, self._give, self._stop)))
        self._work.add_done_callback(self._end)

    def __aiter__(self) -> "Release[Result]":
        return self

    async def __anext__(self) -> str:
        piece = await self._pieces.get()
        if piece is None:
            self._pieces.put_nowait(None)
            raise StopAsyncIteration
        return piece

    async def whole(self) -> Result:
        """Wait for the end and return the result. Raises what the work raised."""
        return await asyncio.shield(self._work)

    def when_over(self, act: Callable[[], object]) -> None:
        """Do something once the work has ended, soon where it already has."""
        self._work.add_done_callback(lambda _: act())

    def close(self) -> None:
        """Say that nobody reads on."""
        self._stop.set()

    @contextlib.asynccontextmanager
    async def read_by(self, request: Request) -> AsyncIterator[None]:
        """Close where the reader, whose request has been read, goes away before the context ends, or where it fails."""
        watching = asyncio.create_task(self._watch(request))
        try:
            yield
        except BaseException:
            self.close()
            raise
        finally:
            watching.cancel()

    async def _watch(self, request: Request) -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        self.close()

    def _give(self, piece: str) -> None:
        if not self._stop.is_set():
            self._loop.call_soon_threadsafe(self._pieces.put_nowait, piece)

    def _end(self, work: asyncio.Task[Result]) -> None:
        if not work.cancelled():
            work.exception()  # looked at, so that a fault that nobody waits for any more is not told by the loop
        self._pieces.put_nowait(None)
