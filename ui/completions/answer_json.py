"""An answer in the shape of OpenAI's chat completions, with its citations, figures and receipt as annotations.

`usage` is null: what a language model behind this one may have read and written is not counted here, and no number is
made up.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

from assistant.clock import now
from assistant.model import Answer, Json
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.completions.request import MODEL
from ui.evidence.links import citation_link
from ui.evidence.marked import MARK
from ui.server.event_stream import event
from ui.server.problems import completion_body, told

SYSTEM_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Served:
    """Where answers are served: the `address` of this server, and the digest of the `corpus` that they rest on."""

    address: str
    corpus: str

    @property
    def fingerprint(self) -> str:
        """What decides the answers, in short."""
        return f"corpus-{self.corpus[:SYSTEM_DIGITS]}"


def completion(answer: Answer, served: Served) -> Json:
    """Return an answer as a chat completion."""
    message = {
        "role": "assistant", "content": answer.text, "refusal": None,
        "annotations": list(annotations(answer, served)),
    }  # fmt: skip
    return {
        "id": f"chatcmpl-{answer.receipt}", "object": "chat.completion", "created": now(), "model": MODEL,
        "system_fingerprint": served.fingerprint,
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": "stop"}], "usage": None,
    }  # fmt: skip


def annotations(answer: Answer, served: Served) -> Iterator[Json]:
    """Yield what proves an answer: each footnote mark with the page that it leads to, then what is our own."""
    cited = {one.n: one for one in answer.citations}
    for mark in MARK.finditer(answer.text):
        if one := cited.get(int(mark.group(1))):
            url = urljoin(served.address, citation_link(one, answer.language))
            place = {"start_index": mark.start(), "end_index": mark.end(), "title": one.title, "url": url}
            yield {"type": "url_citation", "url_citation": place}
    for one in answer.citations:
        yield {"type": "junheng_citation", **one.as_json()}
    for figure in answer.figures:
        yield {"type": "junheng_figure", **figure.as_json(answer.language)}
    whole = answer.as_json()
    yield {"type": "junheng_receipt", **{key: whole[key] for key in ("receipt", "status", "engine", "verification")}}


@dataclass(frozen=True, slots=True)
class Chunks:
    """An answer as the chunks of a stream. Their id is not the receipt, which is not known when the first one goes."""

    served: Served
    language: Language
    with_usage: bool
    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(16)}")
    created: int = field(default_factory=now)

    def begun(self) -> Iterator[str]:
        """Yield the chunk that tells whose message it is."""
        yield self._chunk({"role": "assistant", "content": "", "refusal": None})

    def text(self, piece: str) -> Iterator[str]:
        """Yield the chunk of a piece of the text."""
        yield self._chunk({"content": piece})

    def whole(self, answer: Answer) -> Iterator[str]:
        """Yield the chunk that ends the answer, with what proves it, and the mark of the end."""
        yield self._chunk({"annotations": list(annotations(answer, self.served))}, "stop")
        if self.with_usage:
            yield event({**self._head(), "choices": [], "usage": None})
        yield event("[DONE]")

    def failed(self, error: JunhengError) -> Iterator[str]:
        """Yield the error that ends the stream."""
        status, message, hint = told(error)
        yield event(completion_body(status, error.code, message.say(self.language), hint.say(self.language)))

    def _chunk(self, delta: Json, finished: str | None = None) -> str:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": finished}
        return event({**self._head(), "choices": [choice]})

    def _head(self) -> Json:
        return {
            "id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": MODEL,
            "system_fingerprint": self.served.fingerprint,
        }  # fmt: skip
