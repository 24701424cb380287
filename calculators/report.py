"""The check as the public JSON: the keys and meanings of the contract, figures unrounded beside what is shown."""

import numpy as np

from calculators.class_size import StageClasses
from calculators.compare import known, tri
from calculators.county import CountyCheck
from calculators.derivations import derivations
from calculators.indicators import INDICATORS
from calculators.model import BesideTarget, ColumnReading, Issue, Item, Part
from calculators.rooms import SchoolRooms
from calculators.rounding import UNIT_DECIMALS, display
from calculators.size import SchoolSize
from calculators.units import StageUnits
from corpus.bilingual import Language
from corpus.model import STAGES, Stage

Json = dict[str, object]


def check_json(check: CountyCheck, language: Language) -> Json:
    """Return the check's keys but `readings`, `citations` and `standard`."""
    return {
        "units": _units(check),
        "stages": {stage: _stage(check, stage) for stage in check.units},
        "rooms": [_rooms(one) for one in check.rooms],
        "size": [_size(one) for one in check.size],
        "class_size": [_class_size(one) for one in check.class_size],
        "county": _county(check),
        "issues": [issue_json(issue, language) for issue in check.issues],
        "verdict": {
            "subject": check.table.place or "",
            "status": check.status,
            "items": [_item(item, language) for item in check.items],
            "open": list(check.open),
        },
        "derivations": [one.as_json(language) for one in derivations(check)],
        "columns": [_column(one, language) for one in check.table.columns],
    }


def _units(check: CountyCheck) -> list[Json]:
    order = {school.name: position for position, school in enumerate(check.schools)}
    rows = [
        (order[school.name], STAGES.index(stage), _unit(units, row))
        for stage, units in check.units.items()
        for row, school in enumerate(units.schools)
    ]
    return [unit for _, _, unit in sorted(rows, key=lambda row: row[:2])]


def _unit(units: StageUnits, row: int) -> Json:
    return {
        "school": units.schools[row].name,
        "stage": units.stage,
        "pupils": _whole(float(units.pupils[row])),
        "values": {one.id: known(units.values[row, column]) for column, one in enumerate(INDICATORS)},
        "display": {one.id: unit_display(units, row, column) for column, one in enumerate(INDICATORS)},
        "met": {one.id: tri(units.met[row, column]) for column, one in enumerate(INDICATORS)},
        "at_least_85": {one.id: tri(units.at_least_85[row, column]) for column, one in enumerate(INDICATORS)},
        "passes": tri(units.passes[row]),
    }


def unit_display(units: StageUnits, row: int, column: int) -> str | None:
    """Return a unit's value with 2 decimals, half up, or None where it is unknown."""
    value = float(units.values[row, column])
    if np.isnan(value):
        return None
    return display(value, UNIT_DECIMALS, lambda: units.exact_value(row, INDICATORS[column]))


def _whole(number: float) -> int | None:
    return None if np.isnan(number) else int(number)


def _stage(check: CountyCheck, stage: Stage) -> Json:
    units, spread = check.units[stage], check.spreads[stage]
    columns = [(column, one.id) for column, one in enumerate(INDICATORS)]
    return {
        "units": len(units.schools),
        "pupils": _whole(float(units.pupils.sum())),
        "mean": {id: known(spread.mean[column]) for column, id in columns},
        "cv": {id: known(spread.cv[column]) for column, id in columns},
        "cv_display": {id: spread.cv_display(column) for column, id in columns},
        "cv_met": {id: spread.cv_met[column] for column, id in columns},
        "met_count": {id: _met_count(units, column) for column, id in columns},
    }


def _met_count(units: StageUnits, column: int) -> int | None:
    met = units.met[:, column]
    return None if (met < 0).any() else int(met.sum())


def _rooms(one: SchoolRooms) -> Json:
    return {
        "school": one.school.name,
        "classes": one.classes,
        "needed": one.needed,
        "music": one.music.rooms,
        "music_compliant": one.music.compliant,
        "art": one.art.rooms,
        "art_compliant": one.art.compliant,
        "passes": one.passes,
    }


def _size(one: SchoolSize) -> Json:
    return {
        "school": one.school.name,
        "pupils": one.pupils,
        "limit": one.limit,
        "passes": one.passes,
    }


def _class_size(one: StageClasses) -> Json:
    return {
        "school": one.school.name,
        "stage": one.stage,
        "classes": one.classes,
        "oversize": one.oversize,
        "largest": one.largest,
    }


def _column(one: ColumnReading, language: Language) -> Json:
    return {
        "file": one.file,
        "sheet": one.sheet,
        "cell": one.cell,
        "heading": one.heading,
        "taken_as": one.taken_as,
        "confidence": one.confidence,
        "why": one.why.say(language),
        "alternatives": list(one.alternatives),
        "sure": one.sure,
    }


def _county(check: CountyCheck) -> Json:
    return {
        "all_units_pass": check.all_units_pass,
        "all_cv_met": check.all_cv_met,
        "failing_units": [f"{school}/{stage}" for school, stage in check.failing_units],
        "failing_cv": [f"{stage}/{indicator}" for stage, indicator in check.failing_cv],
        "rooms_pass": check.rooms_pass,
        "rooms_failing": [one.school.name for one in check.rooms if one.passes is False],
        "size_failing": [one.school.name for one in check.size if one.passes is False],
        "oversize_classes": check.oversize_classes,
    }


def issue_json(issue: Issue, language: Language) -> Json:
    """Return one fault of the data in the keys of the contract."""
    return {
        "code": issue.code,
        "severity": issue.severity,
        "file": issue.file,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "found": issue.found,
        "expected": issue.expected,
        "affects": list(issue.affects),
        "message": issue.message.say(language),
    }


def _item(item: Item, language: Language) -> Json:
    return {
        "id": item.id,
        "stage": item.stage,
        "status": item.status,
        "borderline": item.borderline,
        "value": item.value,
        "display": item.display,
        "unit": item.unit,
        "comparator": item.comparator,
        "limit": item.limit,
        "schools": list(item.schools),
        "missing": list(item.missing),
        "citation": None,
        "parts": [_part(part, language) for part in item.parts],
        "evidence": item.evidence.say(language) if item.evidence else None,
        "targets": [_target(one) for one in item.targets],
        "flips": list(item.flips),
    }


def _part(part: Part, language: Language) -> Json:
    return {
        "id": part.id,
        "name": part.name.say(language),
        "status": part.status,
        "borderline": part.borderline,
        "value": part.value,
        "display": part.display,
        "unit": part.unit,
        "comparator": part.threshold.comparison if part.threshold else None,
        "limit": float(part.threshold.value) if part.threshold else None,
        "citation": None,
    }


def _target(one: BesideTarget) -> Json:
    target = one.threshold
    return {
        "place": target.jurisdiction,
        "year": target.since,
        "coming": one.coming,
        "indicator": target.indicator,
        "stage": target.stage,
        "status": one.status,
        "value": one.value,
        "display": one.display,
        "comparator": target.comparison,
        "limit": float(target.value),
        "upper": None if target.upper is None else float(target.upper),
        "unit": target.unit,
        "hedge": target.hedge,
        "of_mean": target.of_mean,
        "schools": list(one.schools),
        "missing": list(one.missing),
        "citation": None,
    }
