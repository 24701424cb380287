"""专用教室 (G3): rooms needed, large enough and lacking as formulas over the classes and the areas of each room."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape, fixed
from assistant.workbook.data_sheet import DataSheet, key_of
from assistant.workbook.looks_of_pages import (
    CENTRED,
    HEAD,
    RULE,
    live,
    remark,
    said,
    text,
    title,
    verdict_fills,
    word,
)  # fmt: skip
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
PER = Bilingual("每类 1 间所对应的班级数", "classes per room of each kind")
EXPLAINED = Bilingual(
    "应有间数＝班级数÷每间对应班级数，向上取整；达标间数由右侧各间面积数出；面积可直接在右侧改。",
    "Rooms needed: classes divided by the classes per room, rounded up. Rooms large enough are counted from the areas "
    "on the right, which may be changed there.",
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
        self.page.row(0, [title(wording.headed(wording.ROOMS, language))])
        self.page.row(1, [remark(EXPLAINED.say(language))])
        self._rule()
        self.page.row(HEAD_ROW, [Entry(one, HEAD) for one in self._heads()])
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
        source = f"{self.sources.get(per.ref.document, per.ref.document)} {per.ref.clause}"
        self.page.row(RULE_ROW, [remark(source)], PASSES)

    @cached_property
    def _most(self) -> dict[RoomKind, int]:
        """The longest list of areas of each kind."""
        return {kind: max((len(one.count(kind).areas or ()) for one in self.check.rooms), default=0) for kind in KINDS}

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
            areas = one.count(kind).areas or ()
            yield from (text(area, CENTRED) for area in areas)
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
        stated = self.data.ref(one.school, f"{kind}_rooms")
        known = one.school.taken(f"{kind}_rooms").known
        yield (
            live(f"={stated}", count.rooms, CENTRED)
            if stated and known
            else text(open_ if count.rooms is None else count.rooms, CENTRED)
        )
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

    def _compliant(self, row: int, first: int, one: SchoolRooms, kind: RoomKind) -> Entry:
        count = one.count(kind)
        if count.compliant is None:
            return text(word(None, self.language), CENTRED)
        start = AREAS + sum(self._most[other] for other in KINDS[: KINDS.index(kind)])
        width = self._most[kind]
        if not width or count.areas is None:
            return text(count.compliant, CENTRED)
        sign = self.check.floor.get(f"G3.{kind}_area", WHOLE).comparison
        areas = f"{fixed(row, start)}:{fixed(row, start + width - 1)}"
        return live(f'=COUNTIF({areas},"{sign}"&{fixed(row, first + 1)})', count.compliant, CENTRED)

    def _passes(self, row: int, one: SchoolRooms) -> Entry:
        """A formula where every number is known; what bounds decide stands as it was judged."""
        shown = word(one.passes, self.language)
        if one.needed is None or any(one.count(kind).compliant is None for kind in KINDS):
            return text(shown, CENTRED)
        large = [fixed(row, FIRST_PART + n * PART + 2) for n in range(len(KINDS))]
        rooms = [fixed(row, FIRST_PART + n * PART) for n in range(len(KINDS))]
        needed, choice = fixed(row, NEEDED), self.check.choice
        tests = [f"{one}>={needed}" for one in large] if choice.kinds == "each" else [f"{'+'.join(large)}>={needed}"]
        if choice.surplus == "every":
            tests += [f"{big}={number}" for big, number in zip(large, rooms, strict=True)]
        good, bad, open_ = (said(one, self.language) for one in ("met", "not_met", "insufficient"))
        return live(f"=IF(ISNUMBER({needed}),IF(AND({','.join(tests)}),{good},{bad}),{open_})", shown, CENTRED)
