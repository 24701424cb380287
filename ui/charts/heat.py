"""The heat map: schools by indicators, each value with how it stands to what is required."""

from decimal import Decimal
from fractions import Fraction

from calculators.compare import WHOLE, known, limit_of, tri
from calculators.county import CountyCheck
from calculators.indicators import INDICATORS, Indicator
from calculators.report import unit_display
from calculators.rounding import UNIT_DECIMALS, plain
from calculators.units import StageUnits
from calculators.verdict.items import is_borderline
from corpus.bilingual import Language
from corpus.model import Stage, Threshold
from ui.charts.cells import number, result
from ui.charts.model import Cell, Column, Grid, Row, Step
from ui.charts.view import View
from ui.words import chart_labels as words
from ui.words import labels
from ui.words.item_names import compared

NEAR = 10.0**-UNIT_DECIMALS  # rounding can turn a verdict only within one unit of the last decimal shown


def heat_grid(check: CountyCheck, stage: Stage, view: View) -> Grid:
    """Return the heat map of one stage."""
    units, language = check.units[stage], view.language
    columns = [_column(check, stage, one, language) for one in INDICATORS]
    columns += [
        Column("met", words.MET_COUNT.say(language), title=_rule(check, language)),
        Column("passes", words.PASSES.say(language), title=_rule(check, language), text=True),
    ]
    rows = tuple(_row(check, units, at, view) for at in range(len(units.schools)))
    title = words.HEAT.say(language).format(stage=labels.stage(stage, language))
    return Grid(
        f"heat-{words.STAGE_KEYS[stage]}", "heat", title, _reading(check, stage, rows, language),
        words.SCHOOL.say(language), tuple(columns), rows, _legend(check, language), _rule(check, language),
    )  # fmt: skip


def _column(check: CountyCheck, stage: Stage, one: Indicator, language: Language) -> Column:
    threshold, percent = check.floor.get(one.id, stage), _percent(check)
    lowest = plain(limit_of(threshold, Fraction(percent)))
    under = (
        compared(threshold, one.unit, language),
        words.REMAINDER.say(language).format(percent=percent, lowest=lowest),
    )
    head = f"{one.id} {words.SHORT[one.id].say(language)}"
    return Column(one.id, head, under, one.label.say(language), judged=True)


def _row(check: CountyCheck, units: StageUnits, at: int, view: View) -> Row:
    language, passes = view.language, tri(units.passes[at])
    cells = [_cell(check, units, at, column, view) for column in range(len(INDICATORS))]
    met = None if (units.met[at] < 0).any() else int(units.met[at].sum())
    link = view.way.figure("RULE", units.stage, at)
    cells.append(number(met, f"{met}/{len(INDICATORS)}", language, link))
    return Row(units.schools[at].name, (*cells, result(passes, language)), None if passes is None else not passes)


def _cell(check: CountyCheck, units: StageUnits, at: int, column: int, view: View) -> Cell:
    one, language = INDICATORS[column], view.language
    step = step_of(tri(units.met[at, column]), tri(units.at_least_85[at, column]))
    shown = unit_display(units, at, column)
    said = words.STEPS[step].say(language).format(percent=_percent(check))
    close = shown is not None and _close(units, at, column, check.floor.get(one.id, units.stage))
    return Cell(
        words.UNKNOWN.say(language) if shown is None else shown,
        known(float(units.values[at, column])),
        step,
        f"{said}; {words.BORDERLINE_LONG.say(language)}" if close else said,
        words.SIGNS[step] + (words.BORDERLINE.say(language) if close else ""),
        view.way.figure(one.id, units.stage, at),
    )


def step_of(met: bool | None, at_least_85: bool | None) -> Step:
    """Return how a value stands to what is required, from the two verdicts on it.

    >>> step_of(False, True), step_of(False, False), step_of(None, None)
    ('near', 'short', 'unknown')
    """
    if met is None:
        return "unknown"
    return "met" if met else "near" if at_least_85 else "short"


def _close(units: StageUnits, at: int, column: int, threshold: Threshold) -> bool:
    """Whether rounding would turn the verdict: looked at only where the value is near its limit."""
    near = abs(float(units.values[at, column]) - float(threshold.value)) < NEAR
    return near and is_borderline(units, at, column, threshold)


def _percent(check: CountyCheck) -> Decimal:
    return check.floor.get("RULE.remainder", WHOLE).value


def _rule(check: CountyCheck, language: Language) -> str:
    needed = check.floor.get("RULE.met_count", WHOLE).value
    return words.RULE.say(language).format(count=len(INDICATORS), needed=needed, percent=_percent(check))


def _legend(check: CountyCheck, language: Language) -> tuple[tuple[str, str], ...]:
    said = {step: one.say(language).format(percent=_percent(check)) for step, one in words.STEPS.items()}
    return tuple(said.items())


def _reading(check: CountyCheck, stage: Stage, rows: tuple[Row, ...], language: Language) -> str:
    verdicts = [row.fails for row in rows]
    said = words.HEAT_READING.say(language).format(
        stage=labels.stage(stage, language),
        units=len(rows),
        passing=verdicts.count(False),
        failing=verdicts.count(True),
    )
    missed = {one.id: len(check.item(one.id, stage).schools) for one in INDICATORS}
    worst = max(missed, key=lambda id: missed[id])
    name = f"{worst} {words.SHORT[worst].say(language)}"
    most = [words.WORST.say(language).format(indicator=name, count=missed[worst])] if missed[worst] else []
    return words.sentence([said, *words.still_open(verdicts.count(None), language), *most], language)
