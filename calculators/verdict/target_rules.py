"""Whether one target of a place is reached, by what it is a target for: schools, 差异系数, rooms, ratios of the form.

What the sheets do not tell is never guessed from what they do: it is named as missing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from calculators.choice import Choice
from calculators.class_size import check_class_sizes
from calculators.compare import Verdicts, every, holds, limit_of, reaches, tri
from calculators.county_form.measures import LOCAL_RATIOS, RATIOS, SHORTFALLS, SUBJECTS, Ratio, Shortfall
from calculators.indicators import BY_ID, INDICATORS
from calculators.model import Item, Number
from calculators.rooms import check_rooms
from calculators.rounding import half_up, plain
from calculators.size import check_size
from calculators.spread import stage_spread
from calculators.units import StageUnits
from calculators.verdict.of_form import judge_ratio, judge_subjects
from calculators.verdict.of_schools import no_schools
from corpus.indicators import name_of
from corpus.model import STAGES, Aim, Scope, Threshold

if TYPE_CHECKING:
    from calculators.county import CountyCheck

SHARE, COUNT = "schools_share", "schools"
HUNDRED = 100
RATIO_DECIMALS = 1
RATIO_OF: Mapping[tuple[str, Scope], Ratio] = {(one.indicator, one.stage): one for one in (*RATIOS, *LOCAL_RATIOS)}
SHORTFALL_OF: Mapping[str, Shortfall] = {one.indicator: one for one in SHORTFALLS}
# what would tell, where the form does not ask it
WANTED: Mapping[str, str] = {
    "G6.base": "按{value}人核定的学校数",
    "G6.multiple": "按{value}倍核定的学校数",
    "G6.second_base": "按{value}人核定的学校数",
    "G6.second_multiple": "按{value}倍核定的学校数",
    "G7.multiple": "普通学校生均公用经费定额",
    "Q4": "培训经费不足{value}%的学校数",
}


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a target is reached, the schools that fall short, what is missing, and a value of the target's own."""

    verdict: bool | None
    schools: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    value: Number | None = None
    display: str | None = None


@dataclass(frozen=True, slots=True)
class _Instead:
    """The floor with one of its requirements replaced by a target."""

    check: "CountyCheck"
    target: Threshold

    def get(self, indicator: str, stage: Scope) -> Threshold:
        """Return the target where it is the one asked for, else the floor's requirement."""
        return self.target if self._is_target(indicator, stage) else self.check.floor.get(indicator, stage)

    def find(self, indicator: str, stage: Scope) -> Threshold | None:
        """Return the target where it is the one asked for, else the floor's requirement, if any."""
        return self.target if self._is_target(indicator, stage) else self.check.floor.find(indicator, stage)

    def aim(self, indicator: str) -> Aim | None:
        """Return the floor's aim."""
        return self.check.floor.aim(indicator)

    def _is_target(self, indicator: str, stage: Scope) -> bool:
        return (indicator, stage) == (self.target.indicator, self.target.stage)


