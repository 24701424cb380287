"""Which rows under the headings are schools, and which are totals, notes, examples, sections or headings once more."""

import re
from dataclasses import dataclass

from calculators.opening.grids import Grid
from calculators.values import Cell, cell_text, fold, read_number

TITLE_CELLS = 2
NOTE_CELLS = 4
TOTAL = re.compile(
    r"(?:.*(?:合计|总计|小计|平均|均值|汇总)[数值行]?(?:\(.*\))?|全[县区市](?:总|数|计)?|计|[校县班生人]均|共计?\d+[所校个].*)[::]?"
)
NOTE = re.compile(
    r"(?:注|说明|备注|填报说明|填表说明|填表人|填报人|审核|制表|单位负责人|联系|数据来源|注意).*", re.DOTALL
)
WHOLE_COUNTY = re.compile("全[县区市]")
SCHOOL_NAME = re.compile(r".+(?:学校|小学|中学|初中|教学点|校区|分校|完小)(?:\(.*\))?")
COLUMN_LABELS = re.compile(r"[A-Za-z]?\d{1,3}|[甲乙丙丁戊]|\(\d{1,3}\)|[A-Z]{1,2}")
NUMERAL = r"[一二三四五六七八九十]"
BRACKETED = re.compile(rf"\({NUMERAL}+\)")
SECTION = re.compile(rf"(?:\({NUMERAL}+\)|{NUMERAL}*[、.．]?)\(?(小学|初中|高中)(?:阶段|学段|部分|部|学校)?\)?[::]?")
SEVERAL_STAGES = "九年|十二年|9年|12年|一贯制|完全|完中|初级|高级|普通|教学点|特殊教育|特教|职业"
PLACES = "城区|城市|城镇|县城|镇区|乡镇|乡村|农村|[县市区]直|[县市区]属"
# What heads a group of schools and is no school itself: a kind, a sponsor, a place, or anything with a number before it
GROUP = re.compile(
    rf"(?:{NUMERAL}+[、.．]|\({NUMERAL}+\)).+"
    rf"|\(?(?:{SEVERAL_STAGES}|{PLACES}|民办|公办|私立|其[他它]|义务教育|[、,和及与])+类?(?:学校|小学|初中|中学|高中)?"
    r"\)?(?:\(.*\))?[::]?|.{1,8}(?:[镇乡]|街道|学区|片区)[::]?"
)
EXAMPLE = re.compile(r"[(\[【]?(?:填[写表报]?)?(?:示例|样例|范例|举例|例如|例)\d?[)\]】]?(?:行|[::].*)?")
# a name that no school has; 某第一小学 may be a real school made anonymous
EXAMPLE_NAME = re.compile(
    r"(?:[xX×*○]{2,}|某某?)(?:[县市区镇乡])?(?:中心|实验)?(?:小学|初中|中学|学校)"
    r"|[(\[【]?(?:示例|样例|范例|例)[)\]】]?(?:小学|初中|中学|学校)"
)
FOOTNOTE = re.compile(r"(?<=.)[\u2460-\u2473*＊※†]+$")


@dataclass(frozen=True, slots=True)
class DataRow:
    """One school's row; `section` is the stage named by a line of its own above it."""

    row: int
    name: str
    section: str | None


def heading_text(cell: Cell) -> str:
    """Return a cell's text without white space, and without the footnote marks behind it."""
    return re.sub(r"\s+", "", fold(FOOTNOTE.sub("", cell_text(cell))))


def is_column_labels(texts: list[str]) -> bool:
    """Say whether a row only numbers the columns: 甲 乙 1 2 3, or (1) (2) (3)."""
    return (
        len(texts) >= TITLE_CELLS
        and all(COLUMN_LABELS.fullmatch(text) for text in texts)
        and (len(set(texts)) == len(texts))
    )


def sort_rows(
    grid: Grid, values: tuple[tuple[Cell, ...], ...], first: int, name_column: int, heading: str
) -> tuple[tuple[DataRow, ...], tuple[tuple[int, str], ...]]:
    """Return the rows of schools from row `first` on, and the rows left out with the reason."""
    rows: list[DataRow] = []
    skipped: list[tuple[int, str]] = []
    section = ""
    for row in range(first, len(values)):
        texts = [heading_text(cell) for cell in values[row] if cell is not None]
        marked = row in grid.marked_rows  # something stands in it that has no value: it is no line of one text
        if not (texts or marked) or is_column_labels(texts):
            continue
        name = heading_text(values[row][name_column])
        alone = len(set(texts)) == 1 and not marked
        if alone:
            section = _section_after(texts[0], section)
        if alone and SECTION.fullmatch(texts[0]):
            continue
        reason = _why_left_out(name, texts, heading, alone=alone)
        if reason:
            skipped.append((row, reason))
        else:
            rows.append(DataRow(row, cell_text(values[row][name_column]), _stage_of(section)))
    return tuple(rows), tuple(skipped)


def _why_left_out(name: str, texts: list[str], heading: str, *, alone: bool) -> str | None:
    """Why a row is no school, a key of `faults.SKIPPED`, or None where it is one."""
    if name == heading:
        return "heading"
    if _is_example(name, texts):
        return "example"
    if _is_total(name, texts):
        return "total"
    if _is_note(name, texts, alone=alone):
        return "note"
    if not name:
        return "unnamed"
    return "lone" if alone else None


def _section_after(line: str, above: str) -> str:
    """Return the section line that holds under a lone line: itself, the one above, or "" where another group begins.

    A group numbered in brackets divides the section: 二、初中 holds on under （一）城区, not under （一）九年一贯制.
    """
    if SECTION.fullmatch(line):
        return line
    if not GROUP.fullmatch(line):
        return above
    divides = BRACKETED.match(line) and not BRACKETED.match(above) and not re.search(SEVERAL_STAGES, line)
    return above if divides else ""


def _stage_of(section: str) -> str | None:
    found = SECTION.fullmatch(section)
    return found.group(1) if found else None


def _is_note(name: str, texts: list[str], *, alone: bool) -> bool:
    if texts and NOTE.fullmatch(texts[0]):
        return len(set(texts)) <= NOTE_CELLS
    return alone and not name and read_number(texts[0]).number is None


def _is_total(name: str, texts: list[str]) -> bool:
    """Whether a row is a total. Beside the name of a school 全县 says something else: whom the school takes."""
    beside = [text for text in texts[:2] if read_number(text).number is None]
    if SCHOOL_NAME.fullmatch(name):
        beside = [text for text in beside if not WHOLE_COUNTY.fullmatch(text)]
    return any(TOTAL.fullmatch(text) for text in (name, *beside))


def _is_example(name: str, texts: list[str]) -> bool:
    """Whether a row is the form's own example of how to fill it in."""
    return any(EXAMPLE.fullmatch(text) for text in (name, *texts[:1])) or EXAMPLE_NAME.fullmatch(name) is not None
