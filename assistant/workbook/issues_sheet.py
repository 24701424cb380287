"""问题清单: every fault of the data, the gravest first, each linked to its cell in the copy.

A fault without a cell is linked to the school that it names, else it names the file and sheet where these are known.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape
from assistant.workbook.copied import Copies, cells_of
from assistant.workbook.issue_names import ISSUE_NAMES
from assistant.workbook.looks_of_pages import CENTRED, SOURCE, TEXT, WRAPPED, begin, heads, remark, text
from calculators.cell_names import place_of
from calculators.model import Issue
from calculators.schools import School
from corpus.bilingual import Bilingual, Language

HEAD_ROW, CODE = 2, 10
TOP = HEAD_ROW + 1
WIDTHS = (6.0, 10.0, 20.0, 24.0, 18.0, 9.0, 18.0, 18.0, 26.0, 80.0, 16.0)
HEADS = (
    Bilingual("序号", "No."), Bilingual("严重程度", "Severity"), Bilingual("问题", "Fault"), Bilingual("文件", "File"),
    Bilingual("工作表", "Sheet"), Bilingual("单元格", "Cell"), Bilingual("现值", "Found"),
    Bilingual("应为", "Expected"), Bilingual("影响的项目", "Affects"),
    Bilingual("说明与处理", "What it is, and what to do"), Bilingual("代码", "Code"),
)  # fmt: skip
COUNTED = Bilingual(
    "错误 {error} 条（有项目因此不能判定），警告 {warning} 条，提示 {note} 条；点单元格可跳到原表。",
    "{error} errors (an item is undecided for them), {warning} warnings, {note} notes; click a cell to go to it.",
)
MOST_ITEMS = 8


def issues_page(
    name: str, issues: Sequence[Issue], schools: Sequence[School], copies: Copies, language: Language
) -> Page:
    """Return the page of all issues."""
    order = list(wording.SEVERITIES)
    found = sorted(issues, key=lambda one: order.index(one.severity))
    counts = {severity: sum(one.severity == severity for one in found) for severity in order}
    page = Page(name, Shape(dict(enumerate(WIDTHS)), frozen=(TOP, 2), head_rows=TOP, tab="C00000", printed=CODE))
    begin(page, wording.ISSUES, (), language)
    page.row(1, [remark(COUNTED.say(language).format(**counts))])
    page.row(HEAD_ROW, heads(one.say(language) for one in HEADS))
    cells = {school.name: cell for school in schools if (cell := _first_cell(school))}
    for n, issue in enumerate(found):
        page.row(TOP + n, _line(n, _placed(issue, cells, copies), copies, language))
    return page


def _first_cell(school: School) -> str | None:
    return next((taken.cell for taken in school.values.values() if taken.cell), None)


def _placed(issue: Issue, cells: Mapping[str, str], copies: Copies) -> Issue:
    """Return an issue with the place of the school that it names, or with the only sheet of its file."""
    named = next((cells[name] for name in (issue.message.zh.partition("：")[0],) if name in cells), None)
    if issue.cell is None and issue.sheet is None and named:
        file, sheet, cell = place_of(named)
        return replace(issue, file=file, sheet=sheet, cell=cell)
    sheets = [one.grid.sheet for one in copies.sheets.values() if one.grid.file == issue.file]
    return replace(issue, sheet=sheets[0]) if issue.sheet is None and len(sheets) == 1 else issue


def _line(n: int, issue: Issue, copies: Copies, language: Language) -> list[Entry]:
    link = next((link for cell in cells_of(issue) if (link := copies.link(cell))), None)
    name = ISSUE_NAMES.get(issue.code)
    return [
        text(n + 1, CENTRED),
        Entry(wording.SEVERITIES[issue.severity].say(language), CENTRED, fill=wording.FILLS[issue.severity]),
        text(name.say(language) if name else None, WRAPPED),
        text(issue.file or None),
        text(issue.sheet),
        Entry(issue.cell, TEXT, link=link),
        text(issue.found, WRAPPED),
        text(issue.expected, WRAPPED),
        text(_affected(issue), WRAPPED),
        text(issue.message.say(language), WRAPPED),
        text(issue.code, SOURCE),
    ]


def _affected(issue: Issue) -> str | None:
    shown = "、".join(issue.affects[:MOST_ITEMS])
    return f"{shown}…" if len(issue.affects) > MOST_ITEMS else shown or None
