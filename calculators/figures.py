"""Figures on demand: each number that may be shown, with its formula with the values put in and the cells it came from.

Nothing here decides anything; the check has decided. A figure that the sheet does not give has the value None and shows
as "—".
"""

from collections.abc import Sequence
from typing import NamedTuple

from calculators.columns import label_of
from calculators.compare import WHOLE, known
from calculators.county import CountyCheck
from calculators.errors import UnknownFigure
from calculators.formulas import cell_ranges, cells_of_units, column_input, unit_formula, unit_inputs, used_source
from calculators.indicators import BY_ID, INDICATORS
from calculators.kinds import STAGE_NAMES
from calculators.model import Figure, FigureInput
from calculators.report import unit_display
from calculators.rooms import KINDS, ROOM_NAMES, RoomKind, SchoolRooms
from calculators.rounding import UNIT_DECIMALS, display, plain
from calculators.schools import School
from calculators.units import StageUnits, uses_result
from corpus.bilingual import Bilingual
from corpus.model import Stage

UNKNOWN_DISPLAY = "—"


class RoomsFigures(NamedTuple):
    """The figures of one school under G3."""

    needed: Figure
    compliant_music: Figure
    compliant_art: Figure
    lacking_music: Figure
    lacking_art: Figure

    def of(self, kind: RoomKind) -> tuple[Figure, Figure]:
        """Return the rooms of a kind that count, and those lacking."""
        return (self.compliant_music, self.lacking_music) if kind == "music" else (self.compliant_art, self.lacking_art)


def unit_figure(check: CountyCheck, school: str, stage: Stage, indicator: str) -> Figure:
    """Return a school's value of one indicator in one stage. Raises UnknownFigure."""
    units, row, column = _unit(check, school, stage, indicator)
    record, one = INDICATORS[column], units.schools[row]
    shown = unit_display(units, row, column)
    used = used_source(one, stage, record)
    result, stated = one.taken(record.result, stage), uses_result(one, stage, record)
    label = Bilingual(
        f"{one.name}（{stage}）{record.label.zh}", f"{one.name} ({STAGE_NAMES[stage]}): {record.label.en}"
    )
    return Figure(
        id=f"unit.{indicator}.{stage}.{number_of(check, one)}",
        kind="sheet" if stated else "computed",
        label=label,
        value=known(result.value) if stated else known(units.values[row, column]),
        unit=record.unit,
        display=shown or UNKNOWN_DISPLAY,
        formula=None if shown is None or stated else f"{unit_formula(one, stage, record, used)} = {shown}",
        inputs=(column_input(record.result, stage, result),) if stated else unit_inputs(one, stage, record, used),
        threshold=check.floor.get(indicator, stage),
    )


def _unit(check: CountyCheck, school: str, stage: Stage, indicator: str) -> tuple[StageUnits, int, int]:
    units = check.units.get(stage)
    rows = [row for row, one in enumerate(units.schools) if one.name == school] if units else []
    if not units or not rows or indicator not in BY_ID:
        raise UnknownFigure(
            Bilingual(f"没有“{school}”{stage}的 {indicator}。", f"No {indicator} of “{school}” ({stage})."),
            Bilingual("请核对校名、学段和指标。", "Check the school, stage and indicator."),
        )
    return units, rows[0], INDICATORS.index(BY_ID[indicator])


def number_of(check: CountyCheck, school: School) -> int:
    """Return the number of a school in the check, from 1, by which the ids of its figures tell it."""
    # by name, of which there are no two alike: comparing whole schools is slow in a large county
    return [one.name for one in check.schools].index(school.name) + 1


def mean_figure(check: CountyCheck, stage: Stage, indicator: str) -> Figure:
    """Return a stage's county mean of one indicator. Raises UnknownFigure."""
    column = column_of(check, stage, indicator)
    record, spread, units = INDICATORS[column], check.spreads[stage], check.units[stage]
    shown = spread.mean_display(column)
    inputs: tuple[FigureInput, ...] = ()
    formula = None
    if shown is not None:
        inputs = totals_of(units, column)
        amount, pupils = float(inputs[0].value or 0), float(inputs[1].value or 0)
        total = display(amount, UNIT_DECIMALS, lambda: spread.exact_amount(column) / record.per)
        total = total.removesuffix("." + "0" * UNIT_DECIMALS)
        per = f" × {record.per}" if record.per != 1 else ""
        formula = f"{total} ÷ {plain(pupils)}{per} = {shown}"
    label = Bilingual(f"全县{stage}平均{record.label.zh}", f"county mean, {STAGE_NAMES[stage]}: {record.label.en}")
    value = known(spread.mean[column])
    return Figure(
        f"mean.{indicator}.{stage}", "computed", label, value, record.unit, shown or UNKNOWN_DISPLAY, formula, inputs
    )


