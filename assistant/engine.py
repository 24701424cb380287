"""The built-in engine: plans which tools answer a question and drafts the answer. Complete without a model."""

from assistant.asked.items import topics_of
from assistant.asked.numbers import holds_against
from assistant.asked.own import asks_own_item, asks_own_whole, is_overall
from assistant.asked.readings import readings_asked_about
from assistant.asked.understanding import Understanding
from assistant.check import CheckReport
from assistant.from_documents import draft_from_documents
from assistant.from_sheet import (
    TOPICS,
    draft_from_sheet,
    draft_on_readings,
    draft_sheet_needed,
    draft_undecidable,
    draft_unknown_school,
    explains,
)
from assistant.rules.words import asks_of_documents
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.view import View
from corpus.places import Place


def draft_answer(view: View, place: Place | None, year: int, report: CheckReport | None) -> Draft:
    """Draft the answer: from the sheet where a verdict or a value of one's own is asked, else from the documents."""
    asked = view.asked
    if asked.intent == "help":
        return Draft("answered", (view.phrase(phrases.HELP),), suggestions=phrases.EXAMPLES)
    if about := readings_asked_about(asked.question):
        return draft_on_readings(view, report, about)
    if not _asks_own_data(asked, place, report):
        return draft_from_documents(view, place, year)
    if report is None:
        return draft_sheet_needed(view, place, year)
    sheet = SheetView(asked, view.tools, view.ledger, view.county, report)
    if asked.unknown_schools:
        return draft_unknown_school(sheet)
    if asked.schools or asked.indicators or explains(asked) or is_overall(asked):
        return draft_from_sheet(sheet)
    return draft_undecidable(sheet)


def _asks_own_data(asked: Understanding, place: Place | None, report: CheckReport | None) -> bool:
    """Say whether only the user's data can answer: a verdict, the schools concerned, or a value of one's own.

    What is one's own is never answered from another county's document.
    """
    topical = any(topic in TOPICS for topic in topics_of(asked))
    if asked.schools or (report is not None and explains(asked)):
        return True
    if asks_of_documents(asked):
        return False
    if report is not None and (asks_own_item(asked) or asks_own_whole(asked)):
        return True
    if report is not None and asked.places and all(holds_against(asked, one) for one in asked.places):
        return topical or bool(topics_of(asked)) or is_overall(asked)
    if asked.intent == "clause":
        return report is not None and topical and not asked.rule and not asked.places
    if asked.places and not asked.own:
        return report is not None and place in asked.places
    return asked.own or report is not None or topical or is_overall(asked)
