"""G4: a school's size in its compulsory stages, with one limit for single-stage schools and one for combined ones."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from calculators.compare import WHOLE, Requirements, every, holds
from calculators.schools import School
from calculators.values import exact
from corpus.model import STAGES, Threshold


@dataclass(frozen=True, slots=True)
class SchoolSize:
    """One school's pupils in 小学 and 初中 together; a 完全中学 counts its 初中. None where a stage is unknown.

    A stage counts whether or not the sheet lists it: one stage's file alone never makes half a school of a whole one.
    """

    school: School
    pupils: int | None
    threshold: Threshold
    passes: bool | None


def check_size(schools: Sequence[School], floor: Requirements) -> tuple[SchoolSize, ...]:
    """Judge the size of every school."""
    single, combined = floor.get("G4.school", WHOLE), floor.get("G4.combined", WHOLE)
    return tuple(_size(school, combined if len(school.compulsory) == len(STAGES) else single) for school in schools)


def _size(school: School, threshold: Threshold) -> SchoolSize:
    counts = [school.pupils[stage].value for stage in school.compulsory]
    known = [count for count in counts if not math.isnan(count)]
    fits = holds(sum(map(exact, known), Fraction(0)), threshold.comparison, Fraction(threshold.value))
    complete = len(known) == len(counts)
    # What is known can already be too many, but never proves that the whole fits.
    passes = every([fits, True if complete else None])
    return SchoolSize(school, int(sum(known)) if complete else None, threshold, passes)
