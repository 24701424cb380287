"""Tables that say in their rule how they are read: one clause a row, or one a cell, with heads and merged cells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.canonical import Row, read_cell
from corpus.pieces import Body, Path, Piece, Place, id_part

ABOVE, LEFT = "^", "<"
_LONGEST_NAME = 24  # characters; a longer cell does not name its row in a clause id
_SHORTEST_SHARED = 10  # characters of a cell for several rows that says something by itself
_LONGEST_BAND = 40  # characters of a row that is one merged cell and heads the rows below it
_NAMES, _CELLS = re.compile(r":-+"), re.compile(r":-+:")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with the text that holds for it.

    `own` is whether the text stands here; else it stands above (`above`) or on the left. `group` is whether it holds
    for the row below too.
    """

    text: str
    own: bool = True
    above: bool = False
    group: bool = False


def is_grid(rule: Row) -> bool:
    """Whether the rule says how the table is read."""
    return any(cell.startswith(":") for cell in rule.cells)


def grid_pieces(head: Sequence[Row], rule: Row, rows: Sequence[Row], place: Place, body: Body) -> Iterator[Piece]:
    """Add the table to the body and yield its future clauses."""
    grid = resolved([*head, *rows])
    for line in grid[: len(head)]:
        body.add("\t".join(cell.text for cell in line if cell.own and cell.text))
    columns = _column_heads(grid[: len(head)], len(rule.cells))
    by_cell = [at for at, mark in enumerate(rule.cells) if _CELLS.fullmatch(mark)]
    names = [at for at, mark in enumerate(rule.cells) if _NAMES.fullmatch(mark)]
    band: Path = ()
    for index, cells in enumerate(grid[len(head) :], start=1):
        spans = _add_row(cells, body)
        if _is_band(cells, spans, index < len(rows)):
            band = (id_part(cells[0].text),)
        context = _Context(place, columns, band, tuple(names), index)
        if by_cell and not _is_one_cell(cells):
            yield from _cell_pieces(cells, spans, by_cell, context)
        elif any(spans):
            yield _row_piece(cells, spans, context)
            yield from _shared_pieces(cells, spans, context)


@dataclass(frozen=True, slots=True)
class _Context:
    """What a row stands in: the table, its column heads, the band above, and the number of the row."""

    place: Place
    columns: Sequence[str]
    band: Path
    names: tuple[int, ...]
    index: int

    def row_path(self, cells: Sequence[Cell]) -> Path:
        named = dict.fromkeys(id_part(cells[at].text) for at in self.names if cells[at].text)
        parts = tuple(part for part in named if len(part) <= _LONGEST_NAME) or (f"行{self.index}",)
        return (*self.place.table, *(part for part in self.band if part not in parts), *parts)

    def heads(self, path: Path) -> Path:
        """The heads above the row: those of the unit, then the parts that the table adds."""
        return (*self.place.trail, *path[len(self.place.unit) :])


def _row_piece(cells: Sequence[Cell], spans: Sequence[tuple[int, int] | None], context: _Context) -> Piece:
    filled = [at for at, span in enumerate(spans) if span]
    # What groups rows is said of each of them alike; it is no part of the first one's text.
    own = [at for at in filled if not (cells[at].group and at in context.names)] or filled
    path = context.row_path(cells)
    title = (context.place.title,) if context.place.title else ()
    inherited = tuple(
        f"{context.columns[at]}：{cell.text}"
        for at, cell in enumerate(cells)
        if at not in own and cell.text and (at == 0 or cells[at - 1].text != cell.text)
    )
    columns = "｜".join(context.columns[at] for at in own)
    shown = (*title, *context.band, *inherited, *((f"列：{columns}",) if columns.strip("｜") else ()))
    first, last = spans[own[0]], spans[own[-1]]
    assert first and last
    return Piece(path, first[0], last[1], context.heads(path[:-1]), "；".join(shown) or None, named=True)


def _shared_pieces(
    cells: Sequence[Cell], spans: Sequence[tuple[int, int] | None], context: _Context
) -> Iterator[Piece]:
    """Yield the sentences that hold for several rows (15项指标均要达到要求。), which are cited without naming a row."""
    group = context.row_path(cells)[:-1]
    for at, cell in enumerate(cells):
        if cell.group and at not in context.names and len(cell.text) >= _SHORTEST_SHARED and (span := spans[at]):
            shown = "；".join((*group[len(context.place.table) :], context.columns[at]))
            yield Piece((*group, id_part(context.columns[at])), *span, context.heads(group), shown or None, named=True)


def _cell_pieces(
    cells: Sequence[Cell], spans: Sequence[tuple[int, int] | None], by_cell: Sequence[int], context: _Context
) -> Iterator[Piece]:
    row = context.row_path(cells)
    for at in by_cell:
        if (span := spans[at]) and cells[at].text:
            column = id_part(context.columns[at])[:_LONGEST_NAME] or f"列{at + 1}"
            path = (*row, column)
            shown = "；".join((*row[len(context.place.table) :], context.columns[at] or column))
            start = span[0]
            for paragraph in cells[at].text.split("\n"):
                yield Piece(path, start, start + len(paragraph), context.heads(row), shown)
                start += len(paragraph) + 1


def resolved(rows: Sequence[Row]) -> list[list[Cell]]:
    """Return the rows with the text that holds for every cell, merged ones included."""
    grid: list[list[Cell]] = []
    for row in rows:
        cells: list[Cell] = []
        for at, written in enumerate(row.cells):
            if written == ABOVE and grid and at < len(grid[-1]):
                cells.append(Cell(grid[-1][at].text, own=False, above=True))
            elif written == LEFT and cells:
                cells.append(Cell(cells[-1].text, own=False))
            else:
                cells.append(Cell(read_cell(written)))
        grid.append(cells)
    for upper, lower in pairwise(grid):
        for at in range(min(len(upper), len(lower))):
            upper[at] = replace(upper[at], group=upper[at].own and lower[at].above)
    return grid


def _column_heads(head: Sequence[Sequence[Cell]], width: int) -> list[str]:
    """Return one head a column; several rows of heads are joined, a line over all columns is left out."""
    lines = [line for line in head if len({cell.text for cell in line}) > 1 or len(head) == 1]
    return [
        "·".join(dict.fromkeys(line[at].text.replace("\n", "") for line in lines if line[at].text))
        for at in range(width)
    ]


def _add_row(cells: Sequence[Cell], body: Body) -> list[tuple[int, int] | None]:
    """Add the row's own cells; an empty one between two of them keeps its place, so that columns can be counted."""
    own = [at for at, cell in enumerate(cells) if cell.own and cell.text]
    spans: list[tuple[int, int] | None] = [None] * len(cells)
    for at, cell in enumerate(cells):
        if own and own[0] <= at <= own[-1] and cell.own:
            spans[at] = body.add(cell.text, "\n" if at == own[0] else "\t")
    return spans


def _is_one_cell(cells: Sequence[Cell]) -> bool:
    return len(cells) > 1 and not any(cell.own for cell in cells[1:])


def _is_band(cells: Sequence[Cell], spans: Sequence[tuple[int, int] | None], has_rows_below: bool) -> bool:
    """Whether the row is one short cell over all columns, such as 一、小学, and so heads what stands below."""
    return _is_one_cell(cells) and spans[0] is not None and has_rows_below and len(cells[0].text) <= _LONGEST_BAND
