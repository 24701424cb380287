"""What a page of the report is made of: entries with a value, a formula, a look, a comment and a link.

Rows and columns count from 0. Text of users can never start a formula here: only `Entry.formula` makes one.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from calculators.cell_names import column_letters
from calculators.opening.open_workbook import Merge
from calculators.values import Cell

LONGEST_TEXT = 32_767
LONGEST_COMMENT = 2_000
CUT = "…"
# what XML 1.0 cannot hold, halves of characters included
FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
At = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Look:
    """How an entry of our own pages looks. `fill` and `colour` are RGB, `format` is a number format."""

    bold: bool = False
    fill: str | None = None
    format: str = "General"
    wrap: bool = False
    centred: bool = False
    colour: str = "000000"
    size: float = 10
    boxed: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell. With a `formula` (from "=" on) `value` is what it comes to.

    `link` is a place in the workbook. `style` is the number of a look of the copied sheet, `fill` is laid over it.
    """

    value: Cell = None
    look: Look | None = None
    formula: str | None = None
    comment: str | None = None
    link: str | None = None
    style: int | None = None
    fill: str | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """How a sheet as a whole looks: widths and heights by number, what is hidden, merged and frozen.

    `head_rows` are repeated on every printed page, `printed` columns are printed (None: all), `verdicts` are words and
    the colour of the cells that say them. With `head_columns`, repeated too, it prints on A3, several pages wide.
    """

    widths: dict[int, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_columns: frozenset[int] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    merges: tuple[Merge, ...] = ()
    frozen: At | None = None
    hidden: bool = False
    head_rows: int = 0
    head_columns: int = 0
    printed: int | None = None
    tab: str | None = None
    verdicts: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Page:
    """One sheet of the report. `styles` are the pickled looks of a copied sheet (`assistant.workbook.looks`)."""

    name: str
    shape: Shape = field(default_factory=Shape)
    entries: dict[At, Entry] = field(default_factory=dict)
    styles: tuple[object, ...] = ()

    def row(self, row: int, entries: Iterable[Entry | None], first: int = 0) -> None:
        """Put entries side by side; None leaves a cell empty."""
        for column, entry in enumerate(entries, start=first):
            if entry is not None:
                self.entries[row, column] = entry

    def place(self, row: int, column: int) -> str:
        """Return a cell's full reference, 'name'!$B$7."""
        return f"{quoted(self.name)}!{fixed(row, column)}"

    def range(self, first: At, last: At) -> str:
        """Return a full reference to a range."""
        return f"{self.place(*first)}:{fixed(*last)}"


def fixed(row: int, column: int) -> str:
    """Return a reference that stays when copied.

    >>> fixed(6, 1)
    '$B$7'
    """
    return f"${column_letters(column)}${row + 1}"


def quoted(sheet: str) -> str:
    """Return a sheet's name as a formula writes it.

    >>> quoted("O'Neil 表")
    "'O''Neil 表'"
    """
    doubled = sheet.replace("'", "''")
    return f"'{doubled}'"


def safe_text(text: str, longest: int = LONGEST_TEXT) -> str:
    """Return text that a cell can hold: what XML forbids becomes �, what is too long is cut, both visibly.

    >>> safe_text("a\\x00b"), safe_text("abcdef", 4)
    ('a�b', 'abc…')
    """
    clean = FORBIDDEN.sub(REPLACEMENT, text)
    return clean if len(clean) <= longest else clean[: longest - len(CUT)] + CUT


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take typed text for a formula; such text is marked as text in its cell."""
    return text.startswith(STARTS_FORMULA)
