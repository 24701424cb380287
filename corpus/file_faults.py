"""What is wrong with a YAML file, said so that its writer finds it: which entry, what stands there, what is meant."""

from collections.abc import Callable, Mapping

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from corpus.bilingual import Bilingual, same
from corpus.strict import DuplicateKeyError

MOST_TOLD = 3
MAX_SHOWN = 60  # characters of a value that is repeated
Fault = ValidationError | yaml.YAMLError | DuplicateKeyError
_ENTRIES = {
    "requirements": Bilingual("条要求", "requirement"),
    "aims": Bilingual("条目标", "aim"),
    "facts": Bilingual("条现状", "fact"),
    "left_out": Bilingual("条未收数字", "left_out entry"),
    "indicators": Bilingual("个指标名", "indicator"),
}
_NUMBER = Bilingual("应为一个数", "must be a number")
_LIST = Bilingual("应为列表（每条以“- ”开头）", "must be a list (each entry begins with “- ”)")
_MAPPING = Bilingual("应为“键: 值”", "must be “key: value” pairs")
_EMPTY = Bilingual("太短或为空", "is too short or empty")
_EXPECTED: Mapping[str, Bilingual] = {
    "missing": Bilingual("缺少这一项", "is missing"),
    "extra_forbidden": Bilingual("没有这样的键", "is no key of this format"),
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "finite_number": _NUMBER,
    "int_parsing": Bilingual("应为整数", "must be a whole number"),
    "int_type": Bilingual("应为整数", "must be a whole number"),
    "string_type": Bilingual("应为文字", "must be text"),
    "bool_parsing": Bilingual("应为 true 或 false", "must be true or false"),
    "bool_type": Bilingual("应为 true 或 false", "must be true or false"),
    "tuple_type": _LIST,
    "mapping_type": _MAPPING,
    "model_type": _MAPPING,
    "dict_type": _MAPPING,
    "string_too_short": _EMPTY,
    "too_short": _EMPTY,
}
_IN_CONTEXT: Mapping[str, tuple[str, Callable[[object], Bilingual]]] = {
    "literal_error": ("expected", lambda one: Bilingual(f"应为 {one}", f"must be {one}")),
    "greater_than_equal": ("ge", lambda one: Bilingual(f"不应小于 {one}", f"must be at least {one}")),
    "less_than_equal": ("le", lambda one: Bilingual(f"不应大于 {one}", f"must be at most {one}")),
    "string_pattern_mismatch": ("pattern", lambda one: Bilingual(f"应符合 {one}", f"must match {one}")),
}


def fault_of(fault: Fault) -> Bilingual:
    """Return what is wrong with a file, up to the first few faults."""
    if isinstance(fault, ValidationError):
        told = [_told(one) for one in fault.errors()[:MOST_TOLD]]
        return Bilingual("；".join(one.zh for one in told), "; ".join(one.en for one in told))
    if isinstance(fault, DuplicateKeyError):
        return Bilingual(f"同一个键写了两次（{_line(fault)}）", f"a key stands twice ({_line(fault)})")
    return Bilingual(f"不是合格的 YAML（{_line(fault)}）", f"it is no valid YAML ({_line(fault)})")


def _line(fault: Exception) -> str:
    return " ".join(str(fault).split())


def _told(error: ErrorDetails) -> Bilingual:
    where, expected = _where(error["loc"]), _expected(error)
    given = "" if error["type"] == "missing" else _shown(error["input"])
    zh, en = (f"（写的是 {given}）", f" (it says {given})") if given else ("", "")
    return Bilingual(f"{where.zh}{expected.zh}{zh}", f"{where.en}{expected.en}{en}")


def _where(loc: tuple[int | str, ...]) -> Bilingual:
    """Return which entry and which key: 第 2 条要求的 unit."""
    kind = _ENTRIES.get(str(loc[0])) if loc else None
    entry = kind is not None and len(loc) > 1 and isinstance(loc[1], int)
    key = ".".join(str(part) for part in (loc[2:] if entry else loc) if part != "[key]")
    if not key and not entry:
        return Bilingual("整个文件：", "the file: ")
    if not (entry and kind):
        return Bilingual(f"{key}：", f"{key}: ")
    number = int(loc[1]) + 1
    zh, en = f"第 {number} {kind.zh}", f"{kind.en} {number}"
    return Bilingual(f"{zh}的 {key}：", f"{en}, {key}: ") if key else Bilingual(f"{zh}：", f"{en}: ")


def _expected(error: ErrorDetails) -> Bilingual:
    key, say = _IN_CONTEXT.get(error["type"], ("", same))
    if key:
        return say(error.get("ctx", {}).get(key, ""))
    return _EXPECTED.get(error["type"]) or same(error["msg"])


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
