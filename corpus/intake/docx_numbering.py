"""The numbers that Word puts before paragraphs, counted as Word counts them (ECMA-376 part 1, 17.9)."""

import re
from collections import defaultdict
from dataclasses import dataclass

from lxml import etree

from corpus.intake.counting import numeral
from corpus.intake.docx_package import W, is_on, number, value
from corpus.intake.docx_styles import Styles

_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_NEEDS_NO_SPACE = re.compile(r"[、。，：；.．)）\]】〕]")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: where it starts, its numerals, its text with %1 … %9, and when it starts again."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(frozen=True, slots=True)
class Label:
    """A number as it stands before its paragraph; `bullet` marks say nothing and are no part of the text."""

    text: str
    suffix: str
    bullet: bool = False

    def before(self, text: str) -> str:
        """Return the text with its number: a space between only where the two would run together."""
        if not self.text or self.suffix == "nothing" or not text:
            return self.text + text
        tight = _NEEDS_NO_SPACE.match(self.text[-1]) and not (self.text[-1].isascii() and text[0].isascii())
        return self.text + ("" if tight else " ") + text


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract: dict[str, etree._Element] = {}
        self._lists: dict[str, etree._Element] = {}
        if root is not None:
            self._abstract = {str(one.get(f"{W}abstractNumId")): one for one in root.findall(f"{W}abstractNum")}
            self._lists = {str(one.get(f"{W}numId")): one for one in root.findall(f"{W}num")}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        self._levels: dict[str, tuple[str, list[Level]]] = {}

    def next_label(self, paragraph_format: etree._Element | None, style_id: str | None) -> Label | None:
        """Count a paragraph; return its number, None when it has none."""
        list_id, level = self._place(paragraph_format, style_id)
        if list_id is None or list_id not in self._lists:
            return None
        if list_id not in self._levels:
            self._levels[list_id] = self._resolved(list_id)
        abstract_id, levels = self._levels[list_id]
        level = self._level_of_style(levels, style_id) if level is None else min(level, _LEVELS - 1)
        self._count(list_id, abstract_id, level, levels)
        return self._label(self._counts[abstract_id], level, levels)

    def _place(self, paragraph_format: etree._Element | None, style_id: str | None) -> tuple[str | None, int | None]:
        """Return the list and the level of a paragraph; its own format goes before its style's."""
        own = None if paragraph_format is None else paragraph_format.find(f"{W}numPr")
        style = self._styles.of(style_id)
        list_id = value(own, "numId") or style.number_id
        found = value(own, "ilvl")
        level = number(found, 0) if found is not None else style.number_level
        if value(own, "numId") is not None and level is None:
            level = 0
        return (None, None) if list_id == "0" else (list_id, level)

    def _level_of_style(self, levels: list[Level], style_id: str | None) -> int:
        return next((place for place, one in enumerate(levels) if one.style and one.style == style_id), 0)

    def _resolved(self, list_id: str) -> tuple[str, list[Level]]:
        """Return the id of the abstract list that a list counts in, and its levels with the list's own changes."""
        abstract_id = value(self._lists[list_id], "abstractNumId") or ""
        abstract = self._abstract.get(abstract_id)
        if link := value(abstract, "numStyleLink"):  # the list is kept under a style's name
            target = self._lists.get(self._styles.of(link).number_id or "")
            abstract_id = value(target, "abstractNumId") or abstract_id
            abstract = self._abstract.get(abstract_id)
        levels = [Level() for _ in range(_LEVELS)]
        for one in () if abstract is None else abstract.findall(f"{W}lvl"):
            _put(levels, one)
        for change in self._lists[list_id].findall(f"{W}lvlOverride"):
            for one in change.findall(f"{W}lvl"):
                _put(levels, one)
        return abstract_id, levels

    def _count(self, list_id: str, abstract_id: str, level: int, levels: list[Level]) -> None:
        """Move the count on: a list that says where to start does so once, deeper levels start again."""
        counts = self._counts[abstract_id]
        start = self._new_start(list_id, level)
        if start is not None:
            counts[level] = start
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = levels[level].start
        for shallower in range(level):
            counts.setdefault(shallower, levels[shallower].start)
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart
            if restart is None or (restart != 0 and level < restart):
                counts.pop(deeper, None)

    def _new_start(self, list_id: str, level: int) -> int | None:
        """Return where a list that overrides its start begins, at its first paragraph of the level."""
        if (list_id, level) in self._begun:
            return None
        self._begun.add((list_id, level))
        for change in self._lists[list_id].findall(f"{W}lvlOverride"):
            if change.get(f"{W}ilvl") == str(level) and (start := value(change, "startOverride")) is not None:
                return number(start, 1)
        return None

    def _label(self, counts: dict[int, int], level: int, levels: list[Level]) -> Label:
        here = levels[level]
        if here.form == "bullet":
            return Label(here.text, here.suffix, bullet=True)

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            form = "decimal" if here.legal else levels[place].form
            return numeral(counts.get(place, levels[place].start), form) if place <= level else ""

        return Label(_PLACE.sub(shown, here.text), here.suffix)


def _put(levels: list[Level], element: etree._Element) -> None:
    """Set the level that an element describes."""
    place = number(element.get(f"{W}ilvl"), -1)
    if 0 <= place < _LEVELS:
        restart = value(element, "lvlRestart")
        levels[place] = Level(
            start=number(value(element, "start"), 0),
            form=_form(element),
            text=value(element, "lvlText") or "",
            suffix=value(element, "suff") or "tab",
            restart=None if restart is None else number(restart, 0),
            legal=is_on(element, "isLgl") is True,
            style=value(element, "pStyle"),
        )


def _form(element: etree._Element) -> str:
    """Return the format of the numerals; newer ones stand in a choice beside a plain one."""
    for one in element.iter(f"{W}numFmt"):
        return str(one.get(f"{W}val"))
    return "decimal"
