"""The routes of the plain pages that only read: the documents, the sign-in form, the REST description."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from assistant.service import Assistant
from ui.pages.conflict_pages import conflict_routes
from ui.pages.coverage_pages import coverage_routes
from ui.pages.document_list import list_routes
from ui.pages.document_pages import document_routes
from ui.pages.document_search import search_routes
from ui.pages.interface import interface_routes
from ui.pages.sign_in import sign_in_routes
from ui.server.settings import ServerSettings


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
