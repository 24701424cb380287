"""Words found in a text as they stand: width, 繁 and 简, capitals, spacing and the kind of brackets do not matter.

A text is folded character by character, so that each place found is a span of the text's own characters.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from corpus.folding import fold

_BRACKETS = str.maketrans("〔〕[]【】", "()()()")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as it is looked through: `places[n]` is where the character stands that gave the folded one at `n`."""

    text: str
    places: tuple[int, ...]


def spans_of(words: str, text: str) -> tuple[Span, ...]:
    """Return where `words` stand in `text`, in order; spans do not overlap. Nothing where `words` are blank.

    >>> spans_of("音樂教室 ９６㎡", "每间音乐 教室96㎡，音乐教室")
    ((2, 10),)
    >>> spans_of("[2021]63号", "泉鲤政办〔2021〕63 号")
    ((4, 14),)
    """
    wanted, folded = folded_text(words).text, folded_text(text)
    found: list[Span] = []
    at = folded.text.find(wanted) if wanted else -1
    while at >= 0:
        found.append((folded.places[at], folded.places[at + len(wanted) - 1] + 1))
        at = folded.text.find(wanted, at + len(wanted))
    return tuple(found)


def spans_of_all(words: str, text: str) -> tuple[Span, ...]:
    """Return where each of several words, parted by white space, stands in a text that holds all of them.

    >>> spans_of_all("教室 音乐", "音乐、美术教室"), spans_of_all("教室 食堂", "音乐教室")
    (((0, 2), (5, 7)), ())
    """
    found = [spans_of(word, text) for word in words.split()]
    return joined(span for spans in found for span in spans) if found and all(found) else ()


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return tuple(found)


@lru_cache(maxsize=50_000)
def folded_text(text: str) -> Folded:
    """Return a text folded, with the place of each character."""
    pieces = [_folded(character) for character in text]
    places = tuple(at for at, piece in enumerate(pieces) for _ in piece)
    return Folded("".join(pieces), places)


@lru_cache(maxsize=30_000)
def _folded(character: str) -> str:
    return fold(character).translate(_BRACKETS)
