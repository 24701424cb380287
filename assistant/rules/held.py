"""Which documents are here, and how a sheet gets here."""

from assistant.rules.lines import RuleView
from assistant.verified import phrases
from assistant.verified.draft import Draft
from calculators.figures import count_figure
from corpus.bilingual import Bilingual, same


def draft_documents(rules: RuleView) -> Draft:
    """List the documents that can answer, of the place asked about or of all, with their number."""
    tools = rules.view.tools
    asked = {source.full_name for place in rules.view.asked.places for source in tools.sources(place)}
    held = [one for one in tools.library.documents if not asked or one.jurisdiction in asked]
    names = [one.name for one in held]
    figure = count_figure("documents", Bilingual("现有文件数", "documents here"), names, "份")
    counted = rules.view.ledger.figure(figure)
    lines = [rules.view.phrase(phrases.DOCUMENTS_HERE)]
    for one in held:
        place = rules.name(one.jurisdiction)
        name, title = (rules.view.ledger.name("document", same(text)) for text in (one.name, one.title))
        lines.append(f"- {place}：{name}" if one.name == one.title else f"- {place}：{name}，{title}")
    lines.append(rules.say(f"现有文件数：{counted}", f"Documents here: {counted}"))
    return Draft("answered", tuple(lines))


def draft_upload(rules: RuleView) -> Draft:
    """Say how a sheet is uploaded."""
    return Draft("answered", (rules.view.phrase(phrases.UPLOAD),))
