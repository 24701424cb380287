"""What a file of any format is read into, before anyone asks what it says: paragraphs and tables, in order."""

from dataclasses import dataclass, field

Merge = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, in the document's own characters, without line breaks or white space around it.

    `level` is that of a heading (1 is the highest) where the format marks one, else None. `centred` where the format
    says so: titles and 文号 are. A number that the program makes (Word's numbered paragraphs) is part of the text, as
    people see it.
    """

    text: str
    level: int | None = None
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table. A merged cell's text stands in its first cell, the others are empty.

    Merges are (top, left, bottom, right), from 0, inclusive. `head_rows` is how many rows are the head.
    """

    rows: tuple[tuple[str, ...], ...]
    merges: tuple[Merge, ...] = ()
    head_rows: int = 1


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Characters that are not the document's text: page heads, page numbers, a web page's menu. `why` is Chinese."""

    why: str
    text: str


@dataclass(frozen=True, slots=True)
class Received:
    """A file as read: its parts in order, the title its properties give (often wrong), and what was left out."""

    parts: tuple[Block | Table, ...]
    title: str | None = None
    left_out: tuple[LeftOut, ...] = field(default=(), repr=False)
