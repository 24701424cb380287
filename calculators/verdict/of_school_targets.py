"""Whether a target of a place on its schools is reached: the seven indicators, 差异系数, rooms, sizes and classes."""

import re
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from calculators.choice import Choice
from calculators.class_size import StageClasses, check_class_sizes, classes_between
from calculators.compare import WHOLE, Verdicts, every, holds, limit_of, reaches, tri
from calculators.indicators import BY_ID, INDICATORS
from calculators.model import Item
from calculators.rooms import KINDS, RoomKind, SchoolRooms, check_rooms, judge_kind, suffice
from calculators.rounding import half_up
from calculators.size import check_size
from calculators.spread import stage_spread
from calculators.units import StageUnits
from calculators.verdict.found import Found, Instead, is_same, of_all
from calculators.verdict.of_schools import no_schools
from corpus.indicators import name_of, wordings_of
from corpus.model import STAGES, Stage, Threshold

if TYPE_CHECKING:
    from calculators.county import CountyCheck

SHARE, COUNT = "schools_share", "schools"
HUNDRED = 100
RATIO_DECIMALS = 1
# the classes that a target of the number or share of large classes is about, as its record words them
BAND = re.compile(r"(?P<low>\d+)(?:[～~-](?P<high>\d+)人|人及以上)")


def judge_of_schools(indicator: str) -> "Judge | None":
    """Return how a target on schools is judged, or None where it is none."""
    return _schools_that_reach if counts_schools(indicator) else _OF_SCHOOLS.get(indicator)


def counts_schools(indicator: str) -> bool:
    """Say whether an indicator counts the schools that reach the standard of another; the national one is meant.

    >>> counts_schools("R4.schools_share"), counts_schools("R4")
    (True, False)
    """
    base, _, what = indicator.partition(".")
    return what in (SHARE, COUNT) and base in BY_ID


