"""Evaluation of answers: is what was asked for cited, numbered, compared, doubted or declined as expected?

The rows are read and asked in `assistant.evaluation`; here are the targets of the product and the report on them.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.evaluation.asking import Miss, Tally, ask_documents, ask_sheets, joined
from assistant.evaluation.held import HELD, Held
from assistant.model import Json
from assistant.service import Assistant
from assistant.settings import QUESTIONS
from corpus.bilingual import Bilingual, Language
from retrieval.evaluate import AbstentionFigures, MethodFigures, RetrievalReport, build_seconds
from retrieval.evaluate import evaluate as measure_retrieval
from retrieval.questions import load_questions

# The targets of the product: a release that misses one says so. No figure may be wrong at all.
GATES = {
    "hit_at_1_zh": 0.85, "hit_at_5_zh": 0.98, "hit_at_5_en": 0.90, "answered": 0.98, "abstained": 0.95, "answers": 0.95,
    "sheet": 0.95,
}  # fmt: skip
FIGURES_WRONG = "figures_wrong"
# What the figures were held against, as a report says it.
_HELD_NAMES: dict[Held, Bilingual] = {
    "expected": Bilingual("预期结果", "the expected results"),
    "cells": Bilingual("单元格", "the cells"),
    "quote": Bilingual("引文", "the quotation"),
    "question": Bilingual("问题中的数", "the question"),
    "names": Bilingual("所列名称的个数", "the number of names"),
    "formula": Bilingual("仅自身算式", "their own formula alone"),
    "nothing": Bilingual("未核对来源", "nothing"),
}
# Of questions held back while tuning, a report names what was missed and says no more of it.
_HELD_BACK = "held_back"


@dataclass(frozen=True, slots=True)
class EvalReport:
    """Figures of one evaluation. Shares are 0…1; None where no question of that task was given.

    `held_back`: what was asked must not be read, so that a report names its misses by their ids alone.
    """

    retrieval: RetrievalReport | None
    answers: Tally
    sheet: Tally
    build_seconds: float | None = None
    held_back: bool = False

    @property
    def wrong(self) -> Sequence[Miss]:
        """The figures that are wrong."""
        return (*self.answers.wrong, *self.sheet.wrong)

    @property
    def failed_gates(self) -> tuple[str, ...]:
        """The targets that this evaluation misses."""
        reached = {"answers": self.answers.share, "sheet": self.sheet.share}
        if self.retrieval:
            chinese, english = self.retrieval.languages
            no = self.retrieval.abstention
            reached |= {"hit_at_1_zh": chinese.hit_at_1, "hit_at_5_zh": chinese.hit_at_5} if chinese.questions else {}
            reached |= {"hit_at_5_en": english.hit_at_5} if english.questions else {}
            reached |= {"answered": no.answered} if no.answerable else {}
            reached |= {"abstained": no.abstained} if no.unanswerable else {}
        missed = tuple(name for name, value in reached.items() if value is not None and value < GATES[name])
        return (*missed, FIGURES_WRONG) if self.wrong else missed

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
        lines += self._tally_lines(self.answers, Bilingual("文件题回答正确", "answers right"), language)
        lines += self._tally_lines(self.sheet, Bilingual("数据表题回答正确", "sheet questions right"), language)
        gates = ", ".join(f"{name} ≥ {GATES[name]}" if name in GATES else f"{name} = 0" for name in self.failed_gates)
        verdict = (
            Bilingual("未达到的目标：", "targets missed: ")
            if gates
            else Bilingual("目标全部达到", "all targets reached")
        )
        return "\n".join([*lines, verdict.say(language) + gates])

    def _tally_lines(self, tally: Tally, title: Bilingual, language: Language) -> list[str]:
        if not tally.asked:
            return []
        parts = [f"  {name:<12} {right}/{of}" for part in (0, 1) for name, (right, of) in tally.by(part).items()]
        wrong = Bilingual("核对数字", "figures checked").say(language)
        counted = f"{wrong} {tally.figures}, {Bilingual('有误', 'wrong').say(language)} {len(tally.wrong)}"
        against = [f"{_HELD_NAMES[held].say(language)} {tally.held[held]}" for held in HELD if tally.held[held]]
        counted += f" ({Bilingual('依据：', 'held against ').say(language)}{', '.join(against)})" if against else ""
        misses = [f"  {self._told(miss)}" for miss in (*tally.misses, *tally.wrong)]
        spoken = tally.spoken.lines(language)
        return [f"{title.say(language)} {tally.right.total()}/{tally.asked.total()}", *parts, counted, *spoken, *misses]

    def _told(self, miss: Miss) -> str:
        return miss.id if self.held_back else f"{miss.id} {miss.question}: {miss.why}"

    def as_json(self) -> Json:
        """Return the figures as JSON."""
        return {
            "retrieval": asdict(self.retrieval) if self.retrieval else None,
            "answers": self._tally_json(self.answers),
            "sheet": self._tally_json(self.sheet),
            "build_seconds": self.build_seconds,
            "failed_gates": list(self.failed_gates),
        }

    def _tally_json(self, tally: Tally) -> Json:
        return {
            "asked": tally.asked.total(), "right": tally.right.total(),
            "kinds": {name: {"right": right, "asked": of} for name, (right, of) in tally.by(0).items()},
            "languages": {name: {"right": right, "asked": of} for name, (right, of) in tally.by(1).items()},
            "misses": [self._miss_json(miss) for miss in tally.misses],
            "figures": tally.figures, "held_against": {held: tally.held[held] for held in HELD},
            "figures_wrong": [self._miss_json(miss) for miss in tally.wrong],
            "spoken": tally.spoken.as_json(),
        }  # fmt: skip

    def _miss_json(self, miss: Miss) -> Json:
        return {"id": miss.id} if self.held_back else {"id": miss.id, "question": miss.question, "why": miss.why}


def evaluate(assistant: Assistant, path: Path | None = None, *, build: bool = False) -> EvalReport:
    """Ask the questions of a file (default: those of development) and count; with `build`, time a new index.

    Raises MalformedQuestions.
    """
    paths = (path,) if path else QUESTIONS
    questions = [one for each in paths for one in load_questions(each)]
    retrieval = measure_retrieval(assistant.tools.index, assistant.library, questions)
    seconds = build_seconds(assistant.library) if build else None
    return EvalReport(
        retrieval if _measured(retrieval) else None,
        joined(ask_documents(assistant, one) for one in paths),
        joined(ask_sheets(assistant, one) for one in paths),
        seconds,
        held_back=any(_HELD_BACK in one.stem for one in paths),
    )


def _measured(retrieval: RetrievalReport) -> bool:
    no = retrieval.abstention
    return bool(retrieval.questions or no.answerable or no.unanswerable)


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
