"""The tables of Word files: cells that span columns, go on from the cell above, and hold whatever a page holds."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from corpus.intake.docx_package import W, number, value
from corpus.intake.docx_text import chosen_children
from corpus.intake.model import Block, LeftOut, Table
from corpus.intake.tables import MOST_CELLS, Cell, cell_text, table_of, without_repeated_heads


@dataclass(frozen=True, slots=True)
class WordCell:
    """A cell: its columns, whether it goes on from the one above, and its parts once they are read."""

    element: etree._Element | None
    columns: int = 1
    goes_on: bool = False
    parts: list[Block | Table] = field(default_factory=list)

    def with_parts(self, parts: list[Block | Table]) -> "WordCell":
        """Return the cell with its parts."""
        return replace(self, parts=parts)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of cells; `is_head` where Word repeats it on every page."""

    cells: list[WordCell]
    is_head: bool = False
    deleted: bool = False


def cells_of(row: etree._Element) -> Iterator[WordCell]:
    """Yield the cells of a row. A legacy horizontal merge becomes columns of its first cell."""
    pending: WordCell | None = None
    for element in _cell_elements(row):
        form = element.find(f"{W}tcPr")
        columns = min(max(number(value(form, "gridSpan"), 1), 1), MOST_CELLS)
        merge = None if form is None else form.find(f"{W}vMerge")
        goes_on = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        across = None if form is None else form.find(f"{W}hMerge")
        if pending and across is not None and across.get(f"{W}val", "continue") == "continue":
            pending = replace(pending, columns=pending.columns + columns)
            continue
        if pending:
            yield pending
        pending = WordCell(element, columns, goes_on)
    if pending:
        yield pending


def has_one_column(rows: Sequence[Row]) -> bool:
    """Whether a table is only a frame around paragraphs."""
    return all(len(row.cells) == 1 and row.cells[0].columns == 1 for row in rows)


def table_of_rows(rows: Sequence[Row]) -> tuple[Table, list[LeftOut]]:
    """Lay out the rows; return also the text of merged cells that Word does not show, and repeated heads."""
    left_out: list[LeftOut] = []
    laid: list[list[Cell]] = []
    starts: dict[int, tuple[int, int]] = {}  # column → row and place of the cell that reaches down to here
    kept = [row for row in rows if not row.deleted]
    for top, row in enumerate(kept):
        laid.append([])
        column = 0
        for cell in row.cells:
            text = cell_text(cell.parts)
            if cell.goes_on and column in starts:
                y, x = starts[column]
                laid[y][x] = laid[y][x]._replace(rows=top - y + 1)
                left_out += [LeftOut("合并单元格中不显示的文字", text)] if text else []
            else:
                starts[column] = (top, len(laid[top]))
                laid[top].append(Cell(text, 1, cell.columns))
            column += cell.columns
    heads = next((place for place, row in enumerate(kept) if not row.is_head), len(kept))
    table, repeated = without_repeated_heads(table_of(laid, heads or None))
    return table, [*left_out, *repeated]


def _cell_elements(row: etree._Element) -> Iterator[etree._Element]:
    for child in chosen_children(row):
        if child.tag == f"{W}tc":
            yield child
        elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"}:
            yield from _cell_elements(child)
