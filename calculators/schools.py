"""A school as the check sees it: its kind, its pupils by stage, and every number with the cell it came from."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from calculators.kinds import LEVELS, Kind, Level, load_form
from calculators.values import exact, fold
from corpus.model import STAGES, Stage


@dataclass(frozen=True, slots=True)
class Taken:
    """A number and the cell it came from; NaN where the sheet does not give it. `more` are a sum's other cells.

    `refused`: it is not given, since what stands in its cell cannot be used.
    """

    value: float
    cell: str | None = None
    more: tuple[str, ...] = ()
    refused: bool = False

    @property
    def known(self) -> bool:
        """Whether the sheet gives it."""
        return not math.isnan(self.value)

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells that it came from."""
        return (*([self.cell] if self.cell else []), *self.more)


UNKNOWN = Taken(math.nan)


def says_private(sponsor: object) -> bool:
    """Say whether a 举办者类型 is 民办."""
    return re.search(load_form().private, fold(str(sponsor or ""))) is not None


@dataclass(frozen=True, slots=True)
class School:
    """One school. `pupils` is NaN for a stage that the school has and the sheet does not count.

    `values` is by canonical column (with its stage where it has one); `areas` holds room areas in ㎡ each with its
    cell, `area_cells` the cell where each list stands, or should. `listed` are the stages that the sheet reports on,
    `unreported` those of them that no row gives; the others count in dividing shared assets, in size and in rooms.
    `absent` are the columns of a file that lacks the school. No two schools of a check have one `name`.
    `kind_from_name`: no 办学类型 was given. `texts` are the words of its rows on when and where it was built,
    `stated` those on whether it meets the standards, with their cell, by the rows' stage ("" for none).
    """

    name: str
    kind: Kind | None
    private: bool
    is_branch: bool
    pupils: Mapping[Level, Taken]
    listed: tuple[Stage, ...]
    values: Mapping[str, Taken]
    areas: Mapping[str, tuple[Taken, ...]]
    area_cells: Mapping[str, str | None]
    kind_from_name: bool = False
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    stated: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    code: str = ""
    unreported: tuple[Stage, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The stages to judge: those with pupils, or with pupils that the sheet should give and does not."""
        return tuple(stage for stage in self.compulsory if stage in self.listed)

    @property
    def compulsory(self) -> tuple[Stage, ...]:
        """All compulsory stages of the school as a whole, in the sheet's rows or not."""
        return tuple(stage for stage in STAGES if self.pupils[stage].value != 0)

    def taken(self, column: str, stage: Stage | None = None) -> Taken:
        """Return a column's number for a stage: the stage's own, else the whole school's."""
        staged = self.values.get(f"{column}.{stage}") if stage else None
        return staged or self.values.get(column, UNKNOWN)

    def share(self, column: str, stage: Stage) -> Fraction | None:
        """Return the part of a column's number that belongs to a stage; None where pupils are unknown."""
        return self.stage_share(stage) if self.is_shared(column, stage) else Fraction(1)

    def is_shared(self, column: str, stage: Stage) -> bool:
        """Whether a column's number is the whole school's, not a stage's own."""
        return column in self.values and f"{column}.{stage}" not in self.values

    def stage_share(self, stage: Stage) -> Fraction | None:
        """Return a stage's part of what the whole school has, by weighted pupils; None where pupils are unknown."""
        counted = {level: self.pupils[level].value for level in LEVELS if self.pupils[level].value != 0}
        if set(counted) <= {stage}:
            return Fraction(1)
        if any(math.isnan(pupils) for pupils in counted.values()):
            return None
        weights = load_form().weights
        weighted = {level: Fraction(weights[level]) * exact(pupils) for level, pupils in counted.items()}
        return weighted.get(stage, Fraction(0)) / sum(weighted.values())
