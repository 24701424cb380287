"""`junheng ask --batch`: one question a line in, one answer a line out, in the same order."""

import json
from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Strict, StrictInt, StrictStr, ValidationError

from assistant.kept.receipts import refusal_receipt
from assistant.kept.session import Session
from assistant.model import BUILTIN, Answer, Verification
from assistant.service import Assistant
from corpus.bilingual import Bilingual, Language
from corpus.errors import JunhengError
from corpus.records import Year
from ui.command.faults import is_debugging, logged_fault
from ui.command.options import Voice
from ui.command.uploads import read_bytes, read_uploads
from ui.errors import UnreadableBatch
from ui.words.labels import MAX_ECHO
from ui.words.text import Readings, Text


class Row(BaseModel):
    """One line of a batch. Unknown keys are ignored, null means absent."""

    model_config = ConfigDict(extra="ignore", frozen=True)
    id: StrictStr | StrictInt | None = None
    question: Text
    county: Text | None = None
    year: Annotated[Year, Strict()] | None = None
    sheet: Text | list[Text] | None = None
    conversation: Text | StrictInt | None = None
    readings: Readings | None = None

    @property
    def sheets(self) -> tuple[str, ...]:
        """The paths of the sheets, relative to the current folder."""
        return (self.sheet,) if isinstance(self.sheet, str) else tuple(self.sheet or ())


class BadLine(UnreadableBatch):
    """A line of a batch that holds no question."""

    code = "bad_line"


def answer_batch(path: str, voice: Voice) -> None:
    """Answer the questions of a file, each as soon as it is read. Raises UnreadableFile or UnreadableBatch."""
    lines = batch_lines(path)
    assistant = Assistant.open()
    conversations: dict[str, Session] = {}
    for line in lines:
        voice.put_json(_answer_line(line, assistant, conversations, voice).as_json())


def batch_lines(path: str) -> Iterator[str]:
    """Return the lines of a batch that are not blank. Raises UnreadableFile, or UnreadableBatch if not UTF-8."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableBatch(
            Bilingual(f"{path} 不是 UTF-8 文本。", f"{path} is not text in UTF-8."),
            Bilingual("请另存为 UTF-8 编码，每行一个 JSON 对象。", "Save it as UTF-8, one JSON object a line."),
        ) from error
    # str.splitlines would also cut at characters that may stand inside a JSON string.
    return (line for line in text.split("\n") if line.strip())


def _answer_line(line: str, assistant: Assistant, conversations: dict[str, Session], voice: Voice) -> Answer:
    id: str | None = None
    try:
        found = _parsed(line)
        id = _id_of(found)
        return _answer(_row(found), id, assistant, conversations, voice)
    except JunhengError as error:
        return _refusal(line, id, error, assistant, voice.language)
    except Exception as error:
        if is_debugging():
            raise
        # The rows that follow are answered all the same.
        return _refusal(line, id, logged_fault(error), assistant, voice.language)


def refused_again(line: str, assistant: Assistant, voice: Voice) -> str:
    """Return the receipt of a line that could not be answered once, as it comes out now."""
    return _answer_line(line, assistant, {}, voice).receipt


def _answer(row: Row, id: str | None, assistant: Assistant, conversations: dict[str, Session], voice: Voice) -> Answer:
    session = None
    if row.conversation is not None:
        name = str(row.conversation)
        session = conversations.setdefault(name, Session())  # nobody comes back to it: only receipts are kept
    return assistant.ask(
        row.question, county=row.county, year=row.year, session=session, language=voice.asked,
        uploads=read_uploads(row.sheets), id=id, readings=row.readings,
    )  # fmt: skip


def _parsed(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(
            Bilingual("这一行不是 JSON。", "This line is not JSON."),
            Bilingual('应为 {"id": …, "question": …}。', 'Expected {"id": …, "question": …}.'),
        ) from error


def _id_of(found: object) -> str | None:
    """Return the id of a line even where the rest of it is bad."""
    id = found.get("id") if isinstance(found, dict) else None
    return str(id) if isinstance(id, str | int) and not isinstance(id, bool) else None


def _row(found: object) -> Row:
    try:
        return Row.model_validate(found)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(part) for part in fault["loc"][:1])[:MAX_ECHO] or "-"
        raise BadLine(
            Bilingual(f"这一行的 {place} 缺失或类型不对。", f"In this line, {place} is missing or of the wrong type."),
            Bilingual('应为 {"id", "question", "county"?, "year"?, "sheet"?, "conversation"?, "readings"?}。',
                      'Expected {"id", "question", "county"?, "year"?, "sheet"?, "conversation"?, "readings"?}.'),
        ) from error  # fmt: skip


def _refusal(
    line: str, id: str | None, error: JunhengError, assistant: Assistant, language: Language
) -> Answer:  # fmt: skip
    text_line = line.encode("utf-8", "backslashreplace").decode()
    text = f"{error.message.say(language)} {error.hint.say(language)}".strip()
    receipt = refusal_receipt(text_line, error.code, text, language)
    assistant.kept.keep(receipt)
    return Answer(
        id=receipt.id if id is None else id, status="needs_input", text=text, language=language, citations=(),
        figures=(), conflicts=(), suspects=(), readings=(), suggestions=(), engine=BUILTIN,
        verification=Verification(0, 0), receipt=receipt.id,
    )  # fmt: skip
