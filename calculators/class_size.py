"""G5: no class above the limit of its stage, from counts of classes by size or from the largest class."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from calculators.compare import Requirements
from calculators.schools import School, Taken
from corpus.model import Stage, Threshold

Band = tuple[int, int | None]  # from so many pupils to so many, None without an upper end


@dataclass(frozen=True, slots=True)
class StageClasses:
    """One school's classes in a stage; None where the sheet does not tell.

    `cell` is where `oversize` stands; `least` are the oversize classes that are certain at least; `filled` are the
    blank counts of classes by size that can only be 0, since the others come to all classes.
    """

    school: School
    stage: Stage
    classes: int | None
    oversize: int | None
    largest: int | None
    threshold: Threshold
    cell: str | None = None
    least: int = 0
    filled: tuple[Taken, ...] = ()

    @property
    def passes(self) -> bool | None:
        """Whether no class is above the limit: false if either number says so, true only where the count is known."""
        over = self.largest is not None and self.largest > self.threshold.value
        if over or self.oversize or self.least:
            return False
        return None if self.oversize is None else True


def check_class_sizes(schools: Sequence[School], floor: Requirements) -> tuple[StageClasses, ...]:
    """Judge the classes of every school and stage."""
    limits = {stage: floor.get("G5", stage) for school in schools for stage in school.stages}
    return tuple(_classes(school, stage, limits[stage]) for school in schools for stage in school.stages)


def _classes(school: School, stage: Stage, threshold: Threshold) -> StageClasses:
    limit = int(threshold.value)
    largest = _whole(school.taken("largest_class", stage))
    stated = stated_oversize(school, stage, limit)
    oversize = _whole(stated)
    if oversize is None and largest is not None and largest <= limit:
        oversize = 0
    bands = counted_bands(school, stage)
    above = [count.value for (low, _), count in bands.items() if low > limit and count.known]
    classes, least = _whole(school.taken("classes", stage)), int(max(above, default=0))
    blank = [band for band, count in bands_of(school.values, stage).items() if not count.known]
    filled = tuple(bands[band] for band in blank if bands[band].known)
    return StageClasses(school, stage, classes, oversize, largest, threshold, stated.cell, least, filled)


def _whole(taken: Taken) -> int | None:
    return int(taken.value) if taken.known else None


def class_columns(values: Mapping[str, Taken], stage: Stage) -> tuple[str, ...]:
    """Return the columns of a stage that say how large its classes are."""
    stated = (f"largest_class.{stage}", f"oversize_classes.{stage}")
    return tuple(id for id in values if id in stated or (id.startswith("classes[") and id.endswith(f"].{stage}")))


def stated_oversize(school: School, stage: Stage, limit: int) -> Taken:
    """Return the count of classes above the limit: as stated, as one open band, or as bands from it upwards."""
    stated = school.taken("oversize_classes", stage)
    bands = counted_bands(school, stage)
    if stated.known or not bands:
        return stated
    counts = [bands[band] for band in bands_above(bands, limit)]
    if not counts:
        return _by_zero(bands, limit)
    return Taken(sum(count.value for count in counts), next((count.cell for count in counts if count.cell), None))


def bands_above(bands: Iterable[Band], limit: int) -> tuple[Band, ...]:
    """Return the bands that hold every class above a limit: one open band, or a chain up to one; () where none do."""
    given = set(bands)
    if (limit + 1, None) in given:
        return ((limit + 1, None),)
    chain: list[Band] = []
    edge = limit + 1
    for band in sorted(given, key=lambda band: band[0]):
        if band[0] == edge:
            chain.append(band)
            if band[1] is None:
                return tuple(chain)
            edge = band[1] + 1
    return ()


def _by_zero(bands: Mapping[tuple[int, int | None], Taken], limit: int) -> Taken:
    """A band open upwards that begins below the limit proves only by 0 that nothing is above it."""
    for (low, high), count in bands.items():
        if low <= limit and high is None and count.value == 0:
            return count
    return Taken(math.nan)


def classes_between(school: School, stage: Stage, low: int, high: int | None) -> int | None:
    """Return how many classes have `low` to `high` pupils (None: or more); None where the sheet does not decide it."""
    largest = _whole(school.taken("largest_class", stage))
    if largest is not None and largest < low:
        return 0
    total, edge = 0.0, low
    for (first, last), count in sorted(counted_bands(school, stage).items(), key=lambda band: band[0][0]):
        if (last is not None and last < low) or (high is not None and first > high):
            continue
        beyond = first < low or (high is not None and (last is None or last > high))
        if first > edge or (beyond and count.value != 0):
            return None
        total += count.value
        if last is None or (high is not None and last >= high):
            return None if math.isnan(total) else int(total)
        edge = max(edge, last + 1)
    return None


def counted_bands(school: School, stage: Stage) -> dict[Band, Taken]:
    """Return the counts of classes by size; a blank one is 0 where the others, apart from it, come to all classes."""
    bands, classes = bands_of(school.values, stage), school.taken("classes", stage)
    blank = [count for count in bands.values() if not count.known]
    given = [count for count in bands.values() if count.known]
    counted = sum(count.value for count in given)
    if not given or counted != classes.value or any(one.refused for one in blank) or not _apart(bands):
        return bands
    return {band: count if count.known else _none_left(count, classes) for band, count in bands.items()}


def _none_left(blank: Taken, classes: Taken) -> Taken:
    """A count that can only be 0, with the cells that say so."""
    cells = [*blank.cells, *classes.cells]
    return Taken(0.0, next(iter(cells), None), tuple(cells[1:]))


def _apart(bands: Mapping[Band, Taken]) -> bool:
    """Whether no given band shares sizes with another one."""
    given = [band for band, count in bands.items() if count.known]
    return not any(overlap(one, other) for one in given for other in bands if one != other)


def overlap(one: Band, other: Band) -> bool:
    """Whether two bands share sizes."""
    (low, high), (first, last) = one, other
    return (high is None or first <= high) and (last is None or low <= last)


def bands_of(values: Mapping[str, Taken], stage: Stage) -> dict[tuple[int, int | None], Taken]:
    """Return the counts of classes by size, "classes[46-50].小学" as (46, 50)."""
    return {band: values[column] for column, band in _band_columns(tuple(values), stage).items()}


@lru_cache(maxsize=64)
def _band_columns(columns: tuple[str, ...], stage: Stage) -> dict[str, tuple[int, int | None]]:
    """Return the columns of a sheet that count classes by size, with the sizes; schools of a sheet have the same."""
    found: dict[str, tuple[int, int | None]] = {}
    for column in columns:
        if column.startswith("classes[") and column.endswith(f"].{stage}"):
            low, _, high = column[len("classes[") : column.index("]")].partition("-")
            found[column] = int(low), int(high) if high else None
    return found
