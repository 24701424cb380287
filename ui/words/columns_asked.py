"""The columns that reading was not sure of, as the page asks them: what each was taken for, and what it may be."""

from collections.abc import Mapping, Sequence
from functools import cache

from assistant.check import CheckReport
from calculators.columns import label_of, load_columns
from calculators.model import ColumnReading
from corpus.bilingual import Language
from corpus.model import STAGES
from ui.words import sheet_labels as words

# Asked at once; what is left is asked when these are confirmed.
MAX_ASKED = 12
NOT_USED = ""
UNDECIDED = "?"
OF_KEPT = frozenset({"columns_confirmed", "column_refused", "columns_damaged"})
Key = tuple[str, str, str]


def columns_asked(report: CheckReport) -> tuple[ColumnReading, ...]:
    """Return the columns of a check, of all its years, that its user should confirm."""
    tables = (report.table, *report.earlier_tables)
    return tuple(one for table in tables for one in table.columns if not one.sure)


def has_kept(report: CheckReport) -> bool:
    """Tell whether something is kept for the columns of a check, so that it can be undone."""
    tables = (report.table, *report.earlier_tables)
    return any(issue.code in OF_KEPT for table in tables for issue in table.issues)


def key_of(column: ColumnReading) -> Key:
    """Return what tells a column from all others: its file, sheet and the cell of its heading."""
    return column.file, column.sheet, column.cell


def choices_of(column: ColumnReading, language: Language) -> list[tuple[str, str]]:
    """Return what a column may be, in words and by id: the likely ones, 不使用, then every other column there is."""
    likely = _likely(column)
    others = [id for id in _every_column() if id not in likely]
    named = {id: label_of(id).say(language) for id in (*likely, *others)}
    return [
        (words.UNDECIDED.say(language), UNDECIDED),
        *((named[id], id) for id in likely),
        (words.NOT_USED.say(language), NOT_USED),
        *((named[id], id) for id in others),
    ]


def every_choice(language: Language) -> list[tuple[str, str]]:
    """Return every column that there is, in words and by id."""
    return [(label_of(id).say(language), id) for id in _every_column()]


def preset(column: ColumnReading) -> str:
    """Return the choice to show first: what the column is used as now; nothing is chosen for one left unused."""
    return column.taken_as or UNDECIDED


def taken_words(column: ColumnReading, language: Language) -> str:
    """Return what a column is used as now."""
    now = label_of(column.taken_as).say(language) if column.taken_as else words.UNUSED_NOW.say(language)
    return words.TAKEN_NOW.say(language).format(label=now)


def chosen(columns: Sequence[ColumnReading], values: Sequence[str | None]) -> Mapping[Key, str]:
    """Return what was chosen, by column; those left undecided are not in it."""
    pairs = zip(columns, values, strict=True)
    return {key_of(column): value for column, value in pairs if value is not None and value != UNDECIDED}


def _likely(column: ColumnReading) -> list[str]:
    return list(dict.fromkeys([*([column.taken_as] if column.taken_as else []), *column.alternatives]))


@cache
def _every_column() -> tuple[str, ...]:
    """Return every canonical column, one that is told by stage also once for each stage."""
    return tuple(
        id
        for column in load_columns().values()
        for id in (column.id, *(f"{column.id}.{stage}" for stage in STAGES if column.staged))
    )
