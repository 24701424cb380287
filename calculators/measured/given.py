"""Numbers that the user gives: labelled as theirs, and worked with by the same rules as those of a sheet."""

import math
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from calculators.compare import holds, limit_of, status_of
from calculators.county_form.fields import load_fields
from calculators.county_form.measures import RATIOS, Ratio
from calculators.indicators import BY_ID
from calculators.measured.gaps import visible
from calculators.model import CountyForm, Figure, FigureInput, FormValue, Status
from calculators.rounding import UNIT_DECIMALS, half_up, plain
from corpus.bilingual import Bilingual
from corpus.model import Threshold

GIVEN = Bilingual("用户给出的数", "given by the user")


def given_figure(written: str, unit: str, value: Decimal, what: Bilingual | None = None) -> Figure:
    """Return a number as the user wrote it."""
    label = Bilingual(f"{what.zh}（用户给出）", f"{what.en} (given by the user)") if what else GIVEN
    return Figure(f"given.{written}{unit}", "given", label, float(value), unit, written)


def status_of_given(value: Fraction, threshold: Threshold) -> Status:
    """Return whether a number reaches a requirement, compared exactly."""
    return status_of(holds(value, threshold.comparison, limit_of(threshold)))


def distance_of_given(value: Fraction, threshold: Threshold) -> Figure | None:
    """Return by how much a number misses a requirement; None where it reaches it."""
    limit = limit_of(threshold)
    if status_of_given(value, threshold) == "met" or value == limit:
        return None
    low, high = sorted((value, limit))
    gap, unit = high - low, "个百分点" if threshold.unit == "%" else threshold.unit
    label, shown = Bilingual("所写之数与要求相差", "distance of the numbers given from the requirement"), _short(gap)
    formula = f"{_short(high)} − {_short(low)} = {shown}"
    return Figure(f"given.gap.{threshold.id}.{value}", "computed", label, float(gap), unit, shown, formula)


def _short(value: Fraction) -> str:
    """Write a value as it is where it has few decimals, else half up."""
    whole = plain(value)
    return whole if Fraction(whole) == value else visible(value, UNIT_DECIMALS)


def rooms_needed(classes: int, per: Threshold) -> Figure:
    """Return how many rooms of each kind so many classes need: one for every `per` classes, begun ones included."""
    needed = math.ceil(Fraction(classes) / limit_of(per))
    label = Bilingual("每类应有专用教室", "rooms of each kind needed")
    formula = f"⌈{classes} ÷ {plain(per.value)}⌉ = {needed}"
    inputs = (FigureInput(Bilingual("班级数（用户给出）", "classes (given by the user)"), classes, "个"),)
    return Figure(f"given.rooms.needed.{classes}", "computed", label, needed, "间", str(needed), formula, inputs, per)


def rooms_lacking(rooms: int, needed: int) -> Figure | None:
    """Return how many rooms are lacking; None where there are enough."""
    if rooms >= needed:
        return None
    label, lacking = Bilingual("尚缺间数", "rooms lacking"), needed - rooms
    formula = f"{needed} − {rooms} = {lacking}"
    return Figure(f"given.rooms.lacking.{needed}.{rooms}", "computed", label, lacking, "间", str(lacking), formula)


def value_figure(indicator: str, amount: Decimal, pupils: Decimal) -> tuple[Fraction, Figure] | None:
    """Return an indicator's exact value from the numerator (in its unit) and the pupils given; None without pupils."""
    if pupils <= 0:
        return None
    record = BY_ID[indicator]
    value = Fraction(amount) * record.per / Fraction(pupils)
    shown = half_up(value, UNIT_DECIMALS)
    per = f" × {record.per}" if record.per != 1 else ""
    label = Bilingual(f"{record.label.zh}（按用户给出的数）", f"{record.label.en} (from the numbers given)")
    inputs = (
        FigureInput(Bilingual(f"{record.numerator.zh}（用户给出）", f"{record.numerator.en} (given by the user)"),
                    float(amount), record.numerator_unit),
        FigureInput(Bilingual("在校生数（用户给出）", "pupils (given by the user)"), float(pupils), "人"),
    )  # fmt: skip
    formula = f"{plain(amount)} ÷ {plain(pupils)}{per} = {shown}"
    id = f"given.value.{indicator}.{amount}.{pupils}"
    return value, Figure(id, "computed", label, float(value), record.unit, shown, formula, inputs)


def ratios_of(item: str) -> tuple[Ratio, ...]:
    """Return the ratios of the county form that decide an item, each with its stage."""
    return tuple(one for one in RATIOS if one.indicator.split(".")[0] == item)


def ratio_figure(ratio: Ratio, numbers: Mapping[str, Decimal]) -> tuple[Fraction, Figure] | None:
    """Return a ratio of the county form from the numbers given by field; None where they do not make one."""
    form = CountyForm({id: (FormValue(Fraction(value), ""),) for id, value in numbers.items()})
    value = ratio.value(form)
    if value is None:
        return None
    fields = load_fields()
    inputs = tuple(
        FigureInput(Bilingual(f"{fields[id].zh}（用户给出）", f"{fields[id].label.en} (given by the user)"),
                    float(numbers[id]), fields[id].unit)
        for id in ratio.fields
    )  # fmt: skip
    label = Bilingual(f"{ratio.label.zh}（按用户给出的数）", f"{ratio.label.en} (from the numbers given)")
    id = f"given.ratio.{ratio.indicator}.{'.'.join(str(numbers[id]) for id in ratio.fields)}"
    shown = ratio.shown(value)
    return value, Figure(id, "computed", label, float(value), ratio.unit, shown, ratio.formula(form), inputs)
