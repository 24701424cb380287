"""指标结果: a row a unit (a school in a stage), R1…R7 as formulas over 规范数据, and the 6-of-7 rule as formulas.

Values are unrounded; a comparison rounds both sides to 9 decimals (or, where the reading asks for it, the value to the
form's), since 4.5 × 85 % has no exact binary form.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape, fixed
from assistant.workbook.data_sheet import DataSheet, key_of
from assistant.workbook.looks_of_pages import (
    CENTRED,
    RULE,
    TEXT,
    TWO,
    WRAPPED,
    begin,
    clause_of,
    heads,
    linked,
    live,
    said,
    stage_word,
    status_word,
    text,
    verdict_fills,
    verdicts_said,
    word,
)
from assistant.workbook.unit_formulas import unit_formula
from calculators.columns import label_of
from calculators.compare import WHOLE, known, tri
from calculators.county import CountyCheck
from calculators.data_checks.missing import unit_gaps
from calculators.indicators import INDICATORS
from calculators.rounding import UNIT_DECIMALS
from calculators.schools import School
from calculators.units import StageUnits
from corpus.bilingual import Bilingual, Language
from corpus.model import STAGES, Stage, Threshold

COUNT = len(INDICATORS)
NO, NAME, STAGE, KIND, PUPILS, CLASSES, VALUE = range(7)
PASSES, REMARK_COLUMN = VALUE + COUNT, VALUE + COUNT + 1
MET = REMARK_COLUMN + 1
NEARLY = MET + COUNT
WHY = NEARLY + COUNT
LIMITS, HEAD_ROW = 2, 7
TOP = HEAD_ROW + 1
DECIMALS = 9  # of a comparison of unrounded values
STANDARD, REMAINDER = Bilingual("标准", "standard"), Bilingual("{percent}%线", "{percent} % line")
RULE_WORDS = Bilingual(
    "综合评估规则：至少达标项数、其余项不低于标准的", "rule: indicators to be met at least; the rest at"
)
HEADS = (
    Bilingual("序号", "No."), Bilingual("学校名称", "School"), Bilingual("学段", "Stage"),
    Bilingual("举办者类型", "Sponsor"), Bilingual("在校生数", "Pupils"), Bilingual("班级数", "Classes"),
)  # fmt: skip
PASSES_HEAD, REMARK_HEAD = Bilingual("该校综合评估是否达标", "School passes"), Bilingual("备注", "Remarks")
WHY_HEAD = Bilingual("数据不足的原因（出具时）", "What is missing (when written)")
MET_WORD, NEARLY_WORD = Bilingual("达标", "met"), Bilingual("≥{percent}%", "≥ {percent} %")
PRIVATE, PUBLIC = Bilingual("民办", "private"), Bilingual("公办", "public")
EXPLAINED = Bilingual(
    "R1…R7 为公式，由“规范数据”重算，未四舍五入（显示 2 位小数）；共用校舍、设备按小学:初中:高中的加权在校生分摊，"
    "权数写在公式里；数据不足的不作 0 计算。",
    "R1…R7 are formulas over “Data as read”, unrounded (2 decimals shown); shared assets are divided by weighted "
    "pupils, the weights stand in the formula; what is missing is never counted as 0.",
)


@dataclass
class ResultsSheet:
    """The page, and where the columns of each stage stand on it."""

    name: str
    check: CountyCheck
    data: DataSheet
    sources: dict[str, str]
    language: Language
    page: Page = field(init=False)
    _first: dict[Stage, int] = field(init=False)

    def __post_init__(self) -> None:
        self._first, row = {}, TOP
        for stage, units in self.check.units.items():
            self._first[stage] = row
            row += len(units.schools)
        self.page = Page(self.name, self._shape())
        self._fill()

    def values(self, stage: Stage, column: int) -> str:
        """Return the range of a stage's values of one indicator."""
        return self._range(stage, VALUE + column)

    def met(self, stage: Stage, column: int) -> str:
        """Return the range of a stage's verdicts on one indicator."""
        return self._range(stage, MET + column)

    def pupils(self, stage: Stage) -> str:
        """Return the range of a stage's pupils."""
        return self._range(stage, PUPILS)

    def _range(self, stage: Stage, column: int) -> str:
        first = self._first[stage]
        return self.page.range((first, column), (first + len(self.check.units[stage].schools) - 1, column))

    def _shape(self) -> Shape:
        widths = {NO: 6.0, NAME: 24.0, STAGE: 7.0, KIND: 9.0, PUPILS: 9.0, CLASSES: 8.0, PASSES: 12.0}
        widths |= dict.fromkeys(range(VALUE, VALUE + COUNT), 12.0) | dict.fromkeys(range(MET, WHY), 9.0)
        widths |= {REMARK_COLUMN: 46.0, WHY: 40.0}
        return Shape(
            widths, {HEAD_ROW: 62.0}, frozen=(TOP, STAGE), head_rows=TOP, tab="4472C4",
            printed=REMARK_COLUMN + 1, verdicts=verdict_fills(self.language),
        )  # fmt: skip

    def _fill(self) -> None:
        page, language = self.page, self.language
        begin(page, wording.RESULTS, [EXPLAINED], language)
        self._limits()
        page.row(HEAD_ROW, heads(self._heads()))
        for stage, units in self.check.units.items():
            missing = _missing(units, language)
            for row, school in enumerate(units.schools):
                page.row(self._first[stage] + row, self._unit(units, row, missing.get(school.name, "")))

    def _heads(self) -> Iterator[str]:
        language = self.language
        yield from (one.say(language) for one in HEADS)
        yield from (f"{one.id} {one.label.say(language)}（{one.unit}）" for one in INDICATORS)
        yield from (PASSES_HEAD.say(language), REMARK_HEAD.say(language))
        yield from (f"{one.id} {MET_WORD.say(language)}" for one in INDICATORS)
        yield from (f"{one.id} {self._nearly}" for one in INDICATORS)
        yield WHY_HEAD.say(language)

    @cached_property
    def _percent(self) -> Threshold:
        return self.check.floor.get("RULE.remainder", WHOLE)

    @property
    def _nearly(self) -> str:
        return NEARLY_WORD.say(self.language).format(percent=self._percent.value)

    def _limits(self) -> None:
        """Two rows a stage, the standard and its share, with the clause beside; below them the numbers of the rule."""
        page, language = self.page, self.language
        least = self.check.floor.get("RULE.met_count", WHOLE)
        rule = LIMITS + 2 * len(STAGES)
        page.row(rule, [text(RULE_WORDS.say(language), RULE)], NAME)
        page.row(rule, [text(int(least.value), RULE), text(float(self._percent.value / 100), RULE)], VALUE)
        page.row(rule, [text(clause_of(self._percent, self.sources), WRAPPED)], REMARK_COLUMN)
        share = fixed(rule, VALUE + 1)
        for n, stage in enumerate(STAGES):
            thresholds = [self.check.floor.get(one.id, stage) for one in INDICATORS]
            name = stage_word(stage, language)
            standard, line = LIMITS + n, LIMITS + len(STAGES) + n
            remainder = REMAINDER.say(language).format(percent=self._percent.value)
            page.row(standard, [text(f"{name}{STANDARD.say(language)}", RULE)], NAME)
            page.row(standard, [text(float(one.value), RULE) for one in thresholds], VALUE)
            page.row(standard, [text(self._sources(thresholds), WRAPPED)], REMARK_COLUMN)
            page.row(line, [text(f"{name} {remainder}", RULE)], NAME)
            page.row(line, self._shares(standard, thresholds, share), VALUE)

    def _shares(self, standard: int, thresholds: Sequence[Threshold], share: str) -> Iterator[Entry]:
        for column, one in enumerate(thresholds):
            formula = f"={fixed(standard, VALUE + column)}*{share}"
            yield live(formula, float(one.value) * float(self._percent.value / 100), RULE)

    def _sources(self, thresholds: Sequence[Threshold]) -> str:
        """The clauses of several requirements; of one document and table only the last part of each but the first."""
        first, *others = dict.fromkeys(clause_of(one, self.sources) for one in thresholds)
        table = first.rpartition("/")[0]
        return "、".join([first, *(one.removeprefix(f"{table}/") for one in others)])

    def _unit(self, units: StageUnits, row: int, missing: str) -> Iterator[Entry | None]:
        stage, school, language = units.stage, units.schools[row], self.language
        line = self._first[stage] + row
        yield text(row + 1, CENTRED)
        yield text(school.name)
        yield text(stage_word(stage, language), CENTRED)
        yield text((PRIVATE if school.private else PUBLIC).say(language), CENTRED)
        yield self._from_data(school, f"pupils.{stage}", school.pupils[stage].value)
        yield self._from_data(school, key_of(school, "classes", stage), school.taken("classes", stage).value)
        for column, indicator in enumerate(INDICATORS):
            value = known(float(units.values[row, column]))
            formula = unit_formula(self.data, school, stage, indicator, said("insufficient", language))
            shown = status_word("insufficient", language) if value is None else value
            yield live(formula, shown, TWO) if formula else text(shown, CENTRED)
        yield self._passes(line, tri(units.passes[row]))
        yield self._remark(line, units, row)
        for column in range(COUNT):
            yield self._verdict(line, column, LIMITS, stage, tri(units.met[row, column]))
        for column in range(COUNT):
            yield self._verdict(line, column, LIMITS + len(STAGES), stage, tri(units.at_least_85[row, column]))
        yield text(missing or None, TEXT)

    def _from_data(self, school: School, column: str | None, value: float) -> Entry | None:
        ref, number = self.data.ref(school, column) if column else None, known(value)
        if ref is None:
            return Entry(None, CENTRED)
        return linked(ref, None if number is None else int(number))

    def _verdict(self, line: int, column: int, limits: int, stage: Stage, verdict: bool | None) -> Entry:
        value, limit = fixed(line, VALUE + column), fixed(limits + STAGES.index(stage), VALUE + column)
        sign = self.check.floor.get(INDICATORS[column].id, stage).comparison
        digits = UNIT_DECIMALS if self.check.choice.rounded else DECIMALS
        met, not_met, open_ = verdicts_said(self.language)
        holds = f"ROUND({value},{digits}){sign}ROUND({limit},{DECIMALS})"
        return live(
            f"=IF(ISNUMBER({value}),IF({holds},{met},{not_met}),{open_})", word(verdict, self.language), CENTRED
        )

    def _passes(self, line: int, verdict: bool | None) -> Entry:
        met, nearly = (f"{fixed(line, of)}:{fixed(line, of + COUNT - 1)}" for of in (MET, NEARLY))
        good, bad, open_ = verdicts_said(self.language)
        least = fixed(LIMITS + 2 * len(STAGES), VALUE)
        fails = f"OR(COUNTIF({nearly},{bad})>0,COUNTIF({met},{bad})>{COUNT}-{least})"
        return live(
            f"=IF({fails},{bad},IF(COUNTIF({met},{open_})>0,{open_},{good}))", word(verdict, self.language), CENTRED
        )

    def _remark(self, line: int, units: StageUnits, row: int) -> Entry:
        """Which indicators are met, and which of the others reach the share, as the form's 备注 asks."""
        good = said("met", self.language)
        met, nearly = f"{MET_WORD.say(self.language)}：", f"；{self._nearly}："
        parts, tail, value, rest = [f'"{met}"'], [f'"{nearly}"'], met, ""
        for column, one in enumerate(INDICATORS):
            is_met, is_nearly = fixed(line, MET + column), fixed(line, NEARLY + column)
            parts.append(f'IF({is_met}={good},"{one.id} ","")')
            tail.append(f'IF(AND({is_met}<>{good},{is_nearly}={good}),"{one.id} ","")')
            value += f"{one.id} " if units.met[row, column] == 1 else ""
            rest += f"{one.id} " if units.met[row, column] != 1 and units.at_least_85[row, column] == 1 else ""
        all_met, all_nearly = (f"{fixed(line, of)}:{fixed(line, of + COUNT - 1)}" for of in (MET, NEARLY))
        others = f"SUMPRODUCT(({all_met}<>{good})*({all_nearly}={good}))>0"
        formula = f'={"&".join(parts)}&IF({others},{"&".join(tail)},"")'
        return live(formula, value + (nearly + rest if rest else ""), TEXT)


def _missing(units: StageUnits, language: Language) -> dict[str, str]:
    """Return what is wanting by school, in words."""
    found: dict[str, dict[str, None]] = {}
    for gap in unit_gaps(units):
        if gap.school:
            words = f"{gap.item.partition('.')[0]}: {label_of(gap.column).say(language)}"
            found.setdefault(gap.school.name, {})[words] = None
    return {name: "；".join(words) for name, words in found.items()}