def totals_of(units: StageUnits, column: int) -> tuple[FigureInput, FigureInput]:
    """Return the numerator and the pupils of all units together, with the cells that they were added up from."""
    record, pupils = INDICATORS[column], label_of(f"pupils.{units.stage}")
    amount = float(units.amounts[:, column].sum()) / record.per
    cells = cell_ranges(cell for school in units.schools for cell in school.pupils[units.stage].cells)
    return (
        FigureInput(record.numerator, amount, record.numerator_unit, cells_of_units(units, record)),
        FigureInput(pupils, int(units.pupils.sum()), "人", cells),
    )


def column_of(check: CountyCheck, stage: Stage, indicator: str) -> int:
    """Return the place of an indicator in `INDICATORS`. Raises UnknownFigure where the sheet lacks the stage."""
    if stage not in check.spreads or indicator not in BY_ID:
        raise UnknownFigure(Bilingual(f"表中没有{stage}的 {indicator}。", f"The sheet has no {indicator} for {stage}."))
    return INDICATORS.index(BY_ID[indicator])


def cv_figure(check: CountyCheck, stage: Stage, indicator: str) -> Figure:
    """Return a stage's 差异系数 of one indicator. Raises UnknownFigure."""
    column = column_of(check, stage, indicator)
    record, spread = INDICATORS[column], check.spreads[stage]
    shown = spread.cv_display(column)
    formula = None
    inputs: tuple[FigureInput, ...] = ()
    if shown is not None:
        mean = float(spread.mean[column])
        deviation = float(spread.cv[column]) * mean
        formula = f"{deviation:.4f} ÷ {mean:.4f} = {shown}"
        inputs = (
            FigureInput(
                Bilingual("按在校生加权的标准差 S", "standard deviation S, weighted by pupils"), deviation, record.unit
            ),
            FigureInput(Bilingual("全县平均值 X̄", "county mean X̄"), mean, record.unit),
            *totals_of(spread.units, column),
        )
    label = Bilingual(
        f"{stage}{record.label.zh}的差异系数", f"coefficient of variation, {STAGE_NAMES[stage]}: {record.label.en}"
    )
    return Figure(
        id=f"cv.{indicator}.{stage}",
        kind="computed",
        label=label,
        value=known(spread.cv[column]),
        unit="",
        display=shown or UNKNOWN_DISPLAY,
        formula=formula,
        inputs=inputs,
        threshold=check.floor.get("CV", stage),
    )


def rooms_figures(check: CountyCheck, school: str) -> RoomsFigures:
    """Return what a school needs, has and lacks under G3. Raises UnknownFigure."""
    one = next((rooms for rooms in check.rooms if rooms.school.name == school), None)
    if one is None:
        raise UnknownFigure(
            Bilingual(f"“{school}”不在音乐、美术专用教室的判定范围。", f"The rooms of “{school}” are not judged.")
        )
    compliant = [_compliant_figure(check, one, kind) for kind in KINDS]
    lacking = [_lacking_figure(check, one, kind) for kind in KINDS]
    return RoomsFigures(_needed_figure(check, one), compliant[0], compliant[1], lacking[0], lacking[1])


def _needed_figure(check: CountyCheck, one: SchoolRooms) -> Figure:
    per = check.floor.get("G3.classes_per_room", WHOLE)
    formula = None if one.needed is None else f"⌈{one.classes} ÷ {plain(per.value)}⌉ = {one.needed}"
    label = Bilingual(f"{one.school.name}每类应有专用教室", f"{one.school.name}: rooms of each kind needed")
    inputs = tuple(
        column_input("classes", stage, one.school.taken("classes", stage)) for stage in one.school.compulsory
    )
    return _whole(f"rooms.needed.{number_of(check, one.school)}", label, one.needed, "间", formula, inputs, per)


def _compliant_figure(check: CountyCheck, one: SchoolRooms, kind: RoomKind) -> Figure:
    threshold = check.floor.get(f"G3.{kind}_area", WHOLE)
    count, name = one.count(kind), ROOM_NAMES[kind]
    areas = "、".join(plain(area) for area in count.areas or ())
    formula = (
        f"#{{{areas} ≥ {plain(count.area)}}} = {count.compliant}" if areas and count.compliant is not None else None
    )
    column = f"{kind}_room_areas"
    cells = cell_ranges(dict.fromkeys(area.cell for area in one.school.areas.get(column, ())))
    listed = FigureInput(label_of(column), areas or None, "㎡", cells or one.school.area_cells.get(column))
    stated = one.school.taken(f"{kind}_rooms")
    inputs = (listed, column_input(f"{kind}_rooms", "", stated)) if stated.known else (listed,)
    label = Bilingual(f"{one.school.name}面积达标的{name.zh}", f"{one.school.name}: {name.en} that are large enough")
    id = f"rooms.compliant.{kind}.{number_of(check, one.school)}"
    return _whole(id, label, count.compliant, "间", formula, inputs, threshold)


