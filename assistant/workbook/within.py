"""What one number of a school demands of another, so that a number set aside counts once the two agree.

The checks of the data set numbers aside that cannot all be right. Where the fault is a part that exceeds its whole, a
formula can tell when it is mended; every other fault needs a new check.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from calculators.class_size import bands_of, class_columns
from calculators.data_checks.conventions import load_conventions
from calculators.data_checks.parts import PAIRS
from calculators.data_checks.ways import known_ways
from calculators.indicators import INDICATORS
from calculators.indicators.record import Source, plus
from calculators.schools import UNKNOWN, School, Taken
from corpus.model import Stage


@dataclass(frozen=True, slots=True)
class Within:
    """The sum of `part` is not below 0 and at most `times` the `whole`; equal to it where it is `full`.

    `aside` are the columns that are set aside where that does not hold.
    """

    part: Source
    whole: str
    aside: tuple[str, ...]
    times: int = 1
    full: bool = False

    def holds(self, number: Callable[[str], Taken]) -> bool:
        """Whether it holds of numbers; so too where one of them is not known."""
        part = sum(sign * taken.value for one, sign in self.part if (taken := number(one)).known)
        whole = number(self.whole).value * self.times
        return not (part < 0 or part > whole or (self.full and part < whole))

    def formula(self, number: Callable[[str], str | None]) -> str | None:
        """Return it as a condition over cells, or None where a number has no cell."""
        terms, whole = [(number(one), sign) for one, sign in self.part], number(self.whole)
        if whole is None or any(term is None for term, _ in terms):
            return None
        total = "".join(f"{'-' if sign < 0 else '+'}N({term})" for term, sign in terms).removeprefix("+")
        most = f"N({whole})" + (f"*{self.times}" if self.times != 1 else "")
        return f"{total}={most}" if self.full else f"AND({total}>=0,{total}<={most})"


def number_of(school: School, column: str) -> Taken:
    """Return a school's number, that of its pupils by level included."""
    base, _, level = column.partition(".")
    for one, taken in school.pupils.items() if base == "pupils" else ():
        if one == level:
            return taken
    return school.values.get(column, UNKNOWN)


def limits_of(school: School) -> Iterator[Within]:
    """Yield what the numbers of a school demand of each other, as the checks of the data do."""
    for stage in school.stages:
        yield from _numerators(school, stage)
        yield from _classes(school, stage)
    for whole, part, other in PAIRS:
        if part in school.values and not school.values.get(other, UNKNOWN).known:
            yield Within(plus(part), whole, (part, whole))
    for suffix in ("", *(f".{stage}" for stage in school.stages)):
        part = f"indoor_sports_area{suffix}"
        yield Within(plus(part), f"teaching_area{suffix}", (part,))


def _numerators(school: School, stage: Stage) -> Iterator[Within]:
    """Teachers of a kind within all teachers."""
    for indicator in INDICATORS:
        ways = [] if indicator.shared else known_ways(school, stage, indicator)
        columns = {f"{column}.{stage}" for source in indicator.sources[stage] for column, _ in source}
        for way in ways[:1]:
            source = tuple((_own(school, column, stage), sign) for column, _, sign in way)
            yield Within(source, _own(school, "teachers", stage), tuple(columns))


def _own(school: School, column: str, stage: Stage) -> str:
    return own if (own := f"{column}.{stage}") in school.values else column


def _classes(school: School, stage: Stage) -> Iterator[Within]:
    """Pupils within what the classes can hold, and kinds of classes within all classes."""
    pupils, classes = f"pupils.{stage}", f"classes.{stage}"
    yield Within(plus(pupils), classes, (pupils, classes), load_conventions().most_pupils_a_class.value)
    yield Within(plus(f"oversize_classes.{stage}"), classes, (f"oversize_classes.{stage}",))
    yield Within(plus(f"largest_class.{stage}"), pupils, (f"largest_class.{stage}",))
    yield from _bands(school, stage)


def _bands(school: School, stage: Stage) -> Iterator[Within]:
    """Classes by size within all classes, and no fewer where every class has a band and nothing else is stated."""
    given = bands_of(school.values, stage)
    bands = sorted(given, key=lambda band: band[0])
    if not bands or any(high is None or low <= high for (_, high), (low, _) in pairwise(bands)):
        return
    joined = all(high is not None and low == high + 1 for (_, high), (low, _) in pairwise(bands))
    stated = any(number_of(school, f"{one}.{stage}").known for one in ("largest_class", "oversize_classes"))
    known = all(taken.known for taken in given.values())
    full = known and joined and bands[0][0] <= 1 and bands[-1][1] is None and not stated
    columns = [f"classes[{low}-{'' if high is None else high}].{stage}" for low, high in bands]
    yield Within(plus(*columns), _own(school, "classes", stage), class_columns(school.values, stage), full=full)
