"""Every error of a route as who asks can read it: a person on a page of ours by a page, all others by the contract."""

import logging

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException

from corpus.bilingual import Bilingual
from corpus.errors import JunhengError
from ui.errors import Refused
from ui.server.access import is_for_person
from ui.server.plain import problem_page
from ui.server.problems import (
    INTERFACE_HINT,
    INTERNAL,
    INTERNAL_HINT,
    NO_ROUTE,
    UNPROCESSABLE,
    problem,
    problem_of,
    request_language,
)
from ui.words.labels import MAX_ECHO, NO_PAGE_HINT, UNREADABLE_PART

_log = logging.getLogger(__name__)


def answer_problems(app: FastAPI, *, pages: bool = False) -> None:
    """Make `app` answer every error; `pages`: whether it has pages for people."""
    app.state.pages = pages
    app.add_exception_handler(JunhengError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_failure)


def _on_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, JunhengError)
    if _is_for_person(request):
        return problem_page(request, error)
    return problem_of(error, request_language(request), request.url.path)


def _on_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    fault = error.errors()[0]
    if fault["type"] == "json_invalid":
        return _problem(request, 400, "bad_json", Bilingual("请求正文不是 JSON。", "The body is not JSON."))
    where = ".".join(str(part) for part in fault["loc"] if part not in {"body", "query", "path"}) or "body"
    where = where[:MAX_ECHO]
    if _is_for_person(request):
        part = Bilingual(UNREADABLE_PART.zh.format(part=where), UNREADABLE_PART.en.format(part=where))
        return _problem(request, UNPROCESSABLE, "validation", part)
    message = Bilingual(
        f"参数 {where} 缺失、多余或不合要求（{fault['msg']}）。",
        f"The parameter {where} is missing, unknown or not as required ({fault['msg']}).",
    )
    return _problem(request, UNPROCESSABLE, "validation", message, param=where)


def _on_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code in {404, 405}:
        return _problem(request, 404, "not_found", NO_ROUTE)
    message = Bilingual("请求正文无法读取。", "The body cannot be read.")
    return _problem(request, error.status_code, "bad_request", message)


def _on_failure(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _problem(request, 500, "internal", INTERNAL, INTERNAL_HINT)


def _problem(
    request: Request, status: int, code: str, message: Bilingual, hint: Bilingual | None = None, *,
    param: str | None = None,
) -> Response:  # fmt: skip
    if _is_for_person(request):
        return problem_page(request, Refused(status, code, message, hint or NO_PAGE_HINT))
    language, path = request_language(request), request.url.path
    return problem(status, code, message, hint or INTERFACE_HINT, language, path=path, param=param)


def _is_for_person(request: Request) -> bool:
    return request.app.state.pages and is_for_person(request.url.path, request.headers)
