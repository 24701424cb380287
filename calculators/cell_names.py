"""Names of cells: B7 in its sheet, "file!sheet!B7" in a check. Rows and columns are counted from 0, in names from 1."""

import re
from functools import cache

Place = tuple[str, str | None, str | None]
SHORT = re.compile(r"([A-Z]+)(\d+)")
FULL = re.compile(rf"(.+)!{SHORT.pattern}")


@cache
def column_letters(column: int) -> str:
    """Return the letters of a column.

    >>> column_letters(27)
    'AB'
    """
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@cache
def column_number(letters: str) -> int:
    """Return the number of a column.

    >>> column_number("AB")
    27
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def short_name(row: int, column: int) -> str:
    """Return the name of a cell in its sheet.

    >>> short_name(6, 27)
    'AB7'
    """
    return f"{column_letters(column)}{row + 1}"


def cell_place(short: str) -> tuple[int, int]:
    """Return the row and column of a cell. Raises ValueError for what names none.

    >>> cell_place("AB7")
    (6, 27)
    """
    found = SHORT.fullmatch(short)
    if found is None:
        raise ValueError(short)
    return int(found[2]) - 1, column_number(found[1])


def letters_of(short: str) -> str:
    """Return the letters of a cell's column: AB of AB7."""
    return short.rstrip("0123456789")


def full_name(file: str, sheet: str | None, short: str | None) -> str:
    """Return the name of a cell in a check."""
    return f"{file}!{sheet}!{short}"


def place_of(cell: str | None) -> Place:
    """Split "file!sheet!B7" into its three parts."""
    if not cell or cell.count("!") < 2:
        return "", None, None
    file, _, rest = cell.partition("!")
    sheet, _, short = rest.rpartition("!")
    return file, sheet, short


def sheet_part(cell: str | None) -> str:
    """Return the "file!sheet" of "file!sheet!B7", "" of None."""
    return (cell or "").rpartition("!")[0]


def short_part(cell: str | None) -> str:
    """Return the B7 of "file!sheet!B7" or of B7, "" of None."""
    return (cell or "").rpartition("!")[2]


def file_and_sheet(part: str) -> tuple[str, str]:
    """Split "file!sheet"; a file alone has the sheet ""."""
    file, _, sheet = part.partition("!")
    return file, sheet


def parted(cell: str | None) -> tuple[str, str, int] | None:
    """Return the "file!sheet", letters and row number as written of "file!sheet!B7", or None for what is no cell.

    >>> parted("a.xlsx!s!B7")
    ('a.xlsx!s', 'B', 7)
    """
    found = FULL.fullmatch(cell or "")
    return (found[1], found[2], int(found[3])) if found else None
