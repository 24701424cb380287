"""Work in a thread of its own, of which one takes what comes within a time, and which one can leave."""

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Generic, TypeVar

from assistant.language_model.limits import LOOK_SECONDS
from assistant.language_model.messages import Patience

LEAVING_SECONDS = 0.25
T = TypeVar("T")


class Late(Exception):
    """Nothing came while patience lasted."""


class Background(Generic[T]):
    """Runs `work` for as long as the context lasts; `cut` makes it end early, whatever it waits for.

    The thread does not keep the program from ending: a name that is being looked up cannot be interrupted.
    """

    def __init__(self, work: Callable[[], Iterable[T]], cut: Callable[[], None]) -> None:
        self._work, self._cut = work, cut
        self._came: queue.SimpleQueue[tuple[T] | Exception | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="language-model", daemon=True)

    def __enter__(self) -> "Background[T]":
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._cut()
        self._thread.join(LEAVING_SECONDS)

    def take(self, patience: Patience) -> T | None:
        """Return what comes next; None from the end on. Raises Late, and whatever ended the work."""
        came = self._next(patience)
        if isinstance(came, Exception):
            raise came
        if came is None:
            self._came.put(None)
            return None
        return came[0]

    def _next(self, patience: Patience) -> tuple[T] | Exception | None:
        while left := patience.left:
            with contextlib.suppress(queue.Empty):
                return self._came.get(timeout=min(left, LOOK_SECONDS))
        raise Late

    def _run(self) -> None:
        try:
            for one in self._work():
                self._came.put((one,))
        except Exception as error:  # noqa: BLE001 (it is raised where the work is waited for)
            self._came.put(error)
        finally:
            self._came.put(None)
