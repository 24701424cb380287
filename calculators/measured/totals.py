"""Sums over the schools of a sheet, shares of them, and what falls to each: with the sum put in."""

import math
from collections.abc import Sequence
from fractions import Fraction

from calculators.county import CountyCheck
from calculators.figures import UNKNOWN_DISPLAY, column_of, totals_of
from calculators.formulas import cell_ranges
from calculators.indicators import BY_ID, INDICATORS
from calculators.kinds import STAGE_NAMES
from calculators.measured.rows import Measure, Row
from calculators.model import Figure, FigureInput
from calculators.rounding import UNIT_DECIMALS, half_up, plain
from corpus.bilingual import Bilingual
from corpus.model import Stage

_NAMES = {
    "pupils": (Bilingual("在校生总数", "pupils"), "人"),
    "classes": (Bilingual("班级总数", "classes"), "个"),
}
_ALL = 100  # percent


def total_figure(check: CountyCheck, what: str, stage: Stage | None) -> Figure:
    """Return the pupils or the classes of the schools that are judged, in a stage or in both; None where one lacks."""
    name, unit = _NAMES[what]
    taken = [
        one.pupils[level] if what == "pupils" else one.taken("classes", level)
        for level, units in check.units.items()
        if stage in (None, level)
        for one in units.schools
    ]
    unknown = check.unnamed or not taken or any(not one.known for one in taken)
    value = None if unknown else int(sum(one.value for one in taken))
    zh, en = (stage, STAGE_NAMES[stage]) if stage else ("表中", "in the sheet")
    label = Bilingual(f"{zh}{name.zh}", f"{name.en}, {en}")
    inputs = (
        () if unknown else (FigureInput(name, value, unit, cell_ranges(cell for one in taken for cell in one.cells)),)
    )
    return Figure(f"total.{what}.{stage or 'all'}", "computed", label, value, unit, _shown(value), None, inputs)


def _shown(value: int | None) -> str:
    return UNKNOWN_DISPLAY if value is None else str(value)


def amount_figure(check: CountyCheck, stage: Stage, indicator: str, school: str | None = None) -> Figure:
    """Return what an indicator counts (teachers, rooms, ㎡, 元) before it is divided by pupils.

    Of one school, or of all that are judged in the stage; None where the sheet does not give it. Shared assets count
    with the part of the stage. Raises UnknownFigure.
    """
    column, record = column_of(check, stage, indicator), BY_ID[indicator]
    units, known = check.units[stage], check.spreads[stage].mean_display(column) is not None
    name = record.numerator
    if school is None:
        value = (
            sum((units.exact_amount(at, record) for at in range(len(units.schools))), Fraction(0)) if known else None
        )
        inputs = totals_of(units, column)[:1] if known else ()
        label = Bilingual(f"{stage}合计：{name.zh}", f"{STAGE_NAMES[stage]}, in all: {name.en}")
        return _amount(f"total.{indicator}.{stage}", label, value, record.per, record.numerator_unit, inputs)
    at = next(at for at, one in enumerate(units.schools) if one.name == school)
    value = units.exact_amount(at, INDICATORS[column]) if not math.isnan(units.amounts[at, column]) else None
    label = Bilingual(f"{school}（{stage}）{name.zh}", f"{school} ({STAGE_NAMES[stage]}): {name.en}")
    return _amount(f"amount.{indicator}.{stage}.{at + 1}", label, value, record.per, record.numerator_unit, ())


def _amount(
    id: str, label: Bilingual, value: Fraction | None, per: int, unit: str, inputs: tuple[FigureInput, ...]
) -> Figure:
    own = None if value is None else value / per
    shown = UNKNOWN_DISPLAY if own is None else _short(own)
    return Figure(id, "computed", label, None if own is None else float(own), unit, shown, None, inputs)


def _short(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else half_up(value, UNIT_DECIMALS)


def sum_figure(measure: Measure, rows: Sequence[Row]) -> Figure:
    """Return the sum of a measure that counts whole things; None where one of the rows has no value."""
    numbers = [row.value for row in rows]
    unknown = not numbers or None in numbers
    value = None if unknown else int(sum(number or 0 for number in numbers))
    label = Bilingual(f"合计：{measure.label.zh}", f"{measure.label.en}, in all")
    terms = [(row.name, None if row.value is None else int(row.value)) for row in rows]
    inputs = tuple(FigureInput(Bilingual(name, name), number, measure.unit) for name, number in terms)
    id = f"sum.{measure.id}.{measure.stage or 'all'}"
    return Figure(id, "computed", label, value, measure.unit, _shown(value), None, inputs)


def share_figure(id: str, label: Bilingual, part: int, whole: int) -> Figure | None:
    """Return a part of a whole as a percentage with the quotient put in; None where there is no whole."""
    if not whole:
        return None
    value = Fraction(part * _ALL, whole)
    shown = half_up(value, UNIT_DECIMALS)
    inputs = (
        FigureInput(Bilingual("其中", "of which"), part, "所"), FigureInput(Bilingual("共", "in all"), whole, "所"),
    )  # fmt: skip
    formula = f"{part} ÷ {whole} × {_ALL} = {shown}"
    return Figure(f"share.{id}", "computed", label, float(value), "%", shown, formula, inputs)


def each_figure(id: str, label: Bilingual, total: Figure, parts: Figure, unit: str) -> Figure | None:
    """Return a total divided by how many share it (pupils to a school, pupils to a class); None where either lacks."""
    if not isinstance(total.value, int) or not isinstance(parts.value, int) or not parts.value:
        return None
    value = Fraction(total.value, parts.value)
    shown = half_up(value, UNIT_DECIMALS)
    inputs = tuple(FigureInput(one.label, one.value, one.unit) for one in (total, parts))
    formula = f"{plain(total.value)} ÷ {plain(parts.value)} = {shown}"
    return Figure(f"each.{id}", "computed", label, float(value), unit, shown, formula, inputs)
