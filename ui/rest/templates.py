"""The empty template for download: GET /api/template."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from assistant.service import Assistant
from assistant.template.workbook import template_workbook
from corpus.bilingual import Bilingual, Language
from ui.server.problems import request_language

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NAME = Bilingual("优质均衡填报模板.xlsx", "junheng-template.xlsx")


def template_route(router: APIRouter, assistant: Assistant) -> None:
    """Add the route to the routes under /api."""

    @router.get("/template", response_class=Response, responses={200: {"content": {XLSX: {}}}},
                summary="An empty workbook to fill in")  # fmt: skip
    def template(request: Request, lang: Annotated[Language | None, Query()] = None) -> Response:
        request.state.language = lang
        language = request_language(request)
        return Response(
            template_workbook(assistant.tools, language),
            media_type=XLSX,
            headers={"Content-Disposition": attached(NAME.say(language))},
        )


def attached(name: str) -> str:
    """Return the header that has a browser save a file under a name, also one in Chinese."""
    return f"attachment; filename=\"{NAME.en}\"; filename*=UTF-8''{quote(name)}"
