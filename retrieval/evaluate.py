"""How good retrieval is, as numbers: hit@1, hit@5, MRR and latency for each method, and how often the no is honest.

Questions come from a file the user gives, one JSON object a line: {"task": "retrieve", "question": …, "any_of":
[{"doc": 文号 or a piece of the title, or null, "matches": a regular expression over the clause text without white
space}]}. Rows of another task count only for abstention, where `expect.kind` says whether there is an answer.
"""

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.bilingual import Bilingual
from corpus.documents import Library
from corpus.model import Clause
from corpus.terms import load_terms
from retrieval.errors import MalformedQuestions
from retrieval.fusion import fuse
from retrieval.query import read_query
from retrieval.search import ClauseIndex

Method = Literal["dense", "lexical", "fused"]
Ranking = Callable[[str], Sequence[Clause]]

METHODS: tuple[Method, ...] = ("dense", "lexical", "fused")
_DEPTH = 10  # a right clause found later counts as not found
_LONGEST_FILE = 5_000_000  # bytes
# A nested repeat such as (a+)+ can take for ever on a clause of a few hundred characters.
_NESTED_REPEAT = re.compile(r"\((?:[^()\\]|\\.)*(?:[+*]|\{\d*,\d*\})(?:[^()\\]|\\.)*\)(?:[+*]|\{\d*,\d*\})")


class Target(BaseModel):
    """A clause that answers: of a document (a piece of its 文号 or title; None for any), with a text that matches."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    doc: str | None = None
    matches: str = Field(max_length=500)


class Expectation(BaseModel):
    """What a right answer is. Only `abstain` is of interest here."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    kind: str


class Question(BaseModel):
    """One row of a question file."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    id: str = ""
    task: str
    question: str
    any_of: tuple[Target, ...] = ()
    expect: Expectation | None = None

    @property
    def answerable(self) -> bool | None:
        """Whether the corpus holds an answer; None where the row does not say."""
        if self.task == "retrieve":
            return True
        return None if self.expect is None or self.expect.kind == "inject" else self.expect.kind != "abstain"


@dataclass(frozen=True, slots=True)
class MethodFigures:
    """One method over all `retrieve` questions. Shares are in 0…1, times in milliseconds."""

    method: Method
    hit_at_1: float
    hit_at_5: float
    mrr: float
    median_ms: float
    p95_ms: float


@dataclass(frozen=True, slots=True)
class AbstentionFigures:
    """How often the no is right: shares (0…1; nan-free, 0 where there is no such question) and counts."""

    answerable: int
    answered: float
    unanswerable: int
    abstained: float


@dataclass(frozen=True, slots=True)
class RetrievalReport:
    """The figures of one run, and the ids of the questions that `fused` missed in its first five clauses."""

    questions: int
    methods: tuple[MethodFigures, ...]
    abstention: AbstentionFigures
    missed: tuple[str, ...]


def load_questions(path: Path) -> tuple[Question, ...]:
    """Read a question file. Raises MalformedQuestions, naming the line."""
    try:
        if path.stat().st_size > _LONGEST_FILE:
            raise _malformed(path, 0, "> 5 MB")
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise _malformed(path, 0, type(error).__name__) from error
    return tuple(_question(path, number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _question(path: Path, number: int, line: str) -> Question:
    try:
        question = Question.model_validate(json.loads(line))
        for target in question.any_of:
            if _NESTED_REPEAT.search(target.matches):
                raise _malformed(path, number, "nested repeat")
            re.compile(target.matches)
    except (ValueError, ValidationError, re.error, RecursionError) as error:
        raise _malformed(path, number, type(error).__name__) from error
    return question


def evaluate(index: ClauseIndex, library: Library, questions: Iterable[Question]) -> RetrievalReport:
    """Ask every question by every method and count. The first question, which loads the model, is not timed."""
    asked = tuple(questions)
    retrieval = [question for question in asked if question.task == "retrieve" and question.any_of]
    if asked:
        index.search(asked[0].question)
    ranks: dict[Method, list[int]] = {}
    figures = []
    for method in METHODS:
        found = list(_ranks(_ranking(index, library, method), library, retrieval))
        ranks[method] = [rank for rank, _ in found]
        figures.append(_figures(method, ranks[method], [seconds for _, seconds in found]))
    missed = tuple(q.id for q, rank in zip(retrieval, ranks["fused"], strict=True) if not 1 <= rank <= 5)
    return RetrievalReport(len(retrieval), tuple(figures), _abstention(index, asked), missed)


def _ranking(index: ClauseIndex, library: Library, method: Method) -> Ranking:
    def fused(question: str) -> Sequence[Clause]:
        return [hit.clause for hit in index.search(question, k=_DEPTH).hits]

    def alone(question: str) -> Sequence[Clause]:
        query = read_query(question, load_terms())
        scores = fuse(index.dense(query) if method == "dense" else index.lexical(query))
        return [library.clauses[int(at)] for at in np.argsort(-scores, kind="stable")[:_DEPTH] if scores[at] > 0]

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


def _figures(method: Method, ranks: Sequence[int], seconds: Sequence[float]) -> MethodFigures:
    def share(right: Iterable[float]) -> float:
        return sum(right) / len(ranks) if ranks else 0.0

    times = np.array(seconds or [0.0]) * 1000
    return MethodFigures(
        method=method,
        hit_at_1=share(rank == 1 for rank in ranks),
        hit_at_5=share(1 <= rank <= 5 for rank in ranks),
        mrr=share(1 / rank for rank in ranks if rank),
        median_ms=float(np.percentile(times, 50)),
        p95_ms=float(np.percentile(times, 95)),
    )


def _abstention(index: ClauseIndex, questions: Iterable[Question]) -> AbstentionFigures:
    said = [(q.answerable, index.search(q.question).abstained) for q in questions if q.answerable is not None]
    with_answer = [not abstained for answerable, abstained in said if answerable]
    without = [abstained for answerable, abstained in said if not answerable]
    return AbstentionFigures(
        answerable=len(with_answer),
        answered=sum(with_answer) / max(len(with_answer), 1),
        unanswerable=len(without),
        abstained=sum(without) / max(len(without), 1),
    )


def _malformed(path: Path, line: int, why: str) -> MalformedQuestions:
    where = Bilingual(f"第 {line} 行", f"line {line}") if line else Bilingual("文件", "the file")
    return MalformedQuestions(
        Bilingual(
            f"无法读取问题文件 {path.name}：{where.zh}（{why}）。", f"Cannot read {path.name}: {where.en} ({why})."
        ),
        Bilingual(
            "每行应是一个 JSON 对象，含 task、question，检索题还要有 any_of（doc、matches）。",
            "Each line must be a JSON object with task, question and, for retrieval, any_of (doc, matches).",
        ),
    )
