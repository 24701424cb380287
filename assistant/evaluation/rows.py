"""Rows of evaluation files: what is asked, in which turns and over which sheets, and what a right answer is."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.model import AnswerStatus
from calculators.model import Status
from corpus.bilingual import Bilingual, Language
from retrieval.errors import MalformedQuestions

Model = TypeVar("Model", bound=BaseModel)
Kind = Literal["clause", "compare", "conflict", "suspect", "abstain", "inject"]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Cite(_Row):
    """A clause that must be cited: its document (any when null) and words that it contains, white space aside."""

    doc: str | None
    contains: str


class Expected(BaseModel):
    """What a right answer from the documents is."""

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


class SheetExpected(_Row):
    """What a right answer over sheets is. What is empty is not asked for.

    `says`: numbers that must stand as whole numbers, outside quotations or in them; `words`: of each, one of the
    alternatives divided by | must stand; `schools` must be named and `not_schools` must not; `order`: schools in the
    order in which they must be named first; `verdict`: the first verdict given. `offers` is like `words`, in the
    suggestions too; an answer that needs input gives at least so many `choices`, each a question that is answered.
    """

    status: tuple[AnswerStatus, ...] = ("answered",)
    language: Language
    verdict: Status | None = None
    says: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    not_schools: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    forbid: tuple[str, ...] = ()
    choices: int = Field(default=0, ge=0)


class Turn(_Row):
    """One question of a conversation; an earlier one may go without an expectation."""

    question: str
    expect: SheetExpected | None = None


class SheetQuestion(_Row):
    """A question of task "sheet", behind its earlier `turns` in one session.

    `sheets` lie in the folder sheets beside the file of questions; `expected` is the file there of what is right of
    them, which every figure shown is held against, `expected_without` the parts of it that the sheets do not hold.
    """

    id: str
    task: Literal["sheet"]
    kind: str
    sheets: tuple[str, ...] = ()
    expected: str | None = None
    expected_without: tuple[Literal["rooms", "class_size"], ...] = ()
    county: str | None = None
    year: int | None = None
    turns: tuple[Turn, ...] = ()
    question: str
    expect: SheetExpected

    @property
    def steps(self) -> tuple[Turn, ...]:
        """Every question of the conversation, the one that the row is about last."""
        return (*self.turns, Turn(question=self.question, expect=self.expect))


def answer_questions(path: Path) -> tuple[AnswerQuestion, ...]:
    """Return the rows of task "answer" in a file. Raises MalformedQuestions."""
    return tuple(_read(path, "answer", AnswerQuestion))


def sheet_questions(path: Path) -> tuple[SheetQuestion, ...]:
    """Return the rows of task "sheet" in a file. Raises MalformedQuestions."""
    return tuple(_read(path, "sheet", SheetQuestion))


def _read(path: Path, task: str, model: type[Model]) -> Iterator[Model]:
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
        try:
            row = json.loads(line) if line.strip() else {}
            if row.get("task") == task:
                yield model.model_validate(row)
        except (ValueError, ValidationError) as error:
            raise _malformed(path, number, error) from error


def _malformed(path: Path, line: int, error: Exception) -> MalformedQuestions:
    first = error.errors()[0] if isinstance(error, ValidationError) else None
    why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}" if first else str(error)
    return MalformedQuestions(
        Bilingual(
            f"无法读取问题文件 {path.name} 第 {line} 行（{why}）。", f"Cannot read {path.name}, line {line} ({why})."
        ),
        Bilingual(
            "每行应是一个 JSON 对象，键见评测说明；请改正这一行再试。",
            "Each line must be a JSON object with the keys that the evaluation knows; mend the line and try again.",
        ),
    )
