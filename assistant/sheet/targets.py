"""What a place has set itself, beside the national floor: whether the sheet reaches it, item by item."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.verified.ledger import About, quotation
from assistant.view import STAGE_NAMES
from calculators.figures import mean_figure
from calculators.form_figures import form_figure
from calculators.model import BesideTarget, Item
from calculators.verdict.of_school_targets import counts_schools
from calculators.verdict.target_rules import RATIO_OF
from corpus.bilingual import Bilingual, same
from corpus.indicators import item_of, name_of
from corpus.model import STAGES, Threshold
from corpus.saying import SIGNS, place_of

SCHOOLS_NAMED = 5


def lines_on_targets(view: SheetView, topics: Sequence[str]) -> list[str]:
    """Return a line for each target of the items asked about; of the whole verdict, for those that are not reached."""
    lines = target_lines(view, view.check.items, topics)
    return [view.phrase(phrases.OWN_TARGETS), *lines] if lines else []


def target_lines(view: SheetView, items: Iterable[Item], topics: Sequence[str]) -> list[str]:
    """Return a line for each target beside the items asked about, whoever set it."""
    of_topics = [item for item in items if not topics or item_of(item.id) in topics]
    beside = [(item, one) for item in of_topics if is_asked(item, view) for one in item.targets]
    if not topics:
        beside = [(item, one) for item, one in beside if one.status == "not_met"]
    lines: list[str] = []
    for item, one in beside:
        lines.append(_line(item, one, view, lines))
    return list(dict.fromkeys(lines))


def is_asked(item: Item, view: SheetView) -> bool:
    """Say whether an item is of the stage asked about, and of the indicator whose 差异系数 is asked about."""
    asked = view.asked
    if asked.stage is not None and item.stage in STAGES and item.stage != asked.stage:
        return False
    named = [id for id in asked.indicators if id[0] == "R" and id != "RULE"]
    return not (item.id.startswith("CV.") and named) or item.id.rpartition(".")[2] in named


def _line(item: Item, beside: BesideTarget, view: SheetView, before: Sequence[str]) -> str:
    """Return one target: from which year, how much, whether it is reached, and the words that set it, quoted once."""
    target = beside.threshold
    about = About(place=target.jurisdiction, indicator=item.id)
    label = view.ledger.name("indicator", _label(beside), About(indicator=item.id))
    year = view.ledger.name("year", same(str(target.since)))
    limit, verdict = view.limit(target, about), view.verdict(beside.status, about)
    sign = f"{view.ledger.name('message', same(SIGNS[target.comparison]))} " if not target.worded else ""
    to_come = view.say("，尚未到期", ", yet to come") if beside.coming else ""
    place, hedge = _whose(beside, view), _hedge(beside, view)
    line = view.say(
        f"- {place}{label}（{year}年起{to_come}）：{hedge}{sign}{limit}，{verdict}",
        f"- {place}{label} (from {year}{to_come}): {hedge}{sign}{limit}, {verdict}",
    )
    cited = view.cite(target)
    quoted = any(quotation(cited) in one for one in before)
    words = cited if quoted else view.say(f"，“{quotation(cited)}”{cited}", f", “{quotation(cited)}” {cited}")
    return "".join((line, *_short(item, beside, view), words))


def _whose(beside: BesideTarget, view: SheetView) -> str:
    """Name the place that set a target, where it is not the one selected: its words may be cited for it alone."""
    set_by = beside.threshold.jurisdiction
    asked = [place.full_name for place in view.asked.places]
    if set_by == view.county and (not asked or set_by in asked):
        return ""
    name = view.ledger.name("place", place_of(set_by, view.tools.gazetteer), About(place=set_by))
    return view.say(f"{name}，", f"{name}, ")


def _hedge(beside: BesideTarget, view: SheetView) -> str:
    """Return the word of the clause that softens a target (力争, 逐步), since what is aimed at is not yet required."""
    if not beside.threshold.hedge:
        return ""
    word = view.ledger.name("message", same(f"“{beside.threshold.hedge}”"))
    return view.say(f"条文写明{word}，", f"the clause says {word}, ")


def _short(item: Item, beside: BesideTarget, view: SheetView) -> Iterable[str]:
    """Yield what the county has where the item shows no such number, which schools fall short, or what is missing."""
    target = beside.threshold
    if target.of_mean and beside.display and target.stage in STAGES:
        mean = view.figure(mean_figure(view.check, target.stage, target.indicator), About(indicator=item.id))
        yield view.say(f"（全县平均{mean}）", f" (county mean {mean})")
    yield own_value(item, target, view)
    if beside.schools:
        yield schools_short(beside, view, "未达本地目标的学校", "schools short of the target")
    if beside.missing:
        missing = view.ledger.name("data", same("、".join(beside.missing)))
        yield view.say(f"，待补数据：{missing}", f"; data missing: {missing}")


def own_value(item: Item, target: Threshold, view: SheetView) -> str:
    """Return what the county's form comes to where a target is one of a share or ratio of it; else nothing.

    It is the county's own figure, held here against another requirement than the national one: it cites none.
    """
    ratio = RATIO_OF.get((target.indicator, target.stage))
    if ratio is None or ratio.value(view.check.table.form) is None:
        return ""
    figure = form_figure(view.check, item.id, target.indicator, item.stage)
    shown = view.figure(replace(figure, id=f"{figure.id}.own", threshold=None), About(indicator=item.id))
    return view.say(f"（本县{shown}）", f" (the county: {shown})")


def schools_short(beside: BesideTarget, view: SheetView, zh: str, en: str) -> str:
    """Return how many schools fall short, and the first of them by name."""
    count = view.count(f"target.{beside.threshold.id}", Bilingual(zh, en), beside.schools)
    named = view.ledger.name("school", same("、".join(beside.schools[:SCHOOLS_NAMED])))
    more = view.say("等", " and others") if len(beside.schools) > SCHOOLS_NAMED else ""
    return view.say(f"（{count}：{named}{more}）", f" ({count}: {named}{more})")


def _label(beside: BesideTarget) -> Bilingual:
    target = beside.threshold
    name = target.name or name_of(target.indicator)
    if counts_schools(target.indicator):
        name = Bilingual(f"{name.zh}（达标按国家标准计）", f"{name.en} (by the national standard)")
    tells = target.stage not in STAGES or target.stage in name.zh
    return name if tells else Bilingual(f"{target.stage}{name.zh}", f"{STAGE_NAMES[target.stage]}, {name.en}")
