"""Music and art rooms (G3) in a county's sheet: the verdict, the requirement, and how many rooms each school lacks."""

import re
from collections.abc import Mapping, Sequence

from assistant.sheet.view import SheetView
from assistant.verified.ledger import About
from calculators.compare import WHOLE, every, status_of
from calculators.county import FailingRooms
from calculators.figures import rooms_figures
from calculators.measured.counted import lacking_total, small_areas
from calculators.model import Status
from calculators.rooms import KINDS, ROOM_NAMES, RoomKind, SchoolRooms, judge_kind
from corpus.bilingual import Bilingual

KIND_WORDS: Mapping[RoomKind, re.Pattern[str]] = {
    "music": re.compile(r"音乐|music", re.I),
    "art": re.compile(r"美术|绘画|画室|\bart\b|drawing|painting", re.I),
}


def lines_on_rooms(view: SheetView) -> list[str]:
    """Return the verdict on the kind of room asked about, with the schools that lack any; then that of the item.

    The item wants rooms of both kinds, so that its verdict comes first only where no one kind is asked about.
    """
    item = view.check.item("G3")
    rule = view.requirement([view.check.floor.get("G3.classes_per_room", WHOLE)])
    if view.check.choice.kinds == "sum":  # no kind can be short by itself
        return [*_lead(view), *(f"- {view.school(name)}" for name in _short(view)), *rule, *view.missing([item])]
    named = [kind for kind in KINDS if KIND_WORDS[kind].search(view.asked.question)]
    lines = [line for kind in named or KINDS for line in _lines_on_kind(view, kind)]
    if len(named) == 1:
        return [*lines, _joint(view), *rule, *view.missing([item])]
    return [*_lead(view), *(lines if view.check.failing_rooms or named else []), *rule, *view.missing([item])]


def _judged(view: SheetView) -> list[SchoolRooms]:
    return [one for one in view.check.rooms if view.asked.stage in (None, *one.school.stages)]


def _in_stage(view: SheetView, name: str) -> str:
    """A name with the stage asked about before it."""
    if view.asked.stage is None:
        return name
    stage = view.stage_name(view.asked.stage)
    return view.say(f"{stage}{name}", f"{stage}, {name}")


def _joint(view: SheetView) -> str:
    label, verdict = view.label("G3"), view.verdict(_status([one.passes for one in _judged(view)]))
    return view.say(
        f"以上各项合并判定，{_in_stage(view, label)}：{verdict}",
        f"Judged together, {_in_stage(view, label)}: {verdict}",
    )


def _lead(view: SheetView) -> list[str]:
    label, rooms = view.label("G3"), _judged(view)
    verdict = view.verdict(_status([one.passes for one in rooms]))
    short = _short(view)
    if not short:
        return [view.say(f"{_in_stage(view, label)}：{verdict}。", f"{_in_stage(view, label)}: {verdict}.")]
    names = [one.school.name for one in rooms]
    judged = view.count("G3.judged", Bilingual("应配备专用教室的学校", "schools that need the rooms"), names)
    failing = view.count("G3.failing", Bilingual("专用教室不足的学校", "schools short of rooms"), short)
    return [
        view.say(
            f"{_in_stage(view, label)}：{verdict}。核对{judged}学校，其中{failing}不足。",
            f"{_in_stage(view, label)}: {verdict}. Judged: {judged}; short of rooms: {failing}.",
        )
    ]


def _short(view: SheetView) -> list[str]:
    return [one.school.name for one in _judged(view) if one.passes is False]


def _status(verdicts: Sequence[bool | None]) -> Status:
    return status_of(every(verdicts) if verdicts else None)


def _lines_on_kind(view: SheetView, kind: RoomKind) -> list[str]:
    rooms = _judged(view)
    names = {one.school.name for one in rooms}
    failing = [one for one in view.check.failing_rooms if one.kind == kind and one.school in names]
    name = _in_stage(view, view.ledger.name("term", ROOM_NAMES[kind]))
    verdict = view.verdict(_status([judge_kind(one, kind, view.check.choice) for one in rooms]))
    if not failing:
        return [view.say(f"{name}：{verdict}。", f"{name}: {verdict}.")]
    label = Bilingual(f"{ROOM_NAMES[kind].zh}不足的学校", f"schools short of {ROOM_NAMES[kind].en}")
    count = view.count(f"G3.failing.{kind}", label, [one.school for one in failing])
    lead = view.say(f"{name}：{verdict}，{count}不足", f"{name}: {verdict}; {count} fall short")
    total = lacking_total(view.check, kind, view.asked.stage)
    if total.value is not None:
        lacking = view.figure(total, About(indicator="G3"))
        lead += view.say(f"，共缺{lacking}", f", lacking {lacking} in all")
    return [lead, *(_line_on_school(view, one, kind) for one in failing)]


def _line_on_school(view: SheetView, one: FailingRooms, kind: RoomKind) -> str:
    figures = rooms_figures(view.check, one.school)
    about = About(school=one.school)
    needed, compliant, lacking = (view.figure(figure, about) for figure in (figures.needed, *figures.of(kind)))
    school = view.school(one.school)
    return view.say(
        f"- {school}：应有{needed}，面积达标{compliant}，缺{lacking}",
        f"- {school}: needs {needed}, large enough {compliant}, lacking {lacking}",
    ) + too_small(view, next(rooms for rooms in view.check.rooms if rooms.school.name == one.school), kind)


def too_small(view: SheetView, one: SchoolRooms, kind: RoomKind) -> str:
    """The areas of the rooms of a kind that are too small to count, where the sheet lists them."""
    about = About(school=one.school.name)
    small = [view.figure(area, about) for area in small_areas(view.check, one, kind)]
    if not small:
        return ""
    return view.say(f"（不计入的面积：{'、'.join(small)}）", f" (areas left out: {', '.join(small)})")
