"""Figures of what a sheet counts: pupils, classes and indicators met of a school, and the totals of the county."""

import math

from calculators.county import CountyCheck
from calculators.errors import UnknownFigure
from calculators.figures import UNKNOWN_DISPLAY, number_of
from calculators.formulas import column_input
from calculators.indicators import INDICATORS
from calculators.kinds import STAGE_NAMES
from calculators.model import Figure, FigureInput, FigureKind
from calculators.rooms import ROOM_NAMES, RoomKind, SchoolRooms
from calculators.rounding import plain
from calculators.schools import Taken
from calculators.units import StageUnits
from corpus.bilingual import Bilingual
from corpus.model import Stage

Named = tuple[tuple[Stage, Taken], ...]


def pupils_figure(check: CountyCheck, stage: Stage, school: str) -> Figure:
    """Return the pupils of a school in one stage. Raises UnknownFigure."""
    one = check.school(school)
    label = Bilingual(f"{school}（{stage}）在校生数", f"{school} ({STAGE_NAMES[stage]}): pupils")
    return _sum(f"pupils.{stage}.{number_of(check, one)}", label, "pupils", ((stage, one.pupils[stage]),), "人")


def classes_figure(check: CountyCheck, school: str, stage: Stage | None = None) -> Figure:
    """Return the classes of a school in one stage, or in its compulsory stages together. Raises UnknownFigure."""
    one = check.school(school)
    stages = (stage,) if stage else one.compulsory
    in_stage = Bilingual(f"（{stage}）", f" ({STAGE_NAMES[stage]})") if stage else Bilingual("", "")
    label = Bilingual(f"{school}{in_stage.zh}班级数", f"{school}{in_stage.en}: classes")
    parts = tuple((level, one.taken("classes", level)) for level in stages)
    return _sum(f"classes.{stage or 'all'}.{number_of(check, one)}", label, "classes", parts, "个")


def _sum(id: str, label: Bilingual, column: str, parts: Named, unit: str) -> Figure:
    """Return a cell as it stands, or the sum of a school's stages; None where one of them is unknown."""
    inputs = tuple(column_input(column, stage, taken) for stage, taken in parts)
    numbers = [taken.value for _, taken in parts]
    value = None if any(map(math.isnan, numbers)) else int(sum(numbers))
    formula = f"{' + '.join(str(one.value) for one in inputs)} = {value}" if value and len(inputs) > 1 else None
    kind: FigureKind = "computed" if formula else "sheet"
    return Figure(id, kind, label, value, unit, _shown(value), formula, inputs)


def _shown(value: int | None) -> str:
    return UNKNOWN_DISPLAY if value is None else str(value)


def met_figure(check: CountyCheck, stage: Stage, school: str) -> Figure:
    """Return how many of the seven indicators a unit meets; None where one is undecided. Raises UnknownFigure."""
    units = check.units.get(stage)
    row = next((at for at, one in enumerate(units.schools) if one.name == school), None) if units else None
    if units is None or row is None:
        raise UnknownFigure(Bilingual(f"表中没有“{school}”的{stage}。", f"The sheet has no {stage} of “{school}”."))
    value = met_count(units, row)
    inputs = tuple(
        FigureInput(one.label, {1: 1, 0: 0}.get(int(verdict)), "项")
        for one, verdict in zip(INDICATORS, units.met[row], strict=True)
    )
    label = Bilingual(f"{school}（{stage}）达标的指标项数", f"{school} ({STAGE_NAMES[stage]}): indicators met")
    id = f"met_count.{stage}.{number_of(check, units.schools[row])}"
    return Figure(id, "computed", label, value, "项", _shown(value), None, inputs)


def met_count(units: StageUnits, row: int) -> int | None:
    """Return how many of the seven indicators the unit of a row meets; None where one is undecided."""
    met = units.met[row]
    return None if (met < 0).any() else int(met.sum())


def oversize_of_school(check: CountyCheck, stage: Stage, school: str) -> Figure:
    """Return how many classes of a school are above the limit of a stage. Raises UnknownFigure."""
    for one in check.class_size:
        if (one.school.name, one.stage) == (school, stage):
            label = Bilingual(f"{school}（{stage}）超班额班级数", f"{school} ({STAGE_NAMES[stage]}): oversize classes")
            inputs = (FigureInput(Bilingual("超班额班级数", "oversize classes"), one.oversize, "个", one.cell),)
            id = f"oversize.{stage}.{number_of(check, one.school)}"
            return Figure(id, "computed", label, one.oversize, "个", _shown(one.oversize), None, inputs, one.threshold)
    raise UnknownFigure(Bilingual(f"表中没有“{school}”的{stage}。", f"The sheet has no {stage} of “{school}”."))


def lacking_total(check: CountyCheck, kind: RoomKind, stage: Stage | None = None) -> Figure:
    """Return how many rooms of a kind the schools (of a stage) together lack; None where one's number is unknown."""
    rooms = [one for one in check.rooms if stage is None or stage in one.school.stages]
    numbers = {one.school.name: one.lacking(kind) for one in rooms}
    short = {name: number for name, number in numbers.items() if number != 0}
    value = None if None in numbers.values() or check.unnamed else sum(number or 0 for number in short.values())
    label = Bilingual(
        f"表中各校合计尚缺{ROOM_NAMES[kind].zh}", f"all schools of the sheet: {ROOM_NAMES[kind].en} lacking"
    )
    inputs = tuple(FigureInput(Bilingual(name, name), number, "间") for name, number in short.items())
    terms = " + ".join(str(one) for one in short.values())
    formula = f"{terms} = {value}" if value is not None and len(short) > 1 else None
    id = f"rooms.lacking.{kind}" + (f".{stage}" if stage else "")
    return Figure(id, "computed", label, value, "间", _shown(value), formula, inputs)


def small_areas(check: CountyCheck, one: SchoolRooms, kind: RoomKind) -> tuple[Figure, ...]:
    """Return the areas in ㎡ of the rooms of a kind that are too small to count, as their cell lists them."""
    limit, name, room = one.count(kind).area, one.school.name, ROOM_NAMES[kind]
    label = Bilingual(f"{name}{room.zh}面积", f"{name}: area of one of the {room.en}")
    listed = enumerate(one.school.areas.get(f"{kind}_room_areas", ()), start=1)
    return tuple(
        Figure(
            f"area.{kind}.{number_of(check, one.school)}.{number}",
            "sheet", label, area.value, "㎡", plain(area.value), None,
            (FigureInput(label, area.value, "㎡", area.cell),),
        )
        for number, area in listed
        if area.known and area.value < limit
    )  # fmt: skip
