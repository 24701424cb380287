"""The closed vocabulary: the only words and marks that may stand between the slots of a sentence.

A word that nobody listed could judge, count or deny in a way that no list of forbidden words foresees. So it is the
known words that pass: those of vocabulary.yaml, the terms of the field, and places, whose agreement with the slots is
checked elsewhere.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from assistant.verified.numerals import folded
from assistant.verified.slots import FIGURE_MARK
from assistant.verified.topics import Readers
from corpus.folding import fold_width
from corpus.places import Gazetteer
from corpus.strict import load_yaml
from corpus.terms import Terms

_LEFT = re.compile(r"[a-z][a-z'’]*|[^\W\d_a-z]+|\S")


class _Vocabulary(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: tuple[tuple[str, ...], ...]
    en: tuple[tuple[str, ...], ...]
    marks: str


@cache
def _vocabulary() -> _Vocabulary:
    return _Vocabulary.model_validate(load_yaml((files("assistant.verified") / "vocabulary.yaml").read_text("utf-8")))


@cache
def _marks() -> frozenset[str]:
    marks = _vocabulary().marks
    return frozenset(marks + fold_width(marks) + FIGURE_MARK)


@lru_cache(maxsize=4)
def _listed(terms: Terms) -> re.Pattern[str]:
    """Return the pattern of every listed word or term, longest first."""
    words = _vocabulary()
    english = {word for group in words.en for word in group} | {fold_width(one) for term in terms for one in term.en}
    chinese = {word for group in words.zh for word in group}
    chinese |= {fold_width(one) for term in terms for one in (term.zh, *term.also)}
    return re.compile(f"{_any_of(chinese)}|(?<![a-z])(?:{_any_of(english)})s?(?![a-z])")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(fold_width(word)) for word in sorted(words, key=len, reverse=True))


def unlisted(words: str, readers: Readers) -> list[str]:
    """Return the words and marks outside the closed vocabulary.

    >>> from corpus.places import load_gazetteer
    >>> from corpus.terms import load_terms
    >>> unlisted("音乐教室的面积要求是 ，放心 | ok", Readers(load_gazetteer(), load_terms()))
    ['放心', '|', 'ok']
    """
    plain = words.replace("**", " ")  # emphasis; a single mark, or any other, is none of ours
    text = " ".join(folded(_without_places(plain, readers.gazetteer)).split())
    left = _listed(readers.terms).sub(" ", text)
    return [one for one in _LEFT.findall(left) if one not in _marks()]


def _without_places(words: str, gazetteer: Gazetteer) -> str:
    for start, end, _ in reversed(gazetteer.spans(words)):
        words = f"{words[:start]} {words[end:]}"
    return words
