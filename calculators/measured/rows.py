"""What schools are measured by: a row for each school with its exact value and verdict, its figure when asked for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from calculators.model import Figure, Status
from corpus.bilingual import Bilingual
from corpus.model import Comparison, Stage, Threshold


@dataclass(frozen=True, slots=True)
class Row:
    """One school under one measure; of the 差异系数 one indicator.

    `value` is exact, None where the sheet does not give it. `limit` is what it was held against, None where nothing is
    required; `threshold` sets it, unless a relief does.
    """

    name: str
    value: Fraction | None
    verdict: bool | None = None
    limit: Fraction | None = None
    threshold: Threshold | None = None
    borderline: bool = False

    @property
    def comparison(self) -> Comparison | None:
        """How the value is held against the limit."""
        return self.threshold.comparison if self.threshold else None


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that schools are measured by, in one stage or (None) as wholes, in sheet order.

    `judged`: something is required of it. `falls`: less of it is better. `of_indicators`: its rows are indicators.
    """

    id: str
    label: Bilingual
    unit: str
    stage: Stage | None
    rows: tuple[Row, ...]
    figure: Callable[[str], Figure] = field(repr=False)
    falls: bool = False
    judged: bool = True
    of_indicators: bool = False

    @property
    def known(self) -> tuple[Row, ...]:
        """The rows that have a value."""
        return tuple(row for row in self.rows if row.value is not None)

    @property
    def unknown(self) -> tuple[Row, ...]:
        """The rows that have none."""
        return tuple(row for row in self.rows if row.value is None)

    def only(self, names: Sequence[str]) -> "Measure":
        """Return the same measure of some rows alone."""
        return replace(self, rows=tuple(row for row in self.rows if row.name in names))

    def row(self, name: str) -> Row | None:
        """Return the row of a school, or None."""
        return next((row for row in self.rows if row.name == name), None)

    def status(self) -> Status:
        """Return whether every row holds: not_met if one fails, insufficient while one is open."""
        verdicts = [row.verdict for row in self.rows]
        if False in verdicts:
            return "not_met"
        return "met" if verdicts and None not in verdicts else "insufficient"


def exactly(number: float | int | None) -> Fraction | None:
    """Return a whole number of the sheet exactly; None stays None, as does NaN."""
    if number is None or np.isnan(number):
        return None
    return Fraction(int(number))


def ordered(rows: Sequence[Row], *, lowest: bool) -> list[Row]:
    """Return the rows that have a value, the lowest or the highest first; those alike stay in sheet order."""
    known = [row for row in rows if row.value is not None]
    return sorted(known, key=lambda row: (row.value or Fraction(0)) * (1 if lowest else -1))


def first_of(ranked: Sequence[Row], number: int) -> tuple[list[Row], bool]:
    """Return the first rows of an order, with those that are alike to the last of them; whether there are such."""
    if number >= len(ranked):
        return list(ranked), False
    edge = ranked[number - 1].value if number else None
    beyond = [row for row in ranked[number:] if row.value == edge]
    return [*ranked[:number], *beyond], bool(beyond)


def at_place(ranked: Sequence[Row], place: int) -> list[Row]:
    """Return the row at a place of an order (from 1), with those that are alike; none beyond its end."""
    if not 1 <= place <= len(ranked):
        return []
    return [row for row in ranked if row.value == ranked[place - 1].value]


def place_of(ranked: Sequence[Row], name: str) -> tuple[int, int] | None:
    """Return the place of a school in an order (from 1; one more than stand before it), and how many share it."""
    own = next((row.value for row in ranked if row.name == name), None)
    if own is None:
        return None
    shared = [at for at, row in enumerate(ranked) if row.value == own]
    return shared[0] + 1, len(shared)
