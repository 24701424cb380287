"""What a thing means and how it is computed: the glossary and the calculators say it, labelled as what they are.

The clause that sets a requirement of it is quoted behind it, so that the meaning never stands for the rule.
"""

from collections.abc import Sequence

from assistant.register_notes import with_notes
from assistant.rules.lines import RuleView
from assistant.rules.records import own_records
from assistant.rules.words import asks_how_computed, is_of_stage
from assistant.verified.draft import Draft
from calculators.definitions import Definition, definitions
from corpus.glossary import Meaning, meanings_in
from corpus.indicators import item_of
from corpus.model import Aim, Threshold


def draft_definition(rules: RuleView) -> Draft | None:
    """Say what is meant by the things named and how they are computed; None where neither is known."""
    meanings = meanings_in(rules.view.asked.question)
    about = _about(meanings, rules)
    formulas = [one for one in definitions() if _is_of(one.indicator, about)]
    meant = [] if asks_how_computed(rules.view.asked) and formulas else meanings
    if not meant and not formulas:
        return None
    records = _requirements(about, rules)
    lines = [_meaning(one, rules) for one in meant]
    lines += [line for one in formulas for line in _formula(one, rules)]
    lines += dict.fromkeys(f"- {rules.in_words(one)}" for one in records)
    return with_notes(Draft("answered", tuple(lines)), rules.hits(records), rules.view)


def _about(meanings: Sequence[Meaning], rules: RuleView) -> tuple[str, ...]:
    """Return the indicators that a question is about: those its terms name, else those of the words it asks about."""
    named = rules.view.asked.indicators
    parts = tuple(id for one in meanings for id in one.about)
    whole = tuple(id for id in named if item_of(id) not in {item_of(part) for part in parts})
    return tuple(dict.fromkeys((*parts, *whole)))


def _is_of(indicator: str, about: Sequence[str]) -> bool:
    return any(indicator == one or item_of(indicator) == one for one in about)


def _requirements(about: Sequence[str], rules: RuleView) -> list[Threshold | Aim]:
    """Return what is required of the things, in the place asked first, then in the country."""
    floor = rules.view.tools.standards.floor(rules.year)
    own = own_records(rules.view.tools, rules.place, rules.year) if rules.place and rules.view.asked.places else []
    known = [*own, *floor.in_force.values(), *floor.aims]
    return [one for one in known if _is_of(one.indicator, about) and is_of_stage(one.stage, rules.view.asked)]


def _meaning(one: Meaning, rules: RuleView) -> str:
    word, said, source = (rules.view.ledger.name("message", text) for text in (one.name, one.said, one.rests_on))
    return rules.say(f"{word}：{said}（依据：{source}）", f"{word}: {said} (source: {source})")


def _formula(one: Definition, rules: RuleView) -> list[str]:
    """Return the lines that say how this system computes an indicator, and what it rests on."""
    name = rules.view.label(one.indicator)
    formula, source = (rules.view.ledger.name("message", text) for text in (one.formula, one.source))
    parts = [rules.view.ledger.name("message", part) for part in one.parts]
    head = rules.say(
        f"{name}，本系统这样计算：{formula}（依据：{source}）",
        f"{name}, as this system computes it: {formula} (source: {source})",
    )
    return [head, *(f"- {part}" for part in parts)]
