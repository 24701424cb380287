"""Where and when nothing is required: said so, with what comes into force later there, or what others require."""

from collections.abc import Sequence

from assistant.rules.lines import Matter, RuleView
from assistant.rules.words import asks_amount
from assistant.verified import phrases
from assistant.verified.draft import Draft
from corpus.indicators import item_of
from corpus.model import NATIONAL, Threshold


def draft_not_in_force(rules: RuleView) -> Draft | None:
    """Say that nothing is in force where and when it is asked for, and what is later or elsewhere; else None."""
    standards = rules.view.tools.standards
    matters = [one for one in rules.matters(standards.all) if asks_amount(rules.view.asked, item_of(one.indicator))]
    known = [one for one in standards.all if any(matter.holds(one) for matter in matters)]
    if not known or any(_binds(one, rules) for one in known) or _is_stranger(rules):
        return None
    later = [one for one in known if _is_here(one, rules)]
    lines = [
        _nothing(matters, rules),
        rules.view.phrase(phrases.IN_FORCE_LATER if later else phrases.ELSEWHERE),
        *(f"- {rules.requirement(one, always=True)}" for one in later or known),
    ]
    return Draft("answered" if later else "abstained", tuple(dict.fromkeys(lines)))


def _nothing(matters: Sequence[Matter], rules: RuleView) -> str:
    """Return the line that says that no requirement is in force."""
    place = rules.name(rules.place.full_name if rules.place else NATIONAL)
    name = "、".join(dict.fromkeys(rules.view.label(matter.indicator) for matter in matters))
    year = rules.year_name(rules.year)
    return rules.say(
        f"{place}，{name}：{year}年没有生效的要求。", f"{place}, {name}: no requirement is in force in {year}."
    )


def _binds(one: Threshold, rules: RuleView) -> bool:
    """Say whether a requirement is in force where and when the question asks; a place's own that comes counts."""
    return _is_here(one, rules) and (one.since <= rules.year or one.basis == "target")


def _is_here(one: Threshold, rules: RuleView) -> bool:
    here = rules.place is not None and rules.place.full_name.startswith(one.jurisdiction)
    return here or one.jurisdiction == NATIONAL


def _is_stranger(rules: RuleView) -> bool:
    place = rules.place
    return place is not None and bool(place.code) and not rules.view.tools.sources(place)
