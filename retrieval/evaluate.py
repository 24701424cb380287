"""How good retrieval is, as numbers: hit@1, hit@5, MRR and latency for each method, and how often the no is honest."""

import re
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from corpus.documents import Library
from corpus.folding import has_chinese
from corpus.model import Clause
from retrieval.questions import Question, Target
from retrieval.search import ClauseIndex, open_embedder, open_index
from retrieval.signals import Signals, Weighed

Method = Literal["meaning", "words", "plain questions", "own text", "fused"]
Ranking = Callable[[str], Sequence[Clause]]

# `own text` is how a document is found that a user brings: without plain questions.
_SINGLE: dict[Method, Callable[[Signals], Weighed]] = {
    "meaning": Signals.by_meaning,
    "words": Signals.by_words,
    "plain questions": Signals.by_plain_questions,
    "own text": Signals.by_own_text,
}
METHODS: tuple[Method, ...] = (*_SINGLE, "fused")
_DEPTH = 10  # a right clause found later counts as not found


@dataclass(frozen=True, slots=True)
class MethodFigures:
    """One method over `questions` questions of task `retrieve`. Shares are in 0…1, times in milliseconds."""

    method: str
    questions: int
    hit_at_1: float
    hit_at_5: float
    mrr: float
    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class AbstentionFigures:
    """How often the no is right: shares (0…1; nan-free, 0 where there is no such question) and counts.

    `answered` of the answerable; of the unanswerable, `abstained` is the recall of the no, and `precision` the share of
    all noes that were right.
    """

    answerable: int
    answered: float
    unanswerable: int
    abstained: float
    precision: float


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """The figures of one run, and the ids of the questions that `fused` missed in its first five clauses.

    `languages` are the figures of `fused` for questions with Chinese in them, and for those without.
    """

    questions: int
    methods: tuple[MethodFigures, ...]
    languages: tuple[MethodFigures, ...]
    abstention: AbstentionFigures
    missed: tuple[str, ...]


def evaluate(
    index: ClauseIndex, library: Library, questions: Iterable[Question], methods: Sequence[Method] = METHODS
) -> RetrievalReport:
    """Ask every question by every method and count. The first question, which loads the model, is not timed.

    `methods` may leave out some of the single ones; `fused` must be among them.
    """
    asked = tuple(questions)
    retrieval = [question for question in asked if question.task == "retrieve" and question.any_of]
    if asked:
        index.search(asked[0].question)
    found = {method: list(_ranks(_ranking(index, library, method), library, retrieval)) for method in methods}
    fused = list(zip(retrieval, found["fused"], strict=True))
    chinese = [one for question, one in fused if has_chinese(question.question)]
    english = [one for question, one in fused if not has_chinese(question.question)]
    return RetrievalReport(
        questions=len(retrieval),
        methods=tuple(_figures(method, ranks) for method, ranks in found.items()),
        languages=(_figures("fused zh", chinese), _figures("fused en", english)),
        abstention=_abstention(index, asked),
        missed=tuple(question.id for question, (rank, _) in fused if not 1 <= rank <= 5),
    )


def build_seconds(library: Library, *, warm_up: str = "均衡") -> float:
    """Return how long it takes to build an index from nothing, in a folder of its own; the model's loading apart."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _ = open_embedder(home).encode([warm_up], "query")
        began = time.perf_counter()
        open_index(library, home)
        return time.perf_counter() - began


def _ranking(index: ClauseIndex, library: Library, method: Method) -> Ranking:
    def fused(question: str) -> Sequence[Clause]:
        return [hit.clause for hit in index.search(question, k=_DEPTH).hits]

    def alone(question: str) -> Sequence[Clause]:
        scores = _SINGLE[method](index.signals(question))
        return [library.clauses[int(at)] for at in np.argsort(-scores, kind="stable")[:_DEPTH]]

    return fused if method == "fused" else alone


def _ranks(ranking: Ranking, library: Library, questions: Sequence[Question]) -> Iterator[tuple[int, float]]:
    """Yield for each question the rank (from 1; 0 for none) of the first right clause, and the seconds it took."""
    for question in questions:
        right = {clause.key for clause in library.clauses if _is_right(library, clause, question.any_of)}
        began = time.perf_counter()
        clauses = ranking(question.question)
        took = time.perf_counter() - began
        yield next((rank for rank, clause in enumerate(clauses, start=1) if clause.key in right), 0), took


def _is_right(library: Library, clause: Clause, targets: Iterable[Target]) -> bool:
    document = library.document(clause.document)
    text = "".join(clause.text.split())
    return any(
        (target.doc is None or target.doc in (document.number or "") or target.doc in document.title)
        and re.search(target.matches, text)
        for target in targets
    )


def _figures(method: str, found: Sequence[tuple[int, float]]) -> MethodFigures:
    ranks = [rank for rank, _ in found]

    def share(right: Iterable[float]) -> float:
        return sum(right) / len(ranks) if ranks else 0.0

    times = np.array([seconds for _, seconds in found] or [0.0]) * 1000
    return MethodFigures(
        method=method,
        questions=len(ranks),
        hit_at_1=share(rank == 1 for rank in ranks),
        hit_at_5=share(1 <= rank <= 5 for rank in ranks),
        mrr=share(1 / rank for rank in ranks if rank),
        median_ms=float(np.percentile(times, 50)),
        p95_ms=float(np.percentile(times, 95)),
    )


def _abstention(index: ClauseIndex, questions: Iterable[Question]) -> AbstentionFigures:
    said = [(q.answerable, index.search(q.question).abstained) for q in questions if q.answerable is not None]
    with_answer = [abstained for answerable, abstained in said if answerable]
    without = [abstained for answerable, abstained in said if not answerable]
    refused = sum(with_answer) + sum(without)
    return AbstentionFigures(
        answerable=len(with_answer),
        answered=1 - sum(with_answer) / len(with_answer) if with_answer else 0.0,
        unanswerable=len(without),
        abstained=sum(without) / max(len(without), 1),
        precision=sum(without) / max(refused, 1),
    )
