"""How likely it is that the corpus supports an answer, so that the assistant can say an honest no.

A question is taken apart into its concepts (terms of the bilingual list) and its other content words. What counts is
whether the best clauses hold them, in any wording, weighted by how rare they are in the corpus: 校服 is in no clause,
so no clause on 学生 answers a question on it. Cosines help where the wording is free, but cannot tell alone: they are
high for everything about schools.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.folding import fold
from corpus.places import Gazetteer
from corpus.terms import Mention, Term, Terms, english_words
from retrieval.exact import Named
from retrieval.levels import levels_in, speaks_of
from retrieval.lexical import search_key, tagged, words_of
from retrieval.query import Query

# Most questions have an answer, and a clause shown in vain costs little, so the line lies a little below the middle.
ABSTAIN_BELOW = 0.4
_CONSIDERED = 5
# Fitted on tests/retrieval/questions.jsonl and the even lines of tests/golden/dev_questions.jsonl.
_BASE, _COVERED, _COSINE = -40.8, 5.6, 42.9
_LATIN = re.compile(r"[a-z]+")
_RUN = re.compile(r"[\u3400-\u9fff]+|[a-z]{2,}")
# What a question is about stands in its nouns; verbs and the like are often a matter of wording, or cut wrongly.
_NOUNS = ("n", "vn", "j", "l", "i", "an", "s", "eng", "x")
_NOT_CONTENT = frozenset(
    ("m", "q", "r", "p", "c", "u", "y", "d", "f", "e", "o", "h", "k", "uj", "ul", "ud", "uv", "mq")
)
_LESSER = 0.35


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that a question speaks of: any of its wordings counts, and `weight` says how telling it is."""

    wordings: tuple[str, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the confidence is made of.

    `covered` (0…1) is the most of what the question speaks of that one of the best clauses holds; `cosine` is that of
    the nearest clause with the question in the standards' terms (about 0.8…0.95).
    """

    covered: float
    cosine: float


class Judge:
    """Weighs questions against a fixed list of passages."""

    def __init__(self, passages: Sequence[str], terms: Terms, gazetteer: Gazetteer) -> None:
        """Fold the passages once."""
        self._keys = [search_key(passage) for passage in passages]
        self._terms = terms
        self._gazetteer = gazetteer

    def confidence(
        self, question: Query, order: Sequence[int], cosine: float, named: Named, places: Sequence[str]
    ) -> float:
        """Return 0…1: how likely the clauses `order` (best first) support an answer to the question.

        `places` are the full names of the places that the question speaks of.
        """
        if named.clauses:
            return 1.0
        level = self.of_level(question)
        order = [at for at in order[:_CONSIDERED] if level[at]]
        if not order or (places and not self._covers(places)):
            return 0.0
        return _logistic(Evidence(self.covered(question, order), cosine))

    def of_level(self, question: Query) -> list[bool]:
        """Tell of each passage whether it speaks of the level of schooling asked about, if not the usual one."""
        levels = levels_in(fold(question.expanded))
        return [speaks_of(key, levels) for key in self._keys]

    def covered(self, question: Query, order: Sequence[int]) -> float:
        """Return the largest share (0…1) of the question's concepts that one of the best clauses holds."""
        concepts = self.concepts(question)
        total = sum(concept.weight for concept in concepts)
        if not total:
            return 0.0
        return max(self._held(concepts, self._keys[at]) for at in order[:_CONSIDERED]) / total

    def concepts(self, question: Query) -> tuple[Concept, ...]:
        """Take a question apart into what it speaks of; question words, places and years are left out."""
        if question.english:
            mentions = self._terms.mentions_english(question.text)
            rest = self._rest_english(question.text, mentions)
        else:
            mentions = self._terms.mentions_chinese(question.text)
            rest = self._rest_chinese(question.text, mentions)
        terms = dict.fromkeys(mention.term for mention in mentions)
        return (
            *(self._concept(_wordings(term), 1.0) for term in terms),
            *(self._concept((word,), share) for word, share in rest.items()),
        )

    def _concept(self, wordings: tuple[str, ...], share: float) -> Concept:
        held = sum(any(wording in key for wording in wordings) for key in self._keys)
        return Concept(wordings, share * math.log(1 + (len(self._keys) - held + 0.5) / (held + 0.5)))

    def _rest_chinese(self, text: str, mentions: Iterable[Mention]) -> dict[str, float]:
        """Return the content words outside the mentions, each with how much it says; unknown compounds in parts."""
        left = _masked(fold(text), mentions)
        for place in self._gazetteer.find(text):
            for name in (place.full_name, place.name, place.short):
                left = re.sub(f"{fold(name)}(?!长)", " ", left)  # 南安市长 is 南安's 市长
        found: dict[str, float] = {}
        for word, kind in (pair for run in _RUN.findall(left) for pair in tagged(run)):
            if len(word) > 1 and kind not in _NOT_CONTENT and word not in _stopwords():
                share = 1.0 if kind.startswith(_NOUNS) else _LESSER
                parts = [part for part in self._parts(word) if part not in _stopwords()]
                found.update((part, share / len(parts)) for part in parts)
        return found

    def _parts(self, word: str) -> list[str]:
        if any(word in key for key in self._keys):
            return [word]
        parts = [part for part in words_of(word) if 1 < len(part) < len(word)]
        return parts or [word]

    def _rest_english(self, text: str, mentions: Iterable[Mention]) -> dict[str, float]:
        """Return the words outside the mentions that the term list does not use at all."""
        words = list(english_words(text))
        for mention in mentions:
            words[mention.start : mention.end] = [""] * (mention.end - mention.start)
        names = {part for place in self._gazetteer.find(text) for part in english_words(place.english)}
        known = names | self._terms.english_vocabulary | _stopwords()
        return {word: 1.0 for word in words if _LATIN.fullmatch(word) and len(word) > 1 and word not in known}

    def _held(self, concepts: Iterable[Concept], key: str) -> float:
        """Return the weight of the concepts that stand in a folded passage, in any wording."""
        return sum(concept.weight for concept in concepts if any(wording in key for wording in concept.wordings))

    def _covers(self, places: Sequence[str]) -> bool:
        """Tell whether any of the places, or one inside it, has documents."""
        return any(name.startswith(place) for place in places for name in self._gazetteer.covered)


def _wordings(term: Term) -> tuple[str, ...]:
    return tuple(fold(wording) for wording in (term.zh, *term.also))


def _masked(folded: str, mentions: Iterable[Mention]) -> str:
    left = list(folded)
    for mention in mentions:
        left[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(left)


@cache
def _stopwords() -> frozenset[str]:
    """Words that ask or bind but name nothing, one a line in stopwords.txt (# begins a comment)."""
    lines = (files("retrieval") / "stopwords.txt").read_text("utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(words | {singular for word in words for singular in english_words(word)})


def _logistic(evidence: Evidence) -> float:
    """Return the confidence: a logistic regression in which both kinds of question weigh the same."""
    value = _BASE + _COVERED * evidence.covered + _COSINE * evidence.cosine
    return 1 / (1 + math.exp(-value))
