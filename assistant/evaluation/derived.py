"""What is right of the figures that are worked out of others: distances, lacks, parts of a spread and sums."""

import math
import re
from collections.abc import Iterable
from typing import cast

from assistant.evaluation.expected import (
    Finder,
    Results,
    Right,
    Row,
    class_size,
    of_stage,
    rows_of,
    school_row,
    size,
    unit,
    value_of,
)
from assistant.model import ShownFigure

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_PER_HUNDRED = ("人", "间")  # what is counted for a hundred pupils; areas and money are for one
_OWN: dict[str, Finder] = {
    "unit": unit, "size": size, "class_size": class_size, "cv": of_stage("cv"),
}  # fmt: skip
_KEYS = {"music": "music_compliant", "art": "art_compliant"}
_NO_MORE = 1e-9  # what floats add to a whole number


def distance(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """By how much a value misses its limit or is beyond it: the value is expected, the limit is the figure's own."""
    own = _OWN[rest[0]](shown, rest[1:], results) if rest[0] in _OWN else None
    limits = [given.value for given in shown.figure.inputs if given.label.zh == "要求"]
    if own is None or own.value is None or len(limits) != 1 or not isinstance(limits[0], int | float):
        return None
    return Right(abs(own.value - limits[0]))


def rooms(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """The rooms that a school needs, those that are large enough, and those lacking, of all schools too."""
    what, *more = rest
    every = rows_of(results, "rooms")
    if what == "lacking" and len(more) == 1:
        return _total(_lacking(row, more[0]) for row in every) if every else None
    row = school_row(shown, every)
    if row is None or not more[-1].isdecimal():
        return None
    if what == "lacking":
        lacks = _lacking(row, more[0])
        return None if lacks is None else Right(lacks)
    number = cast("int | None", row["needed" if what == "needed" else _KEYS[more[0]]])
    return None if number is None else Right(number, str(number))


def _lacking(row: Row, kind: str) -> int | None:
    needed, compliant = cast("int | None", row["needed"]), cast("int | None", row[_KEYS[kind]])
    return None if needed is None or compliant is None else max(0, needed - compliant)


def lacking(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """What a unit needs more of: the limit is the first number of the formula, all else is expected."""
    row = school_row(shown, rows_of(results, "units", rest[1]))
    limit = _NUMBER.search(shown.figure.formula or "")
    if row is None or limit is None or value_of(row, rest[0]) is None:
        return None
    lacks = float(limit[0]) * _for_each(row, shown) - _amount(row, rest[0], shown)
    scale = 1 if shown.figure.unit in _PER_HUNDRED else 100
    return Right(math.ceil(lacks * scale - _NO_MORE * max(1.0, abs(lacks * scale))) / scale)


def amount(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """What an indicator counts, of one school, before it is divided by pupils."""
    row = school_row(shown, rows_of(results, "units", rest[1]))
    return None if row is None or value_of(row, rest[0]) is None else Right(_amount(row, rest[0], shown))


def _for_each(row: Row, shown: ShownFigure) -> float:
    return cast("int", row["pupils"]) / (100 if shown.figure.unit in _PER_HUNDRED else 1)


def _amount(row: Row, indicator: str, shown: ShownFigure) -> float:
    return (value_of(row, indicator) or 0.0) * _for_each(row, shown)


def total(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """The pupils, the classes, or what an indicator counts, of all schools that are judged."""
    what, stage = rest[0], None if rest[1] == "all" else rest[1]
    units = rows_of(results, "units", stage)
    if what == "pupils":
        return _total(cast("int | None", row["pupils"]) for row in units)
    if what != "classes":
        known = all(value_of(row, what) is not None for row in units)
        return Right(sum(_amount(row, what, shown) for row in units)) if known else None
    judged = {(row["school"], row["stage"]) for row in units}
    rows = [row for row in rows_of(results, "class_size", stage) if (row["school"], row["stage"]) in judged]
    return _total(cast("int | None", row["classes"]) for row in rows) if len(rows) == len(judged) else None


def _total(numbers: Iterable[int | None]) -> Right | None:
    found = list(numbers)
    return None if None in found else Right(sum(one or 0 for one in found))


def contribution(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """A school's part of the weighted variance, in percent."""
    _, item, stage, *_ = rest
    units = rows_of(results, "units", stage)
    row, mean = school_row(shown, units), _mean(units, item)
    if row is None or mean is None:
        return None
    parts = {str(one["school"]): _weight(one) * ((value_of(one, item) or 0.0) - mean) ** 2 for one in units}
    return Right(100 * parts[str(row["school"])] / sum(parts.values()))


def without(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """The 差异系数 of a stage when one school is left out."""
    _, item, stage, *_ = rest
    units = rows_of(results, "units", stage)
    row = school_row(shown, units)
    others = [one for one in units if one is not row]
    mean = _mean(others, item)
    if row is None or not mean:
        return None
    squares = sum(_weight(one) * ((value_of(one, item) or 0.0) - mean) ** 2 for one in others)
    return Right(math.sqrt(squares / sum(map(_weight, others))) / mean)


def _weight(row: Row) -> int:
    return cast("int", row["pupils"])


def _mean(units: list[Row], item: str) -> float | None:
    if not units or any(value_of(one, item) is None for one in units):
        return None
    return sum(_weight(one) * (value_of(one, item) or 0.0) for one in units) / sum(map(_weight, units))
