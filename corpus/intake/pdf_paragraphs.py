"""From lines with places to paragraphs: by indent, by the margin that a line reaches, by size, by its number."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.intake.letters import ENDS_SENTENCE, joined
from corpus.intake.model import Block
from corpus.intake.pdf_lines import Line
from corpus.numbering import number_of

_INDENT = 1.2  # letter sizes
_DEEPEST_INDENT = 6  # letter sizes; what begins further in is a signature or a date
_RAGGED = 1.8  # letter sizes; a full line may end early by punctuation that may not begin the next
_CENTRED_MARGIN = 2.5
_OFF_CENTRE = 1.0
_SAME_SIZE = 0.08
_HEADING_SIZE = 1.12
_LONGEST_HEADING = 80
_DEEPEST_HEADING = 3
_WIDE_PITCH = 1.5
_LONG_SHARE = 0.6
_SUPPORT = 0.1
_LEADERS = re.compile(r"(?:[.．·…]\s?){3,}[—\-\s]*\d{1,4}[—\-\s]*$")
_PAGE_BEHIND = re.compile(r"\s\d{1,3}$")
_DOCUMENT_NUMBER = re.compile(r".{2,14}[〔\[（(【]\d{4}[〕\]）)】]\s*\d+\s*号")


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a column begins and ends, in points, and how far its lines are apart."""

    left: float
    right: float
    pitch: float


@dataclass(frozen=True, slots=True)
class Shape:
    """How the text of a document is set: its letter size, and the margins by page and column."""

    size: float
    margins: dict[tuple[int, int], Margins]
    sizes: tuple[float, ...]

    def of(self, line: Line) -> Margins:
        """Return the margins of a line's column."""
        return self.margins[line.page, line.column]

    def level(self, line: Line, text: str) -> int | None:
        """Return the heading level that a line's size gives it."""
        if line.size < _HEADING_SIZE * self.size or len(text) > _LONGEST_HEADING:
            return None
        return min(sum(size > line.size * (1 + _SAME_SIZE) for size in self.sizes) + 1, _DEEPEST_HEADING)

    def is_centred(self, line: Line) -> bool:
        """Whether a line stands in the middle, away from both margins."""
        margins = self.of(line)
        before, behind = line.box.x0 - margins.left, margins.right - line.box.x1
        return min(before, behind) > _CENTRED_MARGIN * self.size and abs(before - behind) < 2 * _OFF_CENTRE * line.size


