"""What changes between years: a place's targets in the order of their years, each quoted, and what they differ by."""

from itertools import pairwise

from assistant.asked.understanding import years_in
from assistant.register_notes import with_notes
from assistant.rules.lines import Matter, RuleView
from assistant.rules.words import asks_changes_only, is_of_stage
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About
from assistant.view import record_label
from calculators.rule_math import change_figure, rises
from corpus.bilingual import Bilingual, same
from corpus.indicators import item_of
from corpus.model import Threshold
from corpus.standards import Thresholds

Series = tuple[Threshold, ...]


def draft_changes(rules: RuleView) -> Draft | None:
    """Say how a place's targets change, or return None where the records hold no two of different years."""
    if rules.place is None:
        return None
    full_name = rules.place.full_name
    own = [
        one
        for one in rules.view.tools.standards.all
        if one.basis == "target" and full_name.startswith(one.jurisdiction)
    ]
    matters = rules.matters(own)
    found = {matter: series for matter in matters if len(series := _series(matter, full_name, rules)) > 1}
    if found:
        return _told(found, rules)
    if matters or not asks_changes_only(rules.view.asked):
        return None
    every = dict.fromkeys(Matter(one.indicator, one.stage) for one in own if is_of_stage(one.stage, rules.view.asked))
    whole = {matter: series for matter in every if len(series := _series(matter, full_name, rules)) > 1}
    return _overview(whole, rules) if whole else None


def draft_beside_floor(rules: RuleView) -> Draft | None:
    """Hold a place's targets against the national floor and say what they differ by; None where it has none."""
    if rules.place is None:
        return None
    floor = rules.view.tools.standards.floor(rules.year)
    own = rules.own_targets()
    matters = rules.matters(own)
    held = [one for one in own if any(matter.holds(one) for matter in matters)]
    lines: list[str] = []
    for one in held:
        least = floor.find(one.indicator, one.stage)
        lines += beside_floor(least, one, rules) if least else _measured_otherwise(one, floor, rules)
    shown = [*held, *(least for one in held if (least := floor.find(one.indicator, one.stage)))]
    return with_notes(Draft("answered", tuple(lines)), rules.hits(shown), rules.view) if lines else None


def beside_floor(floor: Threshold, own: Threshold, rules: RuleView) -> list[str]:
    """Return the lines that hold a target against the national floor of the same thing."""
    matter = rules.matter(Matter(own.indicator, own.stage))
    up = rises(floor, own)
    lines = [rules.say(f"{matter}：", f"{matter}:")]
    lines += [f"- {rules.requirement(one)}{rules.scope(one)}" for one in (own, floor)]
    lines += [_apart(floor, own, rules)] if up is not None else []
    if own.of_mean != floor.of_mean:
        return [*lines, rules.view.phrase(phrases.MEAN_OR_EACH)]
    return lines if up is not None else [*lines, rules.view.phrase(phrases.ALL_ALIKE)]


def _measured_otherwise(own: Threshold, floor: Thresholds, rules: RuleView) -> list[str]:
    """Return the lines of a target that the floor has no like of: what it says of the item in another measure."""
    matter, item = rules.matter(Matter(own.indicator, own.stage)), item_of(own.indicator)
    national = [one for (indicator, _), one in floor.in_force.items() if item_of(indicator) == item]
    lines = [rules.say(f"{matter}：", f"{matter}:"), f"- {rules.requirement(own)}{rules.scope(own)}"]
    lines += dict.fromkeys(rules.labelled(one) for one in national)
    return [*lines, rules.view.phrase(phrases.BASES_DIFFER if national else phrases.NOTHING_TO_HOLD_AGAINST)]


def _apart(floor: Threshold, own: Threshold, rules: RuleView) -> str:
    figure = _figure(floor, own, rules)
    return rules.say(f"- 相差{figure}", f"- Apart by {figure}")


def _series(matter: Matter, place: str, rules: RuleView) -> Series:
    """Return the targets of different years, in their order.

    Where several years are asked, from the one in force in the first of them to that in force in the last, with every
    one between: what differs from the target before is said of each.
    """
    standards, years = rules.view.tools.standards, years_in(rules.view.asked.question)
    series = standards.milestones(matter.indicator, matter.stage, place)
    if len(years) < 2:
        return series
    begun = [one for one in series if one.since <= min(years)]
    return (*begun[-1:], *(one for one in series if min(years) < one.since <= max(years)))


def _told(found: dict[Matter, Series], rules: RuleView) -> Draft:
    lines = []
    for matter, series in found.items():
        name = rules.name(series[0].jurisdiction)
        lines.append(rules.say(f"{name}，{rules.matter(matter)}：", f"{name}, {rules.matter(matter)}:"))
        lines.append(f"- {_milestone(series[0], rules)}")
        lines += [f"- {_milestone(after, rules)}{_change(before, after, rules)}" for before, after in _pairs(series)]
        if len(series) > 2:
            lines += _whole_change(series, rules)
    shown = [one for series in found.values() for one in series]
    return with_notes(Draft("answered", tuple(lines)), rules.hits(shown), rules.view)


def _overview(found: dict[Matter, Series], rules: RuleView) -> Draft:
    """Return one line for each indicator and stage that has targets of several years."""
    lines = [rules.view.phrase(phrases.BY_YEARS)]
    for matter, series in found.items():
        years = rules.view.ledger.name("year", same("、".join(str(one.since) for one in series)))
        values = "、".join(f"{rules.figure(one)}{rules.cite(one)}" for one in series)
        lines.append(
            rules.say(
                f"- {rules.matter(matter)}（{years}年）：{values}", f"- {rules.matter(matter)} ({years}): {values}"
            )
        )
    return Draft("answered", tuple(lines))


def _milestone(one: Threshold, rules: RuleView) -> str:
    value = rules.figure(one)
    year = rules.year_name(one.since)
    if not one.year_stated:
        return rules.say(
            f"{year}年的文件：{value}，{rules.quoted(one)}", f"document of {year}: {value}, {rules.quoted(one)}"
        )
    return rules.say(f"{year}年起：{value}，{rules.quoted(one)}", f"from {year}: {value}, {rules.quoted(one)}")


def _change(before: Threshold, after: Threshold, rules: RuleView) -> str:
    """Return by how much a target differs from the one before it."""
    up = rises(before, after)
    if up is None:
        return rules.say("，与上次目标相同", ", the same as the target before")
    figure = _figure(before, after, rules)
    zh, en = ("提高", "a rise of") if up else ("降低", "a fall of")
    return rules.say(f"，比上次目标{zh}{figure}", f", {en} {figure} from the target before")


def _whole_change(series: Series, rules: RuleView) -> list[str]:
    """Return the line on the first target and the last."""
    up = rises(series[0], series[-1])
    if up is None:
        return []
    figure = _figure(series[0], series[-1], rules)
    zh, en = ("提高", "a rise of") if up else ("降低", "a fall of")
    return [rules.say(f"- 从头到尾共{zh}{figure}", f"- From the earliest to the latest: {en} {figure}")]


def _figure(before: Threshold, after: Threshold, rules: RuleView) -> str:
    name = record_label(after)
    label = Bilingual(
        f"{name.zh}：{before.since}年与{after.since}年目标之差",
        f"{name.en}: targets of {before.since} and {after.since}",
    )
    about = About(place=after.jurisdiction, stage=after.stage, indicator=after.indicator)
    return rules.view.ledger.figure(change_figure(before, after, label), about)


def _pairs(series: Series) -> list[tuple[Threshold, Threshold]]:
    return list(pairwise(series))
