"""判定汇总: every item of the verdict with its value, requirement, status and clause.

R, CV, G3, G4 and G5 follow the other pages; the items of the county form stand as they were judged.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from assistant.check import CheckReport
from assistant.verified.render import BORDERLINE, UNITS_EN
from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape
from assistant.workbook.dispersion_sheet import CV, VERDICT, DispersionSheet
from assistant.workbook.looks_of_pages import (
    CENTRED,
    NUMBER,
    THREE,
    TWO,
    WRAPPED,
    begin,
    heads,
    linked,
    live,
    remark,
    said,
    stage_word,
    status_word,
    text,
    verdict_fills,
    verdicts_said,
)
from assistant.workbook.results_sheet import ResultsSheet
from assistant.workbook.sizes_sheet import SizesSheet
from calculators.compare import WHOLE
from calculators.indicators import BY_ID, INDICATORS
from calculators.model import Item
from calculators.readings import title_of
from corpus.bilingual import Bilingual, Language
from corpus.model import STAGES, Scope

HEAD_ROW = 3
TOP = HEAD_ROW + 1
WIDTHS = (12.0, 46.0, 10.0, 12.0, 17.0, 11.0, 44.0, 44.0, 46.0)
HEADS = (
    Bilingual("编号", "Id"), Bilingual("项目", "Item"), Bilingual("学段", "Stage"),
    Bilingual("数值（R 为各校最低值）", "Value (R: the lowest school)"), Bilingual("要求", "Required"),
    Bilingual("判定", "Status"), Bilingual("未达到的学校（出具时）", "Schools that fall short (when written)"),
    Bilingual("缺少的数据、需要的佐证（出具时）", "Data missing, evidence needed (when written)"),
    Bilingual("依据", "Clause"),
)  # fmt: skip
EXPLAINED = Bilingual(
    "R、CV、G3、G4、G5 的数值和判定随数据变化；其余各项、“未达到的学校”和“缺少的数据”为出具时的情况，"
    "更正后以重新核查为准。",
    "The value and status of R, CV, G3, G4 and G5 follow the data; the other items, the schools and what is missing "
    "stand as when the report was written: after corrections, check again.",
)
CONCLUSION = Bilingual("结论（出具时）", "Verdict (when written)")
ABOVE_LIMIT = Bilingual(" 个班超班额", " classes above the limit")
OPEN_ITEMS = Bilingual("尚未定论的项目", "items still open")


@dataclass
class ItemsSheet:
    """The page. `live_status` are the ranges of schools' verdicts that decide G3, G4 and G5."""

    name: str
    report: CheckReport
    results: ResultsSheet
    spread: DispersionSheet
    sizes: SizesSheet
    live_status: Mapping[tuple[str, Scope | None], str | None]
    language: Language
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        language, check = self.language, self.report.check
        shape = Shape(
            dict(enumerate(WIDTHS)), {HEAD_ROW: 32.0}, frozen=(TOP, 2), head_rows=TOP, tab="70AD47",
            verdicts=verdict_fills(language),
        )  # fmt: skip
        self.page = Page(self.name, shape)
        about = f"{self.report.county or ''} {self.report.year}".strip()
        begin(self.page, wording.ITEMS, [EXPLAINED], language, about)
        count = f"{OPEN_ITEMS.say(language)}: {len(check.open)}" if check.open else None
        self.page.row(
            2, [remark(CONCLUSION.say(language)), text(status_word(check.status, language)), remark(count or "")]
        )
        self.page.row(HEAD_ROW, heads(one.say(language) for one in HEADS))
        for n, item in enumerate(check.items):
            self.page.row(TOP + n, self._line(item))

    def _line(self, item: Item) -> Iterator[Entry]:
        language = self.language
        yield text(item.id)
        yield text(title_of(item).say(language), WRAPPED)
        stage = item.stage if item.stage and item.stage != WHOLE else None
        yield text(stage_word(stage, language) if stage else None, CENTRED)
        yield self._value(item)
        yield text(self._required(item), CENTRED)
        yield self._status(item)
        yield text("、".join(item.schools) or None, WRAPPED)
        evidence = item.evidence.say(language) if item.evidence else ""
        flag = BORDERLINE.say(language) if item.borderline else ""
        words = [one for one in ("、".join(item.missing), evidence, flag) if one]
        yield text("；".join(words) or None, WRAPPED)
        yield text(self._clause(item), WRAPPED)

    def _column(self, item: Item) -> int | None:
        """The place of the indicator of an R or CV item whose stage the sheets have."""
        id = item.id.rpartition(".")[2]
        judged = id in BY_ID and item.stage in self.report.check.units
        return INDICATORS.index(BY_ID[id]) if judged else None

    def _value(self, item: Item) -> Entry:
        column, shown = self._column(item), item.display if item.value is None else item.value
        stage = next((one for one in STAGES if one == item.stage), None)
        if column is None or stage is None:
            return self._of_schools(item) or text(shown, NUMBER)
        number = "" if item.value is None else item.value
        if item.id.startswith("CV."):
            return linked(self.spread.place(stage, column, CV), item.value, THREE)
        values = self.results.values(stage, column)
        return live(f'=IF(COUNT({values})>0,MIN({values}),"")', number, TWO)

    def _of_schools(self, item: Item) -> Entry | None:
        """The schools that fail G3 or G4, or the largest class, else the classes above the limit, of G5."""
        ranges = self.live_status.get((item.id, item.stage))
        stage = next((one for one in STAGES if one == item.stage), None)
        if ranges is None:
            return None
        if item.id == "G5" and stage:
            return self._largest(item, self.sizes.largest(stage), self.sizes.oversize(stage))
        bad, open_ = said("not_met", self.language), said("insufficient", self.language)
        failing = f"COUNTIF({ranges},{bad})"
        undecided = f"AND({failing}=0,COUNTIF({ranges},{open_})>0)"
        return live(f'=IF({undecided},"",{failing})', "" if item.value is None else item.value)

    def _largest(self, item: Item, largest: str | None, oversize: str | None) -> Entry:
        over = sum(one.oversize or 0 for one in self.report.check.class_size if one.stage == item.stage)
        above = ABOVE_LIMIT.say(self.language)
        counted = f"{over}{above}" if over else ""
        words = f'IF(SUM({oversize})>0,SUM({oversize})&"{above}","")'
        formula = f"=IF(COUNT({largest})>0,MAX({largest}),{words})"
        return live(formula, counted if item.value is None else item.value)

    def _required(self, item: Item) -> str | None:
        if item.limit is None or item.comparator is None:
            return None
        unit = UNITS_EN.get(item.unit, item.unit) if self.language == "en" else item.unit
        sign = {">=": "≥", "<=": "≤"}.get(item.comparator, item.comparator)
        return f"{sign} {item.limit:.15g} {unit}".strip()

    def _status(self, item: Item) -> Entry:
        shown, check = status_word(item.status, self.language), self.report.check
        column = self._column(item)
        stage = next((one for one in STAGES if one == item.stage), None)
        if column is not None and stage is not None and item.id.startswith("CV."):
            return live(f"={self.spread.place(stage, column, VERDICT)}", shown, CENTRED)
        ranges = (
            self.results.met(stage, column)
            if column is not None and stage
            else self.live_status.get((item.id, item.stage))
        )
        if ranges is None or check.unnamed:
            return text(shown, CENTRED)
        good, bad, open_ = verdicts_said(self.language)
        counted = f"IF(COUNTIF({ranges},{open_})>0,{open_},{good})"
        return live(f"=IF(COUNTIF({ranges},{bad})>0,{bad},{counted})", shown, CENTRED)

    def _clause(self, item: Item) -> str | None:
        n = self.report.source(item)
        cited = next((one for one in self.report.citations if one.n == n), None)
        return f"[{n}] {cited.document} {cited.clause}" if cited else None