def shape_of(lines: Sequence[Line], page_width: float) -> Shape:
    """Measure how a document is set; text that is narrower than half a page does not show its right margin."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size * 2) / 2] += len(line.text)
    size = letters.most_common(1)[0][0] if letters else 1.0
    columns = {(line.page, line.column) for line in lines}
    whole = {column: _margins([line for line in lines if line.column == column], size) for _, column in columns}
    if len(whole) > 1 and 0 in whole:  # lines across the page reach over its columns
        left, right = min(one.left for one in whole.values()), max(one.right for one in whole.values())
        whole[0] = replace(whole[0], left=left, right=right)
    if list(whole) == [0]:
        half = (whole[0].left + page_width) / 2
        whole[0] = replace(whole[0], right=max(whole[0].right, half))
    margins = {
        (page, column): _page_margins(
            [line for line in lines if (line.page, line.column) == (page, column)], size, whole[column]
        )
        for page, column in columns
    }
    larger = sorted({one for one in letters if one >= _HEADING_SIZE * size}, reverse=True)
    return Shape(size, margins, _distinct(larger))


def blocks_of(lines: Sequence[Line], shape: Shape) -> list[Block]:
    """Join lines to paragraphs."""
    found: list[list[Line]] = []
    texts: list[str] = []
    for line in lines:
        if found and not _begins(found[-1], line, shape):
            found[-1].append(line)
            texts[-1] = joined(texts[-1], line.text)
        else:
            found.append([line])
            texts.append(line.text)
    return [
        Block(text, shape.level(kept[0], text), all(shape.is_centred(line) for line in kept))
        for kept, text in zip(found, texts, strict=True)
    ]


def _begins(paragraph: Sequence[Line], line: Line, shape: Shape) -> bool:
    """Whether a paragraph begins with a line."""
    last, margins = paragraph[-1], shape.of(line)
    if _LEADERS.search(last.text) or (_PAGE_BEHIND.search(last.text) and _PAGE_BEHIND.search(line.text)):
        return True  # a table of contents
    if abs(line.size - last.size) > _SAME_SIZE * max(line.size, last.size):
        return True
    if shape.is_centred(line) or shape.is_centred(last):
        return not _goes_on_centred(paragraph, line, shape)
    reached = shape.of(last).right - last.box.x1 <= _RAGGED * last.size
    indent = (line.box.x0 - margins.left) / line.size
    if not reached or indent > _DEEPEST_INDENT or _is_apart(last, line, margins):
        return True
    if indent <= _INDENT:
        return number_of(line.text) is not None and ENDS_SENTENCE.search(last.text) is not None
    alike = len(paragraph) == 1 and abs(line.box.x0 - last.box.x0) < line.size / 2
    return alike or number_of(line.text) is not None or ENDS_SENTENCE.search(last.text) is not None


def _goes_on_centred(paragraph: Sequence[Line], line: Line, shape: Shape) -> bool:
    """Whether a line goes on with the lines of a title."""
    last = paragraph[-1]
    if not (shape.is_centred(line) and (shape.is_centred(last) or _fills(last, shape))):
        return not shape.is_centred(line) and _fills(line, shape) and line.size > shape.size and _is_near(last, line)
    own_line = number_of(line.text) or _DOCUMENT_NUMBER.fullmatch(line.text) or _DOCUMENT_NUMBER.fullmatch(last.text)
    return not own_line and not number_of(last.text) and _is_near(last, line)


def _fills(line: Line, shape: Shape) -> bool:
    """Whether a line runs from margin to margin."""
    margins = shape.of(line)
    return line.box.x0 - margins.left < _INDENT * line.size and margins.right - line.box.x1 < _RAGGED * line.size


def _is_near(last: Line, line: Line) -> bool:
    return last.page == line.page and line.box.top - last.box.bottom < 1.2 * line.size


def _is_apart(last: Line, line: Line, margins: Margins) -> bool:
    same_column = (last.page, last.column) == (line.page, line.column)
    return same_column and line.box.top - last.box.top > _WIDE_PITCH * margins.pitch


def _page_margins(lines: Sequence[Line], size: float, whole: Margins) -> Margins:
    """Return the margins of one page; left and right pages may differ. A page of few lines has the document's."""
    long = [line for line in lines if line.box.width >= _LONG_SHARE * (whole.right - whole.left)]
    own = _margins(long, size) if len(long) >= 1 / _SUPPORT else whole
    return own if own.right - own.left >= 0.9 * (whole.right - whole.left) else whole


def _margins(lines: Sequence[Line], size: float) -> Margins:
    body = [line for line in lines if abs(line.size - size) <= _SAME_SIZE * size * 2] or list(lines)
    widest = max(line.box.width for line in body)
    long = [line for line in body if line.box.width >= _LONG_SHARE * widest]
    left = _edge([line.box.x0 for line in long], size)
    right = -_edge([-line.box.x1 for line in long], size)
    steps = Counter(
        round(two.box.top - one.box.top)
        for one, two in pairwise(body)
        if (one.page, one.column) == (two.page, two.column) and two.box.top > one.box.top
    )
    return Margins(left, right, steps.most_common(1)[0][0] if steps else 2 * size)


def _edge(places: Sequence[float], size: float) -> float:
    """Return the outermost place at which a fair share of the lines begins."""
    for place in sorted(places):
        if sum(place <= other <= place + size / 2 for other in places) >= max(_SUPPORT * len(places), 1):
            return place
    return min(places)


def _distinct(sizes: Sequence[float]) -> tuple[float, ...]:
    """Return sizes, largest first, without those that hardly differ."""
    found: list[float] = []
    for size in sizes:
        if not found or found[-1] > size * (1 + _SAME_SIZE):
            found.append(size)
    return tuple(found)
