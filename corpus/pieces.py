"""What the walk over a document gathers before ids are known: the body, and the spans that will be clauses."""

import re
from dataclasses import dataclass, field

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A future clause: its span, and the unit it belongs to. `named` is set where the piece is no plain paragraph."""

    unit: Path
    start: int
    end: int
    heads: Path
    context: str | None = None
    named: bool = False


@dataclass
class Body:
    """The text so far. Lines are parted by a newline, cells of a row by a tab."""

    parts: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str, before: str = "\n") -> tuple[int, int]:
        """Append `text` behind the separator `before`; return its span."""
        lead = before if self.parts else ""
        self.parts.append(lead + text)
        start = self.length + len(lead)
        self.length = start + len(text)
        return start, self.length


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: the path and the heads of its unit, and its own path within the document."""

    unit: Path
    trail: Path
    table: Path
    title: str | None = None


def id_part(text: str) -> str:
    """Return a heading or cell as part of a clause id: no white space, and no stroke, which parts the parts.

    >>> id_part("前 言"), id_part("2023/2024学年")
    ('前言', '2023／2024学年')
    """
    return re.sub(r"\s", "", text).replace("/", "／")
