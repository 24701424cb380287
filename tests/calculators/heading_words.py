"""Headings as staff write them (`heading_words.yaml`): each field's groups, wordings and units."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import yaml

FACTORS = {"万元": Fraction(10000), "千元": Fraction(1000), "亩": Fraction(2000, 3)}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and what one of it is in the field's own unit."""

    name: str
    factor: Fraction


@dataclass(frozen=True, slots=True)
class Field:
    """A column to write. `words` say enough alone, `short` only under a group."""

    id: str
    groups: tuple[str, ...]
    words: tuple[str, ...]
    short: tuple[str, ...]
    staged: bool
    units: tuple[Unit, ...]
    way: str


def _field(entry: dict) -> Field:
    units = tuple(Unit(name, FACTORS.get(name, Fraction(1))) for name in entry.get("units", ()))
    lists = (tuple(entry.get(key, ())) for key in ("groups", "words", "short"))
    return Field(entry["id"], *lists, entry.get("staged", False), units, entry.get("way", ""))


_WORDS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8"))
TEXTS: dict[str, list[str]] = _WORDS["texts"]
FIELDS: tuple[Field, ...] = tuple(map(_field, _WORDS["fields"]))
NOISE: list[str] = _WORDS["noise"]
