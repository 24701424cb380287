"""What is right of a sheet, from the file of expected results beside it, by the id of the figure that shows it."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from assistant.model import ShownFigure

Row = dict[str, object]
Results = Mapping[str, object]


class Right(NamedTuple):
    """The value that a figure must have, and how it must be shown (None: by its own value)."""

    value: float | None
    display: str | None = None


Finder = Callable[[ShownFigure, list[str], Results], Right | None]


@cache
def expected_results(path: Path, without: tuple[str, ...] = ()) -> Results:
    """Return the expected results of a sheet, by an independent exact calculation, but for the parts `without`."""
    results = cast("dict[str, object]", json.loads(path.read_text("utf-8")))
    return results | {part: [] for part in without}


def rows_of(results: Results, part: str, stage: str | None = None) -> list[Row]:
    """Return the rows of a part: units, rooms, size or class_size; of one stage where one is named."""
    rows = cast("list[Row]", results[part])
    return [row for row in rows if stage is None or row["stage"] == stage]


def school_row(shown: ShownFigure, rows: list[Row]) -> Row | None:
    """Return the row of the school that a figure's label begins with, the longest name first."""
    label = shown.figure.label.zh.removeprefix("去掉")
    named = [row for row in rows if label.startswith(str(row["school"]))]
    return max(named, key=lambda row: len(str(row["school"])), default=None)


def value_of(row: Row, indicator: str) -> float | None:
    """Return a unit's value of an indicator, or None where the sheet gives none."""
    return cast("dict[str, float | None]", row["values"])[indicator]


def whole(row: Row | None, key: str) -> Right | None:
    """Return a whole number of a row as it must be shown; None where it is not known."""
    if row is None or row.get(key) is None:
        return None
    return Right(cast("int", row[key]), str(row[key]))


def unit(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """A school's value of an indicator in one stage."""
    item, stage, *more = rest
    row = school_row(shown, rows_of(results, "units", stage))
    if row is None or len(more) != 1:
        return None
    return Right(value_of(row, item), cast("dict[str, str]", row["display"])[item])


def of_stage(key: str, shown_as: str | None = None) -> Finder:
    """The county mean or the 差异系数 of an indicator in one stage."""

    def find(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
        item, stage, *more = rest
        found = cast("dict[str, dict[str, dict[str, float]]]", results["stages"]).get(stage)
        if found is None or more or item not in found[key]:
            return None
        return Right(found[key][item], str(found[shown_as][item]) if shown_as else None)

    return find


def size(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """A school's pupils of the compulsory stages."""
    return whole(school_row(shown, rows_of(results, "size")), "pupils")


def class_size(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """A school's largest class in one stage."""
    return whole(school_row(shown, rows_of(results, "class_size", rest[0])), "largest")


def oversize(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """The oversize classes of the county, of a stage, or of a school in one."""
    stage, *at = rest
    rows = rows_of(results, "class_size", None if stage == "county" else stage)
    if at:
        return whole(school_row(shown, rows), "oversize")
    counts = [cast("int | None", row["oversize"]) for row in rows]
    return None if None in counts or not counts else Right(sum(one or 0 for one in counts))


def met_count(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """How many of the seven indicators a unit meets."""
    row = school_row(shown, rows_of(results, "units", rest[0]))
    met = cast("dict[str, bool | None]", row["met"]) if row else {}
    return None if not met or None in met.values() else Right(list(met.values()).count(True))


def pupils(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """A school's pupils in one stage."""
    return whole(school_row(shown, rows_of(results, "units", rest[0])), "pupils")


def classes(shown: ShownFigure, rest: list[str], results: Results) -> Right | None:
    """A school's classes in one stage, or in its compulsory stages together."""
    rows = rows_of(results, "rooms") if rest[0] == "all" else rows_of(results, "class_size", rest[0])
    return whole(school_row(shown, rows), "classes")
