"""The 差异系数 of a stage as bars against their limit, with the schools that weigh most in each."""

from assistant.opened.of_county import MEAN
from calculators.compare import known
from calculators.county import CountyCheck
from calculators.indicators import INDICATORS, Indicator
from calculators.insight.shares import shares_of
from calculators.insight.standing import standing_of
from calculators.model import Status
from corpus.bilingual import Language
from corpus.model import Stage
from ui.charts.bars import bars
from ui.charts.cells import number, status
from ui.charts.model import Bar, Cell, Column, Grid, Row
from ui.charts.view import View
from ui.words import chart_labels as words
from ui.words import labels
from ui.words.item_names import compared

DRIVERS_SHOWN = 3
VERDICTS: dict[Status, bool | None] = {"met": True, "not_met": False}


def spread_grid(check: CountyCheck, stage: Stage, view: View) -> Grid:
    """Return the coefficients of one stage, indicator by indicator."""
    spread, language = check.spreads[stage], view.language
    id = f"spread-{words.STAGE_KEYS[stage]}"
    verdicts = [_verdict(check, stage, one) for one in INDICATORS]
    limit = compared(spread.threshold, "", language)
    required = words.LIMIT.say(language).format(limit=limit)
    columns = (
        Column("mean", words.MEAN.say(language)),
        Column("cv", labels.COEFFICIENT.say(language), (required,), falls=True, wide=True),
        Column("status", words.PASSES.say(language), text=True),
        Column("drivers", words.DRIVERS.say(language), text=True, wide=True),
    )  # fmt: skip
    drawn = bars(
        (known(spread.cv[at]), float(spread.threshold.value), verdict is False) for at, verdict in enumerate(verdicts)
    )
    rows = tuple(
        _row(check, stage, id, one, verdict, bar, view)
        for one, verdict, bar in zip(INDICATORS, verdicts, drawn, strict=True)
    )
    title = words.SPREAD.say(language).format(stage=labels.stage(stage, language))
    legend = tuple((key, words.BAR_LEGEND[key].say(language)) for key in ("fill", "edge", "over"))
    reading = _reading(check, stage, verdicts, limit, language)
    return Grid(id, "spread", title, reading, words.INDICATOR.say(language), columns, rows, legend)


def _row(check: CountyCheck, stage: Stage, id: str, one: Indicator, verdict: bool | None, bar: Bar, view: View) -> Row:
    column, language, spread = INDICATORS.index(one), view.language, check.spreads[stage]
    mean = view.way.figure(one.id, stage, part=MEAN)
    cv = view.way.figure(f"CV.{stage}.{one.id}", stage)
    shares = view.link(f"{id}/{one.id}")
    cells = (
        number(known(spread.mean[column]), spread.mean_display(column), language, mean),
        number(known(spread.cv[column]), spread.cv_display(column), language, cv, bar),
        status(verdict, language),
        _drivers(check, stage, one.id, language, shares),
    )
    return Row(f"{one.id} {words.SHORT[one.id].say(language)}", cells, None if verdict is None else not verdict, shares)


def _verdict(check: CountyCheck, stage: Stage, one: Indicator) -> bool | None:
    return VERDICTS.get(check.item(f"CV.{stage}.{one.id}", stage).status)


def _drivers(check: CountyCheck, stage: Stage, id: str, language: Language, link: str) -> Cell:
    """The schools that weigh most in a coefficient, each with its part and on which side of the mean it is."""
    said = [
        f"{one.school} {one.part.display}%{words.SIDE_SIGNS[one.side].say(language)}"
        for one in shares_of(check, stage, id, DRIVERS_SHOWN)
    ]
    if not said:
        return Cell(words.UNKNOWN.say(language), None, "unknown", link=link)
    return Cell(labels.listed(said, language), labels.listed(said, language), link=link)


def _reading(check: CountyCheck, stage: Stage, verdicts: list[bool | None], limit: str, language: Language) -> str:
    stand = standing_of(verdicts)
    said = words.SPREAD_READING.say(language).format(
        stage=labels.stage(stage, language), count=stand.all, met=stand.passing, failing=stand.failing, limit=limit,
    )  # fmt: skip
    above = [
        f"{one.id} {words.SHORT[one.id].say(language)} {check.spreads[stage].cv_display(at)}"
        for at, (one, verdict) in enumerate(zip(INDICATORS, verdicts, strict=True))
        if verdict is False
    ]
    named = [words.ABOVE.say(language).format(listed=labels.listed(above, language))] if above else []
    return words.sentence([said, *words.still_open(stand.open, language), *named], language)
