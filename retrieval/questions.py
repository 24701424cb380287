"""Files of evaluation questions, one JSON object a line: what is asked, and which clauses would be right.

{"task": "retrieve", "question": …, "any_of": [{"doc": 文号 or a piece of the title, or null, "matches": a regular
expression over the clause text without white space}]}. Rows of another task count only for abstention, where
`expect.kind` says whether there is an answer.
"""

import json
import re
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.bilingual import Bilingual
from retrieval.errors import MalformedQuestions

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

    kind: str = ""


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
        return None if self.expect is None or self.expect.kind in ("", "inject") else self.expect.kind != "abstain"


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
