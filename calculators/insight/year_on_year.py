"""One county in two years: what its figures and verdicts were and are, and which schools came, went or changed sides.

Both years are held against the same requirements, so that what changes is the county and not the yardstick.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from calculators.compare import known, tri
from calculators.county import CountyCheck
from calculators.grouping import same_schools
from calculators.indicators import BY_ID, INDICATORS
from calculators.model import Item, Status
from calculators.spread import StageSpread
from corpus.model import STAGES, Scope, Stage

_T = TypeVar("_T")
Json = dict[str, object]
Names = Mapping[str, str]  # of the schools of both years: the name then by the name now


@dataclass(frozen=True, slots=True)
class Then(Generic[_T]):
    """A finding of the year before and of this one."""

    before: _T
    now: _T


@dataclass(frozen=True, slots=True)
class Turned:
    """The schools of both years that do not pass now and did (`fails`), and the other way about; by name of now."""

    fails: tuple[str, ...]
    passes: tuple[str, ...]


NOBODY = Turned((), ())


@dataclass(frozen=True, slots=True)
class IndicatorYears:
    """One indicator of one stage. None: not known, or the stage is not in that year's sheet."""

    mean: Then[float | None]
    cv: Then[float | None]
    cv_met: Then[bool | None]
    met_count: Then[int | None]
    turned: Turned


@dataclass(frozen=True, slots=True)
class StageYears:
    """One stage: its schools, how many pass the 6-of-7 rule, and its indicators. `came` and `went` are names."""

    schools: Then[int]
    came: tuple[str, ...]
    went: tuple[str, ...]
    passing: Then[int | None]
    turned: Turned
    indicators: Mapping[str, IndicatorYears] = field(repr=False)


@dataclass(frozen=True, slots=True)
class ItemYears:
    """An item of the county verdict whose status is another one now, or that other schools reach now."""

    id: str
    stage: Scope | None
    status: Then[Status]
    turned: Turned = NOBODY


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """Two checks of one county compared."""

    before: CountyCheck = field(repr=False)
    now: CountyCheck = field(repr=False)
    stages: Mapping[Stage, StageYears] = field(repr=False)
    items: tuple[ItemYears, ...]

    @property
    def years(self) -> Then[int | None]:
        """The years that the two sheets state."""
        return Then(self.before.table.year, self.now.table.year)


def compare_years(before: CountyCheck, now: CountyCheck) -> YearOnYear:
    """Compare two checks of one county. Schools are the same where their names are, else their codes."""
    stages = [stage for stage in STAGES if stage in before.units or stage in now.units]
    then = {new.name: old.name for old, new in same_schools(before.schools, now.schools)}
    found = {stage: _stage(before, now, stage, then) for stage in stages}
    return YearOnYear(before, now, found, _items(before, now, then))


def _items(before: CountyCheck, now: CountyCheck, names: Names) -> tuple[ItemYears, ...]:
    then = {(item.id, item.stage): item for item in before.items}
    pairs = [(then[item.id, item.stage], item) for item in now.items if (item.id, item.stage) in then]
    found = (_item(before, now, old, item, names) for old, item in pairs)
    return tuple(one for one in found if one.status.before != one.status.now or one.turned != NOBODY)


def _item(before: CountyCheck, now: CountyCheck, old: Item, new: Item, names: Names) -> ItemYears:
    then = dict(_by_school(before, old))
    pairs = [(name, (then[names[name]], verdict)) for name, verdict in _by_school(now, new) if names.get(name) in then]
    return ItemYears(new.id, new.stage, Then(old.status, new.status), _sides(pairs))


def _by_school(check: CountyCheck, item: Item) -> list[tuple[str, bool | None]]:
    """Whether each school holds up an item that schools decide; none where it is the county's."""
    if item.id == "G3":
        return [(one.school.name, one.passes) for one in check.rooms]
    if item.id == "G4":
        return [(one.school.name, one.passes) for one in check.size]
    if item.id == "G5":
        return [(one.school.name, one.passes) for one in check.class_size if one.stage == item.stage]
    units = next((found for stage, found in check.units.items() if stage == item.stage and item.id in BY_ID), None)
    if units is None:
        return []
    met = units.met[:, INDICATORS.index(BY_ID[item.id])]
    return [(school.name, tri(one)) for school, one in zip(units.schools, met, strict=True)]


