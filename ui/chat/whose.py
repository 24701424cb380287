"""Which of its reader's conversations a tab is in."""

import contextlib
from dataclasses import replace

from assistant.errors import DatabaseUnavailable, UnknownSession
from assistant.kept.readers import Conversation
from assistant.kept.session import Session
from assistant.service import Assistant
from corpus.bilingual import Language
from corpus.errors import JunhengError
from ui.chat import views
from ui.chat.tab import Talk
from ui.server.cookie import conversation_id
from ui.server.own import begun, number_of


def conversations_of(assistant: Assistant, talk: Talk) -> tuple[Conversation, ...]:
    """Return the conversations of a tab's reader, the one used last first; none while they cannot be read."""
    if talk.reader is None:
        return ()
    try:
        return assistant.kept.readers.conversations(talk.reader)
    except DatabaseUnavailable:
        return ()


def placed(assistant: Assistant, talk: Talk) -> Talk:
    """Return the talk in a conversation of its reader: its own, else the one used last, else a new one.

    Where it can be in none it stays as it is, and whoever needs the session tells why.
    """
    if talk.session or talk.reader is None:
        return talk
    try:
        return in_session(assistant, talk)[0]
    except JunhengError:
        return talk


def in_session(assistant: Assistant, talk: Talk) -> tuple[Talk, Session]:
    """Return the talk with its session, which is open. Where it was deleted meanwhile, the talk goes on in a new one.

    Raises JunhengError.
    """
    if talk.session:
        with contextlib.suppress(UnknownSession):
            return talk, assistant.sessions.get(talk.session)
    elif talk.reader and (number := number_of(assistant, talk.reader)):
        session = assistant.sessions.get(conversation_id(talk.reader, number, assistant.home))
        return replace(talk, session=session.id, number=number), session
    session, begins = begun(assistant, talk.reader)
    new = Talk(session.id, talk.reader, begins, pending=talk.pending, readings=talk.readings)
    return replace(new, messages=talk.messages), session


def new_talk(assistant: Assistant, language: Language, talk: Talk) -> Talk:
    """Return a talk in a new conversation of the tab's reader; the old one is kept."""
    if talk.reader is None:
        return Talk()
    try:
        session, number = begun(assistant, talk.reader)
        return Talk(session.id, talk.reader, number)
    except JunhengError as error:
        return talk.saying("assistant", views.problem_markdown(error, language))
