"""What a scripted endpoint can do with a request: speak, call tools, refuse, fail, hang, dribble, break off, flood."""

import gzip
import json
import socket
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tests.assistant.language_model.scripted_line import EVENTS, JSON, MODEL, Behaviour, Json, Line, Received


def _choice(content: Json, finish: str | None, *, streamed: bool) -> Json:
    kind = ("chat.completion.chunk", "delta") if streamed else ("chat.completion", "message")
    return {
        "id": "chatcmpl-scripted", "object": kind[0], "created": 1, "model": MODEL,
        "choices": [{"index": 0, kind[1]: content, "finish_reason": finish}],
    }  # fmt: skip


@dataclass(frozen=True)
class Speaks:
    """A reply of these deltas, one an event, `pause` seconds apart."""

    deltas: Sequence[Json]
    finish: str | None = "stop"
    pause: float = 0.0

    def play(self, line: Line) -> None:
        if not line.streamed:
            whole = _choice({"role": "assistant", **_whole(self.deltas)}, self.finish, streamed=False)
            line.send(200, json.dumps(whole).encode(), {"Content-Type": JSON})
            return
        line.begin_events()
        line.event(_choice({"role": "assistant", "content": ""}, None, streamed=True))
        for delta in self.deltas:
            if not line.wait(self.pause):
                return
            line.event(_choice(delta, None, streamed=True))
        if self.finish is not None:
            line.event(_choice({}, self.finish, streamed=True))
        line.end_events()


def _whole(deltas: Sequence[Json]) -> Json:
    whole: Json = {"content": "".join(one.get("content") or "" for one in deltas)}
    for name in ("refusal", "reasoning_content"):
        if any(name in one for one in deltas):
            whole[name] = "".join(one.get(name) or "" for one in deltas)
    calls: dict[int, Json] = {}
    for part in (part for one in deltas for part in one.get("tool_calls", ())):
        call = calls.setdefault(
            part["index"], {"id": "", "type": "function", "function": {"name": "", "arguments": ""}}
        )
        call["id"] += part.get("id", "")
        for name in ("name", "arguments"):
            call["function"][name] += part["function"].get(name, "")
    return {**whole, "tool_calls": list(calls.values())} if calls else whole


def pieces_of(text: str, size: int = 7) -> list[str]:
    """Cut a text as a tokenizer might: pieces that end anywhere."""
    return [text[start : start + size] for start in range(0, len(text), size)]


def Says(  # noqa: N802 (reads as the other behaviours do)
    text: str, *, pieces: Iterable[str] | None = None, finish: str | None = "stop", pause: float = 0.0,
    reasoning: str = "",
) -> Speaks:  # fmt: skip
    """Return what says a text, in given pieces or in small ones; `reasoning` goes before, in a field of its own."""
    told = pieces_of(text) if pieces is None else list(pieces)
    thought: list[Json] = [{"content": None, "reasoning_content": piece} for piece in pieces_of(reasoning)]
    return Speaks([*thought, *({"content": piece} for piece in told)], finish, pause)


def Calls(*calls: tuple[str, Json | str], text: str = "", ids: bool = True) -> Speaks:  # noqa: N802
    """Return what calls tools, each by name with arguments (text is sent as it stands), in parts as endpoints do."""
    deltas: list[Json] = [{"content": piece} for piece in pieces_of(text)]
    for index, (name, arguments) in enumerate(calls):
        given = arguments if isinstance(arguments, str) else json.dumps(arguments, ensure_ascii=False)
        first: Json = {"index": index, "type": "function", "function": {"name": name, "arguments": ""}}
        deltas.append({"tool_calls": [{**first, "id": f"call_{index}"} if ids else first]})
        deltas += [{"tool_calls": [{"index": index, "function": {"arguments": one}}]} for one in pieces_of(given, 9)]
    return Speaks(deltas, "tool_calls")


def Refuses(text: str = "I cannot help with that.") -> Speaks:  # noqa: N802
    """Return what refuses, in the field that is there for it."""
    return Speaks([{"refusal": piece} for piece in pieces_of(text)])


