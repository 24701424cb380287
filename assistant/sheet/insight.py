"""What drives a 差异系数 in a county's sheet, what it would be without a school, and measures that are not official."""

import math
import re
from collections.abc import Callable
from typing import Literal

from assistant.asked.understanding import Understanding
from assistant.sheet.spread import coefficient_line
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.ledger import About, Rank
from calculators.compare import status_of
from calculators.figures import cv_figure, unit_figure
from calculators.indicators import RESOURCES
from calculators.insight.figures import (
    contribution_figure,
    gini_figure,
    insight_of,
    ratio_figure,
    unweighted_figure,
    without_figure,
)
from calculators.insight.measures import WHY, Insight
from corpus.model import Stage

Asked = Literal["drivers", "without", "unweighted", "secondary"]
TOP_OF_ONE, TOP_OF_SEVERAL = 5, 3
_CV = r"差异系数|均衡系数|coefficient"
_PATTERNS: tuple[tuple[Asked, re.Pattern[str]], ...] = (
    ("secondary", re.compile(
        r"基尼|洛伦[兹茨]|极差|倍率|最[高大](?:值)?[与和跟比][^，。？?]{0,6}最[低小]"
        r"|\bgini\b|\blorenz\b|max[^a-z]{1,5}min", re.I)),
    ("unweighted", re.compile(r"(?:不|未|没有?)加权|简单(?:平均|差异)|\bunweighted\b|without weight", re.I)),
    ("without", re.compile(
        r"(?:去掉|剔除|除去|排除|扣除|不[算含计]|不考虑|撤并|拿掉|拿走|关掉|关停|关闭|停办|少了)(?!民办|私立)"
        r"|(?:如果|假如|假设|要是|若|倘若)[^，。？?]{0,4}(?:没有?了?|少了?)(?!达|民办|私立)"
        r"|\b(?:without|exclud(?:e|es|ing)|remov(?:e|es|ing))\b(?! private)|\bleav(?:e|ing)\b.{1,40}\bout\b", re.I)),
    ("drivers", re.compile(
        r"(?:拉|推|抬)(?:高|大|升)|贡献|影响最大|拖累|拖后腿|造成的?|导致|主要(?:是|在|来自)哪"
        r"|(?:为(?:什么|何|啥)|怎么|咋)[^，。？?]{0,8}(?:大|高)(?!于|校)"
        r"|\bwhy\b.{0,90}\b(?:high|large|big)\b"
        r"|\bdriv(?:e|es|ing)\b|\bcontribut|\bpush|\brais(?:e|es|ing)\b|\bresponsible\b|\bcaus(?:e|es|ing)\b", re.I)),
)  # fmt: skip


def insight_asked(asked: Understanding) -> Asked | None:
    """Return which insight a question asks for, or None.

    >>> insight_asked(Understanding("小学差异系数是哪些学校拉高的？", "zh", "clause", indicators=("CV",)))
    'drivers'
    >>> insight_asked(Understanding("哪些学校超班额", "zh", "which")) is None
    True
    """
    found = next((what for what, pattern in _PATTERNS if pattern.search(asked.question)), None)
    about_cv = "CV" in asked.indicators or re.search(_CV, asked.question, re.I)
    return found if found == "secondary" or about_cv else None


def lines_on_insight(view: SheetView, what: Asked) -> list[str]:
    """Return the lines that answer; none where the sheet has no unit of the stage asked."""
    lines = [line for stage in view.stages for line in _OF_STAGE[what](view, stage)]
    if not lines:
        return []
    unofficial = what in ("unweighted", "secondary")
    if what == "unweighted" and not _any_flips(view):
        lines.append(view.phrase(phrases.UNWEIGHTED_TURNS_NOTHING))
    limits = (view.check.floor.get("CV", stage) for stage in view.stages)
    return [*([view.phrase(phrases.NOT_OFFICIAL)] if unofficial else []), *lines, *view.requirement(limits)]


def _drivers(view: SheetView, stage: Stage) -> list[str]:
    ids = _asked_or_worst(view, stage)
    return [line for id in ids for line in _drivers_of(view, stage, id, alone=len(ids) == 1)]


def _drivers_of(view: SheetView, stage: Stage, id: str, *, alone: bool) -> list[str]:
    one = insight_of(view.check, stage, id)
    if one.why:
        return [_undefined(view, stage, id, one)]
    lines = [coefficient_line(view, stage, id), view.phrase(phrases.DRIVERS)]
    for row in one.top(TOP_OF_ONE if alone else TOP_OF_SEVERAL):
        school = one.spread.units.schools[row].name
        about = About(stage=stage, indicator=id, school=school)
        part = view.figure(contribution_figure(view.check, stage, id, row), about)
        name = view.school(school)
        value = view.figure(unit_figure(view.check, school, stage, id), about)
        line = view.say(f"- {name}：贡献{part}，本校{value}", f"- {name}: its part {part}, its value {value}")
        without = without_figure(view.check, stage, id, row) if alone else None
        if without and without.value is not None:
            less = view.figure(without, about)
            line += view.say(f"，去掉后为{less}", f", without it {less}")
        lines.append(line)
    return lines


def _without(view: SheetView, stage: Stage) -> list[str]:
    lines = []
    for id in _asked_or_all(view):
        one = insight_of(view.check, stage, id)
        rows = [row for row, school in enumerate(one.spread.units.schools) if school.name in view.asked.schools]
        if rows and one.why not in (None, "even"):
            lines.append(_undefined(view, stage, id, one))
        elif rows:
            lines += [
                coefficient_line(view, stage, id),
                *(line for row in rows for line in _without_line(view, stage, id, row, one)),
            ]
    return lines


