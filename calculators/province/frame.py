"""A frame of units as arrays: who they belong to, their pupils and their columns; what is no such table is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from calculators.errors import UnusableUnits
from calculators.indicators.record import Floats
from calculators.units import COLUMNS
from corpus.bilingual import Bilingual
from corpus.model import STAGES

KEYS = ("county", "school", "stage", "pupils")


@dataclass(frozen=True, slots=True)
class Units:
    """Units by row. `county` and `stages` are places in `counties` and `STAGES`; one with 0 pupils is not counted."""

    counties: tuple[str, ...]
    county: NDArray[np.intp] = field(repr=False)
    stages: NDArray[np.intp] = field(repr=False)
    pupils: Floats = field(repr=False)
    columns: Mapping[str, Floats] = field(repr=False)

    @property
    def counted(self) -> NDArray[np.bool_]:
        """The units that have pupils, or whose pupils are unknown."""
        return np.asarray(self.pupils != 0)

    def take(self, rows: NDArray[np.intp]) -> "Units":
        """Return the units of some rows."""
        columns = {column: numbers[rows] for column, numbers in self.columns.items()}
        return Units(self.counties, self.county[rows], self.stages[rows], self.pupils[rows], columns)


def read_units(frame: pd.DataFrame) -> Units:
    """Read a frame of units.

    Raises UnusableUnits: a column is missing, a stage is neither 小学 nor 初中, a unit has no county or school or
    stands twice, or a number is text, infinite or, of pupils, below 0.
    """
    if missing := [key for key in KEYS if key not in frame.columns]:
        raise _unusable(f"缺列 {'、'.join(missing)}", f"columns are missing: {', '.join(missing)}")
    county, counties = pd.factorize(frame["county"])
    school, schools = pd.factorize(frame["school"])
    stages = pd.Index(STAGES).get_indexer(pd.Index(frame["stage"]))
    _refuse((county < 0) | (school < 0), Bilingual("没有县名或校名", "no county or no school"))
    _refuse(stages < 0, Bilingual("学段既不是小学也不是初中", "the stage is neither 小学 nor 初中"))
    units = (county.astype(np.int64) * max(len(schools), 1) + school) * len(STAGES) + stages
    _refuse(pd.Series(units).duplicated().to_numpy(), Bilingual("同一学校同一学段出现两次", "a unit stands twice"))
    pupils = _numbers(frame, "pupils")
    _refuse(pupils < 0, Bilingual("在校生数小于零", "pupils below 0"))
    columns = {column: _numbers(frame, column) for column in COLUMNS if column in frame.columns}
    return Units(tuple(map(str, counties)), county.astype(np.intp), stages, pupils, columns)


def _numbers(frame: pd.DataFrame, column: str) -> Floats:
    try:
        numbers = frame[column].to_numpy(dtype=float, na_value=np.nan)
    except (TypeError, ValueError) as fault:
        raise _unusable(f"{column} 列有不是数字的内容", f"column {column} holds what is no number") from fault
    _refuse(np.isinf(numbers), Bilingual(f"{column} 列有无穷大", f"column {column} holds an infinite number"))
    return np.asarray(numbers)


def _refuse(wrong: NDArray[np.bool_], what: Bilingual) -> None:
    if wrong.any():
        row = int(np.flatnonzero(wrong)[0]) + 1
        raise _unusable(f"第 {row} 行{what.zh}", f"row {row}: {what.en}")


def _unusable(zh: str, en: str) -> UnusableUnits:
    hint = Bilingual(
        f"每行一所学校的一个学段，须有 {'、'.join(KEYS)} 列。",
        f"Give a row for each school and stage, with the columns {', '.join(KEYS)}.",
    )
    return UnusableUnits(Bilingual(f"单位表不能用：{zh}。", f"The table of units cannot be used: {en}."), hint)
