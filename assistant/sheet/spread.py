"""The resource indicators (R1…R7) and their 差异系数 in a county's sheet."""

from assistant.sheet.rows import row_lines
from assistant.sheet.view import SheetView, joint
from assistant.verified.ledger import About
from calculators.compare import WHOLE
from calculators.figures import cv_figure, mean_figure
from calculators.indicators import INDICATORS
from calculators.measured.measures import measure
from calculators.model import Item
from corpus.bilingual import Bilingual
from corpus.model import Stage


def lines_on_spread(view: SheetView) -> list[str]:
    """Return the verdict on the 差异系数 by stage, each coefficient beside its limit."""
    lines = [line for stage in view.stages for line in _spread_of(view, stage)]
    return lines + view.requirement(view.check.floor.get("CV", stage) for stage in view.stages)


def _spread_of(view: SheetView, stage: Stage) -> list[str]:
    items = [view.check.item(f"CV.{stage}.{id}") for id in _asked(view)]
    if len(items) < len(INDICATORS):
        return [*(coefficient_line(view, stage, id) for id in _asked(view)), *view.missing(items)]
    about = About(stage=stage)
    verdict = view.verdict(joint(item.status for item in items), about)
    limit = view.limit(view.check.floor.get("CV", stage), about)
    name, label = view.stage_name(stage), view.label("CV")
    lead = view.say(f"{name}{label}：{verdict}（上限{limit}）", f"{name}, {label}: {verdict} (limit {limit})")
    lines = [_spread_line(view, stage, id, item) for id, item in zip(_asked(view), items, strict=True)]
    return [lead, *lines, *view.missing(items)]


def coefficient_line(view: SheetView, stage: Stage, id: str) -> str:
    """One coefficient with its indicator, its stage and its limit: the others may stand otherwise."""
    item, about = view.check.item(f"CV.{stage}.{id}"), About(stage=stage, indicator=id)
    figure, limit = view.figure(cv_figure(view.check, stage, id), about), view.limit(view.check.floor.get("CV", stage))
    name, label, cv = view.stage_name(stage), view.label(id), view.label("CV")
    verdict = view.verdict(item.status, about, borderline=item.borderline)
    return view.say(
        f"{name}{label}的{cv}：{figure}，{verdict}（上限{limit}）",
        f"{name}, {label}, {cv}: {figure}, {verdict} (limit {limit})",
    )


def _spread_line(view: SheetView, stage: Stage, id: str, item: Item) -> str:
    about = About(stage=stage, indicator=id)
    figure = view.figure(cv_figure(view.check, stage, id), about)
    verdict = view.verdict(item.status, about, borderline=item.borderline)
    return view.say(f"- {view.label(id)}：{figure}，{verdict}", f"- {view.label(id)}: {figure}, {verdict}")


def lines_on_indicators(view: SheetView) -> list[str]:
    """Return, for each indicator and stage asked about, whether every school reaches it and which do not."""
    pairs = [(id, stage) for id in _asked(view) for stage in view.stages]
    lines = [line for id, stage in pairs for line in _indicator_of(view, id, stage)]
    floor = view.check.floor
    required = view.requirement([*(floor.get(id, stage) for id, stage in pairs), floor.get("RULE.met_count", WHOLE)])
    return [*lines, *required, *view.missing(view.check.item(id, stage) for id, stage in pairs)]


def _indicator_of(view: SheetView, id: str, stage: Stage) -> list[str]:
    item, threshold = view.check.item(id, stage), view.check.floor.get(id, stage)
    about = About(stage=stage, indicator=id)
    name, label = view.stage_name(stage), view.label(id)
    verdict = view.verdict(item.status, about, borderline=item.borderline)
    if item.status == "insufficient":
        return [view.say(f"{name}{label}：{verdict}", f"{name}, {label}: {verdict}")]
    mean = view.figure(mean_figure(view.check, stage, id), about)
    title = view.tools.label(id)
    described = Bilingual(f"{stage}{title.zh}低于要求的学校", f"schools below the requirement: {title.en}")
    failing = view.count(f"{id}.{stage}", described, item.schools, about)
    limit = view.limit(threshold, about)
    lead = view.say(
        f"{name}{label}：{verdict}。要求{limit}，全县平均{mean}，{failing}低于要求。",
        f"{name}, {label}: {verdict}. Required {limit}; county mean {mean}; schools below it: {failing}.",
    )
    if not item.schools:
        return [lead]
    short = measure(view.check, id, stage, item.schools)
    return [lead, *row_lines(view, short, short.rows)]


def _asked(view: SheetView) -> tuple[str, ...]:
    """Return the resource indicators that the question names, else all seven."""
    ids = tuple(indicator.id for indicator in INDICATORS)
    return tuple(id for id in ids if id in view.asked.indicators) or ids
