"""The conversations that are a request's own: those of its browser. Nobody else's is ever found here.

An address names one by its number among them (`c`); without it, the one used last is meant.
"""

from fastapi import Request

from assistant.errors import UnknownConversation, UnknownSession
from assistant.kept.readers import Conversation
from assistant.kept.session import Session
from assistant.service import Assistant
from ui.server.cookie import conversation_id, reader_of

NUMBER = "c"


def own_reader(request: Request, assistant: Assistant) -> str | None:
    """Return the id of the reader whose browser asks: a secret. None for a browser without a cookie of ours."""
    return reader_of(request.cookies, assistant.home)


def own_number(request: Request, assistant: Assistant) -> int | None:
    """Return the number of the conversation that a request means; None where there is none yet.

    Raises UnknownConversation and DatabaseUnavailable.
    """
    asked = request.query_params.get(NUMBER, "")
    return number_of(assistant, own_reader(request, assistant), asked)


def own_session(request: Request, assistant: Assistant) -> Session | None:
    """Return the session of the conversation that a request means; None where there is none yet.

    Raises UnknownConversation, SessionBusy, DatabaseUnavailable, and SheetError for sheets that cannot be read any
    more.
    """
    reader, number = own_reader(request, assistant), own_number(request, assistant)
    if reader is None or number is None:
        return None
    try:
        return assistant.sessions.get(conversation_id(reader, number, assistant.home))
    except UnknownSession:
        return None


def own_session_to_fill(request: Request, assistant: Assistant) -> Session:
    """Return that session, begun where there was none. Raises what `own_session` raises, and TooMany."""
    return own_session(request, assistant) or begun(assistant, own_reader(request, assistant))[0]


def own_session_of(request: Request, assistant: Assistant, number: int) -> Session:
    """Return the session of a reader's conversation by its number. Raises what `own_session` raises."""
    return assistant.sessions.get(own_id(request, assistant, number))


def own_id(request: Request, assistant: Assistant, number: int) -> str:
    """Return the id of the session of a reader's conversation, its sheets left unread. Raises UnknownConversation."""
    reader = own_reader(request, assistant)
    if reader is None or number not in assistant.kept.readers.numbers(reader):
        raise UnknownConversation
    return conversation_id(reader, number, assistant.home)


def own_conversations(request: Request, assistant: Assistant) -> tuple[Conversation, ...]:
    """Return the conversations of the reader whose browser asks, the latest first. Raises DatabaseUnavailable."""
    reader = own_reader(request, assistant)
    return () if reader is None else assistant.kept.readers.conversations(reader)


def number_of(assistant: Assistant, reader: str | None, asked: str = "") -> int | None:
    """Return the number of the conversation of a reader that is `asked` for: without one, of the latest, if any.

    Raises UnknownConversation and DatabaseUnavailable.
    """
    own = assistant.kept.readers.numbers(reader) if reader is not None else ()
    if not asked:
        return next(iter(own), None)
    found = next((one for one in own if str(one) == asked), None)
    if found is None:
        raise UnknownConversation
    return found


def begun(assistant: Assistant, reader: str | None) -> tuple[Session, int | None]:
    """Return the session and the number of a new conversation; one of nobody has no number.

    Raises TooMany and DatabaseUnavailable.
    """
    if reader is None:
        return assistant.sessions.create(), None
    number = assistant.kept.readers.begin(reader, lambda one: conversation_id(reader, one, assistant.home))
    return assistant.sessions.get(conversation_id(reader, number, assistant.home)), number
