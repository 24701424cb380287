"""Each school's part in one 差异系数, as a list that stands by itself."""

from calculators.county import CountyCheck
from calculators.figures import cv_figure
from calculators.insight.figures import insight_of
from calculators.insight.measures import WHY
from calculators.insight.shares import Share, Side, shares_of
from calculators.model import Figure
from corpus.bilingual import Language
from corpus.model import Stage
from ui.charts.bars import bars
from ui.charts.cells import number
from ui.charts.model import Bar, Cell, Column, Grid, Row
from ui.charts.view import View
from ui.words import chart_labels as words
from ui.words import labels
from ui.words.item_names import compared

SIDE_ORDER: dict[Side, float] = {"below": 0, "at": 1, "above": 2}


def shares_grid(check: CountyCheck, stage: Stage, id: str, view: View) -> Grid:
    """Return the parts of all schools, the greatest first; no row where they are undefined. Raises UnknownFigure."""
    language, found = view.language, list(shares_of(check, stage, id))
    columns = (
        Column("part", words.SHARE.say(language), falls=True, wide=True),
        Column("value", words.VALUE.say(language)),
        Column("side", words.SIDE.say(language), text=True),
        Column("without", words.WITHOUT.say(language)),
    )
    drawn = bars((_value(one.part), None, False) for one in found)
    rows = tuple(_row(one, stage, id, bar, view) for one, bar in zip(found, drawn, strict=True))
    name = f"{id} {words.SHORT[id].say(language)}"
    return Grid(
        f"spread-{words.STAGE_KEYS[stage]}-{id}", "spread",
        words.OF_SHARES.say(language).format(stage=labels.stage(stage, language), indicator=name),
        _reading(check, stage, id, language), words.SCHOOL.say(language), columns, rows,
        (("fill", words.SHARE.say(language)),),
    )  # fmt: skip


def _row(one: Share, stage: Stage, id: str, bar: Bar, view: View) -> Row:
    language = view.language
    link = view.way.figure(f"CV.{stage}.{id}", stage, one.row)
    side = words.SIDES[one.side].say(language)
    cells = (
        _figure(one.part, language, link, bar),
        _figure(one.value, language, view.way.figure(id, stage, one.row)),
        Cell(side, side, order=SIDE_ORDER[one.side]),
        _figure(one.without, language, link),
    )
    return Row(one.school, cells, None)


def _figure(one: Figure, language: Language, link: str, bar: Bar | None = None) -> Cell:
    return number(_value(one), one.display, language, link, bar)


def _value(one: Figure) -> float | None:
    return float(one.value) if isinstance(one.value, int | float) else None


def _reading(check: CountyCheck, stage: Stage, id: str, language: Language) -> str:
    why = insight_of(check, stage, id).why
    if why:
        return words.SHARES_UNDEFINED.say(language).format(why=WHY[why].say(language))
    cv, threshold = cv_figure(check, stage, id), check.spreads[stage].threshold
    said = labels.VERDICTS[check.item(f"CV.{stage}.{id}", stage).status].say(language)
    return words.SHARES_READING.say(language).format(
        cv=cv.display, limit=compared(threshold, "", language), status=said, formula=cv.formula
    )
