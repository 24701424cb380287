"""The findings on the schools that a question names: the seven indicators by stage, rooms, size and classes."""

from dataclasses import replace
from fractions import Fraction

from assistant.asked.measures import items_asked, without_names
from assistant.sheet.rooms import KIND_WORDS, too_small
from assistant.sheet.rows import SIGNS, distance
from assistant.sheet.summed import outside_line
from assistant.sheet.view import SheetView, joint
from assistant.verified.ledger import About
from calculators.compare import WHOLE, limit_of, status_of, tri
from calculators.figures import RoomsFigures, class_size_figure, rooms_figures, size_figure, unit_figure
from calculators.indicators import BY_ID, RESOURCES
from calculators.measured.counted import met_figure
from calculators.measured.measures import measure
from calculators.model import Status
from calculators.rooms import KINDS, ROOM_NAMES, RoomKind, SchoolRooms, judge_kind
from calculators.verdict.items import is_borderline
from corpus.model import Stage

RULE = "RULE"


def lines_on_schools(view: SheetView) -> list[str]:
    """Return the findings on each school that the question names, on the items that it asks about."""
    return [line for school in view.asked.schools for line in _lines_on(view, school)]


def _topics(view: SheetView, school: str) -> set[str]:
    """Return the items asked about a school: those that stand with its name where every school has its own."""
    own = {name: _beside(view, name) for name in view.asked.schools}
    if len(own) > 1 and all(own.values()):
        return own[school]
    return set(items_asked(view.asked))


def _beside(view: SheetView, school: str) -> set[str]:
    """Return the items named behind the name of a school, up to the name of the next one."""
    _, _, behind = view.asked.question.partition(school)
    for other in view.asked.schools:
        behind = behind.partition(other)[0]
    part = replace(view.asked, question=behind, indicators=view.tools.terms.indicators(behind), schools=())
    return set(items_asked(part))


def _lines_on(view: SheetView, school: str) -> list[str]:
    if all(one.name != school for one in view.check.schools):
        return _left_out(view, school)
    topics = _topics(view, school)
    everything = not topics or bool(topics & {RULE, "CV"})
    lines, judged = _whole(view, school) if everything else [], False
    for stage in view.stages:
        if any(one.name == school for one in view.check.units[stage].schools):
            judged = True
            lines += _unit_lines(view, school, stage, topics, everything=everything)
    if everything and not judged:
        lines += _left_out(view, school)
    if everything or "G3" in topics:
        lines += _room_lines(view, school)
    if everything or "G4" in topics:
        lines += _size_lines(view, school)
    if everything or "G5" in topics:
        lines += _class_lines(view, school)
    return lines or _left_out(view, school)


def _whole(view: SheetView, school: str) -> list[str]:
    """How a school stands in each thing that is judged school by school, in one line, before each is told."""
    found = {
        RULE: [status_of(tri(units.passes[at])) for units in view.check.units.values()
               for at, one in enumerate(units.schools) if one.name == school],
        "G3": [status_of(one.passes) for one in view.check.rooms if one.school.name == school],
        "G4": [status_of(one.passes) for one in view.check.size if one.school.name == school],
        "G5": [status_of(one.passes) for one in view.check.class_size if one.school.name == school],
    }  # fmt: skip
    about, shown = About(school=school), view.school(school)
    told = [(view.label(id), view.verdict(joint(one), about)) for id, one in found.items() if one]
    zh, en = "，".join(f"{label}{verdict}" for label, verdict in told), ", ".join(f"{one} {two}" for one, two in told)
    return [view.say(f"{shown}：{zh}", f"{shown}: {en}")] if told else []


def _left_out(view: SheetView, school: str) -> list[str]:
    """Say that a school of the sheet is not judged, with the reason that the check gives."""
    shown = view.school(school)
    lead = view.say(f"{shown}没有计入这项判定。", f"{shown} is not counted here.")
    return [lead, *outside_line(view, school)]


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
        met = met_figure(view.check, stage, school)
        counted = view.figure(met, about) if met.value is not None else ""
        told = view.say(f"，达标的指标{counted}", f", indicators met: {counted}") if counted else ""
        lines.append(
            view.say(
                f"{shown}（{stage_name}）{label}：{verdict}{told}", f"{shown} ({stage_name}), {label}: {verdict}{told}"
            )
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
    return line + _far(view, id, stage, school) + _below_remainder(view, row, id, stage, about)


def _below_remainder(view: SheetView, row: int, id: str, stage: Stage, about: About) -> str:
    """Say where an indicator is below the share of the requirement that the one left over must keep."""
    share, threshold = view.check.floor.get("RULE.remainder", WHOLE), view.check.floor.get(id, stage)
    value = view.check.units[stage].exact_value(row, BY_ID[id])
    if value >= limit_of(threshold, Fraction(share.value)):
        return ""
    shown = view.limit(share, replace(about, indicator=None))
    below = view.ledger.name("message", SIGNS["<"])
    return view.say(f"，{below}要求的{shown}", f", {below} {shown} of the requirement")


def _far(view: SheetView, id: str, stage: Stage | None, school: str) -> str:
    """By how much a school misses what is required, and what it takes to reach it."""
    one = measure(view.check, id, stage, (school,))
    return "".join(distance(view, one, row) for row in one.rows)


def _room_lines(view: SheetView, school: str) -> list[str]:
    one = next((one for one in view.check.rooms if one.school.name == school), None)
    if one is None:
        return []
    together = view.check.choice.kinds == "sum"
    named = [kind for kind in KINDS if not together and KIND_WORDS[kind].search(without_names(view.asked))]
    of_kind = [_kind_line(view, one, kind) for kind in named] if len(named) == 1 else []
    return [*of_kind, _rooms_line(view, one)]


def _kind_line(view: SheetView, one: SchoolRooms, kind: RoomKind) -> str:
    """The verdict on the rooms of one kind, where that kind alone is asked about."""
    about, figures = About(school=one.school.name), rooms_figures(view.check, one.school.name)
    needed, count = view.figure(figures.needed, about), view.figure(figures.of(kind)[0], about)
    name, label = view.school(one.school.name), view.ledger.name("term", ROOM_NAMES[kind])
    verdict, lacking = view.verdict(status_of(judge_kind(one, kind, view.check.choice)), about), figures.of(kind)[1]
    line = view.say(
        f"{name}{label}：{verdict}，应有{needed}，可计入{count}",
        f"{name}, {label}: {verdict}; needed {needed}, counted {count}",
    )
    if not lacking.value:
        return line
    short = view.figure(lacking, about)
    return line + view.say(f"，缺{short}", f", lacking {short}") + too_small(view, one, kind)


def _rooms_line(view: SheetView, one: SchoolRooms) -> str:
    about, figures = About(school=one.school.name), rooms_figures(view.check, one.school.name)
    shown = (figures.needed, figures.compliant_music, figures.compliant_art)
    needed, music, art = (view.figure(figure, about) for figure in shown)
    name, label, verdict = view.school(one.school.name), view.label("G3"), view.verdict(status_of(one.passes), about)
    line = view.say(
        f"{name}{label}：{verdict}，每类应有{needed}，可计入的音乐教室{music}，可计入的美术教室{art}",
        f"{name}, {label}: {verdict}; needed of each kind {needed};"
        f" music rooms that count {music}; art rooms that count {art}",
    )
    return line + _lacking(view, figures, about)


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
