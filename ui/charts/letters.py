"""How wide a text is drawn, by what its characters are: enough to wrap heads and to cut names that are too long."""

import re
import unicodedata

SIZE = 13.0  # px of a Chinese character
NARROW = 0.58  # of it
# What XML does not allow, and what turns the direction of the text around it.
_HARMFUL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufff0-\uffff]")

# What is never parted: a word or number of Latin script, a Chinese character with the marks that may not begin a line
# after it, or open one before it.
_PIECES = re.compile(r"[（“《]?(?:[!-~]+|[^!-~])[，。；：、）”》]*\s*")


def clean(text: str) -> str:
    """Return a text that may stand in a drawing."""
    return _HARMFUL.sub(" ", text)


def width(text: str, size: float = SIZE) -> float:
    """Return about how wide a text is, in px.

    >>> width("小学"), width("R1") < 20
    (26.0, True)
    """
    return sum(size if _is_wide(char) else size * NARROW for char in text)


def fitted(text: str, room: float, size: float = SIZE) -> str:
    """Return a text cut to the room that there is, in px."""
    text = clean(text)
    if width(text, size) <= room:
        return text
    kept, used = [], size
    for char in text:
        used += width(char, size)
        if used > room:
            break
        kept.append(char)
    return "".join(kept) + "…"


def wrapped(text: str, room: float, size: float = SIZE) -> list[str]:
    """Return a text in lines of the room that there is: broken at spaces, and between Chinese characters.

    >>> wrapped("每类应有（间）", 70)
    ['每类应有', '（间）']
    """
    lines = [""]
    for piece in _PIECES.findall(clean(text)):
        if lines[-1] and width(lines[-1] + piece.rstrip(), size) > room:
            lines.append("")
        lines[-1] += piece
    return [line.strip() for line in lines if line.strip()]


def _is_wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WFA"
