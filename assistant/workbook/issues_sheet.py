"""问题清单: every fault of the data, the gravest first, each linked to its cell in the copy."""

from collections.abc import Sequence

from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape
from assistant.workbook.copied import Copies, cells_of
from assistant.workbook.looks_of_pages import CENTRED, HEAD, TEXT, WRAPPED, remark, text, title
from calculators.model import Issue
from corpus.bilingual import Bilingual, Language

HEAD_ROW = 2
TOP = HEAD_ROW + 1
WIDTHS = (6.0, 10.0, 20.0, 24.0, 18.0, 9.0, 18.0, 18.0, 26.0, 80.0)
HEADS = (
    Bilingual("序号", "No."), Bilingual("严重程度", "Severity"), Bilingual("代码", "Code"), Bilingual("文件", "File"),
    Bilingual("工作表", "Sheet"), Bilingual("单元格", "Cell"), Bilingual("现值", "Found"),
    Bilingual("应为", "Expected"), Bilingual("影响的项目", "Affects"),
    Bilingual("说明与处理", "What it is, and what to do"),
)  # fmt: skip
COUNTED = Bilingual(
    "错误 {error} 条（有项目因此不能判定），警告 {warning} 条，提示 {note} 条；点单元格可跳到原表。",
    "{error} errors (an item is undecided for them), {warning} warnings, {note} notes; click a cell to go to it.",
)
MOST_ITEMS = 8


def issues_page(name: str, issues: Sequence[Issue], copies: Copies, language: Language) -> Page:
    """Return the page of all issues."""
    order = list(wording.SEVERITIES)
    found = sorted(issues, key=lambda one: order.index(one.severity))
    counts = {severity: sum(one.severity == severity for one in found) for severity in order}
    page = Page(name, Shape(dict(enumerate(WIDTHS)), frozen=(TOP, 2), head_rows=TOP, tab="C00000"))
    page.row(0, [title(wording.headed(wording.ISSUES, language))])
    page.row(1, [remark(COUNTED.say(language).format(**counts))])
    page.row(HEAD_ROW, [Entry(one.say(language), HEAD) for one in HEADS])
    for n, issue in enumerate(found):
        page.row(TOP + n, _line(n, issue, copies, language))
    return page


def _line(n: int, issue: Issue, copies: Copies, language: Language) -> list[Entry]:
    link = next((link for cell in cells_of(issue) if (link := copies.link(cell))), None)
    return [
        text(n + 1, CENTRED),
        Entry(wording.SEVERITIES[issue.severity].say(language), CENTRED, fill=wording.FILLS[issue.severity]),
        text(issue.code),
        text(issue.file or None),
        text(issue.sheet),
        Entry(issue.cell, TEXT, link=link),
        text(issue.found, WRAPPED),
        text(issue.expected, WRAPPED),
        text(_affected(issue), WRAPPED),
        text(issue.message.say(language), WRAPPED),
    ]


def _affected(issue: Issue) -> str | None:
    shown = "、".join(issue.affects[:MOST_ITEMS])
    return f"{shown}…" if len(issue.affects) > MOST_ITEMS else shown or None
