"""规模与班额 (G4, G5): pupils of each school, and the classes above their limit, as formulas over 规范数据."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape, fixed
from assistant.workbook.data_sheet import DataSheet, key_of
from assistant.workbook.looks_of_pages import (
    CENTRED,
    HEAD,
    WRAPPED,
    linked,
    live,
    remark,
    said,
    text,
    title,
    verdict_fills,
    word,
)  # fmt: skip
from calculators.class_size import StageClasses, stated_oversize
from calculators.county import CountyCheck
from calculators.kinds import STAGE_NAMES
from calculators.size import SchoolSize
from corpus.bilingual import Bilingual, Language
from corpus.model import STAGES, Stage, Threshold

NO, NAME, STAGE, NUMBER, LARGEST, LIMIT, VERDICT, CLAUSE = range(8)
HEAD_ROW = 2
TOP = HEAD_ROW + 1
WIDTHS = (6.0, 24.0, 9.0, 18.0, 12.0, 11.0, 11.0, 40.0)
SIZE_HEADS = (
    Bilingual("序号", "No."), Bilingual("学校名称", "School"), Bilingual("学段", "Stage"),
    Bilingual("义务教育阶段在校生数", "Pupils in compulsory stages"), Bilingual("办学类型", "Kind"),
    Bilingual("不超过（人）", "At most"), Bilingual("是否达标", "Met"), Bilingual("依据", "Clause"),
)  # fmt: skip
CLASS_HEADS = (
    Bilingual("序号", "No."), Bilingual("学校名称", "School"), Bilingual("学段", "Stage"),
    Bilingual("超班额班级数", "Classes above the limit"), Bilingual("最大班额", "Largest class"),
    Bilingual("不超过（人）", "At most"), Bilingual("是否达标", "Met"), Bilingual("依据", "Clause"),
)  # fmt: skip
EXPLAINED = Bilingual("上为学校规模，下为班额。", "School sizes above, class sizes below.")


@dataclass
class SizesSheet:
    """The page, and where the verdicts of both parts stand."""

    name: str
    check: CountyCheck
    data: DataSheet
    sources: dict[str, str]
    language: Language
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        language = self.language
        shape = Shape(
            dict(enumerate(WIDTHS)), {HEAD_ROW: 32.0, self._class_head: 32.0}, frozen=(TOP, STAGE), head_rows=TOP,
            tab="4472C4", verdicts=verdict_fills(language),
        )  # fmt: skip
        self.page = Page(self.name, shape)
        self.page.row(0, [title(wording.headed(wording.SIZES, language))])
        self.page.row(1, [remark(EXPLAINED.say(language))])
        for row, heads in ((HEAD_ROW, SIZE_HEADS), (self._class_head, CLASS_HEADS)):
            self.page.row(row, [Entry(one.say(language), HEAD) for one in heads])
        for n, one in enumerate(self.check.size):
            self.page.row(TOP + n, self._size(n, one))
        for n, two in enumerate(self._of_stages):
            self.page.row(self._class_head + 1 + n, self._classes(n, two))

    @property
    def _class_head(self) -> int:
        return TOP + len(self.check.size) + 1

    @property
    def size_status(self) -> str | None:
        """The range of the verdicts on size, or None without schools."""
        return self._status(TOP, len(self.check.size))

    @property
    def _of_stages(self) -> list[StageClasses]:
        """The classes of all schools, a stage after the other."""
        return sorted(self.check.class_size, key=lambda one: STAGES.index(one.stage))

    def class_status(self, stage: Stage) -> str | None:
        """Return the range of the verdicts on a stage's classes, or None without schools."""
        rows = [n for n, one in enumerate(self._of_stages) if one.stage == stage]
        return self._status(self._class_head + 1 + rows[0], len(rows)) if rows else None

    def _status(self, first: int, count: int) -> str | None:
        return self.page.range((first, VERDICT), (first + count - 1, VERDICT)) if count else None

    def _clause(self, threshold: Threshold, *, eased: bool = False) -> Entry:
        ref = threshold.ref
        return text(None if eased else f"{self.sources.get(ref.document, ref.document)} {ref.clause}", WRAPPED)

    def _size(self, n: int, one: SchoolSize) -> Iterator[Entry | None]:
        row, school = TOP + n, one.school
        refs = [ref for stage in school.compulsory if (ref := self.data.ref(school, f"pupils.{stage}"))]
        shown = word(None, self.language) if one.pupils is None else one.pupils
        number, limit = fixed(row, NUMBER), fixed(row, LIMIT)
        good, bad, open_ = (said(one, self.language) for one in ("met", "not_met", "insufficient"))
        yield text(n + 1, CENTRED)
        yield text(school.name)
        yield text("、".join(school.compulsory if self.language == "zh" else map(_english, school.compulsory)), CENTRED)
        total = f"IF(COUNT({','.join(refs)})={len(refs)},{'+'.join(refs)},{open_})"
        yield live(f"={total}", shown, CENTRED) if refs else text(shown, CENTRED)
        yield text(school.kind, CENTRED)
        yield text(one.limit, CENTRED)
        verdict = f"=IF(ISNUMBER({number}),IF({number}{one.threshold.comparison}{limit},{good},{bad}),{open_})"
        # what is known may be too many already, which a formula over the sum cannot see
        decided = one.pupils is not None
        yield (
            live(verdict, word(one.passes, self.language), CENTRED)
            if decided
            else text(word(one.passes, self.language), CENTRED)
        )
        yield self._clause(one.threshold, eased=one.is_eased)

    def _classes(self, n: int, one: StageClasses) -> Iterator[Entry | None]:
        row = self._class_head + 1 + n
        yield text(n + 1, CENTRED)
        yield text(one.school.name)
        yield text(one.stage if self.language == "zh" else STAGE_NAMES[one.stage], CENTRED)
        yield self._oversize(one)
        largest = key_of(one.school, "largest_class", one.stage)
        yield self._linked(self.data.ref(one.school, largest) if largest else None, one.largest)
        yield text(int(one.threshold.value), CENTRED)
        over, most, limit = fixed(row, NUMBER), fixed(row, LARGEST), fixed(row, LIMIT)
        good, bad, open_ = (said(one, self.language) for one in ("met", "not_met", "insufficient"))
        shown = word(one.passes, self.language)
        known = f"IF(ISNUMBER({over}),{good},{open_})"
        # least: bands above the limit that are known while others are not
        bounded = one.oversize is None and one.least
        yield (
            text(shown, CENTRED)
            if bounded
            else live(f"=IF(OR(N({most})>{limit},N({over})>0),{bad},{known})", shown, CENTRED)
        )
        yield self._clause(one.threshold)

    def _oversize(self, one: StageClasses) -> Entry:
        """The stated count; without one, a largest class within the limit proves that there are none."""
        stated = stated_oversize(one.school, one.stage, int(one.threshold.value))
        if stated.known:
            return self._linked(self.data.known_ref(one.school, stated), one.oversize)
        return text(one.oversize, CENTRED)

    def _linked(self, ref: str | None, number: int | None) -> Entry:
        return linked(ref, number) if ref else text(number, CENTRED)


def _english(stage: str) -> str:
    return STAGE_NAMES[stage]
