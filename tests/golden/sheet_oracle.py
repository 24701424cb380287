"""What is right of the sample sheets, by exact arithmetic over their cells: nothing of the project is used.

The cells are read with openpyxl by their place in the survey layout, and everything is a fraction until it is shown.
The formulas are those of the national application form: shared assets are split by 1 : 1.1 : 1.32, the coefficient is
weighted by pupils, rooms are needed by twelve classes begun.
"""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from pathlib import Path

import openpyxl

SHEETS = Path(__file__).parent / "sheets"
ITEMS = ("R1", "R2", "R3", "R4", "R5", "R6", "R7")
STAGES = ("小学", "初中")
LIMITS = {
    "小学": dict(zip(ITEMS, map(Fraction, ("4.2", "1", "0.9", "4.5", "7.5", "2000", "2.3")), strict=True)),
    "初中": dict(zip(ITEMS, map(Fraction, ("5.3", "1", "0.9", "5.8", "10.2", "2500", "2.4")), strict=True)),
}
CV_LIMITS = {"小学": Fraction("0.5"), "初中": Fraction("0.45")}
WEIGHTS = {"小学": Fraction(1), "初中": Fraction("1.1"), "高中": Fraction("1.32")}
CLASS_LIMITS = {"小学": 45, "初中": 50}
ROOM_AREAS = {"music": 96, "art": 90}
# Columns of the survey layout, counted from 0, by what they hold.
PUPILS = {"小学": 6, "初中": 7, "高中": 8}
CLASSES = {"小学": 9, "初中": 10}
LARGEST = {"小学": 11, "初中": 12}
OVERSIZE = {"小学": 13, "初中": 14}
TEACHERS = {"小学": range(15, 19), "初中": range(20, 23)}
BACKBONE = {"小学": 25, "初中": 26}
SPORT_AND_ART = {"小学": range(27, 30), "初中": range(30, 33)}
PART = re.compile(r"（(?:小学部|初中部)）$")


