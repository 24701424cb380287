"""The form in which a browser shows the access token, where the operator has set one."""

import hmac
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from corpus.bilingual import Language
from ui.server.access import COOKIE, cookie_value
from ui.server.plain import page
from ui.server.settings import ServerSettings


def sign_in_routes(router: APIRouter, settings: ServerSettings) -> None:
    """Add the form, and what it sends to."""

    @router.get("/login")
    def form(request: Request, lang: Language | None = None) -> HTMLResponse:
        return page(request, "login.html", lang, wrong=False)

    @router.post("/login")
    def sign_in(request: Request, token: Annotated[str, Form()] = "", lang: Language | None = None) -> Response:
        if settings.token is None or not hmac.compare_digest(token.strip().encode(), settings.token.encode()):
            refused = page(request, "login.html", lang, wrong=True)
            refused.status_code = 401
            return refused
        response = RedirectResponse("/", status_code=303)
        response.set_cookie(
            COOKIE, cookie_value(settings.token), httponly=True, samesite="strict", secure=request.url.scheme == "https"
        )
        return response
