"""Which place asks most, or least: every place's requirement in the order of what it asks, each quoted."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Literal

from assistant.register_notes import with_notes
from assistant.rules.lines import Matter, RuleView
from assistant.rules.words import asks_no_item
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About
from calculators.rule_math import strictness
from corpus.bilingual import Bilingual
from corpus.indicators import item_of
from corpus.model import NATIONAL, Aim, Threshold

Order = Literal["strictest", "loosest", "compared"]
_ORDERS: Mapping[Order, Bilingual] = {
    "strictest": phrases.FROM_STRICTEST,
    "loosest": phrases.FROM_LOOSEST,
    "compared": phrases.COMPARE,
}


def draft_ranking(rules: RuleView, order: Order) -> Draft | None:
    """Order the places by what they require, or return None where the records hold nothing of what is asked."""
    places = _places(rules)
    standing = {place: _standing(rules, place) for place in (*places, NATIONAL)}
    if asks_no_item(rules.view.asked):
        return Draft("needs_input", (rules.view.phrase(phrases.WHICH_ITEM),), suggestions=phrases.ITEMS_TO_COMPARE)
    matters = rules.matters(one for found in standing.values() for one in found if isinstance(one, Threshold))
    if any(matter.indicator.endswith(".below") for matter in matters):
        lines = _side_by_side(matters, standing, rules)
    else:
        lines = [line for matter in matters for line in _ranking(matter, standing, rules, order)]
    if not lines:
        return None
    shown = [one for found in standing.values() for one in found if any(_is_beside(one, matter) for matter in matters)]
    return with_notes(Draft("answered", tuple(lines)), rules.hits(shown), rules.view)


def _side_by_side(matters: Sequence[Matter], standing: dict[str, list[Threshold | Aim]], rules: RuleView) -> list[str]:
    """Return what each place says of an item that several numbers make up: whom it covers, and for how many it pays."""
    found = [one for records in standing.values() for one in records if any(matter.holds(one) for matter in matters)]
    name = rules.view.label(item_of(matters[0].indicator))
    quoted = dict.fromkeys(f"- {rules.in_words(one)}" for one in found)
    return [rules.say(f"{name}：", f"{name}:"), rules.view.phrase(phrases.SEVERAL_NUMBERS), *quoted]


def _places(rules: RuleView) -> list[str]:
    """Return the full names of the places to compare: those asked about, else all whose documents set a target."""
    asked = [place.full_name for place in rules.view.asked.places]
    return (
        asked if len(asked) > 1 else sorted({one.jurisdiction for one in rules.view.tools.standards.all} - {NATIONAL})
    )


def _standing(rules: RuleView, place: str) -> list[Threshold | Aim]:
    """Return what is in force in a place, and of what is not yet, the first that comes."""
    standards, year = rules.view.tools.standards, rules.year
    if place == NATIONAL:
        floor = standards.floor(year)
        return [*floor.in_force.values(), *floor.aims]
    now = standards.targets(place, year)
    return [*now.in_force.values(), *now.aims, *standards.yet_to_come(place, year)]


def _ranking(matter: Matter, standing: dict[str, list[Threshold | Aim]], rules: RuleView, order: Order) -> list[str]:
    """Return the lines of one indicator and stage: the order, who has only the floor, and what cannot be ordered."""
    ranked = [one for found in standing.values() for one in found if isinstance(one, Threshold) and matter.holds(one)]
    if not ranked:
        return []
    ranked.sort(key=_strictness, reverse=order != "loosest")
    name, year = rules.matter(matter), rules.year_name(rules.year)
    lines = [rules.say(f"{name}（按{year}年）：", f"{name} (as of {year}):"), rules.view.phrase(_ORDERS[order])]
    for one in ranked:
        after = _milestone_after(one, rules)
        lines += [
            _line(one, ranked, rules, order),
            *([f"- {rules.requirement(after)}{rules.scope(after)}"] if after else []),
        ]
    lines += _alike(ranked, rules)
    for place, found in standing.items():
        lines += _unranked(place, matter, found, ranked, rules, order)
    return lines


def _strictness(one: Threshold) -> tuple[Decimal, bool, bool]:
    """Order requirements; of equal values that of every school asks more than that of the mean."""
    return *strictness(one), not one.of_mean


def _milestone_after(one: Threshold, rules: RuleView) -> Threshold | None:
    """Return the next target of the same place and thing."""
    if one.basis == "floor":
        return None
    series = rules.view.tools.standards.milestones(one.indicator, one.stage, one.jurisdiction)
    return next((later for later in series if later.since > max(one.since, rules.year)), None)


def _alike(ranked: Sequence[Threshold], rules: RuleView) -> list[str]:
    """Return what is to be said of requirements of one value, and of those of means beside those of every school."""
    found = [phrases.MEAN_OR_EACH] if len({one.of_mean for one in ranked}) > 1 else []
    if len(ranked) > 1 and strictness(ranked[0]) == strictness(ranked[-1]) and not found:
        later = any(_milestone_after(one, rules) for one in ranked)
        found.append(phrases.ALIKE_NOW if later else phrases.ALL_ALIKE)
    return [rules.view.phrase(one) for one in found]


def _line(one: Threshold, ranked: Sequence[Threshold], rules: RuleView, order: Order) -> str:
    """Return one place's requirement; the first, and those that ask the same, are marked where an order is asked."""
    first = [other for other in ranked if _strictness(other) == _strictness(ranked[0])]
    mark = tied = ""
    if one in first and len(first) < len(ranked) and order != "compared":
        about = About(place=one.jurisdiction)
        rank, shared = rules.view.ledger.rank(order, about), rules.view.ledger.rank("tied", about)
        mark = rules.say(f"{rank}：", f"{rank}: ")
        tied = rules.say(f"（{shared}）", f" ({shared})") if len(first) > 1 else ""
    return f"- {mark}{rules.requirement(one)}{tied}{rules.scope(one)}"


def _unranked(
    place: str, matter: Matter, found: Sequence[Threshold | Aim], ranked: Sequence[Threshold], rules: RuleView,
    order: Order,
) -> list[str]:  # fmt: skip
    """Return what a place says of the matter in another measure or without a number, or that it has only the floor."""
    if place == NATIONAL or any(place == one.jurisdiction for one in ranked):
        return []
    beside = [one for one in found if one.jurisdiction == place and _is_beside(one, matter)]
    if beside:
        note = rules.say("口径不同，不参与排序：", "measured otherwise, not ordered: ") if order != "compared" else ""
        return list(dict.fromkeys(f"- {note}{rules.in_words(one)}" for one in beside))
    name = rules.name(place)
    return [
        rules.say(
            f"- {name}没有自己的目标，适用国家底线。", f"- {name} has no target of its own; the national floor applies."
        )
    ]


def _is_beside(one: Threshold | Aim, matter: Matter) -> bool:
    """Say whether a record is about the matter: in its own measure, or a number in another measure of the item."""
    same_stage = one.stage == matter.stage or "义务教育" in (one.stage, matter.stage)
    same_item = item_of(one.indicator) == item_of(matter.indicator)
    return same_stage and (one.indicator == matter.indicator or (same_item and isinstance(one, Threshold)))
