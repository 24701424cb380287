"""What a language model sees of an answer: its lines with their slots, and what each slot stands for.

Nothing of it can be retyped into a claim: no number in any dress, no verdict, no place in an order, and no name that is
hidden. A quotation is shown in its own words, its numbers apart.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.privacy.pseudonyms import Pseudonyms
from assistant.verified.ledger import About, CitedEntry, Entry, FigureEntry, Ledger, NameEntry, RankEntry, VerdictEntry
from assistant.verified.numerals import masked, quantities
from assistant.verified.render import UNITS_EN
from assistant.verified.slots import Slot, slots
from assistant.verified.wording import verdict_words
from calculators.model import Figure, FigureKind
from corpus.bilingual import Bilingual, Language
from corpus.indicators import name_of
from corpus.saying import STAGES_EN

MARK = "□"
LEGEND = Bilingual("槽位：", "Slots:")
_FIGURES: dict[FigureKind, Bilingual] = {
    "computed": Bilingual("算得的数", "a figure computed"),
    "quoted": Bilingual("文件中的数", "a figure from a document"),
    "sheet": Bilingual("表中的数", "a figure of the sheet"),
    "given": Bilingual("用户写的数", "a figure that the user wrote"),
}
_UNIT = Bilingual("单位", "unit")
_VERDICT = Bilingual("判定", "the verdict")
_RANK = Bilingual("在次序中的位置", "a place in an order")
_SOURCE = Bilingual("出处标记", "the mark of a source")
_QUOTATION = Bilingual("引文", "a quotation")
_NAMES = {
    "school": Bilingual("校名", "a school"), "place": Bilingual("地区", "a place"),
    "document": Bilingual("文件", "a document"), "clause": Bilingual("条款", "a clause"),
    "indicator": Bilingual("指标", "an indicator"), "stage": Bilingual("学段", "a stage"),
    "year": Bilingual("年份", "a year"), "term": Bilingual("术语", "a term"),
    "data": Bilingual("数据项", "an item of data"), "message": Bilingual("系统的说明", "a note of the system"),
    "asked": Bilingual("用户的原话", "the user's own words"),
}  # fmt: skip
# Of these no more than the kind is shown: they may hold numbers, verdicts and names.
_KIND_ALONE = frozenset({"data", "message", "asked", "year"})
_SQUARE = re.compile("㎡|m²")  # which hold a numeral
_SQUARES = Bilingual("平方米", "square metres")


def seen_question(text: str, hidden: Pseudonyms) -> str:
    """Return a question as a model sees it: names hidden, numbers as they were typed."""
    return hidden.hide(text)


def seen_facts(lines: Sequence[str], ledger: Ledger, hidden: Pseudonyms, language: Language) -> str:
    """Return the lines of a draft, and what each of their slots stands for.

    A line without a slot that judges or counts is left out, unless items follow it: it stands in the answer anyway.
    """
    shown = [one for one, below in zip(lines, (*lines[1:], ""), strict=True) if _is_seen(one, below)]
    found = dict.fromkeys(slot for line in shown for slot in slots(line))
    legend = [f"{slot} = {_meaning(slot, entry, hidden, language)}" for slot in found if (entry := ledger.get(slot))]
    points = "\n".join(f"- {hidden.hide_known(line)}" for line in shown)
    return "\n\n".join(filter(None, (points, "\n".join([LEGEND.say(language), *legend]) if legend else "")))


def _is_seen(line: str, below: str) -> bool:
    return bool(slots(line)) or below.startswith("- ") or not (quantities(line) or verdict_words(line, ()))


def _meaning(slot: Slot, entry: Entry, hidden: Pseudonyms, language: Language) -> str:
    """Return what a slot stands for, without its value."""
    match entry:
        case FigureEntry(figure=figure):
            parts = [_FIGURES[figure.kind].say(language), *_of_figure(figure, entry.about, hidden, language)]
        case VerdictEntry():
            parts = [_VERDICT.say(language), *_about(entry.about, "", hidden, language)]
        case RankEntry():
            parts = [_RANK.say(language), *_about(entry.about, "", hidden, language)]
        case CitedEntry() if slot.kind == "q":
            return f"{_QUOTATION.say(language)}“{masked(hidden.hide_known(entry.quote), MARK)}”"
        case CitedEntry(clause=clause):
            place = _about(About(place=entry.about.place), "", hidden, language)
            parts = [_SOURCE.say(language), *place, _harmless(clause.trail[-1], hidden)]
        case NameEntry():
            return _name(entry, hidden, language)
    return ("，" if language == "zh" else ", ").join(filter(None, parts))


def _name(entry: NameEntry, hidden: Pseudonyms, language: Language) -> str:
    kind, name = _NAMES[entry.kind].say(language), entry.text.say(language)
    if entry.kind in _KIND_ALONE:
        return kind
    if entry.kind == "school":
        return f"{kind} {hidden.school(entry.text.zh)}"
    return f"{kind} {_harmless(name, hidden)}"


def _of_figure(figure: Figure, about: About, hidden: Pseudonyms, language: Language) -> Iterator[str]:
    label = figure.label.say(language)
    yield _harmless(label, hidden)
    yield from _about(about, label, hidden, language)
    if figure.unit:
        unit = figure.unit if language == "zh" else UNITS_EN.get(figure.unit, figure.unit)
        yield f"{_UNIT.say(language)} {_harmless(_SQUARE.sub(_SQUARES.say(language), unit), hidden)}"


def _about(about: About, said: str, hidden: Pseudonyms, language: Language) -> Iterator[str]:
    """Yield what an entry is about, as far as that is not said."""
    facets: Iterable[Bilingual | None] = (
        Bilingual(about.place, about.place) if about.place else None,
        Bilingual(about.stage, STAGES_EN.get(about.stage, about.stage)) if about.stage else None,
        name_of(about.indicator) if about.indicator else None,
    )
    if about.school and about.school not in said:
        yield hidden.school(about.school)
    for facet in facets:
        if facet and facet.zh not in said and facet.say(language) not in said:
            yield _harmless(facet.say(language), hidden)


def _harmless(words: str, hidden: Pseudonyms) -> str:
    """Return words with names hidden, and a mark for what counts or judges."""
    text = masked(hidden.hide_known(words), MARK)
    for word in dict.fromkeys(verdict_words(text, ())):
        whole = rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
        text = re.sub(whole, MARK, text, flags=re.IGNORECASE)
    return MARK if verdict_words(text, ()) else re.sub(rf"{MARK}(?:\s?{MARK})*", MARK, text)
