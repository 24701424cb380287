"""What the calculators take and give: a table that knows its cells, and figures that know how they came about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import pandas as pd

from corpus.bilingual import Bilingual
from corpus.model import Aim, Comparison, Scope, Threshold

Severity = Literal["error", "warning", "note"]
Status = Literal["met", "not_met", "insufficient", "needs_evidence"]
FigureKind = Literal["computed", "quoted", "sheet", "given"]
Number = float | int
Areas = tuple[float, ...]  # of rooms, in ㎡


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came: its name as the user knows it, and its bytes. Never a path.

    `came_as` is the name that it came with where it is called otherwise here.
    """

    name: str
    content: bytes = field(repr=False)
    came_as: str | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One fault of the data: what was found in which cell, what was expected, what it affects, how to mend it."""

    code: str
    severity: Severity
    file: str
    sheet: str | None
    cell: str | None
    found: str | None
    expected: str | None
    affects: tuple[str, ...]
    message: Bilingual


@dataclass(frozen=True, slots=True)
class ColumnReading:
    """How one column of a sheet was understood. `taken_as` is a canonical column, or None where it was left alone.

    Where this is not `sure`, the user is asked: `alternatives` are the canonical columns that it may be, best first.
    `converted` are the units other than the canonical one that its numbers were given in. `header` is the shape of its
    table's header and `key` the heading's key in it. `unit_assumed`: nobody states the unit of its
    numbers; `is_total`: it is the total over stages that the sheet gives too. `of_form`: it is a row of the county
    form, whose meaning is the form's own.
    """

    file: str
    sheet: str
    cell: str
    heading: str
    taken_as: str | None
    confidence: float
    why: Bilingual
    alternatives: tuple[str, ...] = ()
    sure: bool = True
    converted: tuple[str, ...] = ()
    of_form: bool = False
    unit_assumed: bool = False
    is_total: bool = False
    header: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class FormValue:
    """A value of the county form, exact and in the field's unit, with its cell.

    `name` tells the values of one field apart: the subject of a level, or the veto fact (1 where it holds, else 0).
    """

    value: Fraction
    cell: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class CountyForm:
    """The county form (县级填报表): its values by field. A field that is blank, unreadable or in doubt has none."""

    values: Mapping[str, tuple[FormValue, ...]] = field(default_factory=dict)

    def one(self, id: str) -> FormValue | None:
        """Return the number of a field, or None."""
        return next(iter(self.all(id)), None)

    def all(self, id: str) -> tuple[FormValue, ...]:
        """Return the values of a field that may have several: a level for each subject."""
        return self.values.get(id, ())


@dataclass(frozen=True, slots=True)
class SchoolTable:
    """One county's schools in canonical columns, one row a row of the sheet, and what its county form says.

    `cells[column][i]` names the cell ("file!sheet!B7") that `frame[column]` of row i came from, or is None.
    `blanks` are the words of cells that count as blank (—, 未填), `refused` the cells that hold something which cannot
    be used; each refusal has its issue. `other_years` are those of sheets, by file and sheet, that state another
    year than the table's.
    """

    sha256: str
    files: tuple[str, ...]
    place: str | None
    year: int | None
    frame: pd.DataFrame = field(repr=False)
    cells: Mapping[str, tuple[str | None, ...]] = field(repr=False)
    issues: tuple[Issue, ...]
    columns: tuple[ColumnReading, ...] = field(repr=False)
    form: CountyForm = CountyForm()
    other_years: Mapping[tuple[str, str], int] = field(default_factory=dict)
    blanks: Mapping[str, str] = field(default_factory=dict, repr=False)
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class FigureInput:
    """One value that went into a figure, with its cell where it has one."""

    label: Bilingual
    value: Number | str | None
    unit: str
    cell: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that may be shown, and how it came about. `value` is unrounded; `display` is rounded half up."""

    id: str
    kind: FigureKind
    label: Bilingual
    value: Number | str | None
    unit: str
    display: str
    formula: str | None = None
    inputs: tuple[FigureInput, ...] = ()
    threshold: Threshold | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One 口径 in use. `changes` says which verdicts the other reading would change, or is empty."""

    id: str
    value: str
    default: bool
    changes: Bilingual


@dataclass(frozen=True, slots=True)
class Part:
    """One of the things that an item asks for: the share of teachers who rotate, a subject's level, a veto fact.

    `threshold` is None where no number is required.
    """

    id: str
    name: Bilingual
    status: Status
    borderline: bool
    value: Number | None
    display: str | None
    unit: str
    threshold: Threshold | None


@dataclass(frozen=True, slots=True)
class BesideTarget:
    """What a place has set itself for an item, and whether the county reaches it; never part of the national verdict.

    `threshold` is the target in force in the year of the check, or the next one to come (`coming`). `value` is that of
    what the target is about where the item itself shows no such number.
    """

    threshold: Threshold
    status: Status
    coming: bool
    schools: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    value: Number | None = None
    display: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the county verdict (R1…R7, CV.小学.R1…, G1…G15, Q1…Q9, S1, V1).

    `evidence`: what a qualitative item needs. `targets`: the place's own. `flips`: the readings (口径) under
    whose other value the status would change.
    """

    id: str
    stage: Scope | None
    status: Status
    borderline: bool
    value: Number | None
    display: str | None
    unit: str
    comparator: Comparison | None
    limit: float | None
    schools: tuple[str, ...]
    missing: tuple[str, ...]
    threshold: Threshold | None
    aim: Aim | None = None
    parts: tuple[Part, ...] = ()
    evidence: Bilingual | None = None
    targets: tuple[BesideTarget, ...] = ()
    flips: tuple[str, ...] = ()
