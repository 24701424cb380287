"""Questions about the rules that one clause does not answer: compared, over the years, held against facts, left open.

Each kind of answer stands in a module of its own; here it is decided which of them a question wants.
"""

from assistant import phrases
from assistant.draft import Draft
from assistant.rule_changes import draft_changes
from assistant.rule_facts import draft_facts, draft_gap
from assistant.rule_lines import RuleView
from assistant.rule_open import draft_open
from assistant.rule_strictest import draft_ranking
from assistant.rule_words import asks_amount, kind_asked
from assistant.view import View
from corpus.indicators import item_of
from corpus.model import NATIONAL, Threshold
from corpus.places import Place


def draft_from_rules(view: View, place: Place | None, year: int) -> Draft | None:
    """Return the answer that the records give to a question about the rules, or None where a clause is to be found."""
    rules = RuleView(view, place, year)
    match kind_asked(view.asked):
        case "open":
            return draft_open(rules)
        case "strictest" | "loosest" as kind:
            return draft_ranking(rules, loosest=kind == "loosest")
        case "gap":
            return draft_gap(rules) or draft_facts(rules)
        case "change":
            return draft_changes(rules)
        case "fact":
            return draft_facts(rules) or (None if place else _not_in_force(rules))
        case None:
            return _not_in_force(rules)


def _not_in_force(rules: RuleView) -> Draft | None:
    """Say that nothing is in force where and when it is asked for, and what is later or elsewhere; else None."""
    standards, asked = rules.view.tools.standards, rules.view.asked
    matters = [one for one in rules.matters(standards.all) if asks_amount(asked, item_of(one.indicator))]
    if not matters or any(_binds(one, rules) for one in standards.all if any(m.holds(one) for m in matters)):
        return None
    if rules.place is not None and rules.place.code and not rules.view.tools.sources(rules.place):
        return None
    later = [one for one in standards.all if any(m.holds(one) for m in matters)]
    here = [one for one in later if _is_here(one, rules)]
    name = "、".join(dict.fromkeys(rules.view.label(matter.indicator) for matter in matters))
    year = rules.year_name(rules.year)
    place = rules.name(rules.place.full_name if rules.place else NATIONAL)
    lines = [
        rules.say(
            f"{place}，{name}：{year}年没有生效的要求。", f"{place}, {name}: no requirement is in force in {year}."
        ),
        rules.view.phrase(phrases.IN_FORCE_LATER if here else phrases.ELSEWHERE),
        *(f"- {rules.requirement(one, always=True)}" for one in here or later),
    ]
    return Draft("answered" if here else "abstained", tuple(dict.fromkeys(lines)))


def _binds(one: Threshold, rules: RuleView) -> bool:
    """Say whether a requirement is in force where and when the question asks, or will be in a place it names."""
    coming_here = rules.place is not None and one.basis == "target"
    return _is_here(one, rules) and (one.since <= rules.year or coming_here)


def _is_here(one: Threshold, rules: RuleView) -> bool:
    if one.jurisdiction == NATIONAL:
        return True
    return rules.place is not None and rules.place.full_name.startswith(one.jurisdiction)
