"""A county's sheet beside its sheet of an earlier year: what the figures were and are, which schools changed sides."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.understanding import Understanding
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.ledger import About
from calculators.compare import WHOLE, status_of
from calculators.county import CountyCheck
from calculators.figures import cv_figure, mean_figure
from calculators.indicators import RESOURCES
from calculators.insight.figures import cv_change_figure, mean_change_figure
from calculators.insight.year_on_year import ItemYears, Turned, YearOnYear, compare_years
from calculators.model import Figure, Status
from corpus.bilingual import Bilingual, same
from corpus.indicators import item_of
from corpus.model import STAGES, Scope, Stage

SCHOOLS_SHOWN = 8
_YEARS = re.compile(
    r"去年|上[一个]*年|前一年|往年|历年|同比|逐年|[和跟与同较比]\s*20\d\d|20\d\d\s*年?\s*(?:相比|比)|有(?:什么|哪些)变化|进步|退步"
    r"|\byear[- ](?:on|over)[- ]year\b|\b(?:last|previous|earlier|prior) years?\b|\bcompared? (?:with|to)\b"
    r"|\bsince 20\d\d\b",
    re.I,
)
_RULES = re.compile(
    r"目标|要求|标准|规定|政策|文件|\b(?:targets?|requirements?|standards?|rules?|polic(?:y|ies))\b", re.I
)


def years_asked(asked: Understanding) -> bool:
    """Say whether a question asks how one's own figures changed over the years, and not how the rules did.

    >>> years_asked(Understanding("我们县跟去年比怎么样？", "zh", "value", own=True))
    True
    >>> years_asked(Understanding("南安2025年的目标跟2022年比有什么变化", "zh", "clause"))
    False
    """
    return bool(_YEARS.search(asked.question)) and not _RULES.search(asked.question) and not asked.places


def lines_on_years(view: SheetView) -> list[str]:
    """Return the comparison with the earlier year asked about, else the nearest; none where there is no such sheet."""
    earlier = view.report.earlier
    before = next((one for one in earlier if one.table.year == view.asked.year), earlier[0] if earlier else None)
    if before is None:
        return []
    years = compare_years(before, view.check)
    ids = tuple(id for id in RESOURCES if id in view.asked.indicators)
    if not ids and "CV" in view.asked.indicators:
        ids = RESOURCES
    lines = [line for id in ids for stage in view.stages for line in _indicator(view, years, stage, id)]
    others = dict.fromkeys(item_of(id) for id in view.asked.indicators)
    lines += [line for id in others if id not in (*RESOURCES, "CV", "RULE") for line in _asked_item(view, years, id)]
    return [_lead(view, years), *(lines or _overall(view, years))]


def _lead(view: SheetView, years: YearOnYear) -> str:
    year = _year(view, years.before)
    files = view.ledger.name("data", same("、".join(years.before.table.files)))
    return view.say(f"与{year}年的数据相比（{files}）：", f"Compared with the data of {year} ({files}):")


def _year(view: SheetView, check: CountyCheck) -> str:
    return view.ledger.name("year", same(str(check.table.year)), About(year=check.table.year))


def _indicator(view: SheetView, years: YearOnYear, stage: Stage, id: str) -> list[str]:
    name, label = view.stage_name(stage), view.label(id)
    sides = [_side(view, check, stage, id) for check in (years.before, years.now) if stage in check.spreads]
    lines = [view.say(f"{name}{label}：", f"{name}, {label}:"), *sides]
    mean, cv = mean_change_figure(years, stage, id), cv_change_figure(years, stage, id)
    if mean.value is not None and cv.value is not None:
        about = About(stage=stage, indicator=id)
        of_mean, of_cv = view.figure(mean, about), view.figure(cv, about)
        lines.append(
            view.say(
                f"- 变化：平均值{of_mean}，差异系数{of_cv}",
                f"- Change: mean {of_mean}, coefficient of variation {of_cv}",
            )
        )
    turned = years.stages[stage].indicators[id].turned
    return lines + _turned(view, turned, About(stage=stage, indicator=id))


def _side(view: SheetView, check: CountyCheck, stage: Stage, id: str) -> str:
    """What the figures were in one year. They rest on no requirement: both years are held against that of now."""
    about = About(stage=stage, indicator=id, year=check.table.year)
    mean, cv = (_bare(view, figure(check, stage, id), about) for figure in (mean_figure, cv_figure))
    year, column = _year(view, check), RESOURCES.index(id)
    verdict = view.verdict(status_of(check.spreads[stage].cv_met[column]), about)
    return view.say(
        f"- {year}年：平均值{mean}，差异系数{cv}，{verdict}",
        f"- {year}: mean {mean}, coefficient of variation {cv}, {verdict}",
    )


def _bare(view: SheetView, figure: Figure, about: About) -> str:
    return view.figure(replace(figure, id=f"{figure.id}.{about.year}", threshold=None), about)


def _overall(view: SheetView, years: YearOnYear) -> list[str]:
    lines = [line for check in (years.before, years.now) for line in _conclusion(view, check)]
    for stage in view.stages:
        found, about = years.stages[stage], About(stage=stage)
        lines += _turned(view, found.turned, about)
        lines += _names(view, Bilingual("新出现在表中的学校", "schools that are new in the sheet"), found.came, stage)
        lines += _names(view, Bilingual("不再出现在表中的学校", "schools no longer in the sheet"), found.went, stage)
    changed = [item for item in years.items if view.asked.stage in (None, item.stage) or item.stage not in STAGES]
    turned = [item for item in changed if item.status.before != item.status.now and item.id not in RESOURCES]
    lines += [view.phrase(phrases.ITEMS_TURNED), *(_item(view, one) for one in turned)] if turned else []
    lines += _counts(view, years, changed)
    return lines + [line for one in changed for line in _schools_of(view, one)]


def _counts(view: SheetView, years: YearOnYear, items: Sequence[ItemYears]) -> list[str]:
    """How many schools turned on any item or by the 6-of-7 rule; 0 is an answer too."""
    turned = [*(years.stages[stage].turned for stage in view.stages), *(one.turned for one in items)]
    fails = dict.fromkeys(name for one in turned for name in one.fails)
    passes = dict.fromkeys(name for one in turned for name in one.passes)
    worse = Bilingual("有项目结论变差的学校", "schools that fell back on some item")
    better = Bilingual("有项目结论变好的学校", "schools that moved up on some item")
    pairs = (("fails", worse, fails), ("passes", better, passes))
    return [
        view.say(f"- {name}：{count}", f"- {name}: {count}")
        for id, label, names in pairs
        for name, count in [(view.ledger.name("message", label), view.count(f"years.{id}", label, names))]
    ]


def _asked_item(view: SheetView, years: YearOnYear, id: str) -> list[str]:
    """What an item's verdict was and is, and which schools changed sides."""
    lines: list[str] = []
    for item in (one for one in years.now.items if one.id == id and view.asked.stage in (None, one.stage, WHOLE)):
        for check in (years.before, years.now):
            lines += _item_then(view, check, item.id, item.stage)
        lines += [
            line for one in years.items if (one.id, one.stage) == (id, item.stage) for line in _of_item(view, one)
        ]
    return lines


