"""What a sheet holds that its values do not show: errors, formulas never computed, hidden rows, calls to the outside.

The reader returns a blank for a cell that reads #REF! and for a formula that no program has computed; a blank means
something else (nothing to report), so both are kept as marks. Rows and columns are numbers from 0.
"""

import re
from dataclasses import dataclass, field
from typing import Literal

ERROR_TEXT = re.compile(
    r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)"
    r"|(?:Err|错误):\d{3}",
    re.IGNORECASE,
)
QUOTED = re.compile(r'"[^"]*"')
CALL = re.compile(
    r"\b(?:WEBSERVICE|FILTERXML|HYPERLINK|RTD|DDE|CALL|REGISTER|REGISTER\.ID|EXEC|IMAGE|STOCKHISTORY|SQL\.REQUEST"
    r"|IMPORT(?:DATA|XML|HTML|FEED|RANGE))\s*\("
    r"|\|\s*'|\w\|[\w']"  # =cmd|'/c calc'!A1
    r"|\[[^\[\]]+\][^\[\]()+*/,;&=<>]*!"  # [1]Sheet1!A1, 'C:\[other.xlsx]Sheet1'!A1
    r"|'?(?:file|https?|ftp|smb)://|'\\\\",
    re.IGNORECASE,
)
# invisible, and able to change how a text reads: control characters but tab and line breaks, marks of direction
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
LONGEST_FORMULA = 80
MARKS = 100_000


@dataclass(frozen=True, slots=True)
class CellMark:
    """Why a cell has no value though something stands in it, and what stands there: #REF!, =B7+C7."""

    code: Literal["error_cell", "formula_without_value"]
    found: str


class TooManyMarks(Exception):
    """More cells without a value than a sheet of schools can have."""


@dataclass(slots=True)
class Unseen:
    """What one sheet holds beside its values. `merges` (top, left, bottom, right) where the reader gives none.

    `last` is the furthest row and column with a value or a mark, as far as the sheet is in order.
    """

    marks: dict[tuple[int, int], CellMark] = field(default_factory=dict)
    calls_out: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merges: list[tuple[int, int, int, int]] | None = None
    last: tuple[int, int] = (0, 0)

    def mark(self, at: tuple[int, int], mark: CellMark) -> None:
        """Keep the mark of one cell. Raises `TooManyMarks`."""
        if len(self.marks) >= MARKS:
            raise TooManyMarks
        self.marks[at] = mark
        self.reach(*at)

    def reach(self, row: int, column: int) -> None:
        """Note that a value stands in a cell."""
        self.last = max(self.last[0], row), max(self.last[1], column)


def calls_out(formula: str) -> bool:
    """Say whether a formula asks another program, another file or the network for its value.

    >>> [calls_out(one) for one in ("SUM(B2:B9)", 'WEBSERVICE("http://a")', "[1]Sheet1!B2", "cmd|'/c x'!A0")]
    [False, True, True, True]
    """
    return CALL.search(QUOTED.sub('""', formula)) is not None


def error_in(text: str) -> str | None:
    """Return the error that a text is, or None.

    >>> error_in("#N/A "), error_in("#按学历分")
    ('#N/A', None)
    """
    bare = text.strip()
    return bare if ERROR_TEXT.fullmatch(bare) else None


def visible(text: str) -> str:
    """Return a text without characters that nobody sees and that turn the others round.

    >>> visible("\\u202d1200\\u202c")
    '1200'
    """
    return text if text.isprintable() else INVISIBLE.sub("", text)


def shown_formula(text: str) -> str:
    """Return a formula as a cell shows it, cut where it is long."""
    plain = text.strip().removeprefix("of:").removeprefix("=")
    return "=" + (plain if len(plain) <= LONGEST_FORMULA else plain[: LONGEST_FORMULA - 1] + "…")
