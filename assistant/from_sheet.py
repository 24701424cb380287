"""Answers from a checked sheet: the verdict first, the requirement quoted, the schools concerned with their figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from assistant.asked.groups import group_in
from assistant.asked.items import topics_of
from assistant.asked.measures import items_asked
from assistant.asked.own import whole_asked
from assistant.asked.schools import nearest
from assistant.asked.understanding import Understanding
from assistant.asked.wanted import Want, Wanted
from assistant.asked.wants import of_one_school, side_of_no_measure, wanted_of
from assistant.check import CheckReport
from assistant.from_documents import draft_from_documents
from assistant.sheet.asking import ordered_by_what, which_measure
from assistant.sheet.compared import lines_on_comparison, lines_on_means
from assistant.sheet.described import lines_on_doubts, lines_on_edge, lines_on_missing, lines_on_sheet
from assistant.sheet.explained import lines_on_explanation
from assistant.sheet.filtered import lines_on_state
from assistant.sheet.groups import lines_on_group, schools_of
from assistant.sheet.insight import insight_asked, lines_on_insight
from assistant.sheet.items import lines_on_items
from assistant.sheet.listed import lines_on_list
from assistant.sheet.overall import lines_on_school_rule, lines_overall
from assistant.sheet.ranked import lines_on_rank
from assistant.sheet.readings import lines_about_readings, lines_of_defaults, lines_on_readings
from assistant.sheet.rooms import lines_on_rooms
from assistant.sheet.school import lines_on_schools
from assistant.sheet.sizes import lines_on_class_size, lines_on_school_size
from assistant.sheet.spread import lines_on_indicators, lines_on_spread
from assistant.sheet.standards_asked import lines_on_standards_asked
from assistant.sheet.summed import lines_on_each, lines_on_left_out, lines_on_median, lines_on_totals
from assistant.sheet.targets import lines_on_targets
from assistant.sheet.view import SheetView
from assistant.sheet.years import lines_on_years, years_asked
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.view import View
from calculators.indicators import RESOURCES
from corpus.bilingual import Bilingual, same
from corpus.indicators import item_of
from corpus.places import Place

Topic = Callable[[SheetView], list[str]]
# What a sheet can decide, by the item that it is about.
TOPICS: Mapping[str, Topic] = {
    "RULE": lines_on_school_rule,
    "CV": lines_on_spread,
    "G3": lines_on_rooms,
    "G4": lines_on_school_size,
    "G5": lines_on_class_size,
    **dict.fromkeys(RESOURCES, lines_on_indicators),
}
# What a question may want of the schools, and what answers it.
WANTS: Mapping[Want, Callable[[SheetView, Wanted], list[str]]] = {
    "rank": lines_on_rank,
    "which": lines_on_state,
    "list": lines_on_list,
    "compare": lines_on_comparison,
    "explain": lines_on_explanation,
    "mean": lines_on_means,
    "missing": lines_on_missing,
    "describe": lines_on_sheet,
    "doubt": lines_on_doubts,
    "edge": lines_on_edge,
    "total": lines_on_totals,
    "each": lines_on_each,
    "median": lines_on_median,
    "left_out": lines_on_left_out,
}
# Wants that can be told of one group of schools.
BY_GROUP = ("group", "which", "rank", "list", "total", "edge")
# Wants that are about the whole sheet: no target and no reading is told beside them.
OF_THE_SHEET = ("missing", "describe", "doubt", "left_out")


def draft_from_sheet(view: SheetView) -> Draft:
    """Answer a question about the user's own schools from the check of their sheet."""
    view = _in_full(_of_year(_of_the_school(view)))
    asked = view.asked
    if wanted := _wanted(view):
        return Draft("needs_input", (view.phrase(wanted),))
    if side := side_of_no_measure(wanted_of(asked)):
        return which_measure(view, side, wanted_of(asked))
    want = wanted_of(asked)
    if want and want.want == "rank" and not want.measures:
        return ordered_by_what(view, want.order)
    lines = [*_of_all_schools(view, want), *_lines(view)]
    if not lines:
        return draft_undecidable(view)
    shown = tuple(reading for reading in view.report.readings if reading.changes.zh or not reading.default)
    aside = bool(asked.schools or explains(asked))
    named = [] if aside or (want and want.number is not None) else lines_on_standards_asked(view)
    aside = aside or whole_asked(asked) == "evidence" or bool(want and want.want in OF_THE_SHEET)
    hides_own = aside or asked.national or view.county in {place.full_name for place in asked.places}
    own = () if hides_own else lines_on_targets(view, topics_of(asked))
    own_faults = () if explains(asked) else asked.schools  # a coefficient rests on every school
    told = want is not None and want.want in OF_THE_SHEET
    faults = [] if told else view.faults(topics_of(asked), own_faults)
    said = (*own, *view.basis(), *([] if told else lines_on_readings(view)), *faults)
    return Draft("answered", (*named, *lines, *said), readings=shown)


