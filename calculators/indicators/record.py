"""What an indicator is: which columns make its numerator, and how it becomes a value per pupil."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corpus.bilingual import Bilingual
from corpus.model import Stage

Floats = NDArray[np.float64]
# A sum of columns: each with +1 or -1.
Source = tuple[tuple[str, int], ...]


def plus(*columns: str) -> Source:
    """Return the sum of columns."""
    return tuple((column, 1) for column in columns)


def minus(source: Source, *columns: str) -> Source:
    """Return a sum less other columns."""
    return source + tuple((column, -1) for column in columns)


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator: value = numerator × `per` ÷ pupils, in `unit`.

    `sources` are the ways to the numerator, the most direct first. `shared` numerators belong to the whole school and
    are divided over its stages by weighted pupils (form.yaml). `ask` is what to ask for where no part of any is given.
    """

    id: str
    label: Bilingual
    numerator: Bilingual
    unit: str
    numerator_unit: str
    per: int
    shared: bool
    sources: Mapping[Stage, tuple[Source, ...]]
    ask: Source = ()

    @property
    def result(self) -> str:
        """The column of a result sheet (表Ⅱ-2) that holds the value itself, with 2 decimals."""
        return f"result_{self.id}"

    def amounts(self, stage: Stage, columns: Mapping[str, Floats], rows: int) -> Floats:
        """Return the numerators of one stage's units (not yet × `per`); NaN where the columns do not give it."""
        result = np.full(rows, np.nan)
        for source in self.sources[stage]:
            if all(column in columns for column, _ in source):
                total = np.zeros(rows)
                for column, sign in source:
                    total = total + sign * columns[column]
                result = np.where(np.isnan(result), total, result)
        return result

    def nearest_source(self, stage: Stage, known: set[str]) -> Source:
        """Return the source that lacks the fewest columns of those known; `ask`, or the first, where none is known."""
        sources = self.sources[stage]
        # a total that other columns are taken from is no beginning where there is something plainer to ask for
        totals = {c for source in sources if source[-1][1] < 0 for c, sign in source if sign > 0} if self.ask else set()
        begun = [source for source in sources if any(column in known - totals for column, _ in source)]
        options = begun or [self.ask or sources[0]]
        return min(options, key=lambda source: sum(column not in known for column, _ in source))
