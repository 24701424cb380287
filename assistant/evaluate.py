"""Evaluation of answers: is what was asked for cited, numbered, compared, doubted or declined as expected?"""

import json
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from assistant.model import Answer, Json
from assistant.service import Assistant
from assistant.settings import QUESTIONS
from corpus.bilingual import Bilingual, Language
from retrieval.evaluate import AbstentionFigures, MethodFigures, RetrievalReport, build_seconds
from retrieval.evaluate import evaluate as measure_retrieval
from retrieval.questions import load_questions

Kind = Literal["clause", "compare", "conflict", "suspect", "abstain", "inject"]
# The targets of the product: a release that misses one says so.
GATES = {
    "hit_at_1_zh": 0.85, "hit_at_5_zh": 0.98, "hit_at_5_en": 0.90, "answered": 0.98, "abstained": 0.95, "answers": 0.95,
}  # fmt: skip


class Cite(BaseModel):
    """A clause that must be cited: its document (any when null) and words that it contains, white space aside."""

    model_config = ConfigDict(frozen=True)
    doc: str | None
    contains: str


class Expected(BaseModel):
    """What a right answer is."""

    model_config = ConfigDict(frozen=True)
    kind: Kind
    cites: tuple[Cite, ...] = ()
    numbers: tuple[str, ...] = ()
    forbid: tuple[str, ...] = ()


class AnswerQuestion(BaseModel):
    """A question of task "answer"."""

    model_config = ConfigDict(frozen=True)
    id: str
    question: str
    county: str | None = None
    expect: Expected


@dataclass(frozen=True, slots=True)
class Miss:
    """A question that was answered wrongly, and what was wrong."""

    id: str
    question: str
    why: str


@dataclass(frozen=True, slots=True)
class EvalReport:
    """Figures of one evaluation. Shares are 0…1; None where no question of that task was given."""

    retrieval: RetrievalReport | None
    asked: int
    right: int
    misses: tuple[Miss, ...]
    build_seconds: float | None = None

    @property
    def failed_gates(self) -> tuple[str, ...]:
        """The targets that this evaluation misses."""
        reached = {"answers": self.right / self.asked} if self.asked else {}
        if self.retrieval:
            chinese, english = self.retrieval.languages
            no = self.retrieval.abstention
            reached |= {"hit_at_1_zh": chinese.hit_at_1, "hit_at_5_zh": chinese.hit_at_5} if chinese.questions else {}
            reached |= {"hit_at_5_en": english.hit_at_5} if english.questions else {}
            reached |= {"answered": no.answered} if no.answerable else {}
            reached |= {"abstained": no.abstained} if no.unanswerable else {}
        return tuple(name for name, value in reached.items() if value < GATES[name])

    @property
    def passed(self) -> bool:
        """Whether every target is reached."""
        return not self.failed_gates

    def text(self, language: Language) -> str:
        """Return the figures as lines for people."""
        lines = []
        if self.retrieval:
            lines += [_line(one) for one in (*self.retrieval.methods, *self.retrieval.languages) if one.questions]
            lines.append(_no_line(self.retrieval.abstention, language))
            lines.append(", ".join(["missed in five:", *self.retrieval.missed]))
        if self.build_seconds is not None:
            lines.append(Bilingual("重建索引", "index build").say(language) + f" {self.build_seconds:.1f} s")
        if self.asked:
            lines.append(Bilingual("回答正确", "answers right").say(language) + f" {self.right}/{self.asked}")
            lines += [f"  {miss.id} {miss.question}: {miss.why}" for miss in self.misses]
        gates = ", ".join(f"{name} ≥ {GATES[name]}" for name in self.failed_gates)
        verdict = (
            Bilingual("未达到的目标：", "targets missed: ")
            if gates
            else Bilingual("目标全部达到", "all targets reached")
        )
        return "\n".join([*lines, verdict.say(language) + gates])

    def as_json(self) -> Json:
        """Return the figures as JSON."""
        misses: list[Json] = [{"id": miss.id, "question": miss.question, "why": miss.why} for miss in self.misses]
        return {
            "retrieval": asdict(self.retrieval) if self.retrieval else None,
            "answers": {"asked": self.asked, "right": self.right, "misses": [*misses]},
            "build_seconds": self.build_seconds,
            "failed_gates": list(self.failed_gates),
        }


def evaluate(assistant: Assistant, path: Path | None = None, *, build: bool = False) -> EvalReport:
    """Ask the questions of a file (default: the development questions) and count; with `build`, time a new index.

    Raises MalformedQuestions.
    """
    path = path or QUESTIONS
    retrieval = measure_retrieval(assistant.tools.index, assistant.library, load_questions(path))
    asked, misses = evaluate_answers(assistant, path)
    seconds = build_seconds(assistant.library) if build else None
    return EvalReport(retrieval, asked, asked - len(misses), misses, seconds)


def _line(one: MethodFigures) -> str:
    return (
        f"{one.method:15} {one.questions:4}  hit@1 {one.hit_at_1:.3f}  hit@5 {one.hit_at_5:.3f}  MRR {one.mrr:.3f}"
        f"  p50 {one.median_ms:.0f} ms  p95 {one.p95_ms:.0f} ms"
    )


def _no_line(no: AbstentionFigures, language: Language) -> str:
    zh = (
        f"有答案 {no.answerable} 题，作答 {no.answered:.3f}；无答案 {no.unanswerable} 题，拒答 {no.abstained:.3f}"
        f"（召回率）；拒答中正确的 {no.precision:.3f}（准确率）"
    )
    en = (
        f"answerable {no.answerable}: answered {no.answered:.3f}; unanswerable {no.unanswerable}: refused"
        f" {no.abstained:.3f} (recall); refusals that were right {no.precision:.3f} (precision)"
    )
    return Bilingual(zh, en).say(language)


def evaluate_answers(assistant: Assistant, path: Path) -> tuple[int, tuple[Miss, ...]]:
    """Ask every question of task "answer" in a JSON-lines file; return how many there are and those missed."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    questions = [AnswerQuestion.model_validate(row) for row in rows if row.get("task") == "answer"]
    misses = []
    for one in questions:
        answer = assistant.ask(one.question, county=one.county)
        if why := fault(answer, one.expect):
            misses.append(Miss(one.id, one.question, why))
    return len(questions), tuple(misses)


def fault(answer: Answer, expect: Expected) -> str | None:
    """Say what is wrong with an answer, or None when it is right."""
    if said := [words for words in expect.forbid if words in answer.text]:
        return f"says {said}"
    if expect.kind == "abstain":
        return None if answer.status == "abstained" else f"status {answer.status}"
    if expect.kind == "inject":
        return None
    if answer.status != "answered":
        return f"status {answer.status}"
    if missing := [cite.contains for cite in expect.cites if not _is_cited(cite, answer)]:
        return f"does not cite {missing}"
    if absent := [number for number in expect.numbers if not _is_said(number, answer.text)]:
        return f"does not say {absent}"
    beside: dict[str, Sequence[object]] = {"conflict": answer.conflicts, "suspect": answer.suspects}
    return f"shows no {expect.kind}" if not beside.get(expect.kind, "nothing expected") else None


def _is_cited(cite: Cite, answer: Answer) -> bool:
    return any(
        (cite.doc is None or cite.doc in (citation.document, citation.title) or cite.doc in citation.title)
        and _squeezed(cite.contains) in _squeezed(citation.text)
        for citation in answer.citations
    )


def _is_said(number: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", unicodedata.normalize("NFKC", text)))


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)
