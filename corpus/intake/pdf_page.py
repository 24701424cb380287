"""What stands on a PDF page: characters with their places, ruling lines, grounds and pictures, straight from pdfminer.

Only what the reader needs is kept, which is several times as fast as a full layout. Places are in points from the top
left corner.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextDevice, PDFTextSeq
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFStream
from pdfminer.utils import Matrix, PathSegment, apply_matrix_pt, apply_matrix_rect

UNKNOWN = "\ufffd"
_THIN = 2.5  # points; a filled rectangle that is thinner is a line
_INVISIBLE_MODE = 3
_WHITE = 0.97
_INKS = 4
_MOST_CHARACTERS = 100_000  # a full page has about 2,000
_MOST_SHAPES = 20_000
_MOSTLY = 0.5


class Box(NamedTuple):
    """A rectangle in points: left, top, right, bottom, from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """The width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """The height in points."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return self.x0 <= x <= self.x1 and self.top <= y <= self.bottom


class Char(NamedTuple):
    """A character: its place, its size in points, and how it is painted."""

    text: str
    box: Box
    size: float
    upright: bool
    white: bool
    unpainted: bool


@dataclass(slots=True)
class Page:
    """A page. `lines` are thin boxes, `grounds` filled ones; `outlines` counts curves that may be drawn letters."""

    number: int
    width: float
    height: float
    chars: list[Char] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    grounds: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)
    outlines: int = 0


class _Device(PDFTextDevice):
    """Takes down what the interpreter paints."""

    def __init__(self, manager: PDFResourceManager, number: int) -> None:
        super().__init__(manager)
        self.page = Page(number, 0, 0)
        self._origin = (0.0, 0.0)
        self._mode = 0

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        """Begin a page; places are counted from its crop box, as it is shown."""
        x0, y0, x1, y1 = apply_matrix_rect(ctm, page.cropbox)
        self.page = Page(self.page.number, x1 - x0, y1 - y0)
        self._origin = (x0, y1)

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        """Take down a string; without a font there is nothing to tell."""
        self._mode = textstate.render
        if textstate.font is not None:
            super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: PDFColorSpace,
        graphicstate: PDFGraphicState,
    ) -> float:
        """Take down one character; return how far it moves the pen."""
        try:
            text = font.to_unichr(cid)
        except PDFUnicodeNotDefined:
            text = UNKNOWN
        advance = font.char_width(cid) * fontsize * scaling
        if len(self.page.chars) < _MOST_CHARACTERS:
            self.page.chars.append(self._char(text, matrix, font, fontsize, scaling, rise, advance, graphicstate))
        return advance

    def _char(
        self,
        text: str,
        matrix: Matrix,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        rise: float,
        advance: float,
        state: PDFGraphicState,
    ) -> Char:
        if font.is_vertical():
            bounds = (-fontsize / 2, rise + advance, fontsize / 2, rise)
        else:
            foot = font.get_descent() * fontsize + rise
            bounds = (0.0, foot, advance, foot + fontsize)
        a, b, c, d, _, _ = matrix
        box = self._box(apply_matrix_rect(matrix, bounds))
        return Char(
            text,
            box,
            size=box.width if font.is_vertical() else box.height,
            upright=a * d * scaling > 0 and abs(b) + abs(c) <= abs(a) / 4,
            white=_is_white(state.ncolor),
            unpainted=self._mode == _INVISIBLE_MODE,
        )

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """Take down lines and boxes."""
        for points, closed in _straight_pieces(path):
            if points is None:
                self.page.outlines += 1
            elif len(self.page.lines) < _MOST_SHAPES:
                self._piece([self._point(*point) for point in points], closed, stroke, fill, graphicstate)

    def _piece(
        self, points: list[tuple[float, float]], closed: bool, stroke: bool, fill: bool, state: PDFGraphicState
    ) -> None:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = Box(min(xs), min(ys), max(xs), max(ys))
        if min(box.width, box.height) <= _THIN:
            self.page.lines.append(box)
            return
        if fill and not _is_white(state.ncolor):
            self.page.grounds.append(box)
        if stroke:
            ends = [*pairwise(points), *([(points[-1], points[0])] if closed else [])]
            self.page.lines += [
                Box(min(a, c), min(b, d), max(a, c), max(b, d))
                for (a, b), (c, d) in ends
                if min(abs(a - c), abs(b - d)) <= _THIN
            ]

    def render_image(self, name: str, stream: PDFStream) -> None:
        """Take down the place of a picture: the unit square of the present coordinates."""
        if self.ctm is not None and len(self.page.pictures) < _MOST_SHAPES:
            self.page.pictures.append(self._box(apply_matrix_rect(self.ctm, (0.0, 0.0, 1.0, 1.0))))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        assert self.ctm is not None
        x, y = apply_matrix_pt(self.ctm, (x, y))
        return x - self._origin[0], self._origin[1] - y

    def _box(self, bounds: tuple[float, float, float, float]) -> Box:
        x0, y0, x1, y1 = bounds
        left, top = self._origin
        return Box(min(x0, x1) - left, top - max(y0, y1), max(x0, x1) - left, top - min(y0, y1))


def pages_of(found: Iterator[PDFPage]) -> Iterator[Page]:
    """Yield what stands on each page, a page whose text runs up or down turned so that it can be read."""
    manager = PDFResourceManager()  # it keeps the fonts of one file
    for number, page in enumerate(found, start=1):
        seen = _looked_at(page, number, manager)
        if _upright(seen) < _MOSTLY * len(seen.chars):
            seen = max((seen, *(_turned(page, number, manager, turn) for turn in (90, 180))), key=_upright)
        yield seen


def _turned(page: PDFPage, number: int, manager: PDFResourceManager, turn: int) -> Page:
    page.rotate = (page.rotate + turn) % 360
    return _looked_at(page, number, manager)


def _looked_at(page: PDFPage, number: int, manager: PDFResourceManager) -> Page:
    device = _Device(manager, number)
    PDFPageInterpreter(manager, device).process_page(page)
    return device.page


def _upright(page: Page) -> int:
    return sum(char.upright for char in page.chars)


def _straight_pieces(path: Sequence[PathSegment]) -> Iterator[tuple[list[tuple[float, float]] | None, bool]]:
    """Yield the corners of each piece of a path and whether it closes; None for a piece with curves."""
    points: list[tuple[float, float]] = []
    curved = False
    for segment in path:
        operator, *numbers = segment
        if operator == "m":
            if curved or len(points) > 1:
                yield (None if curved else points), False
            points, curved = [(float(numbers[-2]), float(numbers[-1]))], False
        elif operator == "h":
            yield (None if curved else points), True
            points, curved = points[:1], False
        else:
            curved = curved or operator != "l"
            points.append((float(numbers[-2]), float(numbers[-1])))
    if curved or len(points) > 1:
        yield (None if curved else points), False


def _is_white(color: object) -> bool:
    """Whether a colour is white: 1 in grey or red, green and blue; 0 in the four inks."""
    given = color if isinstance(color, (tuple, list)) else (color,)
    parts = [float(one) for one in given if isinstance(one, (int, float))]
    if not parts or len(parts) != len(given):
        return False
    return max(parts) <= 1 - _WHITE if len(parts) == _INKS else min(parts) >= _WHITE
