"""What goes to a language model and what comes back, whatever library carries it."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant", "tool"]
# Why a model's words did not become the answer. `offered`: the question that it planned is offered to be asked next;
# `not_answered`: what it planned leads to no answer either; `stopped`: nobody waited for it any more; `no_tools`: it
# takes none, and is asked without them.
Failure = Literal[
    "unavailable", "timeout", "rate_limited", "unauthorized", "refused", "truncated", "malformed", "too_long", "loop",
    "empty", "offered", "not_answered", "stopped", "no_tools", "internal",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that a model asks for. What it asks with is as it came: nobody has looked at it yet."""

    name: str
    arguments: Mapping[str, object]
    id: str = ""


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as a model is told of it; `parameters` is a JSON schema."""

    name: str
    description: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message to a model, or its own of before. `answers` is the id of the call whose result it brings."""

    role: Role
    text: str
    calls: tuple[ToolCall, ...] = ()
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model replied: text, calls of tools, or both."""

    text: str
    calls: tuple[ToolCall, ...] = ()


class ModelFailed(Exception):
    """A model gave no reply that is of use. Never reaches the user: the built-in engine answers."""

    def __init__(self, code: Failure, told: str = "") -> None:
        super().__init__(f"{code}: {told}" if told else code)
        self.code: Failure = code
        self.told = told


class NotSent(ModelFailed):
    """A request that was not sent, so that there is nothing to keep of it."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a model is waited for: until `deadline` of the monotonic clock, or until one of `stops` is set."""

    deadline: float
    stops: tuple[threading.Event, ...] = ()

    @classmethod
    def of(cls, seconds: float, stops: Sequence[threading.Event] = ()) -> "Patience":
        """Return the patience of so many seconds from now."""
        return cls(time.monotonic() + seconds, tuple(stops))

    def at_most(self, seconds: float) -> "Patience":
        """Return one that ends after so many seconds at the latest."""
        return Patience(min(self.deadline, time.monotonic() + seconds), self.stops)

    @property
    def left(self) -> float:
        """The seconds that are left: 0 once it was stopped."""
        return 0.0 if self._is_stopped else max(self.deadline - time.monotonic(), 0.0)

    @property
    def end(self) -> ModelFailed:
        """What has failed where nothing is left."""
        return ModelFailed("stopped" if self._is_stopped else "timeout")

    @property
    def _is_stopped(self) -> bool:
        return any(one.is_set() for one in self.stops)


class Chat(Protocol):
    """A language model that can be talked to, and what the operator lets it take and see."""

    @property
    def name(self) -> str:
        """The model, as the operator named it."""

    @property
    def host(self) -> str:
        """Where it runs: a host, with its port where one is given."""

    @property
    def is_local(self) -> bool:
        """Whether what is sent stays on this machine."""

    @property
    def seconds(self) -> float:
        """How many seconds it has for one question, with all that is sent and heard for it."""

    @property
    def shows_names(self) -> bool:
        """Whether it may see the names of schools and persons."""

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience,
        heard: Callable[[str], None],
    ) -> Reply:  # fmt: skip
        """Return the reply while patience lasts; `heard` is given its text piece by piece.

        Raises ModelFailed; with `no_tools` where tools were given and it takes none.
        """
