"""Questions about the rules that one clause does not answer: compared, over the years, held against facts, left open.

Each kind of answer stands in a module of its own; here it is decided which of them a question wants.
"""

from assistant.draft import Draft
from assistant.rules.changes import draft_beside_floor, draft_changes
from assistant.rules.facts import draft_facts, draft_gap
from assistant.rules.left_open import draft_open
from assistant.rules.lines import RuleView
from assistant.rules.not_in_force import draft_not_in_force
from assistant.rules.strictest import draft_ranking
from assistant.rules.words import kind_asked
from assistant.view import View
from corpus.places import Place


def draft_from_rules(view: View, place: Place | None, year: int) -> Draft | None:
    """Return the answer that the records give to a question about the rules, or None where a clause is to be found."""
    rules = RuleView(view, place, year)
    match kind_asked(view.asked):
        case "open":
            return draft_open(rules)
        case "strictest" | "loosest" as kind:
            return draft_ranking(rules, loosest=kind == "loosest")
        case "beside_floor":
            return draft_beside_floor(rules)
        case "gap":
            return draft_gap(rules) or draft_facts(rules)
        case "change":
            return draft_changes(rules)
        case "fact":
            return draft_facts(rules) or (None if place else draft_not_in_force(rules))
        case None:
            return draft_not_in_force(rules)


def draft_left_open(view: View, place: Place | None, year: int) -> Draft | None:
    """Return what the documents of the places in a province or city leave open, where that is asked; else None."""
    return draft_open(RuleView(view, place, year)) if kind_asked(view.asked) == "open" else None
