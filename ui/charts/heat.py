"""The heat map: schools by indicators, each value with how it stands to what is required."""

from collections.abc import Sequence
from decimal import Decimal

from calculators.compare import WHOLE, known, tri
from calculators.county import CountyCheck
from calculators.indicators import INDICATORS, Indicator
from calculators.insight.standing import most_missed, standing_of, step_of
from calculators.measured.counted import met_count
from calculators.report import unit_display
from calculators.rounding import plain
from calculators.units import StageUnits
from calculators.verdict.items import borderline_rows, limits_of
from corpus.bilingual import Language
from corpus.model import Stage
from ui.charts.cells import number, status
from ui.charts.model import Cell, Column, Grid, Row
from ui.charts.view import View
from ui.words import chart_labels as words
from ui.words import labels
from ui.words.chart_labels import rule_said
from ui.words.item_names import compared


def heat_grid(check: CountyCheck, stage: Stage, view: View) -> Grid:
    """Return the heat map of one stage."""
    units, language = check.units[stage], view.language
    columns = [_column(check, stage, one, language) for one in INDICATORS]
    columns += [
        Column("met", words.MET_COUNT.say(language)),
        Column("passes", words.PASSES.say(language), text=True),
    ]
    close = [_borderline(check, units, column) for column in range(len(INDICATORS))]
    rows = tuple(_row(check, units, at, close, view) for at in range(len(units.schools)))
    title = words.HEAT.say(language).format(stage=labels.stage(stage, language))
    return Grid(
        f"heat-{words.STAGE_KEYS[stage]}", "heat", title, _reading(check, stage, rows, language),
        words.SCHOOL.say(language), tuple(columns), rows, _legend(check, language), rule_said(check.floor, language),
    )  # fmt: skip


def _column(check: CountyCheck, stage: Stage, one: Indicator, language: Language) -> Column:
    threshold, percent = check.floor.get(one.id, stage), _percent(check)
    lowest = plain(limits_of(check.floor, one.id, stage)[1][1])
    under = (
        compared(threshold, one.unit, language),
        words.REMAINDER.say(language).format(percent=percent, lowest=lowest),
    )
    head = f"{one.id} {words.SHORT[one.id].say(language)}"
    return Column(one.id, head, under, one.label.say(language), judged=True)


def _borderline(check: CountyCheck, units: StageUnits, column: int) -> frozenset[int]:
    """The units whose verdict on an indicator rounding would turn."""
    standard, _ = limits_of(check.floor, INDICATORS[column].id, units.stage)
    return frozenset(borderline_rows(units, column, standard))


def _row(check: CountyCheck, units: StageUnits, at: int, close: Sequence[frozenset[int]], view: View) -> Row:
    language, passes = view.language, tri(units.passes[at])
    cells = [_cell(check, units, at, column, view, close=at in close[column]) for column in range(len(INDICATORS))]
    met = met_count(units, at)
    link = view.way.figure("RULE", units.stage, at)
    cells.append(number(met, f"{met}/{len(INDICATORS)}", language, link))
    return Row(units.schools[at].name, (*cells, status(passes, language)), None if passes is None else not passes)


def _cell(check: CountyCheck, units: StageUnits, at: int, column: int, view: View, *, close: bool) -> Cell:
    one, language = INDICATORS[column], view.language
    step = step_of(tri(units.met[at, column]), tri(units.at_least_85[at, column]))
    shown = unit_display(units, at, column)
    said = words.STEPS[step].say(language).format(percent=_percent(check))
    return Cell(
        words.UNKNOWN.say(language) if shown is None else shown,
        known(float(units.values[at, column])),
        step,
        f"{said}; {words.BORDERLINE_LONG.say(language)}" if close else said,
        words.SIGNS[step] + (words.BORDERLINE.say(language) if close else ""),
        view.way.figure(one.id, units.stage, at),
    )


def _percent(check: CountyCheck) -> Decimal:
    return check.floor.get("RULE.remainder", WHOLE).value


def _legend(check: CountyCheck, language: Language) -> tuple[tuple[str, str], ...]:
    said = {step: one.say(language).format(percent=_percent(check)) for step, one in words.STEPS.items()}
    return tuple(said.items())


def _reading(check: CountyCheck, stage: Stage, rows: Sequence[Row], language: Language) -> str:
    stand = standing_of(None if row.fails is None else not row.fails for row in rows)
    said = words.HEAT_READING.say(language).format(
        stage=labels.stage(stage, language),
        units=stand.all,
        passing=stand.passing,
        failing=stand.failing,
    )
    worst, count = most_missed(check, stage)
    name = f"{worst.id} {words.SHORT[worst.id].say(language)}"
    most = [words.WORST.say(language).format(indicator=name, count=count)] if count else []
    return words.sentence([said, *words.still_open(stand.open, language), *most], language)
