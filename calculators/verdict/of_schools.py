"""The items that every school decides for itself: its music and art rooms (G3), its size (G4), its classes (G5)."""

from collections.abc import Sequence

from calculators.class_size import StageClasses
from calculators.compare import WHOLE, Requirements, every, status_of
from calculators.data_checks.missing import Gap, wanting
from calculators.model import Item
from calculators.rooms import SchoolRooms
from calculators.size import SchoolSize
from corpus.model import STAGES, Scope, Stage, Threshold

NO_SCHOOLS = "学校数据"


def school_items(
    rooms: Sequence[SchoolRooms],
    size: Sequence[SchoolSize],
    classes: Sequence[StageClasses],
    gaps: Sequence[Gap],
    floor: Requirements,
) -> list[Item]:
    """Return G3, G4 and G5 of both stages."""
    items = [_rooms_item(rooms, gaps, floor, any_school=bool(size)), _size_item(size, floor)]
    return items + [_class_item(classes, gaps, stage, floor) for stage in STAGES]


def no_schools(stage: Scope) -> tuple[str, ...]:
    """Return what is missing where the sheet has no school of a stage."""
    return (f"{stage}{NO_SCHOOLS}",)


def _rooms_item(rooms: Sequence[SchoolRooms], gaps: Sequence[Gap], floor: Requirements, *, any_school: bool) -> Item:
    failing = tuple(one.school.name for one in rooms if one.passes is False)
    missing = wanting(gaps, "G3") if any_school else (NO_SCHOOLS,)
    missing = missing or (() if rooms else (f"有班级的{NO_SCHOOLS}",))
    threshold = floor.get("G3.classes_per_room", WHOLE)
    return _count("G3", every([one.passes for one in rooms]), failing, missing, threshold)


def _size_item(size: Sequence[SchoolSize], floor: Requirements) -> Item:
    failing = tuple(one.school.name for one in size if one.passes is False)
    verdict = every([one.passes for one in size])
    missing = tuple(f"{stage}在校生数" for stage in STAGES) if verdict is None else ()
    return _count("G4", verdict, failing, missing, floor.get("G4.school", WHOLE))


def _count(
    id: str, verdict: bool | None, schools: tuple[str, ...], missing: tuple[str, ...], threshold: Threshold
) -> Item:
    """An item whose value is the number of schools that fail, as 表Ⅳ reports it."""
    value = None if verdict is None and not schools else len(schools)
    display = None if value is None else str(value)
    return Item(id, WHOLE, status_of(verdict), False, value, display, "所", None, None, schools, missing, threshold)


def _class_item(classes: Sequence[StageClasses], gaps: Sequence[Gap], stage: Stage, floor: Requirements) -> Item:
    """Met when no class of the stage is above the limit; its value is the largest class."""
    threshold = floor.get("G5", stage)
    own = [one for one in classes if one.stage == stage]
    largest = max((one.largest for one in own if one.largest is not None), default=None)
    return Item(
        id="G5",
        stage=stage,
        status=status_of(every([one.passes for one in own])),
        borderline=False,
        value=largest,
        display=None if largest is None else str(largest),
        unit="人",
        comparator=threshold.comparison,
        limit=float(threshold.value),
        schools=tuple(one.school.name for one in own if one.passes is False),
        missing=wanting(gaps, f"G5.{stage}") if own else no_schools(stage),
        threshold=threshold,
    )