def half_up(value: Fraction, decimals: int) -> str:
    """Round half up, as the form asks."""
    scaled = value * 10**decimals
    whole = (2 * abs(scaled).numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if scaled < 0 and whole else ""
    digits = str(whole).rjust(decimals + 1, "0")
    return sign + (f"{digits[:-decimals]}.{digits[-decimals:]}" if decimals else digits)


def root_half_up(square: Fraction, decimals: int) -> str:
    """Round the square root of an exact value half up."""
    with localcontext() as context:
        context.prec = 60
        root = (Decimal(square.numerator) / Decimal(square.denominator)).sqrt()
        return f"{root.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP):f}"


@dataclass(frozen=True)
class Row:
    """A school as its row stands; None is a column that the sheet does not have."""

    name: str
    cells: tuple[object, ...]
    headings: dict[str, int] = field(compare=False)

    def number(self, column: int) -> Fraction:
        return Fraction(str(self.cells[column] or 0))

    def asset(self, heading: str) -> Fraction | None:
        return self.number(self.headings[heading]) if heading in self.headings else None

    def areas(self, kind: str) -> list[Fraction]:
        cell = self.cells[self.headings[kind]]
        return [Fraction(part) for part in str(cell or "").split("、") if part]


@dataclass(frozen=True)
class Unit:
    """A school in one stage, with the seven raw amounts."""

    school: str
    stage: str
    pupils: Fraction
    raw: dict[str, Fraction | None]

    def value(self, item: str) -> Fraction | None:
        amount = self.raw[item]
        return None if amount is None else amount / self.pupils

    def shown(self, item: str) -> str:
        value = self.value(item)
        return "—" if value is None else half_up(value, 2)

    def met(self, item: str) -> bool | None:
        value = self.value(item)
        return None if value is None else value >= LIMITS[self.stage][item]

    def near(self, item: str) -> bool | None:
        value = self.value(item)
        return None if value is None else value >= LIMITS[self.stage][item] * Fraction("0.85")

    @property
    def passes(self) -> bool | None:
        met, near = [self.met(item) for item in ITEMS], [self.near(item) for item in ITEMS]
        if met.count(False) > 1 or False in near:
            return False
        return None if None in met else True


@dataclass(frozen=True)
class Rooms:
    """The music and art rooms of a school: how many are needed, and how many are large enough."""

    school: str
    classes: int
    needed: int
    music: int
    music_enough: int
    art: int
    art_enough: int

    @property
    def passes(self) -> bool:
        return min(self.music_enough, self.art_enough) >= self.needed

    @property
    def passes_together(self) -> bool:
        """Where the rooms of both kinds are counted together."""
        return self.music_enough + self.art_enough >= self.needed


class County:
    """A sheet in the survey layout."""

    def __init__(self, name: str) -> None:
        sheet = openpyxl.load_workbook(SHEETS / name, data_only=True).worksheets[0]
        lines = [line for line in sheet.iter_rows(values_only=True) if any(cell is not None for cell in line)]
        self.headings = _headings(lines[1], lines[2])
        self.rows = [Row(str(line[0]).strip(), line, self.headings) for line in lines[3:]]
        self.schools = list(dict.fromkeys(PART.sub("", row.name) for row in self.rows))
        self.units = [unit for school in self.schools for unit in self._units(school)]

    def _rows(self, school: str) -> list[Row]:
        return [row for row in self.rows if PART.sub("", row.name) == school]

    def kind(self, school: str) -> str:
        return str(self._rows(school)[0].cells[2])

    def pupils(self, school: str, stage: str) -> Fraction:
        return sum((row.number(PUPILS[stage]) for row in self._rows(school)), Fraction(0))

    def _units(self, school: str) -> list[Unit]:
        every = sum(self.pupils(school, stage) for stage in STAGES)
        if self.kind(school) == "教学点" and every < 50:
            return []
        weighted = sum(WEIGHTS[stage] * self.pupils(school, stage) for stage in WEIGHTS)
        found = []
        for stage in STAGES:
            if not self.pupils(school, stage):
                continue
            row = next(row for row in self._rows(school) if row.number(PUPILS[stage]))
            share = WEIGHTS[stage] * self.pupils(school, stage) / weighted
            found.append(Unit(school, stage, self.pupils(school, stage), _amounts(row, stage, share)))
        return found

    def of_stage(self, stage: str) -> list[Unit]:
        return [unit for unit in self.units if unit.stage == stage]

    def unit(self, school: str, stage: str) -> Unit:
        return next(unit for unit in self.units if (unit.school, unit.stage) == (school, stage))

    def mean(self, stage: str, item: str) -> Fraction:
        units = self.of_stage(stage)
        return sum(unit.raw[item] or 0 for unit in units) / sum(unit.pupils for unit in units)

    def shares(self, stage: str, item: str) -> dict[str, Fraction]:
        """Each school's part of the weighted variance."""
        mean, units = self.mean(stage, item), self.of_stage(stage)
        parts = {unit.school: unit.pupils * ((unit.value(item) or 0) - mean) ** 2 for unit in units}
        whole = sum(parts.values())
        return {school: part / whole for school, part in parts.items()} if whole else parts

    def cv_square(self, stage: str, item: str) -> Fraction:
        mean, units = self.mean(stage, item), self.of_stage(stage)
        every = sum(unit.pupils for unit in units)
        return sum(unit.pupils * ((unit.value(item) or 0) - mean) ** 2 for unit in units) / every / mean**2

    def cv(self, stage: str, item: str) -> str:
        return root_half_up(self.cv_square(stage, item), 3)

    def cv_met(self, stage: str, item: str) -> bool:
        return self.cv_square(stage, item) <= CV_LIMITS[stage] ** 2

    def ranked(self, stage: str, item: str) -> list[Unit]:
        """The units of a stage, the lowest first."""
        return sorted(self.of_stage(stage), key=lambda unit: unit.value(item) or Fraction(0))

    def rooms(self, school: str) -> Rooms:
        """Rooms by the classes of the compulsory stages."""
        rows = self._rows(school)
        classes = int(sum(row.number(CLASSES[stage]) for row in rows for stage in STAGES))
        music, art = rows[0].areas("music"), rows[0].areas("art")
        large = [sum(area >= ROOM_AREAS[kind] for area in areas) for kind, areas in (("music", music), ("art", art))]
        return Rooms(school, classes, -(-classes // 12), len(music), large[0], len(art), large[1])

    @property
    def judged_for_rooms(self) -> list[str]:
        judged = {unit.school for unit in self.units}
        return [school for school in self.schools if school in judged]

    @property
    def short_of_rooms(self) -> list[str]:
        return [school for school in self.judged_for_rooms if not self.rooms(school).passes]

    def size(self, school: str) -> tuple[int, int]:
        """A school's pupils of the compulsory stages, and their limit."""
        limit = 2500 if "一贯制" in self.kind(school) else 2000
        return int(sum(self.pupils(school, stage) for stage in STAGES)), limit

    @property
    def too_large(self) -> list[str]:
        return [school for school in self.schools if self.size(school)[0] > self.size(school)[1]]

    def oversize(self, stage: str) -> dict[str, int]:
        """Schools with classes above the limit of the stage, and how many."""
        found = {row.name: int(row.number(OVERSIZE[stage])) for row in self.rows}
        return {name: number for name, number in found.items() if number}

    def largest(self, school: str, stage: str) -> int:
        return int(max(row.number(LARGEST[stage]) for row in self._rows(school)))


def _headings(upper: tuple[object, ...], lower: tuple[object, ...]) -> dict[str, int]:
    """Columns behind the teachers, which one sheet lacks: by what stands in the two heading rows."""
    found, group = {}, ""
    for index, (above, below) in enumerate(zip(upper, lower, strict=True)):
        group = str(above or group)
        key = str(below or above)
        found[{"音乐专用教室": "music", "美术专用教室": "art"}.get(group, "") if "各间面积" in key else key] = index
    return found


def _amounts(row: Row, stage: str, share: Fraction) -> dict[str, Fraction | None]:
    """The raw amounts of R1 to R7 in the units of the indicator, for one pupil each."""
    hall = row.asset("其中：室内体育用房面积") or Fraction(0)
    space, field_area = row.asset("教学及辅助用房面积"), row.asset("运动场地面积")
    value, screens = row.asset("教学仪器设备资产值（万元）"), row.asset("网络多媒体教室（间）")
    return {
        "R1": 100 * sum(row.number(column) for column in TEACHERS[stage]),
        "R2": 100 * row.number(BACKBONE[stage]),
        "R3": 100 * sum(row.number(column) for column in SPORT_AND_ART[stage]),
        "R4": None if space is None else (space - hall) * share,
        "R5": None if field_area is None else (field_area + hall) * share,
        "R6": None if value is None else value * 10_000 * share,
        "R7": None if screens is None else 100 * screens * share,
    }


def county_form() -> dict[str, str]:
    """The entries of the county's form, by name; of two entries of one name the second gets a prime."""
    sheet = openpyxl.load_workbook(SHEETS / "county_form.xlsx").worksheets[0]
    found: dict[str, str] = {}
    for line in sheet.iter_rows(min_row=3, values_only=True):
        if line[2] is not None:
            found[f"{line[2]}′" if str(line[2]) in found else str(line[2])] = str(line[4])
    return found
