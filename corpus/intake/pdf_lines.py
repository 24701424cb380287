"""From characters on a PDF page to its lines: what nobody sees set apart, doubled letters once, columns one by one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.intake.letters import is_spaced
from corpus.intake.model import LeftOut
from corpus.intake.pdf_letters import plain
from corpus.intake.pdf_page import Box, Char, Page

_SMALLEST = 3.0  # points
_SAME_LINE = 0.5  # of the letter size
_DOUBLED = 0.12  # of the letter size: fake bold is the same letter twice, a little apart
_WORD_GAP = 0.22
_WIDE_GAP = 0.8
_PICTURE_SHARE = 0.5  # of the page: the picture under a layer of recognised text
_GUTTER = 10.0  # points
_MIDDLE = (0.3, 0.7)
_BIN = 2.0  # points
_FEWEST_COLUMN_LINES = 8
_FEWEST_LETTERS = 6  # in a line of a column; the page numbers of a contents list are no column
_MOST_CROSSING = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its text, its place, the size of most of its letters, and its column (0 when there is one)."""

    text: str
    box: Box
    size: float
    page: int
    column: int = 0


def visible(page: Page) -> tuple[list[Char], list[LeftOut]]:
    """Return the characters that a reader of the page sees, and the others by the reason why not."""
    shown: list[Char] = []
    hidden: dict[str, list[Char]] = {}
    for char in page.chars:
        why = _why_hidden(char, page)
        if why is None:
            shown.append(char)
        else:
            hidden.setdefault(why, []).append(char)
    texts = {why: "".join(plain(one.text) for one in chars).strip() for why, chars in hidden.items()}
    return shown, [LeftOut(why, text) for why, text in texts.items() if text]


def lines_of(chars: Sequence[Char], page: Page) -> list[Line]:
    """Return the lines of a page in reading order: columns one after the other, between lines across the page."""
    rows = _rows(chars)
    gutter = _gutter(chars, rows, page)
    if gutter is None:
        return _lines(rows, page.number, 0)
    found: list[Line] = []
    for crossing, band in groupby(rows, key=lambda row: _crosses(row, gutter)):
        kept = list(band)
        if crossing:
            found += _lines(kept, page.number, 0)
            continue
        of_band = [char for row in kept for char in row]
        for column, side in enumerate((True, False), start=1):
            part = [char for char in of_band if (char.box.x0 + char.box.x1 < 2 * gutter) is side]
            found += _lines(_rows(part), page.number, column)
    return found


def lines_in_cell(chars: Sequence[Char], page: int) -> list[Line]:
    """Return the lines of a table cell."""
    return _lines(_rows(chars), page, 0)


def text_of(row: Sequence[Char]) -> str:
    """Return the text of the characters of one line: no space within Chinese, one between words and after wide gaps."""
    text = ""
    last: Char | None = None
    spaced = False
    for char in sorted(row, key=lambda one: one.box.x0):
        if not char.text.strip():
            spaced = spaced or last is not None
            continue
        if last is not None and _is_doubled(last, char):
            continue
        letters = plain(char.text)
        if last is not None and _parted(last, char, text, letters, spaced):
            text += " "
        text += letters
        last, spaced = char, False
    return text


def _why_hidden(char: Char, page: Page) -> str | None:
    x, y = (char.box.x0 + char.box.x1) / 2, (char.box.top + char.box.bottom) / 2
    if not char.upright:
        return "旋转的文字"
    if char.size < _SMALLEST:
        return "极小的文字"
    if not Box(0, 0, page.width, page.height).holds(x, y):
        return "页面以外的文字"
    if char.unpainted and not is_picture(page):
        return "不显示的文字"
    if char.white and not char.unpainted and not any(one.holds(x, y) for one in (*page.grounds, *page.pictures)):
        return "白色的文字"
    return None


def is_picture(page: Page) -> bool:
    """Whether pictures cover most of a page, as they do when it was scanned."""
    covered = sum(max(one.width, 0) * max(one.height, 0) for one in page.pictures)
    return covered >= _PICTURE_SHARE * page.width * page.height


def _rows(chars: Iterable[Char]) -> list[list[Char]]:
    """Gather characters whose middles are at about the same height."""
    rows: list[list[Char]] = []
    middle = 0.0
    for char in sorted(chars, key=lambda one: one.box.top + one.box.bottom):
        here = (char.box.top + char.box.bottom) / 2
        if not rows or here - middle > _SAME_LINE * char.size:
            rows.append([])
            middle = here
        rows[-1].append(char)
    return rows


def _lines(rows: Iterable[Sequence[Char]], page: int, column: int) -> list[Line]:
    lines: list[Line] = []
    for row in rows:
        seen = [char for char in row if char.text.strip()]
        if seen:
            sizes = sorted(char.size for char in seen)
            lines.append(Line(text_of(row), around([one.box for one in seen]), sizes[len(sizes) // 2], page, column))
    return lines


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box around boxes."""
    return Box(
        min(one.x0 for one in boxes),
        min(one.top for one in boxes),
        max(one.x1 for one in boxes),
        max(one.bottom for one in boxes),
    )


def _is_doubled(last: Char, char: Char) -> bool:
    return char.text == last.text and char.box.x0 - last.box.x0 <= _DOUBLED * char.size


def _parted(last: Char, char: Char, left: str, right: str, spaced: bool) -> bool:
    """Whether a space stands between two characters."""
    gap = char.box.x0 - last.box.x1
    if gap > _WIDE_GAP * char.size:
        return True
    return is_spaced(left, right) and (spaced or gap > _WORD_GAP * char.size)


def _gutter(chars: Sequence[Char], rows: Sequence[Sequence[Char]], page: Page) -> float | None:
    """Return where the white space between two columns is, None when there is one column."""
    places = range(int(page.width * _MIDDLE[0] / _BIN), int(page.width * _MIDDLE[1] / _BIN) + 1)
    cover = dict.fromkeys(places, 0)
    for char in chars:
        for place in range(int(char.box.x0 / _BIN), int(char.box.x1 / _BIN) + 1):
            if place in cover and char.text.strip():
                cover[place] += 1
    most = _MOST_CROSSING * len(rows)
    runs = [list(run) for free, run in groupby(places, key=lambda place: cover[place] <= most) if free]
    widest = max(runs, key=len, default=[])
    if len(widest) * _BIN < _GUTTER:
        return None
    gutter = (widest[0] + widest[-1] + 1) * _BIN / 2
    beside = [row for row in rows if not _crosses(row, gutter)]
    sides = [sum(_letters_on(row, gutter, side) >= _FEWEST_LETTERS for row in beside) for side in (True, False)]
    crossing = len(rows) - len(beside)
    return gutter if min(sides) >= _FEWEST_COLUMN_LINES and crossing <= _MOST_CROSSING * len(rows) else None


def _letters_on(row: Sequence[Char], gutter: float, left: bool) -> int:
    return sum((char.box.x0 < gutter) is left and bool(char.text.strip()) for char in row)


def _crosses(row: Sequence[Char], gutter: float) -> bool:
    """Whether a line runs over the gutter."""
    return any(char.box.x0 < gutter + _GUTTER / 2 and char.box.x1 > gutter - _GUTTER / 2 for char in row)
