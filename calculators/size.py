"""G4: a school's size in its compulsory stages, with one limit for single-stage schools and one for combined ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.choice import Choice
from calculators.compare import WHOLE, Requirements, every, holds
from calculators.relief import eased_size
from calculators.schools import School
from calculators.values import exact
from corpus.model import STAGES, Threshold


@dataclass(frozen=True, slots=True)
class SchoolSize:
    """One school's pupils in 小学 and 初中 together; a 完全中学 counts its 初中. None where a stage is unknown.

    A stage counts whether or not the sheet lists it: one stage's file alone never makes half a school of a whole one.
    `limit` is the number of pupils that it was held against: the threshold's, or that of the transitional relief.
    """

    school: School
    pupils: int | None
    threshold: Threshold
    limit: int
    passes: bool | None

    @property
    def is_eased(self) -> bool:
        """Whether a relief, which no clause of the corpus sets, was applied."""
        return self.limit != self.threshold.value


def check_size(schools: Sequence[School], floor: Requirements, choice: Choice) -> tuple[SchoolSize, ...]:
    """Judge the size of every school."""
    return tuple(judged(school, floor, choice) for school in schools)


def judged(school: School, floor: Requirements, choice: Choice, *, supposing: bool = False) -> SchoolSize:
    """Judge the size of one school. `supposing`: see `relief.eased_size`."""
    combined = len(school.compulsory) == len(STAGES)
    threshold = floor.get("G4.combined" if combined else "G4.school", WHOLE)
    limit = Fraction(threshold.value)
    if choice.relief_2019:
        limit = eased_size(school, limit, supposing=supposing)
    return _size(school, threshold, limit)


def _size(school: School, threshold: Threshold, limit: Fraction) -> SchoolSize:
    counts = [school.pupils[stage].value for stage in school.compulsory]
    known = [count for count in counts if not math.isnan(count)]
    fits = holds(sum(map(exact, known), Fraction(0)), threshold.comparison, limit)
    complete = len(known) == len(counts)
    # What is known can already be too many, but never proves that the whole fits.
    passes = every([fits, True if complete else None])
    return SchoolSize(school, int(sum(known)) if complete else None, threshold, int(limit), passes)
