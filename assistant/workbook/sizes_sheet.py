"""规模与班额 (G4, G5): pupils of each school, and the classes above their limit, as formulas over 规范数据."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape, fixed
from assistant.workbook.data_sheet import DataSheet, key_of
from assistant.workbook.looks_of_pages import (
    CENTRED,
    WRAPPED,
    begin,
    clause_of,
    heads,
    linked,
    live,
    stage_word,
    text,
    verdict_fills,
    verdicts_said,
    word,
)
from calculators.class_size import Band, StageClasses, bands_above, bands_of, overlap
from calculators.county import CountyCheck
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
        begin(self.page, wording.SIZES, [EXPLAINED], language)
        for row, words in ((HEAD_ROW, SIZE_HEADS), (self._class_head, CLASS_HEADS)):
            self.page.row(row, heads(one.say(language) for one in words))
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
        return self._range(TOP, len(self.check.size), VERDICT)

    @property
    def _of_stages(self) -> list[StageClasses]:
        """The classes of all schools, a stage after the other."""
        return sorted(self.check.class_size, key=lambda one: STAGES.index(one.stage))

    def class_status(self, stage: Stage) -> str | None:
        """Return the range of the verdicts on a stage's classes, or None without schools."""
        return self._of_classes(stage, VERDICT)

    def largest(self, stage: Stage) -> str | None:
        """Return the range of the largest classes of a stage, or None without schools."""
        return self._of_classes(stage, LARGEST)

    def oversize(self, stage: Stage) -> str | None:
        """Return the range of a stage's classes above the limit, or None without schools."""
        return self._of_classes(stage, NUMBER)

    def _of_classes(self, stage: Stage, column: int) -> str | None:
        rows = [n for n, one in enumerate(self._of_stages) if one.stage == stage]
        return self._range(self._class_head + 1 + rows[0], len(rows), column) if rows else None

    def _range(self, first: int, count: int, column: int) -> str | None:
        return self.page.range((first, column), (first + count - 1, column)) if count else None

    def _clause(self, threshold: Threshold, *, eased: bool = False) -> Entry:
        return text(None if eased else clause_of(threshold, self.sources), WRAPPED)

    def _size(self, n: int, one: SchoolSize) -> Iterator[Entry | None]:
        row, school = TOP + n, one.school
        refs = [ref for stage in school.compulsory if (ref := self.data.ref(school, f"pupils.{stage}"))]
        shown = word(None, self.language) if one.pupils is None else one.pupils
        number, limit = fixed(row, NUMBER), fixed(row, LIMIT)
        good, bad, open_ = verdicts_said(self.language)
        yield text(n + 1, CENTRED)
        yield text(school.name)
        yield text("、".join(stage_word(stage, self.language) for stage in school.compulsory), CENTRED)
        total = f"IF(COUNT({','.join(refs)})={len(refs)},{'+'.join(refs)},{open_})"
        yield live(f"={total}", shown, CENTRED) if refs else text(shown, CENTRED)
        yield text(school.kind, CENTRED)
        yield text(one.limit, CENTRED)
        # what is known may be too many already
        fits = f"IF(ISNUMBER({number}),{good},{open_})"
        verdict = f"=IF(SUM({','.join(refs)}){one.threshold.comparison}{limit},{fits},{bad})"
        shown = word(one.passes, self.language)
        yield live(verdict, shown, CENTRED) if refs else text(shown, CENTRED)
        yield self._clause(one.threshold, eased=one.is_eased)

    def _classes(self, n: int, one: StageClasses) -> Iterator[Entry | None]:
        row = self._class_head + 1 + n
        yield text(n + 1, CENTRED)
        yield text(one.school.name)
        yield text(stage_word(one.stage, self.language), CENTRED)
        yield self._oversize(one, row)
        largest = key_of(one.school, "largest_class", one.stage)
        yield self._linked(self.data.ref(one.school, largest) if largest else None, one.largest)
        yield text(int(one.threshold.value), CENTRED)
        over, most, limit = fixed(row, NUMBER), fixed(row, LARGEST), fixed(row, LIMIT)
        good, bad, open_ = verdicts_said(self.language)
        # a band above the limit may be known while others are not
        above = [f"N({most})>{limit}", *(f"N({ref})>0" for ref in (over, *self._bands(one, self._above(one))))]
        known = f"IF(ISNUMBER({over}),{good},{open_})"
        yield live(f"=IF(OR({','.join(above)}),{bad},{known})", word(one.passes, self.language), CENTRED)
        yield self._clause(one.threshold)

    def _oversize(self, one: StageClasses, row: int) -> Entry:
        """The stated count, else that of the bands; without either a largest class within the limit proves none."""
        most = fixed(row, LARGEST)
        counted = f'IF(ISNUMBER({most}),IF({most}<={fixed(row, LIMIT)},0,""),"")'
        for refs, tests in reversed(self._counts(one)):
            counted = f"IF(AND({','.join(tests)}),SUM({','.join(refs)}),{counted})"
        return live(f"={counted}", "" if one.oversize is None else one.oversize, CENTRED)

    def _counts(self, one: StageClasses) -> list[tuple[list[str], list[str]]]:
        """The ways to the classes above the limit, the first to hold in use: what they add, and what must hold."""
        stated = key_of(one.school, "oversize_classes", one.stage)
        ref = self.data.ref(one.school, stated) if stated else None
        found = [([ref], [f"ISNUMBER({ref})"])] if ref else []
        bands, limit = bands_of(one.school.values, one.stage), int(one.threshold.value)
        all_counted = self._all_counted(one)
        if chain := bands_above(bands, limit):
            refs = self._bands(one, chain)
            every = f"COUNT({','.join(refs)})={len(refs)}"
            return [*found, (refs, [every]), *([(refs, [all_counted])] if all_counted else [])]
        # a band that begins below the limit proves only by 0 that nothing is above it
        open_bands = self._bands(one, [(low, high) for low, high in bands if low <= limit and high is None])
        known = [f"OR(ISNUMBER({ref}),{all_counted or 'FALSE'})" for ref in open_bands]
        return [*found, *(([ref], [f"N({ref})=0", test]) for ref, test in zip(open_bands, known, strict=True))]

    def _all_counted(self, one: StageClasses) -> str:
        """The condition under which a blank count can only be 0: the others come to all classes; "" where none can."""
        bands = bands_of(one.school.values, one.stage)
        apart = not any(overlap(*pair) for pair in combinations(bands, 2))
        refs = self._bands(one, bands if apart else [band for band, count in bands.items() if count.known])
        classes = key_of(one.school, "classes", one.stage)
        ref = self.data.ref(one.school, classes) if classes else None
        refused = any(count.refused for count in bands.values())
        if ref is None or not refs or refused or not (apart or one.filled):
            return ""
        return f"AND(COUNT({','.join(refs)})>0,ISNUMBER({ref}),SUM({','.join(refs)})=N({ref}))"

    def _above(self, one: StageClasses) -> list[Band]:
        return [band for band in bands_of(one.school.values, one.stage) if band[0] > one.threshold.value]

    def _bands(self, one: StageClasses, bands: Iterable[Band]) -> list[str]:
        """Return where the counts of classes of these sizes stand."""
        columns = (f"classes[{low}-{'' if high is None else high}].{one.stage}" for low, high in bands)
        return [ref for column in columns if (ref := self.data.ref(one.school, column))]

    def _linked(self, ref: str | None, number: int | None) -> Entry:
        return linked(ref, number) if ref else text(number, CENTRED)
