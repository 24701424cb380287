"""Work that gives out text while it goes on: its pieces in order, and then what it came to."""

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from starlette.concurrency import run_in_threadpool

Released = Callable[[str], None]
Result = TypeVar("Result")


class ReaderGone(Exception):
    """Nobody reads the text any more. Ends the work that gives it out, and is told to nobody."""


class Release(Generic[Result]):
    """Work in a thread, begun at once; its pieces come by `async for`, and then its result by `whole`.

    Made inside a running loop. Work that is closed ends when it gives out its next piece.
    """

    def __init__(self, work: Callable[[Released], Result]) -> None:
        self._loop = asyncio.get_running_loop()
        self._pieces: asyncio.Queue[str | None] = asyncio.Queue()
        self._closed = False
        self._work = asyncio.create_task(run_in_threadpool(work, self._give))
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
        self._closed = True

    def _give(self, piece: str) -> None:
        if self._closed:
            raise ReaderGone
        self._loop.call_soon_threadsafe(self._pieces.put_nowait, piece)

    def _end(self, work: asyncio.Task[Result]) -> None:
        if not work.cancelled():
            work.exception()  # looked at, so that a fault that nobody waits for any more is not told by the loop
        self._pieces.put_nowait(None)
