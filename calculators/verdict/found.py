"""What is found of one target of a place, and the floor with a target in its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from calculators.compare import every
from calculators.model import Number
from corpus.model import Aim, Scope, Threshold

if TYPE_CHECKING:
    from calculators.county import CountyCheck


@dataclass(frozen=True, slots=True)
class Found:
    """Whether a target is reached, the schools that fall short, what is missing, and a value of the target's own."""

    verdict: bool | None
    schools: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    value: Number | None = None
    display: str | None = None


@dataclass(frozen=True, slots=True)
class Instead:
    """The floor with one of its requirements replaced by a target."""

    check: "CountyCheck"
    target: Threshold

    @property
    def year(self) -> int:
        """The year of the check."""
        return self.check.floor.year

    def get(self, indicator: str, stage: Scope) -> Threshold:
        """Return the target where it is the one asked for, else the floor's requirement."""
        return self.target if self._is_target(indicator, stage) else self.check.floor.get(indicator, stage)

    def find(self, indicator: str, stage: Scope) -> Threshold | None:
        """Return the target where it is the one asked for, else the floor's requirement, if any."""
        return self.target if self._is_target(indicator, stage) else self.check.floor.find(indicator, stage)

    def aim(self, indicator: str) -> Aim | None:
        """Return the floor's aim."""
        return self.check.floor.aim(indicator)

    def _is_target(self, indicator: str, stage: Scope) -> bool:
        return (indicator, stage) == (self.target.indicator, self.target.stage)


def of_all(check: "CountyCheck", verdicts: Sequence[bool | None]) -> bool | None:
    """A row of numbers without a school name leaves open what holds of every other school."""
    return every([*verdicts, *(None for _ in check.unnamed)])


def is_same(one: Threshold | None, other: Threshold | None) -> bool:
    """Whether two requirements ask the same."""
    return one is not None and other is not None and (one.comparison, one.value) == (other.comparison, other.value)
