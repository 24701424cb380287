"""Doubtful targets found: looser than the national floor, behind what the place reports, or looser than before.

Such a target is quoted only together with the doubt. A target that repeats the floor is a minimum, and may well lie
behind what the place has reached; only one that the place has set itself is held against its facts.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from corpus.bilingual import Bilingual
from corpus.documents import Library
from corpus.indicators import wordings_of
from corpus.model import Comparison, Fact, Scope, Threshold
from corpus.places import load_gazetteer
from corpus.register import Suspect
from corpus.saying import listed, matter_of, place_of
from corpus.standards import Standards

_DIRECTION: Mapping[Comparison, int] = {">=": 1, ">": 1, "<=": -1, "<": -1, "=": 0}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A target that falls short of something, and what that is. `why`: "floor", "fact" or "milestone"."""

    target: Threshold
    why: str
    against: Threshold | Fact


_WHY: Mapping[str, Bilingual] = {
    "floor": Bilingual("该目标宽于国家底线", "the target is looser than the national floor"),
    "fact": Bilingual(
        "该目标低于当地自己公布的数（均值或比例达到，不等于每所学校都达到）",
        "the target is behind what the place reports for itself (a mean or share is not every school)",
    ),
    "milestone": Bilingual("后一年的目标反而宽于前一年", "the target of the later year is looser than the earlier one"),
}


def suspects_in(standards: Standards, library: Library) -> tuple[Suspect, ...]:
    """Return the doubtful targets as entries of the register, those of one clause and reason together."""
    joined: dict[tuple[object, ...], list[Doubt]] = {}
    for one in doubts(standards):
        joined.setdefault((one.target.ref, one.target.indicator, one.why), []).append(one)
    return tuple(_suspect(alike, library) for alike in joined.values())


def doubts(standards: Standards) -> Iterator[Doubt]:
    """Yield the targets that fall short of the national floor, of the place's own facts, or of its milestone before."""
    matters = _matters(standards)
    for target in (one for one in standards.all if one.basis == "target"):
        matter = matters[target.indicator, target.stage]
        floor = matter.floor(target.since)
        if floor and _is_comparable(target, floor) and is_looser(target, floor):
            yield Doubt(target, "floor", floor)
        if not floor or target.value != floor.value:
            yield from (Doubt(target, "fact", fact) for fact in _ahead(target, matter.records))
        yield from (Doubt(target, "milestone", one) for one in _stricter_before(target, matter))


class _Matter:
    """The records of one indicator and stage: what is in force is looked up once a year, and once a place."""

    def __init__(self, records: Standards, indicator: str, stage: Scope) -> None:
        self.records = records
        self._of: tuple[str, Scope] = (indicator, stage)
        self._floors: dict[int, Threshold | None] = {}
        self._milestones: dict[str, tuple[Threshold, ...]] = {}

    def floor(self, year: int) -> Threshold | None:
        if year not in self._floors:
            self._floors[year] = self.records.floor(year).find(*self._of)
        return self._floors[year]

    def milestones(self, place: str) -> tuple[Threshold, ...]:
        if place not in self._milestones:
            self._milestones[place] = self.records.milestones(*self._of, place)
        return self._milestones[place]


def _matters(standards: Standards) -> Mapping[tuple[str, Scope], _Matter]:
    alike: dict[tuple[str, Scope], list[Threshold]] = {}
    facts: dict[tuple[str, Scope], list[Fact]] = {}
    for one in standards.all:
        alike.setdefault((one.indicator, one.stage), []).append(one)
    for fact in standards.facts:
        facts.setdefault((fact.indicator, fact.stage), []).append(fact)
    return {
        key: _Matter(Standards(tuple(records), "", facts=tuple(facts.get(key, ()))), *key)
        for key, records in alike.items()
    }


def is_looser(one: Threshold, other: Threshold | Fact, direction: int | None = None) -> bool:
    """Say whether a requirement asks for less than another. Both must point one way; “=” has no way of its own."""
    ways = {_DIRECTION[one.comparison], _DIRECTION[other.comparison]} - {0}
    if direction is not None:
        ways = {direction} - {0}
    return len(ways) == 1 and (one.value - other.value) * ways.pop() < 0


def _ahead(target: Threshold, standards: Standards) -> Iterator[Fact]:
    """Yield the newest fact of the same measure that the target's place had reported by then, if it is ahead."""
    known = [
        fact
        for fact in standards.facts_of(target.jurisdiction, target.indicator)
        if (fact.stage, fact.unit) == (target.stage, target.unit) and fact.year <= target.since
    ]
    yield from (fact for fact in known[:1] if is_looser(target, fact, _DIRECTION[target.comparison]))


def _stricter_before(target: Threshold, matter: _Matter) -> Iterator[Threshold]:
    """Yield the milestone before, where it asked for more."""
    before = [
        one
        for one in matter.milestones(target.jurisdiction)
        if one.since < target.since and one.jurisdiction == target.jurisdiction and _is_comparable(target, one)
    ]
    yield from (one for one in before[-1:] if is_looser(target, one))


def _is_comparable(one: Threshold, other: Threshold) -> bool:
    return (one.unit, one.covers) == (other.unit, other.covers)


def _suspect(alike: list[Doubt], library: Library) -> Suspect:
    first = alike[0]
    stages: list[Scope] = list(dict.fromkeys(one.target.stage for one in alike))
    place = place_of(first.target.jurisdiction, load_gazetteer(library))
    matter = matter_of(first.target, stages)
    name = first.target.name.wordings if first.target.name else ()
    return Suspect(
        Bilingual(f"{place.zh}{matter.zh}目标", f"{place.en}, target for {matter.en}"),
        _WHY[first.why],
        first.target.ref,
        (*name, *wordings_of(first.target.indicator)),
        tuple(dict.fromkeys(one.against.ref for one in alike)),
        listed([record for one in alike for record in (one.target, one.against)]),
    )
