"""Work in a thread of its own, of which one takes what comes within a time, and which one can leave."""

import queue
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Generic, TypeVar

LEAVING_SECONDS = 0.25
T = TypeVar("T")


class Late(Exception):
    """Nothing came in time."""


class Background(Generic[T]):
    """Runs `work` for as long as the context lasts; `stop` makes it end early, whatever it waits for.

    The thread does not keep the program from ending: a name that is being looked up cannot be interrupted.
    """

    def __init__(self, work: Callable[[], Iterable[T]], stop: Callable[[], None], ends: type[Exception]) -> None:
        self._work, self._stop, self._ends = work, stop, ends
        self._came: queue.SimpleQueue[tuple[T] | Exception | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="language-model", daemon=True)

    def __enter__(self) -> "Background[T]":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop()
        self._thread.join(LEAVING_SECONDS)

    def take(self, seconds: float) -> T | None:
        """Return what comes next; None at the end. Raises Late, and the exception of `ends` that ended the work."""
        try:
            came = self._came.get(timeout=max(seconds, 0.0))
        except queue.Empty:
            raise Late from None
        if isinstance(came, Exception):
            raise came
        return None if came is None else came[0]

    def _run(self) -> None:
        try:
            for one in self._work():
                self._came.put((one,))
        except self._ends as ended:
            self._came.put(ended)
        finally:
            self._came.put(None)
