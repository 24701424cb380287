"""Text in columns for a terminal, where a Chinese character takes two places."""

import unicodedata
from collections.abc import Iterable, Sequence

MAX_WIDTH = 100
CLOSING = "，。；：、！？）》」』”’"


def width(text: str) -> int:
    """Return the places that a text takes in a terminal.

    >>> width("R1 达标")
    7
    """
    return sum(_places(character) for character in text)


def table(rows: Sequence[Sequence[str]], indent: str = "  ") -> list[str]:
    """Return rows as lines with aligned columns, two spaces apart; the last column is left ragged."""
    widths = [max(width(row[column]) for row in rows) for column in range(len(rows[0]))] if rows else []
    return [indent + "  ".join(_padded(row, widths)).rstrip() for row in rows]


def wrapped(text: str, indent: str = "  ", limit: int = MAX_WIDTH) -> list[str]:
    """Return a text in lines of at most `limit` places; words of Latin letters and digits stay whole.

    What follows the first line of an item of a list ("- …") stands under its words.
    """
    lines, line, places = [], "", width(indent)
    hanging = "  " if text.startswith("- ") else ""
    for word in _words(text):
        if line and places + width(word) > limit:
            lines.append(line.rstrip())
            line, places = "", width(indent + hanging)
        line += word if line else word.lstrip()
        places += width(word)
    return [indent + hanging * (n > 0) + one for n, one in enumerate([*lines, line.rstrip()]) if one]


def printable(text: str) -> str:
    """Return a text without control characters, which could move the cursor or change the title of a terminal."""
    return "".join(
        character if character == "\n" or unicodedata.category(character) not in {"Cc", "Cf"} else " "
        for character in text
    )


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _padded(row: Sequence[str], widths: Sequence[int]) -> Iterable[str]:
    return (cell + " " * (places - width(cell)) for cell, places in zip(row, widths, strict=True))


def _words(text: str) -> Iterable[str]:
    """Yield the pieces between which a line may break: never before a closing mark."""
    word = ""
    for character in " ".join(text.split()):
        if character == " " or (_places(character) == 2 and character not in CLOSING):
            yield word
            word = character
        else:
            word += character
    yield word