def _item_then(view: SheetView, check: CountyCheck, id: str, stage: Scope | None) -> list[str]:
    year, about = _year(view, check), About(indicator=id, year=check.table.year)
    name, verdict = _named(view, id, stage), view.verdict(check.item(id, stage).status, about)
    return [view.say(f"- {year}年{name}：{verdict}", f"- {year}, {name}: {verdict}")]


def _schools_of(view: SheetView, item: ItemYears) -> list[str]:
    """The schools that changed sides on an item, below its name."""
    turned = _of_item(view, item)
    name = _named(view, item.id, item.stage)
    return [view.say(f"{name}：", f"{name}:"), *turned] if turned else []


def _of_item(view: SheetView, item: ItemYears) -> list[str]:
    return _turned(view, item.turned, About(indicator=item.id))


def _named(view: SheetView, id: str, stage: Scope | None) -> str:
    label = view.label(id)
    return label if stage not in STAGES else f"{view.ledger.name('stage', same(stage))}{label}"


def _conclusion(view: SheetView, check: CountyCheck) -> list[str]:
    year, about = _year(view, check), About(year=check.table.year)
    verdict = view.verdict(check.status, about)
    lines = [view.say(f"- {year}年总的结论：{verdict}", f"- {year}, overall: {verdict}")]
    for stage in (stage for stage in view.stages if stage in check.units):
        failing = [school for school, of in check.failing_units if of == stage]
        label = Bilingual(f"{check.table.year}年{stage}不达标的学校", f"schools that fail, {check.table.year}")
        count = view.count(f"years.{check.table.year}.{stage}", label, failing, replace(about, stage=stage))
        name = view.stage_name(stage)
        lines.append(view.say(f"- {year}年{name}：{count}不达标", f"- {year}, {name}: {count} fail"))
    return lines


def _turned(view: SheetView, turned: Turned, about: About) -> list[str]:
    pairs: list[tuple[str, Status]] = [
        *((one, "not_met") for one in turned.fails),
        *((one, "met") for one in turned.passes),
    ]
    lines = []
    for school, status in pairs:
        name, verdict = view.school(school), view.verdict(status, replace(about, school=school))
        lines.append(view.say(f"- {name}：现在{verdict}", f"- {name}: now {verdict}"))
    return [view.phrase(phrases.SCHOOLS_TURNED), *lines] if lines else []


def _names(view: SheetView, label: Bilingual, names: Sequence[str], stage: Stage) -> list[str]:
    if not names:
        return []
    count = view.count(f"years.{label.en.replace(' ', '_')}.{stage}", label, names, About(stage=stage))
    name, what = view.stage_name(stage), view.ledger.name("message", label)
    lead = view.say(f"{name}，{what}：{count}", f"{name}, {what}: {count}")
    return [lead, *(f"- {view.school(one)}" for one in names[:SCHOOLS_SHOWN])]


def _item(view: SheetView, item: ItemYears) -> str:
    verdict = view.verdict(item.status.now)
    if item.id.startswith("CV."):
        _, stage, id = item.id.split(".")
        of = f"{view.ledger.name('stage', same(stage))}{view.label(id)}"
        return view.say(f"- {of}，{view.label('CV')}：现在{verdict}", f"- {of}, {view.label('CV')}: now {verdict}")
    return view.say(f"- {view.label(item.id)}：现在{verdict}", f"- {view.label(item.id)}: now {verdict}")
