"""What documents report of their place: quoted with its year, and held against the target and the national floor."""

from collections.abc import Sequence
from dataclasses import replace

from assistant.asked.understanding import years_in
from assistant.register_notes import with_notes
from assistant.rules.lines import Matter, RuleView
from assistant.rules.words import is_of_stage
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About
from assistant.view import record_label
from calculators.rule_math import gap_figure, status_of_fact
from corpus.bilingual import Bilingual
from corpus.indicators import item_of
from corpus.model import STAGES, Fact, Threshold
from corpus.written import Record


def draft_facts(rules: RuleView) -> Draft | None:
    """Quote what the documents of a place report of the matter, or return None where they report nothing of it."""
    years = years_in(rules.view.asked.question)
    facts = [fact for fact in _facts(rules, whole_item=True) if not years or fact.year in years]
    if not facts:
        return None
    lines = _quoted(facts, rules)
    return with_notes(Draft("answered", tuple(lines)), rules.hits(facts), rules.view)


def draft_gap(rules: RuleView) -> Draft | None:
    """Hold what a place reports against its targets and the floor, or return None where it reports nothing of it."""
    facts = _facts(rules, whole_item=False)
    held = {fact: _limits(fact, rules) for fact in facts}
    if not any(held.values()):
        return None
    lines = []
    for fact, limits in held.items():
        lines.append(_fact_line(fact, rules))
        lines += [_held_line(fact, one, rules) for one in limits] or [
            rules.view.phrase(phrases.NOTHING_TO_HOLD_AGAINST)
        ]
    if any("均值" in fact.measure.zh for fact in facts):
        lines.append(rules.view.phrase(phrases.MEAN_IS_NOT_EVERY_SCHOOL))
    shown: list[Record] = [*facts, *(one for limits in held.values() for one in limits)]
    return with_notes(Draft("answered", tuple(lines)), rules.hits(shown), rules.view)


def _facts(rules: RuleView, *, whole_item: bool) -> list[Fact]:
    """Return the newest facts of the matter, or those of a year that the question names.

    With `whole_item`, every measure of the item, where the question names no part of one.
    """
    known = _known(rules)
    matters = rules.matters(known)
    items = {item_of(one.indicator) for one in matters}
    found = [
        one
        for one in known
        if any(matter.holds(one) for matter in matters)
        or (
            whole_item
            and item_of(one.indicator) in items
            and not _names_part(matters)
            and is_of_stage(one.stage, rules.view.asked)
        )
    ]
    years = years_in(rules.view.asked.question)
    return [one for one in found if one.year in years] or ([] if _asks_past(rules, years) else found)


def _known(rules: RuleView) -> Sequence[Fact]:
    """Return what is reported of the place; where a question names a year and no place, of any."""
    standards = rules.view.tools.standards
    if rules.place is not None:
        return standards.facts_of(rules.place)
    return standards.facts if years_in(rules.view.asked.question) else ()


def _names_part(matters: Sequence[Matter]) -> bool:
    return all("." in one.indicator for one in matters)


def _asks_past(rules: RuleView, years: Sequence[int]) -> bool:
    """Say whether a question names years, none of which is that of a target: a fact of another year is no answer."""
    targets = {one.since for one in rules.view.tools.standards.all if one.basis == "target"}
    return bool(years) and not any(year in targets for year in years)


def _quoted(facts: Sequence[Fact], rules: RuleView) -> list[str]:
    return [f"- {_fact_line(fact, rules)}" for fact in facts]


def _fact_line(fact: Fact, rules: RuleView) -> str:
    """Return “南安市，小学…，2021年：3.96人/百生（全市均值），“…”[1]”."""
    place, matter, year = (
        rules.name(fact.jurisdiction),
        rules.matter(Matter(fact.indicator, fact.stage)),
        rules.year_name(fact.year),
    )
    measure = rules.view.ledger.name("message", fact.measure, About(indicator=fact.indicator))
    value = rules.figure(fact)
    return rules.say(
        f"{place}，{matter}，{year}年：{value}（{measure}），{rules.quoted(fact)}",
        f"{place}, {matter}, {year}: {value} ({measure}), {rules.quoted(fact)}",
    )


def _limits(fact: Fact, rules: RuleView) -> list[Threshold]:
    """Return what a fact can be held against: the targets of its place, of the year asked if one is, then the floor.

    A fact of all stages is held against a requirement only where both stages have the same one.
    """
    standards, asked = rules.view.tools.standards, [y for y in years_in(rules.view.asked.question) if y != fact.year]
    stages = STAGES if fact.stage not in STAGES else (fact.stage,)
    milestones = [
        standards.milestones(fact.indicator, stage, fact.jurisdiction) for stage in (fact.stage, *stages, "义务教育")
    ]
    found = [one for series in milestones for one in series if not asked or one.since in asked]
    if rules.view.asked.national:
        found = []
    floor = standards.floor(rules.year)
    found += [one for stage in (fact.stage, *stages, "义务教育") if (one := floor.find(fact.indicator, stage))]
    return _common([one for one in dict.fromkeys(found) if one.unit == fact.unit], fact)


def _common(limits: Sequence[Threshold], fact: Fact) -> list[Threshold]:
    """Return the requirements that bind every stage that the fact is of, each once, as those of all of them."""
    if fact.stage in STAGES:
        return list(limits)
    kept: dict[tuple[str, int], list[Threshold]] = {}
    for one in limits:
        kept.setdefault((one.basis, one.since), []).append(one)
    alike = (same[0] for same in kept.values() if len({one.value for one in same}) == 1)
    return [replace(one, stage=fact.stage) for one in alike]


def _held_line(fact: Fact, limit: Threshold, rules: RuleView) -> str:
    """Return “- 南安市，2025年起：4.3人/百生，不达标，相差0.34人/百生，“…”[2]”."""
    about = About(place=limit.jurisdiction, stage=limit.stage, indicator=limit.indicator)
    status = status_of_fact(fact, limit)
    verdict = rules.view.ledger.verdict(status, about)
    place, value, since = rules.name(limit.jurisdiction), rules.figure(limit), rules.since(limit)
    gap = _gap(fact, limit, about, rules) if status == "not_met" else ""
    return rules.say(
        f"- {place}{since}：{value}，{verdict}{gap}，{rules.quoted(limit)}",
        f"- {place}{since}: {value}, {verdict}{gap}, {rules.quoted(limit)}",
    )


def _gap(fact: Fact, limit: Threshold, about: About, rules: RuleView) -> str:
    name = record_label(limit)
    label = Bilingual(
        f"{name.zh}：{fact.year}年与{limit.since}年目标之差", f"{name.en}: {fact.year} against {limit.since}"
    )
    figure = rules.view.ledger.figure(gap_figure(fact, limit, label), about)
    return rules.say(f"，相差{figure}", f", apart by {figure}")
