"""The dated records in force: requirements and aims by place and year, and the facts that documents report.

The national floor and a local target are different requirements and are never mixed: `floor` gives the one, `targets`
the other. Where no requirement is in force there is an error, never a default. Where a user's version of a document no
longer holds the words of a record, that record is suspended: not in force, and told.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import TypeVar

from corpus.bilingual import Bilingual
from corpus.documents import Library, in_force
from corpus.errors import NoStandardInForce, UnknownDocument
from corpus.indicators import name_of
from corpus.model import NATIONAL, Aim, Basis, Document, Fact, LeftOut, Scope, Threshold
from corpus.places import Place
from corpus.records import StandardsFile, malformed_standard, parse_standards
from corpus.saying import STAGES_EN, said
from corpus.written import Record, Written

_Some = TypeVar("_Some", Threshold, Aim)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What is in force in one place and year: requirements by indicator and stage, and aims, some of them alike."""

    jurisdiction: str
    year: int
    in_force: Mapping[tuple[str, Scope], Threshold]
    aims: tuple[Aim, ...] = ()
    _all: tuple[Threshold, ...] = field(repr=False, default=())

    def get(self, indicator: str, stage: Scope) -> Threshold:
        """Return the requirement. Raises NoStandardInForce, which says what is in force elsewhere or later."""
        if found := self.in_force.get((indicator, stage)):
            return found
        raise none_in_force(indicator, stage, self.jurisdiction, self.year, self._all)

    def find(self, indicator: str, stage: Scope) -> Threshold | None:
        """Return the requirement, or None where none is in force: for a local target, which a place need not have."""
        return self.in_force.get((indicator, stage))

    def aim(self, indicator: str) -> Aim | None:
        """Return what is required without a number, the first where several clauses say it, or None."""
        return next((one for one in self.aims if one.indicator == indicator), None)


@dataclass(frozen=True, slots=True, eq=False)
class Standards:
    """All records of all documents. `digest` is the sha256 of the files that they stand in.

    `suspended` are those whose words a user's version of the document does not hold; the others are without them.
    `interpretations`: the ids of documents that interpret another, which never outrank its text.
    """

    all: tuple[Threshold, ...]
    digest: str
    aims: tuple[Aim, ...] = ()
    facts: tuple[Fact, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    suspended: tuple[Record, ...] = ()
    interpretations: frozenset[str] = frozenset()

    @property
    def records(self) -> tuple[Record, ...]:
        """All records that stand: requirements, aims and facts."""
        return (*self.all, *self.aims, *self.facts)

    def floor(self, year: int) -> Thresholds:
        """Return the national floor as it stands in `year`."""
        return self._in_force(NATIONAL, "floor", year)

    def targets(self, place: Place | str, year: int) -> Thresholds:
        """Return the targets that bind a place (or its full name) in `year`; none of them is national.

        Its own come before its city's, and these before its province's: a full name begins with those of what the
        place belongs to.
        """
        return self._in_force(place if isinstance(place, str) else place.full_name, "target", year)

    def target(self, indicator: str, stage: Scope, place: Place | str, year: int) -> Threshold:
        """Return one local target. Raises NoStandardInForce, which says what is in force elsewhere or later."""
        return self.targets(place, year).get(indicator, stage)

    def milestones(self, indicator: str, stage: Scope, place: Place | str) -> tuple[Threshold, ...]:
        """Return the targets of a place for one indicator in the order of their years, one a year."""
        name = place if isinstance(place, str) else place.full_name
        years = sorted(
            {one.since for one in self._binding(name, "target") if (one.indicator, one.stage) == (indicator, stage)}
        )
        found = (self.targets(name, year).find(indicator, stage) for year in years)
        return tuple(dict.fromkeys(one for one in found if one))

    def coming(self, place: Place | str, year: int) -> Thresholds:
        """Return, for each thing that a place sets a target for after `year`, the first such target."""
        name = place if isinstance(place, str) else place.full_name
        later = sorted({one.since for one in self._binding(name, "target") if one.since > year})
        first: dict[tuple[str, Scope], Threshold] = {}
        for since in later:
            for key, one in self.targets(name, since).in_force.items():
                if one.since > year:
                    first.setdefault(key, one)
        return Thresholds(name, year, first, _all=self.all)

    def yet_to_come(self, place: Place | str, year: int) -> tuple[Threshold | Aim, ...]:
        """Return the first target or aim to come after `year` of each thing that a place has none in force for."""
        name = place if isinstance(place, str) else place.full_name
        now = self.targets(name, year)
        numbers = [one for key, one in self.coming(name, year).in_force.items() if key not in now.in_force]
        later = [aim for aim in _binding(self.aims, name, "target") if aim.since > year and not now.aim(aim.indicator)]
        nearest: dict[tuple[str, Scope], Aim] = {}
        for aim in sorted(later, key=lambda aim: aim.since):
            nearest.setdefault((aim.indicator, aim.stage), aim)
        return (*numbers, *nearest.values())

    def facts_of(self, place: Place | str, indicator: str | None = None) -> tuple[Fact, ...]:
        """Return what the documents of a place report of it, newest first."""
        name = place if isinstance(place, str) else place.full_name
        found = [one for one in self.facts if one.jurisdiction == name and indicator in (None, one.indicator)]
        return tuple(sorted(found, key=lambda fact: -fact.year))

    def _binding(self, jurisdiction: str, basis: Basis) -> Iterator[Threshold]:
        return _binding(self.all, jurisdiction, basis)

    def _weight(self, one: Threshold) -> tuple[int, int, bool, bool]:
        """Order the requirements of one thing; what decides comes last: nearest place, latest year, text, no hedge."""
        return len(one.jurisdiction), one.since, one.ref.document not in self.interpretations, one.hedge is None

    def _in_force(self, jurisdiction: str, basis: Basis, year: int) -> Thresholds:
        standing = [one for one in self._binding(jurisdiction, basis) if one.since <= year]
        chosen = {(one.indicator, one.stage): one for one in sorted(standing, key=self._weight)}
        aims = [one for one in _binding(self.aims, jurisdiction, basis) if one.since <= year]
        return Thresholds(jurisdiction, year, chosen, _latest(aims), self.all)


def _latest(aims: Sequence[Aim]) -> tuple[Aim, ...]:
    """Return, of each matter, the aims of the nearest place and the latest year: all, since none outranks another."""
    weight = {id(aim): (len(aim.jurisdiction), aim.since) for aim in aims}
    best: dict[tuple[str, Scope], tuple[int, int]] = {}
    for aim in aims:
        key = aim.indicator, aim.stage
        best[key] = max(best.get(key, (0, 0)), weight[id(aim)])
    return tuple(aim for aim in aims if weight[id(aim)] == best[aim.indicator, aim.stage])


def _binding(records: Iterable[_Some], jurisdiction: str, basis: Basis) -> Iterator[_Some]:
    """Yield the records of a place and of what it belongs to."""
    return (one for one in records if one.basis == basis and jurisdiction.startswith(one.jurisdiction))


def standards_of(texts: Mapping[str, str], library: Library, brought: Mapping[str, str] | None = None) -> Standards:
    """Return the standards of these files (name to text); `brought` are those of a user. Raises MalformedStandard.

    Those brought are in force with the version of the document that they were read against (`corpus.brought`).
    """
    brought = brought or {}
    shipped = [(name, parse_standards(text, name)) for name, text in sorted(texts.items())]
    users = [(name, only_targets(parse_standards(text, name), name)) for name, text in sorted(brought.items())]
    written = [Written(file, _document_of(file, library, name)) for name, file in shipped]
    written += [Written(file, _document_of(file, library, name), brought=True) for name, file in users]
    standing, suspended = _parted(written, library)
    _refuse_twice(standing)
    everything = (*sorted(texts.items()), *sorted(brought.items()))
    digest = hashlib.sha256("".join(text for _, text in everything).encode()).hexdigest()
    return Standards(
        all=tuple(one for one in standing if isinstance(one, Threshold)),
        digest=digest,
        aims=tuple(one for one in standing if isinstance(one, Aim)),
        facts=tuple(one for one in standing if isinstance(one, Fact)),
        left_out=tuple(left for one in written for left in one.left_out()),
        suspended=tuple(suspended),
        interpretations=frozenset(one.document.id for one in written if one.document.kind == "interpretation"),
    )


def _parted(written: Iterable[Written], library: Library) -> tuple[list[Record], list[Record]]:
    """Return the records that stand, and those whose words a user's version of the document no longer holds."""
    standing: list[Record] = []
    suspended: list[Record] = []
    for one in written:
        for record in one.records():
            (standing if one.brought or in_force(library, record.ref) else suspended).append(record)
    return standing, suspended


@lru_cache(maxsize=4)
def load_standards(library: Library) -> Standards:
    """Return the shipped standards. Raises MalformedStandard; that quotes stand is proved by verify_corpus."""
    return standards_of(shipped_standards(), library)


def shipped_standards() -> dict[str, str]:
    """Return the shipped standards files, name to text."""
    folder = files("corpus") / "standards"
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".yaml")}


