"""What was asked before in a conversation that its client remembers: its questions become turns of a session."""

from collections.abc import Iterable

from assistant.answering import Message
from assistant.conversation import drafted
from assistant.kept.session import Session
from assistant.settings import MAX_QUESTION_CHARACTERS
from assistant.tools import Tools
from assistant.verified.render import render


def taken_up(
    questions: Iterable[str], session: Session, tools: Tools, *, county: str | None = None, year: int | None = None
) -> None:
    """Answer the questions by the built-in engine, so that the next one may leave unsaid what they said.

    Nothing of it is kept. What is no question was not answered then either, and is no turn.
    """
    for question in questions:
        if any(map(str.isalnum, question)) and len(question.strip()) <= MAX_QUESTION_CHARACTERS:
            _take_up(Message(question.strip(), session, tools, county or session.county, year))


def _take_up(message: Message) -> None:
    done, session = drafted(message), message.session
    draft, view = done.draft, done.view
    shown = render(draft.text, draft.beside, view.ledger, view.tools.library, view.asked.language)
    session.last = done.turn_after(session.last, shown.citations)
