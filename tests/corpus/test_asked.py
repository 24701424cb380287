"""The plain questions: every shipped clause has some, none holds a figure, and none is both answered and unanswered."""

import re
from collections import Counter

import pytest

from corpus.asked import load_asked, load_unanswered, parse_asked, parse_unanswered
from corpus.documents import load_library
from corpus.errors import MalformedDocument
from corpus.folding import fold, has_chinese

_FIGURE = re.compile(r"\d+")
_YEAR = re.compile(r"(?:19|20)\d\d")


def test_every_shipped_clause_has_plain_questions_and_no_other_has() -> None:
    assert set(load_asked()) == {clause.key for clause in load_library().clauses}


def test_plain_questions_hold_no_figure_but_years() -> None:
    for key, asked in load_asked().items():
        for question in asked.all:
            assert all(_YEAR.fullmatch(found) for found in _FIGURE.findall(question)), (key, question)


def test_questions_stand_in_their_own_language() -> None:
    for key, asked in load_asked().items():
        assert all(has_chinese(one) for one in asked.zh), key


def test_no_document_asks_the_same_for_two_clauses() -> None:
    by_document: dict[str, Counter[str]] = {}
    for key, asked in load_asked().items():
        by_document.setdefault(key.partition("#")[0], Counter()).update({fold(one) for one in asked.all})
    for document, asked_for in by_document.items():
        assert [one for one, times in asked_for.items() if times > 1] == [], document


def test_no_question_is_both_answered_and_unanswered() -> None:
    answered = {fold(one) for asked in load_asked().values() for one in asked.all}
    unanswered = [fold(one) for one in load_unanswered()]
    assert len(unanswered) == len(set(unanswered)) and not answered & set(unanswered)


@pytest.mark.parametrize(
    "text",
    [
        "document: a\nclauses: {一: {zh: [问题一]}}",
        "document: a\nclauses: {一: {zh: [问题一], en: []}}",
        "document: a\nclauses: {一: {zh: [问题一], en: [why], fr: [pourquoi]}}",
        "document: a\nclauses: {一: {zh: [问题], en: [why]}, 一: {zh: [问题], en: [why]}}",
        "clauses: [",
    ],
)
def test_a_malformed_file_of_plain_questions_is_named(text: str) -> None:
    with pytest.raises(MalformedDocument, match=r"a\.yaml"):
        parse_asked(text, "a.yaml")


@pytest.mark.parametrize("text", ["matters: [{about: x}]", "matters: [{about: x, questions: [a], why: y}]", "- a"])
def test_a_malformed_file_of_unanswered_questions_is_named(text: str) -> None:
    with pytest.raises(MalformedDocument, match=r"b\.yaml"):
        parse_unanswered(text, "b.yaml")
