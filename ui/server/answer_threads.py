"""Threads for answers alone: what waits for a language model must not keep searches, checks and /api/health waiting."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from anyio.lowlevel import RunVar

# Each is a thread that mostly waits for a language model; more questions than that wait for one of these.
ANSWERS_AT_ONCE = 32
Result = TypeVar("Result")

_limiter: RunVar[CapacityLimiter] = RunVar("threads for answers")  # one an event loop, as for other threads


async def in_answer_thread(work: Callable[[], Result]) -> Result:
    """Do work that may wait for a language model in one of those threads. Raises what the work raises."""
    return await to_thread.run_sync(work, limiter=_of_this_loop())


def _of_this_loop() -> CapacityLimiter:
    try:
        return _limiter.get()
    except LookupError:
        _limiter.set(CapacityLimiter(ANSWERS_AT_ONCE))
        return _limiter.get()