def draft_on_readings(view: View, report: CheckReport | None, ids: Sequence[str]) -> Draft:
    """Answer a question about the readings (口径): those in use and what the others would turn, else the defaults."""
    if report is None:
        return Draft("answered", tuple(lines_of_defaults(view, ids)))
    sheet = SheetView(view.asked, view.tools, view.ledger, view.county, report)
    return Draft("answered", (*lines_about_readings(sheet, ids), *sheet.basis()), readings=report.readings)


def _of_all_schools(view: SheetView, want: Wanted | None) -> list[str]:
    """Say where an answer is of all schools though the question keeps to a group of them."""
    group = None if view.asked.schools else group_in(view.asked.question)
    kept = want is not None and want.want in BY_GROUP and group is not None and schools_of(view, group) is not None
    return [view.phrase(phrases.NOT_BY_GROUP)] if group and not kept else []


def _of_the_school(view: SheetView) -> SheetView:
    """Take 这所学校 for the school of the sheet where it has but one; what is explained there is that school's."""
    schools, want = view.report.school_names, wanted_of(view.asked)
    meant = of_one_school(view.asked) or (want is not None and want.want == "explain" and not view.asked.schools)
    if len(schools) != 1 or not meant:
        return view
    return replace(view, asked=replace(view.asked, schools=schools))


def _in_full(view: SheetView) -> SheetView:
    """Take an item that the question calls for short (设备, 用房, 规模) for the one that schools are judged by."""
    named = tuple(id for id in items_asked(view.asked) if id not in view.asked.indicators)
    return replace(view, asked=replace(view.asked, indicators=(*view.asked.indicators, *named))) if named else view


def _of_year(view: SheetView) -> SheetView:
    """Take the sheet of the year that the question names, where there is one of that year beside the latest."""
    earlier = next((one for one in view.report.earlier if one.table.year == view.asked.year), None)
    if earlier is None or years_asked(view.asked):
        return view
    return replace(view, report=replace(view.report, check=earlier, table=earlier.table, earlier=()))


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
    wanted = wanted_of(asked)
    if wanted and wanted.want == "group" and wanted.group:
        return lines_on_group(view, wanted.group)
    if wanted and wanted.want in WANTS and (lines := WANTS[wanted.want](view, wanted)):
        return lines
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
    """Say that the sheets do not decide what was asked; what they do decide is offered to be asked."""
    return Draft("needs_input", (view.phrase(phrases.NOT_IN_SHEET),), suggestions=phrases.EXAMPLES, undecided=True)


def draft_unknown_school(view: SheetView) -> Draft:
    """Say that the sheet has no school of the name asked, and which names are like it."""
    lines = []
    for asked in view.asked.unknown_schools:
        near = [view.ledger.name("data", same(name)) for name in nearest(asked, view.report.school_names)]
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
