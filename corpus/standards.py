"""The dated requirements, each with the words of the clause that set it.

The national floor and a local target are different requirements and are never mixed: `floor` gives the one, `target`
the other. Where no requirement is in force there is an error, never a default. Where a user's version of a document no
longer holds the words of a requirement, that requirement is suspended: not in force, and told.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.bilingual import Bilingual
from corpus.documents import Library, in_force
from corpus.errors import MalformedStandard, NoStandardInForce, UnknownDocument
from corpus.model import NATIONAL, Basis, Comparison, Reference, Scope, Threshold
from corpus.places import Place
from corpus.strict import DuplicateKeyError, load_yaml

Unit = Literal["", "%", "人", "人/百生", "间/百生", "㎡", "㎡/生", "元/生", "班/间", "项"]


class Requirement(BaseModel):
    """One requirement of one clause. `values` holds a stage's value as the decimal that the file writes.

    `since` is the first year that it binds in: 到2025年 binds from 2025.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    indicator: Annotated[str, Field(pattern=r"^[A-Z0-9]+(\.[a-z_]+)?$")]
    basis: Basis
    comparison: Comparison
    unit: Unit
    since: int
    values: Annotated[Mapping[Scope, Decimal], Field(min_length=1)]
    clause: str
    quote: Annotated[str, Field(min_length=2)]


class StandardsFile(BaseModel):
    """The requirements of one document; `checked_on` is the day when a person last held them against its text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    document: str
    checked_on: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The requirements of one place that are in force in one year, by indicator and stage."""

    jurisdiction: str
    year: int
    in_force: Mapping[tuple[str, Scope], Threshold]
    _all: tuple[Threshold, ...] = field(repr=False, default=())

    def get(self, indicator: str, stage: Scope) -> Threshold:
        """Return the requirement. Raises NoStandardInForce, which says what is in force elsewhere or later."""
        if found := self.in_force.get((indicator, stage)):
            return found
        raise none_in_force(indicator, stage, self.jurisdiction, self.year, self._all)


@dataclass(frozen=True, slots=True, eq=False)
class Standards:
    """All requirements of all documents. `digest` is the sha256 of the files that they stand in.

    `suspended` are those whose words a user's version of the document does not hold; `all` is without them.
    """

    all: tuple[Threshold, ...]
    digest: str
    suspended: tuple[Threshold, ...] = ()

    def floor(self, year: int) -> Thresholds:
        """Return the national floor as it stands in `year`."""
        return self._in_force(NATIONAL, "floor", year)

    def targets(self, place: Place | str, year: int) -> Thresholds:
        """Return the local targets of a place (or its full name) as they stand in `year`; none of them is national."""
        return self._in_force(place if isinstance(place, str) else place.full_name, "target", year)

    def target(self, indicator: str, stage: Scope, place: Place | str, year: int) -> Threshold:
        """Return one local target. Raises NoStandardInForce, which says what is in force elsewhere or later."""
        return self.targets(place, year).get(indicator, stage)

    def _in_force(self, jurisdiction: str, basis: Basis, year: int) -> Thresholds:
        here = [one for one in self.all if (one.jurisdiction, one.basis) == (jurisdiction, basis)]
        latest: dict[tuple[str, Scope], Threshold] = {}
        for one in sorted(here, key=lambda threshold: threshold.since):
            if one.since <= year:
                latest[one.indicator, one.stage] = one
        return Thresholds(jurisdiction, year, latest, self.all)


def parse_standards(text: str, name: str) -> StandardsFile:
    """Return what one YAML file says. Raises MalformedStandard for an unknown or doubled key or a wrong value."""
    try:
        return StandardsFile.model_validate(load_yaml(text))
    except (ValidationError, yaml.YAMLError, DuplicateKeyError) as fault:
        raise malformed_standard(name, Bilingual(str(fault), str(fault))) from fault


def malformed_standard(name: str, what: Bilingual) -> MalformedStandard:
    """Return the error for a standards or register file that says something it may not say."""
    return MalformedStandard(
        Bilingual(f"标准文件 {name} 有误：{what.zh}", f"The standards file {name} is wrong: {what.en}"),
        Bilingual("请对照原文改正后再运行 junheng corpus verify。", "Mend it and run junheng corpus verify."),
    )


def standards_of(texts: Mapping[str, str], library: Library) -> Standards:
    """Return the standards of these files (name to text). Raises MalformedStandard."""
    found: list[Threshold] = []
    for name in sorted(texts):
        found += _thresholds(parse_standards(texts[name], name), library, name)
    ids = [one.id for one in found]
    if twice := sorted({one for one in ids if ids.count(one) > 1}):
        listed = ", ".join(twice)
        raise malformed_standard("*", Bilingual(f"同一要求出现两次：{listed}", f"a requirement stands twice: {listed}"))
    digest = hashlib.sha256("".join(texts[name] for name in sorted(texts)).encode()).hexdigest()
    suspended = tuple(one for one in found if not in_force(library, one.ref))
    return Standards(tuple(one for one in found if one not in suspended), digest, suspended)


@lru_cache(maxsize=4)
def load_standards(library: Library) -> Standards:
    """Return the shipped standards. Raises MalformedStandard; that quotes stand is proved by verify_corpus."""
    folder = files("corpus") / "standards"
    texts = {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".yaml")}
    return standards_of(texts, library)


def _thresholds(file: StandardsFile, library: Library, name: str) -> list[Threshold]:
    try:
        document = library.document(file.document)
    except UnknownDocument as fault:
        raise malformed_standard(name, fault.message) from fault
    return [
        Threshold(
            id=f"{document.id}:{one.basis}:{one.indicator}:{stage}:{one.since}",
            indicator=one.indicator,
            stage=stage,
            jurisdiction=NATIONAL if one.basis == "floor" else document.jurisdiction,
            basis=one.basis,
            comparison=one.comparison,
            value=value,
            unit=one.unit,
            since=one.since,
            ref=Reference(document.id, one.clause, one.quote),
        )
        for one in file.requirements
        for stage, value in one.values.items()
    ]


def _whose(jurisdiction: str) -> str:
    return "the national floor" if jurisdiction == NATIONAL else jurisdiction


def none_in_force(
    indicator: str, stage: Scope, jurisdiction: str, year: int, known: Iterable[Threshold]
) -> NoStandardInForce:
    """Return the error for a requirement that is not there, with what there is for the same indicator and stage."""
    same = [one for one in known if (one.indicator, one.stage) == (indicator, stage)]
    zh = "；".join(f"{one.jurisdiction}{one.since}年起 {one.comparison} {one.value}{one.unit}" for one in same)
    en = "; ".join(
        f"{_whose(one.jurisdiction)} from {one.since}: {one.comparison} {one.value} {one.unit}" for one in same
    )
    return NoStandardInForce(
        Bilingual(
            f"{jurisdiction}{year}年没有关于 {indicator}（{stage}）的要求。",
            f"No requirement of {_whose(jurisdiction)} on {indicator} ({stage}) is in force in {year}.",
        ),
        Bilingual(
            f"资料中同一指标的要求：{zh}。" if zh else "资料中没有这一指标的任何要求。",
            f"What the corpus has on it: {en}." if en else "The corpus has no requirement on it at all.",
        ),
    )
