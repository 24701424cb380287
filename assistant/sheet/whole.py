"""The whole verdict, taken apart: how many items hold, which evidence is needed, which data are missing."""

from collections.abc import Sequence

from assistant.sheet.view import SheetView, joint
from assistant.verified import phrases
from calculators.figures import count_figure
from calculators.model import Item, Status
from corpus.bilingual import Bilingual

# The parts of the national list that count their items, by the first letter of the ids.
SECTIONS = {
    "G": Bilingual("政府保障程度", "government support"),
    "Q": Bilingual("教育质量", "quality of education"),
    "S": Bilingual("社会认可度", "public recognition"),
    "V": Bilingual("否决事项", "veto facts"),
}
ORDER: tuple[Status, ...] = ("met", "not_met", "insufficient", "needs_evidence")


def lines_on_counts(view: SheetView) -> list[str]:
    """Return, for each part of the national list, how many items stand how, and those that do not hold by name."""
    lines = [view.phrase(phrases.COUNTED)]
    for letter, section in SECTIONS.items():
        statuses = _statuses(view.check.items, letter)
        for status in ORDER:
            ids = [id for id, one in statuses.items() if one == status]
            lines += [_count(view, section, letter, status, ids)] if ids else []
    return lines


def _statuses(items: Sequence[Item], letter: str) -> dict[str, Status]:
    """Return each item's status, that of all its stages together."""
    ids = dict.fromkeys(item.id for item in items if item.id[0] == letter)
    return {id: joint(item.status for item in items if item.id == id) for id in ids}


def _count(view: SheetView, section: Bilingual, letter: str, status: Status, ids: Sequence[str]) -> str:
    titles = [view.tools.label(id) for id in ids]
    label = Bilingual(f"{section.zh}的项数", f"items of {section.en}")
    count = view.figure(count_figure(f"items.{letter}.{status}", label, [one.zh for one in titles], "项"))
    name, verdict = view.ledger.name("message", section), view.verdict(status)
    if status == "met":
        return view.say(f"- {name}，{verdict}：{count}", f"- {name}, {verdict}: {count}")
    listed = view.ledger.name("message", listed_titles(view, ids))
    return view.say(f"- {name}，{verdict}：{count}（{listed}）", f"- {name}, {verdict}: {count} ({listed})")


def listed_titles(view: SheetView, ids: Sequence[str]) -> Bilingual:
    """Return items as their ids with their names, joined."""
    labels = {id: view.tools.label(id) for id in ids}
    return Bilingual(
        "；".join(f"{id} {label.zh}" for id, label in labels.items()),
        "; ".join(f"{id} {label.en}" for id, label in labels.items()),
    )


def lines_on_evidence(view: SheetView) -> list[str]:
    """Return which evidence each item needs that nothing else decides."""
    lines = []
    for item in view.check.items:
        if item.evidence and item.status == "needs_evidence":
            label, evidence = view.label(item.id), view.ledger.name("data", item.evidence)
            lines.append(view.say(f"- {label}，需要的佐证：{evidence}", f"- {label}, evidence needed: {evidence}"))
    return lines
