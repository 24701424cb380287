"""A chart as one SVG that stands by itself: title, reading, legend, table with bars, source and date."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from corpus.bilingual import Language
from ui.charts.letters import fitted, wrapped
from ui.charts.model import Cell, Column, Grid, Row
from ui.charts.palette import light_colours
from ui.server.plain import html
from ui.words import chart_labels as words

MARGIN, LINE, NAMES, NUMBER, BARRED, WORDS, LONG = 24.0, 24.0, 210.0, 96.0, 172.0, 84.0, 720.0
SMALL = 11.0
PAD = 6.0
SOURCE_LINES = 3


@dataclass(frozen=True, slots=True)
class Placed:
    """A text of a table and where it stands. `x` is its left edge, or its right one where it is a number."""

    x: float
    text: str
    cell: Cell | None = None
    left: float = 0.0
    room: float = 0.0
    words: bool = False


@dataclass(frozen=True, slots=True)
class HeadLines:
    """The head of a column: its lines, and the small ones below."""

    left: float
    room: float
    lines: Sequence[str]
    under: Sequence[str]


def picture(grid: Grid, rows: Sequence[Row], source: str, language: Language) -> str:
    """Return the drawing of a chart's rows. `source` is the line that says where its numbers come from."""
    rooms = [NAMES, *(_room(column) for column in grid.columns)]
    lefts = [MARGIN, *(MARGIN + total for total in accumulate(rooms))]
    wide = lefts[-1] + MARGIN
    heads = [(grid.head, ()), *((one.head, one.under) for one in grid.columns)]
    top = [_head(left, room, *head) for left, room, head in zip(lefts, rooms, heads, strict=False)]
    head_height = max(len(one.lines) * 17 + len(one.under) * 14 for one in top) + 10
    texts = [fitted(grid.title, wide - 2 * MARGIN, 20), *wrapped(grid.reading, wide - 2 * MARGIN), *_notes(grid, wide)]
    begin = MARGIN + 34 + (len(texts) - 1) * 20 + 30
    return html(
        "chart_picture.svg", language, colours=light_colours(), texts=texts, legend=_legend(grid), w=words, grid=grid,
        heads=top, head_height=head_height, begin=begin, body=begin + head_height, line=LINE, margin=MARGIN, wide=wide,
        rows=[list(_placed(row, grid, lefts, rooms)) for row in rows], source=_lines(source, wide),
    )  # fmt: skip


def _lines(source: str, wide: float) -> list[str]:
    """The line on the source: files may have names of any length."""
    room = wide - 2 * MARGIN
    return wrapped(fitted(source, SOURCE_LINES * room, SMALL), room, SMALL)


def _head(left: float, room: float, head: str, under: Sequence[str]) -> HeadLines:
    small = [line for one in under for line in wrapped(one, room - PAD, SMALL)]
    return HeadLines(left, room, wrapped(head, room - PAD), small)


def _room(column: Column) -> float:
    if column.text:
        return LONG if column.wide else WORDS
    return BARRED if column.wide else NUMBER


def _notes(grid: Grid, wide: float) -> list[str]:
    return wrapped(grid.note, wide - 2 * MARGIN) if grid.note else []


def _legend(grid: Grid) -> list[tuple[float, str, str]]:
    """The signs of the legend with their place from the left and their words."""
    found, left = [], MARGIN
    for key, said in grid.legend:
        found.append((left, key, said))
        left += 44 + sum(13.0 if ord(char) > 255 else 7.5 for char in said) + 20
    return found


def _placed(row: Row, grid: Grid, lefts: Sequence[float], rooms: Sequence[float]) -> Iterator[Placed]:
    yield Placed(lefts[0] + PAD, fitted(row.name, NAMES - 2 * PAD), None, lefts[0], NAMES, words=True)
    for cell, column, left, room in zip(row.cells, grid.columns, lefts[1:], rooms[1:], strict=False):
        x = left + PAD if column.text else left + room - PAD
        yield Placed(x, fitted(cell.shown + cell.mark, room - 2 * PAD), cell, left, room, words=column.text)
