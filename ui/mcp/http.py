"""The MCP server over HTTP by itself: one address, behind the guard that the web application has too."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from fastapi import FastAPI
from starlette.routing import Route
from starlette.types import ASGIApp

from assistant.clock import DAY_SECONDS
from assistant.service import Assistant
from assistant.settings import session_days
from ui.mcp.server import McpEndpoint
from ui.server.access import MCP
from ui.server.aging import sweep_sessions
from ui.server.answering import answer_problems
from ui.server.guard import Guard
from ui.server.settings import ServerSettings
from ui.server.uploads_folder import keep_swept


def create_mcp_app(assistant: Assistant, settings: ServerSettings) -> ASGIApp:
    """Return the application that serves `assistant` to other assistants, and nothing else."""
    endpoint = McpEndpoint(assistant, settings.max_body_bytes)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        sweep = partial(sweep_sessions, assistant, session_days())
        aging = asyncio.create_task(keep_swept(sweep, every=DAY_SECONDS))
        try:
            async with endpoint.running():
                yield
        finally:
            aging.cancel()

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    answer_problems(app)
    app.router.routes.append(Route(MCP, endpoint))
    return Guard(app, settings)
