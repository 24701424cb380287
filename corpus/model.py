"""What the corpus holds: documents, their clauses, and requirements, each with the words that prove it."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from corpus.bilingual import Bilingual

DocumentKind = Literal["normative", "interpretation"]
Origin = Literal["shipped", "user"]
Stage = Literal["小学", "初中"]
Scope = Literal["小学", "初中", "义务教育", "中小学", "学前", "高中", "中职", "特教"]
Comparison = Literal[">=", "<=", ">", "<", "="]
Basis = Literal["floor", "target"]

PRIMARY: Stage = "小学"
JUNIOR: Stage = "初中"
STAGES: tuple[Stage, ...] = (PRIMARY, JUNIOR)
NATIONAL = "国家"
NOT_STATED = "未注明"  # what a document that a user brought does not say of itself


@dataclass(frozen=True, slots=True)
class Clause:
    """The smallest numbered unit of a document, in the document's own characters.

    `text` is `Document.body[start:end]`. `context` holds inherited heads and cells, which are never part of `text`.
    """

    document: str
    id: str
    path: tuple[str, ...]
    trail: tuple[str, ...]
    text: str
    start: int
    end: int
    context: str | None = None

    @property
    def key(self) -> str:
        """The id that is unique in the whole corpus."""
        return f"{self.document}#{self.id}"


@dataclass(frozen=True, slots=True)
class Document:
    """A policy document in canonical form. `body` is its text without mark-up; clauses are spans of it."""

    id: str
    title: str
    number: str | None
    issuer: str
    jurisdiction: str
    kind: DocumentKind
    issued: str
    effective: str | None
    interprets: str | None
    source: str
    sha256: str
    body: str
    clauses: tuple[Clause, ...] = field(repr=False)
    origin: Origin = "shipped"

    @property
    def name(self) -> str:
        """What people call it: the 文号, or the title where there is none."""
        return self.number or self.title


@dataclass(frozen=True, slots=True)
class Reference:
    """The words that a value rests on: `quote` stands in the text of the clause, character for character."""

    document: str
    clause: str
    quote: str


@dataclass(frozen=True, slots=True)
class Name(Bilingual):
    """What a user's file calls an indicator; `also` are other Chinese wordings that a question may use for it."""

    also: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """All words of either language, the name first."""
        return (self.zh, *self.also, self.en)


@dataclass(frozen=True, slots=True)
class Threshold:
    """One requirement as it stands from one year on: the value to compare with, and the words that set it.

    `upper` is the other end of a range (1至2项). `hedge`: the word of the clause that softens it (基本, 力争).
    `year_stated`: the clause names the year; else `since` is that of its document, or of the plan that it belongs to.
    `covers` says whom it covers, where that is not the whole of its stage. `of_mean`: it is the county's mean that must
    reach the value, not every school. `worded`: the words of the quote that say the value, where no digits do.
    `name`: what a file that a user brought calls the indicator, where the product has no name for it.
    """

    id: str
    indicator: str
    stage: Scope
    jurisdiction: str
    basis: Basis
    comparison: Comparison
    value: Decimal
    unit: str
    since: int
    ref: Reference
    upper: Decimal | None = None
    worded: str | None = None
    hedge: str | None = None
    year_stated: bool = True
    covers: Bilingual | None = None
    of_mean: bool = False
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """A requirement without a number: what is to be so, in the words of the clause, from a year on.

    `open` says what the documents leave open (the number behind 省定标准), or is None.
    """

    id: str
    indicator: str
    stage: Scope
    jurisdiction: str
    basis: Basis
    words: str
    since: int
    ref: Reference
    year_stated: bool = True
    open: Bilingual | None = None
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A state of affairs that a document reports, never a requirement: what was measured, and in which year.

    `measure` says what the number is of its indicator: the county's mean, the share of schools that reach it.
    """

    id: str
    indicator: str
    stage: Scope
    jurisdiction: str
    measure: Bilingual
    comparison: Comparison
    value: Decimal
    unit: str
    year: int
    ref: Reference
    worded: str | None = None
    name: Name | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A quantity of a document that is no record, and why."""

    why: Bilingual
    ref: Reference


@dataclass(frozen=True, slots=True)
class Suspended:
    """Something that rests on words which a user's version of the document no longer holds in that clause.

    It is not in force, and is told wherever the state of the corpus is told.
    """

    about: Bilingual
    ref: Reference
