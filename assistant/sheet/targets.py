"""What the county's own place has set itself, beside the national floor: reached, or short of it, item by item."""

from collections.abc import Iterable, Sequence

from assistant import phrases
from assistant.ledger import About, quotation
from assistant.sheet.view import SheetView
from assistant.view import STAGE_NAMES
from calculators.figures import mean_figure
from calculators.model import BesideTarget, Item
from corpus.bilingual import Bilingual, same
from corpus.indicators import item_of, name_of
from corpus.model import STAGES

SIGNS = {">=": "≥", "<=": "≤"}


def lines_on_targets(view: SheetView, topics: Sequence[str]) -> list[str]:
    """Return a line for each target of the items asked about; of the whole verdict, for those that are not reached."""
    items = [item for item in view.check.items if not topics or item_of(item.id) in topics]
    beside = [(item, one) for item in items if _is_asked(item, view) for one in item.targets]
    if not topics:
        beside = [(item, one) for item, one in beside if one.status == "not_met"]
    lines: list[str] = []
    for item, one in beside:
        lines.append(_line(item, one, view, lines))
    return [view.phrase(phrases.OWN_TARGETS), *dict.fromkeys(lines)] if lines else []


def _is_asked(item: Item, view: SheetView) -> bool:
    return view.asked.stage is None or item.stage not in STAGES or item.stage == view.asked.stage


def _line(item: Item, beside: BesideTarget, view: SheetView, before: Sequence[str]) -> str:
    """Return one target: from which year, how much, whether it is reached, and the words that set it, quoted once."""
    target = beside.threshold
    about = About(place=target.jurisdiction, indicator=item.id)
    label = view.ledger.name("indicator", _label(beside), About(indicator=item.id))
    year = view.ledger.name("year", same(str(target.since)))
    limit, verdict = view.limit(target, about), view.verdict(beside.status, about)
    sign = SIGNS.get(target.comparison, target.comparison) if not target.worded else ""
    to_come = view.say("，尚未到期", ", yet to come") if beside.coming else ""
    line = view.say(
        f"- {label}（{year}年起{to_come}）：{sign} {limit}，{verdict}",
        f"- {label} (from {year}{to_come}): {sign} {limit}, {verdict}",
    )
    cited = view.cite(target)
    quoted = any(quotation(cited) in one for one in before)
    words = cited if quoted else view.say(f"，“{quotation(cited)}”{cited}", f", “{quotation(cited)}” {cited}")
    return "".join((line, *_short(item, beside, view), words))


def _short(item: Item, beside: BesideTarget, view: SheetView) -> Iterable[str]:
    """Yield the mean where the target is one of the mean, how many schools fall short, or what is missing to tell."""
    target = beside.threshold
    if target.of_mean and beside.display and target.stage in STAGES:
        mean = view.figure(mean_figure(view.check, target.stage, target.indicator), About(indicator=item.id))
        yield view.say(f"（全县平均{mean}）", f" (county mean {mean})")
    if beside.schools:
        described = Bilingual("未达本地目标的学校", "schools short of the local target")
        count = view.count(f"target.{target.id}", described, beside.schools)
        yield view.say(f"（{count}）", f" ({count})")
    if beside.missing:
        missing = view.ledger.name("data", same("、".join(beside.missing)))
        yield view.say(f"，待补数据：{missing}", f"; data missing: {missing}")


def _label(beside: BesideTarget) -> Bilingual:
    target = beside.threshold
    name = target.name or name_of(target.indicator)
    tells = target.stage not in STAGES or target.stage in name.zh
    return name if tells else Bilingual(f"{target.stage}{name.zh}", f"{STAGE_NAMES[target.stage]}, {name.en}")
