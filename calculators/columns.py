"""The canonical columns of a school sheet, as `columns.yaml` lists them, and the units they can be given in."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import yaml

from calculators.errors import UnknownColumn
from calculators.kinds import LEVELS
from corpus.bilingual import Bilingual
from corpus.saying import STAGES_EN

PATTERNS = ("key", "path", "under", "despite", "remark", "ask", "partly")
BAND = re.compile(r"classes\[(\d+)-(\d*)\]")
Kind = Literal["text", "count", "amount", "areas"]

AREA: dict[str, int | Fraction] = {
    "m2": 1,
    "平方米": 1,
    "平米": 1,
    "平方": 1,
    "平": 1,
    "亩": Fraction(10000, 15),
    "公顷": 10000,
    "万平方米": 10000,
    "万平米": 10000,
    "万m2": 10000,
}
MONEY: dict[str, int | Fraction] = {
    "元": 1,
    "百元": 100,
    "千元": 1000,
    "万元": 10000,
    "百万元": 1000000,
    "千万元": 10000000,
    "亿元": 100000000,
    "万": 10000,
}
PEOPLE: dict[str, int | Fraction] = {"人": 1, "名": 1, "位": 1}
THINGS: dict[str, int | Fraction] = {"个": 1, "班": 1, "间": 1, "所": 1, "个班": 1}
FACTORS: dict[str, dict[str, int | Fraction]] = {
    "人": PEOPLE,
    "个": THINGS,
    "间": THINGS,
    "㎡": AREA,
    "元": MONEY,
}

# what rows say in words, in every table whether a sheet gives it or not
TEXT_COLUMNS = (
    "school_name",
    "code",
    "school_type",
    "part",
    "area_kind",
    "sponsor",
    "built",
    "rooms_built",
    "counted",
    "parent_school",
    "stated_verdict",
)


@dataclass(frozen=True, slots=True)
class Column:
    """A canonical column. `unit` is the unit its numbers are kept in; `most` the largest a cell can hold."""

    id: str
    label: Bilingual
    kind: Kind
    unit: str
    usual: str
    staged: bool
    result: bool
    most: float | None
    names: frozenset[str]
    key: re.Pattern[str] | None
    path: re.Pattern[str] | None
    under: re.Pattern[str] | None
    instead: Bilingual | None = None
    whole: bool = False
    despite: re.Pattern[str] | None = None
    remark: re.Pattern[str] | None = None
    ask: re.Pattern[str] | None = None
    partly: re.Pattern[str] | None = None

    def factor(self, unit: str) -> Fraction | None:
        """Return what turns a number in `unit` into the column's own unit, or None for a unit of another kind."""
        factor = FACTORS.get(self.unit.partition("/")[0], {}).get(unit.partition("/")[0] if self.result else unit)
        return None if factor is None else Fraction(factor)


@lru_cache(maxsize=1)
def load_columns() -> dict[str, Column]:
    """Return the canonical columns by id, in the order of `columns.yaml`."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = files("calculators").joinpath("columns.yaml").read_text(encoding="utf-8")
    return {id: _column(id, entry) for id, entry in yaml.load(text, Loader=loader).items()}


def _column(id: str, entry: dict[str, Any]) -> Column:
    unknown = set(entry) - {
        "zh",
        "en",
        "kind",
        "unit",
        "usual",
        "staged",
        "most",
        "names",
        "result",
        "instead",
        "whole",
        *PATTERNS,
    }
    if unknown:
        raise ValueError(f"columns.yaml: {id} has unknown keys {sorted(unknown)}")
    patterns = {name: re.compile(entry[name]) if name in entry else None for name in PATTERNS}
    return Column(
        id=id,
        label=Bilingual(entry["zh"], entry["en"]),
        kind=entry["kind"],
        unit=entry.get("unit", ""),
        usual=entry.get("usual", entry.get("unit", "")),
        staged=entry.get("staged", False),
        result=entry.get("result", False),
        most=entry.get("most"),
        whole=entry.get("whole", False),
        names=frozenset([entry["zh"], *entry.get("names", ())]),
        instead=Bilingual(**entry["instead"]) if "instead" in entry else None,
        **patterns,
    )


def column_named(id: str) -> tuple[Column, str | None]:
    """Return the column and the stage of a canonical id: pupils.小学, teaching_area, classes[46-50].初中.

    Raises UnknownColumn.
    """
    base, dot, stage = id.partition(".")
    band = BAND.fullmatch(base)
    column = load_columns().get("oversize_classes" if band else base)
    if column is None or (band and band[2] and int(band[2]) < int(band[1])):
        raise UnknownColumn(Bilingual(f"没有列“{id}”。", f"There is no column “{id}”."), _possible(base))
    if dot and (column.kind == "text" or stage not in LEVELS):
        what = Bilingual(f"列“{base}”没有学段“{stage}”。", f"The column “{base}” has no stage “{stage}”.")
        zh, en = ("不分学段", "It has none") if column.kind == "text" else ("、".join(LEVELS), ", ".join(LEVELS))
        raise UnknownColumn(what, Bilingual(f"可用的学段：{zh}。", f"Its stages: {en}."))
    return column, stage or None


def _possible(base: str) -> Bilingual:
    """Name the columns that an unknown one may have been meant as, else all."""
    ids = get_close_matches(base, load_columns(), n=3) or [*load_columns(), "classes[46-50]"]
    return Bilingual(f"可用的列：{'、'.join(ids)}。", f"Possible are: {', '.join(ids)}.")


def label_of(id: str) -> Bilingual:
    """Return the label of a canonical column id, with its stage: 小学在校生数, pupils (primary)."""
    base, _, stage = id.partition(".")
    of = f" ({STAGES_EN.get(stage, stage)})" if stage else ""
    if base.startswith("classes["):
        low, _, high = base.removeprefix("classes[").removesuffix("]").partition("-")
        zh = f"{low}-{high}人班级数" if high else f"{low}人及以上班级数"
        return Bilingual(f"{stage}{zh}", f"classes of {low}{f'-{high}' if high else ' or more'} pupils{of}")
    column = load_columns().get(base)
    if column is None:
        return Bilingual(id, id)
    return Bilingual(f"{stage}{column.label.zh}", f"{column.label.en}{of}")
