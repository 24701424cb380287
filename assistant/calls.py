"""Which tools an answer called, and with what: a light record for its receipt."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

MOST = 100  # an answer that reads more clauses than anybody will follow keeps the first ones

_calls: ContextVar[dict["Call", None] | None] = ContextVar("calls", default=None)


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a tool: its name, what it was asked for, and the ids of what it gave."""

    tool: str
    asked: tuple[str, ...]
    gave: tuple[str, ...] = ()


@contextmanager
def recording() -> Iterator[dict[Call, None]]:
    """Record the calls made inside, each once, in the order of the first."""
    found: dict[Call, None] = {}
    before = _calls.set(found)
    try:
        yield found
    finally:
        _calls.reset(before)


def record(tool: str, asked: Iterable[str], gave: Iterable[str] = ()) -> None:
    """Note a call, where calls are recorded.

    >>> with recording() as calls:
    ...     record("read_clause", ("a", "b"))
    ...     record("read_clause", ("a", "b"))
    >>> [(one.tool, one.asked) for one in calls]
    [('read_clause', ('a', 'b'))]
    """
    calls = _calls.get()
    if calls is not None and len(calls) < MOST:
        calls.setdefault(Call(tool, tuple(asked), tuple(gave)))
