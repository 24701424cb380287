"""Errors as the REST interface sends them: {error: {code, message, hint}} with the status that fits."""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from corpus.bilingual import Bilingual, Language
from corpus.errors import JunhengError
from ui.errors import Refused
from ui.labels import MAX_ECHO
from ui.language import accepted_language

API = "/api"
STATUS_OF_CODE = {
    "unknown_session": 404,
    "unknown_document": 404,
    "unknown_clause": 404,
    "pending_gone": 404,
    "unknown_header": 404,
    "unknown_receipt": 404,
    "damaged_record": 500,
    "altered_receipt": 500,
    "columns_unavailable": 503,
    "database_unavailable": 503,
    "document_too_large": 413,
    "document_unsupported": 415,
    "sheet_too_large": 413,
    "index_unavailable": 503,
    "not_a_workbook": 415,
    "sheet_is_web_page": 415,
}
UNPROCESSABLE = 422
UNAVAILABLE = 503
NOT_READY = Bilingual("条文索引暂不可用。", "The index of clauses is not available.")
NOT_KEPT = Bilingual("确认的列没有保存。", "The confirmed columns were not kept.")
NO_DATABASE = Bilingual("回执与会话的数据库暂不可用。", "The database of receipts and sessions is not available.")
UNAVAILABLE_WHAT = {"columns_unavailable": NOT_KEPT, "database_unavailable": NO_DATABASE}
NOT_READY_HINT = Bilingual("请稍后再试，或联系管理员。", "Try again later, or tell the operator.")
INTERFACE_HINT = Bilingual("接口说明见 /docs。", "The interface is described at /docs.")
NO_ROUTE = Bilingual("没有这个地址。", "There is nothing at this address.")
INTERNAL = Bilingual("服务器内部出错，本次请求没有完成。", "The server failed; this request was not completed.")
INTERNAL_HINT = Bilingual(
    "请重试；若再次出现，请把服务器日志交给管理员。", "Try again; if it recurs, show the operator the server's log."
)

_log = logging.getLogger(__name__)


def problem(status: int, code: str, message: Bilingual, hint: Bilingual, language: Language) -> JSONResponse:
    """Return an error in the shape of the contract."""
    body = {"error": {"code": code, "message": message.say(language), "hint": hint.say(language)}}
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(body, status_code=status, headers=headers)


def problem_of(error: JunhengError, language: Language) -> JSONResponse:
    """Return an error of ours in the shape of the contract."""
    status = status_of(error)
    if status == UNAVAILABLE:
        # The error's own words name a folder of the server.
        what = UNAVAILABLE_WHAT.get(error.code, NOT_READY)
        return problem(status, error.code, what, NOT_READY_HINT, language)
    return problem(status, error.code, error.message, error.hint, language)


def status_of(error: JunhengError) -> int:
    """Return the HTTP status of an error of ours."""
    return error.status if isinstance(error, Refused) else STATUS_OF_CODE.get(error.code, UNPROCESSABLE)


def request_language(request: Request) -> Language:
    """Return the language of a request: what its body asked for, else what its client accepts, else Chinese."""
    asked: Language | None = getattr(request.state, "language", None)
    return asked or accepted_language(request.headers.get("accept-language"))


def answer_problems(app: FastAPI) -> None:
    """Make `app` answer every error in the shape of the contract."""
    app.add_exception_handler(JunhengError, _on_error)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(Exception, _on_failure)


def _on_error(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, JunhengError)
    return problem_of(error, request_language(request))


def _on_validation(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    fault = error.errors()[0]
    if fault["type"] == "json_invalid":
        message = Bilingual("请求正文不是 JSON。", "The body is not JSON.")
        return problem(400, "bad_json", message, INTERFACE_HINT, request_language(request))
    where = ".".join(str(part) for part in fault["loc"] if part not in {"body", "query", "path"}) or "body"
    where = where[:MAX_ECHO]
    message = Bilingual(
        f"参数 {where} 缺失、多余或不合要求（{fault['msg']}）。",
        f"The parameter {where} is missing, unknown or not as required ({fault['msg']}).",
    )
    return problem(UNPROCESSABLE, "validation", message, INTERFACE_HINT, request_language(request))


def _on_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    language = request_language(request)
    if error.status_code in {404, 405}:
        return problem(404, "not_found", NO_ROUTE, INTERFACE_HINT, language)
    message = Bilingual("请求正文无法读取。", "The body cannot be read.")
    return problem(error.status_code, "bad_request", message, INTERFACE_HINT, language)


def _on_failure(request: Request, error: Exception) -> JSONResponse:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return problem(500, "internal", INTERNAL, INTERNAL_HINT, request_language(request))
