"""What the doctor says of the language model: which, where, what it may see, and whether it can be reached."""

import os
from collections.abc import Iterator

from assistant.language_model.background import Background, Late
from assistant.language_model.limits import CONNECT_SECONDS
from assistant.language_model.messages import Patience
from assistant.language_model.settings import (
    MODEL,
    MODEL_KEY,
    MODEL_NAMES,
    MODEL_URL,
    ModelSettings,
    model_settings,
)
from corpus.bilingual import Bilingual
from corpus.errors import JunhengError

_UNSET = Bilingual("未设置，由内置引擎回答", "not set: the built-in engine answers")
_UNNAMED = Bilingual(
    f"设了 {MODEL_URL}，没有设 {MODEL}，由内置引擎回答",
    f"{MODEL_URL} is set, {MODEL} is not: the built-in engine answers",
)
_HERE, _ELSEWHERE = Bilingual("本机", "this machine"), Bilingual("远程", "remote")
_SHOWN = Bilingual("学校名称照原样发送", "school names are sent as they are")
_HIDDEN = Bilingual("学校名称用代称", "school names are replaced")
_HIDDEN_AFTER_ALL = Bilingual(
    f"学校名称用代称（{MODEL_NAMES}=shown 只用于本机的模型）",
    f"school names are replaced ({MODEL_NAMES}=shown is for a model on this machine only)",
)
_PLAIN_KEY = Bilingual("密钥不加密传送，宜用 https", "the key is sent unencrypted: better use https")
_ANSWERS = Bilingual("可以连接", "reachable")
_UNAUTHORIZED = (401, 403)


def model_found() -> Bilingual:
    """Return what there is to say of the model. Raises WrongSetting, or JunhengError where it does not answer."""
    settings = model_settings()
    if settings is None:
        return _UNNAMED if os.environ.get(MODEL_URL, "").strip() else _UNSET
    status = _status(settings)
    if status is None:
        raise _amiss(settings, Bilingual("连接不上", "cannot be reached"), MODEL_URL)
    if status in _UNAUTHORIZED:
        raise _amiss(settings, Bilingual("不接受密钥", "does not accept the key"), MODEL_KEY)
    return _together(*_about(settings), _ANSWERS)


def _about(settings: ModelSettings) -> Iterator[Bilingual]:
    where = _HERE if settings.is_local else _ELSEWHERE
    yield Bilingual(
        f"{settings.name}，{settings.host}（{where.zh}）", f"{settings.name} at {settings.host} ({where.en})"
    )
    yield _SHOWN if settings.shows_names else _HIDDEN if settings.names == "hidden" else _HIDDEN_AFTER_ALL
    if settings.key and not settings.is_local and settings.url.startswith("http:"):
        yield _PLAIN_KEY


def _together(*parts: Bilingual) -> Bilingual:
    return Bilingual("，".join(one.zh for one in parts), ", ".join(one.en for one in parts))


def _amiss(settings: ModelSettings, what: Bilingual, variable: str) -> JunhengError:
    hint = Bilingual(
        f"请检查模型服务和 {variable}；在此之前由内置引擎回答。",
        f"See to the endpoint and to {variable}; until then the built-in engine answers.",
    )
    told = _together(*_about(settings), what)
    return JunhengError(Bilingual(f"{told.zh}。", f"{told.en}."), hint)


def _status(settings: ModelSettings) -> int | None:
    """Return what the endpoint answers, as a status of HTTP, when it is asked for its models; None for nothing."""
    import httpx

    from assistant.language_model.connection import Wire

    wire = Wire(settings)

    def ask() -> Iterator[int]:
        with wire.client(CONNECT_SECONDS) as client, client.stream("GET", f"{settings.url}/models") as response:
            yield response.status_code

    try:
        with Background(ask, wire.cut) as asking:
            return asking.take(Patience.of(CONNECT_SECONDS))
    except (Late, httpx.HTTPError):
        return None
