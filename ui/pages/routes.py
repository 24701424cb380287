"""The routes of the plain pages that only read: the documents, the sign-in form, the REST description."""

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from assistant.service import Assistant
from ui.errors import Refused
from ui.pages.conflict_pages import conflict_routes
from ui.pages.coverage_pages import coverage_routes
from ui.pages.document_list import list_routes
from ui.pages.document_pages import document_routes
from ui.pages.document_search import search_routes
from ui.pages.interface import interface_routes
from ui.pages.sign_in import sign_in_routes
from ui.server.access import PAGES
from ui.server.problems import NO_ROUTE
from ui.server.settings import ServerSettings
from ui.words.labels import NO_PAGE_HINT


def page_routes(assistant: Assistant, settings: ServerSettings) -> APIRouter:
    """Return the routes of the plain pages."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    list_routes(router, assistant)
    search_routes(router, assistant)
    conflict_routes(router, assistant)
    coverage_routes(router, assistant)
    document_routes(router, assistant)  # after the pages whose names would be taken for ids of documents
    sign_in_routes(router, settings)
    interface_routes(router)
    return router


def nothing_else() -> APIRouter:
    """Return the routes, to stand behind all others, that say of any other address under the pages that it is none."""
    router = APIRouter(include_in_schema=False)
    for one in PAGES:

        @router.api_route(one + "{rest:path}", methods=["GET", "POST", "PUT", "PATCH", "DELETE"])
        def nothing(rest: str) -> Response:
            raise Refused(404, "not_found", NO_ROUTE, NO_PAGE_HINT)

    return router