def _document_of(file: StandardsFile, library: Library, name: str) -> Document:
    try:
        return library.document(file.document)
    except UnknownDocument as fault:
        raise malformed_standard(name, fault.message) from fault


def only_targets(file: StandardsFile, name: str) -> StandardsFile:
    """Return a file that a user brings; it may not set the national floor. Raises MalformedStandard."""
    if "floor" in {*(one.basis for one in file.requirements), *(one.basis for one in file.aims)}:
        raise malformed_standard(
            name,
            Bilingual(
                "自行添加的标准只能是本地目标（basis: target）。",
                "standards that are added are targets, never the floor.",
            ),
        )
    return file


def _refuse_twice(records: Sequence[Record]) -> None:
    counts = Counter(one.id for one in records)
    if twice := sorted(id for id, count in counts.items() if count > 1):
        listed = ", ".join(twice)
        raise malformed_standard("*", Bilingual(f"同一要求出现两次：{listed}", f"a requirement stands twice: {listed}"))


def _whose(jurisdiction: str) -> str:
    return "the national floor" if jurisdiction == NATIONAL else jurisdiction


def none_in_force(
    indicator: str, stage: Scope, jurisdiction: str, year: int, known: Iterable[Threshold]
) -> NoStandardInForce:
    """Return the error for a requirement that is not there, with what there is for the same indicator and stage."""
    same = [one for one in known if (one.indicator, one.stage) == (indicator, stage)]
    zh = "；".join(f"{one.jurisdiction}{said(one).zh}" for one in same)
    en = "; ".join(f"{_whose(one.jurisdiction)} {said(one).en}" for one in same)
    name = name_of(indicator)
    return NoStandardInForce(
        Bilingual(
            f"{jurisdiction}{year}年没有关于{name.zh}（{stage}）的要求。",
            f"No requirement of {_whose(jurisdiction)} on {name.en} ({STAGES_EN[stage]}) is in force in {year}.",
        ),
        Bilingual(
            f"资料中同一指标的要求：{zh}。" if zh else "资料中没有这一指标的任何要求。",
            f"What the corpus has on it: {en}." if en else "The corpus has no requirement on it at all.",
        ),
    )
