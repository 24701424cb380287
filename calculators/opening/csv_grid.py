"""A file of separated values (csv, tsv) as rows of text, in the encodings and delimiters of staff's programs."""

import csv
import io
from collections import Counter
from collections.abc import Iterator

from calculators.model import Upload
from calculators.opening.guards import (
    MAX_CELLS,
    MAX_CHARACTERS,
    not_a_workbook,
    refuse_large_grid,
    too_many_cells,
    too_much_text,
)
from calculators.opening.unseen import CellMark, Unseen, error_in, visible
from calculators.values import Cell

DELIMITERS = ",\t;|"
SAMPLE_LINES = 20
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
Rows = tuple[tuple[Cell, ...], ...]


def read_csv(upload: Upload) -> tuple[Rows, Unseen]:
    """Return the rows, all of one length, and what of them has no value.

    Raises `NotAWorkbook` for what is no text, or text without a delimiter, and `SheetTooLarge`.
    """
    text = _decode(upload)
    unseen = Unseen()
    try:
        rows = [_row(cells, unseen, number) for number, cells in enumerate(_split(upload.name, text))]
    except csv.Error as fault:
        raise not_a_workbook(upload.name) from fault
    width = max(map(len, rows), default=0)
    refuse_large_grid(upload.name, len(rows), width)
    return tuple(row + (None,) * (width - len(row)) for row in rows), unseen


def _row(cells: list[str], unseen: Unseen, row: int) -> tuple[Cell, ...]:
    for column, cell in enumerate(cells):
        error = error_in(cell)
        if error:
            unseen.mark((row, column), CellMark("error_cell", error))
    return tuple(None if error_in(cell) else visible(cell).strip() or None for cell in cells)


def _split(name: str, text: str) -> Iterator[list[str]]:
    """Yield the cells of each row; refuse the file as soon as it holds too many, or too much text."""
    cells = characters = 0
    for row in csv.reader(io.StringIO(text), delimiter=_delimiter(name, text)):
        cells += max(len(row), 1)
        if cells > MAX_CELLS:
            raise too_many_cells(name)
        characters += sum(map(len, row))
        if characters > MAX_CHARACTERS:
            raise too_much_text(name)
        yield row


def _delimiter(name: str, text: str) -> str:
    """Return the delimiter that cuts most lines into the same number of cells; commas in numbers cut at random."""
    sample = "\n".join(text.splitlines()[:SAMPLE_LINES])
    found = {one: _agreement(sample, one) for one in DELIMITERS if one in sample}
    if not found:
        raise not_a_workbook(name)
    return max(found, key=lambda one: found[one])


def _agreement(sample: str, delimiter: str) -> tuple[int, int]:
    """How many lines have the width that most of those cut have, and that width."""
    widths = Counter(len(row) for row in csv.reader(io.StringIO(sample), delimiter=delimiter) if len(row) > 1)
    return max(((count, width) for width, count in widths.items()), default=(0, 0))


def _decode(upload: Upload) -> str:
    content = upload.content
    encodings = ("utf-16",) if content.startswith(UTF_16_MARKS) else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise not_a_workbook(upload.name)
