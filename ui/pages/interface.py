"""The page that describes the REST interface, for people; without scripts of others."""

from collections.abc import Mapping
from typing import cast

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from corpus.bilingual import Language
from ui.server.plain import page


def interface_routes(router: APIRouter) -> None:
    """Add the page."""

    @router.get("/docs")
    def interface(request: Request, lang: Language | None = None) -> HTMLResponse:
        return page(request, "interface.html", lang, operations=_operations(request))


def _operations(request: Request) -> list[Mapping[str, object]]:
    """Return what the OpenAPI description says of each operation."""
    paths = cast(Mapping[str, Mapping[str, Mapping[str, object]]], request.app.openapi()["paths"])
    return [
        {"method": method.upper(), "path": path, **operation}
        for path, operations in paths.items()
        for method, operation in operations.items()
    ]
