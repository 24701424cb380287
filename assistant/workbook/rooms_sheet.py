"""专用教室 (G3): rooms needed, large enough and lacking as formulas over the classes and the areas of each room."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape, fixed
from assistant.workbook.data_sheet import DataSheet, key_of
from assistant.workbook.looks_of_pages import (
    CENTRED,
    RULE,
    begin,
    clause_of,
    heads,
    live,
    remark,
    said,
    text,
    verdict_fills,
    verdicts_said,
    word,
)
from calculators.compare import WHOLE
from calculators.county import CountyCheck
from calculators.rooms import KINDS, ROOM_NAMES, RoomKind, SchoolRooms
from corpus.bilingual import Bilingual, Language

NO, NAME, CLASSES, NEEDED = range(4)
PART = 4  # columns of one kind: rooms, area required, large enough, lacking
FIRST_PART = NEEDED + 1
PASSES = FIRST_PART + PART * len(KINDS)
AREAS = PASSES + 1
RULE_ROW, HEAD_ROW = 2, 3
TOP = HEAD_ROW + 1
HEADS = (
    Bilingual("序号", "No."), Bilingual("学校名称", "School"), Bilingual("班级数（小学＋初中）", "Classes"),
    Bilingual("每类应有间数", "Rooms needed"),
)  # fmt: skip
PART_HEADS = (
    Bilingual("{room}间数", "{room}"), Bilingual("{room}每间面积要求（㎡）", "{room}: area required (m²)"),
    Bilingual("面积达标的{room}", "{room} large enough"), Bilingual("尚缺{room}", "{room} lacking"),
)  # fmt: skip
PASSES_HEAD, AREA_HEAD = Bilingual("是否达标", "Met"), Bilingual("{room}第{n}间（㎡）", "{room} {n} (m²)")
MOST_AREAS = 20
PER = Bilingual("每类 1 间所对应的班级数", "classes per room of each kind")
EXPLAINED = Bilingual(
    "应有间数＝班级数÷每间对应班级数，向上取整；达标间数由右侧各间面积数出；面积按读取结果写入，"
    "可直接在右侧改（改原表的面积须重新核查）。",
    "Rooms needed: classes divided by the classes per room, rounded up. Rooms large enough are counted from the areas "
    "on the right, which stand as read and may be changed there (areas changed in the copied sheet need a new check).",
)


@dataclass
class RoomsSheet:
    """The page; `status` is where the verdicts of all schools stand."""

    name: str
    check: CountyCheck
    data: DataSheet
    sources: dict[str, str]
    language: Language
    page: Page = field(init=False)

    def __post_init__(self) -> None:
        language = self.language
        widths = {NO: 6.0, NAME: 24.0} | dict.fromkeys(range(CLASSES, PASSES), 11.0) | {PASSES: 11.0}
        shape = Shape(
            widths, {HEAD_ROW: 48.0}, frozen=(TOP, CLASSES), head_rows=TOP, tab="4472C4",
            verdicts=verdict_fills(language),
        )  # fmt: skip
        self.page = Page(self.name, shape)
        begin(self.page, wording.ROOMS, [EXPLAINED], language)
        self._rule()
        self.page.row(HEAD_ROW, heads(self._heads()))
        for n, one in enumerate(self.check.rooms):
            self.page.row(TOP + n, self._school(n, one))

    @property
    def status(self) -> str | None:
        """The range of the schools' verdicts, or None without schools."""
        last = TOP + len(self.check.rooms) - 1
        return self.page.range((TOP, PASSES), (last, PASSES)) if self.check.rooms else None

    def _rule(self) -> None:
        per = self.check.floor.get("G3.classes_per_room", WHOLE)
        self.page.row(RULE_ROW, [text(PER.say(self.language), RULE), None, text(int(per.value), RULE)], NAME)
        for part, kind in enumerate(KINDS):
            area = self.check.floor.get(f"G3.{kind}_area", WHOLE)
            self.page.row(RULE_ROW, [text(float(area.value), RULE)], FIRST_PART + part * PART + 1)
        self.page.row(RULE_ROW, [remark(clause_of(per, self.sources))], PASSES)

    @cached_property
    def _most(self) -> dict[RoomKind, int]:
        """The columns for areas of each kind: for the longest list, and for every room that is counted."""
        counts = {kind: [one.count(kind) for one in self.check.rooms] for kind in KINDS}
        return {
            kind: max(1, *(len(one.areas or ()) for one in of), *(min(one.rooms or 0, MOST_AREAS) for one in of))
            for kind, of in counts.items()
        }

    def _heads(self) -> Iterator[str]:
        language = self.language
        names = {kind: ROOM_NAMES[kind].say(language) for kind in KINDS}
        yield from (one.say(language) for one in HEADS)
        for kind in KINDS:
            yield from (one.say(language).format(room=names[kind]) for one in PART_HEADS)
        yield PASSES_HEAD.say(language)
        for kind in KINDS:
            for n in range(self._most[kind]):
                yield AREA_HEAD.say(language).format(room=names[kind], n=n + 1)

    def _school(self, n: int, one: SchoolRooms) -> Iterator[Entry | None]:
        row, open_ = TOP + n, word(None, self.language)
        yield text(n + 1, CENTRED)
        yield text(one.school.name)
        yield self._classes(one)
        classes, per, unknown = fixed(row, CLASSES), fixed(RULE_ROW, NEEDED), said("insufficient", self.language)
        rounded = f"=IF(N({classes})>0,ROUNDUP({classes}/{per},0),{unknown})"
        yield live(rounded, open_ if one.needed is None else one.needed, CENTRED)
        for part, kind in enumerate(KINDS):
            yield from self._part(row, FIRST_PART + part * PART, one, kind)
        yield self._passes(row, one)
        for kind in KINDS:
            areas = [text(area, CENTRED) for area in one.count(kind).areas or ()]
            yield from areas
            yield from (None for _ in range(self._most[kind] - len(areas)))

    def _classes(self, one: SchoolRooms) -> Entry:
        keys = [key_of(one.school, "classes", stage) for stage in one.school.compulsory]
        refs = [ref for key in keys if key and (ref := self.data.ref(one.school, key))]
        shown = word(None, self.language) if one.classes is None else one.classes
        if not refs or len(refs) < len(keys):
            return text(shown, CENTRED)
        counted = f"COUNT({','.join(refs)})={len(refs)}"
        return live(f"=IF({counted},{'+'.join(refs)},{said('insufficient', self.language)})", shown, CENTRED)

    def _part(self, row: int, first: int, one: SchoolRooms, kind: RoomKind) -> Iterator[Entry]:
        count, open_ = one.count(kind), word(None, self.language)
        standard = self.check.floor.get(f"G3.{kind}_area", WHOLE)
        yield self._rooms(row, one, kind)
        eased = count.area != standard.value
        yield (
            text(float(count.area), CENTRED)
            if eased
            else live(f"={fixed(RULE_ROW, first + 1)}", float(count.area), CENTRED)
        )
        yield self._compliant(row, first, one, kind)
        needed, large = fixed(row, NEEDED), fixed(row, first + 2)
        lacking, unknown = one.lacking(kind), said("insufficient", self.language)
        formula = f"=IF(COUNT({needed},{large})=2,MAX({needed}-{large},0),{unknown})"
        yield live(formula, open_ if lacking is None else lacking, CENTRED)

    def _rooms(self, row: int, one: SchoolRooms, kind: RoomKind) -> Entry:
        """The stated number, else as many as there are areas."""
        count, open_ = one.count(kind), said("insufficient", self.language)
        shown = word(None, self.language) if count.rooms is None else count.rooms
        stated, areas = self.data.ref(one.school, f"{kind}_rooms"), self._areas(row, kind)
        if count.areas == () and not one.school.taken(f"{kind}_rooms").known:
            return text(shown, CENTRED)  # the cell of areas says that there are none
        listed = f"IF(COUNT({areas})>0,COUNT({areas}),{open_})"
        return live(f"=IF(ISNUMBER({stated}),{stated},{listed})" if stated else f"={listed}", shown, CENTRED)

    def _areas(self, row: int, kind: RoomKind) -> str:
        """Return the range of a school's areas of one kind."""
        start = AREAS + sum(self._most[other] for other in KINDS[: KINDS.index(kind)])
        return f"{fixed(row, start)}:{fixed(row, start + self._most[kind] - 1)}"

    def _compliant(self, row: int, first: int, one: SchoolRooms, kind: RoomKind) -> Entry:
        """Those large enough; undecided while there is not an area for each room."""
        shown, areas = one.count(kind).compliant, self._areas(row, kind)
        sign = self.check.floor.get(f"G3.{kind}_area", WHOLE).comparison
        large = f'COUNTIF({areas},"{sign}"&{fixed(row, first + 1)})'
        formula = f"=IF(COUNT({areas})={fixed(row, first)},{large},{said('insufficient', self.language)})"
        return live(formula, word(None, self.language) if shown is None else shown, CENTRED)

    def _passes(self, row: int, one: SchoolRooms) -> Entry:
        """Undecided numbers lie within bounds: from none that is large enough to as many as there are rooms."""
        needed = fixed(row, NEEDED)
        rooms, large = ([fixed(row, FIRST_PART + n * PART + of) for n in range(len(KINDS))] for of in (0, 2))
        least = [f"N({number})" for number in large]
        most = [
            f"IF(ISNUMBER({big}),{big},IF(ISNUMBER({number}),MAX({number},COUNT({self._areas(row, kind)})),{needed}))"
            for big, number, kind in zip(large, rooms, KINDS, strict=True)
        ]
        choice = self.check.choice
        apart = choice.kinds == "each"
        enough = [f"{one}>={needed}" for one in (least if apart else ["+".join(least)])]
        fails = [f"{one}<{needed}" for one in (most if apart else ["+".join(most)])]
        if choice.surplus == "every":
            pairs = list(zip(large, rooms, strict=True))
            enough += [f"{big}={number}" for big, number in pairs]
            enough += [f"ISNUMBER({big})" for big in large]
            fails += [f"AND(ISNUMBER({big}),{big}<>{number})" for big, number in pairs]
        good, bad, open_ = verdicts_said(self.language)
        judged = f"IF(OR({','.join(fails)}),{bad},IF(AND({','.join(enough)}),{good},{open_}))"
        return live(f"=IF(ISNUMBER({needed}),{judged},{open_})", word(one.passes, self.language), CENTRED)
