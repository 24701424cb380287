"""The readings (口径) in use, and what a check would find under the other value of each.

Nothing is read anew, and only what a reading can change is judged again.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from calculators import rooms, size, spread, units
from calculators.choice import Choice, settings
from calculators.columns import label_of
from calculators.compare import STATUS_NAMES, Verdicts, every, status_of, tri
from calculators.county import CountyCheck, check_county, check_schools
from calculators.indicators import INDICATORS
from calculators.kinds import STAGE_NAMES
from calculators.model import Item, Reading, Status
from calculators.relief import columns_for_rooms, columns_for_size
from calculators.rooms import SchoolRooms
from calculators.schools import says_private
from calculators.size import SchoolSize
from calculators.units import StageUnits
from corpus.bilingual import Bilingual
from corpus.indicators import name_of
from corpus.model import STAGES, Scope

Key = tuple[str, Scope | None]
NOTHING = Bilingual("", "")


@dataclass(frozen=True, slots=True)
class _Other:
    """What the other value of a reading gives: statuses by item, and sentences on what changes below the items.

    `statuses` may hold items whose status stays. `open` says what cannot be told for want of data.
    """

    statuses: Mapping[Key, Status] = field(default_factory=dict)
    said: tuple[Bilingual, ...] = ()
    open: tuple[Bilingual, ...] = ()


def readings(check: CountyCheck) -> tuple[Reading, ...]:
    """Return every reading in use, with what the other one would change in this county, computed."""
    return with_readings(check)[1]


def with_readings(check: CountyCheck) -> tuple[CountyCheck, tuple[Reading, ...]]:
    """Return the check with the readings under which an item would flip, and every reading in use."""
    others = {id: _FINDERS[id](check, check.choice.under(id, _other_value(check, id))) for id in settings()}
    items = tuple(
        replace(item, flips=tuple(id for id, other in others.items() if _flips(item, other))) for item in check.items
    )
    used = tuple(_reading(check, id, other) for id, other in others.items())
    return replace(check, items=items), used


def _other_value(check: CountyCheck, id: str) -> str:
    return settings()[id].other(check.choice.value(id))


def _key(item: Item) -> Key:
    return item.id, item.stage


def _flips(item: Item, other: _Other) -> bool:
    return other.statuses.get(_key(item), item.status) != item.status


def _reading(check: CountyCheck, id: str, other: _Other) -> Reading:
    value = check.choice.value(id)
    flipped = [_turned(item, other.statuses[_key(item)]) for item in check.items if _flips(item, other)]
    parts = [*other.said, *([_listed("项目", "items", flipped)] if flipped else []), *other.open]
    name = settings()[id].options[_other_value(check, id)]
    changes = Bilingual(
        f"按“{name.zh}”口径：{'；'.join(one.zh for one in parts)}",
        f"Read as “{name.en}”: {'; '.join(one.en for one in parts)}",
    )
    return Reading(id, value, value == settings()[id].default, changes if parts else NOTHING)


def _turned(item: Item, then: Status) -> Bilingual:
    now, after = STATUS_NAMES[item.status], STATUS_NAMES[then]
    title = title_of(item)
    return Bilingual(f"{title.zh} {now.zh}→{after.zh}", f"{title.en} {now.en} → {after.en}")


def title_of(item: Item) -> Bilingual:
    """Return what an item is called, with its stage: 小学生均体育运动场馆面积的差异系数."""
    spread, id = item.id.startswith("CV."), item.id.rpartition(".")[2]
    name = name_of(id if spread else item.id)
    zh, en = (f"{name.zh}的差异系数", f"coefficient of variation of {name.en}") if spread else (name.zh, name.en)
    if item.stage not in STAGES or item.stage in zh:
        return Bilingual(zh, en)
    return Bilingual(f"{item.stage}{zh}", f"{STAGE_NAMES[item.stage]}, {en}")


def _listed(zh: str, en: str, parts: Sequence[Bilingual]) -> Bilingual:
    return Bilingual(f"{zh}：{'、'.join(one.zh for one in parts)}", f"{en}: {', '.join(one.en for one in parts)}")


def _status(check: CountyCheck, verdicts: Iterable[bool | None]) -> Status:
    """Return an item's status; a row of numbers without a school name leaves open what holds of all the others."""
    return status_of(every([*verdicts, *(None for _ in check.unnamed)]))


