"""What a chart is: a grid of schools (or indicators) with values, steps and bars, drawn as page, picture and data."""

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from calculators.insight.standing import Step

Section = Literal["heat", "spread", "rooms", "sizes"]
Value = float | int | str | None
WIDTH = 100  # of a bar, in units of its drawing


@dataclass(frozen=True, slots=True)
class Bar:
    """A value drawn as a length against its limit, both from 0 to `WIDTH`. `gap`: what lies between them is at fault.

    Where the limit or the value is not known there is no such line.
    """

    length: float | None
    edge: float | None
    gap: bool

    @property
    def between(self) -> tuple[float, float] | None:
        """Where what is at fault begins and how wide it is; None where nothing is, or its ends are not known."""
        if self.length is None or self.edge is None or not self.gap:
            return None
        return min(self.length, self.edge), round(abs(self.length - self.edge), 1)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `value` is unrounded and None where it is not known, `shown` what stands on the page.

    `order` is what rows are sorted by where the value is no number. `status` says the step in words.
    """

    shown: str
    value: Value = None
    step: Step | None = None
    status: str = ""
    mark: str = ""
    link: str = ""
    bar: Bar | None = None
    order: float | None = None

    @property
    def sorted_by(self) -> float | None:
        """What the rows of a column are put in order by; None comes last."""
        if self.order is None and isinstance(self.value, int | float):
            return float(self.value)
        return self.order


@dataclass(frozen=True, slots=True)
class Column:
    """One column. `under` are the lines below its head; `falls`: the greatest values come first when it is sorted.

    `judged`: each cell has a step of its own. `text`: it holds words alone.
    """

    id: str
    head: str
    under: tuple[str, ...] = ()
    title: str = ""
    falls: bool = False
    judged: bool = False
    text: bool = False
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One school or indicator, in the order of the sheet. `fails` is what the filter asks; None: it is open."""

    name: str
    cells: tuple[Cell, ...]
    fails: bool | None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A chart before it is drawn. `head` is the head of the names; `legend` pairs a sign's class with its words."""

    id: str
    section: Section
    title: str
    reading: str
    head: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    legend: tuple[tuple[str, str], ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """One chart. `html` is its whole figure: title, reading, legend, drawing, table, downloads.

    `reading` is one sentence on what the chart shows. `data_link` gives its numbers as CSV, `picture_link` the SVG
    that the browser makes a PNG of.
    """

    id: str
    section: Section
    title: str
    reading: str
    html: Markup
    data_link: str
    picture_link: str
