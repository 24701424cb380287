"""The conventions of the checks of the data (conventions.yaml), each with why it is so; none is a requirement."""

from functools import lru_cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict


class _Convention(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    why: str


class Whole(_Convention):
    """A bound that is a whole number."""

    value: int


class Share(_Convention):
    """A bound that is a share of 1."""

    value: float


class OutlierRule(_Convention):
    """When a value is told as outlying."""

    scaling: float
    score: float
    times: float
    units: int
    fewest: int
    few_times: float
    listed_percent: int
    listed: int
    many: int
    few: int
    near: float
    slips: dict[str, tuple[str, ...]]


class Change(BaseModel):
    """A change from one year to another that is told: by so many times, and by so much at least."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    times: float
    least: float


class Changes(_Convention):
    """The changes that are told, by column."""

    columns: dict[str, Change]


class Conventions(BaseModel):
    """All conventions."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    most_pupils_a_class: Whole
    most_equipment_yuan_per_pupil: Whole
    smallest_room_m2: Whole
    smallest_area_m2: Whole
    first_year: Whole
    shortest_code: Whole
    alike_columns: Share
    most_notes_alike: Whole
    most_cells_alike: Whole
    most_totals_alike: Whole
    outlier: OutlierRule
    changed_much: Changes


@lru_cache(maxsize=1)
def load_conventions() -> Conventions:
    """Return the conventions of `conventions.yaml`."""
    text = files("calculators.data_checks").joinpath("conventions.yaml").read_text(encoding="utf-8")
    return Conventions.model_validate(yaml.safe_load(text))
