"""What a paragraph's style says: heading level, centring, hiding, numbering."""

import re
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from corpus.intake.docx_package import W, is_on, number, value

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.I)
_TITLE = re.compile(r"title|标题|文档标题", re.I)
_CONTENTS = re.compile(r"toc\s*\d|目录\s*\d", re.I)
_DEEPEST = 9  # outline level 9 (counted from 0) is body text
_LONGEST_CHAIN = 20
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph or character style, with what it inherits. `level` counts from 1."""

    level: int | None = None
    centred: bool = False
    hidden: bool = False
    contents: bool = False
    number_id: str | None = None
    number_level: int | None = None


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: etree._Element | None) -> None:
        found = () if root is None else root.iter(f"{W}style")
        self._elements = {style.get(f"{W}styleId"): style for style in found}
        self._default = next((one for one, style in self._elements.items() if _is_default(style)), None)
        self._known: dict[str | None, Style] = {}

    def of(self, style_id: str | None) -> Style:
        """Return the paragraph style of an id, the default paragraph style without one."""
        wanted = style_id if style_id in self._elements else self._default
        if wanted not in self._known:
            self._known[wanted] = self._resolved(wanted)
        return self._known[wanted]

    def hides(self, style_id: str | None) -> bool:
        """Whether a character style hides text."""
        return style_id in self._elements and self.of(style_id).hidden

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        """Return a style and those it is based on, nearest first."""
        chain: list[etree._Element] = []
        while style_id in self._elements and len(chain) < _LONGEST_CHAIN:
            chain.append(self._elements[style_id])
            style_id = value(chain[-1], "basedOn")
        return chain

    def _resolved(self, style_id: str | None) -> Style:
        chain = self._chain(style_id)
        names = [value(style, "name") or "" for style in chain]
        formats = [style.find(f"{W}pPr") for style in chain]
        numbers = [found for one in formats if one is not None and (found := one.find(f"{W}numPr")) is not None]
        return Style(
            level=_level(formats, names),
            centred=_TITLE.fullmatch(names[0]) is not None or _first([value(one, "jc") for one in formats]) == "center"
            if names else False,
            hidden=_first([is_on(style.find(f"{W}rPr"), "vanish") for style in chain]) is True,
            contents=any(_CONTENTS.fullmatch(name) for name in names),
            number_id=_first([value(one, "numId") for one in numbers]),
            number_level=_optional(_first([value(one, "ilvl") for one in numbers])),
        )  # fmt: skip


def outline_level(paragraph_format: etree._Element | None) -> int | None:
    """Return the heading level (from 1) that a paragraph's own format gives it, 0 for body text, None for neither."""
    found = value(paragraph_format, "outlineLvl")
    level = number(found, _DEEPEST)
    return None if found is None else level + 1 if level < _DEEPEST else 0


def _level(formats: list[etree._Element | None], names: list[str]) -> int | None:
    for one, name in zip(formats, names, strict=True):
        if (level := outline_level(one)) is not None:
            return level or None
        if match := _HEADING.fullmatch(name):
            return int(match[1])
    return None


def _is_default(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in {"1", "true", "on"}


def _first(values: list[_T | None]) -> _T | None:
    return next((one for one in values if one is not None), None)


def _optional(text: str | None) -> int | None:
    return None if text is None else number(text, 0)
