"""Answers from a checked sheet: the verdict first, the requirement quoted, the schools concerned with their figures."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from assistant import phrases
from assistant.draft import Draft
from assistant.from_documents import draft_from_documents
from assistant.items_asked import topics_of
from assistant.model import other_reading_name, reading_name
from assistant.schools import nearest
from assistant.sheet.insight import insight_asked, lines_on_insight
from assistant.sheet.items import lines_on_items
from assistant.sheet.overall import lines_on_school_rule, lines_overall
from assistant.sheet.rooms import lines_on_rooms
from assistant.sheet.school import lines_on_schools
from assistant.sheet.sizes import lines_on_class_size, lines_on_school_size
from assistant.sheet.spread import lines_on_indicators, lines_on_spread
from assistant.sheet.targets import lines_on_targets
from assistant.sheet.view import SheetView
from assistant.sheet.years import lines_on_years, years_asked
from assistant.understanding import Understanding
from assistant.view import View
from calculators.indicators import INDICATORS
from corpus.bilingual import Bilingual
from corpus.indicators import item_of
from corpus.places import Place

Topic = Callable[[SheetView], list[str]]
RESOURCES = tuple(indicator.id for indicator in INDICATORS)
# What a sheet can decide, by the item that it is about.
TOPICS: Mapping[str, Topic] = {
    "RULE": lines_on_school_rule,
    "CV": lines_on_spread,
    "G3": lines_on_rooms,
    "G4": lines_on_school_size,
    "G5": lines_on_class_size,
    **dict.fromkeys(RESOURCES, lines_on_indicators),
}


def draft_from_sheet(view: SheetView) -> Draft:
    """Answer a question about the user's own schools from the check of their sheet."""
    asked = view.asked
    if wanted := _wanted(view):
        return Draft("needs_input", (view.phrase(wanted),))
    lines = _lines(view)
    if not lines:
        return draft_undecidable(view)
    shown = tuple(reading for reading in view.report.readings if reading.changes.zh or not reading.default)
    own = () if asked.schools or asked.national or explains(asked) else lines_on_targets(view, topics_of(asked))
    said = (*own, *view.basis(), *lines_on_readings(view), *view.faults(topics_of(asked)))
    return Draft("answered", (*lines, *said), readings=shown)


def lines_on_readings(view: SheetView) -> list[str]:
    """Name the readings in use that are not the default, and those that would turn an item asked about."""
    topics = topics_of(view.asked)
    turning = {id for item in view.check.items if item_of(item.id) in topics for id in item.flips}
    lines = []
    for one in view.report.readings:
        if not one.default:
            name = view.ledger.name("message", reading_name(one))
            lines.append(view.say(f"采用口径：{name}", f"Read as: {name}"))
        if one.id in turning:
            name = view.ledger.name("message", other_reading_name(one))
            lines.append(view.say(f"换用别的口径，结论会变：{name}", f"Another reading would turn it: {name}"))
    return lines


def _wanted(view: SheetView) -> Bilingual | None:
    """Return the phrase that asks for what is missing to explain the figures, if anything is."""
    if years_asked(view.asked):
        return None if view.report.earlier else phrases.NO_EARLIER_SHEET
    nameless = insight_asked(view.asked) == "without" and not view.asked.schools
    return phrases.WHICH_SCHOOL if nameless else None


def _lines(view: SheetView) -> list[str]:
    asked = view.asked
    if years_asked(asked):
        return lines_on_years(view)
    if insight := insight_asked(asked):
        return lines_on_insight(view, insight)
    if asked.schools:
        return lines_on_schools(view)
    if asked.indicators:
        topics = dict.fromkeys(TOPICS.get(topic, lines_on_items) for topic in topics_of(asked))
        return [line for topic in topics for line in topic(view)]
    return lines_overall(view)


def explains(asked: Understanding) -> bool:
    """Say whether a question asks what lies behind the figures of one's own sheet, or how they changed."""
    return years_asked(asked) or insight_asked(asked) is not None


def draft_undecidable(view: SheetView) -> Draft:
    """Say that a school sheet does not decide what was asked, and what it does decide."""
    decided = "、".join(view.tools.label(topic).zh for topic in TOPICS)
    decided_en = "; ".join(view.tools.label(topic).en for topic in TOPICS)
    names = view.ledger.name("indicator", Bilingual(decided, decided_en))
    lines = [
        view.phrase(phrases.NOT_IN_SHEET),
        view.say(f"这张表可以判断：{names}。", f"This sheet decides: {names}."),
    ]
    return Draft("needs_input", tuple(lines), suggestions=phrases.EXAMPLES)


def draft_unknown_school(view: SheetView) -> Draft:
    """Say that the sheet has no school of the name asked, and which names are like it."""
    lines = []
    for asked in view.asked.unknown_schools:
        near = [view.school(name) for name in nearest(asked, view.report.school_names)]
        name = view.school(asked)
        lines.append(view.say(f"表中没有{name}。", f"The sheet has no {name}."))
        lines += [view.say(f"- 相近的校名：{one}", f"- A name like it: {one}") for one in near]
    return Draft("needs_input", tuple(lines))


def draft_sheet_needed(view: View, place: Place | None, year: int) -> Draft:
    """Ask for the sheet that a verdict needs, and quote the requirement that it will be held against."""
    needed = view.phrase(phrases.SHEET_NEEDED)
    wanted = topics_of(view.asked)
    stages = (None, "义务教育", view.asked.stage)
    thresholds = [
        one
        for one in view.tools.standards.floor(year).in_force.values()
        if item_of(one.indicator) in wanted and (view.asked.stage is None or one.stage in stages)
    ]
    if thresholds or not wanted:
        return Draft("needs_input", (needed, *view.requirement(thresholds)))
    national = View(replace(view.asked, national=True), view.tools, view.ledger, view.county)
    found = draft_from_documents(national, place, year)
    return Draft("needs_input", (needed, *(found.lines if found.status == "answered" else ())))
