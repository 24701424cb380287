"""The built-in engine: plans which tools answer a question and drafts the answer. Complete without a model."""

import re

from assistant import phrases
from assistant.check import CheckReport
from assistant.draft import Draft
from assistant.from_documents import draft_from_documents
from assistant.from_sheet import TOPICS, draft_from_sheet, draft_sheet_needed, topics_of
from assistant.sheet_view import SheetView
from assistant.understanding import Understanding
from assistant.view import View
from corpus.places import Place

# What a question about the whole verdict consists of; a question with other words in it is about something else.
_OVERALL = re.compile(
    r"县|市|区|校|我们|咱们?|我|本|全|的|了|吗|嘛|么|呢|没有?|是否|能否|能不能|是不是|能|可以|现在|到底|总体|整体|总的"
    r"|结论|结果|情况|如何|怎么样|义务教育|优质均衡|均衡|发展|国家|认定|验收|评估|督导|要求|标准|各项|指标|所有|全部"
    r"|达标|合格|符合|满足|达到|通过|不"
    r"|\b(?:does|do|is|are|can|will|our|the|my|this|county|district|city|sheet|data|meet|pass|reach|comply|with|all"
    r"|overall|national|standards?|requirements?|verdict|result|what|ready|for|recognition|inspection|balanced"
    r"|education|we|it)\b|\W",
    re.I,
)


def draft_answer(view: View, place: Place | None, year: int, report: CheckReport | None) -> Draft:
    """Draft the answer: from the sheet where a verdict or a value of one's own is asked, else from the documents."""
    if view.asked.intent == "help":
        return Draft("answered", (view.phrase(phrases.HELP),), suggestions=phrases.EXAMPLES)
    if not _asks_own_data(view.asked, place, report):
        return draft_from_documents(view, place)
    if report is None:
        return draft_sheet_needed(view, place, year)
    return draft_from_sheet(SheetView(view.asked, view.tools, view.ledger, report))


def _asks_own_data(asked: Understanding, place: Place | None, report: CheckReport | None) -> bool:
    """Say whether only the user's data can answer: a verdict, the schools concerned, or a value of one's own."""
    topical = any(topic in TOPICS for topic in topics_of(asked))
    if asked.intent == "clause":
        return report is not None and (bool(asked.schools) or (topical and not asked.rule and not asked.places))
    if asked.places and not asked.own:
        return report is not None and place in asked.places
    overall = not asked.indicators and not _OVERALL.sub("", asked.question)
    return topical or bool(asked.schools) or overall or (asked.own and bool(asked.indicators))
