"""The bilingual term list: from anyone's words to the standards' Chinese terms, and back to an English gloss.

Questions come in colloquial Chinese and in English, the documents are in official Chinese; vectors alone bridge that
gap badly. One list serves retrieval, the recognition of indicators and the English labels.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field

from corpus.folding import fold, fold_width, has_chinese
from corpus.strict import load_yaml

_Key = TypeVar("_Key")
_WORD = re.compile(r"[a-z0-9]+(?:\.[0-9]+)?%?")
_POSSESSIVE = re.compile(r"[’']s?(?=\W|$)")


class Term(BaseModel):
    """One concept: the standards' Chinese term, other Chinese wordings, English wordings (the first is the gloss)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str = Field(min_length=1)
    indicator: str | None = Field(default=None, pattern=r"^(R[1-7]|CV|G([1-9]|1[0-5])|Q[1-9]|S1|V1|RULE)(\.[a-z_]+)?$")
    also: tuple[str, ...] = ()
    en: tuple[str, ...] = Field(min_length=1)


class _TermFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """A term found in a text. `start` and `end` count characters of the folded text (zh) or words (en)."""

    term: Term
    start: int
    end: int


class Terms:
    """The terms, and how to find them in a text: longest wording first, no character used twice."""

    def __init__(self, terms: Sequence[Term]) -> None:
        """Index the wordings. Raises ValueError where one wording stands for two terms."""
        self._by_zh = {term.zh: term for term in terms}
        self._chinese = _index((fold(wording), term) for term in terms for wording in (term.zh, *term.also))
        self._english = _index((english_words(wording), term) for term in terms for wording in term.en)
        self.english_vocabulary = frozenset(word for words in self._english for word in words)
        self._longest = max(len(words) for words in self._english)
        wordings = sorted(self._chinese, key=len, reverse=True)
        self._pattern = re.compile("|".join(re.escape(wording) for wording in wordings))

    def __iter__(self) -> Iterator[Term]:
        """Yield the terms in the order of the list."""
        return iter(self._by_zh.values())

    def to_chinese(self, english_question: str) -> str:
        """Return the standards' Chinese terms that an English text mentions, in its order, separated by spaces.

        >>> load_terms().to_chinese("How big must a music room be?")
        '面积 音乐专用教室'
        """
        return " ".join(dict.fromkeys(mention.term.zh for mention in self.mentions_english(english_question)))

    def to_standard(self, chinese_question: str) -> tuple[str, ...]:
        """Return the standards' terms for the wordings in a Chinese text, in its order.

        >>> load_terms().to_standard("画画的教室要多大")
        ('美术专用教室', '面积')
        """
        return tuple(dict.fromkeys(mention.term.zh for mention in self.mentions_chinese(chinese_question)))

    def english(self, zh_term: str) -> str:
        """Return the English gloss of a term of the list. Raises KeyError for any other text."""
        return self._by_zh[zh_term].en[0]

    def indicators(self, text: str) -> tuple[str, ...]:
        """Return the ids of the indicators that a Chinese or English text mentions, the longest wording first.

        >>> load_terms().indicators("小学差异系数达标吗")
        ('CV',)
        """
        mentions = [*self.mentions_chinese(text), *self.mentions_english(text)]
        mentions.sort(key=lambda mention: mention.start - mention.end)
        return tuple(dict.fromkeys(m.term.indicator for m in mentions if m.term.indicator))

    def without(self, text: str) -> str:
        """Return what is left of a folded text when its terms are taken out of it, in the language that it is in.

        >>> load_terms().without("画画的教室要多大"), load_terms().without("How big must a music room be?")
        ('要', 'must a be')
        """
        mentions = self.mentions_chinese(text) if has_chinese(text) else self.mentions_english(text)
        parts: Sequence[str] = fold(text) if has_chinese(text) else _words(text)
        taken = {place for mention in mentions for place in range(mention.start, mention.end)}
        left = [part for place, part in enumerate(parts) if place not in taken]
        return ("" if has_chinese(text) else " ").join(left)

    def located(self, text: str) -> tuple[Mention, ...]:
        """Return the terms that a text of either language mentions; positions count characters of the text itself.

        >>> [(one.term.indicator, one.start, one.end) for one in load_terms().located("我们县 音乐 教室够吗")]
        [('G3', 4, 9)]
        """
        at = [place for place, char in enumerate(text) for _ in fold(char)]
        chinese = [Mention(one.term, at[one.start], at[one.end - 1] + 1) for one in self.mentions_chinese(text)]
        words = [match.span() for match in _WORD.finditer(_POSSESSIVE.sub(_blank, fold_width(text)))]
        english = [Mention(one.term, words[one.start][0], words[one.end - 1][1]) for one in self.mentions_english(text)]
        return tuple(sorted((*chinese, *english), key=lambda one: one.start))

    def mentions_chinese(self, text: str) -> tuple[Mention, ...]:
        """Find Chinese wordings in a text; positions count characters of `fold(text)`."""
        folded = fold(text)
        found = [
            Mention(self._chinese[wording], start, start + len(wording))
            for start in range(len(folded))
            if (match := self._pattern.match(folded, start)) and (wording := match.group())
        ]
        return _longest_first(found)

    def mentions_english(self, text: str) -> tuple[Mention, ...]:
        """Find English wordings in a text; positions count words of `english_words(text)`."""
        words = english_words(text)
        found = [
            Mention(self._english[part], start, start + length)
            for start in range(len(words))
            for length in range(1, min(self._longest, len(words) - start) + 1)
            if (part := words[start : start + length]) in self._english
        ]
        return _longest_first(found)


def english_words(text: str) -> tuple[str, ...]:
    """Return the words of an English text, in small letters, singular, without possessives and punctuation.

    >>> english_words("Teachers' class-sizes")
    ('teacher', 'class', 'size')
    """
    return tuple(_singular(word) for word in _words(text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _words(text: str) -> list[str]:
    return _WORD.findall(_POSSESSIVE.sub(" ", fold_width(text)))


def _singular(word: str) -> str:
    if word in ("children", "schoolchildren"):
        return word.removesuffix("ren")
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 2 else word


def _index(wordings: Iterable[tuple[_Key, Term]]) -> dict[_Key, Term]:
    index: dict[_Key, Term] = {}
    for wording, term in wordings:
        if index.setdefault(wording, term) is not term:
            raise ValueError(f"{wording!r} stands for {index[wording].zh!r} and for {term.zh!r}: keep it in one.")
    return index


def _longest_first(found: Iterable[Mention]) -> tuple[Mention, ...]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start - m.end, m.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: m.start))


@cache
def load_terms() -> Terms:
    """Read the shipped list. Raises pydantic.ValidationError or ValueError where it is malformed."""
    return parse_terms((files("corpus") / "terms.yaml").read_text("utf-8"))


def parse_terms(text: str) -> Terms:
    """Return the terms of a YAML text of the list's form. Unknown keys, and keys that stand twice, are errors."""
    return Terms(_TermFile.model_validate(load_yaml(text)).terms)
