"""Which words of a clause to quote: the sentences that answer, whole and in the clause's own characters."""

import re
from collections.abc import Callable, Sequence

from corpus.model import Clause
from corpus.spans import spans
from retrieval.answers import holds_what_is_asked
from retrieval.lexical import tokens
from retrieval.query import Query

_OFFICES = re.compile(r"[市县区省团关乡各][^，。；：、]{1,80}")
_SHORT = 60  # characters; a clause up to here is quoted whole
_TITLE = 25  # characters; an opening sentence up to here is the clause's title
_CONTINUES = re.compile(r"\s*(?:其中|分别|并且|并|且|即|同时|余项|对)")
_NUMBER = re.compile(r"\d")
_YEAR = re.compile(r"20\d\d(?=\s*年)")
_OPENING_NUMBER = re.compile(r"^\s*[（(]?[\dL]+[）).．、]?")
_NUMBER_ASKED = 1.5
_HOLDS = 0.5  # what it is worth that a sentence holds the kind of thing that is asked for
_SPOKEN = 0.5  # what a term says of the question beside the words that were typed
_COSINE_STEP = 0.05  # a sentence this much farther than the nearest loses as much as one without a word asked for
_WORTH_JOINING = 0.4  # share of the best sentence's weight that a neighbour must add by words of its own
_LONGEST = 400

Weight = Callable[[str], float]
Nearness = Callable[[str], float]


def best_quote(clause: Clause, query: Query, weight: Weight, nearness: Nearness) -> tuple[int, int]:
    """Return start and end of the words of `clause.text` that answer best; never empty.

    `weight` says how telling a token is (its inverse document frequency), `nearness` the cosine of a sentence with the
    question.
    """
    pieces = _answering(clause, query)
    if query.asks_duty and any(_OFFICES.fullmatch(clause.text[start:end]) for start, end in pieces):
        return _trimmed(clause.text)
    if _is_row_of_short_cells(clause.text):
        return _trimmed(clause.text)
    if len(pieces) <= 1 or (len(clause.text) <= _SHORT and "\t" not in clause.text):
        return (pieces[0][0], pieces[-1][1]) if pieces else _trimmed(clause.text)
    wanted = _wanted(query, weight)
    held = [frozenset(tokens(clause.text[start:end])) & wanted.keys() for start, end in pieces]
    scores = [
        sum(wanted[token] for token in have) * (_NUMBER_ASKED if query.asks_number and _has_number(piece) else 1.0)
        for have, piece in zip(held, (clause.text[start:end] for start, end in pieces), strict=True)
    ]
    near = [nearness(clause.text[start:end]) for start, end in pieces]
    fits = [
        words / (max(scores) or 1.0) + (cosine - max(near)) / _COSINE_STEP + _beside_words(clause.text[a:b], query)
        for words, cosine, (a, b) in zip(scores, near, pieces, strict=True)
    ]
    best = max(range(len(pieces)), key=lambda at: (round(fits[at], 6), pieces[at][1] - pieces[at][0]))
    first, last = _joined(best, [clause.text[start:end] for start, end in pieces], held, wanted)
    return pieces[first][0], pieces[last][1]


def _wanted(query: Query, weight: Weight) -> dict[str, float]:
    """Return how telling each token of a question is: what only its terms add counts less than what was typed."""
    typed = {*tokens(query.expanded if query.english else query.chinese), *query.years}
    return {token: weight(token) * (1.0 if token in typed else _SPOKEN) for token in (*tokens(query.expanded), *typed)}


def _beside_words(piece: str, query: Query) -> float:
    """Return what speaks for a sentence beside its words: that it holds a thing as asked for, and no other year."""
    years = set(_YEAR.findall(piece))
    of_another_year = bool(query.years and years and not query.years & years)
    return _HOLDS * holds_what_is_asked(query.text, piece) - of_another_year


def _is_row_of_short_cells(text: str) -> bool:
    """Tell whether a text is a table row without a sentence in it: its label says nothing without its value."""
    return "\t" in text and "。" not in text and len(text) <= _LONGEST


def _answering(clause: Clause, query: Query) -> list[tuple[int, int]]:
    """Return the sentences that can answer: not the heading alone, and who is responsible only when that is asked."""
    pieces = spans(clause.text)
    untitled = pieces[1:] if len(pieces) > 2 and _is_title(clause.text[slice(*pieces[0])]) else pieces
    kept = [
        (start, end)
        for start, end in untitled
        if clause.text[start:end] not in clause.trail
        and (query.asks_duty or not ("\t" in clause.text and _OFFICES.fullmatch(clause.text[start:end])))
    ]
    return kept or pieces


def _joined(
    best: int, pieces: Sequence[str], held: Sequence[frozenset[str]], wanted: dict[str, float]
) -> tuple[int, int]:
    """Widen the best sentence by a neighbour that it continues, that continues it, or that adds words asked for."""
    first = last = best
    least = _WORTH_JOINING * sum(wanted[token] for token in held[best])
    if best > 0 and (_CONTINUES.match(pieces[best]) or _adds(held[best - 1], held[best], wanted) > least > 0):
        first -= 1
    following = best + 1
    if following < len(pieces) and (
        _CONTINUES.match(pieces[following]) or _adds(held[following], held[best], wanted) > least > 0
    ):
        last += 1
    if sum(map(len, pieces[first : last + 1])) > _LONGEST:
        return best, best
    return first, last


def _adds(neighbour: frozenset[str], own: frozenset[str], wanted: dict[str, float]) -> float:
    return sum(wanted[token] for token in neighbour - own)


def _is_title(opening: str) -> bool:
    """Tell whether the first of several sentences only says what the others are about (优化幼儿园布局。)."""
    return len(opening) <= _TITLE and opening.endswith("。") and not _has_number(opening)


def _has_number(piece: str) -> bool:
    return _NUMBER.search(_OPENING_NUMBER.sub("", piece)) is not None


def _trimmed(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, max(len(text.rstrip()), start + 1)
