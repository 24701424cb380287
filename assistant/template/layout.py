"""What the template asks for: the columns of the school sheet and the rows of the county form.

`template.yaml` lists the columns and how to fill them; the names, units and bounds are those that the reader of sheets
goes by.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from calculators.columns import Column, label_of, load_columns
from calculators.county_form.fields import EACH_SUBJECT, Field, load_fields, load_vetoes
from calculators.county_form.measures import items_of_field
from calculators.kinds import load_form
from corpus.bilingual import Bilingual
from corpus.model import STAGES, Stage
from corpus.strict import load_yaml

NOTES_SHEET, SCHOOL_SHEET, FORM_SHEET = "填表说明", "学校数据", "县级填报表"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Asked(_Strict):
    """How a column is to be filled in. See the head of `template.yaml`."""

    means: Bilingual
    example: str
    decides: Bilingual | None = None
    choices: tuple[str, ...] = ()


class Group(_Strict):
    """Columns under one heading; a group without a heading is a column that stands alone."""

    zh: str = ""
    en: str = ""
    stage: Stage | None = None
    columns: tuple[str, ...]

    @property
    def heading(self) -> Bilingual:
        """The heading above the columns."""
        return Bilingual(self.zh, self.en)


class TemplateFile(_Strict):
    """All of `template.yaml`."""

    intro: tuple[Bilingual, ...]
    groups: tuple[Group, ...]
    columns: Mapping[str, Asked]
    subjects: tuple[str, ...]
    levels: tuple[str, ...]
    answers: tuple[str, ...]
    categories: Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class SchoolColumn:
    """One column of the school sheet: its canonical id with the stage, and the group that it stands in."""

    id: str
    group: Group
    column: Column
    asked: Asked

    @property
    def stage(self) -> str:
        """The stage, or ""."""
        return self.id.partition(".")[2]

    @property
    def label(self) -> Bilingual:
        """What it is called, with its stage."""
        return label_of(self.id)

    @property
    def unit(self) -> str:
        """The unit that it is filled in in, or ""."""
        return self.column.usual

    @property
    def heading(self) -> str:
        """The lowest heading: the canonical name, the stage where no heading above says it, and the unit."""
        name = self.column.label.zh if self.group.stage else self.label.zh
        return f"{name}\n（{self.unit}）" if self.unit else name

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen, or nothing where it is free."""
        return kinds_of_school() if self.id == "school_type" else self.asked.choices

    @property
    def most(self) -> Fraction | None:
        """The largest number that it can hold, in its unit; None where it is no single number."""
        if self.column.most is None or self.column.kind == "areas":
            return None
        return Fraction(self.column.most) / (self.column.factor(self.unit) or 1)


@dataclass(frozen=True, slots=True)
class FormRow:
    """One row of the county form. `name` tells the rows of one field apart: a subject, or a veto fact."""

    field: Field
    label: Bilingual
    name: str = ""

    @property
    def items(self) -> tuple[str, ...]:
        """The items that it decides."""
        return items_of_field(self.field.id)

    @property
    def category(self) -> Bilingual:
        """The part of the evaluation that it belongs to."""
        return load_template().categories[self.items[0][0]]

    @property
    def choices(self) -> tuple[str, ...]:
        """What can be chosen, or nothing where it is free."""
        template = load_template()
        return {"veto": template.answers, "levels": template.levels}.get(self.field.kind, ())


@cache
def load_template() -> TemplateFile:
    """Return what `template.yaml` says."""
    return TemplateFile.model_validate(load_yaml(files("assistant").joinpath("template.yaml").read_text("utf-8")))


def kinds_of_school() -> tuple[str, ...]:
    """Return the kinds of school, those that the evaluation counts first."""
    stages = load_form().stages
    counted = [kind for kind, levels in stages.items() if set(levels) & set(STAGES)]
    return (*reversed(counted), *(kind for kind in stages if kind not in counted))


def school_columns() -> tuple[SchoolColumn, ...]:
    """Return the columns of the school sheet from left to right."""
    template, known = load_template(), load_columns()
    found = []
    for group in template.groups:
        for given in group.columns:
            id = f"{given}.{group.stage}" if group.stage else given
            base = id.partition(".")[0]
            found.append(SchoolColumn(id, group, known[base], template.columns.get(id) or template.columns[base]))
    return tuple(found)


def form_rows() -> tuple[FormRow, ...]:
    """Return the rows of the county form: its fields in their order, those by subject and the vetoes row by row."""
    return tuple(row for field in load_fields().values() for row in _rows_of(field))


def _rows_of(field: Field) -> Iterator[FormRow]:
    if field.kind == "veto":
        yield from (FormRow(field, fact.label, fact.id) for fact in load_vetoes())
    elif EACH_SUBJECT in field.zh:
        for subject in load_template().subjects:
            label = field.zh.replace(EACH_SUBJECT, subject)
            yield FormRow(field, Bilingual(label, f"{field.en}: {subject}"), subject)
    else:
        yield FormRow(field, field.label)
