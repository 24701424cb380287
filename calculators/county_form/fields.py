"""The fields of the county form and the veto facts, as `county_form.yaml` lists them, and which field a row means."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from calculators.values import fold
from corpus.bilingual import Bilingual
from corpus.strict import load_yaml

FieldKind = Literal["count", "money", "levels", "rates", "veto"]
Unit = Literal["", "人", "元", "所", "份"]

PART = "其中"
# what the name of a field by subject begins with; of one subject alone it stands for 语文
EACH_SUBJECT = "各学科"
NUMBERED = re.compile(r"^(?:\d{1,2}[.、)]|\(\d{1,2}\)|[一二三四五六七八九十]{1,2}[、.]|[#*]+)+(?!$)")
YEAR = re.compile(r"^20\d\d(?:学年度?|年度?|届)")
UNIT_IN_LABEL = re.compile(r"\((?:单位:?)?((?:百|千|万|亿)?(?:人|名|元|所|个|份|%|元/年|元/人))\)$")


class Each(BaseModel):
    """The most that a field can come to for each of the field `of`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    of: str
    most: int


class Field(BaseModel):
    """One field. See the head of `county_form.yaml` for what its entries mean; `most` is in its unit."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    zh: str
    en: str
    kind: FieldKind
    unit: Unit = ""
    also: tuple[str, ...] = ()
    part_of: str | None = None
    within: str | None = None
    same_as: str | None = None
    least: int = 0
    most: int | None = None
    counters: tuple[str, ...] = ()
    per: tuple[str, ...] = ("年",)
    each: Each | None = None

    @property
    def label(self) -> Bilingual:
        """What the row is called."""
        return Bilingual(self.zh, self.en)

    @property
    def whole(self) -> str | None:
        """The field that this one is never larger than, or None."""
        return self.part_of or self.within


class Veto(BaseModel):
    """One veto fact: `key` finds it in a row's wording."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    zh: str
    en: str
    key: str
    also: tuple[str, ...] = ()

    @property
    def label(self) -> Bilingual:
        """The fact, in the words of the evaluation."""
        return Bilingual(self.zh, self.en)


class _Counted(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    also: tuple[str, ...] = ()
    most: int


class _FormFile(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    units: Mapping[Unit, _Counted]
    subjects: tuple[str, ...]
    fields: tuple[Field, ...]
    vetoes: tuple[Veto, ...]


@cache
def _form() -> _FormFile:
    text = files("calculators").joinpath("county_form.yaml").read_text(encoding="utf-8")
    return _FormFile.model_validate(load_yaml(text))


@cache
def load_fields() -> Mapping[str, Field]:
    """Return the fields by id, in the order of the form."""
    return {one.id: one for one in _form().fields}


def load_subjects() -> tuple[str, ...]:
    """Return the school subjects by name."""
    return _form().subjects


def words_for(field: Field) -> frozenset[str]:
    """Return the words that a count can stand in, "" among them: 所, 个 and 校 for schools, never for pupils."""
    return frozenset({"", field.unit, *_form().units[field.unit].also, *field.counters})


def most_of(field: Field) -> int:
    """Return the largest number that a field can be, in its unit."""
    return _form().units[field.unit].most if field.most is None else field.most


def load_vetoes() -> tuple[Veto, ...]:
    """Return the six veto facts in their order."""
    return _form().vetoes


def plain_label(text: str) -> tuple[str, str]:
    """Return a row's label without white space, numbering and unit, and the unit that stood behind it.

    >>> plain_label("3. 其中：骨干教师数 （人）")
    ('其中骨干教师数', '人')
    """
    label = YEAR.sub("", NUMBERED.sub("", re.sub(r"\s+", "", fold(text)))).rstrip(":*#")
    found = UNIT_IN_LABEL.search(label)
    label = re.sub(rf"^{PART}[:,、]", PART, UNIT_IN_LABEL.sub("", label))
    return label, found.group(1) if found else ""


@cache
def _named() -> Mapping[str, tuple[Field, ...]]:
    """The fields by every wording; “其中就近划片数” names two."""
    found: dict[str, tuple[Field, ...]] = {}
    for one in load_fields().values():
        for wording in dict.fromkeys(plain_label(name)[0] for name in (one.zh, *one.also)):
            found[wording] = (*found.get(wording, ()), one)
    return found


def parts_named(label: str) -> tuple[Field, ...]:
    """Return the fields that a plain label “其中…” names, each a part of another whole."""
    return tuple(one for one in _named().get(label, ()) if label.startswith(PART) and one.part_of)


@cache
def _facts_by_wording() -> Mapping[str, Veto]:
    return {_bare(name): one for one in load_vetoes() for name in (one.zh, *one.also)}


def fact_named(label: str) -> Veto | None:
    """Return the veto fact that a plain label is the wording of, with or without 是否存在, or None."""
    return _facts_by_wording().get(_bare(label))


def _bare(label: str) -> str:
    return re.sub(r"^(?:是否|有无)?(?:存在|有(?!编))?|(?:行为|情况|问题|现象)+$|[“”\"'‘’]", "", fold(label))


def field_named(label: str, above: Field | None) -> Field | None:
    """Return the field that a plain label means; “其中…” is a part of the last full field `above`, or means nothing."""
    for wording in (label, PART + label):
        for one in _named().get(wording, ()):
            if not wording.startswith(PART) or one.part_of is None or (above and one.part_of == above.id):
                return one
    return None
