"""How the name of a school is written in letters, by the characters that places share with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from corpus.places import load_gazetteer

_INITIAL = "(?:zh|ch|sh|[bpmfdtnlgkhjqxzcsryw])?"
_FINAL = (
    "(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|io|ua|uo|ui|un|ue|ve|[aoeiuv])"
)
_SYLLABLE = re.compile(_INITIAL + _FINAL)
_BETWEEN = "[ '’-]?"


def is_pinyin(word: str, least: int = 1) -> bool:
    """Say whether letters can be read as that many syllables or more.

    >>> is_pinyin("jianguo", 2), is_pinyin("limits")
    (True, False)
    """
    return any(least <= len(one) for one in _cuts(word, 6))


@dataclass(frozen=True, slots=True)
class InLetters:
    """What finds a name written in letters; `sure`: the syllable of each of its characters is known."""

    pattern: re.Pattern[str]
    sure: bool


@cache
def in_letters(name: str) -> InLetters | None:
    """Return what finds a Chinese name written in letters: 康美 as kangmei, Kang Mei or Kang-mei.

    A character that is in no place's name may be any syllable; None where all are.
    """
    ways = [_syllables().get(char) for char in name]
    if not any(ways):
        return None
    parts = (f"(?:{'|'.join(sorted(one))})" if one else _SYLLABLE.pattern for one in ways)
    return InLetters(re.compile(rf"(?<![a-z]){_BETWEEN.join(parts)}(?![a-z])"), all(ways))


@cache
def _syllables() -> Mapping[str, frozenset[str]]:
    """Return the syllables of each character of the places whose English name can be cut in one way alone."""
    found: dict[str, set[str]] = {}
    for place in load_gazetteer().places:
        parts = re.split("[^a-z]+", place.english.lower())
        cuts = [one for one in _cuts("".join(parts), len(place.short)) if len(one) == len(place.short)]
        for char, syllable in zip(place.short, cuts[0], strict=True) if len(cuts) == 1 else ():
            found.setdefault(char, set()).add(syllable)
    return {char: frozenset(ways) for char, ways in found.items()}


def _cuts(letters: str, most: int) -> Iterator[tuple[str, ...]]:
    """Yield the ways to cut letters into syllables."""
    if not letters:
        yield ()
    elif most:
        for length in range(min(6, len(letters)), 0, -1):
            if _SYLLABLE.fullmatch(letters[:length]):
                yield from ((letters[:length], *rest) for rest in _cuts(letters[length:], most - 1))
