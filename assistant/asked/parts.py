"""Several questions in one message: where one ends and the next begins."""

import re
from collections.abc import Iterator

from assistant.asked.facets import Names, spans_in, without
from assistant.asked.unsaid import ADDED, Ellipsis, ellipsis_in

MOST_PARTS = 6

# A number before each question of a list: 1. （二） ③ 第一，
_NUMBERED = re.compile(
    r"(?:[（(](?P<in>\d{1,2}|[一二三四五六七八九十])[)）]|(?P<ring>[①-⑩])"
    r"|(?:(?<=^)|(?<=[\s？?。；;，,：:]))(?:(?P<n>\d{1,2}|[一二三四五六七八九十])(?:[)）]|[.．、](?!\d))"
    r"|第(?P<nth>[一二三四五六七八九十])(?=[，,、：:])))[，,、：:\s]*"
)
_ORDER = "一二三四五六七八九十"
_RINGS = "①②③④⑤⑥⑦⑧⑨⑩"
_END = re.compile(r"[？?；;。！!\n]+|(?<=[a-z0-9)])(?<!e\.g)(?<!i\.e)(?<!vs)\.(?=\s+[A-Z]|$)")
_ALSO = re.compile(
    r"^(?:另外|还有|此外|顺便(?:问一下|问下|问)?|再问(?:一下)?|also|besides|in addition"
    r"|and also)[，,：:\s]*(?:请?问)?",
    re.I,
)
_OPENS = re.compile(
    r"^\s*(?:另外|还有|此外|顺便|再问|also\b|besides\b|in addition\b|and also\b|what about\b|how about\b)", re.I
)
_ASKS = re.compile(
    r"[？?]|[吗呢么嘛]\W*$|什么|怎么|怎样|如何|哪|多少|多大|多高|几|是否|是不是|有没有|能不能|为什么|为何|谁|够不够"
    r"|达标|排名|列出"
    r"|^\W*(?:and |or |so )?(?:what|which|how|who|why|when|where|does|do|did|is|are|can|must|has|have|list|show"
    r"|compare|explain)\b",
    re.I,
)
_BRACKETS = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）|\([^()]*\)|\"[^\"]*\"|「[^」]*」|\[[^\]]*\]")


def parts_of(message: str, names: Names) -> tuple[str, ...]:
    """Return the questions of a message, in its own words; a message that asks one thing is one.

    What asks nothing belongs to the question behind it, and 为什么 or 达标吗 alone to the one before it.
    """
    if entries := _entries(message):
        return entries
    asked = _with_context([part for piece in _by_ends(message) for part in _by_commas(piece, names)])
    parts: list[str] = []
    for piece in asked:
        if parts and _adds_to_the_one_before(piece, names):
            parts[-1] = f"{parts[-1]} {piece}" if piece.isascii() else f"{parts[-1]}{piece}"
        else:
            parts.append(piece)
    return tuple(parts) if len(parts) > 1 else (message,)


def _entries(message: str) -> tuple[str, ...]:
    """Return the entries of a numbered list, without their numbers; what leads it stands before the first."""
    starts: list[re.Match[str]] = []
    for match in _NUMBERED.finditer(message):
        if _number(match) == len(starts) + 1:
            starts.append(match)
    if len(starts) < len(("first", "second")):
        return ()
    ends = [*(match.start() for match in starts[1:]), len(message)]
    found = [message[match.end() : end].strip(" \n，,；;") for match, end in zip(starts, ends, strict=True)]
    lead = message[: starts[0].start()].strip()
    return tuple(entry for entry in (f"{lead}{found[0]}", *found[1:]) if any(map(str.isalnum, entry)))


def _number(match: re.Match[str]) -> int:
    if match["ring"]:
        return _RINGS.index(match["ring"]) + 1
    written = match["in"] or match["n"] or match["nth"]
    return int(written) if written.isdecimal() else _ORDER.index(written) + 1


def _by_ends(text: str) -> Iterator[str]:
    """Yield what stands between marks that end a question, each with its mark; none inside brackets or quotes."""
    hidden = _BRACKETS.sub(lambda match: "x" * len(match.group()), text)
    start = 0
    for match in _END.finditer(hidden):
        if piece := text[start : match.end()].strip():
            yield piece
        start = match.end()
    if rest := text[start:].strip():
        yield rest


def _by_commas(piece: str, names: Names) -> Iterator[str]:
    """Yield the questions that commas part: 音乐教室多大，美术教室呢 is two, 差异系数多少，达标吗 is one."""
    start = 0
    for match in re.finditer(r"[，,]", piece):
        behind = piece[match.end() :]
        clause = re.split(r"[，,]", behind)[0]
        if (_OPENS.match(behind) or _follows_up(clause, names)) and _ASKS.search(piece[start : match.start()]):
            yield piece[start : match.start()].strip()
            start = match.end()
    yield piece[start:].strip()


def _follows_up(clause: str, names: Names) -> bool:
    said, facets = _read(clause, names)
    return said.bare and said.marked and facets


def _read(text: str, names: Names) -> tuple[Ellipsis, bool]:
    # 和国家比呢 asks more of the question before it; 国家 is no matter of its own.
    spans = [one for one in spans_in(text, names) if one.facet != "national"]
    topical = any(one.facet in ("topic", "spread") for one in spans)
    return ellipsis_in(without(text, spans), text, has_topic=topical), bool(spans)


def _with_context(pieces: list[str]) -> list[str]:
    """Join what asks nothing to the question behind it; at the end, to the one before."""
    parts, context = [], ""
    for piece in pieces:
        if not any(char.isalnum() for char in piece):
            continue
        text = f"{context}{' ' if context.isascii() and context else ''}{_ALSO.sub('', piece)}"
        if _ASKS.search(piece):
            parts.append(text)
            context = ""
        else:
            context = text
    if context and parts:
        parts[-1] = f"{parts[-1]}{context}"
    return parts or ([context] if context else [])


def _adds_to_the_one_before(piece: str, names: Names) -> bool:
    said, facets = _read(piece, names)
    return not facets and (said.predicate in ADDED or said.predicate == "verdict")
