"""What is right of a sheet, from the file of expected results beside it, by the id of the figure that shows it."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from assistant.model import ShownFigure

Rows = list[dict[str, object]]


class Right(NamedTuple):
    """The value that a figure must have, and how it must be shown (None: by its own value)."""

    value: float | None
    display: str | None


@cache
def expected_results(path: Path, without: tuple[str, ...] = ()) -> Mapping[str, object]:
    """Return the expected results of a sheet, by an independent exact calculation, but for the parts `without`."""
    results = cast("dict[str, object]", json.loads(path.read_text("utf-8")))
    return results | {part: [] for part in without}


def right_of(shown: ShownFigure, results: Mapping[str, object]) -> Right | None:
    """Return what a figure must be, or None where the expected results say nothing of it."""
    kind, *rest = shown.figure.id.split(".")
    return _OF_KIND[kind](shown, rest, results) if kind in _OF_KIND else None


def _school(shown: ShownFigure, rows: Rows, stage: str | None = None) -> dict[str, object] | None:
    """Return the row of the school that a figure's label begins with, the longest name first."""
    label = shown.figure.label.zh
    named = [
        row for row in rows if label.startswith(str(row["school"])) and (stage is None or row.get("stage") == stage)
    ]
    return max(named, key=lambda row: len(str(row["school"])), default=None)


def _unit(shown: ShownFigure, rest: list[str], results: Mapping[str, object]) -> Right | None:
    item, stage, *more = rest
    row = _school(shown, cast("Rows", results["units"]), stage)
    if row is None or len(more) != 1:
        return None
    return Right(cast("dict[str, float]", row["values"])[item], cast("dict[str, str]", row["display"])[item])


def _of_stage(key: str, shown_as: str | None) -> "Finder":
    def find(shown: ShownFigure, rest: list[str], results: Mapping[str, object]) -> Right | None:
        item, stage, *more = rest
        found = cast("dict[str, dict[str, dict[str, float]]]", results["stages"]).get(stage)
        if found is None or more or item not in found[key]:
            return None
        return Right(found[key][item], str(found[shown_as][item]) if shown_as else None)

    return find


def _rooms(shown: ShownFigure, rest: list[str], results: Mapping[str, object]) -> Right | None:
    row = _school(shown, cast("Rows", results["rooms"]))
    keys = {"needed": "needed", "compliant.music": "music_compliant", "compliant.art": "art_compliant"}
    key = keys.get(".".join(rest[:-1]))
    return _whole(row, key)


def _size(shown: ShownFigure, rest: list[str], results: Mapping[str, object]) -> Right | None:
    return _whole(_school(shown, cast("Rows", results["size"])), "pupils")


def _class_size(shown: ShownFigure, rest: list[str], results: Mapping[str, object]) -> Right | None:
    return _whole(_school(shown, cast("Rows", results["class_size"]), rest[0]), "largest")


def _oversize(shown: ShownFigure, rest: list[str], results: Mapping[str, object]) -> Right | None:
    rows = [row for row in cast("Rows", results["class_size"]) if rest in (["county"], [row["stage"]])]
    counts = [cast("int | None", row["oversize"]) for row in rows]
    return None if None in counts or not counts else Right(sum(one or 0 for one in counts), None)


def _whole(row: dict[str, object] | None, key: str | None) -> Right | None:
    if row is None or key is None or row[key] is None:
        return None
    return Right(cast("int", row[key]), str(row[key]))


Finder = Callable[[ShownFigure, list[str], Mapping[str, object]], Right | None]
_OF_KIND: dict[str, Finder] = {
    "unit": _unit, "mean": _of_stage("mean", None), "cv": _of_stage("cv", "cv_display"), "rooms": _rooms,
    "size": _size, "class_size": _class_size, "oversize": _oversize,
}  # fmt: skip
