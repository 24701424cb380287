"""What the items of a verdict are called, and what they require, in words that fit a table."""

from calculators.compare import Requirements
from calculators.model import Item
from corpus.bilingual import Bilingual, Language
from corpus.model import Scope, Threshold
from corpus.saying import SIGNS
from corpus.terms import load_terms
from ui.words import labels

WHOLE: Scope = "义务教育"
LEVEL = "级"  # written in Roman numerals


def item_name(item: Item, language: Language) -> str:
    """Return an item's id, stage and name: "CV.小学.R1" is the 差异系数 of R1. No stage for an item of both."""
    indicator = item.id.rsplit(".", 1)[-1]
    stage = labels.stage(item.stage, language) if item.stage and item.stage != WHOLE else ""
    if not item.id.startswith("CV."):
        return " ".join(part for part in (indicator, stage, _term(indicator, language)) if part)
    words = labels.DISPERSION.say(language).format(name=_term(indicator, language))
    return f"{indicator} {stage} {words}"


def value_heading(item: Item) -> Bilingual:
    """Return what the value of an item is: the lowest of the units, the 差异系数, or simply a value."""
    if item.id.startswith("CV."):
        return labels.COEFFICIENT
    return labels.LOWEST if item.id.startswith("R") else labels.VALUE


def shown_value(item: Item, language: Language) -> str:
    """Return an item's value; where no single number is required it carries its own unit."""
    if item.display is None:
        return "—"
    if item.limit is not None or not item.unit:
        return item.display
    return labels.quantity(item.display, item.unit, language)


def requirement(item: Item, floor: Requirements, language: Language) -> str:
    """Return what an item is compared with in the digits of its clause, or a dash where no number decides it."""
    if item.id == "G3":
        per, music, art = (floor.get(f"G3.{part}", WHOLE) for part in ("classes_per_room", "music_area", "art_area"))
        areas = {"music": _limit(music, language), "art": _limit(art, language)}
        return labels.ROOMS_REQUIRED.say(language).format(classes=per.value, **areas)
    if item.id == "G4":
        school, combined = (_limit(floor.get(f"G4.{part}", WHOLE), language) for part in ("school", "combined"))
        return labels.SIZE_REQUIRED.say(language).format(school=school, combined=combined)
    if item.threshold is None:
        return "—"
    # the value of G6 and Q4 is a number of schools, and what each of them needs is another thing
    return compared(item.threshold, item.unit if item.limit is not None else item.threshold.unit, language)


def _limit(threshold: Threshold, language: Language) -> str:
    """Return a requirement that stands within a phrase: close up in Chinese."""
    text = compared(threshold, threshold.unit, language)
    return text.replace(" ", "") if language == "zh" else text


def compared(threshold: Threshold, unit: str, language: Language) -> str:
    """Return a requirement in the digits of its clause: ≥ 4.5 ㎡/生."""
    sign = SIGNS[threshold.comparison]
    if unit == LEVEL and threshold.worded:
        return f"{sign} {threshold.worded}"
    return f"{sign} {threshold.value} {labels.unit(unit, language)}".strip()


def _term(indicator: str, language: Language) -> str:
    """Return the term list's name of an indicator, or nothing where it has none."""
    term = next((one for one in load_terms() if one.indicator == indicator), None)
    return "" if term is None else term.zh if language == "zh" else term.en[0]
