"""Primary and junior secondary schools side by side: what is required of each, and what it differs by."""

from assistant.register_notes import with_notes
from assistant.rules.lines import Matter, RuleView
from assistant.rules.words import asks_alike
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About
from assistant.view import record_label
from calculators.rule_math import rises, stages_figure
from corpus.bilingual import Bilingual
from corpus.model import JUNIOR, PRIMARY, Threshold


def draft_stages(rules: RuleView) -> Draft | None:
    """Quote what is required of both stages, of the things named or of all that differ; None where nothing is."""
    floor = rules.view.tools.standards.floor(rules.year).in_force
    known = [*rules.own_targets(), *floor.values()]
    pairs = _pairs(known)
    asked = rules.matters([one for pair in pairs for one in pair])
    of_matter = [pair for pair in pairs if any(matter.holds(pair[0]) for matter in asked)]
    shown = of_matter if asked else _standing(pairs, alike=asks_alike(rules.view.asked))
    if not shown or (rules.view.asked.indicators and not asked):
        return None
    lines = [rules.view.phrase(phrases.BY_STAGES)]
    for primary, junior in shown:
        lines += [rules.labelled(primary), rules.labelled(junior), *(_difference(primary, junior, rules))]
    records = [one for pair in shown for one in pair]
    return with_notes(Draft("answered", tuple(dict.fromkeys(lines))), rules.hits(records), rules.view)


def _pairs(known: list[Threshold]) -> list[tuple[Threshold, Threshold]]:
    """Return the requirements of the two stages that are about the same thing, place and year."""
    juniors = {(one.indicator, one.jurisdiction, one.since): one for one in known if one.stage == JUNIOR}
    return [
        (one, juniors[key])
        for one in known
        if one.stage == PRIMARY and (key := (one.indicator, one.jurisdiction, one.since)) in juniors
    ]


def _standing(pairs: list[tuple[Threshold, Threshold]], *, alike: bool) -> list[tuple[Threshold, Threshold]]:
    return [(primary, junior) for primary, junior in pairs if (primary.value == junior.value) == alike]


def _difference(primary: Threshold, junior: Threshold, rules: RuleView) -> list[str]:
    """Return the line that says by how much the stages differ; none where they do not, or are measured otherwise."""
    if primary.unit != junior.unit or rises(primary, junior) is None:
        return []
    name = record_label(junior)
    label = Bilingual(f"{name.zh}：两个学段之差", f"{name.en}: between the stages")
    about = About(place=junior.jurisdiction, indicator=junior.indicator)
    figure = rules.view.ledger.figure(stages_figure(primary, junior, label), about)
    matter = rules.matter(Matter(junior.indicator, "义务教育"))
    return [rules.say(f"- {matter}，学段之间相差{figure}", f"- {matter}, the stages differ by {figure}")]
