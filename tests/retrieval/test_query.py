"""How a question is read: what is left of it without the places and years that it names."""

import pytest

from corpus.places import load_gazetteer
from corpus.terms import load_terms
from retrieval.query import read_query, without_places


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("南安音乐教室要多大", "音乐教室要多大"),
        ("乐清市2025年班额上限", "班额上限"),
        ("What is Nan'an's class size cap in 2025?", "What is class size cap in ?"),
        ("南安市长是谁", "市长是谁"),
        ("南安", "南安"),
        ("2025年", "2025年"),
        ("音乐教室", "音乐教室"),
    ],
)
def test_places_and_years_are_taken_out(question: str, left: str) -> None:
    query = read_query(question, load_terms())
    assert " ".join(without_places(query, load_gazetteer().find(query.text)).split()) == left


@pytest.mark.parametrize(("question", "english"), [("class size cap", True), ("班额 cap", False), ("班额", False)])
def test_a_question_is_english_where_it_holds_no_chinese(question: str, english: bool) -> None:
    assert read_query(question, load_terms()).english is english
