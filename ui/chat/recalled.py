"""What a conversation's page said is kept with its session, and comes back when the page is opened again."""

from dataclasses import replace

from assistant.errors import SessionBusy, UnknownSession
from assistant.kept.entries import Entry, answer_of
from assistant.service import Assistant
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.chat import views
from ui.chat.tab import MAX_MESSAGES, Talk

MAX_SHOWN_CHARACTERS = 600
_SESSION = "\x1fsession\x1f"  # stands for the session's id, a secret that the database does not hold


def told(assistant: Assistant, talk: Talk, words: str, question: str | None = None) -> Talk:
    """Return the talk with words of the page, which are kept; with the `question` where they answer one."""
    if talk.session is not None:
        try:
            session = assistant.sessions.get(talk.session)
        except JunhengError:
            return talk.saying("assistant", words)  # it has ended meanwhile, or its sheets cannot be read: that is told
        assistant.sessions.tell(session, Entry(question, told=words.replace(session.id, _SESSION)))
    return talk.saying("assistant", words)


def recalled(assistant: Assistant, cookie: str | None, language: Language, *, sheets: bool = True) -> Talk:
    """Return the talk of a browser's conversation as it is kept: its latest messages, its sheets, its latest answer.

    Without `sheets`, they are named and not read: that would wait for an answer that is being made from them.
    """
    talk = Talk(cookie=cookie)
    if cookie is None:
        return talk
    try:
        kept = assistant.sessions.kept(cookie, MAX_MESSAGES // 2)
        talk = replace(talk, session=cookie)
        for entry in kept.said:
            talk = _said(talk, entry)
        talk = replace(talk, sheets=kept.sheets)
        report = assistant.sessions.get(cookie).report if kept.sheets and sheets else None
        return talk.having(report, kept.sheets) if report else talk
    except SessionBusy:
        return talk
    except UnknownSession:
        return Talk(cookie=cookie)
    except JunhengError as error:
        return talk.saying("assistant", views.problem_markdown(error, language))


def shown_question(question: str) -> str:
    """Return a question as the page shows it; a very long one is cut."""
    cut = question if len(question) <= MAX_SHOWN_CHARACTERS else question[:MAX_SHOWN_CHARACTERS] + "…"
    return views.shown_as_text(cut)


def _said(talk: Talk, entry: Entry) -> Talk:
    if entry.question is not None:
        talk = talk.saying("user", shown_question(entry.question))
    if entry.told is not None:
        return talk.saying("assistant", entry.told.replace(_SESSION, talk.session or ""))
    answer = answer_of(entry)
    return talk.answering(answer, views.answer_markdown(answer)) if answer else talk