def is_reached(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """Return whether a target of an item is reached."""
    indicator = target.indicator
    if indicator in _OF_SCHOOLS:
        return _OF_SCHOOLS[indicator](check, item, target)
    if indicator.partition(".")[2] in (SHARE, COUNT) and indicator.partition(".")[0] in BY_ID:
        return _schools_that_reach(check, item, target)
    if ratio := RATIO_OF.get((indicator, target.stage)):
        judged = judge_ratio(ratio, check.table.form, target, rounded=check.choice.rounded)
        part = judged.part
        return Found(_verdict(part.status), (), judged.missing, part.value, part.display)
    return _of_form(check, target)


def _verdict(status: str) -> bool | None:
    return {"met": True, "not_met": False}.get(status)


def _all(check: "CountyCheck", verdicts: Sequence[bool | None]) -> bool | None:
    """A row of numbers without a school name leaves open what holds of every other school."""
    return every([*verdicts, *(None for _ in check.unnamed)])


def _units_reach(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """R1…R7: every unit of the stage reaches the target."""
    units = next((found for stage, found in check.units.items() if stage == target.stage), None)
    if units is None:
        return Found(None, missing=item.missing or (name_of(target.indicator).zh,))
    if target.of_mean:
        return _mean_reaches(check, item, target)
    verdicts = _unit_verdicts(units, INDICATORS.index(BY_ID[target.indicator]), target)
    below = tuple(school.name for school, one in zip(units.schools, verdicts, strict=True) if one == 0)
    return Found(_all(check, [tri(one) for one in verdicts]), below, item.missing)


def _mean_reaches(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """R1…R7: the county's mean reaches the target, whatever its schools have."""
    spread = next(found for stage, found in check.spreads.items() if stage == target.stage)
    column = INDICATORS.index(BY_ID[target.indicator])
    mean, shown = float(spread.mean[column]), spread.mean_display(column)
    if shown is None or check.unnamed:
        return Found(None, missing=item.missing or (name_of(target.indicator).zh,))
    value = Fraction(shown) if check.choice.rounded else spread.exact_mean(column)
    return Found(holds(value, target.comparison, limit_of(target)), (), (), mean, shown)


def _unit_verdicts(units: StageUnits, column: int, target: Threshold) -> Verdicts:
    indicator = INDICATORS[column]
    limit = limit_of(target)
    return reaches(
        units.values[:, column], target.comparison, limit, lambda row: units.exact_value(row, indicator)
    )  # fmt: skip


def _schools_that_reach(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """How many units, or what share of them, reach the national standard of an indicator."""
    base, _, what = target.indicator.partition(".")
    column = INDICATORS.index(BY_ID[base])
    stages = STAGES if target.stage not in STAGES else (target.stage,)
    verdicts = [tri(one) for stage in stages if stage in check.units for one in check.units[stage].met[:, column]]
    lacking = tuple(name for stage in stages if stage not in check.units for name in no_schools(stage))
    if lacking or None in verdicts or check.unnamed:
        return Found(None, missing=lacking or item.missing or (name_of(base).zh,))
    value = Fraction(verdicts.count(True) * HUNDRED, len(verdicts)) if what == SHARE else Fraction(verdicts.count(True))
    shown = half_up(value, RATIO_DECIMALS if what == SHARE else 0)
    return Found(holds(value, target.comparison, limit_of(target)), (), (), float(value), shown)


def _spread_within(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """One 差异系数; of a single unit it says nothing."""
    units = next((found for stage, found in check.units.items() if stage == target.stage), None)
    if units is None or len(units.schools) < 2 or check.unnamed:
        return Found(None, missing=item.missing or no_schools(target.stage))
    column = INDICATORS.index(BY_ID[item.id.rpartition(".")[2]])
    return Found(stage_spread(units, target).cv_met[column], (), item.missing)


def _rooms_suffice(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    if _is_the_floors(check, target) and not check.choice.relief_2019:
        found = check.rooms
    else:
        found = check_rooms([one.school for one in check.rooms], _Instead(check, target), _without_relief(check))
    failing = tuple(one.school.name for one in found if one.passes is False)
    return Found(_all(check, [one.passes for one in found]), failing, item.missing)


def _sizes_fit(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """Only the schools that the target is about may fail it: single-stage ones, or combined ones."""
    found = check_size([one.school for one in check.size], _Instead(check, target), _without_relief(check))
    failing = tuple(one.school.name for one in found if one.threshold == target and one.passes is False)
    verdicts = [one.passes if one.threshold == target else True for one in found]
    return Found(_all(check, verdicts), failing, item.missing)


def _classes_fit(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    schools = list({one.school.name: one.school for one in check.class_size}.values())
    found = [one for one in check_class_sizes(schools, _Instead(check, target)) if one.stage == target.stage]
    failing = tuple(one.school.name for one in found if one.passes is False)
    return Found(_all(check, [one.passes for one in found]), failing, item.missing)


def _without_relief(check: "CountyCheck") -> Choice:
    """The transitional relief is the country's; no place has granted it from its own targets."""
    return check.choice.under("relief_2019", "false")


_OF_SCHOOLS: Mapping[str, Callable[["CountyCheck", Item, Threshold], Found]] = {
    **dict.fromkeys(BY_ID, _units_reach),
    "CV": _spread_within,
    "G3.classes_per_room": _rooms_suffice,
    "G3.music_area": _rooms_suffice,
    "G3.art_area": _rooms_suffice,
    "G4.school": _sizes_fit,
    "G4.combined": _sizes_fit,
    "G5": _classes_fit,
}


def _of_form(check: "CountyCheck", target: Threshold) -> Found:
    """What the form gives by subject, or counts against the national line; anything else it does not ask."""
    form = check.table.form
    for subjects in SUBJECTS:
        if subjects.indicator == target.indicator:
            judged = judge_subjects(subjects, form, target)
            missing = tuple(name for one in judged for name in one.missing)
            return Found(every([_verdict(one.part.status) for one in judged]), (), missing)
    counted = SHORTFALL_OF.get(target.indicator)
    if counted and _is_the_floors(check, target):
        value = counted.value(form)
        return Found(None if value is None else value == 0, (), counted.missing(form))
    return Found(None, missing=(_wanted(target),))


def _wanted(target: Threshold) -> str:
    """What would tell; the form may ask the same of another stage."""
    if target.indicator in WANTED:
        return WANTED[target.indicator].format(value=plain(target.value))
    asked = any(one.indicator == target.indicator for one in RATIOS)
    name = (target.name or name_of(target.indicator)).zh
    return f"{name}（{target.stage}）" if asked else name


def _is_the_floors(check: "CountyCheck", target: Threshold) -> bool:
    floor = check.floor.find(target.indicator, target.stage)
    return floor is not None and (floor.comparison, floor.value) == (target.comparison, target.value)
