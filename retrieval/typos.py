"""One mistyped character in a term of the field, put right only where nothing else can be meant (随签子女)."""

from collections.abc import Collection, Iterator
from functools import cache

from corpus.documents import load_library
from corpus.folding import fold, has_chinese
from corpus.terms import load_terms
from retrieval.confidence import stopwords
from retrieval.lexical import known_words

_SHORTEST = 4
_GAP = "\0"


def corrected(question: str, names: Collection[str] = ()) -> str:
    """Return a Chinese question with a term put right of which one character is mistyped; else as it is.

    Where several terms fit, or what was typed is a word (音乐课, 体育课), nothing is changed, nor in any of `names`.

    >>> corrected("随签子女入学比例要求"), corrected("音乐课要上几节")
    ('随迁子女入学比例要求', '音乐课要上几节')
    """
    if len(fold(question)) != len(question) or any(name in question for name in names):
        return question
    found = set(_mistyped(question))
    longest = max((len(term) for _, term in found), default=0)
    meant = [one for one in found if len(one[1]) == longest]
    if len(meant) != 1:
        return question
    start, term = meant[0]
    return f"{question[:start]}{term}{question[start + len(term) :]}"


def _mistyped(question: str) -> Iterator[tuple[int, str]]:
    """Yield where a term stands but for one character, and the term."""
    text = fold(question)
    for at in _alone(text):
        for length in range(_SHORTEST, _longest() + 1):
            for start in range(max(0, at - length + 1), min(at, len(text) - length) + 1):
                terms = _gapped().get(f"{text[start:at]}{_GAP}{text[at + 1 : start + length]}", ())
                yield from ((start, term) for term in terms)


def _alone(text: str) -> Iterator[int]:
    """Yield the places of the characters that are part of no term and no word, and no document puts so together."""
    known = {at for one in load_terms().mentions_chinese(text) for at in range(one.start, one.end)}
    at = 0
    for word in known_words(text):
        beside = (text[max(at - 1, 0) : at + 1], text[at : at + 2])
        written = any(len(pair) == len("参训") and has_chinese(pair) and pair in _written() for pair in beside)
        if len(word) == 1 and has_chinese(word) and word not in stopwords() and at not in known and not written:
            yield at
        at += len(word)


@cache
def _gapped() -> dict[str, tuple[str, ...]]:
    """The names of the indicators with each of their characters left out; other terms are too like common speech."""
    found: dict[str, tuple[str, ...]] = {}
    wordings = {fold(wording) for one in load_terms() if one.indicator for wording in (one.zh, *one.also)}
    for term in sorted(one for one in wordings if len(one) >= _SHORTEST and not stopwords() & set(known_words(one))):
        # With another character before it, a short term is often another word: 特岗教师 is no 轮岗教师.
        for at in range(len(term) == _SHORTEST, len(term)):
            gapped = f"{term[:at]}{_GAP}{term[at + 1 :]}"
            found[gapped] = (*found.get(gapped, ()), term)
    return found


@cache
def _longest() -> int:
    return max(map(len, _gapped()))


@cache
def _written() -> str:
    """All that the shipped documents say."""
    return fold("\n".join(clause.text for clause in load_library().clauses))
