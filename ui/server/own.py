"""The conversation that a request's browser has open: nobody else's is ever found here."""

from fastapi import Request

from assistant.errors import UnknownSession
from assistant.kept.session import Session
from assistant.service import Assistant
from ui.server.cookie import conversation_of


def own_session(request: Request, assistant: Assistant) -> Session | None:
    """Return the session of the conversation that the browser has open; None where it has none yet.

    Raises SessionBusy, DatabaseUnavailable, and SheetError for sheets that cannot be read any more.
    """
    cookie = conversation_of(request.cookies, assistant.home)
    if cookie is None:
        return None
    try:
        return assistant.sessions.get(cookie)
    except UnknownSession:
        return None


def own_session_to_fill(request: Request, assistant: Assistant) -> Session:
    """Return that session, begun where there was none. Raises what `own_session` raises."""
    found = own_session(request, assistant)
    return found or assistant.sessions.create(id=conversation_of(request.cookies, assistant.home))
