"""What is heard from a model, part by part, and the reply that it makes."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from assistant.language_model.limits import MOST_CALLS, MOST_REPLY
from assistant.language_model.masking import Masking
from assistant.language_model.messages import ModelFailed, Reply, ToolCall
from assistant.language_model.thinking import Thinking

_CUT_SHORT, _HELD_BACK = "length", "content_filter"


@dataclass(frozen=True, slots=True)
class CallPart:
    """A part of a tool's call: those of one call have one `index`."""

    index: int
    name: str
    arguments: str
    id: str


@dataclass(frozen=True, slots=True)
class Delta:
    """What one event of a stream adds. `finish` is why the model ended, where this event says so."""

    text: str = ""
    calls: tuple[CallPart, ...] = ()
    finish: str = ""
    refused: bool = False


@dataclass(slots=True)
class Heard:
    """Takes deltas in. `thinking` keeps back what is thought aloud, `masking` the key, should the endpoint say it."""

    thinking: Thinking
    masking: Masking
    text: str = ""
    _calls: dict[int, CallPart] = field(default_factory=dict)
    _size: int = 0
    _finish: str = ""
    _refused: bool = False

    def take(self, delta: Delta) -> str:
        """Return what the delta adds to the text. Raises ModelFailed where it gets too long."""
        self._size += len(delta.text) + sum(len(part.name) + len(part.arguments) for part in delta.calls)
        for part in delta.calls:
            before = self._calls.get(part.index, CallPart(part.index, "", "", ""))
            self._calls[part.index] = CallPart(
                part.index, before.name or part.name, before.arguments + part.arguments, before.id or part.id
            )
        if self._size > MOST_REPLY or len(self._calls) > MOST_CALLS:
            raise ModelFailed("too_long")
        self._finish, self._refused = delta.finish or self._finish, self._refused or delta.refused
        return self._add(self.masking.take(self.thinking.take(delta.text)))

    def rest(self) -> str:
        """Return what the end of the stream adds to the text."""
        return self._add(self.masking.take(self.thinking.rest()) + self.masking.rest())

    def reply(self) -> Reply:
        """Return the reply at the end of the stream. Raises ModelFailed where it is none."""
        if self._refused or self._finish == _HELD_BACK:
            raise ModelFailed("refused", self._finish)
        if self._finish == _CUT_SHORT or not self._finish:
            raise ModelFailed("truncated" if self._size else "malformed", self._finish)
        calls = tuple(self._call(part, place) for place, part in enumerate(self._calls.values()) if part.name)
        if not self.text.strip() and not calls:
            raise ModelFailed("empty")
        return Reply(self.text, calls)

    def _add(self, text: str) -> str:
        self.text += text
        return text

    def _call(self, part: CallPart, place: int) -> ToolCall:
        masked = self.masking.whole
        return ToolCall(masked(part.name), _arguments(part.arguments, masked), masked(part.id) or f"call_{place}")


def _arguments(text: str, masked: Callable[[str], str]) -> Mapping[str, object]:
    """Return a call's arguments. What no JSON object can hold is none: the tool then says which arguments it misses."""
    try:
        found = _in_json(json.loads(text), masked)
        json.dumps(found, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _in_json(value: object, masked: Callable[[str], str]) -> object:
    match value:
        case str():
            return masked(value)
        case list():
            return [_in_json(one, masked) for one in value]
        case dict():
            return {masked(name): _in_json(one, masked) for name, one in value.items()}
    return value
