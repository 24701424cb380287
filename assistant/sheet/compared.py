"""Schools beside each other, a school beside the county mean, and the stages beside each other."""

from collections.abc import Sequence

from assistant.asked import want_words as words
from assistant.asked.wanted import Wanted
from assistant.sheet.rows import about_of, heading, label_of, measures, requirements, row_line
from assistant.sheet.spread import lines_on_spread
from assistant.sheet.view import SheetView
from assistant.verified.ledger import About
from calculators.compare import WHOLE, status_of
from calculators.figures import mean_figure
from calculators.indicators import BY_ID, RESOURCES
from calculators.measured.gaps import apart_figure
from calculators.measured.rows import Measure, Row, ordered
from corpus.model import Threshold

FEW = 3  # measures, of which also the differences are told


def lines_on_comparison(view: SheetView, wanted: Wanted) -> list[str]:
    """Return the schools named side by side, the higher value first; else the county means of both stages."""
    ids = wanted.measures or ("met_count", *RESOURCES)
    if not view.asked.schools:
        return lines_on_spread(view) if "CV" in ids else lines_on_means(view, wanted)
    found = measures(view, [id for id in ids if id != "CV"], view.asked.schools)
    if words.MEAN.search(view.asked.question):
        return [*_beside_means(view, found), *requirements(view, found)]
    if not wanted.measures:
        return _in_brief(view, found)
    return [*(line for one in found for line in _side_by_side(view, one, ids)), *requirements(view, found)]


def _in_brief(view: SheetView, found: Sequence[Measure]) -> list[str]:
    """A line for each indicator with the schools beside each other, the higher value first."""
    lines: list[str] = []
    for stage in dict.fromkeys(one.stage for one in found):
        rows = [line for one in found if one.stage == stage for line in _brief_line(view, one)]
        name = view.stage_name(stage) if stage else ""
        lines += [view.say(f"{name}：", f"{name}:"), *rows] if rows else []
    return [*lines, *view.requirement([view.check.floor.get("RULE.met_count", WHOLE)])] if lines else []


def _brief_line(view: SheetView, one: Measure) -> list[str]:
    rows = ordered([row for name in view.asked.schools if (row := one.row(name))], lowest=False)
    if len(rows) < len(view.asked.schools):
        return []
    told = "，".join(_brief(view, one, row) for row in rows)
    label = label_of(view, one)
    limit = {row.threshold for row in one.rows}
    threshold = next(iter(limit)) if len(limit) == 1 else None
    required = view.limit(threshold, about_of(one)) if isinstance(threshold, Threshold) else ""
    zh, en = (f"（要求{required}）", f" (required {required})") if required else ("", "")
    return [view.say(f"- {label}{zh}：{told}", f"- {label}{en}: {told.replace('，', ', ')}")]


def _brief(view: SheetView, one: Measure, row: Row) -> str:
    about, name = about_of(one, row.name), view.school(row.name, one.stage)
    figure, verdict = view.figure(one.figure(row.name), about), view.verdict(status_of(row.verdict), about)
    return view.say(f"{name}{figure}{verdict}", f"{name} {figure} {verdict}")


def _side_by_side(view: SheetView, one: Measure, ids: Sequence[str]) -> list[str]:
    """The schools under one measure; by how much they differ is told where few measures are asked about."""
    rows = ordered([row for name in view.asked.schools if (row := one.row(name))], lowest=False)
    if len(rows) < len(view.asked.schools):
        return []
    apart = _apart(view, one, rows) if len(ids) <= FEW else []
    return [_head(view, one), *(row_line(view, one, row) for row in rows), *apart]


def _head(view: SheetView, one: Measure) -> str:
    limits = {row.threshold for row in one.rows}
    threshold = next(iter(limits)) if len(limits) == 1 else None
    name = heading(view, one)
    if not isinstance(threshold, Threshold):
        return view.say(f"{name}：", f"{name}:")
    limit = view.limit(threshold, about_of(one))
    return view.say(f"{name}（要求{limit}）：", f"{name} (required {limit}):")


def _apart(view: SheetView, one: Measure, rows: Sequence[Row]) -> list[str]:
    """By how much the highest and the lowest differ."""
    figure = apart_figure(one, rows[0], rows[-1]) if len(rows) > 1 else None
    if figure is None:
        return []
    shown = view.figure(figure, about_of(one))
    return [view.say(f"- 相差{shown}", f"- Difference: {shown}")]


def _beside_means(view: SheetView, found: Sequence[Measure]) -> list[str]:
    """Each school below its name: its value, the county mean, and by how much they differ."""
    lines: list[str] = []
    for name in view.asked.schools:
        own = [line for one in found if (row := one.row(name)) for line in _beside_mean(view, one, row)]
        lines += [view.say(f"{view.school(name)}：", f"{view.school(name)}:"), *own] if own else []
    return lines


def _beside_mean(view: SheetView, one: Measure, row: Row) -> list[str]:
    if one.stage is None or one.id not in BY_ID or row.value is None:
        return []
    mean = mean_figure(view.check, one.stage, one.id)
    if mean.value is None:
        return []
    edge = Row("mean", view.check.spreads[one.stage].exact_mean(RESOURCES.index(one.id)))
    apart, about = apart_figure(one, row, edge, of_mean=mean), about_of(one)
    value, shown = view.figure(one.figure(row.name), about_of(one, row.name)), view.figure(mean, about)
    name = heading(view, one)
    line = view.say(f"- {name}：本校{value}，全县平均{shown}", f"- {name}: its value {value}, county mean {shown}")
    if apart is None:
        return [line]
    difference = view.figure(apart, about)
    return [line + view.say(f"，相差{difference}", f", difference {difference}")]


def lines_on_means(view: SheetView, wanted: Wanted) -> list[str]:
    """Return the county means of the indicators asked about, beside what is required of every school."""
    ids = tuple(id for id in wanted.measures if id in BY_ID) or RESOURCES
    lines = [line for stage in view.stages for id in ids for line in _mean(view, id, stage)]
    if not lines:
        return []
    thresholds = (view.check.floor.get(id, stage) for stage in view.stages for id in ids)
    return [*lines, *view.requirement(thresholds)]


def _mean(view: SheetView, id: str, stage: str) -> list[str]:
    one = next((one for one in measures(view, (id,)) if one.stage == stage), None)
    if one is None or one.stage is None:
        return []
    about = About(stage=stage, indicator=id)
    mean, name = view.figure(mean_figure(view.check, one.stage, id), about), heading(view, one)
    limit = view.limit(view.check.floor.get(id, one.stage), about)
    return [
        view.say(
            f"- {name}：全县平均{mean}（要求每校{limit}）", f"- {name}: county mean {mean} (required of each {limit})"
        )
    ]
