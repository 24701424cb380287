"""The pages on which a reader finds conversations again, begins one, and deletes them. Each step is a page."""

import contextlib
from collections.abc import Sequence

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from assistant.errors import UnknownConversation, UnknownSession
from assistant.kept.readers import Conversation
from assistant.service import Assistant
from assistant.settings import session_days
from corpus.bilingual import Language
from ui.server.own import begun, own_conversations, own_id, own_reader
from ui.server.plain import page
from ui.words import conversation_labels

Lang = Language | None
LIST = "/conversations"


def conversation_routes(assistant: Assistant) -> APIRouter:
    """Return the routes of a reader's own conversations."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _list_routes(router, assistant)
    _delete_all_routes(router, assistant)
    _delete_routes(router, assistant)
    return router


def _list_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get(LIST)
    def list_conversations(request: Request, lang: Lang = None) -> Response:
        own = own_conversations(request, assistant)
        return _page(request, "conversations.html", lang, own=own, days=session_days())

    @router.post(f"{LIST}/new")
    def begin(request: Request, lang: Lang = None) -> Response:
        reader = own_reader(request, assistant)
        return _see("/" if reader is None else f"/?c={begun(assistant, reader)[1]}", lang)


def _delete_all_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get(f"{LIST}/all/delete")
    def sure(request: Request, lang: Lang = None) -> Response:
        own = own_conversations(request, assistant)
        return _page(request, "conversation_delete.html", lang, own=own, every=True)

    @router.post(f"{LIST}/all/delete")
    def delete(request: Request, lang: Lang = None) -> Response:
        reader = own_reader(request, assistant)
        for number in assistant.kept.readers.numbers(reader) if reader else ():
            _delete(request, assistant, number)
        return _see(LIST, lang)


def _delete_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get(LIST + "/{number}/delete")
    def sure(request: Request, number: int, lang: Lang = None) -> Response:
        own = [one for one in own_conversations(request, assistant) if one.number == number]
        if not own:
            raise UnknownConversation
        return _page(request, "conversation_delete.html", lang, own=own, every=False)

    @router.post(LIST + "/{number}/delete")
    def delete(request: Request, number: int, lang: Lang = None) -> Response:
        _delete(request, assistant, number)
        return _see(LIST, lang)


def _page(
    request: Request,
    template: str,
    lang: Lang,
    *,
    own: Sequence[Conversation],
    **values: object,
) -> Response:
    return page(request, template, lang, here="chat", w=conversation_labels, own=own, **values)


def _delete(request: Request, assistant: Assistant, number: int) -> None:
    """Delete a conversation, with all that is kept of it; one that has just ended is gone already."""
    id = own_id(request, assistant, number)
    with contextlib.suppress(UnknownSession):
        assistant.sessions.delete(id)


def _see(path: str, lang: Lang) -> Response:
    more = f"{'&' if '?' in path else '?'}lang={lang}" if lang else ""
    return RedirectResponse(path + more, status_code=303)
