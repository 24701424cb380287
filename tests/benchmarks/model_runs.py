"""Asks the same questions by the built-in engine alone and with a language model, and holds the two side by side."""

import json
import re
import time
import unicodedata
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from assistant.evaluation.asking import Tally, ask_documents, ask_sheets, joined
from assistant.model import Answer
from assistant.service import Assistant

TASKS = ("answer", "sheet")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_MARK = re.compile(r"\[\d+\]")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its answer, and how long that took."""

    question: str
    answer: Answer
    seconds: float


class Watched:
    """An assistant whose answers are written down; `builtin`: its model is not spoken to."""

    def __init__(self, assistant: Assistant, *, builtin: bool) -> None:
        self._assistant, self._builtin = assistant, builtin
        self.asked: list[Asked] = []

    def ask(self, question: str, **given: object) -> Answer:
        start = time.perf_counter()
        answer = self._assistant.ask(question, builtin=self._builtin, **given)
        self.asked.append(Asked(question, answer, time.perf_counter() - start))
        return answer

    def __getattr__(self, name: str) -> object:
        return getattr(self._assistant, name)


@dataclass(frozen=True, slots=True)
class Run:
    """What one engine made of the questions. The tallies are of questions over documents and over sheets."""

    documents: Tally
    sheets: Tally
    asked: Sequence[Asked]

    @property
    def whole(self) -> Tally:
        return joined((self.documents, self.sheets))


@dataclass(frozen=True, slots=True)
class Comparison:
    """The same questions by the built-in engine alone and with a model."""

    builtin: Run
    model: Run
    pairs: Sequence[tuple[Asked, Asked]] = field(default=())

    @classmethod
    def of(cls, builtin: Run, model: Run) -> "Comparison":
        return cls(builtin, model, tuple(paired(builtin.asked, model.asked)))

    @property
    def unverified(self) -> list[str]:
        """Figures with a model that are wrong, or that the built-in answer does not have."""
        wrong = [f"{miss.id} {miss.why}" for miss in self.model.whole.wrong]
        beside = [(mine.question, number) for mine, told in self.pairs for number in added(mine.answer, told.answer)]
        return [*wrong, *(f"{question}: {number} is not in the built-in answer" for question, number in beside)]

    @property
    def lost(self) -> list[str]:
        """Questions that the built-in engine answers rightly and that are missed with a model."""
        missed = {miss.id for miss in self.builtin.whole.misses}
        return [f"{miss.id}: {miss.why}" for miss in self.model.whole.misses if miss.id not in missed]

    @property
    def delays(self) -> list[float]:
        """How many seconds longer each answer took with the model."""
        return [told.seconds - mine.seconds for mine, told in self.pairs]

    def text(self) -> str:
        """Return the figures for people."""
        mine, told = self.builtin, self.model
        half, most = np.percentile(self.delays or [0.0], (50, 95))
        return "\n".join(
            [
                f"answers {len(told.asked)}, figures checked {told.whole.figures}, unverified {len(self.unverified)}",
                *self.unverified,
                score("documents", mine.documents, told.documents),
                score("sheets", mine.sheets, told.sheets),
                *(f"  lost: {one}" for one in self.lost),
                *told.whole.spoken.lines("en"),
                f"seconds added by the model: p50 {half:.1f}, p95 {most:.1f}, worst {max(self.delays, default=0):.1f}",
            ]
        )


def score(name: str, mine: Tally, told: Tally) -> str:
    of = mine.asked.total()
    return f"{name}: right {mine.right.total()}/{of} built in, {told.right.total()}/{of} with the model"


def compare(assistant: Assistant, questions: Path) -> Comparison:
    """Ask every question of a file, without and with the model of `assistant`."""
    return Comparison.of(run(assistant, questions, builtin=True), run(assistant, questions, builtin=False))


def run(assistant: Assistant, questions: Path, *, builtin: bool) -> Run:
    watched = Watched(assistant, builtin=builtin)
    return Run(ask_documents(watched, questions), ask_sheets(watched, questions), watched.asked)


def paired(mine: Iterable[Asked], told: Iterable[Asked]) -> Iterator[tuple[Asked, Asked]]:
    """Yield the answers to the same question, in the order of asking: choices that are offered may differ."""
    waiting: dict[str, deque[Asked]] = defaultdict(deque)
    for one in mine:
        waiting[one.question].append(one)
    yield from ((waiting[one.question].popleft(), one) for one in told if waiting[one.question])


def added(mine: Answer, told: Answer) -> list[str]:
    """Return the numbers of an answer that the built-in one does not have; where it has none, there are no others."""
    if mine.status != told.status:
        return []
    there = set(numbers(mine.text))
    return [one for one in numbers(told.text) if one not in there]


def numbers(text: str) -> list[str]:
    return _NUMBER.findall(unicodedata.normalize("NFKC", _MARK.sub(" ", text)))


def sample(files: Iterable[Path], limit: int | None, folder: Path) -> Path:
    """Write so many questions of files, spread over them, into one file beside the same sheets."""
    files = tuple(files)
    rows = [line for file in files for line in file.read_text("utf-8-sig").splitlines() if of_a_task(line)]
    chosen = rows if limit is None else [rows[number * len(rows) // limit] for number in range(min(limit, len(rows)))]
    (folder / "sheets").symlink_to(files[0].resolve().parent / "sheets", target_is_directory=True)
    path = folder / "questions.jsonl"
    path.write_text("\n".join(chosen), "utf-8")
    return path


def of_a_task(line: str) -> bool:
    return bool(line.strip()) and json.loads(line).get("task") in TASKS
