"""The readings (口径) that a check uses where a rule can be read in two ways: the settings of `readings.yaml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field, model_validator

from calculators.errors import UnknownReading
from corpus.bilingual import Bilingual
from corpus.model import Stage
from corpus.strict import load_yaml

KindReading = Literal["each", "sum"]
SurplusReading = Literal["enough", "every"]
TRUE = "true"
# how much of a name that does not exist is shown
ECHO = 40


class Setting(BaseModel):
    """One rule that can be read in two ways. `options` names its two values; `default` is one of them."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    default: str
    decides: Bilingual
    source: Bilingual
    options: dict[str, Bilingual] = Field(min_length=2, max_length=2)

    @model_validator(mode="after")
    def _has_its_default(self) -> "Setting":
        if self.default not in self.options:
            raise ValueError(f"{self.default} is no option of {list(self.options)}")
        return self

    def other(self, value: str) -> str:
        """Return the option that `value` is not."""
        return next(option for option in self.options if option != value)


class ReliefLimits(BaseModel):
    """What the transitional relief relaxes: years are the last ones that it reaches, areas in ㎡, sizes in pupils."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rooms_built_until: int
    rooms_built_area: dict[Literal["music", "art"], int]
    small_classes_below: int
    small_classes_area: dict[Stage, int]
    rural: str
    urban: str
    size_built_until: int
    migrant_percent_above: int
    size: dict[Literal["single", "nine_year"], int]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    settings: dict[str, Setting]
    relief_2019: ReliefLimits


@lru_cache(maxsize=1)
def _file() -> _File:
    text = files("calculators").joinpath("readings.yaml").read_text(encoding="utf-8")
    return _File.model_validate(load_yaml(text))


def settings() -> Mapping[str, Setting]:
    """Return every setting by its id, in the order of `readings.yaml`."""
    return _file().settings


def relief_limits() -> ReliefLimits:
    """Return what the setting relief_2019 relaxes."""
    return _file().relief_2019


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings to use. `named` holds those that are not the field's default, as pairs of id and value."""

    named: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def of(cls, readings: Mapping[str, str]) -> "Choice":
        """Return the choice of these values by id, the default for the others. Raises UnknownReading."""
        for id, value in readings.items():
            if id not in settings() or value not in settings()[id].options:
                raise unknown_reading(id, value)
        return cls(frozenset((id, value) for id, value in readings.items() if value != settings()[id].default))

    def value(self, id: str) -> str:
        """Return the value of a setting."""
        return dict(self.named).get(id, settings()[id].default)

    def under(self, id: str, value: str) -> "Choice":
        """Return this choice with one setting changed. Raises UnknownReading."""
        return Choice.of({**dict(self.named), id: value})

    @property
    def kinds(self) -> KindReading:
        """Whether music and art rooms are counted apart."""
        return cast("KindReading", self.value("rooms.kinds"))

    @property
    def surplus(self) -> SurplusReading:
        """Whether a small room beyond the number needed counts against a school."""
        return cast("SurplusReading", self.value("rooms.surplus"))

    @property
    def include_private(self) -> bool:
        """Whether 民办 schools count."""
        return self.value("include_private") == TRUE

    @property
    def relief_2019(self) -> bool:
        """Whether the transitional relief applies."""
        return self.value("relief_2019") == TRUE

    @property
    def rounded(self) -> bool:
        """Whether values are judged with the decimals of the national form."""
        return self.value("rounding") == "rounded"


def unknown_reading(id: str, value: str) -> UnknownReading:
    """Return the error for a reading that does not exist, with every one that does."""
    asked = f"{id}={value}"[:ECHO]
    known = [f"{one}={'|'.join(setting.options)}" for one, setting in settings().items()]
    return UnknownReading(
        Bilingual(f"没有口径 {asked}。", f"There is no reading {asked}."),
        Bilingual(f"可选的口径：{'；'.join(known)}。", f"The readings are: {'; '.join(known)}."),
    )
