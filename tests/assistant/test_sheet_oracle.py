"""The arithmetic that the sheet questions rest on agrees with the expected results, which were made apart from it."""

import json
import runpy
from pathlib import Path

import pytest

SHEETS = ("county_survey", "county_edges", "county_uneven", "county_strong", "county_missing_column")
GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def oracle() -> dict[str, object]:
    return runpy.run_path(str(GOLDEN / "sheet_oracle.py"))


@pytest.mark.parametrize("name", SHEETS)
def test_the_oracle_agrees_with_the_expected_results(name: str, oracle: dict[str, object]) -> None:
    county = oracle["County"](f"{name}.xlsx")  # type: ignore[operator]
    expected = json.loads((GOLDEN / "sheets" / f"{name}.expected.json").read_text("utf-8"))
    assert [(one["school"], one["stage"], one["passes"]) for one in expected["units"]] == [
        (unit.school, unit.stage, unit.passes) for unit in county.units
    ]
    for one, unit in zip(expected["units"], county.units, strict=True):
        assert one["display"] == {item: None if unit.value(item) is None else unit.shown(item) for item in unit.raw}
        assert one["met"] == {item: unit.met(item) for item in unit.raw}
    for stage, one in expected["stages"].items():
        shown = {item: county.cv(stage, item) for item, display in one["cv_display"].items() if display is not None}
        assert shown == {item: display for item, display in one["cv_display"].items() if display is not None}
    assert expected["county"]["rooms_failing"] == county.short_of_rooms
    assert expected["county"]["size_failing"] == county.too_large
    assert expected["county"]["oversize_classes"] == sum(
        sum(county.oversize(stage).values()) for stage in ("小学", "初中")
    )
