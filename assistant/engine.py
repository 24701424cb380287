"""The built-in engine: plans which tools answer a question and drafts the answer. Complete without a model."""

import re

from assistant import phrases
from assistant.check import CheckReport
from assistant.draft import Draft
from assistant.from_documents import draft_from_documents
from assistant.from_sheet import (
    TOPICS,
    draft_from_sheet,
    draft_sheet_needed,
    draft_undecidable,
    draft_unknown_school,
    explains,
)
from assistant.items_asked import topics_of
from assistant.rules.words import asks_of_documents
from assistant.sheet.view import SheetView
from assistant.understanding import Understanding
from assistant.view import View
from corpus.places import Place

# What a question about the whole verdict consists of; a question with other words in it is about something else.
_OVERALL = re.compile(
    r"县|市|区|校|我们|咱们?|我|本|全|的|了|吗|嘛|么|呢|没有?|是否|能否|能不能|是不是|能|可以|现在|到底|总体|整体|总的|有|是|在|都"
    r"|结论|结果|情况|如何|怎么样|义务教育|优质均衡|均衡|发展|国家|认定|验收|评估|督导|要求|标准|各项|指标|所有|全部|下"
    r"|达标|合格|符合|满足|达到|通过|不|未|哪些|哪几|多少|几|所|个|学|小|初|中|单位|列出|问题|存在|政府保障程度|教育质量"
    r"|\b(?:does|do|is|are|can|will|our|the|my|this|county|district|city|sheet|data|meet|pass|reach|comply|with|all|fail"
    r"|overall|national|standards?|requirements?|verdict|result|what|which|how|many|schools?|ready|for|recognition"
    r"|inspection|balanced|education|we|it|not|up|to|of|primary|junior|secondary|in|items?)\b|\W",
    re.I,
)


def draft_answer(view: View, place: Place | None, year: int, report: CheckReport | None) -> Draft:
    """Draft the answer: from the sheet where a verdict or a value of one's own is asked, else from the documents."""
    asked = view.asked
    if asked.intent == "help":
        return Draft("answered", (view.phrase(phrases.HELP),), suggestions=phrases.EXAMPLES)
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
    if asked.intent == "clause":
        return report is not None and topical and not asked.rule and not asked.places
    if asked.places and not asked.own:
        return report is not None and place in asked.places
    return asked.own or report is not None or topical or is_overall(asked)


def is_overall(asked: Understanding) -> bool:
    """Say whether a question is about the whole verdict, and not about a thing that no item covers."""
    return not asked.indicators and not _OVERALL.sub("", asked.question)
