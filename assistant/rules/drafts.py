"""Questions about the rules that one clause does not answer: compared, over the years, held against facts, left open.

Each kind of answer stands in a module of its own; here it is decided which of them a question wants.
"""

from collections.abc import Callable, Mapping
from functools import partial

from assistant.rules.changes import draft_beside_floor, draft_changes
from assistant.rules.definitions import draft_definition
from assistant.rules.disputes import draft_at_odds, draft_doubted, draft_looser
from assistant.rules.facts import draft_facts, draft_gap
from assistant.rules.held import draft_documents, draft_upload
from assistant.rules.left_open import draft_open
from assistant.rules.lines import RuleView
from assistant.rules.not_in_force import draft_not_in_force
from assistant.rules.sections import draft_section
from assistant.rules.side_by_side import draft_apart, draft_portion
from assistant.rules.stages import draft_stages
from assistant.rules.strictest import draft_ranking
from assistant.rules.words import RuleKind, kind_asked
from assistant.verified.draft import Draft
from assistant.view import View
from corpus.places import Place


def draft_from_rules(view: View, place: Place | None, year: int) -> Draft | None:
    """Return the answer that the records give to a question about the rules, or None where a clause is to be found."""
    kind, rules = kind_asked(view.asked), RuleView(view, place, year)
    if kind in _BESIDE_SECTIONS and (listed := draft_section(rules)):
        return listed
    return _DRAFTS[kind](rules) if kind and kind != "section" else draft_not_in_force(rules)


def _fact(rules: RuleView) -> Draft | None:
    return draft_facts(rules) or (None if rules.place else draft_not_in_force(rules))


_DRAFTS: Mapping[RuleKind, Callable[[RuleView], Draft | None]] = {
    "open": draft_open,
    "strictest": partial(draft_ranking, order="strictest"),
    "loosest": partial(draft_ranking, order="loosest"),
    "compared": partial(draft_ranking, order="compared"),
    "beside_floor": lambda rules: draft_beside_floor(rules) or draft_not_in_force(rules),
    "looser": draft_looser,
    "apart": draft_apart,
    "portion": draft_portion,
    "at_odds": draft_at_odds,
    "doubted": draft_doubted,
    "change": draft_changes,
    "gap": lambda rules: draft_gap(rules) or draft_facts(rules),
    "fact": _fact,
    "defined": draft_definition,
    "stages": draft_stages,
    "documents": draft_documents,
    "upload": draft_upload,
}


# What a question that names a heading may also look like: what is listed under it is wanted first.
_BESIDE_SECTIONS = (None, "section", "fact", "doubted")


def draft_left_open(view: View, place: Place | None, year: int) -> Draft | None:
    """Return what the documents of the places in a province or city leave open, where that is asked; else None."""
    return draft_open(RuleView(view, place, year)) if kind_asked(view.asked) == "open" else None