def _lacking_figure(check: CountyCheck, one: SchoolRooms, kind: RoomKind) -> Figure:
    lacking, count, name = one.lacking(kind), one.count(kind), ROOM_NAMES[kind]
    formula = f"{one.needed} − {count.compliant} = {lacking}" if lacking else None
    inputs = (
        FigureInput(Bilingual("应有间数", "rooms needed"), one.needed, "间"),
        FigureInput(Bilingual("达标间数", "rooms large enough"), count.compliant, "间"),
    )
    label = Bilingual(f"{one.school.name}尚缺{name.zh}", f"{one.school.name}: {name.en} lacking")
    return _whole(f"rooms.lacking.{kind}.{number_of(check, one.school)}", label, lacking, "间", formula, inputs)


def _whole(
    id: str, label: Bilingual, value: int | None, unit: str, formula: str | None = None,
    inputs: tuple[FigureInput, ...] = (), threshold: object = None,
) -> Figure:  # fmt: skip
    shown = UNKNOWN_DISPLAY if value is None else str(value)
    return Figure(id, "computed", label, value, unit, shown, formula, inputs, threshold)  # type: ignore[arg-type]


def size_figure(check: CountyCheck, school: str) -> Figure:
    """Return a school's pupils in its compulsory stages. Raises UnknownFigure."""
    one = next((size for size in check.size if size.school.name == school), None)
    if one is None:
        raise UnknownFigure(Bilingual(f"表中没有学校“{school}”。", f"The sheet has no school “{school}”."))
    inputs = tuple(column_input("pupils", stage, one.school.pupils[stage]) for stage in one.school.compulsory)
    several = len(inputs) > 1 and one.pupils is not None
    formula = f"{' + '.join(str(one.value) for one in inputs)} = {one.pupils}" if several else None
    label = Bilingual(f"{school}义务教育阶段在校生数", f"{school}: pupils in its compulsory stages")
    return _whole(f"size.{number_of(check, one.school)}", label, one.pupils, "人", formula, inputs, one.threshold)


def class_size_figure(check: CountyCheck, school: str, stage: Stage) -> Figure:
    """Return a school's largest class in a stage, as its cell stands. Raises UnknownFigure."""
    for one in check.class_size:
        if one.school.name == school and one.stage == stage:
            taken = one.school.taken("largest_class", stage)
            label = Bilingual(f"{school}（{stage}）最大班额", f"{school} ({STAGE_NAMES[stage]}): largest class")
            shown = UNKNOWN_DISPLAY if one.largest is None else str(one.largest)
            id = f"class_size.{stage}.{number_of(check, one.school)}"
            inputs = (column_input("largest_class", stage, taken),)
            return Figure(id, "sheet", label, one.largest, "人", shown, None, inputs, one.threshold)
    raise UnknownFigure(Bilingual(f"表中没有“{school}”的{stage}。", f"The sheet has no {stage} of “{school}”."))


def oversize_figure(check: CountyCheck, stage: Stage | None = None) -> Figure:
    """Return how many classes of the county (or of a stage) are above their limit; None where one is unknown."""
    classes = [one for one in check.class_size if stage in (None, one.stage)]
    unknown = bool(check.unnamed) or any(one.oversize is None for one in classes)
    total = None if unknown else sum(one.oversize or 0 for one in classes)
    inputs = tuple(
        FigureInput(Bilingual(f"{one.school.name}（{one.stage}）", f"{one.school.name} ({STAGE_NAMES[one.stage]})"),
                    one.oversize, "个", one.cell)
        for one in classes
        if one.oversize != 0
    )  # fmt: skip
    formula = f"{' + '.join(str(one.value) for one in inputs)} = {total}" if total and len(inputs) > 1 else None
    zh, en = (stage, STAGE_NAMES[stage]) if stage else ("全县", "county")
    label = Bilingual(f"{zh}超班额班级数", f"{en}: oversize classes")
    threshold = check.floor.get("G5", stage) if stage else None
    return _whole(f"oversize.{stage or 'county'}", label, total, "个", formula, inputs, threshold)


def count_figure(id: str, label: Bilingual, names: Sequence[str], unit: str = "所") -> Figure:
    """Return how many things a finding names, such as the schools that fail."""
    inputs = tuple(FigureInput(Bilingual(name, name), None, "") for name in names)
    return _whole(f"count.{id}", label, len(names), unit, None, inputs)
