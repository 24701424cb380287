"""The figures of the insight: a school's part in a 差异系数, the coefficient without it, and unofficial measures.

A figure that is undefined has the value None and shows as "—". All functions raise UnknownFigure for a stage or an
indicator that the check does not have.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import numpy as np

from calculators.columns import label_of
from calculators.compare import known
from calculators.county import CountyCheck
from calculators.figures import UNKNOWN_DISPLAY, column_of, totals_of
from calculators.formulas import cell_ranges, cells_of_units
from calculators.indicators import INDICATORS
from calculators.insight.measures import Insight, insight
from calculators.insight.year_on_year import YearOnYear
from calculators.kinds import STAGE_NAMES
from calculators.model import Figure, FigureInput
from calculators.rounding import CV_DECIMALS, UNIT_DECIMALS, display, plain, root
from calculators.spread import StageSpread
from corpus.bilingual import Bilingual
from corpus.model import Stage

PERCENT_DECIMALS = 1
NOT_OFFICIAL = Bilingual("非官方指标", "not an official measure")
MEAN = Bilingual("全县平均值 X̄", "county mean X̄")


@dataclass(frozen=True, slots=True)
class _Of:
    """What the figures of one 差异系数 share."""

    check: CountyCheck
    stage: Stage
    indicator: str

    @property
    def insight(self) -> Insight:
        column = column_of(self.check, self.stage, self.indicator)
        return insight(self.check.spreads[self.stage], column)

    @property
    def name(self) -> Bilingual:
        record = INDICATORS[column_of(self.check, self.stage, self.indicator)]
        return Bilingual(f"{self.stage}{record.label.zh}", f"{STAGE_NAMES[self.stage]}: {record.label.en}")

    @property
    def key(self) -> str:
        return f"{self.indicator}.{self.stage}"


def insight_of(check: CountyCheck, stage: Stage, indicator: str) -> Insight:
    """Return the insight into one 差异系数."""
    return _Of(check, stage, indicator).insight


def contribution_figure(
    check: CountyCheck, stage: Stage, indicator: str, row: int, found: Insight | None = None
) -> Figure:
    """Return what part of the weighted variance a unit makes up, in %. `found` is the insight where it is at hand."""
    of = _Of(check, stage, indicator)
    one = found or of.insight
    spread, school, column = one.spread, one.spread.units.schools[row], one.column
    mean, value, pupils = float(spread.mean[column]), float(one.values[row]), float(spread.units.pupils[row])
    squares = (float(spread.cv[column]) * mean) ** 2 * float(spread.units.pupils.sum())
    unit = INDICATORS[column].unit
    label = Bilingual(
        f"{school.name}在{of.name.zh}差异系数中的贡献",
        f"part of {school.name} in the coefficient of variation, {of.name.en}",
    )
    inputs = (
        FigureInput(label_of(f"pupils.{stage}"), known(pupils), "人", cell_ranges(school.pupils[stage].cells)),
        FigureInput(Bilingual(f"{school.name}的数值 X", f"value X of {school.name}"), known(value), unit),
        FigureInput(MEAN, known(mean), unit),
        FigureInput(Bilingual("各校 P×(X−X̄)² 之和", "sum of P×(X−X̄)² over the schools"), known(squares), ""),
    )
    formula = f"{plain(pupils)} × ({value:.4f} − {mean:.4f})² ÷ {squares:.4f} × 100" if one.why is None else ""
    id, part = f"contribution.cv.{of.key}.{row + 1}", float(one.contributions[row])
    return _figure(id, label, part, "%", PERCENT_DECIMALS, lambda: one.exact_contribution(row), formula, inputs)


def without_figure(check: CountyCheck, stage: Stage, indicator: str, row: int, found: Insight | None = None) -> Figure:
    """Return the 差异系数 as it would be without a unit. `found` is the insight where it is at hand."""
    of = _Of(check, stage, indicator)
    one = found or of.insight
    units, column = one.spread.units, one.column
    rest = float(np.delete(units.pupils, row).sum())
    mean = float(np.delete(units.amounts[:, column], row).sum()) / rest if rest else np.nan
    cv, unit = float(one.without[row]), INDICATORS[column].unit
    label = Bilingual(
        f"去掉{units.schools[row].name}后{of.name.zh}的差异系数",
        f"coefficient of variation without {units.schools[row].name}, {of.name.en}",
    )
    inputs = (
        FigureInput(Bilingual("其余学校的标准差 S", "standard deviation S of the others"), known(cv * mean), unit),
        FigureInput(Bilingual("其余学校的平均值 X̄", "mean X̄ of the others"), known(mean), unit),
    )
    formula, id = f"{cv * mean:.4f} ÷ {mean:.4f}", f"without.cv.{of.key}.{row + 1}"
    return _figure(id, label, cv, "", CV_DECIMALS, lambda: root(one.exact_without(row)), formula, inputs)


def unweighted_figure(check: CountyCheck, stage: Stage, indicator: str) -> Figure:
    """Return the coefficient over schools each counted once: not the official one."""
    of = _Of(check, stage, indicator)
    one = of.insight
    mean, unit = float(np.mean(one.values)), INDICATORS[one.column].unit
    label = Bilingual(
        f"{of.name.zh}不加权的差异系数（{NOT_OFFICIAL.zh}）",
        f"unweighted coefficient of variation, {of.name.en} ({NOT_OFFICIAL.en})",
    )
    inputs = (
        FigureInput(
            Bilingual("不加权的标准差", "unweighted standard deviation"), known(one.unweighted * mean), unit
        ),
        FigureInput(Bilingual("各校数值的平均", "plain mean of the schools"), known(mean), unit, _cells(one)),
    )  # fmt: skip
    formula = f"{one.unweighted * mean:.4f} ÷ {mean:.4f}"
    exactly = one.exact_unweighted
    return _figure(
        f"unweighted.cv.{of.key}", label, one.unweighted, "", CV_DECIMALS, lambda: root(exactly()), formula, inputs
    )


def gini_figure(check: CountyCheck, stage: Stage, indicator: str) -> Figure:
    """Return the Gini coefficient weighted by pupils: not an official measure."""
    of = _Of(check, stage, indicator)
    one = of.insight
    label = Bilingual(
        f"{of.name.zh}的基尼系数（{NOT_OFFICIAL.zh}）", f"Gini coefficient, {of.name.en} ({NOT_OFFICIAL.en})"
    )
    inputs = () if one.why else totals_of(one.spread.units, one.column)
    return _figure(f"gini.{of.key}", label, one.gini, "", CV_DECIMALS, lambda: Fraction(one.gini), "", inputs)


def ratio_figure(check: CountyCheck, stage: Stage, indicator: str) -> Figure:
    """Return the highest value divided by the lowest: not an official measure."""
    of = _Of(check, stage, indicator)
    one = of.insight
    label = Bilingual(
        f"{of.name.zh}最高与最低之比（{NOT_OFFICIAL.zh}）", f"highest to lowest, {of.name.en} ({NOT_OFFICIAL.en})"
    )
    highest, lowest = float(np.max(one.values)), float(np.min(one.values))
    units, record = one.spread.units, INDICATORS[one.column]
    inputs = tuple(
        FigureInput(Bilingual(units.schools[row].name, units.schools[row].name), known(one.values[row]), record.unit)
        for row in (one.highest, one.lowest)
        if row is not None
    )

    def exactly() -> Fraction:
        high, low = (units.exact_value(row or 0, record) for row in (one.highest, one.lowest))
        return high / low

    formula = f"{highest:.4f} ÷ {lowest:.4f}"
    return _figure(f"ratio.{of.key}", label, one.ratio, "倍", UNIT_DECIMALS, exactly, formula, inputs)


def mean_change_figure(years: YearOnYear, stage: Stage, indicator: str) -> Figure:
    """Return by how much a county mean changed."""
    return _change(years, stage, indicator, "mean", UNIT_DECIMALS, StageSpread.exact_mean)


def cv_change_figure(years: YearOnYear, stage: Stage, indicator: str) -> Figure:
    """Return by how much a 差异系数 changed."""
    return _change(
        years, stage, indicator, "cv", CV_DECIMALS,
        lambda spread, column: Fraction(root(spread.exact_cv_squared(column))),
    )  # fmt: skip


_WHAT = {
    "mean": Bilingual("平均值的变化", "change of the mean"),
    "cv": Bilingual("差异系数的变化", "change of the 差异系数"),
}


def _change(
    years: YearOnYear, stage: Stage, indicator: str, what: str, decimals: int,
    exactly: Callable[[StageSpread, int], Fraction],
) -> Figure:  # fmt: skip
    of, column = _Of(years.now, stage, indicator), column_of(years.now, stage, indicator)
    spreads = [check.spreads.get(stage) for check in (years.before, years.now)]
    then, now = (float(getattr(spread, what)[column]) if spread else np.nan for spread in spreads)
    unit = INDICATORS[column].unit if what == "mean" else ""
    label = Bilingual(f"{of.name.zh}{_WHAT[what].zh}", f"{_WHAT[what].en}, {of.name.en}")
    stated = [str(year) if year else "" for year in (years.years.before, years.years.now)]
    inputs = tuple(
        FigureInput(Bilingual(year, year), known(value), unit) for year, value in zip(stated, (then, now), strict=True)
    )

    def difference() -> Fraction:
        before, after = (exactly(spread, column) if spread else Fraction(0) for spread in spreads)
        return after - before

    formula = f"{now:.6f} − {then:.6f}"
    found = _figure(f"change.{what}.{of.key}", label, now - then, unit, decimals, difference, formula, inputs)
    risen = found.value is not None and bool(found.display.strip("0.")) and now > then
    return replace(found, display=f"+{found.display}") if risen else found


def _cells(one: Insight) -> str | None:
    return None if one.why == "unknown" else cells_of_units(one.spread.units, INDICATORS[one.column])


def _figure(
    id: str, label: Bilingual, value: float, unit: str, decimals: int, exactly: Callable[[], Fraction | Decimal],
    formula: str, inputs: tuple[FigureInput, ...],
) -> Figure:  # fmt: skip
    if np.isnan(value):
        return Figure(id, "computed", label, None, unit, UNKNOWN_DISPLAY)
    shown = display(value, decimals, exactly)
    shown = shown if shown.strip("-0.") else shown.lstrip("-")
    return Figure(id, "computed", label, value, unit, shown, f"{formula} = {shown}" if formula else None, inputs)
