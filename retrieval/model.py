"""What retrieval gives: clauses with the words that answer, or an honest no."""

from dataclasses import dataclass

from corpus.model import Clause


@dataclass(frozen=True, slots=True)
class Hit:
    """One clause found. `quote` is `clause.text[start:end]`, the words of the clause that answer best.

    `rank` counts from 1; `score` is in 0…1, comparable inside one result only.
    """

    rank: int
    score: float
    clause: Clause
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best clauses for a query, best first.

    `confidence` (0…1) is how likely the corpus supports an answer; `abstained` says that it is too little, and then
    the hits are the nearest clauses, not an answer.
    """

    query: str
    hits: tuple[Hit, ...]
    abstained: bool
    confidence: float
