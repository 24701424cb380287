"""The built-in engine: finds which drafter answers a question, and lets it. Complete without a model."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from assistant.asked.numbers import numbers_unused
from assistant.asked.own import is_overall
from assistant.asked.readings import readings_asked_about
from assistant.asked.schools import nearest
from assistant.asked.wants import wanted_of
from assistant.check import CheckReport
from assistant.from_documents import draft_from_documents
from assistant.from_given import draft_from_given
from assistant.from_sheet import (
    draft_from_sheet,
    draft_on_readings,
    draft_sheet_needed,
    draft_undecidable,
    draft_unknown_school,
    explains,
)
from assistant.from_talk import draft_choice, draft_elsewhere, draft_other_year, draft_talk
from assistant.meaning import as_asked, is_left_open, likely, meaning_of, restated
from assistant.routing import (
    Asking,
    asks_a_rule,
    asks_for_the_whole,
    asks_its_value,
    asks_no_data,
    asks_of_another_year,
    asks_of_its_schools,
    asks_of_rules_only,
    asks_own_form,
    asks_what_a_term_means,
    asks_why,
    gives_its_own_numbers,
    is_about_readings,
    is_anything,
    is_of_ones_own,
    is_of_the_sheets_place,
    is_talk,
    is_unclear,
    names_a_measure,
    names_a_school,
    names_a_school_without_sheet,
    names_a_stranger,
    names_another_thing,
    takes_anothers_standard,
    wants_a_verdict_elsewhere,
)
from assistant.shown import shown_numbers
from assistant.suggested import MOST, answerable, suggested
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.view import View
from corpus.bilingual import same
from corpus.places import Place

Drafter = Callable[[Asking], Draft]


@dataclass(frozen=True, slots=True)
class Route:
    """A kind of question, and what drafts its answer."""

    fits: Callable[[Asking], bool]
    draft: Drafter


def draft_answer(view: View, place: Place | None, year: int, report: CheckReport | None) -> Draft:
    """Draft the answer: from the sheet where a verdict or a value of one's own is asked, else from the documents."""
    asking = Asking(view, place, year, report)
    if (several := asking.vague) and not is_unclear(asking):
        asking = asking.understood_as(replace(view.asked, indicators=several.items))
        draft = _said_of_each(asking, _routed(asking))
    else:
        draft = _by_examples(asking) or _routed(asking)
        if draft.status != "answered" and is_left_open(asking):
            draft = _left_over(asking, draft)
    return replace(draft, suggestions=suggested(asking, draft))


def _said_of_each(asking: Asking, draft: Draft) -> Draft:
    """Say first that the word asked about means several items."""
    if draft.status != "answered" or len(asking.asked.indicators) < 2:
        return draft
    return replace(draft, lines=(asking.view.phrase(phrases.SEVERAL_MEANT), *draft.lines))


def _by_examples(asking: Asking) -> Draft | None:
    """Answer from the sheet what only the examples understand; None where they do not, or there is no answer to it."""
    if asking.report is None or asking.asked.places or not is_left_open(asking):
        return None
    meant = meaning_of(asking)
    question = restated(asking, meant.wants[0]) if meant.sure else None
    draft = _routed(as_asked(asking, question)) if question else None
    if draft is None or question is None or draft.status != "answered":
        return None
    return replace(draft, lines=(asking.view.answering(question.text), *draft.lines))


def _left_over(asking: Asking, draft: Draft) -> Draft:
    """Say of a question without an answer what else it can be: of a sheet that is not here, of the tool, of neither."""
    meant, view = meaning_of(asking), asking.view
    want = meant.wants[0] if meant.sure else None
    if want == "none":
        return Draft("abstained", (view.phrase(phrases.OUT_OF_SCOPE),))
    if want == "help":
        return Draft("answered", (view.phrase(phrases.HELP),))
    if want and asking.report is None and not asking.asked.places and restated(asking, want):
        return draft_sheet_needed(view, asking.place, asking.year)
    offered = [one.text for one in likely(asking, meant) if answerable(one, asking)]
    return replace(draft, suggestions=tuple(offered)) if offered else draft


def _routed(asking: Asking) -> Draft:
    return next(route for route in ROUTES if route.fits(asking)).draft(asking)


def _documents(one: Asking) -> Draft:
    return draft_from_documents(one.view, one.place, one.year)


def _readings(one: Asking) -> Draft:
    return draft_on_readings(one.view, one.report, readings_asked_about(one.asked.question))


def _given(one: Asking) -> Draft:
    return draft_from_given(one.view, one.year)


def _sheet(one: Asking) -> Draft:
    """Answer from the sheet at hand, or say what it lacks: the sheet itself, the school, or what decides the question.

    What is one's own is never answered from another county's document.
    """
    asked = one.asked
    if one.report is None:
        return draft_sheet_needed(one.view, one.place, one.year)
    if asked.unknown_schools:
        return _with_strangers(one)
    known = asked.schools or asked.indicators or explains(asked) or is_overall(asked) or wanted_of(asked)
    if names_another_thing(one) and not explains(asked):
        return draft_undecidable(one.sheet)
    return _whole(one) if known or names_a_measure(one) else draft_undecidable(one.sheet)


def _whole(one: Asking) -> Draft:
    """Answer from the sheet, and say where a number of the question had no part in it."""
    draft = draft_from_sheet(one.sheet)
    if draft.status != "answered" or not numbers_unused(one.asked, shown_numbers(draft, one.view.ledger)):
        return draft
    return replace(draft, lines=(one.view.phrase(phrases.NUMBER_NOT_USED), *draft.lines))


def _with_strangers(one: Asking) -> Draft:
    """Say which schools the sheet does not have, with the question for those of like names; answer for the others."""
    asked, sheet = one.asked, one.sheet
    told = draft_unknown_school(sheet)
    near = [(name, like) for name in asked.unknown_schools for like in nearest(name, sheet.report.school_names)]
    if not asked.schools:
        return replace(told, suggestions=tuple(same(asked.question.replace(name, like)) for name, like in near)[:MOST])
    answered = draft_from_sheet(sheet)
    return replace(answered, lines=(*told.lines, *answered.lines))


# The first that fits decides.
ROUTES = (
    Route(is_talk, draft_talk),
    Route(is_about_readings, _readings),
    Route(asks_of_another_year, draft_other_year),
    Route(names_a_school, _sheet),
    Route(names_a_stranger, _sheet),
    Route(gives_its_own_numbers, _given),
    Route(is_unclear, draft_choice),
    Route(asks_why, _sheet),
    Route(names_a_school_without_sheet, _sheet),
    Route(asks_no_data, _documents),
    Route(asks_of_its_schools, _sheet),
    Route(asks_its_value, _sheet),
    Route(asks_for_the_whole, _whole),
    Route(asks_of_rules_only, _documents),
    Route(asks_what_a_term_means, _documents),
    Route(asks_own_form, _sheet),
    Route(takes_anothers_standard, _sheet),
    Route(is_of_the_sheets_place, _sheet),
    Route(wants_a_verdict_elsewhere, draft_elsewhere),
    Route(asks_a_rule, _documents),
    Route(is_of_ones_own, _sheet),
    Route(is_anything, _documents),
)
