"""How likely it is that the corpus supports an answer, so that the assistant can say an honest no.

Four things are weighed: whether the question is nearer to a plain question that a clause answers than to one that none
does, in meaning and in words; whether the best clause holds what the question speaks of (its terms and content words,
in any wording, weighted by how rare they are: 校服 is in no clause, so no clause on 学生 answers a question on it); and
how near the nearest clause is. Cosines alone cannot tell: they are high for everything about schools.
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.folding import fold
from corpus.model import NATIONAL
from corpus.places import Gazetteer
from corpus.terms import Mention, Term, Terms, english_words
from retrieval.exact import Named
from retrieval.levels import levels_in, speaks_of
from retrieval.lexical import LexicalIndex, tagged, tokens, tokens_of_both, words_of
from retrieval.plain_questions import Likeness, PlainQuestions
from retrieval.preference import Preferences
from retrieval.query import Query
from retrieval.signals import Signals, Weighed

# On questions left out of the fit, below this line lay 4 % of the answerable and 89 % of the unanswerable.
ABSTAIN_BELOW = 0.35
_CONSIDERED = 5
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
class Ranked:
    """The candidates for a question: positions in the library and scores, best first, and what they rest on.

    `places` are the full names of the places that the question speaks of. Scores are those of the ranks: a
    cross-encoder may have put other clauses there.
    """

    order: Sequence[int]
    scores: Weighed
    signals: Signals
    named: Named
    places: Sequence[str]


@dataclass(frozen=True, slots=True)
class Nearness:
    """How near the documents come to a question: the cosine of the nearest clause, and what the plain questions say."""

    cosine: float
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the confidence is made of.

    `covered` (0…1) is the share of what the question speaks of that the best clause holds; `cosine` that of the nearest
    clause (Chinese about 0.8…0.95, English 0.1 lower); `likeness` how much more the question is like answered ones than
    like unanswered ones, None where the best clause has no plain questions to compare with.
    """

    covered: float
    cosine: float
    english: bool
    likeness: Likeness | None


@dataclass(frozen=True, slots=True)
class _Weights:
    """A logistic regression over the evidence, in which both kinds of question weigh the same."""

    base: float
    covered: float
    cosine: float
    english: float
    meaning: float = 0.0
    words: float = 0.0

    def of(self, evidence: Evidence) -> float:
        likeness = evidence.likeness or Likeness(0.0, 0.0)
        value = self.base + self.covered * evidence.covered + self.cosine * evidence.cosine
        value += self.english * evidence.english + self.meaning * likeness.meaning + self.words * likeness.words
        return 1 / (1 + math.exp(-value))


# Fitted by tests/benchmarks/fit_retrieval.py on the development questions.
_WITH_PLAIN = _Weights(-20.8, 3.3, 22.4, 2.6, meaning=68.9, words=2.2)
_OWN_TEXT = _Weights(-25.0, 3.95, 26.4, 3.4)


