"""Which language model is set and how it may be used: the operator's variables, read in one place.

There is no default endpoint: nothing leaves this machine unless the operator names where to.
"""

import os
import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from assistant.errors import WrongSetting
from assistant.loopback import is_loopback
from corpus.bilingual import Bilingual

MODEL, MODEL_URL, MODEL_KEY = "JUNHENG_MODEL", "JUNHENG_MODEL_URL", "JUNHENG_MODEL_KEY"
MODEL_TIMEOUT, MODEL_NAMES = "JUNHENG_MODEL_TIMEOUT", "JUNHENG_MODEL_NAMES"
DEFAULT_SECONDS, LEAST_SECONDS, MOST_SECONDS = 30, 1, 600
LONGEST_NAME = 200
_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3})?", re.ASCII)
_LAST_STEP = "/chat/completions"
Names = Literal["hidden", "shown"]


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model and where it is spoken to.

    `url` is the address under which `/chat/completions` stands, without a slash at its end. `seconds` are for one
    question with all that is sent and heard for it. `names` is what the operator wishes for schools' names.
    """

    name: str
    url: str
    key: str | None = field(default=None, repr=False)
    seconds: float = DEFAULT_SECONDS
    names: Names = "hidden"

    @property
    def host(self) -> str:
        """The host of the endpoint, with its port where one is given."""
        return urlsplit(self.url).netloc

    @property
    def is_local(self) -> bool:
        """Whether what is sent stays on this machine."""
        return is_loopback(urlsplit(self.url).hostname or "")

    @property
    def shows_names(self) -> bool:
        """Whether the model may see the names of schools: only one on this machine, where the operator wishes it."""
        return self.is_local and self.names == "shown"


def model_settings() -> ModelSettings | None:
    """Return the model of `JUNHENG_MODEL` and its kin; None where none is set. Raises WrongSetting."""
    name = _given(MODEL)
    if not name:
        return None
    if not name.isprintable() or len(name) > LONGEST_NAME:
        raise _wrong(MODEL, name, Bilingual("应为模型的名称，一行之内。", "It must be a model's name, in one line."))
    return ModelSettings(name, _url(), _key(), _seconds(), _names())


def _seconds() -> float:
    given = _given(MODEL_TIMEOUT)
    if not given:
        return DEFAULT_SECONDS
    if not _NUMBER.fullmatch(given) or not LEAST_SECONDS <= float(given) <= MOST_SECONDS:
        zh, en = (
            f"应为 {LEAST_SECONDS} 至 {MOST_SECONDS} 的秒数。",
            f"It must be {LEAST_SECONDS} to {MOST_SECONDS} seconds.",
        )
        raise _wrong(MODEL_TIMEOUT, given, Bilingual(zh, en))
    return float(given)


def _names() -> Names:
    given = _given(MODEL_NAMES).lower()
    if given in ("", "hidden"):
        return "hidden"
    if given == "shown":
        return "shown"
    raise _wrong(MODEL_NAMES, given, Bilingual("应为 hidden 或 shown。", "It must be hidden or shown."))


def _key() -> str | None:
    key = _given(MODEL_KEY)
    if not key.isascii() or not key.isprintable() or " " in key:
        raise WrongSetting(
            Bilingual(f"{MODEL_KEY} 的值不对。", f"{MODEL_KEY} is wrong."),
            Bilingual("密钥只能由不含空格的 ASCII 字符组成。", "A key is made of ASCII characters without spaces."),
        )
    return key or None


def _url() -> str:
    given = _given(MODEL_URL)
    if not given:
        raise WrongSetting(
            Bilingual(f"设了 {MODEL}，没有设 {MODEL_URL}。", f"{MODEL} is set, but {MODEL_URL} is not."),
            Bilingual(
                "请写明模型服务的地址，如 http://127.0.0.1:8000/v1；不用模型时请不要设 JUNHENG_MODEL。",
                "Name the endpoint, for example http://127.0.0.1:8000/v1; without a model, leave JUNHENG_MODEL unset.",
            ),
        )
    _check(given)
    return given.rstrip("/")


def _check(url: str) -> None:
    try:
        parts = urlsplit(url)
        whole = parts.scheme in ("http", "https") and bool((parts.hostname or "").encode("idna"))
        whole = whole and parts.port != 0
    except ValueError:
        raise _no_address() from None
    if "@" in parts.netloc:
        raise _wrong_url(
            Bilingual(
                f"地址中不能有用户名或密码；密钥请放在 {MODEL_KEY}。", f"Keep user and password out; use {MODEL_KEY}."
            )
        )
    if not whole or not url.isprintable() or " " in url or _more_than_a_path(parts):
        raise _no_address()
    if parts.path.rstrip("/").endswith(_LAST_STEP):
        raise _wrong_url(Bilingual(f"请去掉末尾的 {_LAST_STEP}。", f"Leave out {_LAST_STEP} at its end."))


def _more_than_a_path(parts: SplitResult) -> bool:
    return bool(parts.query or parts.fragment)


def _no_address() -> WrongSetting:
    return _wrong_url(
        Bilingual(
            "应为 http:// 或 https:// 开头的地址，如 http://127.0.0.1:8000/v1。",
            "It must begin with http:// or https://, for example http://127.0.0.1:8000/v1.",
        )
    )


def _wrong_url(hint: Bilingual) -> WrongSetting:
    # The value is not repeated: an address may hold a password.
    return WrongSetting(Bilingual(f"{MODEL_URL} 的值不对。", f"{MODEL_URL} is wrong."), hint)


def _wrong(variable: str, given: str, hint: Bilingual) -> WrongSetting:
    shown = "".join(one if one.isprintable() else "�" for one in given[:40])
    return WrongSetting(Bilingual(f"{variable} 的值不对：{shown}。", f"{variable} is wrong: {shown}."), hint)


def _given(variable: str) -> str:
    return os.environ.get(variable, "").strip()
