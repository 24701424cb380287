"""Letters and lines: what is joined how, which characters nobody sees, how wide a line is."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from corpus.intake.model import LeftOut

# Format characters, private tags and direction marks: they say nothing to a reader, and may hide words from one.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\ufe00-\ufe0f\U000e0000-\U000e0fff]"
)
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BREAK = re.compile(r"\s*\n\s*")
_NOT_SPACED = re.compile("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff“”‘’…—·〔〕]")
ENDS_SENTENCE = re.compile(r"[。！？；：…][”’）》」』]*$")


def joined(left: str, right: str) -> str:
    """Join two visual lines: words of Latin letters and figures need a space between them, Chinese needs none.

    >>> joined("优质均", "衡发展"), joined("high", "quality"), joined("到", "2025年")
    ('优质均衡发展', 'high quality', '到2025年')
    """
    if not left or not right:
        return left + right
    return f"{left} {right}" if is_spaced(left, right) else left + right


def is_spaced(left: str, right: str) -> bool:
    """Whether both texts are of a script that parts its words by spaces, where they meet."""
    return not (_NOT_SPACED.match(left[-1]) or _NOT_SPACED.match(right[0]))


def one_line(text: str) -> str:
    """Return the text with its line breaks joined, and no white space around it."""
    pieces = _BREAK.split(text.strip())
    spaces = (" " if one and two and is_spaced(one, two) else "" for one, two in pairwise(pieces))
    return pieces[0] + "".join(space + piece for space, piece in zip(spaces, pieces[1:], strict=True))


def with_newlines(text: str) -> str:
    r"""Return the text with every kind of line break as "\n"."""
    return _LINE_BREAKS.sub("\n", text)


def seen(text: str) -> str:
    """Return the text without the characters that nobody sees."""
    return _INVISIBLE.sub("", text)


def unseen(texts: list[str]) -> tuple[LeftOut, ...]:
    """Return what `seen` takes away from the texts, as code points with their numbers."""
    counts = Counter(char for text in texts for char in _INVISIBLE.findall(text))
    return tuple(LeftOut("不可见字符", f"U+{ord(char):04X} ×{count}") for char, count in sorted(counts.items()))


def width(text: str) -> int:
    """Return the width of a line in half characters: a Chinese character is 2 wide.

    >>> width("到2025年")
    8
    """
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)
