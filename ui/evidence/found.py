"""The answer that an address names: one of the reader's own conversation, and of no other."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fastapi import Request

from assistant.asking_again import question_again, readings_again
from assistant.errors import UnknownAnswer, UnknownReceipt, UnknownSession
from assistant.kept.entries import Entry, answer_of
from assistant.kept.receipts import Receipt
from assistant.model import Answer
from assistant.service import Assistant
from ui.server.own import own_id, own_number
from ui.words.text import readings_given


@dataclass(frozen=True, slots=True)
class Found:
    """An answer of the reader's conversation, with its question; `session` is the secret id of the conversation."""

    session: str = field(repr=False)
    number: int | None
    question: str
    answer: Answer
    receipt: Receipt | None


@dataclass(frozen=True, slots=True)
class Again:
    """What is asked once more: the question complete in itself, with what was given with it then."""

    question: str
    readings: Mapping[str, str]
    county: str | None
    year: int | None


def found_answer(request: Request, assistant: Assistant, receipt: str) -> Found:
    """Return the answer of a receipt, as it was given last in the conversation that a request names.

    Raises UnknownAnswer, UnknownConversation and DatabaseUnavailable. No sheet is read, and nothing waited for.
    """
    number = own_number(request, assistant)
    if number is None:
        raise UnknownAnswer
    return answer_in(assistant, own_id(request, assistant, number), number, receipt)


def answer_in(assistant: Assistant, session: str | None, number: int | None, receipt: str) -> Found:
    """Return the answer of a receipt, as it was given last in a session. Raises UnknownAnswer, DatabaseUnavailable."""
    for entry in reversed(_said(assistant, session)):
        answer = answer_of(entry) if entry.receipt == receipt else None
        if session and answer:
            return Found(session, number, entry.question or "", answer, _receipt_of(assistant, receipt))
    raise UnknownAnswer


def asked_again(found: Found, readings: Iterable[str]) -> Again:
    """Return what asks the question of an answer once more, by `readings` such as rooms.kinds=sum in place of theirs.

    Raises UnknownReading, and UnknownAnswer where the words of the question are gone.
    """
    receipt = found.receipt
    question = question_again(receipt) if receipt else None
    if receipt is None or not question:
        raise UnknownAnswer
    chosen = readings_again(receipt, readings_given(readings))
    return Again(question, chosen, receipt.given.county, receipt.given.year)


def _said(assistant: Assistant, session: str | None) -> Sequence[Entry]:
    try:
        return assistant.sessions.kept(session).said if session else ()
    except UnknownSession:
        return ()


def _receipt_of(assistant: Assistant, receipt: str) -> Receipt | None:
    try:
        return assistant.kept.receipts.get(receipt)
    except UnknownReceipt:
        return None
