"""The marks of a sentence that a model wrote: a closed list, none doubled, each pair closed and holding something."""

import re
from collections.abc import Iterable

from assistant.verified.numerals import folded
from assistant.verified.slots import SLOT
from corpus.folding import has_chinese

_CHINESE = frozenset("，。、；：（）“”「」『』")
_ENGLISH = frozenset(",.;:()\"'’“”-")
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）"}
_ASCII = re.compile(r"\[\[.*?\]\]|[,;:()]")
# Title marks say nothing around a name, and nothing else stands in them.
_TITLE = re.compile(r"《(\[\[n:\w+\]\])》")
# Of marks side by side all but one say nothing, or that something is left out.
_DOUBLED = re.compile(r"[,.;:。、]\s*[,.;:。、⋯)]|\(\s*[,.;:。、⋯)]")
_BETWEEN = '[^“”「」『』"]*'
_QUOTED = re.compile(f'{_BETWEEN}(?:(?:“{_BETWEEN}”|「{_BETWEEN}」|『{_BETWEEN}』|"{_BETWEEN}"){_BETWEEN})*', re.DOTALL)


def marks_of(lines: Iterable[str]) -> frozenset[str]:
    """Return the marks that may stand in what tells some lines: the usual ones of their language, and their own."""
    written = SLOT.sub("", _TITLE.sub(r"\1", "".join(lines)))
    usual = _CHINESE if has_chinese(written) or not (_CHINESE - _ENGLISH).isdisjoint(written) else _ENGLISH
    return usual | {char for char in written if not char.isalnum()} | {" "}


def are_well(sentence: str, allowed: frozenset[str]) -> bool:
    """Say whether a sentence has marks of a list alone, no two side by side, and each pair closed around something."""
    plain = SLOT.sub("n", _TITLE.sub(r"\1", sentence)).replace("**", "")
    known = all(char.isalnum() or char in allowed for char in plain)
    return known and _closes(folded(plain)) and bool(_QUOTED.fullmatch(plain))


def _closes(words: str) -> bool:
    depth = 0
    for char in words:
        depth += (char == "(") - (char == ")")
        if depth not in (0, 1):
            return False
    return depth == 0 and not _DOUBLED.search(words)


def full_width(sentence: str) -> str:
    """Return a Chinese sentence with the marks of Chinese; its slots stay.

    >>> full_width("[[n:n1]]: [[v:v2]],[[f:f3]]")
    '[[n:n1]]： [[v:v2]]，[[f:f3]]'
    """
    return _ASCII.sub(lambda match: _FULL_WIDTH.get(match.group(), match.group()), sentence)
