"""What is wrong with a YAML file, said so that its writer finds it: which entry, what stands there, what is meant."""

import re
from collections.abc import Callable, Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from corpus.bilingual import Bilingual
from corpus.yaml_faults import YamlFault, yaml_fault_of

MOST_TOLD = 3
MAX_SHOWN = 60  # characters of a value that is repeated
Fault = ValidationError | YamlFault
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
_WHOLE = Bilingual("应为整数", "must be a whole number")
_INDICATOR = Bilingual(
    "应为指标编号，如 R6、G3.music_area、LOCAL.work_practice",
    "must be an indicator, such as R6, G3.music_area, LOCAL.work_practice",
)
_EMPTY = Bilingual("太短或为空", "is too short or empty")
_EXPECTED: Mapping[str, Bilingual] = {
    "missing": Bilingual("缺少这一项", "is missing"),
    "extra_forbidden": Bilingual("没有这样的键", "is no key of this format"),
    "decimal_parsing": _NUMBER,
    "decimal_type": _NUMBER,
    "finite_number": _NUMBER,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
    "int_type": _WHOLE,
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
# What a key must be like, where a pattern says it.
_LIKE: Mapping[str, Bilingual] = {
    "indicator": _INDICATOR,
    "id": _INDICATOR,
    "checked_on": Bilingual("应为日期，如 2026-01-01", "must be a date such as 2026-01-01"),
}
_WRONG = Bilingual("写法不对", "is not written as it must be")
_IN_CONTEXT: Mapping[str, tuple[str, Callable[[object], Bilingual]]] = {
    "literal_error": ("expected", lambda one: _one_of(str(one))),
    "greater_than_equal": ("ge", lambda one: Bilingual(f"不应小于 {one}", f"must be at least {one}")),
    "less_than_equal": ("le", lambda one: Bilingual(f"不应大于 {one}", f"must be at most {one}")),
}


def fault_of(fault: Fault) -> Bilingual:
    """Return what is wrong with a file, up to the first few faults."""
    if isinstance(fault, ValidationError):
        told = [_told(one) for one in fault.errors()[:MOST_TOLD]]
        return Bilingual("；".join(one.zh for one in told), "; ".join(one.en for one in told))
    return yaml_fault_of(fault)


def entry(kind: str, index: int) -> Bilingual:
    """Return how an entry of a file is called, counted from the top of its list: 第 2 条要求."""
    name = _ENTRIES[kind]
    return Bilingual(f"第 {index + 1} {name.zh}", f"{name.en} {index + 1}")


def _told(error: ErrorDetails) -> Bilingual:
    where, expected = _where(error["loc"]), _expected(error)
    given = "" if error["type"] == "missing" else _shown(error["input"])
    zh, en = (f"（写的是 {given}）", f" (it says {given})") if given else ("", "")
    return Bilingual(f"{where.zh}{expected.zh}{zh}", f"{where.en}{expected.en}{en}")


def _where(loc: tuple[int | str, ...]) -> Bilingual:
    """Return which entry and which key: 第 2 条要求的 unit."""
    listed = len(loc) > 1 and str(loc[0]) in _ENTRIES and isinstance(loc[1], int)
    key = ".".join(str(part) for part in (loc[2:] if listed else loc) if part != "[key]")
    if not listed:
        return Bilingual(f"{key}：", f"{key}: ") if key else Bilingual("整个文件：", "the file: ")
    one = entry(str(loc[0]), int(loc[1]))
    return Bilingual(f"{one.zh}的 {key}：", f"{one.en}, {key}: ") if key else Bilingual(f"{one.zh}：", f"{one.en}: ")


def _expected(error: ErrorDetails) -> Bilingual:
    if told := _IN_CONTEXT.get(error["type"]):
        key, say = told
        return say(error.get("ctx", {}).get(key, ""))
    if error["type"] == "string_pattern_mismatch":
        return _LIKE.get(str(error["loc"][-1]), _WRONG)
    return _EXPECTED.get(error["type"], _WRONG)


def _one_of(expected: str) -> Bilingual:
    """Return a list of allowed values; the empty text is named."""
    values = re.findall(r"'([^']*)'", expected)
    zh, en = (" ".join(value or empty for value in values) for empty in ("''（空）", "'' (nothing)"))
    return Bilingual(f"应为其中之一：{zh}", f"must be one of: {en}")


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"
