"""Errors as the interfaces send them, with the status that fits: {error: {code, message, hint}}.

Where OpenAI's clients ask, in the shape that they know: {error: {message, type, code, param}}.
"""

from fastapi import Request
from fastapi.responses import JSONResponse

from assistant.model import Json
from corpus.bilingual import Bilingual, Language
from corpus.errors import JunhengError
from ui.errors import Refused
from ui.words.language import accepted_language

API = "/api"
COMPLETIONS = "/v1"
STATUS_OF_CODE = {
    "unknown_figure": 404,
    "nothing_checked": 404,
    "unknown_session": 404,
    "unknown_conversation": 404,
    "unknown_answer": 404,
    "unknown_share": 404,
    "too_many": 409,
    "busy": 429,
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
BAD_REQUEST = 400
UNPROCESSABLE = 422
UNAVAILABLE = 503
COMPLETION_TYPES = {401: "authentication_error", 429: "rate_limit_error"}
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


def problem(
    status: int, code: str, message: Bilingual, hint: Bilingual, language: Language, *, path: str = "",
    param: str | None = None,
) -> JSONResponse:  # fmt: skip
    """Return an error in the shape that who asked at this `path` expects; `param` is the part of the body at fault."""
    body = _body(code, message.say(language), hint.say(language))
    if path.startswith(f"{COMPLETIONS}/"):
        status = BAD_REQUEST if status == UNPROCESSABLE else status
        body = completion_body(status, code, message.say(language), hint.say(language), param)
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else None
    return JSONResponse(body, status_code=status, headers=headers)


def problem_body(error: JunhengError, language: Language) -> Json:
    """Return an error of ours as REST sends it."""
    _, message, hint = told(error)
    return _body(error.code, message.say(language), hint.say(language))


def _body(code: str, message: str, hint: str) -> Json:
    return {"error": {"code": code, "message": message, "hint": hint}}


def completion_body(status: int, code: str, message: str, hint: str, param: str | None = None) -> Json:
    """Return an error as OpenAI's clients know it, the hint after the message."""
    kind = COMPLETION_TYPES.get(status, "server_error" if status >= 500 else "invalid_request_error")
    said = f"{message}{'' if message.endswith('。') else ' '}{hint}".strip()
    return {"error": {"message": said, "type": kind, "code": code, "param": param}}


def problem_of(error: JunhengError, language: Language, path: str = "") -> JSONResponse:
    """Return an error of ours in the shape that who asked at this `path` expects."""
    status, message, hint = told(error)
    return problem(status, error.code, message, hint, language, path=path)


def told(error: JunhengError) -> tuple[int, Bilingual, Bilingual]:
    """Return the status of an error, and its message and hint as those outside may read them."""
    status = status_of(error)
    if status == UNAVAILABLE:
        # The error's own words name a folder of the server.
        return status, UNAVAILABLE_WHAT.get(error.code, NOT_READY), NOT_READY_HINT
    return status, error.message, error.hint


def status_of(error: JunhengError) -> int:
    """Return the HTTP status of an error of ours."""
    return error.status if isinstance(error, Refused) else STATUS_OF_CODE.get(error.code, UNPROCESSABLE)


def request_language(request: Request) -> Language:
    """Return the language of a request: what its body asked for, else what its client accepts, else Chinese."""
    asked: Language | None = getattr(request.state, "language", None)
    return asked or accepted_language(request.headers.get("accept-language"))
