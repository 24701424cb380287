"""Music and art rooms (G3) in a county's sheet: the verdict, the requirement, and how many rooms each school lacks."""

import re

from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.ledger import About
from calculators.compare import WHOLE, every, status_of
from calculators.county import FailingRooms
from calculators.figures import rooms_figures
from calculators.measured.counted import lacking_total
from calculators.rooms import KINDS, ROOM_NAMES, RoomKind
from corpus.bilingual import Bilingual

_ASKED = {"music": re.compile(r"音乐|music", re.I), "art": re.compile(r"美术|绘画|画室|\bart\b|drawing|painting", re.I)}


def lines_on_rooms(view: SheetView) -> list[str]:
    """Return the verdict, with the schools that lack rooms of the kind asked about; of the other kind how many do."""
    item = view.check.item("G3")
    label, verdict = view.label("G3"), view.verdict(item.status)
    rule = view.requirement([view.check.floor.get("G3.classes_per_room", WHOLE)])
    if not item.schools:
        lines = [view.say(f"{label}：{verdict}。", f"{label}: {verdict}."), *rule]
        return lines + view.missing([item])
    names = [one.school.name for one in view.check.rooms]
    judged = view.count("G3.judged", Bilingual("应配备专用教室的学校", "schools that need the rooms"), names)
    failing = view.count("G3.failing", Bilingual("专用教室不足的学校", "schools short of rooms"), item.schools)
    lines = [
        view.say(
            f"{label}：{verdict}。核对{judged}学校，其中{failing}不足。",
            f"{label}: {verdict}. Judged: {judged}; short of rooms: {failing}.",
        )
    ]
    named = [kind for kind in KINDS if _ASKED[kind].search(view.asked.question)] or list(KINDS)
    for kind in sorted(KINDS, key=lambda kind: kind not in named):
        lines += _lines_on_kind(view, kind)[: None if kind in named else 1]
    return [*lines, *rule, *view.missing([item])]


def _lines_on_kind(view: SheetView, kind: RoomKind) -> list[str]:
    failing = [one for one in view.check.failing_rooms if one.kind == kind]
    rooms = view.check.rooms
    met = (
        every([None if one.needed is None else one.count(kind).enough(one.needed) for one in rooms]) if rooms else None
    )
    name = view.ledger.name("term", ROOM_NAMES[kind])
    verdict = view.verdict(status_of(met))
    if not failing:
        return (
            [view.say(f"{name}：{verdict}。", f"{name}: {verdict}."), view.phrase(phrases.NOTHING_MISSING)]
            if met
            else []
        )
    label = Bilingual(f"{ROOM_NAMES[kind].zh}不足的学校", f"schools short of {ROOM_NAMES[kind].en}")
    count = view.count(f"G3.failing.{kind}", label, [one.school for one in failing])
    lead = view.say(f"{name}：{verdict}，{count}不足", f"{name}: {verdict}; {count} fall short")
    total = lacking_total(view.check, kind)
    if total.value is not None:
        lacking = view.figure(total, About(indicator="G3"))
        lead += view.say(f"，共缺{lacking}", f", lacking {lacking} in all")
    return [lead, *(_line_on_school(view, one, kind) for one in failing)]


def _line_on_school(view: SheetView, one: FailingRooms, kind: RoomKind) -> str:
    figures = rooms_figures(view.check, one.school)
    about = About(school=one.school)
    shown = (
        figures.needed,
        figures.compliant_music if kind == "music" else figures.compliant_art,
        figures.lacking_music if kind == "music" else figures.lacking_art,
    )
    needed, compliant, lacking = (view.figure(figure, about) for figure in shown)
    school = view.school(one.school)
    return view.say(
        f"- {school}：应有{needed}，面积达标{compliant}，缺{lacking}",
        f"- {school}: needs {needed}, large enough {compliant}, lacking {lacking}",
    )
