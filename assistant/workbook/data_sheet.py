"""规范数据: what was read, a row a school, in the canonical columns and their units, tied to the copied cells.

A number whose cell holds a plain number is a formula over that cell, so a correction there flows through; any other
stands as it was read, with its cell in a comment.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from assistant.workbook import wording
from assistant.workbook.bounds import factor_between, number_formula, only_factor, scaled, taken_number, unit_of
from assistant.workbook.cells import Entry, Page, Shape
from assistant.workbook.copied import CELL, Copies
from assistant.workbook.looks_of_pages import (
    CENTRED,
    LITERAL,
    NUMBER,
    SOURCE,
    TEXT,
    begin,
    heads,
    live,
    text,
)
from assistant.workbook.within import limits_of, number_of
from calculators.cell_names import column_letters, sheet_part, short_part
from calculators.columns import label_of, load_columns
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
    "空格为缺少或存疑未采用，带批注的改正后请重新核查。",
    "Black numbers are formulas over the copied cells and follow a correction there; purple ones stand as read (the "
    "cell holds a unit or words, or several cells made it); empty: missing, or in doubt and not used; one "
    "with a comment needs a new check once it is corrected.",
)
READ_FROM = Bilingual("来源", "read from")
NOT_GIVEN = Bilingual("未填；填报后请重新核查", "blank; fill it in and check again")
NOT_USED = Bilingual("有数但存疑，未采用；更正后请重新核查", "a number in doubt, not used; correct it and check again")
MOST_SOURCES = 2


def key_of(school: School, column: str, stage: str) -> str | None:
    """Return the column that gives a school's number for a stage: the stage's own, else the whole school's."""
    own = f"{column}.{stage}"
    return own if own in school.values else column if column in school.values else None


