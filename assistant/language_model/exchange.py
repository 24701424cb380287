"""What was sent to a language model for one answer and what was heard from it, kept with the receipt and played back.

So a reader can look up what left this machine, and a replay needs no model. No key and no message of an error is in it.
"""

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from assistant.language_model.limits import MOST_KEPT, MOST_REPLY
from assistant.language_model.messages import (
    Chat,
    Failure,
    ModelFailed,
    NotSent,
    Patience,
    Reply,
    ToolCall,
    ToolSpec,
    Utterance,
)
from assistant.language_model.settings import Names


@dataclass(frozen=True, slots=True)
class KeptCall:
    """A call of a tool; `arguments` is JSON as text, since a model may write what no database takes."""

    name: str
    arguments: str
    id: str

    @classmethod
    def of(cls, call: ToolCall) -> "KeptCall":
        """Return a call as it is kept. Raises ModelFailed for arguments that no JSON can hold."""
        try:
            return cls(call.name, json.dumps(dict(call.arguments), ensure_ascii=False), call.id)
        except (TypeError, ValueError, RecursionError) as error:
            raise ModelFailed("malformed", "arguments of a call") from error

    @property
    def size(self) -> int:
        """Its characters."""
        return len(self.name) + len(self.arguments) + len(self.id)

    @property
    def call(self) -> ToolCall:
        """The call as it came."""
        return ToolCall(self.name, json.loads(self.arguments), self.id)


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it was sent."""

    role: str
    text: str
    calls: tuple[KeptCall, ...] = ()
    answers: str = ""

    @classmethod
    def of(cls, utterance: Utterance) -> "Sent":
        """Return a message as it is kept."""
        return cls(utterance.role, utterance.text, tuple(map(KeptCall.of, utterance.calls)), utterance.answers)

    @property
    def size(self) -> int:
        """Its characters."""
        return len(self.text) + sum(one.size for one in self.calls) + len(self.answers)


@dataclass(frozen=True, slots=True)
class Heard:
    """One reply. `streamed`: what came of it piece by piece, where that is not its text; `failed`: why it is none."""

    text: str = ""
    calls: tuple[KeptCall, ...] = ()
    streamed: str | None = None
    failed: Failure | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request: the messages `sent` after the first `again` of the request before it, the tools by name, the reply.

    So each message is kept once, however often it was sent.
    """

    again: int
    sent: tuple[Sent, ...]
    tools: tuple[str, ...]
    heard: Heard


@dataclass(frozen=True, slots=True)
class Exchange:
    """All requests for one answer, in order. `host`: where the model runs; `local`: on this machine.

    `names`: whether those of schools and persons were hidden from it.
    """

    name: str
    host: str
    local: bool
    names: Names
    requests: tuple[Request, ...]

    def as_json(self) -> dict[str, object]:
        """Return it as JSON."""
        return _JSON.validate_python(EXCHANGE.dump_python(self, mode="json"))


EXCHANGE = TypeAdapter(Exchange)
_JSON = TypeAdapter(dict[str, object])


class Recording:
    """A model that is spoken to while all that is said is written down."""

    def __init__(self, chat: Chat) -> None:
        """Listen to `chat`."""
        self.name, self.host, self.is_local = chat.name, chat.host, chat.is_local
        self.seconds, self.shows_names = chat.seconds, chat.shows_names
        self._chat = chat
        self._requests: list[Request] = []
        self._before: tuple[Sent, ...] = ()
        self._sent = 0

    @property
    def exchange(self) -> Exchange | None:
        """What was said so far; None where nothing was."""
        requests = tuple(self._requests)
        names: Names = "shown" if self.shows_names else "hidden"
        return Exchange(self.name, self.host, self.is_local, names, requests) if requests else None

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience,
        heard: Callable[[str], None],
    ) -> Reply:  # fmt: skip
        """Return the reply, and keep it. Raises ModelFailed."""
        sent = tuple(map(Sent.of, messages))
        self._bound(sent, tools)
        listening = _Listening(heard)
        try:
            reply = self._chat.reply(messages, tools, patience, listening.hear)
            kept = _kept(reply, listening.text)
        except NotSent:
            raise
        except ModelFailed as failed:
            self._keep(sent, tools, Heard(listening.text, failed=failed.code))
            raise
        self._keep(sent, tools, kept)
        return reply

    def _bound(self, sent: tuple[Sent, ...], tools: Sequence[ToolSpec]) -> None:
        """Count what is kept of a request: messages once, of tools their names. Raises NotSent for too much."""
        again = _again(self._before, sent)
        self._sent += sum(one.size for one in sent[again:]) + sum(len(one.name) for one in tools)
        if self._sent > MOST_KEPT:
            raise NotSent("too_long", f"{self._sent} characters to keep")

    def _keep(self, sent: tuple[Sent, ...], tools: Sequence[ToolSpec], heard: Heard) -> None:
        again = _again(self._before, sent)
        self._requests.append(Request(again, sent[again:], tuple(one.name for one in tools), heard))
        self._before = sent


class Playback:
    """A model that says again what was heard once, reply by reply, whatever it is asked. It is never too slow."""

    def __init__(self, exchange: Exchange) -> None:
        self.name, self.host, self.is_local = exchange.name, exchange.host, exchange.local
        self.seconds, self.shows_names = math.inf, exchange.names == "shown"
        self._left = list(exchange.requests)

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], patience: Patience,
        heard: Callable[[str], None],
    ) -> Reply:  # fmt: skip
        """Return the next reply. Raises ModelFailed as then, and for a request more than there were: time was up."""
        if not self._left:
            raise NotSent("timeout", "no more was asked then")
        if tools and not self._left[0].tools:
            raise NotSent("no_tools")
        then = self._left.pop(0).heard
        if streamed := then.text if then.streamed is None else then.streamed:
            heard(streamed)
        if then.failed:
            raise ModelFailed(then.failed)
        return Reply(then.text, tuple(one.call for one in then.calls))


class _Listening:
    def __init__(self, heard: Callable[[str], None]) -> None:
        self.text = ""
        self._heard = heard

    def hear(self, piece: str) -> None:
        if len(self.text) + len(piece) > MOST_REPLY:
            raise ModelFailed("too_long")
        self.text += piece
        self._heard(piece)


def _kept(reply: Reply, streamed: str) -> Heard:
    """Return a reply as it is kept. Raises ModelFailed where that is too long, or cannot be kept."""
    calls = tuple(map(KeptCall.of, reply.calls))
    if len(reply.text) + sum(one.size for one in calls) > MOST_REPLY:
        raise ModelFailed("too_long")
    return Heard(reply.text, calls, None if streamed == reply.text else streamed)


def _again(before: tuple[Sent, ...], sent: tuple[Sent, ...]) -> int:
    """Return how many messages of the request before stand first in this one."""
    same = 0
    while same < min(len(before), len(sent)) and before[same] == sent[same]:
        same += 1
    return same
