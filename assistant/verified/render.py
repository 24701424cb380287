"""Rendering: a verified draft becomes Markdown, its slots numbers, quotations, names and footnote marks."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.model import Citation, Place, ShownFigure
from assistant.verified.citing import citation_of
from assistant.verified.ledger import CitedEntry, Entry, FigureEntry, Ledger, NameEntry, Rank, RankEntry, VerdictEntry
from assistant.verified.slots import SLOT, Slot, slots
from calculators.compare import STATUS_NAMES
from calculators.model import Figure
from corpus.bilingual import Bilingual, Language
from corpus.documents import Library

VERDICTS = STATUS_NAMES
BORDERLINE = Bilingual("（临界：四舍五入与否结论相反）", " (borderline: rounding turns it the other way)")
RANKS: Mapping[Rank, Bilingual] = {
    "highest": Bilingual("最高", "highest"),
    "lowest": Bilingual("最低", "lowest"),
    "strictest": Bilingual("最严", "strictest"),
    "loosest": Bilingual("最宽", "loosest"),
    "tied": Bilingual("并列", "tied"),
}
UNITS_EN = {
    "人": "pupils", "人/百生": "per 100 pupils", "间/百生": "per 100 pupils", "㎡/生": "m² per pupil",
    "元/生": "yuan per pupil", "㎡": "m²", "所": "schools", "间": "rooms", "个": "classes", "项": "items",
    "班/间": "classes per room", "个百分点": "percentage points", "倍": "times", "级": "level", "年": "years",
    "元": "yuan", "万元": "10000 yuan", "万元/年": "10000 yuan a year", "小时/天": "hours a day",
    "场/年": "events a year",
    "人/年": "people a year", "人/所": "people per school", "M/班": "Mbit/s per class", "班": "classes",
    "百分点/年": "percentage points a year", "万人": "10000 people", "学时": "hours",
}  # fmt: skip
SINGULAR = {
    "schools": "school",
    "rooms": "room",
    "classes": "class",
    "items": "item",
    "pupils": "pupil",
    "teachers": "teacher",
}
_HAN = re.compile("[一-鿿]")
_FIRST_LETTER = re.compile(r"(?m)^(?:- )?[a-z]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&@])")
# Marks that turn the direction of writing: left open, they would reverse the figures that follow.
_DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Rendered:
    """The text of an answer and what it shows, citations numbered in order of first use."""

    text: str
    citations: tuple[Citation, ...]
    figures: tuple[ShownFigure, ...]
    traced: int  # its figures and its quotations, each once
    numbers: dict[str, int]
    places: tuple[Place, ...] = ()


def render(draft: str, beside: Sequence[str], ledger: Ledger, library: Library, language: Language) -> Rendered:
    """Fill the slots of a verified draft; `beside` are slots of figures that stand in the panel only.

    Raises KeyError for a slot without an entry: verify first.
    """
    order = _citation_order(draft + "".join(beside), ledger)

    found = slots(draft + "".join(beside))
    text, places = _filled(draft, ledger, order, language)
    citations = tuple(
        citation_of(entry.clause, entry.start, entry.end, order[name], library)
        for name in order
        if isinstance(entry := ledger.entries[name], CitedEntry)
    )
    figures = _figures(found, ledger, order)
    return Rendered(
        text=_FIRST_LETTER.sub(lambda match: match.group().upper(), text) if language == "en" else text,
        citations=citations,
        figures=figures,
        traced=len(figures) + len(citations),
        numbers=order,
        places=places,
    )


def plain(text: str) -> str:
    """Make a text from a sheet or document harmless in Markdown: shown as it stands, never as mark-up."""
    return _MARKDOWN.sub(r"\\\1", " ".join(_DIRECTIONS.sub("", text).split()))


def _citation_order(draft: str, ledger: Ledger) -> dict[str, int]:
    """Number the citations by first use, those behind the figures included."""
    order: dict[str, int] = {}
    for kind, name in SLOT.findall(draft):
        entry = ledger.entries[name]
        cited = name if kind in "cq" else entry.citation if isinstance(entry, FigureEntry) else None
        if cited:
            order.setdefault(cited, len(order) + 1)
    return order


def _filled(draft: str, ledger: Ledger, order: dict[str, int], language: Language) -> tuple[str, tuple[Place, ...]]:
    """Return a draft with its slots filled, and where its figures stand, numbered by first use."""
    text, end, places = "", 0, list[Place]()
    numbers: dict[str, int] = {}
    for match in SLOT.finditer(draft):
        slot = Slot(match.group(1), match.group(2))  # type: ignore[arg-type]
        text += draft[end : match.start()]
        words, end = _words(slot, ledger.entries[slot.id], order, language), match.end()
        if slot.kind == "f":
            number = numbers.setdefault(slot.id, len(numbers) + 1)
            places.append((number, len(text), len(text) + len(words)))
        text += words
    text += draft[end:]
    cut = len(text) - len(text.lstrip())
    return text.strip(), tuple((number, start - cut, stop - cut) for number, start, stop in places)


def _words(slot: Slot, entry: Entry, order: dict[str, int], language: Language) -> str:
    match entry:
        case FigureEntry():
            return _quantity(entry.figure, language)
        case VerdictEntry():
            flag = BORDERLINE.say(language) if entry.borderline else ""
            return f"**{VERDICTS[entry.status].say(language)}**{flag}"
        case RankEntry():
            return RANKS[entry.rank].say(language)
        case NameEntry():
            return plain(entry.text.say(language))
        case CitedEntry():
            return f"[{order[slot.id]}]" if slot.kind == "c" else plain(entry.quote)


def _quantity(figure: Figure, language: Language) -> str:
    display, unit = figure.display, figure.unit
    if unit == "%" or not unit:
        return f"{display}{unit}"
    word = unit
    if language == "en":  # 人 is said of pupils and of teachers
        word = "teachers" if unit == "人" and "teacher" in figure.label.en.lower() else UNITS_EN.get(unit, unit)
    if display == "1" and word in SINGULAR:
        word = SINGULAR[word]
    return f"{display}{word}" if _HAN.match(word) else f"{display} {word}".strip()


def _figures(found: list[Slot], ledger: Ledger, order: dict[str, int]) -> tuple[ShownFigure, ...]:
    names = dict.fromkeys(slot.id for slot in found if slot.kind == "f")
    entries = [ledger.entries[name] for name in names]
    return tuple(
        ShownFigure(entry.figure, order[entry.citation] if entry.citation else None)
        for entry in entries
        if isinstance(entry, FigureEntry)
    )
