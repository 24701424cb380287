"""Retrieval by plain questions, with the real model on a few clauses."""

import numpy as np
import pytest

from corpus.asked import Asked
from retrieval.plain_questions import PlainQuestions
from retrieval.search import open_embedder
from retrieval.vectors import VectorCache

KEYS = ["d#一", "d#二", "d#三"]
ASKED = {
    "d#一": Asked(zh=("画画的教室要多大", "美术室面积"), en=("how large must an art room be",)),
    "d#三": Asked(zh=("一个班最多几个娃",), en=("what is the cap on class size",)),
}
UNANSWERED = ("食堂一顿饭多少钱", "what does a school lunch cost")
EVERYWHERE = np.array([True, True, True])


@pytest.fixture(scope="module")
def plain(home) -> PlainQuestions:
    return PlainQuestions(KEYS, ASKED, UNANSWERED, VectorCache(open_embedder(home), home), home)


@pytest.mark.parametrize(
    ("question", "clause"), [("美术教室多少平方米", 0), ("a class may hold how many pupils", 2), ("每个班多少人", 2)]
)
def test_the_clause_with_the_nearest_question_scores_best(plain, home, question: str, clause: int) -> None:
    vector = open_embedder(home).encode([question], "query")[0]
    assert plain.nearest(vector).argmax() == clause


def test_words_of_either_language_are_shared(plain) -> None:
    assert plain.shared_words("class sizes").argmax() == 2 and plain.shared_words("美术室").argmax() == 0


def test_a_clause_without_questions_scores_nothing(plain, home) -> None:
    vector = open_embedder(home).encode(["美术室面积"], "query")[0]
    assert plain.nearest(vector)[1] == 0 and plain.shared_words("美术室面积")[1] == 0
    assert plain.has_any.tolist() == [True, False, True] and plain.key(1) == ""


@pytest.mark.parametrize(("question", "is_like"), [("美术室的面积要多大", True), ("学校食堂吃一顿多少钱", False)])
def test_likeness_tells_answered_from_unanswered(plain, home, question: str, is_like: bool) -> None:
    likeness = plain.likeness(question, open_embedder(home).encode([question], "query")[0], EVERYWHERE)
    assert (likeness.meaning > 0, likeness.words > 0) == (is_like, is_like)


def test_likeness_counts_only_the_clauses_asked(plain, home) -> None:
    vector = open_embedder(home).encode(["美术室面积"], "query")[0]
    here = plain.likeness("美术室面积", vector, EVERYWHERE)
    elsewhere = plain.likeness("美术室面积", vector, np.array([False, True, True]))
    assert here.meaning > elsewhere.meaning and here.words > elsewhere.words
    nowhere = plain.likeness("美术室面积", vector, np.array([False, True, False]))
    assert (nowhere.meaning, nowhere.words) == (0.0, 0.0)


def test_without_any_plain_questions_nothing_is_scored(home) -> None:
    none = PlainQuestions(KEYS, {}, (), VectorCache(open_embedder(home), home), home)
    vector = open_embedder(home).encode(["美术室面积"], "query")[0]
    assert not none.nearest(vector).any() and not none.shared_words("美术室").any() and not none.has_any.any()
    assert none.likeness("美术室", vector, EVERYWHERE).meaning == 0
