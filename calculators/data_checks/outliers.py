"""Values that stand far from those of the county's other schools: worth a second look, never a reason to change one.

The modified z-score on the median and the median absolute deviation (conventions.yaml has the rule and its source),
taken on logarithms: amounts per pupil are skewed, and small schools have much of everything. A 0 is told by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from calculators.columns import load_columns
from calculators.data_checks.conventions import OutlierRule, load_conventions
from calculators.data_checks.faults import COMMA, make_issue
from calculators.data_checks.ways import known_ways
from calculators.indicators import INDICATORS, Indicator
from calculators.indicators.record import Floats
from calculators.model import Issue
from calculators.rounding import UNIT_DECIMALS, half_up, plain
from calculators.schools import School
from calculators.units import StageUnits
from calculators.values import exact
from corpus.bilingual import Bilingual
from corpus.saying import STAGES_EN


@dataclass(frozen=True, slots=True)
class _Outlier:
    """One value: its unit's row, its indicator, and the median of the others."""

    row: int
    column: int
    value: float
    median: float

    @property
    def times(self) -> float:
        return max(self.value / self.median, self.median / self.value) if self.value else 0.0


def outlying(values: Floats, rule: OutlierRule) -> NDArray[np.bool_]:
    """Return which values are outlying: above 0 among those above 0, unless there are too few or most are equal, and 0.

    A 0 is so where most others are above it.
    """
    positive = values > 0
    found = np.zeros(len(values), dtype=bool)
    if positive.sum() < rule.fewest:
        return found
    found |= (values == 0) & (2 * positive.sum() > np.isfinite(values).sum())
    logs = np.log(values[positive])
    distance = np.abs(logs - np.median(logs))
    spread = np.median(distance)
    if positive.sum() < rule.units:
        found[positive] = distance > np.log(rule.few_times)
    elif spread > 0:
        found[positive] = (rule.scaling * distance / spread > rule.score) & (distance > np.log(rule.times))
    return found


def outlier_issues(units: StageUnits) -> list[Issue]:
    """Return a warning for each outlying value of a stage; one for a school or an indicator that has many."""
    rule = load_conventions().outlier
    found = [one for column in range(len(INDICATORS)) for one in _of_column(units, column, rule)]
    by_row = {row: sum(one.row == row for one in found) for row in {one.row for one in found}}
    issues = [_school(units, row, count) for row, count in sorted(by_row.items()) if count >= rule.many]
    single = [one for one in found if by_row[one.row] < rule.many]
    for column in range(len(INDICATORS)):
        mine = [one for one in single if one.column == column]
        many = len(mine) > rule.listed and 100 * len(mine) > rule.listed_percent * len(units.schools)
        issues += [_many(units, mine)] if many else [_value(units, one) for one in mine]
    return issues


def _of_column(units: StageUnits, column: int, rule: OutlierRule) -> Iterator[_Outlier]:
    values = units.values[:, column]
    flagged = np.flatnonzero(outlying(values, rule))
    if len(flagged):
        median = float(np.median(values[values > 0]))
        found = [_Outlier(int(row), column, float(values[row]), median) for row in flagged]
        yield from (one for one in found if not _is_few(units, one, rule))


def _is_few(units: StageUnits, one: _Outlier, rule: OutlierRule) -> bool:
    """Whether it is about a few people or rooms, so that one more or less in a small school explains it."""
    indicator, pupils = INDICATORS[one.column], float(units.pupils[one.row])
    return indicator.per > 1 and max(one.value, one.median) * pupils / indicator.per < rule.few


def _items(units: StageUnits, indicator: Indicator) -> tuple[str, ...]:
    return indicator.id, f"CV.{units.stage}.{indicator.id}"


def _cell(school: School, units: StageUnits, indicator: Indicator) -> str | None:
    ways = known_ways(school, units.stage, indicator)
    given = [taken for way in ways[:1] for _, taken, _ in way if taken.cell]
    cells = [taken.cell for taken in sorted(given, key=lambda taken: taken.value == 0)]
    return next(iter(cells), school.taken(indicator.result, units.stage).cell)


def _shown(value: float) -> str:
    return half_up(exact(value), UNIT_DECIMALS)


def _value(units: StageUnits, one: _Outlier) -> Issue:
    indicator, school = INDICATORS[one.column], units.schools[one.row]
    value, median, slip = _shown(one.value), _shown(one.median), _slip(indicator, one.times)
    zh = f"，相差约 {slip} 倍，单位可能填错" if slip else ""
    en = f", about {slip} times off: the unit may be wrong" if slip else ""
    message = Bilingual(
        f"{school.name}：{units.stage}{indicator.label.zh} {value} 与全县中位数 {median} 相差悬殊{zh}；"
        "数值照用，请核对。",
        f"{school.name}: {indicator.label.en} ({STAGES_EN[units.stage]}) is {value}, far from the county's median "
        f"{median}{en}; it is used as it stands, please check.",
    )
    return make_issue(
        "outlier", "warning", _cell(school, units, indicator), message, affects=_items(units, indicator), found=value,
        expected=median,
    )  # fmt: skip


def _slip(indicator: Indicator, times: float) -> str:
    """Return the factor between two units that explains how many times off a value is, or ""; none explains a 0."""
    if not times:
        return ""
    column = load_columns()[indicator.sources["小学"][0][0][0]]
    factors = [Fraction(text) for text in load_conventions().outlier.slips.get(column.unit, ())]
    nearest = min(factors, key=lambda factor: abs(np.log(times / float(factor))), default=None)
    if nearest is None or abs(np.log(times / float(nearest))) > np.log(load_conventions().outlier.near):
        return ""
    return plain(nearest) if nearest.denominator == 1 else f"{float(nearest):.1f}"


def _school(units: StageUnits, row: int, count: int) -> Issue:
    """A school that is outlying in many indicators: its pupils may be wrong."""
    school, pupils = units.schools[row], units.schools[row].pupils[units.stage]
    message = Bilingual(
        f"{school.name}：{units.stage}有 {count} 项生均值与全县中位数相差悬殊，"
        f"在校生数 {plain(pupils.value)} 可能填错；数值照用，请核对。",
        f"{school.name}: {count} values per pupil ({STAGES_EN[units.stage]}) are far from the county's medians; its "
        f"{plain(pupils.value)} pupils may be wrong. They are used as they stand, please check.",
    )
    items = tuple(id for indicator in INDICATORS for id in _items(units, indicator))
    return make_issue("outlier", "warning", pupils.cell, message, affects=items, found=plain(pupils.value))


def _many(units: StageUnits, outliers: list[_Outlier]) -> Issue:
    indicator = INDICATORS[outliers[0].column]
    names, names_en = (mark.join(units.schools[one.row].name for one in outliers) for mark in ("、", COMMA))
    median = _shown(outliers[0].median)
    message = Bilingual(
        f"{units.stage}{indicator.label.zh}有 {len(outliers)} 所学校与全县中位数 {median} 相差悬殊：{names}；数值照用，"
        "请核对单位是否一致。",
        f"{indicator.label.en} ({STAGES_EN[units.stage]}): {len(outliers)} schools are far from the county's "
        f"median {median}: {names_en}. They are used as they stand; check that all are in one unit.",
    )
    cell = _cell(units.schools[outliers[0].row], units, indicator)
    return make_issue(
        "outlier", "warning", cell, message, affects=_items(units, indicator), found=str(len(outliers)), expected=median
    )
