"""How the columns of sheets were understood, as text for a terminal: what to confirm, what is kept, what derived."""

from collections.abc import Iterable, Iterator

from assistant.check import CheckReport
from assistant.confirming import columns_of
from calculators.affects import affected
from calculators.columns import label_of
from calculators.derivations import derivations
from calculators.model import ColumnReading
from calculators.sheets.confirmed import Confirmed, HeaderMapping
from corpus.bilingual import Bilingual, Language
from ui.terminal.layout import wrapped
from ui.words import labels

ASKED = Bilingual(
    "请确认这些列（junheng columns export 导出后改正，再用 junheng columns remember 保存）",
    "Please confirm these columns (junheng columns export, mend the file, junheng columns remember)",
)
DERIVED = Bilingual("取数与换算", "Derived from the columns")
UNUSED = Bilingual("未采用", "not used")
TAKEN = Bilingual("当作", "taken as")
MAY_BE = Bilingual("可能是", "may be")
DECIDES = Bilingual("关系到", "decides")
NONE_KEPT = Bilingual("没有保存过确认的列。", "No confirmed columns are kept.")
DAMAGED = Bilingual("已损坏，未采用", "damaged, not used")


def asked(columns: Iterable[ColumnReading]) -> list[ColumnReading]:
    """Return the columns that the user is asked about."""
    return [one for one in columns if not one.sure]


def asked_lines(report: CheckReport, language: Language) -> Iterator[str]:
    """Yield what is to be confirmed: cell, heading, taken as, alternatives, what it decides and why it is asked."""
    for one in asked(columns_of(report)):
        taken = label_of(one.taken_as).say(language) if one.taken_as else UNUSED.say(language)
        others = labels.listed((label_of(id).say(language) for id in one.alternatives), language)
        items = list(dict.fromkeys(item for id in one.alternatives for item in affected(id)))
        parts = (
            f"- {one.file} {one.sheet} {one.cell} “{one.heading}”",
            labels.led(TAKEN, language) + taken,
            labels.led(MAY_BE, language) + others,
            labels.led(DECIDES, language) + labels.listed(items, language) if items else "",
            one.why.say(language),
        )
        yield from wrapped(("；" if language == "zh" else "; ").join(filter(None, parts)))


def derived_lines(report: CheckReport, language: Language) -> Iterator[str]:
    """Yield each derivation that is more than a column taken as it stands."""
    for one in derivations(report.check):
        if not one.plain:
            yield from wrapped(f"- {one.text.say(language)}")


def kept_text(confirmed: Confirmed, language: Language) -> str:
    """Return what is kept, a header a block."""
    blocks = [_kept(one, language) for _, one in sorted(confirmed.mappings.items())]
    blocks += [f"{shape}  {DAMAGED.say(language)}" for shape in sorted(confirmed.damaged)]
    return "\n".join(blocks) or NONE_KEPT.say(language)


def kept_json(confirmed: Confirmed) -> dict[str, object]:
    """Return what is kept as JSON."""
    mappings = [
        {"shape": shape, "headings": list(one.headings), "columns": dict(one.columns)}
        for shape, one in sorted(confirmed.mappings.items())
    ]
    return {"columns": mappings, "damaged": sorted(confirmed.damaged)}


def _kept(mapping: HeaderMapping, language: Language) -> str:
    lines = [
        f"  {heading}: {label_of(id).say(language) if id else UNUSED.say(language)}"
        for heading, id in mapping.columns.items()
    ]
    return "\n".join((mapping.shape, *lines))
