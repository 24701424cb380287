"""The empty template for download: GET /api/template."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from assistant.service import Assistant
from assistant.template.workbook import template_workbook
from corpus.bilingual import Bilingual, Language
from ui.server.attached import XLSX, attached
from ui.server.problems import request_language

NAME = Bilingual("优质均衡填报模板.xlsx", "junheng-template.xlsx")


def template_route(router: APIRouter, assistant: Assistant) -> None:
    """Add the route to the routes under /api."""

    @router.get("/template", response_class=Response, responses={200: {"content": {XLSX: {}}}},
                summary="An empty workbook to fill in")  # fmt: skip
    def template(request: Request, lang: Annotated[Language | None, Query()] = None) -> Response:
        request.state.language = lang
        language = request_language(request)
        return attached(template_workbook(assistant.tools, language), NAME.say(language), XLSX, NAME.en)
