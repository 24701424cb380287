"""What was sent to a language model for one answer and what was heard from it, kept with the receipt and played back.

So a reader can look up what left this machine, and a replay needs no model. No key and no message of an error is in it.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

from pydantic import TypeAdapter

from assistant.language_model.messages import Chat, Failure, ModelFailed, Reply, ToolCall, ToolSpec, Utterance
from assistant.language_model.settings import Names, names_shown

MOST_SENT = 200_000  # characters of all requests for one answer
MOST_HEARD = 50_000  # characters of one reply


class NotSent(ModelFailed):
    """A request that was not sent, so that there is nothing to keep of it."""


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
        """Listen to `chat`. What names it may see is the operator's wish; of a playback, what they were then.

        Raises WrongSetting.
        """
        then = chat.exchange if isinstance(chat, Playback) else None
        self.name, self.is_local = chat.name, chat.is_local
        self.names: Names = then.names if then else "shown" if chat.is_local and names_shown() else "hidden"
        self.host = then.host if then else str(getattr(chat, "host", ""))  # a model in this process has none
        self._chat = chat
        self._requests: list[Request] = []
        self._before: tuple[Sent, ...] = ()
        self._sent = 0

    @property
    def exchange(self) -> Exchange | None:
        """What was said so far; None where nothing was."""
        requests = tuple(self._requests)
        return Exchange(self.name, self.host, self.is_local, self.names, requests) if requests else None

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], seconds: float, heard: Callable[[str], None]
    ) -> Reply:
        """Return the reply, and keep it. Raises ModelFailed."""
        sent = tuple(map(Sent.of, messages))
        self._bound(sent, tools)
        listening = _Listening(heard)
        try:
            reply = self._chat.reply(messages, tools, seconds, listening.hear)
            kept = _kept(reply, listening.text)
        except NotSent:
            raise
        except ModelFailed as failed:
            self._keep(sent, tools, Heard(listening.text, failed=failed.code))
            raise
        self._keep(sent, tools, kept)
        return reply

    def _bound(self, sent: tuple[Sent, ...], tools: Sequence[ToolSpec]) -> None:
        again = _again(self._before, sent)
        self._sent += sum(len(json.dumps(asdict(one))) for one in sent[again:]) + sum(len(one.name) for one in tools)
        if self._sent > MOST_SENT:
            raise NotSent("too_long", f"{self._sent} characters to send")

    def _keep(self, sent: tuple[Sent, ...], tools: Sequence[ToolSpec], heard: Heard) -> None:
        again = _again(self._before, sent)
        self._requests.append(Request(again, sent[again:], tuple(one.name for one in tools), heard))
        self._before = sent


class Playback:
    """A model that says again what was heard once, reply by reply, whatever it is asked."""

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self.name, self.is_local = exchange.name, exchange.local
        self._left = [one.heard for one in exchange.requests]

    def reply(
        self, messages: Sequence[Utterance], tools: Sequence[ToolSpec], seconds: float, heard: Callable[[str], None]
    ) -> Reply:
        """Return the next reply. Raises ModelFailed as then, and for a request more than there were: time was up."""
        if not self._left:
            raise NotSent("timeout", "no more was asked then")
        then = self._left.pop(0)
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
        if len(self.text) + len(piece) > MOST_HEARD:
            raise ModelFailed("too_long")
        self.text += piece
        self._heard(piece)


def _kept(reply: Reply, streamed: str) -> Heard:
    """Return a reply as it is kept. Raises ModelFailed where that is too long, or cannot be kept."""
    calls = tuple(map(KeptCall.of, reply.calls))
    if len(reply.text) + sum(len(one.arguments) + len(one.name) + len(one.id) for one in calls) > MOST_HEARD:
        raise ModelFailed("too_long")
    return Heard(reply.text, calls, None if streamed == reply.text else streamed)


def _again(before: tuple[Sent, ...], sent: tuple[Sent, ...]) -> int:
    """Return how many messages of the request before stand first in this one."""
    same = 0
    while same < min(len(before), len(sent)) and before[same] == sent[same]:
        same += 1
    return same
