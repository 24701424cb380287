"""The cells that the charts share: a number that is known or not, and a verdict in words."""

from calculators.compare import status_of
from calculators.insight.standing import Step
from corpus.bilingual import Language
from ui.charts.model import Bar, Cell, Value
from ui.words import chart_labels as words
from ui.words import labels

STEPS: dict[bool | None, Step] = {True: "met", False: "short", None: "unknown"}
ORDER: dict[bool | None, float] = {False: 0, None: 1, True: 2}


def number(
    value: float | int | None, shown: str | None, language: Language, link: str = "", bar: Bar | None = None
) -> Cell:
    """Return the cell of a number: never 0 where it is not known."""
    if value is None or shown is None:
        return Cell(words.UNKNOWN.say(language), None, "unknown", words.STEPS["unknown"].say(language), link=link)
    return Cell(shown, value, link=link, bar=bar)


def whole(value: int | None, language: Language, link: str = "", bar: Bar | None = None) -> Cell:
    """Return the cell of a whole number."""
    return number(value, None if value is None else str(value), language, link, bar)


def status(verdict: bool | None, language: Language) -> Cell:
    """Return the cell that says whether a requirement is met, or a school passes."""
    said = labels.VERDICTS[status_of(verdict)].say(language)
    return Cell(said, said, STEPS[verdict], said, order=ORDER[verdict])


def text(said: str, value: Value = None) -> Cell:
    """Return a cell of words."""
    return Cell(said, said if value is None else value)
