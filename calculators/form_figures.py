"""Figures of the county form on demand: a ratio with its formula, a subject's level, a veto fact, each with its cells.

Nothing here decides anything; the check has decided.
"""

from collections.abc import Iterable
from fractions import Fraction

from calculators.county import CountyCheck
from calculators.county_form.fields import load_fields
from calculators.county_form.measures import LOCAL_RATIOS, RATIOS, SHORTFALLS, SUBJECTS, Ratio, Shortfall
from calculators.errors import UnknownFigure
from calculators.figures import UNKNOWN_DISPLAY
from calculators.model import CountyForm, Figure, FigureInput, FormValue, Item, Number, Part
from calculators.rounding import plain
from corpus.bilingual import Bilingual
from corpus.model import Scope, Threshold


def form_figure(check: CountyCheck, item: str, part: str | None = None, stage: Scope | None = None) -> Figure:
    """Return the number that decides an item of the county form, or that of one of its parts (G11.backbone).

    `stage` tells the two items of G13 apart. Raises UnknownFigure.
    """
    found = check.item(item, stage)
    id = part or _deciding(found)
    for ratio in (*RATIOS, *LOCAL_RATIOS):
        if ratio.indicator == id and ratio.stage == found.stage:
            return _ratio_figure(check.table.form, ratio, found)
    for shortfall in SHORTFALLS:
        if id in (shortfall.indicator, shortfall.indicator.partition(".")[0]):
            return _shortfall_figure(check.table.form, shortfall, found.threshold)
    own = next((one for one in found.parts if one.id == id), None)
    if own is None:
        raise UnknownFigure(Bilingual(f"没有 {id} 的数值。", f"No figure of {id}."))
    return _stated_figure(check.table.form, own)


def _deciding(item: Item) -> str:
    """The part that the item's own value is taken from; the item itself where it has none."""
    ids = (one.id for one in item.parts if (one.value, one.threshold) == (item.value, item.threshold))
    return next(ids, item.id)


def _ratio_figure(form: CountyForm, ratio: Ratio, item: Item) -> Figure:
    value = ratio.value(form)
    thresholds = (one.threshold for one in item.parts if one.id == ratio.indicator)
    local = ratio in LOCAL_RATIOS
    return Figure(
        id=f"form.{ratio.indicator}.{ratio.stage}",
        kind="computed",
        label=ratio.label,
        value=None if value is None else float(value),
        unit=ratio.unit,
        display=UNKNOWN_DISPLAY if value is None else ratio.shown(value),
        formula=ratio.formula(form),
        inputs=_inputs(form, ratio.fields),
        threshold=None if local else next(thresholds, item.threshold),
    )


def _shortfall_figure(form: CountyForm, shortfall: Shortfall, threshold: Threshold | None) -> Figure:
    value = shortfall.value(form)
    return Figure(
        id=f"form.{shortfall.indicator}",
        kind="computed" if shortfall.having else "sheet",
        label=shortfall.label,
        value=None if value is None else int(value),
        unit=shortfall.unit,
        display=UNKNOWN_DISPLAY if value is None else plain(value),
        formula=shortfall.formula(form),
        inputs=_inputs(form, shortfall.fields),
        threshold=threshold,
    )


def _stated_figure(form: CountyForm, part: Part) -> Figure:
    """A subject's level or rate, or whether a veto fact holds, as its cell says it."""
    given = next((one for one in _of_part(form, part.id)), None)
    inputs = (FigureInput(part.name, part.display, part.unit, given.cell),) if given else ()
    shown = part.display or UNKNOWN_DISPLAY
    return Figure(f"form.{part.id}", "sheet", part.name, part.value, part.unit, shown, None, inputs, part.threshold)


def _of_part(form: CountyForm, id: str) -> Iterable[FormValue]:
    fields = {one.indicator: one.field for one in SUBJECTS} | {"V1": "vetoes"}
    for indicator, field in fields.items():
        if id == indicator or id.startswith(f"{indicator}."):
            name = id.removeprefix(indicator).removeprefix(".")
            return (one for one in form.all(field) if one.name == name)
    return ()


def _inputs(form: CountyForm, fields: Iterable[str]) -> tuple[FigureInput, ...]:
    known = ((load_fields()[id], form.one(id)) for id in fields)
    return tuple(
        FigureInput(field.label, _number(one.value) if one else None, field.unit, one.cell if one else None)
        for field, one in known
    )


def _number(value: Fraction) -> Number:
    return int(value) if value.denominator == 1 else float(value)
