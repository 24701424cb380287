"""What the documents leave open: a requirement that names a standard and gives no number is quoted, and said so."""

from itertools import groupby

from assistant.register_notes import with_notes
from assistant.rules.lines import RuleView
from assistant.rules.words import asks_all_open, indicators_asked, is_of_stage, speaks_of_province
from assistant.verified import phrases
from assistant.verified.draft import Draft
from corpus.bilingual import Bilingual
from corpus.folding import fold
from corpus.indicators import item_of, name_of
from corpus.model import Aim, Reference, Threshold

PROVINCIAL = "省定"


def draft_open(rules: RuleView) -> Draft | None:
    """Say what is left open of what is asked, with the national requirement beside it; None where nothing is."""
    aims = _open_aims(rules)
    if not aims:
        return None
    floor = [] if asks_all_open(rules.view.asked.question) else _floor(aims, rules)
    figures = tuple(rules.figure(one) for one in floor)
    draft = Draft("answered", (*_left_open(aims, rules), *_instead(floor, rules)), figures)
    # A note names no place, and what is not of the place asked must: a province hears its counties' words alone.
    within = rules.place is not None and any(not rules.place.full_name.startswith(aim.jurisdiction) for aim in aims)
    return draft if within else with_notes(draft, rules.hits([*aims, *floor]), rules.view)


def _left_open(aims: list[Aim], rules: RuleView) -> list[str]:
    """Return the lines that quote the aims, and after those that leave the same open, what that is."""
    lines = []
    for left_open, alike in groupby(aims, key=lambda aim: aim.open):
        said = rules.view.ledger.name("message", left_open or Bilingual("", ""))
        lines += [*(f"- {rules.in_words(aim)}" for aim in alike), rules.say(f"- 未定：{said}", f"- Left open: {said}")]
    return lines


def _instead(floor: list[Threshold], rules: RuleView) -> list[str]:
    """Return the lines that quote the national requirement, as what it is."""
    quoted = dict.fromkeys(f"- {rules.in_words(one)}" for one in floor)
    return [rules.view.phrase(phrases.FLOOR_INSTEAD), *quoted] if floor else []


def _open_aims(rules: RuleView) -> list[Aim]:
    """Return the aims that leave something open, of the place, or of all; of what is asked, or else every one."""
    tools, question = rules.view.tools, rules.view.asked.question
    binding = [
        one
        for one in tools.standards.aims
        if one.open and (rules.place is None or _is_of(one.jurisdiction, rules.place.full_name))
    ]
    if asks_all_open(question):
        return _once(binding, rules)
    known = {one.indicator: one.name or name_of(one.indicator) for one in binding}
    asked = indicators_asked(rules.view.asked, known)
    found = [one for one in binding if one.indicator in asked or item_of(one.indicator) in asked]
    found = found or [one for one in binding if _speaks_alike(question, one)]
    return _once(found or [one for one in binding if speaks_of_province(question) and PROVINCIAL in one.words], rules)


def _is_of(jurisdiction: str, place: str) -> bool:
    """Say whether a place answers for another: what it belongs to, or what lies in it (福建省 of its counties)."""
    return place.startswith(jurisdiction) or jurisdiction.startswith(place)


def _once(aims: list[Aim], rules: RuleView) -> list[Aim]:
    """Return one aim of each matter and year, the text of a rule before its interpretation."""
    library = rules.view.tools.library
    aims = sorted(aims, key=lambda aim: (library.document(aim.ref.document).kind == "interpretation", aim.indicator))
    once: dict[tuple[str, str, int], Aim] = {}
    for aim in aims:
        once.setdefault((aim.jurisdiction, aim.indicator, aim.since), aim)
    quoted: dict[tuple[Reference, Bilingual | None], Aim] = {}
    for aim in once.values():
        quoted.setdefault((aim.ref, aim.open), aim)
    return sorted(quoted.values(), key=lambda aim: aim.jurisdiction)


def _speaks_alike(question: str, aim: Aim) -> bool:
    """Say whether a question holds the name of the standard that an aim refers to (省定现代化办学标准)."""
    name = fold(name_of(aim.indicator).zh)
    return name in fold(question)


def _floor(aims: list[Aim], rules: RuleView) -> list[Threshold]:
    items = {item_of(aim.indicator) for aim in aims}
    floor = rules.view.tools.standards.floor(rules.year).in_force.values()
    return [one for one in floor if item_of(one.indicator) in items and is_of_stage(one.stage, rules.view.asked)]
