"""Tables that the front matter describes: rows in groups, each group with cells that hold for all of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.canonical import Row, TableForm
from corpus.pieces import Body, Piece, Place

_ROW_KEY = re.compile(r"[A-Za-z]{0,2}\d{1,3}")


@dataclass
class _Group:
    """What a table row inherits: its group, and the cells that hold for the whole group."""

    name: str = ""
    shared: dict[str, str] = field(default_factory=dict)


def fits(form: TableForm, head: Row) -> bool:
    """Whether the table has the columns that its description names."""
    return {form.group, form.key, *form.shared} <= set(head.cells)


def grouped_pieces(head: Row, rows: Sequence[Row], form: TableForm, place: Place, body: Body) -> Iterator[Piece]:
    """Add the table to the body and yield its future clauses: one a row, and one for each shared cell."""
    body.add("\t".join(head.cells))
    group = _Group()
    for row in rows:
        cells = dict(zip(head.cells, row.cells, strict=True))
        separator = "\n"
        if name := cells.pop(form.group):
            body.add(name)
            group = _Group(name)
            separator = "\t"
        yield from _row_pieces(cells, form, place, body, group, separator)


def _row_pieces(
    cells: dict[str, str], form: TableForm, place: Place, body: Body, group: _Group, separator: str
) -> Iterator[Piece]:
    heads = (*place.trail, group.name)
    group_head = f"{form.group}：{group.name}"
    inherited = [f"{column}：{text}" for column, text in group.shared.items() if not cells[column]]
    spans: dict[str, tuple[int, int]] = {}
    for column, text in cells.items():
        if text:
            spans[column] = body.add(text, separator)
            separator = "\t"
    if not spans:
        return
    group_path = (*place.unit, group.name)
    unit = (*group_path, cells[form.key]) if _ROW_KEY.fullmatch(cells[form.key]) else group_path
    first, last = min(spans.values())[0], max(spans.values())[1]
    yield Piece(unit, first, last, heads, "；".join((group_head, *inherited)), named=True)
    for column, name in form.shared.items():
        if cells[column]:
            group.shared[column] = cells[column]
            yield Piece((*group_path, name), *spans[column], heads, group_head, named=True)