@dataclass
class DataSheet:
    """The page, and where each number stands on it; `live` are the cells that its formulas follow."""

    name: str
    schools: Sequence[School]
    copies: Copies
    language: Language
    columns: tuple[str, ...] = field(init=False)
    live: set[str] = field(init=False, default_factory=set)
    page: Page = field(init=False)
    _rows: dict[str, int] = field(init=False)
    _columns: dict[str, int] = field(init=False)
    _factors: dict[tuple[str, str], Fraction | None] = field(init=False, default_factory=dict)
    _demanded: dict[str, Mapping[str, tuple[str, ...]]] = field(init=False, default_factory=dict)

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

    def _page(self) -> Page:
        language, last = self.language, FIRST + len(self.columns)
        widths = {0: 6.0, NAME: 24.0, 2: 12.0, 3: 8.0} | dict.fromkeys(range(FIRST, last), 12.0)
        heights = {HEAD_ROW: 60.0, SOURCE_ROW: 30.0}
        shape = Shape(
            widths, heights, frozen=(TOP, FIRST), head_rows=TOP, head_columns=NAME + 1, tab="808080"
        )  # fmt: skip
        page = Page(self.name, shape)
        begin(page, wording.DATA, [EXPLAINED], language)
        page.row(HEAD_ROW, heads(one.say(language) for one in (*FIXED, *map(label_of, self.columns))))
        for row, label in ((UNIT_ROW, UNIT), (SOURCE_ROW, SOURCE_WORD)):
            page.row(row, [Entry(None, SOURCE), Entry(label.say(language), SOURCE), *[Entry(None, SOURCE)] * 2])
        page.row(UNIT_ROW, [Entry(unit_of(column), SOURCE) for column in self.columns], FIRST)
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
            yield self._number(school, column, taken) if taken is not None else None

    def _number(self, school: School, column: str, taken: Taken) -> Entry:
        formula = self._formula(school, column, taken)
        if formula:
            self.live.add(taken.cell or "")
            return live(formula, _number(taken.value) if taken.known else "", NUMBER)
        if not taken.known:
            words = NOT_USED if self.copies.value(taken.cell) is not None else NOT_GIVEN
            return Entry(None, NUMBER, comment=words.say(self.language) if taken.cell else None)
        return Entry(_number(taken.value), LITERAL, comment=self._origin(taken))

    def _formula(self, school: School, column: str, taken: Taken) -> str | None:
        """Return a number as a formula over its cell; None where none comes to what the check took."""
        link, factor = self.copies.link(taken.cell), self._factor(column, taken)
        if link is None or factor is None or taken.more:
            return None
        read = taken_number(column, self._raw(taken.cell), factor)
        if (read is not None) == taken.known:
            return number_formula(column, link, factor)
        conditions = () if taken.known else self._demands(school).get(column, ())
        return number_formula(column, link, factor, conditions) if conditions else None

    def _demands(self, school: School) -> Mapping[str, tuple[str, ...]]:
        """Return for each number set aside what must hold for it to count, as conditions over the copied cells."""
        if school.name not in self._demanded:
            given = self._as_given(school)
            found: dict[str, tuple[str, ...]] = {}
            for one in limits_of(given):
                if not one.holds(lambda column: number_of(given, column)):
                    formula = one.formula(lambda column: self._cell(given, column))
                    found |= {column: (*found.get(column, ()), formula) for column in one.aside if formula}
            self._demanded[school.name] = found
        return self._demanded[school.name]

    def _as_given(self, school: School) -> School:
        """Return a school with the numbers that its cells give, those set aside included."""
        values = {column: self._given(column, taken) for column, taken in school.values.items()}
        pupils = {level: self._given(f"pupils.{level}", taken) for level, taken in school.pupils.items()}
        return replace(school, values=values, pupils=pupils)

    def _given(self, column: str, taken: Taken) -> Taken:
        factor = None if taken.known else self._factor(column, taken)
        read = None if factor is None else taken_number(column, self._raw(taken.cell), factor)
        return taken if read is None else replace(taken, value=read)

    def _cell(self, school: School, column: str) -> str | None:
        """Return a number's copied cell in the column's unit."""
        taken = number_of(school, column)
        link, factor = self.copies.link(taken.cell), self._factor(column, taken)
        return None if link is None or factor is None or taken.more else scaled(link, factor)

    def _origin(self, taken: Taken) -> str | None:
        if not taken.cell:
            return None
        found = cell_text(self.copies.value(taken.cell))
        return f"{READ_FROM.say(self.language)} {taken.cell}{f': {found}' if found else ''}"

    def _raw(self, cell: str | None) -> float | None:
        value = self.copies.value(cell)
        return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None

    def _factor(self, column: str, taken: Taken) -> Fraction | None:
        """Return what the cell's number is multiplied by to give the one read; None where the cell cannot be used.

        A date is a number to a spreadsheet and none to a reader.
        """
        value, raw = self.copies.value(taken.cell), self._raw(taken.cell)
        if taken.known and raw:
            return factor_between(column, raw, taken.value)
        if isinstance(value, date | datetime | time | timedelta) or (taken.known and raw is None):
            return None
        lines = (line for line in _lines(column, taken) if line in self._factors)
        return self._factors[line] if (line := next(lines, None)) else only_factor(column)

    def _common_factors(self) -> dict[tuple[str, str], Fraction | None]:
        """The factor of each source column where all its numbers have one and the same."""
        found: dict[tuple[str, str], set[Fraction | None]] = {}
        for school in self.schools:
            for column in self.columns:
                taken = _taken(school, column)
                raw = self._raw(taken.cell) if taken and taken.known else None
                for line in _lines(column, taken) if taken and raw else ():
                    found.setdefault(line, set()).add(factor_between(column, raw or 0, taken.value if taken else 0))
        return {line: next(iter(of)) if len(of) == 1 else None for line, of in found.items()}

    def _source(self, column: str) -> str:
        """Return the columns of the copied sheets that a column was read from."""
        taken = (_taken(school, column) for school in self.schools)
        places = {(found[0], found[1][1]): None for one in taken if one and (found := self.copies.find(one.cell))}
        words = [f"{sheet} {column_letters(index)}" for sheet, index in places]
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


def _lines(column: str, taken: Taken) -> tuple[tuple[str, str], ...]:
    """The source column of a number, and its row, which is the source column of a sheet that lies on its side."""
    prefix, short = sheet_part(taken.cell), short_part(taken.cell)
    found = CELL.fullmatch(short)
    return tuple((column, f"{prefix}!{one}") for one in (found.groups() if found else (short,)))


def _number(value: float) -> float | int:
    return int(value) if float(value).is_integer() else float(value)
