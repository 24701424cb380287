"""Answers to what is no question about rules or data yet: help, thanks, and questions that leave open what is meant."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.asked.items import topics_of
from assistant.asked.talk import Talk
from assistant.asked.vague import put_for
from assistant.asked.worded import Question
from assistant.from_sheet import draft_sheet_needed
from assistant.routing import Asking
from assistant.rules.drafts import draft_from_rules
from assistant.rules.held import draft_documents
from assistant.rules.lines import RuleView
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About
from corpus.bilingual import Bilingual, same

_SAID: Mapping[Talk, Bilingual] = {
    "greeting": phrases.HELP,
    "help": phrases.HELP,
    "upload": phrases.UPLOAD,
    "thanks": phrases.WELCOME,
    "gibberish": phrases.NOT_UNDERSTOOD,
}
MOST_CHOICES = 9


def draft_talk(one: Asking) -> Draft:
    """Answer what is put to the assistant itself."""
    talk = one.talk or "help"
    if talk == "documents":
        return draft_documents(RuleView(one.view, one.place, one.year))
    return Draft("needs_input" if talk == "gibberish" else "answered", (one.view.phrase(_SAID[talk]),))


def draft_choice(one: Asking) -> Draft:
    """Say that a word of the question can mean several items, and offer the question for each."""
    vague, asked = one.vague, one.asked
    if vague is None:
        return Draft("needs_input", (one.view.phrase(phrases.NOT_UNDERSTOOD),))
    items = vague.items[:MOST_CHOICES]
    if one.report is None:  # without data, only what is required can be told
        choices = [Question("clause", item, asked.stage).text for item in items]
    else:
        choices = [same(put_for(vague, [item], asked.question, asked.language)) for item in items]
    return Draft("needs_input", (one.view.phrase(phrases.WHICH_MEANT),), suggestions=tuple(choices))


def draft_other_year(one: Asking) -> Draft:
    """Say that no sheet is of the year asked about, and offer the question for the years that there are."""
    view, asked = one.view, one.asked
    year, *years = (
        view.ledger.name("year", same(str(year)), About(year=year)) for year in (asked.year or one.year, *one.years)
    )
    held = "、".join(years)
    lines = (
        view.say(f"表中没有{year}年的数据。", f"The sheet has no data of {year}."),
        view.say(f"表中写明的年份：{held}年", f"Year stated in the sheet: {held}"),
    )
    choices = tuple(same(asked.question.replace(str(asked.year), str(year))) for year in reversed(one.years))
    return Draft("needs_input", lines, suggestions=choices)


def draft_elsewhere(one: Asking) -> Draft:
    """Say that a place's data are not at hand, and what they would be held against; or what its documents tell."""
    view = one.view
    if told := draft_from_rules(view, one.place, one.year):
        return told
    place = one.asked.places[0]
    name = view.ledger.name("place", Bilingual(place.name, place.english))
    line = view.say(f"这里没有{name}的学校数据。", f"There are no school data of {name} here.")
    needed = draft_sheet_needed(replace(view, asked=replace(one.asked, places=())), None, one.year)
    return (
        replace(needed, lines=(line, *needed.lines))
        if topics_of(one.asked)
        else Draft("needs_input", (line, needed.lines[0]))
    )