def _sides(pairs: Sequence[tuple[str, tuple[bool | None, bool | None]]]) -> Turned:
    """Those that turned; what is undecided in one of the years is no change."""
    return Turned(
        fails=tuple(name for name, pair in pairs if pair == (True, False)),
        passes=tuple(name for name, pair in pairs if pair == (False, True)),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    """One stage in one year; None: that year's sheet does not have it."""

    spread: StageSpread | None

    @property
    def rows(self) -> dict[str, int]:
        schools = self.spread.units.schools if self.spread else ()
        return {school.name: row for row, school in enumerate(schools)}

    def verdicts(self, column: int | None) -> list[bool | None]:
        """Whether each unit reaches an indicator's standard; without a column, whether it passes the 6-of-7 rule."""
        if self.spread is None:
            return []
        units = self.spread.units
        return [tri(one) for one in (units.passes if column is None else units.met[:, column])]

    def count(self, column: int | None) -> int | None:
        verdicts = self.verdicts(column)
        return None if None in verdicts or not verdicts else verdicts.count(True)

    def figures(self, column: int) -> tuple[float | None, float | None, bool | None]:
        if self.spread is None:
            return None, None, None
        return known(self.spread.mean[column]), known(self.spread.cv[column]), self.spread.cv_met[column]


def _stage(before: CountyCheck, now: CountyCheck, stage: Stage, names: Names) -> StageYears:
    sides = _Side(before.spreads.get(stage)), _Side(now.spreads.get(stage))
    old, new = (side.rows for side in sides)
    return StageYears(
        schools=Then(len(old), len(new)),
        came=tuple(name for name in new if names.get(name) not in old),
        went=tuple(name for name in old if name not in {names.get(one) for one in new}),
        passing=Then(*(side.count(None) for side in sides)),
        turned=_turned(*sides, None, names),
        indicators={one.id: _indicator(*sides, column, names) for column, one in enumerate(INDICATORS)},
    )


def _indicator(before: _Side, now: _Side, column: int, names: Names) -> IndicatorYears:
    old, new = before.figures(column), now.figures(column)
    return IndicatorYears(
        mean=Then(old[0], new[0]),
        cv=Then(old[1], new[1]),
        cv_met=Then(old[2], new[2]),
        met_count=Then(before.count(column), now.count(column)),
        turned=_turned(before, now, column, names),
    )


def _turned(before: _Side, now: _Side, column: int | None, names: Names) -> Turned:
    old, new, rows = before.verdicts(column), now.verdicts(column), before.rows
    pairs = [(name, (old[rows[names[name]]], new[row])) for name, row in now.rows.items() if names.get(name) in rows]
    return _sides(pairs)


def years_json(years: YearOnYear) -> Json:
    """Return a comparison as the public JSON: `before` and `now` of each figure, unrounded."""
    return {
        "before": years.years.before,
        "now": years.years.now,
        "files": list(years.before.table.files),
        "status": _pair(Then(years.before.status, years.now.status)),
        "items": [_item_json(one) for one in years.items],
        "stages": {stage: _stage_json(one) for stage, one in years.stages.items()},
    }


def _item_json(one: ItemYears) -> Json:
    return {"id": one.id, "stage": one.stage, **_pair(one.status), **_turned_json(one.turned)}


def _stage_json(one: StageYears) -> Json:
    return {
        "schools": _pair(one.schools),
        "came": list(one.came),
        "went": list(one.went),
        "passing": _pair(one.passing),
        **_turned_json(one.turned),
        "indicators": {
            id: {
                "mean": _pair(found.mean),
                "cv": _pair(found.cv),
                "cv_met": _pair(found.cv_met),
                "met_count": _pair(found.met_count),
                **_turned_json(found.turned),
            }
            for id, found in one.indicators.items()
        },
    }


def _pair(then: Then[_T]) -> Json:
    return {"before": then.before, "now": then.now}


def _turned_json(turned: Turned) -> Json:
    return {"fails_now": list(turned.fails), "passes_now": list(turned.passes)}
