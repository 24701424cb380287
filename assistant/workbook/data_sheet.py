"""规范数据: what was read, a row a school, in the canonical columns and their units, tied to the copied cells.

A number whose cell holds a plain number is a formula over that cell, so a correction there flows through; any other
stands as it was read, with its cell in a comment.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape, letters
from assistant.workbook.copied import CELL, Copies
from assistant.workbook.looks_of_pages import CENTRED, HEAD, LITERAL, NUMBER, SOURCE, TEXT, live, remark, text, title
from calculators.columns import FACTORS, label_of, load_columns
from calculators.kinds import LEVELS
from calculators.schools import School, Taken
from calculators.values import cell_text
from corpus.bilingual import Bilingual, Language

NAME, FIRST = 1, 4
HEAD_ROW, UNIT_ROW, SOURCE_ROW, TOP = 2, 3, 4, 5
FIXED = (
    Bilingual("序号", "No."), Bilingual("学校名称", "School"), Bilingual("办学类型", "Kind"),
    Bilingual("民办", "Private"),
)  # fmt: skip
UNIT, SOURCE_WORD = Bilingual("单位", "unit"), Bilingual("来源列", "source column")
YES, NO = Bilingual("是", "yes"), Bilingual("否", "no")
EXPLAINED = Bilingual(
    "黑色数字是连到原表单元格的公式，改原表即随之改变；紫色数字按读取结果写入（原格含单位、文字，或由几格得出）；"
    "空格为缺少或存疑未采用。",
    "Black numbers are formulas over the copied cells and follow a correction there; purple ones stand as read (the "
    "cell holds a unit or words, or several cells made it); empty: missing, or in doubt and not used.",
)
READ_FROM = Bilingual("来源", "read from")
NOT_USED = Bilingual("有数但存疑，未采用；更正后请重新核查", "a number in doubt, not used; correct it and check again")
NO_UNIT = Fraction(1)
MOST_SOURCES = 2
NEAR = 1e-12


def key_of(school: School, column: str, stage: str) -> str | None:
    """Return the column that gives a school's number for a stage: the stage's own, else the whole school's."""
    own = f"{column}.{stage}"
    return own if own in school.values else column if column in school.values else None


