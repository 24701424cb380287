"""差异系数: mean, standard deviation and 差异系数 of each stage as formulas over 指标结果, weighted by pupils."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import isnan

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape, fixed
from assistant.workbook.looks_of_pages import (
    CENTRED,
    FOUR,
    NUMBER,
    THREE,
    TWO,
    WRAPPED,
    begin,
    clause_of,
    heads,
    live,
    said,
    stage_word,
    status_word,
    text,
    verdict_fills,
    verdicts_said,
)
from assistant.workbook.results_sheet import DECIMALS, ResultsSheet
from calculators.county import CountyCheck
from calculators.indicators import INDICATORS
from calculators.rounding import CV_DECIMALS
from corpus.bilingual import Bilingual, Language
from corpus.model import Stage

STAGE, INDICATOR, UNITS, PUPILS, MEAN, DEVIATION, CV, LIMIT, VERDICT, CLAUSE = range(10)
HEAD_ROW = 3
TOP = HEAD_ROW + 1
WIDTHS = (8.0, 46.0, 8.0, 11.0, 13.0, 13.0, 11.0, 9.0, 11.0, 40.0)
HEADS = (
    Bilingual("学段", "Stage"), Bilingual("指标", "Indicator"), Bilingual("单位数", "Units"),
    Bilingual("在校生数", "Pupils"), Bilingual("全县平均值 X̄", "Mean X̄"), Bilingual("标准差 S", "Deviation S"),
    Bilingual("差异系数 CV", "CV"), Bilingual("标准", "Limit"), Bilingual("是否达标", "Met"),
    Bilingual("依据", "Clause"),
)  # fmt: skip
EXPLAINED = Bilingual(
    "X̄＝Σx÷ΣP；S＝√(Σ(P/ΣP)(X－X̄)²)；CV＝S÷X̄。按在校生加权、总体公式、用未四舍五入的校值（显示 2、4、3 位小数）。",
    "X̄ = Σx ÷ ΣP; S = √(Σ(P/ΣP)(X − X̄)²); CV = S ÷ X̄: weighted by pupils, population form, from unrounded values.",
)
SINGLE = Bilingual(
    "只有一所学校的学段差异系数为 0，不能说明均衡程度，记为数据不足；平均值为 0 时无定义。",
    "A stage with a single school has a coefficient of 0, which says nothing: undecided; so has a mean of 0.",
)


@dataclass
class DispersionSheet:
    """The page, and where each 差异系数 stands on it."""

    name: str
    check: CountyCheck
    results: ResultsSheet
    sources: dict[str, str]
    language: Language
    page: Page = field(init=False)
    _rows: dict[tuple[Stage, int], int] = field(init=False)

    def __post_init__(self) -> None:
        keys = [(stage, column) for stage in self.check.units for column in range(len(INDICATORS))]
        self._rows = {key: TOP + n for n, key in enumerate(keys)}
        shape = Shape(
            dict(enumerate(WIDTHS)), {HEAD_ROW: 32.0}, frozen=(TOP, UNITS), head_rows=TOP, tab="4472C4",
            verdicts=verdict_fills(self.language),
        )  # fmt: skip
        self.page = Page(self.name, shape)
        begin(self.page, wording.SPREAD, [EXPLAINED, SINGLE], self.language)
        self.page.row(HEAD_ROW, heads(one.say(self.language) for one in HEADS))
        for (stage, column), row in self._rows.items():
            self.page.row(row, self._line(stage, column, row))

    def place(self, stage: Stage, column: int, what: int) -> str:
        """Return the reference to one number of an indicator: `CV` or `VERDICT`."""
        return self.page.place(self._rows[stage, column], what)

    def _line(self, stage: Stage, column: int, row: int) -> Iterator[Entry]:
        spread, indicator, language = self.check.spreads[stage], INDICATORS[column], self.language
        yield text(stage_word(stage, language), CENTRED)
        yield text(f"{indicator.id} {indicator.label.say(language)}（{indicator.unit}）", WRAPPED)
        yield live(f"=ROWS({self.results.values(stage, column)})", len(spread.units.schools), CENTRED)
        yield self._total(stage, row)
        yield from self._measures(stage, column, row)
        yield text(float(spread.threshold.value), NUMBER)
        yield self._verdict(stage, column, row)
        yield text(clause_of(spread.threshold, self.sources), WRAPPED)

    def _total(self, stage: Stage, row: int) -> Entry:
        """The pupils of all units, where each unit's are known."""
        pupils, total = self.results.pupils(stage), float(self.check.spreads[stage].units.pupils.sum())
        counted = f"IF(COUNT({pupils})={fixed(row, UNITS)},SUM({pupils}),{said('insufficient', self.language)})"
        return live(f"={counted}", self._undecided if isnan(total) else int(total), NUMBER)

    def _measures(self, stage: Stage, column: int, row: int) -> Iterator[Entry]:
        """The mean, the standard deviation and the 差异系数, each undecided where it rests on what is not known."""
        spread, open_ = self.check.spreads[stage], said("insufficient", self.language)
        values, pupils = self.results.values(stage, column), self.results.pupils(stage)
        mean, cv = float(spread.mean[column]), float(spread.cv[column])
        at_mean, at_s = fixed(row, MEAN), fixed(row, DEVIATION)
        weighted = f"SUMPRODUCT({pupils},{values})/SUM({pupils})"
        known = f"COUNT({values})={fixed(row, UNITS)}"
        yield live(f"=IF({known},{weighted},{open_})", self._undecided if isnan(mean) else mean, TWO)
        squares = f"SQRT(SUMPRODUCT({pupils},({values}-{at_mean})^2)/SUM({pupils}))"
        deviation: float | str = self._undecided if isnan(mean) else 0.0 if isnan(cv) else cv * mean
        yield live(f"=IF(ISNUMBER({at_mean}),{squares},{open_})", deviation, FOUR)
        shown: float | str = self._undecided if isnan(cv) else cv
        yield live(f"=IF(N({at_mean})=0,{open_},{at_s}/{at_mean})", shown, THREE)

    @property
    def _undecided(self) -> str:
        return status_word("insufficient", self.language)

    def _verdict(self, stage: Stage, column: int, row: int) -> Entry:
        language, sign = self.language, self.check.spreads[stage].threshold.comparison
        status = self.check.item(f"CV.{stage}.{INDICATORS[column].id}", stage).status
        shown = status_word(status, language)
        if self.check.unnamed:
            return text(shown, CENTRED)
        cv, limit, units = fixed(row, CV), fixed(row, LIMIT), fixed(row, UNITS)
        good, bad, open_ = verdicts_said(language)
        digits = CV_DECIMALS if self.check.choice.rounded else DECIMALS
        holds = f"IF(ROUND({cv},{digits}){sign}{limit},{good},{bad})"
        return live(f"=IF(AND({units}>1,ISNUMBER({cv})),{holds},{open_})", shown, CENTRED)
