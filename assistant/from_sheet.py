"""Answers from a checked sheet: the verdict first, the requirement quoted, the schools concerned with their figures."""

from collections.abc import Callable, Mapping

from assistant import phrases
from assistant.draft import Draft
from assistant.from_documents import draft_from_documents
from assistant.sheet_overall import lines_on_schools, lines_overall
from assistant.sheet_rooms import lines_on_rooms
from assistant.sheet_sizes import lines_on_class_size, lines_on_school_size
from assistant.sheet_spread import lines_on_indicators, lines_on_spread
from assistant.sheet_view import SheetView
from assistant.understanding import Understanding
from assistant.view import View, item_of
from calculators.indicators import INDICATORS
from corpus.places import Place

Topic = Callable[[SheetView], list[str]]
RESOURCES = tuple(indicator.id for indicator in INDICATORS)
# What a sheet can decide, by the item that it is about.
TOPICS: Mapping[str, Topic] = {
    "CV": lines_on_spread,
    "G3": lines_on_rooms,
    "G4": lines_on_school_size,
    "G5": lines_on_class_size,
    **dict.fromkeys(RESOURCES, lines_on_indicators),
}


def draft_from_sheet(view: SheetView) -> Draft:
    """Answer a question about the user's own schools from the check of their sheet."""
    asked = view.asked
    if asked.schools:
        lines = lines_on_schools(view)
    elif asked.indicators:
        topics = dict.fromkeys(TOPICS.get(topic, lines_on_open_items) for topic in topics_of(asked))
        lines = [line for topic in topics for line in topic(view)]
    else:
        lines = lines_overall(view)
    return Draft("answered", (*lines, view.basis(), *_faults(view)), readings=view.report.readings)


def lines_on_open_items(view: SheetView) -> list[str]:
    """Say that a school sheet does not decide an item, and which data or evidence would."""
    lines = []
    for id in topics_of(view.asked):
        for item in (one for one in view.check.items if one.id == id):
            label = view.label(id)
            lines.append(view.say(f"{label}：{view.verdict(item.status)}", f"{label}: {view.verdict(item.status)}"))
            lines += view.missing([item])
    return lines


def draft_sheet_needed(view: View, place: Place | None, year: int) -> Draft:
    """Ask for the sheet that a verdict needs, and quote the requirement that it will be held against."""
    needed = view.phrase(phrases.SHEET_NEEDED)
    wanted = topics_of(view.asked)
    stages = (None, "义务教育", view.asked.stage)
    thresholds = [
        one
        for one in view.tools.standards.floor(year).in_force.values()
        if item_of(one) in wanted and (view.asked.stage is None or one.stage in stages)
    ]
    if thresholds or not wanted:
        return Draft("needs_input", (needed, *view.requirement(thresholds)))
    found = draft_from_documents(view, place)
    return Draft("needs_input", (needed, *(found.lines if found.status == "answered" else ())))


def topics_of(asked: Understanding) -> tuple[str, ...]:
    """Return the items that a question is about; the 差异系数 of an indicator is a question about the 差异系数.

    >>> from assistant.understanding import Understanding
    >>> topics_of(Understanding("", "zh", "verdict", indicators=("CV", "R4")))
    ('CV',)
    """
    ids = tuple(dict.fromkeys(id.split(".")[0] for id in asked.indicators))
    return ("CV",) if "CV" in ids else ids


def _faults(view: SheetView) -> list[str]:
    errors = [issue for issue in view.check.issues if issue.severity == "error"]
    if not errors:
        return []
    return [
        view.phrase(phrases.DATA_UNUSABLE),
        *(f"- {view.ledger.name('message', issue.message)}" for issue in errors),
    ]
