"""What a count must name: as many things as it counts, and where the expected results tell which, these very ones."""

from collections.abc import Iterator
from typing import cast

from assistant.evaluation.expected import Results, Row, rows_of
from assistant.model import ShownFigure

_KEYS = {"music": "music_compliant", "art": "art_compliant"}
_STATES = {"met": True, "not_met": False}


def miscounted(shown: ShownFigure) -> Iterator[str]:
    """Say where a count is not that of the things that it names."""
    names = [given.label.zh for given in shown.figure.inputs]
    if shown.figure.value != len(names) or len(set(names)) != len(names):
        yield f"{shown.figure.id} is {shown.figure.value}, and names {len(set(names))}"


def named_by(shown: ShownFigure, results: Results) -> set[str] | None:
    """Return the names that a count must have by the expected results, or None where they do not tell."""
    _, what, *rest = shown.figure.id.split(".")
    stages = cast("Results", results["stages"])
    if what in ("G3", "G4", "G5"):
        return _of_county(what, rest, results)
    if (what, *rest) in (("RULE", "failing"), ("units", "not_met")):
        return {_in_brackets(one) for one in cast("dict[str, list[str]]", results["county"])["failing_units"]}
    if what == "units" and rest and rest[0] in stages:
        return _schools(rows_of(results, "units", rest[0]))
    if not rest or rest[0] not in stages:
        return None
    state = _STATES.get(rest[1] if len(rest) > 1 else "not_met")
    return None if state is None else _judged(what, rest[0], state, results)


def strangers(shown: ShownFigure, results: Results) -> set[str]:
    """Return what a count of schools of one stage names that is no unit of the stage."""
    _, what, *rest = shown.figure.id.split(".")
    units = rows_of(results, "units", rest[0] if rest else "")
    if not units or what not in cast("Results", units[0]["met"]):
        return set()
    return {given.label.zh for given in shown.figure.inputs} - _schools(units)


def _in_brackets(unit: str) -> str:
    """Return "甲小学/小学" as it is shown: "甲小学（小学）"."""
    return "{}（{}）".format(*unit.rsplit("/", 1))


def _of_county(what: str, rest: list[str], results: Results) -> set[str] | None:
    county = cast("dict[str, list[str]]", results["county"])
    match what, *rest:
        case "G3", "judged":
            return _schools(rows_of(results, "rooms"))
        case "G3", "failing", kind:
            return _schools([row for row in rows_of(results, "rooms") if _is_short(row, kind)])
        case "G3", "failing" | "schools":
            return set(county["rooms_failing"])
        case "G4", "failing" | "schools":
            return set(county["size_failing"])
        case "G5", "schools":
            return _schools([row for row in rows_of(results, "class_size") if row["oversize"]])
    return None


def _is_short(row: Row, kind: str) -> bool:
    return cast("int", row[_KEYS[kind]] or 0) < cast("int", row["needed"] or 0)


def _judged(what: str, stage: str, state: bool, results: Results) -> set[str] | None:
    """Return the schools of a stage that meet an indicator (or the rule of all seven), or do not."""
    units = rows_of(results, "units", stage)
    if what == "CV":
        met = cast("dict[str, dict[str, dict[str, bool]]]", results["stages"])[stage]["cv_met"]
        return {item for item, is_met in met.items() if is_met is state}
    if what == "met_count":
        return _schools([row for row in units if row["passes"] is state])
    if not units or what not in cast("Results", units[0]["met"]):
        return None
    return _schools([row for row in units if cast("dict[str, bool | None]", row["met"])[what] is state])


def _schools(rows: list[Row]) -> set[str]:
    return {str(row["school"]) for row in rows}
