"""What the items of a verdict are called, and what they require, in words that fit a table."""

from calculators.model import Item
from corpus.bilingual import Language
from corpus.terms import load_terms
from ui import labels


def item_name(item: Item, language: Language) -> str:
    """Return an item's id, name and stage: "CV.小学.R1" is the 差异系数 of R1."""
    indicator = item.id.rsplit(".", 1)[-1]
    stage = labels.STAGES[item.stage].say(language) if item.stage else ""
    dispersion = labels.DISPERSION.say(language) if item.id.startswith("CV.") else ""
    return " ".join(part for part in (indicator, stage, _term(indicator, language), dispersion) if part)


def requirement(item: Item, language: Language) -> str:
    """Return what an item is compared with, or a dash where no single number decides it."""
    if item.limit is None:
        return "—"
    sign = {">=": "≥", "<=": "≤"}.get(item.comparator or "", item.comparator or "")
    return f"{sign} {item.limit:g} {labels.unit(item.unit, language)}".strip()


def _term(indicator: str, language: Language) -> str:
    """Return the term list's name of an indicator, or nothing where it has none."""
    term = next((one for one in load_terms() if one.indicator == indicator), None)
    return "" if term is None else term.zh if language == "zh" else term.en[0]
