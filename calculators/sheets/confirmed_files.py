"""Confirmed columns as YAML that people can read, mend and hand on: strict, since a slip would change figures.

One document a header: `shape`, `headings` (all of the sheet's), and `columns` (heading: canonical column, "" for one
that is not used).
"""

import math
from collections.abc import Iterable, Iterator, Sequence

import yaml

from calculators.columns import column_named
from calculators.errors import MalformedMapping, UnknownColumn
from calculators.sheets.confirmed import HeaderMapping, shape_of
from corpus.bilingual import Bilingual

MAX_BYTES = 256 * 1024
NAMED = 12
KEYS = ("shape", "headings", "columns")


def dump_mappings(mappings: Iterable[HeaderMapping]) -> str:
    """Return mappings as YAML, one document each."""
    return yaml.safe_dump_all(
        ({"shape": one.shape, "headings": list(one.headings), "columns": dict(one.columns)} for one in mappings),
        allow_unicode=True,
        sort_keys=False,
        explicit_start=True,
        width=math.inf,
    )


def load_mappings(content: bytes, name: str) -> tuple[HeaderMapping, ...]:
    """Return the mappings of a file. Raises MalformedMapping, which names the line and what is possible."""
    try:
        if len(content) > MAX_BYTES:
            raise _malformed(name, None, Bilingual("文件过大", "it is too large"))
        documents = [one for one in yaml.compose_all(content.decode("utf-8-sig"), yaml.SafeLoader) if one]
    except UnicodeDecodeError as error:
        raise _malformed(name, None, Bilingual("不是 UTF-8 文本", "it is not text in UTF-8")) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        raise _malformed(name, mark, Bilingual("不是 YAML", "it is not YAML")) from error
    if not documents:
        raise _malformed(name, None, Bilingual("没有内容", "it is empty"))
    found = tuple(_mapping(document, name) for document in documents)
    twice = [one.shape for at, one in enumerate(found) if one.shape in {other.shape for other in found[:at]}]
    if twice:
        raise _malformed(name, None, Bilingual(f"表头 {twice[0]} 出现两次", f"the header {twice[0]} stands twice"))
    return found


def _mapping(document: yaml.Node, name: str) -> HeaderMapping:
    parts = {key: node for key, _, node in _pairs(document, name, KEYS)}
    if set(parts) != set(KEYS):
        lacking = "、".join(key for key in KEYS if key not in parts)
        raise _malformed(name, document.start_mark, Bilingual(f"缺少 {lacking}", f"{lacking} is missing"))
    headings = tuple(_headings(parts["headings"], name))
    if _text(parts["shape"], name) != shape_of(headings):
        why = Bilingual("shape 与 headings 不符（表头改动过？）", "shape is not that of headings (were they changed?)")
        raise _malformed(name, parts["shape"].start_mark, why)
    return HeaderMapping(headings, dict(_choices(parts["columns"], headings, name)))


def _headings(node: yaml.Node, name: str) -> Iterator[str]:
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        raise _malformed(name, node.start_mark, Bilingual("headings 应为列表", "headings must be a list"))
    yield from (_text(one, name) for one in node.value)


def _choices(node: yaml.Node, headings: Sequence[str], name: str) -> Iterator[tuple[str, str]]:
    for heading, key, value in _pairs(node, name, headings):
        chosen = _text(value, name)
        try:
            if chosen:
                column_named(chosen)
        except UnknownColumn as error:
            raise _malformed(name, key.start_mark, _sentence(error)) from error
        yield heading, chosen


def _sentence(error: UnknownColumn) -> Bilingual:
    return Bilingual((error.message.zh + error.hint.zh).rstrip("。"), f"{error.message.en} {error.hint.en}".rstrip("."))


def _pairs(node: yaml.Node, name: str, possible: Sequence[str]) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """Yield the pairs of a YAML mapping, each key once and among those possible."""
    if not isinstance(node, yaml.MappingNode):
        raise _malformed(name, node.start_mark, Bilingual("应为“键: 值”", "it must be “key: value”"))
    seen: set[str] = set()
    for key, value in node.value:
        text = _text(key, name)
        if text in seen:
            raise _malformed(name, key.start_mark, Bilingual(f"“{text}”写了两次", f"“{text}” stands twice"))
        if text not in possible:
            zh, en = "、".join(possible[:NAMED]), ", ".join(possible[:NAMED])
            why = Bilingual(f"不认识“{text}”，可用：{zh}", f"“{text}” is unknown; possible are {en}")
            raise _malformed(name, key.start_mark, why)
        seen.add(text)
        yield text, key, value


def _text(node: yaml.Node, name: str) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _malformed(name, node.start_mark, Bilingual("应为文字", "it must be a text"))
    return str(node.value)


def _malformed(name: str, mark: yaml.Mark | None, why: Bilingual) -> MalformedMapping:
    zh, en = (f" 第 {mark.line + 1} 行", f", line {mark.line + 1}") if mark else ("", "")
    return MalformedMapping(
        Bilingual(f"{name}{zh}：{why.zh}。", f"{name}{en}: {why.en}."),
        Bilingual(
            "请改正，或用 junheng columns export 重新导出。", "Mend it, or make it anew with junheng columns export."
        ),
    )
