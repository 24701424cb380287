"""Real workbooks made from a list of schools: the same schools in any order, wording, unit and mess that staff write.

A `Style` says how one sheet is written; `write` gives the files. Nothing here reads a sheet.
"""

import csv
import io
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

import openpyxl
from openpyxl.utils import get_column_letter

from calculators.model import Upload
from tests.calculators.heading_words import FIELDS, NOISE, TEXTS, Field, Unit

STAGES = ("小学", "初中")
PARTS_OF = {
    "小学": ("小学",),
    "初中": ("初中",),
    "教学点": ("小学",),
    "九年一贯制学校": ("小学", "初中"),
    "完全中学": ("初中",),
}
TYPED_SHARE = 0.4
WIDE = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@dataclass(frozen=True, slots=True)
class Made:
    """One school: words about it, its numbers by field and stage, its shared assets, its rooms' areas."""

    texts: Mapping[str, str]
    staged: Mapping[tuple[str, str], int]
    shared: Mapping[str, Decimal]
    rooms: Mapping[str, tuple[Decimal, ...]]

    @property
    def name(self) -> str:
        """The school's name."""
        return self.texts["school_name"]

    @property
    def stages(self) -> tuple[str, ...]:
        """The compulsory stages that it has."""
        return PARTS_OF[self.texts["school_type"]]


@dataclass(frozen=True, slots=True)
class Style:
    """How the sheets are written; `seed` decides what is chosen cell by cell and heading by heading."""

    seed: int = 0
    split: str = "none"  # none, sheets, files, parts
    form: str = "xlsx"  # xlsx, utf-8-sig, gb18030
    arts: str = "subjects"  # subjects, total, one
    degrees: str = "each"  # each, higher
    depth: int = 2
    wordings: bool = False
    shuffled: bool = False
    scattered: bool = False
    units: bool = False
    typed: bool = False
    titles: bool = False
    noise_rows: bool = False
    noise_columns: int = 0
    spaced_names: bool = False
    offset: int = 0


PLAIN = Style()
OTHER_STAGE = "另一学段在校生数"


@dataclass(frozen=True, slots=True)
class Written:
    """How the numbers of a column are written: in a unit, with it in the cell, as text."""

    factor: Fraction
    suffix: str
    typed: bool

    def cell(self, amount: object, pick: random.Random) -> object:
        """Return what stands in the cell; a number is the same number in the column's unit, to the last digit."""
        if not isinstance(amount, Decimal):
            return amount
        exact = Fraction(amount) / self.factor
        number = Decimal(exact.numerator) / Decimal(exact.denominator)
        assert Fraction(number) == exact, "a unit that the amount cannot be written in"
        text = f"{number:f}"
        if self.typed and pick.random() < TYPED_SHARE:
            text = pick.choice((f"{number:,f}", text.translate(WIDE), f" {text} ", text, f"{text}　"))
            return text + self.suffix
        return text + self.suffix if self.suffix else float(text) if "." in text else int(text)


@dataclass(slots=True)
class Column:
    """A column to write: its heading path, and what stands in it for a school in the part written."""

    path: tuple[str, ...]
    value: Callable[[Made, str | None], object]
    names: bool = False


@dataclass(slots=True)
class Sheet:
    """What is written into one sheet."""

    name: str
    titles: list[str] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: list[list[object]] = field(default_factory=list)


def write(schools: Sequence[Made], style: Style) -> list[Upload]:
    """Return the files that hold the schools in one style."""
    pick = random.Random(style.seed)
    ordered = pick.sample(list(schools), len(schools)) if style.shuffled else list(schools)
    stages = STAGES if style.split in ("sheets", "files") else (None,)
    sheets = [sheet for stage in stages if (sheet := _sheet(ordered, stage, style, pick)).rows]
    if style.form != "xlsx":
        return [Upload(f"{sheet.name}.csv", _as_csv(sheet, style)) for sheet in sheets]
    if style.split == "files":
        return [Upload(f"{sheet.name}.xlsx", _as_workbook([sheet], style)) for sheet in sheets]
    return [Upload("学校数据.xlsx", _as_workbook(sheets, style))]


def _sheet(schools: Sequence[Made], stage: str | None, style: Style, pick: random.Random) -> Sheet:
    sheet = Sheet(f"{stage or '学校'}数据")
    sheet.titles = _titles(stage, pick) if style.titles else []
    sheet.columns = _ordered(_columns(stage, style, pick), style, pick)
    own = [school for school in schools if stage is None or stage in school.stages]
    parts = [(school, part) for school in own for part in _parts(school, stage, style)]
    sheet.rows = [[column.value(school, part) for column in sheet.columns] for school, part in parts]
    if style.noise_rows and sheet.rows:
        _add_noise(sheet, pick)
    return sheet


