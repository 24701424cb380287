"""A chat as OpenAI's clients send it, and the question with its earlier turns that it holds.

What asks for another manner of answering (temperature, tools, a limit of tokens) is taken and has no effect. What
would need another answer (several of them, an image read, JSON of a shape) is refused. Only what the user said is a
question; what stands in the name of a system, a tool or the assistant is data, and is not looked at.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from corpus.bilingual import Bilingual
from corpus.records import Year
from ui.errors import Refused
from ui.words.text import Name, Text

MODEL = "junheng"
MOST_TURNS = 8  # each is answered anew; what a question leaves unsaid stands in the few before it
ONE_TEXT_ONLY = Bilingual("只回答文字。", "Only text is answered.")
SEND_TEXT = Bilingual("请用文字提问；数据表请经 /api/sessions 上传。", "Ask in text; sheets go to /api/sessions.")
NO_QUESTION = Bilingual("消息里没有用户的问题。", "The messages hold no question of a user.")
SEND_QUESTION = Bilingual("请加上一条 role 为 user 的消息。", "Add a message whose role is user.")
ONE_ANSWER = Bilingual("一次只给一个答复。", "One answer is given at a time.")
WITHOUT_N = Bilingual("请去掉参数 n，或设为 1。", "Leave n out, or set it to 1.")
TEXT_ANSWER = Bilingual("答复是文字，不是指定结构的 JSON。", "The answer is text, not JSON of a given shape.")
USE_REST = Bilingual("需要 JSON 请用 POST /api/ask。", "For JSON use POST /api/ask.")
LIST_MODELS = Bilingual("可用的模型见 /v1/models。", "What there is stands at /v1/models.")


def _whole_year(given: object) -> object:
    """Return a year that stands in `metadata`, where every value is a string."""
    return int(given) if isinstance(given, str) and given.strip().isdecimal() else given


class About(BaseModel):
    """What a chat may say beside its messages: in the body itself, or in its `metadata`."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    county: Name | None = None
    year: Annotated[Year | None, BeforeValidator(_whole_year)] = None
    session: Name | None = None


class ChatPart(BaseModel):
    """One part of a message: a text, or what cannot be read here."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    type: str = "text"
    text: Text | None = None


class ChatMessage(BaseModel):
    """One message of a chat, whoever speaks."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    role: str
    content: Text | list[ChatPart] | None = None

    @property
    def is_text(self) -> bool:
        """Whether all of it can be read."""
        return isinstance(self.content, str | None) or all(one.type == "text" for one in self.content)

    @property
    def text(self) -> str:
        """What it says."""
        if isinstance(self.content, str | None):
            return self.content or ""
        return "\n".join(one.text or "" for one in self.content if one.type == "text")


class StreamOptions(BaseModel):
    """What a stream holds beside the answer."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    include_usage: bool = False


class ChatRequest(About):
    """A chat that waits for its next message."""

    model: str
    messages: Annotated[list[ChatMessage], Field(min_length=1)]
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    metadata: About | None = None
    n: int | None = None
    response_format: dict[str, Any] | None = None

    def asked(self) -> "Asked":
        """Return the question. Raises Refused for what is none, or would need another answer than there is."""
        check_model(self.model)
        if self.n not in {None, 1}:
            raise Refused(400, "several_answers", ONE_ANSWER, WITHOUT_N)
        if self.response_format and self.response_format.get("type") != "text":
            raise Refused(400, "shaped_answer", TEXT_ANSWER, USE_REST)
        said = [one for one in self.messages if one.role == "user"]
        if not said or (said[-1].is_text and not said[-1].text.strip()):
            raise Refused(400, "no_question", NO_QUESTION, SEND_QUESTION)
        if not said[-1].is_text:
            raise Refused(400, "not_text", ONE_TEXT_ONLY, SEND_TEXT)
        also = self.metadata or About()
        return Asked(
            said[-1].text, tuple(_turns(said[:-1])), self.county or also.county, self.year or also.year,
            self.session or also.session,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, with what the user asked before it, oldest first."""

    question: str
    before: tuple[str, ...] = ()
    county: str | None = None
    year: int | None = None
    session: str | None = None


def check_model(name: str) -> None:
    """Raise Refused for a model that is not offered here."""
    if name != MODEL:
        message = Bilingual(
            f"没有名为 {name[:60]} 的模型，只有 {MODEL}。", f"There is no model named {name[:60]}; there is {MODEL}."
        )
        raise Refused(404, "model_not_found", message, LIST_MODELS)


def _turns(said: Sequence[ChatMessage]) -> Iterator[str]:
    """Yield the latest questions; one that held more than text had no answer."""
    return (one.text for one in said[-MOST_TURNS:] if one.is_text)