class Judge:
    """Weighs questions against the clauses of one index."""

    def __init__(
        self, preferences: Preferences, words: LexicalIndex, plain: PlainQuestions, terms: Terms, gazetteer: Gazetteer
    ) -> None:
        """Take what the index knows of its clauses."""
        self._preferences = preferences
        self._words = words
        self._plain = plain
        self._terms = terms
        self._gazetteer = gazetteer

    def confidence(self, question: Query, ranked: Ranked, nearness: Nearness) -> float:
        """Return 0…1: how likely the best clauses support an answer to the question."""
        if ranked.named.clauses:
            return 1.0
        evidence = self.evidence(question, ranked, nearness)
        if evidence is None:
            return 0.0
        return (_OWN_TEXT if evidence.likeness is None else _WITH_PLAIN).of(evidence)

    def evidence(self, question: Query, ranked: Ranked, nearness: Nearness) -> Evidence | None:
        """Return what speaks for and against an answer from the best clause.

        None where no clause can answer: of no level of schooling asked about, or of no place, or nothing was asked.
        """
        levels = levels_in(fold(question.expanded))
        fitting = [at for at in ranked.order[:_CONSIDERED] if speaks_of(self._preferences.traits(at).key, levels)]
        says_nothing = not tokens_of_both(question.text)
        if says_nothing or not fitting or (ranked.places and not self._covers(ranked.places)):
            return None
        likeness = nearness.likeness if ranked.signals.has_plain[fitting[0]] else None
        return Evidence(self.covered(question, fitting[0]), nearness.cosine, question.english, likeness)

    def covered(self, question: Query, at: int) -> float:
        """Return the share (0…1) of the question's concepts that a clause, or a plain question of it, holds."""
        concepts = self.concepts(question)
        total = sum(concept.weight for concept in concepts)
        return (
            self._held(concepts, f"{self._preferences.traits(at).key}\n{self._plain.key(at)}") / total if total else 0.0
        )

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
        telling = min(
            max((self._words.weight(token) for token in tokens(wording)), default=0.0) for wording in wordings
        )
        return Concept(wordings, share * telling)

    def _rest_chinese(self, text: str, mentions: Iterable[Mention]) -> dict[str, float]:
        """Return the content words outside the mentions, each with how much it says; unknown compounds in parts."""
        left = _masked(fold(text), mentions)
        for place in self._gazetteer.find(text):
            for name in (place.full_name, place.name, place.short):
                left = re.sub(f"{fold(name)}(?!长)", " ", left)  # 南安市长 is 南安's 市长
        found: dict[str, float] = {}
        for word, kind in (pair for run in _RUN.findall(left) for pair in tagged(run)):
            if len(word) > 1 and kind not in _NOT_CONTENT and word not in stopwords():
                share = 1.0 if kind.startswith(_NOUNS) else _LESSER
                parts = [part for part in self._parts(word) if part not in stopwords()]
                found.update((part, share / len(parts)) for part in parts)
        return found

    def _parts(self, word: str) -> list[str]:
        if all(token in self._words.holders for token in tokens(word)):
            return [word]
        parts = [part for part in words_of(word) if 1 < len(part) < len(word)]
        return parts or [word]

    def _rest_english(self, text: str, mentions: Iterable[Mention]) -> dict[str, float]:
        """Return the words outside the mentions that the term list does not use at all."""
        words = list(english_words(text))
        for mention in mentions:
            words[mention.start : mention.end] = [""] * (mention.end - mention.start)
        names = {part for place in self._gazetteer.find(text) for part in english_words(place.english)}
        known = names | self._terms.english_vocabulary | stopwords()
        return {word: 1.0 for word in words if _LATIN.fullmatch(word) and len(word) > 1 and word not in known}

    def _held(self, concepts: Iterable[Concept], key: str) -> float:
        """Return the weight of the concepts that stand in a folded passage, in any wording."""
        return sum(concept.weight for concept in concepts if any(wording in key for wording in concept.wordings))

    def _covers(self, places: Sequence[str]) -> bool:
        """Tell whether any of the places, one inside it or one that it belongs to, has documents."""
        return any(
            name.startswith(place) or place.startswith(name) or name == NATIONAL
            for place in places
            for name in self._gazetteer.covered
        )


def _wordings(term: Term) -> tuple[str, ...]:
    return tuple(fold(wording) for wording in (term.zh, *term.also))


def _masked(folded: str, mentions: Iterable[Mention]) -> str:
    left = list(folded)
    for mention in mentions:
        left[mention.start : mention.end] = " " * (mention.end - mention.start)
    return "".join(left)


@cache
def stopwords() -> frozenset[str]:
    """Words that ask or bind but name nothing, one a line in stopwords.txt (# begins a comment)."""
    lines = (files("retrieval") / "stopwords.txt").read_text("utf-8").splitlines()
    words = {word for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(words | {singular for word in words for singular in english_words(word)})
