"""From cells with spans to a table: the same for Word, web pages, and whatever else knows rows and cells."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from corpus.bilingual import Bilingual
from corpus.intake import refusals
from corpus.intake.model import Block, LeftOut, Merge, Table

MOST_CELLS = 200_000
_STOPS = re.compile(r"[。；，、：！？）;,:]$")
_SHORT = 2  # characters; "序" over "号" is one word
_SHORT_CELL = 20  # characters; the second row of a head is made of names


class Cell(NamedTuple):
    """A cell's text, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


def table_of(rows: Sequence[Sequence[Cell]], head_rows: int | None = None) -> Table:
    """Lay cells out on a grid: a row has fewer cells where one from above reaches into it.

    Raises `DocumentTooLarge` above `MOST_CELLS` cells.
    """
    texts: dict[tuple[int, int], str] = {}
    merges: list[Merge] = []
    for top, row in enumerate(rows):
        left = 0
        for cell in row:
            while (top, left) in texts:
                left += 1
            bottom, right = min(top + max(cell.rows, 1), len(rows)) - 1, left + max(cell.columns, 1) - 1
            refuse_large_table(len(texts) + (bottom - top + 1) * (right - left + 1))
            texts |= {(y, x): "" for y in range(top, bottom + 1) for x in range(left, right + 1)}
            texts[top, left] = cell.text.strip()
            if (bottom, right) != (top, left):
                merges.append((top, left, bottom, right))
            left = right + 1
    columns = max((column for _, column in texts), default=-1) + 1
    refuse_large_table(len(rows) * columns)
    grid = tuple(tuple(texts.get((row, column), "") for column in range(columns)) for row in range(len(rows)))
    return Table(grid, tuple(merges), head_rows or head_rows_of(grid, merges))


def refuse_large_table(cells: int) -> None:
    """Raise `DocumentTooLarge` when a table would hold more than `MOST_CELLS` cells."""
    if cells > MOST_CELLS:
        raise refusals.too_large(
            Bilingual(f"有一张表超过 {MOST_CELLS} 个单元格。", f"a table has more than {MOST_CELLS} cells.")
        )


def head_rows_of(rows: Sequence[Sequence[str]], merges: Sequence[Merge]) -> int:
    """Return how many rows are the head: a caption over all columns, and rows that heads above reach into."""
    if not rows:
        return 0
    width = len(rows[0])
    first = 0
    while first < len(rows) - 1 and any(top == first and right - left + 1 == width for top, left, _, right in merges):
        first += 1
    head = 1 + max((bottom for top, _, bottom, _ in merges if top == first), default=first)
    spread = any(top == bottom == first for top, _, bottom, _ in merges)
    if spread and head == first + 1 < len(rows) and all(_names(cell) for cell in rows[head]):
        head += 1
    return min(head, len(rows))


def without_repeated_heads(table: Table) -> tuple[Table, tuple[LeftOut, ...]]:
    """Take away the head rows that a table repeats on a further page, and say so."""
    if any(merge[0] >= table.head_rows for merge in table.merges):
        return table, ()
    head = table.rows[table.head_rows - 1]
    repeated = [number for number, row in enumerate(table.rows) if number >= table.head_rows and row == head]
    rows = tuple(row for number, row in enumerate(table.rows) if number not in repeated)
    left_out = tuple(LeftOut("续页表头", " ".join(filter(None, head))) for _ in repeated)
    return Table(rows, table.merges, table.head_rows), left_out


def cell_text(parts: Sequence[Block | Table]) -> str:
    """Return the text of a cell on one line: paragraphs apart, broken words whole, tables in it row by row."""
    text = ""
    for piece in _pieces(parts):
        tight = not text or _STOPS.search(text) or (len(text) <= _SHORT and len(piece) <= _SHORT)
        text += piece if tight else f" {piece}"
    return text


def _pieces(parts: Sequence[Block | Table]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Block):
            yield part.text.strip()
        else:
            yield from (" ".join(filter(None, row)) for row in part.rows)


def _names(cell: str) -> bool:
    """Whether a cell could be part of a head: short, and no number."""
    return len(cell) <= _SHORT_CELL and not any(char.isdigit() for char in cell)