def _parts(school: Made, stage: str | None, style: Style) -> Sequence[str | None]:
    """The rows of a school: one, or one for each of its parts."""
    return school.stages if style.split == "parts" and len(school.stages) > 1 else (stage,)


def _columns(stage: str | None, style: Style, pick: random.Random) -> list[Column]:
    texts = [
        Column((_chosen(words, style, pick),), _text(id, style, pick), names=id == "school_name")
        for id, words in TEXTS.items()
    ]
    fields = [one for one in FIELDS if one.way in ("", f"arts:{style.arts}", f"degrees:{style.degrees}")]
    numbers = [_column(one, at, stage, style, pick) for one in fields for at in _stages_of(one, stage)]
    noise = [_noise_column(words, pick) for words in pick.sample(NOISE, style.noise_columns)]
    return [*texts, *numbers, *noise]


def _stages_of(one: Field, stage: str | None) -> tuple[str | None, ...]:
    """The stages that a field has a column for; a sheet of one stage gives the pupils of the others too."""
    if not one.staged:
        return (None,)
    if one.id == "pupils":
        return (*STAGES, "高中")
    return STAGES if stage is None else (stage,)


def _chosen(words: Sequence[str], style: Style, pick: random.Random) -> str:
    return pick.choice(words) if style.wordings else words[0]


def _column(one: Field, at: str | None, stage: str | None, style: Style, pick: random.Random) -> Column:
    unit = (pick.choice(one.units) if style.units else one.units[0]) if one.units else Unit("", Fraction(1))
    where = pick.choice(("heading", "below", "cell")) if style.units else "heading"
    path = _path(one, at, stage, style, pick)
    if unit.name and where == "heading":
        marks = ("（{}）", "({})", "（单位：{}）") if style.wordings else ("（{}）",)
        path = (*path[:-1], path[-1] + pick.choice(marks).format(unit.name))
    if unit.name and where == "below":
        path = (*path, unit.name)
    written = Written(unit.factor, unit.name if where == "cell" else "", typed=style.typed)
    return Column(path, lambda school, part: written.cell(_amount(school, one, at, part, style), pick))


def _path(one: Field, at: str | None, stage: str | None, style: Style, pick: random.Random) -> tuple[str, ...]:
    """The heading path: grouped where the style has several rows, with the stage above, in or below the wording."""
    group = (_chosen(one.groups, style, pick),) if style.depth > 1 else ()
    words = (*one.words, *one.short) if group else one.words
    leaf = tuple(_worded(_chosen(words, style, pick), at).split("/"))
    if stage and at in STAGES:
        return (*group, *leaf) if at == stage else (OTHER_STAGE,)
    if at is None:
        return (*group, *leaf)
    joined = (*group, at + leaf[0], *leaf[1:])
    if not group or not style.wordings:
        return joined
    return pick.choice(
        (joined, (*group, *leaf, at), (at + group[0], *leaf), *(((at, *group, *leaf),) * (style.depth > 2)))
    )


def _worded(words: str, at: str | None) -> str:
    most = {"小学": 45, "初中": 50}.get(at or "", 0)
    return words.format(most=most, above=most + 1)


def _amount(school: Made, one: Field, at: str | None, part: str | None, style: Style) -> object:
    """What the school has; None for what a row of one part does not hold."""
    if one.id in school.rooms:
        areas = school.rooms[one.id]
        return "、".join(map(str, areas)) if areas else None
    if not one.staged:
        return school.shared[one.id]
    if style.split == "parts" and part and at not in (part, "高中") and len(school.stages) > 1:
        return None
    return Decimal(school.staged.get((one.id, str(at)), 0))


def _text(id: str, style: Style, pick: random.Random) -> Callable[[Made, str | None], object]:
    def value(school: Made, part: str | None) -> object:
        text = school.texts[id]
        if id != "school_name":
            return int(text) if id == "built" else text
        if style.split == "parts" and part and len(school.stages) > 1:
            text += pick.choice(("（{}部）", "({}部)", " （{}部）", "（{}）")).format(part)
        if style.spaced_names:
            text = pick.choice((f"{text} ", f"  {text}", f"{text}　", text))
        return text

    return value


def _noise_column(words: str, pick: random.Random) -> Column:
    return Column(tuple(words.split("/")), lambda school, part: pick.choice((pick.randrange(9000), "是", None, "—")))


