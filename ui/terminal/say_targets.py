"""What a place has set itself, beside the national floor: each target, from when, and whether the county reaches it."""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.check import CheckReport
from calculators.model import BesideTarget, Item
from calculators.verdict.of_school_targets import counts_schools
from corpus.bilingual import Bilingual, Language
from corpus.indicators import name_of
from ui.terminal.layout import table
from ui.words import labels
from ui.words.item_names import WHOLE, compared

TARGETS = Bilingual(
    "与本地目标对照（不影响国家指标的判定）", "Beside the place's own targets (no part of the national verdict)"
)
TARGET = Bilingual("本地目标", "Own target")
REACHED = Bilingual("是否达到", "Reached")
FROM = Bilingual("{year}年起", "from {year}")
MEAN = Bilingual("按全县均值", "of the county mean")
NATIONAL = Bilingual("按国家标准计", "by the national standard")
COMING = Bilingual("尚未到期", "still to come")


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target in words: what for, how much and from when, whether reached, what falls short or is missing."""

    name: str
    required: str
    status: str
    rest: str
    source: int


def target_lines(report: CheckReport, language: Language) -> tuple[TargetLine, ...]:
    """Return every target beside the items of a check, in the order of the items."""
    found = ((item, one) for item in report.check.items for one in item.targets)
    return tuple(dict.fromkeys(_line(item, one, report, language) for item, one in found))


def lines_of_item(item: Item, report: CheckReport, language: Language) -> tuple[TargetLine, ...]:
    """Return the targets beside one item."""
    return tuple(dict.fromkeys(_line(item, one, report, language) for one in item.targets))


def target_rows(report: CheckReport, language: Language) -> Iterator[str]:
    """Yield the targets as a table for a terminal."""
    lines = target_lines(report, language)
    if lines:
        heads = (*(one.say(language) for one in (labels.ITEM, TARGET, REACHED, labels.SOURCE)), "")
        yield from table([heads, *((one.name, one.required, one.status, f"[{one.source}]", one.rest) for one in lines)])


def _line(item: Item, one: BesideTarget, report: CheckReport, language: Language) -> TargetLine:
    target = one.threshold
    stage = labels.stage(target.stage, language) if target.stage != WHOLE else ""
    id = item.id.rpartition(".")[2]
    name = " ".join(part for part in (id, stage, (target.name or name_of(target.indicator)).say(language)) if part)
    notes = [
        FROM.say(language).format(year=target.since),
        COMING.say(language) if one.coming else "",
        target.hedge or "",
        MEAN.say(language) if target.of_mean else "",
        NATIONAL.say(language) if counts_schools(target.indicator) else "",
    ]
    said = labels.listed((note for note in notes if note), language)
    required = f"{compared(target, target.unit, language)} ({said})"
    shown = f" {one.display}" if one.display and (target.of_mean or target.indicator != item.id) else ""
    rest = labels.listed(one.schools, language)
    if one.missing:
        rest = labels.led(labels.MISSING, language) + labels.listed(one.missing, language)
    status = labels.VERDICTS[one.status].say(language) + shown
    return TargetLine(name, required, status, rest, report.numbers[target.ref])
