"""The findings on the schools that a question names: the seven indicators by stage, rooms, size and classes."""

from assistant.asked.items import topics_of
from assistant.sheet.rows import distance
from assistant.sheet.view import SheetView
from assistant.verified.ledger import About
from calculators.compare import WHOLE, status_of
from calculators.figures import RoomsFigures, class_size_figure, rooms_figures, size_figure, unit_figure
from calculators.indicators import INDICATORS
from calculators.measured.measures import measure
from calculators.model import Status
from calculators.verdict.items import is_borderline
from corpus.model import Stage

RESOURCES = tuple(indicator.id for indicator in INDICATORS)
RULE = "RULE"


def lines_on_schools(view: SheetView) -> list[str]:
    """Return the findings on each school that the question names, on the items that it asks about."""
    return [line for school in view.asked.schools for line in _lines_on(view, school)]


def _lines_on(view: SheetView, school: str) -> list[str]:
    if all(one.name != school for one in view.check.schools):
        return _left_out(view, school)
    topics = set(topics_of(view.asked))
    everything = not topics or bool(topics & {RULE, "CV"})
    lines = []
    for stage in view.stages:
        if any(one.name == school for one in view.check.units[stage].schools):
            lines += _unit_lines(view, school, stage, topics, everything=everything)
    if everything or "G3" in topics:
        lines += _room_lines(view, school)
    if everything or "G4" in topics:
        lines += _size_lines(view, school)
    if everything or "G5" in topics:
        lines += _class_lines(view, school)
    return lines or _left_out(view, school)


def _left_out(view: SheetView, school: str) -> list[str]:
    """Say that a school of the sheet is not judged, with the reason that the check gives."""
    shown = view.school(school)
    reasons = [issue for issue in view.check.issues if school in issue.message.zh]
    messages = [f"- {view.ledger.name('message', issue.message)}" for issue in reasons]
    return [view.say(f"{shown}没有计入这项判定。", f"{shown} is not counted here."), *messages]


def _unit_lines(view: SheetView, school: str, stage: Stage, topics: set[str], *, everything: bool) -> list[str]:
    units = view.check.units[stage]
    row = next(at for at, one in enumerate(units.schools) if one.name == school)
    about = About(school=school, stage=stage)
    shown, stage_name = view.school(school, stage), view.stage_name(stage)
    wanted = [id for id in RESOURCES if everything or id in topics]
    lines = []
    if everything:
        verdict = view.verdict(_status(int(units.passes[row])), about)
        label = view.label(RULE)
        lines.append(
            view.say(f"{shown}（{stage_name}）{label}：{verdict}", f"{shown} ({stage_name}), {label}: {verdict}")
        )
    elif wanted:
        lines.append(view.say(f"{shown}（{stage_name}）：", f"{shown} ({stage_name}):"))
    lines += [_indicator_line(view, school, stage, row, id) for id in wanted]
    rule = view.check.floor.get("RULE.met_count", WHOLE)
    return lines + (view.requirement([rule]) if everything else [])


def _indicator_line(view: SheetView, school: str, stage: Stage, row: int, id: str) -> str:
    units, column = view.check.units[stage], RESOURCES.index(id)
    about = About(school=school, stage=stage, indicator=id)
    threshold = view.check.floor.get(id, stage)
    figure, limit = view.figure(unit_figure(view.check, school, stage, id), about), view.limit(threshold, about)
    status = _status(int(units.met[row, column]))
    borderline = status != "insufficient" and is_borderline(units, row, column, threshold)
    verdict, label = view.verdict(status, about, borderline=borderline), view.label(id)
    if status == "insufficient":
        return view.say(f"- {label}：{verdict}", f"- {label}: {verdict}")
    line = view.say(f"- {label}：{figure}，要求{limit}，{verdict}", f"- {label}: {figure}, required {limit}, {verdict}")
    return line + _far(view, id, stage, school)


def _far(view: SheetView, id: str, stage: Stage | None, school: str) -> str:
    """By how much a school misses what is required, and what it takes to reach it."""
    one = measure(view.check, id, stage, (school,))
    return "".join(distance(view, one, row) for row in one.rows)


def _room_lines(view: SheetView, school: str) -> list[str]:
    about = About(school=school)
    for one in view.check.rooms:
        if one.school.name == school:
            figures = rooms_figures(view.check, school)
            shown = (figures.needed, figures.compliant_music, figures.compliant_art)
            needed, music, art = (view.figure(figure, about) for figure in shown)
            name, label, verdict = view.school(school), view.label("G3"), view.verdict(status_of(one.passes), about)
            line = view.say(
                f"{name}{label}：{verdict}，每类应有{needed}，可计入的音乐教室{music}，可计入的美术教室{art}",
                f"{name}, {label}: {verdict}; needed of each kind {needed};"
                f" music rooms that count {music}; art rooms that count {art}",
            )
            return [line + _lacking(view, figures, about)]
    return []


def _lacking(view: SheetView, figures: RoomsFigures, about: About) -> str:
    """How many rooms of each kind are lacking, where any is."""
    kinds = (("音乐教室", "music rooms", figures.lacking_music), ("美术教室", "art rooms", figures.lacking_art))
    said = ""
    for zh, en, figure in kinds:
        if figure.value:
            lacking = view.figure(figure, about)
            said += view.say(f"，{zh}缺{lacking}", f"; {en} lacking {lacking}")
    return said


def _size_lines(view: SheetView, school: str) -> list[str]:
    about = About(school=school)
    for one in view.check.size:
        if one.school.name == school:
            pupils = view.figure(size_figure(view.check, school), about)
            name, label, verdict = view.school(school), view.label("G4"), view.verdict(status_of(one.passes), about)
            if one.is_eased:
                return [view.say(f"{name}{label}：{pupils}，{verdict}", f"{name}, {label}: {pupils}, {verdict}")]
            limit = view.limit(one.threshold, about)
            return [
                view.say(
                    f"{name}{label}：{pupils}，上限{limit}，{verdict}",
                    f"{name}, {label}: {pupils}, limit {limit}, {verdict}",
                )
                + _far(view, "size", None, school)
            ]
    return []


def _class_lines(view: SheetView, school: str) -> list[str]:
    lines = []
    for one in view.check.class_size:
        if one.school.name == school and view.asked.stage in (None, one.stage):
            about = About(school=school, stage=one.stage)
            limit, verdict = view.limit(one.threshold, about), view.verdict(status_of(one.passes), about)
            name, label, stage = view.school(school), view.label("G5"), view.stage_name(one.stage)
            if one.largest is None:
                lines.append(view.say(f"{name}（{stage}）{label}：{verdict}", f"{name} ({stage}), {label}: {verdict}"))
                continue
            largest = view.figure(class_size_figure(view.check, school, one.stage), about)
            lines.append(
                view.say(
                    f"{name}（{stage}）{label}：最大班额{largest}，上限{limit}，{verdict}",
                    f"{name} ({stage}), {label}: largest class {largest}, limit {limit}, {verdict}",
                )
                + _far(view, "class_size", one.stage, school)
            )
    return lines


def _status(verdict: int) -> Status:
    return status_of(None if verdict < 0 else bool(verdict))