def _without_line(view: SheetView, stage: Stage, id: str, row: int, one: Insight) -> list[str]:
    figure = without_figure(view.check, stage, id, row)
    if figure.value is None:
        return []
    school = one.spread.units.schools[row].name
    shown = view.figure(figure, About(stage=stage, indicator=id, school=school))
    name, cv = view.school(school), view.label("CV")
    return [view.say(f"- 去掉{name}后的{cv}：{shown}", f"- {cv} without {name}: {shown}")]


def _unweighted(view: SheetView, stage: Stage) -> list[str]:
    return [line for id in _asked_or_all(view) for line in _unweighted_of(view, stage, id)]


def _unweighted_of(view: SheetView, stage: Stage, id: str) -> list[str]:
    one, about = insight_of(view.check, stage, id), About(stage=stage, indicator=id)
    figure = unweighted_figure(view.check, stage, id)
    if figure.value is None:
        return [_undefined(view, stage, id, one)]
    shown, official = view.figure(figure, about), view.figure(cv_figure(view.check, stage, id), about)
    name, label = view.stage_name(stage), view.label(id)
    line = view.say(
        f"- {name}{label}：不加权{shown}（非官方指标），按规定加权{official}",
        f"- {name}, {label}: unweighted {shown} (not an official measure), weighted as required {official}",
    )
    return [line, *(_flip(view, stage, id, one) if one.flips else [])]


def _any_flips(view: SheetView) -> bool:
    """Say whether the unweighted form, mistaken for the rule, would turn one of the verdicts shown."""
    return any(insight_of(view.check, stage, id).flips for stage in view.stages for id in _asked_or_all(view))


def _flip(view: SheetView, stage: Stage, id: str, one: Insight) -> list[str]:
    about = About(stage=stage, indicator=id)
    mistaken = view.verdict(status_of(one.unweighted_met), about)
    official = view.verdict(status_of(one.spread.cv_met[one.column]), about)
    label = view.label(id)
    return [
        view.say(
            f"- {label}：误用不加权的算法，结论会是{mistaken}；按规定的算法，结论是{official}",
            f"- {label}: by the unweighted form, mistaken for the rule, the verdict would be {mistaken};"
            f" by the rule it is {official}",
        )
    ]


def _secondary(view: SheetView, stage: Stage) -> list[str]:
    ids = _asked_or_all(view)
    return [line for id in ids for line in _secondary_of(view, stage, id, extremes=len(ids) == 1)]


def _secondary_of(view: SheetView, stage: Stage, id: str, *, extremes: bool) -> list[str]:
    one, about = insight_of(view.check, stage, id), About(stage=stage, indicator=id)
    gini = gini_figure(view.check, stage, id)
    if gini.value is None:
        return [_undefined(view, stage, id, one)]
    shown, name, label = view.figure(gini, about), view.stage_name(stage), view.label(id)
    ratio = ratio_figure(view.check, stage, id)
    beside = view.figure(ratio, about) if ratio.value is not None else ""
    zh, en = (f"，最高与最低之比{beside}", f", highest to lowest {beside}") if beside else ("", "")
    line = view.say(
        f"- {name}{label}：基尼系数{shown}{zh}（非官方指标）",
        f"- {name}, {label}: Gini coefficient {shown}{en} (not an official measure)",
    )
    return [line, *(_extremes(view, stage, id, one) if extremes else [])]


def _extremes(view: SheetView, stage: Stage, id: str, one: Insight) -> list[str]:
    lines = []
    ends: tuple[tuple[int | None, Rank], ...] = ((one.highest, "highest"), (one.lowest, "lowest"))
    for row, end in ends:
        school = one.spread.units.schools[row or 0].name
        about = About(stage=stage, indicator=id, school=school)
        value, rank = view.figure(unit_figure(view.check, school, stage, id), about), view.ledger.rank(end, about)
        lines.append(view.say(f"- {rank}：{view.school(school)}，{value}", f"- {rank}: {view.school(school)}, {value}"))
    return lines


def _undefined(view: SheetView, stage: Stage, id: str, one: Insight) -> str:
    why = view.ledger.name("message", WHY[one.why or "unknown"])
    name, label = view.stage_name(stage), view.label(id)
    return view.say(f"- {name}{label}：算不出，{why}", f"- {name}, {label}: undefined, {why}")


def _asked_or_all(view: SheetView) -> tuple[str, ...]:
    return tuple(id for id in RESOURCES if id in view.asked.indicators) or RESOURCES


def _asked_or_worst(view: SheetView, stage: Stage) -> tuple[str, ...]:
    """The indicators asked about; else those above the limit; else the one with the highest 差异系数."""
    asked = tuple(id for id in RESOURCES if id in view.asked.indicators)
    spread = view.check.spreads[stage]
    above = tuple(id for id, met in zip(RESOURCES, spread.cv_met, strict=True) if met is False)
    if asked or above:
        return asked or above
    known = [(float(cv), id) for cv, id in zip(spread.cv, RESOURCES, strict=True) if not math.isnan(cv)]
    return (max(known)[1],) if known else RESOURCES


_OF_STAGE: dict[Asked, Callable[[SheetView, Stage], list[str]]] = {
    "drivers": _drivers,
    "without": _without,
    "unweighted": _unweighted,
    "secondary": _secondary,
}
