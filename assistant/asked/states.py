"""Schools in a state: 不达标, 低于85%, 高于平均, 超过2000人; which they are, how many, and what part of all."""

import re
from dataclasses import replace
from decimal import Decimal

from assistant.asked import want_words as words
from assistant.asked.amounts import amount_of
from assistant.asked.measures import ANOTHER, measures_asked
from assistant.asked.understanding import Understanding
from assistant.asked.wanted import State, Wanted
from calculators.indicators import RESOURCES


def schools_in_state(asked: Understanding, text: str) -> Wanted | None:
    """Which schools, or how many, are as the question says: 不达标, 低于85%, 高于平均, 超过2000人."""
    shares = bool(words.SHARE.search(text))
    counts = shares or bool(words.COUNT.search(text))
    in_items = "CV" in asked.indicators and words.ITEMS.search(text)
    counts = counts or bool(in_items)
    asks = counts or words.WHICH.search(text) or words.HOW_FAR.search(text) or words.LIST.search(text)
    if not asks or asked.schools or not (shares or words.OF_SCHOOLS.search(text)) or words.EDGE.search(text):
        return None
    if items := words.ITEMS_MET.search(text):
        number = Decimal(len(RESOURCES)) if items["all"] else Decimal(amount_of(items["number"]) or 0)
        written = "" if items["all"] else str(number)
        return Wanted("which", ("met_count",), state="number", comparison=">=", number=number, written=written,
                      counts=counts, shares=shares)  # fmt: skip
    measures = measures_asked(asked)
    another = ANOTHER.search(text) and not words.MEAN.search(text)
    if not measures and (another or words.ITEMS.search(text)):
        return None
    sides: tuple[tuple[State, re.Pattern[str]], ...] = (
        ("below_mean", words.BELOW_MEAN),
        ("above_mean", words.ABOVE_MEAN),
    )
    for side, named in sides:
        if named.search(text):
            return Wanted("which", measures, state=side, counts=counts, shares=shares)
    held = words.HELD.search(text)
    if held and (set(measures) - {"CV"} or not measures):
        found = _against_a_number(text, held, measures, counts=counts)
        return found and replace(found, shares=shares)
    met = words.MET.search(text) or shares
    state: State | None = "not_met" if words.FAILING.search(text) else "met" if met else None
    return Wanted("which", measures, state=state, counts=counts, shares=shares) if state else None


def classes_of_a_size(asked: Understanding, text: str) -> Wanted | None:
    """How many classes have more than so many pupils: 50人以上的班有几个."""
    held = words.HELD.search(text)
    if not held or not words.CLASSES_HELD.search(text) or asked.schools:
        return None
    found = _against_a_number(text, held, ("class_size",), counts=True)
    return replace(found, classes=True) if found and found.comparison in (">", ">=") else None


def _against_a_number(text: str, held: re.Match[str], measures: tuple[str, ...], *, counts: bool) -> Wanted | None:
    """A number beside 低于, 超过, 以上 …; a percentage of the seven indicators is one of the standard."""
    side = "a_" if held["a_number"] else "b_"
    written, unit = held[f"{side}number"].replace(",", ""), (held[f"{side}unit"] or "").lower()
    percent = bool(held[f"{side}per"]) or unit in ("%", "percent", "per cent")
    comparison = next(sign for sign, named in words.COMPARISONS if named.search(held.group()))
    state: State = "below_share" if percent else "number"
    if percent and not set(measures) <= set(RESOURCES):
        return None
    return Wanted(
        "which", measures, state=state, comparison=comparison, number=Decimal(written), written=written,
        unit="%" if percent else unit, counts=counts,
    )  # fmt: skip
