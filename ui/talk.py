"""One conversation of the chat page, and what each act of the reader makes of it. Knows nothing of Gradio."""

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from assistant.errors import UnknownSession
from assistant.model import Answer
from assistant.service import Assistant
from assistant.session import Session
from calculators.model import Upload
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui import labels, views
from ui.text import readable

MAX_MESSAGES = 200
MAX_SHOWN_CHARACTERS = 600
Message = dict[str, str]


@dataclass(frozen=True, slots=True)
class Talk:
    """What one browser tab holds on the server: its session, its messages, the sheets in it and the latest answer."""

    session: str | None = None
    messages: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    pending: str = field(default="", repr=False)
    sheets: tuple[str, ...] = ()
    answer: Answer | None = field(default=None, repr=False)

    def saying(self, role: str, content: str) -> "Talk":
        """Return the talk with one more message; the oldest go when there are very many."""
        return replace(self, messages=(*self.messages[1 - MAX_MESSAGES :], (role, content)))

    def shown(self) -> list[Message]:
        """Return the messages as the chat shows them."""
        return [{"role": role, "content": content} for role, content in self.messages]


def asked(question: str, talk: Talk) -> Talk:
    """Return the talk with a question that waits for its answer; a very long one is shown cut."""
    cut = question if len(question) <= MAX_SHOWN_CHARACTERS else question[:MAX_SHOWN_CHARACTERS] + "…"
    return replace(talk.saying("user", views.shown_as_text(cut)), pending=question)


def answered(assistant: Assistant, county: str | None, language: Language, talk: Talk) -> Talk:
    """Return the talk with the answer to its pending question, in the question's own language."""
    if not talk.pending:
        return talk
    talk, session = _in_session(assistant, talk)
    try:
        answer = assistant.ask(readable(talk.pending), county=county or None, session=session)
    except JunhengError as error:
        return replace(talk, pending="").saying("assistant", views.problem_markdown(error, language))
    return replace(talk, pending="", answer=answer).saying("assistant", views.answer_markdown(answer))


def with_sheets(assistant: Assistant, paths: Sequence[str], county: str | None, language: Language, talk: Talk) -> Talk:
    """Read uploads into the session, remove their files, and return the talk with what they show."""
    uploads = [_taken(Path(path)) for path in paths]
    names = tuple(upload.name for upload in uploads)
    talk, session = _in_session(assistant, talk)
    try:
        report = assistant.check(uploads, county=county or None, language=language, session=session)
    except JunhengError as error:
        return talk.saying("assistant", views.problem_markdown(error, language, labels.refused(names)))
    return replace(talk, sheets=names).saying("assistant", views.check_markdown(report, names, language))


def forget(assistant: Assistant, talk: Talk) -> None:
    """End the session of a talk; its sheets are forgotten."""
    if talk.session is not None:
        with contextlib.suppress(UnknownSession):
            assistant.sessions.delete(talk.session)


def _taken(path: Path) -> Upload:
    """Return an upload's name and bytes; its file, and the folder that was made for it, are gone afterwards."""
    try:
        return Upload(path.name, path.read_bytes())
    finally:
        path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            path.parent.rmdir()


def _in_session(assistant: Assistant, talk: Talk) -> tuple[Talk, Session]:
    """Return the talk with a session that is open."""
    if talk.session is not None:
        with contextlib.suppress(UnknownSession):
            return talk, assistant.sessions.get(talk.session)
    session = assistant.sessions.create()
    return replace(talk, session=session.id, sheets=()), session