@dataclass(frozen=True)
class Fails:
    """An error of HTTP, with a body such as endpoints send."""

    status: int
    message: str = "not today"
    headers: Mapping[str, str] = field(default_factory=dict)

    def play(self, line: Line) -> None:
        body = {"error": {"message": self.message, "type": "scripted", "code": None, "param": None}}
        line.send(self.status, json.dumps(body).encode(), {"Content-Type": JSON, **self.headers})


@dataclass(frozen=True)
class WithoutTools:
    """An endpoint that takes no tools: an error where they are sent, `otherwise` where not."""

    otherwise: Behaviour
    status: int = 400

    def play(self, line: Line) -> None:
        refused = Fails(self.status, "tools are not supported by this model")
        (refused if "tools" in line.received.body else self.otherwise).play(line)


@dataclass(frozen=True)
class Depends:
    """Whatever is fit for the request: for scripts that read what they are asked."""

    choose: Callable[[Received], Behaviour]

    def play(self, line: Line) -> None:
        self.choose(line.received).play(line)


@dataclass(frozen=True)
class Hangs:
    """Not a byte, until the client has gone; with `after_head`, nothing after the head of a stream."""

    after_head: bool = False

    def play(self, line: Line) -> None:
        if self.after_head:
            line.begin_events()
        line.waits_for_ever()


@dataclass(frozen=True)
class Dribbles:
    """A piece every so many seconds, for ever; as words, as comments that keep the line open, or as bytes of a head."""

    piece: str = "字"
    pause: float = 0.05
    kind: str = "words"

    def play(self, line: Line) -> None:
        if self.kind == "head":
            line.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        else:
            line.begin_events()
        while line.wait(self.pause):
            self._send(line)

    def _send(self, line: Line) -> None:
        if self.kind == "words":
            line.event(_choice({"content": self.piece}, None, streamed=True))
        elif self.kind == "comments":
            line.chunk(b": still here\n\n")
        else:
            line.write(b"x")


@dataclass(frozen=True)
class Cuts:
    """A stream that ends in the middle: torn off, or (`tidily`) ended without having said that it is at its end."""

    text: str
    tidily: bool = False

    def play(self, line: Line) -> None:
        line.begin_events()
        for piece in pieces_of(self.text):
            line.event(_choice({"content": piece}, None, streamed=True))
        if self.tidily:
            line.end_events(done=False)


@dataclass(frozen=True)
class HangsUp:
    """The connection ends without an answer."""

    def play(self, line: Line) -> None:
        line.handler.connection.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class Sends:
    """These bytes, whatever they are, as the body."""

    body: bytes
    content_type: str = EVENTS
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    def play(self, line: Line) -> None:
        line.send(self.status, self.body, {"Content-Type": self.content_type, **self.headers})


@dataclass(frozen=True)
class Floods:
    """Zeros without end and without a line's end, until the client has gone."""

    def play(self, line: Line) -> None:
        line.begin_events()
        while line.wait(0):
            line.chunk(b"0" * 65_536)


def Redirects(to: str, status: int = 307) -> Sends:  # noqa: N802
    """Return what sends the client elsewhere."""
    return Sends(b"", status=status, headers={"Location": to})


def GzipBomb(megabytes: int = 16) -> Sends:  # noqa: N802
    """Return a small body that unpacks to many zeros."""
    return Sends(gzip.compress(b"\0" * megabytes * 1024 * 1024), headers={"Content-Encoding": "gzip"})


MALFORMED = Sends(b'data: {"choices": [{"delta": {"conte\n\n')
NO_CHOICES = Sends(b'data: {"id": "1", "object": "chat.completion.chunk", "created": 1}\n\ndata: [DONE]\n\n')
HTML_PAGE = Sends(b"<!doctype html><title>Gateway</title><p>Hello.</p>", "text/html; charset=utf-8")
NOTHING = Sends(b"")