def _ordered(columns: list[Column], style: Style, pick: random.Random) -> list[Column]:
    """Groups keep together as under merged headings, unless the columns are `scattered`."""
    if not style.shuffled:
        return columns
    if style.scattered:
        return pick.sample(columns, len(columns))
    keys = list(dict.fromkeys(column.path[0] for column in columns))
    pick.shuffle(keys)
    return sorted(columns, key=lambda column: keys.index(column.path[0]))


def _titles(stage: str | None, pick: random.Random) -> list[str]:
    return pick.sample(
        [
            f"示例县2025年义务教育{stage or '学校'}基本情况表",
            "填报单位（盖章）：　　　　填报日期：2025年9月　　单位：人、㎡、万元",
            "说明：本表由各学校填报，县教育局汇总。",
        ],
        pick.randint(1, 3),
    )


def _add_noise(sheet: Sheet, pick: random.Random) -> None:
    """Totals, means, blank rows, notes: rows that are no school."""
    name = next(index for index, column in enumerate(sheet.columns) if column.names)
    width = len(sheet.columns)

    def labelled(text: str, cell: object) -> list[object]:
        return [text if index == name else cell for index in range(width)]

    alone: list[object] = [None] * width
    numbers: list[object] = [str(index + 1) for index in range(width)]
    middle = [labelled("小计", 77), list(alone), labelled("平均", 7.5)]
    for row in pick.sample(middle, pick.randint(0, 3)):
        sheet.rows.insert(pick.randint(1, len(sheet.rows)), row)
    if pick.random() < 0.5:
        sheet.rows.insert(0, numbers)
    note: list[object] = ["填表人：张三", *([None] * (width - 1))]
    sheet.rows += pick.sample([labelled("合计", 999), labelled("全县平均", 9.9), note, list(alone)], pick.randint(0, 4))


def _levels(columns: Sequence[Column]) -> list[list[str]]:
    """The heading rows: a path's last part fills down to the lowest row."""
    depth = max(len(column.path) for column in columns)
    return [[column.path[min(level, len(column.path) - 1)] for column in columns] for level in range(depth)]


def _as_workbook(sheets: Sequence[Sheet], style: Style) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for sheet in sheets:
        _fill(book.create_sheet(sheet.name), sheet, style.offset)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _fill(page: object, sheet: Sheet, offset: int) -> None:
    for title in sheet.titles:
        page.append([None] * offset + [title])
    top, levels = len(sheet.titles), _levels(sheet.columns)
    for row in [*levels, *sheet.rows]:
        page.append([None] * offset + list(row))
    for above, left, below, right in _blocks(levels):
        area = [top + above + 1, offset + left + 1, top + below + 1, offset + right + 1]
        if (above, left) != (below, right):
            page.merge_cells(None, *area)
    if sheet.titles and len(sheet.columns) > 1:
        page.merge_cells(f"{get_column_letter(offset + 1)}1:{get_column_letter(offset + len(sheet.columns))}1")


def _blocks(levels: list[list[str]]) -> list[tuple[int, int, int, int]]:
    """The areas to merge: over equal neighbours of one group, and down to the lowest row."""
    blocks = []
    done: set[tuple[int, int]] = set()
    for row, level in enumerate(levels):
        keys = [tuple(upper[index] for upper in levels[: row + 1]) for index in range(len(level))]
        for _, run in groupby(range(len(level)), key=lambda index, keys=keys: keys[index]):
            indices = list(run)
            if any((row, index) in done for index in indices):
                continue
            same = [all(levels[low][index] == level[index] for index in indices) for low in range(row, len(levels))]
            below = row + (same.index(False) if False in same else len(same)) - 1
            blocks.append((row, indices[0], below, indices[-1]))
            done |= {(low, index) for low in range(row, below + 1) for index in indices}
    return blocks


def _as_csv(sheet: Sheet, style: Style) -> bytes:
    """A group heading stands only over its first column, as Excel saves merged cells."""
    levels = _levels(sheet.columns)
    kept = {(above, left) for above, left, _, _ in _blocks(levels)}
    heads = [
        [text if (row, index) in kept else "" for index, text in enumerate(level)] for row, level in enumerate(levels)
    ]
    stream = io.StringIO()
    rows = [*([title] for title in sheet.titles), *heads, *sheet.rows]
    csv.writer(stream).writerows([[""] * style.offset + ["" if cell is None else cell for cell in row] for row in rows])
    return stream.getvalue().encode(style.form)