@dataclass
class DataSheet:
    """The page, and where each number stands on it."""

    name: str
    schools: Sequence[School]
    copies: Copies
    language: Language
    columns: tuple[str, ...] = field(init=False)
    page: Page = field(init=False)
    _rows: dict[str, int] = field(init=False)
    _columns: dict[str, int] = field(init=False)
    _factors: dict[tuple[str, str], Fraction | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._rows = {school.name: TOP + n for n, school in enumerate(self.schools)}
        self.columns = _columns(self.schools)
        self._columns = {column: FIRST + n for n, column in enumerate(self.columns)}
        self._factors = self._common_factors()
        self.page = self._page()

    def ref(self, school: School, column: str) -> str | None:
        """Return the reference to a school's number, or None where the page has none of that column."""
        if column not in self._columns or _taken(school, column) is None:
            return None
        return self.page.place(self._rows[school.name], self._columns[column])

    def known_ref(self, school: School, taken: Taken) -> str | None:
        """Return the reference to the number that was taken, or None where no column holds just that."""
        for column in self.columns:
            found = _taken(school, column)
            if found is not None and taken.known and found == taken and taken.cell:
                return self.ref(school, column)
        return None

    def _page(self) -> Page:
        language, last = self.language, FIRST + len(self.columns)
        widths = {0: 6.0, NAME: 24.0, 2: 12.0, 3: 8.0} | dict.fromkeys(range(FIRST, last), 12.0)
        shape = Shape(widths, {HEAD_ROW: 60.0, SOURCE_ROW: 30.0}, frozen=(TOP, FIRST), head_rows=TOP, tab="808080")
        page = Page(self.name, shape)
        page.row(0, [title(wording.headed(wording.DATA, language))])
        page.row(1, [remark(EXPLAINED.say(language))])
        page.row(HEAD_ROW, [Entry(one.say(language), HEAD) for one in (*FIXED, *map(label_of, self.columns))])
        for row, label in ((UNIT_ROW, UNIT), (SOURCE_ROW, SOURCE_WORD)):
            page.row(row, [Entry(None, SOURCE), Entry(label.say(language), SOURCE), *[Entry(None, SOURCE)] * 2])
        page.row(UNIT_ROW, [Entry(_unit(column), SOURCE) for column in self.columns], FIRST)
        page.row(SOURCE_ROW, [Entry(self._source(column), SOURCE) for column in self.columns], FIRST)
        for school in self.schools:
            page.row(self._rows[school.name], self._school(school))
        return page

    def _school(self, school: School) -> Iterator[Entry | None]:
        yield text(self._rows[school.name] - TOP + 1, CENTRED)
        name_cell = next((taken.cell for taken in school.values.values() if taken.cell), None)
        yield Entry(school.name, TEXT, link=self.copies.link(name_cell))
        yield text(school.kind, CENTRED)
        yield text((YES if school.private else NO).say(self.language), CENTRED)
        for column in self.columns:
            taken = _taken(school, column)
            yield self._number(column, taken) if taken is not None else None

    def _number(self, column: str, taken: Taken) -> Entry:
        link, raw = self.copies.link(taken.cell), self._raw(taken.cell)
        factor = self._factor(column, taken)
        if link is not None and factor is not None:
            times = "" if factor == 1 else f"*{_plainly(factor)}"
            formula = f'=IF(ISNUMBER({link}),{link}{times},"")'
            return live(formula, _number(taken.value) if taken.known else "", NUMBER)
        if not taken.known:
            doubted = raw is not None
            return Entry(None, NUMBER, comment=NOT_USED.say(self.language) if doubted else None)
        return Entry(_number(taken.value), LITERAL, comment=self._origin(taken))

    def _origin(self, taken: Taken) -> str | None:
        if not taken.cell:
            return None
        found = cell_text(self.copies.value(taken.cell))
        return f"{READ_FROM.say(self.language)} {taken.cell}{f': {found}' if found else ''}"

    def _raw(self, cell: str | None) -> float | None:
        value = self.copies.value(cell)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def _factor(self, column: str, taken: Taken) -> Fraction | None:
        """Return what the cell's number is multiplied by to give the one read; None where the cell cannot be used."""
        raw = self._raw(taken.cell)
        if taken.known and raw:
            return _factor_of(column, raw, taken.value)
        blank = raw is None and not taken.known
        return self._factors.get(_place(column, taken)) if blank or raw == 0 == taken.value else None

    def _common_factors(self) -> dict[tuple[str, str], Fraction | None]:
        """The factor of each source column where all its numbers have one and the same."""
        found: dict[tuple[str, str], set[Fraction | None]] = {}
        for school in self.schools:
            for column in self.columns:
                taken = _taken(school, column)
                raw = self._raw(taken.cell) if taken and taken.known else None
                if taken and raw:
                    found.setdefault(_place(column, taken), set()).add(_factor_of(column, raw, taken.value))
        return {place: next(iter(of)) if len(of) == 1 else None for place, of in found.items()}

    def _source(self, column: str) -> str:
        """Return the columns of the copied sheets that a column was read from."""
        taken = (_taken(school, column) for school in self.schools)
        places = {(found[0], found[1][1]): None for one in taken if one and (found := self.copies.find(one.cell))}
        words = [f"{sheet} {letters(index)}" for sheet, index in places]
        return "、".join(words[:MOST_SOURCES]) + ("…" if len(words) > MOST_SOURCES else "")


def _taken(school: School, column: str) -> Taken | None:
    base, _, level = column.partition(".")
    for one in LEVELS if base == "pupils" else ():
        if one == level:
            return school.pupils[one]
    return school.values.get(column)


def _columns(schools: Sequence[School]) -> tuple[str, ...]:
    """The columns in use: pupils by level first, then in the order of the canonical columns."""
    pupils = [f"pupils.{level}" for level in LEVELS if any(one.pupils[level].value != 0 for one in schools)]
    used = dict.fromkeys(column for school in schools for column in school.values)
    order = {id: n for n, id in enumerate(load_columns())}
    others = [column for column in used if not column.startswith("pupils.")]
    return (*pupils, *sorted(others, key=lambda one: _order(one, order)))


def _order(column: str, order: Mapping[str, int]) -> tuple[int, int, str]:
    base, _, stage = column.partition(".")
    levels: tuple[str, ...] = ("", *LEVELS)
    return order.get(base, len(order)), levels.index(stage) if stage in levels else len(levels), column


def _unit(column: str) -> str:
    base = column.partition(".")[0]
    known = load_columns().get("classes" if base.startswith("classes[") else base)
    return known.unit if known else ""


def _factor_of(column: str, raw: float, value: float) -> Fraction | None:
    unit = _unit(column)
    options = [NO_UNIT, *map(Fraction, FACTORS.get(unit.partition("/")[0], {}).values())]
    return next((one for one in options if math.isclose(raw * float(one), value, rel_tol=NEAR)), None)


def _place(column: str, taken: Taken) -> tuple[str, str]:
    """The source column of a number: the sheet and the letters of its cell."""
    prefix, _, short = (taken.cell or "").rpartition("!")
    found = CELL.fullmatch(short)
    return column, f"{prefix}!{found.group(1) if found else short}"


def _plainly(factor: Fraction) -> str:
    """Write a factor exactly: 10000, or 10000/15 for 亩."""
    return str(factor.numerator) if factor.denominator == 1 else f"{factor.numerator}/{factor.denominator}"


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)
