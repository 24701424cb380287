"""What a conversation's page said is kept with its session, and comes back when the page is opened again."""

from collections.abc import Callable
from dataclasses import replace

from assistant.errors import SessionBusy, UnknownSession
from assistant.kept.entries import Entry, answer_of
from assistant.service import Assistant
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.chat import views
from ui.chat.tab import MAX_MESSAGES, Talk
from ui.check_page.addresses import CHECK
from ui.server.cookie import conversation_id
from ui.server.own import number_of

MAX_SHOWN_CHARACTERS = 600
_WORKBOOK = "/api/sessions/\x1fsession\x1f/workbook?"  # as pages of older versions were kept


def told(assistant: Assistant, talk: Talk, words: str, question: str | None = None) -> Talk:
    """Return the talk with words of the page, which are kept; with the `question` where they answer one."""
    if talk.session is not None:
        try:
            session = assistant.sessions.get(talk.session)
        except JunhengError:
            return talk.saying("assistant", words)  # it has ended meanwhile, or its sheets cannot be read: that is told
        assistant.sessions.tell(session, Entry(question, told=words))
    return talk.saying("assistant", words)


def recalled(
    assistant: Assistant, reader: str | None, language: Language, *, asked: str = "",
    idle: Callable[[Talk], bool] = lambda _: True,
) -> Talk:  # fmt: skip
    """Return the talk of a reader's conversation as it is kept: its latest messages, its sheets, its latest answer.

    It is the one of the number `asked` for, else the one used last. Of one that is not `idle`, the sheets are named and
    not read: that would wait for the answer that is being made from them.
    """
    talk = Talk(reader=reader)
    try:
        number = number_of(assistant, reader, asked)
        if reader is None or number is None:
            return talk
        id = conversation_id(reader, number, assistant.home)
        kept = assistant.sessions.kept(id, MAX_MESSAGES // 2)
        talk = replace(talk, session=id, number=number)
        for entry in kept.said:
            talk = _said(talk, entry)
        talk = replace(talk, sheets=kept.sheets)
        report = assistant.sessions.get(id).report if kept.sheets and idle(talk) else None
        return talk.having(report, kept.sheets) if report else talk
    except SessionBusy:
        return talk
    except UnknownSession:
        return Talk(reader=reader)
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
        return talk.saying("assistant", entry.told.replace(_WORKBOOK, f"{CHECK}/workbook?c={talk.number}&amp;"))
    answer = answer_of(entry)
    return talk.answering(answer, views.answer_markdown(answer, talk.number)) if answer else talk
