"""The web application: REST, the plain pages (check, evidence, documents …) and the chat, behind one guard."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.responses import FileResponse
from starlette.routing import Route
from starlette.types import ASGIApp

from assistant.clock import DAY_SECONDS
from assistant.service import Assistant
from assistant.settings import session_days, version
from ui.charts.routes import chart_routes
from ui.chat.page import mount_chat
from ui.check_page.page import check_routes
from ui.completions.routes import completion_routes
from ui.evidence.acts import act_routes
from ui.evidence.routes import evidence_routes
from ui.mcp.server import McpEndpoint
from ui.pages.conversations import conversation_routes
from ui.pages.pending import PendingFiles
from ui.pages.routes import nothing_else, page_routes
from ui.pages.shared import shared_routes
from ui.pages.shelf_pages import shelf_routes
from ui.rest.routes import api_routes
from ui.server.access import MCP
from ui.server.aging import sweep_sessions
from ui.server.answering import answer_problems
from ui.server.cookie import OneReader
from ui.server.events import SmallBodies
from ui.server.guard import Guard
from ui.server.heads import HeadsOfPages
from ui.server.home import HomePage
from ui.server.settings import ServerSettings
from ui.server.uploads_folder import keep_swept, make_folder, sweep

STATIC = Path(__file__).parents[1] / "static"


def create_app(assistant: Assistant, settings: ServerSettings | None = None) -> ASGIApp:
    """Return the application that serves `assistant`. Nothing of it calls another machine."""
    settings = settings or ServerSettings()
    # FastAPI's own documentation pages load their scripts from a CDN; /docs is a page of ours.
    uploads = make_folder(assistant.home)
    pending = PendingFiles(assistant.home)
    endpoint = McpEndpoint(assistant, settings.max_body_bytes)
    lifespan = _lasting(assistant, uploads, pending, endpoint)
    app = FastAPI(title="Junheng", version=version(), docs_url=None, redoc_url=None, lifespan=lifespan)
    answer_problems(app, pages=True)
    app.include_router(api_routes(assistant))
    app.include_router(completion_routes(assistant))
    app.include_router(shelf_routes(assistant, pending))
    app.include_router(page_routes(assistant, settings))
    app.include_router(check_routes(assistant))
    app.include_router(chart_routes(assistant))
    app.include_router(evidence_routes(assistant))
    app.include_router(act_routes(assistant))
    app.include_router(conversation_routes(assistant))
    app.include_router(shared_routes(assistant))
    app.router.routes.append(Route(MCP, endpoint))
    app.mount("/style", StaticFiles(directory=STATIC), name="style")
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False)
    app.include_router(nothing_else())  # what is no page is not asked of the chat's library
    mount_chat(app, assistant, uploads)
    app.add_middleware(HeadsOfPages)
    app.add_middleware(HomePage, assistant=assistant)
    app.add_middleware(OneReader, home=assistant.home, days=session_days())
    # Not as a middleware of the app: its own answer to a failure would go out without the guard's headers.
    return Guard(SmallBodies(app, uploads, assistant.home), settings)


def _lasting(
    assistant: Assistant, uploads: Path, pending: PendingFiles, endpoint: McpEndpoint
) -> Callable[[FastAPI], AbstractAsyncContextManager[None]]:
    """Return a lifespan in which `endpoint` runs and old uploads and sessions go; at its end all unused uploads go."""

    days = session_days()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        sweeper = asyncio.create_task(keep_swept(partial(sweep, uploads), pending.sweep))
        aging = asyncio.create_task(keep_swept(partial(sweep_sessions, assistant, days), every=DAY_SECONDS))
        try:
            async with endpoint.running():
                yield
        finally:
            assistant.stop_talks()
            sweeper.cancel()
            aging.cancel()
            shutil.rmtree(uploads, ignore_errors=True)
            pending.close()

    return lifespan


def _icon() -> FileResponse:
    return FileResponse(STATIC / "icon.svg", media_type="image/svg+xml")
