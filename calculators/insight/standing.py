"""How units stand: each value to what is required, how many pass, and the indicator that most of them miss."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from calculators.county import CountyCheck
from calculators.indicators import INDICATORS, Indicator
from corpus.model import Stage

Step = Literal["met", "near", "short", "unknown"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many verdicts there are of each kind; `open` are those that the data do not decide."""

    passing: int
    failing: int
    open: int

    @property
    def all(self) -> int:
        """How many there are."""
        return self.passing + self.failing + self.open


def standing_of(verdicts: Iterable[bool | None]) -> Standing:
    """Return how many verdicts are of each kind.

    >>> standing_of([True, False, None, False])
    Standing(passing=1, failing=2, open=1)
    """
    found = list(verdicts)
    return Standing(found.count(True), found.count(False), found.count(None))


def step_of(met: bool | None, at_least_85: bool | None) -> Step:
    """Return how a value stands to what is required, from the two verdicts on it.

    >>> step_of(False, True), step_of(False, False), step_of(None, None)
    ('near', 'short', 'unknown')
    """
    if met is None:
        return "unknown"
    return "met" if met else "near" if at_least_85 else "short"


def most_missed(check: CountyCheck, stage: Stage) -> tuple[Indicator, int]:
    """Return the indicator that most schools of a stage miss, and how many miss it: 0 where none misses any."""
    missed = [len(check.item(one.id, stage).schools) for one in INDICATORS]
    most = max(missed)
    return INDICATORS[missed.index(most)], most
