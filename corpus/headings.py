"""Which numbered line is a heading, by its looks and by what stands below it: a format rarely says so reliably."""

import re

from corpus.numbering import ARTICLE, Number, number_of

ENDS_SENTENCE = re.compile(r"[。！？：；…]$")
_INNER_STOP = re.compile(r"[。！？；：:](?!$)")
_HEADING_LIMIT = 45  # characters; a longer numbered line is a run-in paragraph
_DEEPEST_WITH_STOP = 7  # a heading such as （一）…。 may end in 。; an item such as 4.…。 is a paragraph
_ARTICLE_HEADING = re.compile(r"[^，。；：！？,;:!?]{1,25}")  # 第一条 宗旨; anything longer is the article itself


def may_head(number: Number | None, text: str) -> bool:
    """Whether a numbered line could be a heading by its looks."""
    if number is None or len(text) > _HEADING_LIMIT or _INNER_STOP.search(text):
        return False
    if number.level == ARTICLE:
        return _ARTICLE_HEADING.fullmatch(text) is not None
    return not ENDS_SENTENCE.search(text) or (number.level <= _DEEPEST_WITH_STOP and text[-1] not in "；：;:")


def heads(number: Number, following: str | None) -> bool:
    """Whether something stands below the line; a numbered line with nothing below it is a paragraph."""
    below = number_of(following) if following else None
    return number.is_annex or (following is not None and (below is None or below.level > number.level))


def joined(left: str, right: str) -> str:
    """Join two visual lines; only words of Latin letters need a space between them.

    >>> joined("生均教学", "仪器设备值"), joined("smart", "campus")
    ('生均教学仪器设备值', 'smart campus')
    """
    return f"{left} {right}" if left[-1].isascii() and right[0].isascii() and right[0].isalpha() else left + right
