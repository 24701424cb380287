"""What a question wants, by its likeness to examples: for wordings that no pattern foresees (谁垫底, are we okay).

A wrong want is worse than none: only a question that is clearly more like the examples of one want than like those of
any other has one. What is left over is told by the documents, or asked.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from pydantic import TypeAdapter

from assistant.asked import want_words
from assistant.asked.understanding import Understanding
from corpus.bilingual import Language
from corpus.folding import fold, has_chinese
from corpus.strict import load_yaml
from corpus.terms import Terms, english_words

if TYPE_CHECKING:
    from retrieval.embedding import Vectors

Want = Literal[
    "verdict", "value", "which", "count", "rank", "list", "compare", "drivers", "explain", "missing", "describe",
    "define", "clause", "help", "none",
]  # fmt: skip

ITEM, SCHOOL, PLACE = "⟨项目⟩", "⟨学校⟩", "⟨地⟩"
# What is put for the marks before a text becomes a vector: words that the model knows.
_READ_AS: Mapping[Language, Mapping[str, str]] = {
    "zh": {ITEM: "指标", SCHOOL: "某校", PLACE: "某县"},
    "en": {ITEM: "indicator", SCHOOL: "school A", PLACE: "county A"},
}
# Set on phrasings that the examples were not written from (tests/golden/meant_phrasings.yaml): more than nine in ten of
# those that pass are right, and what does not pass is left to the documents or asked.
LIKE_ENOUGH, APART = 0.4, 0.1
_NEAREST = 2  # examples of each want that count
# The kinds of words that name a thing, and those that say what is asked of it.
THINGS, MATTER = ("n", "j", "l"), ("n", "v", "a", "eng", "x", "j", "l", "i")
_DIGITS = 3  # of a likeness; the last bits of a vector differ between machines


@dataclass(frozen=True, slots=True)
class Meant:
    """The most likely wants of a question, the likeliest first. `sure`: the first is clear enough to act on."""

    wants: tuple[Want, ...]
    likeness: float
    margin: float
    sure: bool


def masked(asked: Understanding, terms: Terms) -> str:
    """Return a question with its indicators, schools and places as marks: only how it asks is left.

    >>> from corpus.terms import load_terms
    >>> masked(Understanding("康美小学班额行不行", "zh", "clause", schools=("康美小学",)), load_terms())
    '⟨学校⟩⟨项目⟩行不行'
    """
    text = asked.question
    for school in asked.schools:
        text = text.replace(school, SCHOOL)
    for place in asked.places:
        names = sorted({place.full_name, place.name, place.short, place.english} - {""}, key=len, reverse=True)
        text = re.sub("|".join(map(re.escape, names)), PLACE, text, flags=re.I)
    return _without_terms(text, terms)


def _without_terms(text: str, terms: Terms) -> str:
    """Return a text with a mark in the place of each indicator that it names."""
    chinese = has_chinese(text.replace(ITEM, "").replace(SCHOOL, "").replace(PLACE, ""))
    parts: list[str] = list(fold(text)) if chinese else list(english_words(text))
    for mention in terms.mentions_chinese(text) if chinese else terms.mentions_english(text):
        if mention.term.indicator:
            parts[mention.start : mention.end] = [ITEM, *[""] * (mention.end - mention.start - 1)]
    joined = ("" if chinese else " ").join(part for part in parts if part)
    return re.sub(rf"(?:{ITEM}[、,，和与及的\s]*)+", ITEM, joined)


class Examples:
    """The examples as vectors, and which want each is one of. They are made with the clause index, and kept."""

    def __init__(self, home: Path) -> None:
        """Keep the vectors in `home`, where the search of the clauses keeps its own."""
        self._home = home

    def prepare(self) -> None:
        """Make the vectors now: a question that comes first would wait for them."""
        _ = self._vectors, self._places

    def meant(self, text: str) -> Meant:
        """Return what a masked question wants."""
        from retrieval.search import open_embedder

        vector = open_embedder(self._home).question(_read(text))
        likeness = self._vectors @ _unit(vector - self._middle)
        scores = {want: round(_nearest(likeness[places]), _DIGITS) for want, places in self._places.items()}
        wants = sorted(scores, key=lambda want: (-scores[want], want))
        best, margin = scores[wants[0]], round(scores[wants[0]] - scores[wants[1]], _DIGITS)
        return Meant(tuple(wants), best, margin, best >= LIKE_ENOUGH and margin >= APART)

    @cached_property
    def _places(self) -> Mapping[Want, Sequence[int]]:
        found: dict[Want, list[int]] = {}
        for at, want in enumerate(want for want, texts in _examples().items() for _ in texts):
            found.setdefault(want, []).append(at)
        return found

    @cached_property
    def _vectors(self) -> "Vectors":
        """The examples as unit vectors from their middle: what all questions have in common tells none apart."""
        return _unit(self._encoded - self._middle)

    @cached_property
    def _middle(self) -> "Vectors":
        return np.asarray(self._encoded.mean(axis=0), dtype=np.float32)

    @cached_property
    def _encoded(self) -> "Vectors":
        from retrieval.search import open_embedder
        from retrieval.vectors import VectorCache

        texts = [_read(text) for several in _examples().values() for text in several]
        return VectorCache(open_embedder(self._home), self._home).vectors(texts, side="query")


def speaks_of_more(text: str, kinds: tuple[str, ...] = MATTER) -> bool:
    """Say whether a masked question holds a word of content that no example does: 哪几家食堂有问题 is about no item.

    >>> speaks_of_more("哪几家有问题"), speaks_of_more("哪几家食堂有问题")
    (False, True)
    """
    from retrieval.lexical import tagged

    rest = re.sub(f"{ITEM}|{SCHOOL}|{PLACE}", " ", text)
    words = [word for word, kind in tagged(rest) if kind.startswith(kinds) and len(word) > 1]
    return any(word.lower() not in _examples_in_scope() and word.lower() not in _field_words() for word in words)


@lru_cache(maxsize=2)
def open_examples(home: Path) -> Examples:
    """Return the examples of a data folder."""
    return Examples(home)


def _unit(vectors: "Vectors") -> "Vectors":
    return np.asarray(vectors / np.linalg.norm(vectors, axis=-1, keepdims=True), dtype=np.float32)


def _nearest(likeness: "Vectors") -> float:
    return float(np.sort(likeness)[-_NEAREST:].mean())


def _read(text: str) -> str:
    """Return a text with words for its marks."""
    language: Language = "zh" if has_chinese(re.sub(f"{ITEM}|{SCHOOL}|{PLACE}", "", text)) else "en"
    for mark, word in _READ_AS[language].items():
        text = text.replace(mark, word)
    return text


@cache
def _field_words() -> frozenset[str]:
    """The English words by which wants are told, and of which complete questions are made."""
    patterns = [one for one in vars(want_words).values() if isinstance(one, re.Pattern)]
    worded = (files("assistant.asked") / "worded.yaml").read_text("utf-8")
    written = " ".join([worded, *(re.sub(r"\\[a-zA-Z]", " ", one.pattern) for one in patterns)])
    return frozenset(
        form for word in re.findall("[a-z]{2,}", written.lower()) for form in (word, f"{word}s", word.removesuffix("s"))
    )


@cache
def _examples_in_scope() -> str:
    return "\n".join(text.lower() for want, several in _examples().items() if want != "none" for text in several)


@cache
def _examples() -> Mapping[Want, tuple[str, ...]]:
    read = TypeAdapter(dict[Want, tuple[str, ...]])
    return read.validate_python(load_yaml((files("assistant.asked") / "examples.yaml").read_text("utf-8")))
