"""The built-in engine's own sentences use listed words only: else a right answer would be withheld."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import assistant
from assistant.verified.slots import FIGURE_MARK
from assistant.verified.topics import Readers
from assistant.verified.vocabulary import unlisted
from corpus.places import load_gazetteer
from corpus.terms import load_terms

ROOT = Path(assistant.__file__).parent
READERS = Readers(load_gazetteer(), load_terms())
# What is written on sheets of a workbook is no answer.
NOT_ANSWERS = {"workbook", "template"}


def written(node: ast.expr) -> str:
    """Return the words of a literal, each value in it as a figure would be."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=values):
            return "".join(written(one) if isinstance(one, ast.Constant) else f" {FIGURE_MARK} " for one in values)
        case _:
            return ""


def templates() -> Iterator[tuple[str, str]]:
    """Yield the words of every sentence that is said in two languages, with where it stands."""
    for path in sorted(ROOT.rglob("*.py")):
        if NOT_ANSWERS.isdisjoint(path.parts):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "say" and len(node.args) == 2:
                    where = f"{path.relative_to(ROOT)}:{node.lineno}"
                    yield from ((where, written(argument)) for argument in node.args)


TEMPLATES = [(where, words) for where, words in templates() if words]


def test_the_sentences_are_found() -> None:
    assert len(TEMPLATES) > 100


@pytest.mark.parametrize(("where", "words"), TEMPLATES)
def test_a_sentence_of_the_engine_uses_listed_words(where: str, words: str) -> None:
    assert unlisted(words.replace("**", ""), READERS) == [], f"{where}: list them in vocabulary.yaml, if they are safe"