def _moved(pairs: Iterable[tuple[str, bool | None, bool | None]]) -> tuple[Bilingual, ...]:
    """Say which schools would pass and which would fail, from their name and their verdict now and then."""
    pairs = list(pairs)
    gains = dict.fromkeys(name for name, now, then in pairs if then and not now)
    losses = dict.fromkeys(name for name, now, then in pairs if now and then is False)
    said = [Bilingual(f"{'、'.join(gains)}改为达标", f"{', '.join(gains)} would pass")] * bool(gains)
    said += [Bilingual(f"{'、'.join(losses)}改为不达标", f"{', '.join(losses)} would fail")] * bool(losses)
    return tuple(said)


def _under_rooms(check: CountyCheck, choice: Choice) -> _Other:
    verdicts = [rooms.judge(one.needed, one.music, one.art, choice) for one in check.rooms]
    pairs = [(one.school.name, one.passes, then) for one, then in zip(check.rooms, verdicts, strict=True)]
    return _Other({_key(check.item("G3")): _status(check, verdicts)}, _moved(pairs))


def _under_relief(check: CountyCheck, choice: Choice) -> _Other:
    rooms_then = [_rooms_then(check, one, choice) for one in check.rooms]
    sizes_then = [_size_then(check, one, choice) for one in check.size]
    moved = [(one.school.name, one.passes, then.passes) for one, then in zip(check.rooms, rooms_then, strict=True)]
    moved += [(one.school.name, one.passes, then.passes) for one, then in zip(check.size, sizes_then, strict=True)]
    statuses = {
        _key(check.item("G3")): _status(check, [one.passes for one in rooms_then]),
        _key(check.item("G4")): _status(check, [one.passes for one in sizes_then]),
    }
    eased = (rooms_then, sizes_then) if choice.relief_2019 else (check.rooms, check.size)
    return _Other(statuses, _moved(moved), _not_eased(check, *eased))


def _rooms_then(check: CountyCheck, one: SchoolRooms, choice: Choice, *, supposing: bool = False) -> SchoolRooms:
    """Judge a school's rooms with or without the relief, which can make no school fail."""
    if one.passes is choice.relief_2019:
        return one
    return rooms.judged(one.school, one.classes, one.needed, check.floor, choice, supposing=supposing)


def _size_then(check: CountyCheck, one: SchoolSize, choice: Choice, *, supposing: bool = False) -> SchoolSize:
    if one.passes is choice.relief_2019:
        return one
    return size.judged(one.school, check.floor, choice, supposing=supposing)


def _not_eased(
    check: CountyCheck, eased_rooms: Sequence[SchoolRooms], eased_sizes: Sequence[SchoolSize]
) -> tuple[Bilingual, ...]:
    """Say which schools got no relief that might be theirs, and the columns that would tell."""
    choice = check.choice.under("relief_2019", "true")
    schools: dict[tuple[str, ...], dict[str, None]] = {}
    for one in eased_rooms:
        if _rooms_then(check, one, choice, supposing=True).passes != one.passes:
            schools.setdefault(columns_for_rooms(one.school), {})[one.school.name] = None
    for two in eased_sizes:
        if _size_then(check, two, choice, supposing=True).passes != two.passes:
            schools.setdefault(columns_for_size(two.school), {})[two.school.name] = None
    return tuple(_unproven(columns, list(names)) for columns, names in schools.items())


def _unproven(columns: Sequence[str], names: Sequence[str]) -> Bilingual:
    labels = [label_of(column) for column in columns]
    return Bilingual(
        f"{'、'.join(one.zh for one in labels)}不明，不予放宽：{'、'.join(names)}",
        f"no relief, for want of {', '.join(one.en for one in labels)}: {', '.join(names)}",
    )


