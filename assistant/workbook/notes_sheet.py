"""口径说明: the standard and year, the readings in use, what was left out, how figures come about, and the sources."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence

from assistant.check import CheckReport
from assistant.model import other_reading_name, reading_name
from assistant.workbook import wording
from assistant.workbook.cells import Entry, Page, Shape
from assistant.workbook.copied import Copies
from assistant.workbook.looks_of_pages import (
    HEAD,
    WRAPPED,
    begin,
    stage_word,
    text,
)
from calculators.choice import settings
from calculators.columns import label_of
from calculators.compare import STATUS_NAMES
from calculators.formulas import SIGNS
from calculators.indicators import INDICATORS
from calculators.indicators.record import plus
from calculators.kinds import load_form
from calculators.model import Upload
from calculators.rounding import CV_DECIMALS, UNIT_DECIMALS
from calculators.sheets.faults import LEFT_OUT
from calculators.units import source_taken
from corpus.bilingual import Bilingual, Language

Line = tuple[str, str]
WIDTHS = (26.0, 120.0)
COUNTY, YEAR, VERDICT = Bilingual("县（市、区）", "County"), Bilingual("标准年份", "Year"), Bilingual("结论", "Verdict")
BASIS, FILES = Bilingual("采用标准", "Standard"), Bilingual("核查的文件", "Files checked")
READINGS, SCOPE = Bilingual("采用口径", "Readings"), Bilingual("未计入的学校和行", "Left out")
HOW, ROUNDING = Bilingual("数值的由来", "How figures come about"), Bilingual("取整规则", "Rounding")
KEPT, CITED = Bilingual("本工作簿", "This workbook"), Bilingual("条文", "Clauses")
NATIONAL_FLOOR = Bilingual("国家指标", "national floor")
BY_CLOCK = Bilingual("（表中未写年份，按今年）", " (the sheet names no year: the current one)")
IN_USE, OTHERWISE = Bilingual("采用：", "in use: "), Bilingual("；如改为另一口径：", "; read the other way: ")
NO_CHANGE = Bilingual("判定不变", "no verdict changes")
FROM_RESULT = Bilingual("表中已给出人均值（2 位小数），直接采用", "the value itself stands in the sheet (2 decimals)")
UNITS = Bilingual("{count} 个单位", "{count} units")
ROUNDED = Bilingual(
    "校值和全县平均值显示 {units} 位小数，差异系数 {cv} 位，四舍五入；判定用未取整的值（“取整”口径另有选择的除外）。"
    "公式比较时两边取到 9 位小数，以免二进制小数的误差。",
    "School values and means show {units} decimals, coefficients {cv}, half up; verdicts rest on unrounded values "
    "(unless the reading says otherwise). Formulas compare at 9 decimals, since decimals have no exact binary form.",
)
WEIGHTS = Bilingual("共用资产分摊权数（小学:初中:高中）", "weights of shared assets (primary:junior:senior)")
CARRIED = Bilingual(
    "原文件未改动。前面各工作表是原表的副本，单元格位置不变；红、黄、蓝底分别为错误、警告、提示，批注写明原因。"
    "宏、外部链接、数据连接、定义名称、图片、条件格式、数据有效性没有带入。",
    "The original is untouched. The first sheets are copies with every cell in its place; red, yellow and blue are "
    "errors, warnings and notes, told in comments. Macros, external links, connections, defined names, images, "
    "conditional formats and validation were not carried over.",
)
TWO_ROWS = Bilingual(
    "一所学校分几行填报而共用的校舍、设备，公式只取其中一行的数；更正时各行要一并改，较大的更正请重新核查。",
    "Assets that several rows of one school share are taken from one of the rows: correct all of them, and after "
    "larger corrections check the workbook again.",
)
VALUES_ONLY = Bilingual("原表有 {count} 个公式只保留数值", "{count} formulas of the original stand as values")
NO_LOOKS = Bilingual("未带入原有格式的工作表：", "Sheets copied without their looks: ")
EARLIER = Bilingual("以往年份的文件未收入副本：", "Files of earlier years, not copied: ")


def notes_page(name: str, report: CheckReport, uploads: Sequence[Upload], copies: Copies, language: Language) -> Page:
    """Return the page of notes: sections of label and text."""
    page = Page(name, Shape(dict(enumerate(WIDTHS)), tab="808080"))
    begin(page, wording.NOTES, [], language)
    row = 2
    sections = (
        (BASIS, _basis(report, language)), (FILES, _files(report, uploads, language)),
        (READINGS, _readings(report, language)), (SCOPE, _left_out(report, language)),
        (HOW, _derived(report, language)),
        (ROUNDING, [("", ROUNDED.say(language).format(units=UNIT_DECIMALS, cv=CV_DECIMALS))]),
        (KEPT, _kept(copies, language)), (CITED, _cited(report)),
    )  # fmt: skip
    for heading, lines in sections:
        body = list(lines)
        if body:
            page.row(row, [Entry(heading.say(language), HEAD), Entry(None, HEAD)])
            for n, (label, words) in enumerate(body, start=1):
                page.row(row + n, [text(label, WRAPPED), text(words, WRAPPED)])
            row += len(body) + 2
    return page


def _basis(report: CheckReport, language: Language) -> Iterator[Line]:
    yield COUNTY.say(language), report.county or "—"
    clock = BY_CLOCK.say(language) if report.year_source == "clock" else ""
    yield YEAR.say(language), f"{report.year}{clock}"
    documents = dict.fromkeys(one.document for one in report.citations)
    yield BASIS.say(language), f"{NATIONAL_FLOOR.say(language)}：{'、'.join(documents)}"
    yield VERDICT.say(language), STATUS_NAMES[report.check.status].say(language)


def _files(report: CheckReport, uploads: Sequence[Upload], language: Language) -> Iterator[Line]:
    for upload in uploads:
        yield upload.name, f"sha256 {hashlib.sha256(upload.content).hexdigest()}"
    names = {upload.name for upload in uploads}
    earlier = [file for table in report.earlier_tables for file in table.files if file not in names]
    if earlier:
        yield "", EARLIER.say(language) + "、".join(earlier)


def _readings(report: CheckReport, language: Language) -> Iterator[Line]:
    for one in report.readings:
        changes = one.changes.say(language) or NO_CHANGE.say(language)
        other = OTHERWISE.say(language) + f"{other_reading_name(one).say(language)}（{changes}）"
        source = settings()[one.id].source.say(language)
        yield (
            settings()[one.id].decides.say(language),
            f"{IN_USE.say(language)}{reading_name(one).say(language)}{other}。{source}",
        )


def _left_out(report: CheckReport, language: Language) -> Iterator[Line]:
    for issue in report.issues:
        if issue.code in LEFT_OUT:
            yield " ".join(one for one in (issue.sheet, issue.cell) if one), issue.message.say(language)


def _derived(report: CheckReport, language: Language) -> Iterator[Line]:
    """Which columns gave the numerator of each indicator, and in how many units."""
    for stage, units in report.check.units.items():
        for indicator in INDICATORS:
            ways: Counter[str] = Counter()
            for school in units.schools:
                way = source_taken(school, stage, indicator)
                if way:
                    ways[FROM_RESULT.say(language) if way == plus(indicator.result) else _sum(way, language)] += 1
            name = stage_word(stage, language)
            counted = (f"{way}（{UNITS.say(language).format(count=count)}）" for way, count in ways.items())
            if ways:
                yield f"{name} {indicator.id}", "；".join(counted)
    yield WEIGHTS.say(language), " : ".join(load_form().weights.values())


def _sum(source: Sequence[tuple[str, int]], language: Language) -> str:
    terms = [f"{SIGNS[sign]} {label_of(column).say(language)}" for column, sign in source]
    return " ".join(terms).removeprefix("+ ")


def _kept(copies: Copies, language: Language) -> Iterator[Line]:
    yield "", CARRIED.say(language)
    yield "", TWO_ROWS.say(language)
    left = copies.formulas_left()
    if left:
        yield "", VALUES_ONLY.say(language).format(count=left)
    plain = [name for name, one in copies.sheets.items() if one.looks is None]
    if plain:
        yield "", NO_LOOKS.say(language) + "、".join(plain)


def _cited(report: CheckReport) -> Iterator[Line]:
    for one in report.citations:
        yield f"[{one.n}] {one.document} {one.clause}", f"“{one.quote}”（《{one.title}》）"
