"""Each school's part in a 差异系数 beside its value, its side of the mean, and the coefficient without it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from calculators.compare import NEARNESS
from calculators.county import CountyCheck
from calculators.figures import unit_figure
from calculators.insight.figures import contribution_figure, insight_of, without_figure
from calculators.insight.measures import Insight
from calculators.model import Figure
from corpus.model import Stage

Side = Literal["above", "below", "at"]


@dataclass(frozen=True, slots=True)
class Share:
    """One unit's part. `row` is its place in the stage; `side` says where its value lies from the county mean."""

    row: int
    school: str
    side: Side
    part: Figure
    value: Figure
    without: Figure


def shares_of(check: CountyCheck, stage: Stage, indicator: str, count: int | None = None) -> Iterator[Share]:
    """Give the units' parts in one 差异系数, the greatest first; none where they are undefined.

    Raises UnknownFigure.
    """
    one = insight_of(check, stage, indicator)
    for row in one.top(len(one.values) if count is None else count):
        school = one.spread.units.schools[row].name
        yield Share(
            row, school, _side(one, row),
            contribution_figure(check, stage, indicator, row, one),
            unit_figure(check, school, stage, indicator),
            without_figure(check, stage, indicator, row, one),
        )  # fmt: skip


def _side(one: Insight, row: int) -> Side:
    value, mean = float(one.values[row]), float(one.spread.mean[one.column])
    if abs(value - mean) <= NEARNESS * abs(mean):
        return "at"
    return "above" if value > mean else "below"
