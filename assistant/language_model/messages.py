"""What goes to a language model and what comes back, whatever library carries it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["system", "user", "assistant", "tool"]
# Why a model's words did not become the answer. `rejected`: they did not pass verification; `not_answered`: what it
# planned leads to no answer either.
Failure = Literal[
    "unavailable", "timeout", "rate_limited", "unauthorized", "refused", "truncated", "malformed", "too_long", "loop",
    "empty", "rejected", "not_answered",
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


class Chat(Protocol):
    """A language model that can be talked to."""

    @property
    def name(self) -> str:
        """The model, as the operator named it."""

    @property
    def is_local(self) -> bool:
        """Whether what is sent stays on this machine."""

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], seconds: float, heard: Callable[[str], None]
    ) -> Reply:
        """Return the reply within so many seconds; `heard` is given its text piece by piece. Raises ModelFailed."""
