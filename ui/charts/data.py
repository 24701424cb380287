"""A chart's numbers as CSV: unrounded beside what is shown."""

from collections.abc import Iterator

from corpus.bilingual import Language
from ui.charts.model import Cell, Column, Grid
from ui.check_page.spreadsheets import Value, csv_file
from ui.words import chart_labels as words


def chart_csv(grid: Grid, language: Language) -> bytes:
    """Return all rows of a chart, in the order of the sheet."""
    heads = [grid.head, *(head for column in grid.columns for head in _heads(column, language))]
    return csv_file(heads, ([row.name, *_fields(row.cells, grid.columns)] for row in grid.rows))


def _heads(column: Column, language: Language) -> Iterator[str]:
    yield words.headed(column.title or column.head, column.under, language)
    if not column.text:
        yield words.UNROUNDED.say(language).format(head=column.head)
    if column.judged:
        yield words.STATUS_OF.say(language).format(head=column.head)


def _fields(cells: tuple[Cell, ...], columns: tuple[Column, ...]) -> Iterator[Value]:
    """What is shown, the number unrounded (empty where it is not known), and how it stands to what is required."""
    for cell, column in zip(cells, columns, strict=True):
        yield cell.shown
        if not column.text:
            yield cell.value
        if column.judged:
            yield cell.status
