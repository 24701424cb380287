"""Folded text for looking things up: full and half width, 繁 and 简, capitals and spacing must not hide a match.

Folded text is a search key and is never shown: quotations are always the document's own characters.
"""

import unicodedata
from functools import cache

from opencc import OpenCC


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


def fold_width(text: str) -> str:
    """Return the text in half width, simplified characters and small letters, with its spacing.

    >>> fold_width("督導 Ｌ３")
    '督导 l3'
    """
    simplified: str = _simplifier().convert(unicodedata.normalize("NFKC", text))
    return simplified.lower()


def fold(text: str) -> str:
    """Return the text folded as by `fold_width`, with all white space removed.

    >>> fold("每 12 个班级，督導")
    '每12个班级,督导'
    """
    return "".join(fold_width(text).split())