def _units_reach(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """R1…R7: every unit of the stage reaches the target."""
    units = next((found for stage, found in check.units.items() if stage == target.stage), None)
    if units is None:
        return Found(None, missing=item.missing or (name_of(target.indicator).zh,))
    if target.of_mean:
        return _mean_reaches(check, item, target)
    verdicts = _unit_verdicts(units, INDICATORS.index(BY_ID[target.indicator]), target)
    below = tuple(school.name for school, one in zip(units.schools, verdicts, strict=True) if one == 0)
    return Found(of_all(check, [tri(one) for one in verdicts]), below, item.missing)


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
    """How many schools, or what share of them, reach the national standard of an indicator in all their stages."""
    base, _, what = target.indicator.partition(".")
    stages = _stages(target)
    verdicts = _by_school(check, stages, INDICATORS.index(BY_ID[base]))
    lacking = tuple(name for stage in stages if stage not in check.units for name in no_schools(stage))
    if lacking or None in verdicts or check.unnamed:
        return Found(None, missing=lacking or item.missing or (name_of(base).zh,))
    value = Fraction(verdicts.count(True) * HUNDRED, len(verdicts)) if what == SHARE else Fraction(verdicts.count(True))
    return _shown(value, target, RATIO_DECIMALS if what == SHARE else 0)


def _stages(target: Threshold) -> tuple[Stage, ...]:
    return tuple(stage for stage in STAGES if target.stage in (stage, WHOLE)) or STAGES


def _by_school(check: "CountyCheck", stages: Sequence[Stage], column: int) -> list[bool | None]:
    """A school of two stages reaches a standard where it does so in both."""
    found: dict[str, list[bool | None]] = {}
    for units in (check.units[stage] for stage in stages if stage in check.units):
        for school, met in zip(units.schools, units.met[:, column], strict=True):
            found.setdefault(school.name, []).append(tri(met))
    return [every(verdicts) for verdicts in found.values()]


def _shown(value: Fraction, target: Threshold, decimals: int) -> Found:
    reached = holds(value, target.comparison, limit_of(target))
    return Found(reached, (), (), float(value), half_up(value, decimals))


def _spread_within(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """One 差异系数; of a single unit it says nothing."""
    units = next((found for stage, found in check.units.items() if stage == target.stage), None)
    if units is None or len(units.schools) < 2 or check.unnamed:
        return Found(None, missing=item.missing or no_schools(target.stage))
    column = INDICATORS.index(BY_ID[item.id.rpartition(".")[2]])
    return Found(stage_spread(units, target).cv_met[column], (), item.missing)


def _rooms_suffice(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """G3: of a target of area, the rooms of its kind; of the classes for each room, the number of rooms of any size."""
    if is_same(check.floor.find(target.indicator, target.stage), target) and not check.choice.relief_2019:
        found = check.rooms
    else:
        found = check_rooms([one.school for one in check.rooms], Instead(check, target), _without_relief(check))
    kind = next((kind for kind in KINDS if target.indicator == f"G3.{kind}_area"), None)
    verdicts = [_rooms_of(one, kind, check.choice) for one in found]
    failing = tuple(one.school.name for one, fits in zip(found, verdicts, strict=True) if fits is False)
    return Found(of_all(check, verdicts), failing, item.missing)


def _rooms_of(one: SchoolRooms, kind: RoomKind | None, choice: Choice) -> bool | None:
    """Judge the areas of one kind of a school's rooms, or how many there are of both, of whatever size."""
    if kind:
        return judge_kind(one, kind, choice)
    if one.needed is None:
        return one.passes
    music, art = one.music.number, one.art.number
    if choice.kinds == "sum":
        most = None if music[1] is None or art[1] is None else music[1] + art[1]
        return suffice(music[0] + art[0], most, one.needed)
    return every([suffice(*music, one.needed), suffice(*art, one.needed)])


def _sizes_fit(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """Only the schools that the target is about may fail it: single-stage ones, or combined ones."""
    found = check_size([one.school for one in check.size], Instead(check, target), _without_relief(check))
    failing = tuple(one.school.name for one in found if one.threshold == target and one.passes is False)
    verdicts = [one.passes if one.threshold == target else True for one in found]
    return Found(of_all(check, verdicts), failing, item.missing)


def _classes_fit(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    schools = list({one.school.name: one.school for one in check.class_size}.values())
    found = [one for one in check_class_sizes(schools, Instead(check, target)) if one.stage == target.stage]
    failing = tuple(one.school.name for one in found if one.passes is False)
    return Found(of_all(check, [one.passes for one in found]), failing, item.missing)


def _large_classes(check: "CountyCheck", item: Item, target: Threshold) -> Found:
    """The number or share of classes of the sizes that the record's words name; a share of none is 0 of any number."""
    lacking = tuple(
        name for stage in _stages(target) if not _classes_of(check, stage) for name in no_schools(stage)
    )  # fmt: skip
    count = None if lacking or check.unnamed else _counted(check, target)
    total = _total_classes(check, target)
    name = (name_of(target.indicator).zh,)
    if count is None or (count and (total is None or _of_some_schools(target))):
        return Found(None, missing=lacking or name)
    if target.unit != "%":
        return _shown(Fraction(count), target, 0)
    return _shown(Fraction(count * HUNDRED, total) if count and total else Fraction(0), target, RATIO_DECIMALS)


def _of_some_schools(target: Threshold) -> bool:
    """Whether a target covers some schools alone (城镇学校), which the sheet may not tell apart."""
    return target.covers is not None and "学校" in target.covers.zh


def _classes_of(check: "CountyCheck", stage: Stage) -> list[StageClasses]:
    return [one for one in check.class_size if one.stage == stage]


def _counted(check: "CountyCheck", target: Threshold) -> int | None:
    covers = target.covers.zh if target.covers else ""
    words = (target.ref.quote, covers, *wordings_of(target.indicator))
    band = next((found for text in words if (found := BAND.search(text))), None)
    if band is None:
        return None
    low, high = int(band["low"]), int(band["high"]) if band["high"] else None
    counts = [_between(one, low, high) for stage in _stages(target) for one in _classes_of(check, stage)]
    return None if None in counts else sum(count or 0 for count in counts)


def _between(one: StageClasses, low: int, high: int | None) -> int | None:
    """Where no class is above the national limit, none is above a larger size."""
    return 0 if one.passes and low > one.threshold.value else classes_between(one.school, one.stage, low, high)


def _total_classes(check: "CountyCheck", target: Threshold) -> int | None:
    counts = [one.classes for stage in _stages(target) for one in _classes_of(check, stage)]
    return None if None in counts else sum(count or 0 for count in counts)


def _without_relief(check: "CountyCheck") -> Choice:
    """The transitional relief is the country's; no place has granted it from its own targets."""
    return check.choice.under("relief_2019", "false")


Judge = Callable[["CountyCheck", Item, Threshold], Found]
_OF_SCHOOLS: Mapping[str, Judge] = {
    **dict.fromkeys(BY_ID, _units_reach),
    "CV": _spread_within,
    "G3.classes_per_room": _rooms_suffice,
    "G3.music_area": _rooms_suffice,
    "G3.art_area": _rooms_suffice,
    "G4.school": _sizes_fit,
    "G4.combined": _sizes_fit,
    "G5": _classes_fit,
    "G5.oversized": _large_classes,
    "G5.share_51_55": _large_classes,
}
