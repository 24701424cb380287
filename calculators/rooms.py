"""G3: every 12 classes need a music room and an art room, of 96 and 90 ㎡ at least.

Readings: `each` (music and art apart, the default) or `sum`; `enough` (compliant rooms suffice, the default) or `every`
(each room must comply); the transitional relief, off by default. The numbers come from the standard in force.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from calculators.choice import Choice
from calculators.compare import WHOLE, Requirements, every, holds_shown
from calculators.data_checks.faults import doubtful_issue
from calculators.model import Issue
from calculators.relief import eased_area
from calculators.schools import School
from corpus.bilingual import Bilingual
from corpus.model import Comparison

FORMULA = Bilingual(
    "每类专用教室应配间数 = 班级数 ÷ 每间对应的班级数，不足一间的按一间计",
    "rooms needed of each kind = classes ÷ classes for each room, rounded up",
)
RoomKind = Literal["music", "art"]
KINDS: tuple[RoomKind, ...] = ("music", "art")


@dataclass(frozen=True, slots=True)
class RoomCount:
    """The rooms of one kind. None where the sheet does not tell; `least` and `most` bound the compliant ones.

    `area` is the area in ㎡ that each was held against.
    """

    kind: RoomKind
    rooms: int | None
    compliant: int | None
    least: int
    most: int | None
    areas: tuple[float, ...] | None
    area: Fraction

    def enough(self, needed: int) -> bool | None:
        """Whether the compliant rooms suffice."""
        return suffice(self.least, self.most, needed)

    @property
    def number(self) -> tuple[int, int | None]:
        """How many rooms there are at least and at most, of whatever size."""
        if self.rooms is None:
            return 0, None
        listed = self.rooms if self.areas is None else len(self.areas)
        return min(self.rooms, listed), max(self.rooms, listed)

    def all_comply(self) -> bool | None:
        """Whether every room is large enough."""
        if self.rooms is None or self.compliant is None:
            return None
        return self.compliant == self.rooms


@dataclass(frozen=True, slots=True)
class SchoolRooms:
    """One school's rooms under G3. `classes` are those of its 小学 and 初中 together."""

    school: School
    classes: int | None
    needed: int | None
    music: RoomCount
    art: RoomCount
    passes: bool | None

    def count(self, kind: RoomKind) -> RoomCount:
        """Return the rooms of one kind."""
        return self.music if kind == "music" else self.art

    def lacking(self, kind: RoomKind) -> int | None:
        """Return how many compliant rooms are lacking, or None where that is undecided."""
        compliant = self.count(kind).compliant
        return None if self.needed is None or compliant is None else max(self.needed - compliant, 0)


def check_rooms(schools: Sequence[School], floor: Requirements, choice: Choice) -> tuple[SchoolRooms, ...]:
    """Judge the rooms of every school that G3 applies to."""
    per = Fraction(floor.get("G3.classes_per_room", WHOLE).value)
    found = []
    for school in schools:
        classes = class_count(school)
        if classes == 0:
            continue
        needed = None if classes is None else math.ceil(Fraction(classes) / per)
        found.append(judged(school, classes, needed, floor, choice))
    return tuple(found)


def judged(
    school: School, classes: int | None, needed: int | None, floor: Requirements, choice: Choice,
    *, supposing: bool = False,
) -> SchoolRooms:  # fmt: skip
    """Count and judge one school's rooms. `supposing`: see `relief.eased_area`."""
    music, art = (_counted(school, kind, floor, choice, supposing=supposing) for kind in KINDS)
    return SchoolRooms(school, classes, needed, music, art, judge(needed, music, art, choice))


def _counted(school: School, kind: RoomKind, floor: Requirements, choice: Choice, *, supposing: bool) -> RoomCount:
    threshold = floor.get(f"G3.{kind}_area", WHOLE)
    area = Fraction(threshold.value)
    if choice.relief_2019:
        area = eased_area(school, kind, area, supposing=supposing)
    return count_rooms(school, kind, threshold.comparison, area)


def suffice(least: int, most: int | None, needed: int) -> bool | None:
    """Whether a number of rooms between two bounds is enough; None where the bounds do not decide."""
    if least >= needed:
        return True
    return False if most is not None and most < needed else None


def class_count(school: School) -> int | None:
    """Return the classes of all compulsory stages, listed or not, or None where one is unknown."""
    numbers = [school.taken("classes", stage).value for stage in school.compulsory]
    return None if any(map(math.isnan, numbers)) else int(sum(numbers))


def count_rooms(school: School, kind: RoomKind, comparison: Comparison, area: Fraction) -> RoomCount:
    """Count the rooms of one kind and those that are large enough."""
    listed = school.areas.get(f"{kind}_room_areas")
    areas = None if listed is None else tuple(one.value for one in listed)
    stated = school.taken(f"{kind}_rooms")
    rooms = int(stated.value) if stated.known else None if areas is None else len(areas)
    if areas is None:
        none = rooms == 0
        return RoomCount(kind, rooms, 0 if none else None, 0, rooms, () if none else None, area)
    large = sum(holds_shown(one, comparison, area) for one in areas)
    if rooms is None or rooms == len(areas):
        return RoomCount(kind, rooms, large, large, large, areas, area)
    # A list that disagrees with the number may hold totals: it proves nothing about any room.
    return RoomCount(kind, rooms, None, 0, max(rooms, len(areas)), areas, area)


def judge(needed: int | None, music: RoomCount, art: RoomCount, choice: Choice) -> bool | None:
    """Judge one school under the readings given."""
    if needed is None:
        return None
    if choice.kinds == "each":
        parts = [music.enough(needed), art.enough(needed)]
    else:
        most = None if music.most is None or art.most is None else music.most + art.most
        parts = [suffice(music.least + art.least, most, needed)]
    if choice.surplus == "every":
        parts += [music.all_comply(), art.all_comply()]
    return every(parts)


def judge_kind(one: SchoolRooms, kind: RoomKind, choice: Choice) -> bool | None:
    """Judge one kind of a school's rooms; where both kinds are taken together, none can fail or suffice by itself."""
    if one.needed is None or choice.kinds == "sum":
        return one.passes
    count = one.count(kind)
    return every([count.enough(one.needed), *([count.all_comply()] if choice.surplus == "every" else [])])


def room_issues(rooms: Sequence[SchoolRooms]) -> tuple[Issue, ...]:
    """Return a warning for each school whose number of rooms and list of areas disagree."""
    issues = []
    for one in rooms:
        for kind in KINDS:
            count = one.count(kind)
            if count.areas is not None and count.rooms is not None and count.rooms != len(count.areas):
                why = Bilingual(
                    f"{ROOM_NAMES[kind].zh} {count.rooms} 间，但列出 {len(count.areas)} 个面积，达标间数无法认定",
                    f"{count.rooms} {ROOM_NAMES[kind].en} but {len(count.areas)} areas listed: none is taken as proven",
                )
                column = f"{kind}_rooms"
                issues.append(doubtful_issue(one.school.name, column, one.school.taken(column).cell, why))
    return tuple(issues)


ROOM_NAMES = {
    "music": Bilingual("音乐专用教室", "music rooms"),
    "art": Bilingual("美术专用教室", "art rooms"),
}