def _under_private(check: CountyCheck, choice: Choice) -> _Other:
    """What leaving out (or taking in) the 民办 schools would change in the county."""
    if not any(says_private(text) for text in check.table.frame["sponsor"]):
        return _Other()
    if choice.include_private:
        other = check_county(check.table, check.floor, choice)
    else:
        schools = tuple(school for school in check.schools if not school.private)
        other = check_schools(check.table, check.floor, choice, schools)
    pairs = (
        (Bilingual("学校全部达标", "all units pass"), check.all_units_pass, other.all_units_pass),
        (Bilingual("差异系数全部达标", "all coefficients of variation are met"), check.all_cv_met, other.all_cv_met),
        (Bilingual("专用教室全部达标", "all rooms suffice"), check.rooms_pass, other.rooms_pass),
    )
    changed = [(label, _word(now), _word(then)) for label, now, then in pairs if now != then]
    said = (
        Bilingual(f"{label.zh}：{now.zh}→{then.zh}", f"{label.en}: {now.en} → {then.en}")
        for label, now, then in changed
    )
    return _Other({_key(item): item.status for item in other.items}, tuple(said))


def _word(verdict: bool | None) -> Bilingual:
    if verdict is None:
        return Bilingual("未定", "undecided")
    return Bilingual("是", "yes") if verdict else Bilingual("否", "no")


def _under_rounding(check: CountyCheck, choice: Choice) -> _Other:
    statuses = {_key(item): _turned_over(item) for item in check.items if item.borderline and item.id[0] in "GQS"}
    close: list[Bilingual] = []
    for stage, found in check.units.items():
        then = units.rejudged(found, check.floor, rounded=choice.rounded)
        close += _close_units(found, then)
        within = spread.rejudged(check.spreads[stage], rounded=choice.rounded).cv_met
        for column, indicator in enumerate(INDICATORS):
            statuses[indicator.id, stage] = _status(check, map(tri, then.met[:, column]))
            if len(found.schools) > 1 and not check.unnamed:
                statuses[f"CV.{stage}.{indicator.id}", stage] = status_of(within[column])
    words = Bilingual(
        f"{'、'.join(one.zh for one in close)} 的判定会改变（临界）",
        f"{', '.join(one.en for one in close)} would change (borderline)",
    )
    return _Other(statuses, (words,) if close else ())


def _turned_over(item: Item) -> Status:
    """Return the status of an item of the county form once its borderline numbers go the other way."""
    verdicts = [(one.status != "not_met") != one.borderline for one in item.parts or (item,)]
    waiting = any(one.status == "insufficient" for one in item.parts)
    status = status_of(every([*verdicts, *([None] if waiting else [])]))
    return "needs_evidence" if status == "met" and item.evidence else status


def _close_units(now: StageUnits, then: StageUnits) -> list[Bilingual]:
    """Name each unit that rounding carries over the standard, or over 85 % of it."""
    lines: tuple[tuple[Verdicts, Verdicts, Bilingual], ...] = (
        (now.met, then.met, Bilingual("标准", "the standard")),
        (now.at_least_85, then.at_least_85, Bilingual("85% 线", "the 85 % line")),
    )
    return [
        Bilingual(
            f"{now.stage}{name_of(INDICATORS[column].id).zh}（{now.schools[row].name}，{line.zh}）",
            f"{name_of(INDICATORS[column].id).en} of {now.schools[row].name} ({STAGE_NAMES[now.stage]}, {line.en})",
        )
        for before, after, line in lines
        for row, column in np.argwhere(before != after)
    ]


_FINDERS: dict[str, Callable[[CountyCheck, Choice], _Other]] = {
    "rooms.kinds": _under_rooms,
    "rooms.surplus": _under_rooms,
    "include_private": _under_private,
    "relief_2019": _under_relief,
    "rounding": _under_rounding,
}
