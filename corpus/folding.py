"""Folded text for looking things up: full and half width, 繁 and 简, capitals and spacing must not hide a match.

Folded text is a search key and is never shown: quotations are always the document's own characters.
"""

import re
import unicodedata
from functools import cache
from pathlib import Path

import opencc
from opencc import OpenCC

_CHINESE = re.compile(r"[\u3400-\u9fff]")


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def _simplified(text: str) -> str:
    """Convert only what holds a traditional character: converting is a hundred times slower than looking."""
    if _traditional().isdisjoint(text):
        return text
    simplified: str = _simplifier().convert(text)
    return simplified


@cache
def _traditional() -> frozenset[str]:
    """Return the characters that converting may change: those of the converter's own lists, alone or in a phrase."""
    found: set[str] = set()
    for name in ("TSCharacters.txt", "TSPhrases.txt"):
        for line in (Path(opencc.__file__).parent / "dictionary" / name).read_text("utf-8").splitlines():
            written, _, simplified = line.partition("\t")
            found.update(set(written) - set(simplified.split(" ")[0]))
    return frozenset(found)


def fold_width(text: str) -> str:
    """Return the text in half width, simplified characters and small letters, with its spacing.

    >>> fold_width("督導 Ｌ３")
    '督导 l3'
    """
    return _simplified(unicodedata.normalize("NFKC", text)).lower()


def fold(text: str) -> str:
    """Return the text folded as by `fold_width`, with all white space removed.

    >>> fold("每 12 个班级，督導")
    '每12个班级,督导'
    """
    return "".join(fold_width(text).split())


def has_chinese(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return _CHINESE.search(text) is not None
