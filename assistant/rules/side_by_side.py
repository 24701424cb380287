"""Two requirements that are taken for one, side by side; and what a percentage of a requirement comes to."""

import re
from decimal import Decimal

from assistant.register_notes import with_notes
from assistant.rules.lines import RuleView
from assistant.rules.patterns import PORTION
from assistant.rules.words import indicators_asked, is_of_stage
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About
from assistant.view import record_label
from calculators.rule_math import portion_figure
from corpus.bilingual import Bilingual
from corpus.indicators import item_of, name_of
from corpus.model import Threshold

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")


def draft_apart(rules: RuleView) -> Draft | None:
    """Quote what is required of each of the things that a question holds together; None where it is one thing."""
    records = _of_question(rules)
    if len({one.indicator for one in records}) < 2:
        return None
    lines = [*dict.fromkeys(rules.labelled(one) for one in records), rules.view.phrase(phrases.BASES_DIFFER)]
    return with_notes(Draft("answered", tuple(lines)), rules.hits(records), rules.view)


def _of_question(rules: RuleView) -> list[Threshold]:
    """Return the requirements of the things named; of one thing those in every measure, by the values if they name any.

    Those of the country, and of the place asked about or else of all places.
    """
    standards = rules.view.tools.standards
    known = [*standards.floor(rules.year).in_force.values(), *_local(rules)]
    names = {one.indicator: one.name or name_of(one.indicator) for one in known}
    asked = indicators_asked(rules.view.asked, names)
    items = {item_of(id) for id in (*asked, *rules.view.asked.indicators)}
    found = [one for one in known if is_of_stage(one.stage, rules.view.asked)]
    if len(items) > 1:
        in_part = {item_of(id) for id in asked if id != item_of(id)}
        whole = items - in_part
        floor = [one for one in found if one.basis == "floor"]
        return [one for one in floor if one.indicator in asked or item_of(one.indicator) in whole]
    alike = [one for one in found if item_of(one.indicator) in items]
    values = {Decimal(number) for number in _PERCENT.findall(rules.view.asked.question)}
    return [one for one in alike if one.value in values] or _of_one_unit(alike)


def _of_one_unit(alike: list[Threshold]) -> list[Threshold]:
    """Return the requirements of an item in the unit of the floor, where the floor says it in one number alone."""
    floor = {(one.indicator, one.unit) for one in alike if one.basis == "floor"}
    units = {unit for _, unit in floor}
    return [one for one in alike if one.unit in units] if len(floor) == 1 else []


def _local(rules: RuleView) -> list[Threshold]:
    if rules.place is not None:
        return rules.own_targets()
    return [one for one in rules.view.tools.standards.all if one.basis == "target"]


def draft_portion(rules: RuleView) -> Draft | None:
    """Compute the percentage that a question names of the requirements that it names, or return None."""
    named = PORTION.search(rules.view.asked.question)
    floor = list(rules.view.tools.standards.floor(rules.year).in_force.values())
    numbers = [one for one in floor if one.indicator != "RULE.remainder"]
    records = [one for one in numbers if any(matter.holds(one) for matter in rules.matters(numbers))]
    if named is None or not records:
        return None
    percent = Decimal(named.group(1) or named.group(2))
    lines = [line for one in records for line in (rules.labelled(one), _portion(one, percent, rules))]
    rule = [one for one in floor if one.indicator == "RULE.remainder" and one.value == percent]
    lines += [f"- {rules.requirement(one)}" for one in rule]
    return with_notes(Draft("answered", tuple(lines)), rules.hits([*records, *rule]), rules.view)


def _portion(one: Threshold, percent: Decimal, rules: RuleView) -> str:
    name = record_label(one)
    label = Bilingual(f"{name.zh}的{percent}%", f"{percent}% of {name.en}")
    figure = portion_figure(one, percent, label)
    shown = rules.view.ledger.figure(figure, About(place=one.jurisdiction, stage=one.stage, indicator=one.indicator))
    return rules.say(f"- 按所问的比例计算：{shown}", f"- At the share asked: {shown}")
