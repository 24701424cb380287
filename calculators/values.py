"""What one cell says: a number with its own unit, a list of areas, nothing, or something that cannot be read.

Staff type "1,200㎡", "３５万元" or "无"; each must become a number or a stated absence, never a guess.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from calculators.data_checks.conventions import load_conventions

Cell = str | float | int | bool | date | datetime | time | timedelta | None
CellState = Literal["number", "blank", "none", "unreadable"]

DASHES = frozenset({"-", "--", "—", "——", "–", "―", "/", "\\", "...", "…", "*"})
NONE_WORDS = frozenset({"无", "没有", "无此项", "none"})
EMPTY_WORDS = frozenset({"空", "未填", "待填", "暂无数据", "不详", "n/a", "na", "nan", "null", "不适用"})
NUMBER = re.compile(r"([-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|[-+]?\.\d+)([^\d,.\s/]*2?(?:/[^\d,.\s]+)?)?")
SPACES = re.compile(r"(?<!\d)\s+|\s+(?!\d)")
SQUARE_METRES = re.compile("[mMｍＭ]²")
SEPARATORS = re.compile(r"[、;；,，/\s|+]+")


@dataclass(frozen=True, slots=True)
class CellValue:
    """A cell as understood: `number` is exact, `unit` is the unit written in the cell itself, or ""."""

    state: CellState
    number: Decimal | None = None
    unit: str = ""


BLANK = CellValue("blank")
NONE = CellValue("none")
UNREADABLE = CellValue("unreadable")
ONE_ROOM = CellValue("number", Decimal(1), "间")


def fold(text: str) -> str:
    """Return `text` with full-width forms narrowed and outer white space removed; "㎡" becomes "m2"."""
    return unicodedata.normalize("NFKC", text).replace("\u200b", "").strip()


def shown(number: float) -> Decimal:
    """Return the decimal that a spreadsheet shows for a float (15 significant digits).

    >>> shown(0.1 + 0.2)
    Decimal('0.3')
    """
    return Decimal(f"{number:.15g}")


def exact(number: float) -> Fraction:
    """Return the exact value of the decimal that a cell shows.

    >>> exact(655.09)
    Fraction(65509, 100)
    """
    return Fraction(shown(number))


def cell_text(cell: Cell) -> str:
    """Return a cell as plain text: whole numbers without a decimal point, an empty cell as ""."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.15g}"
    return str(cell).strip()


def read_number(cell: Cell) -> CellValue:
    """Read one number: a real number, or text such as "1,200㎡", "３５万元", "120人"."""
    if cell is None or isinstance(cell, bool):
        return BLANK if cell is None else UNREADABLE
    if isinstance(cell, int):
        return CellValue("number", Decimal(cell))
    if isinstance(cell, float):
        return CellValue("number", shown(float(cell))) if math.isfinite(cell) else UNREADABLE
    if not isinstance(cell, str) or _has_mark(cell):
        return UNREADABLE
    text = fold(cell)
    absent = _absence(text)
    if absent is not None:
        return absent
    match = NUMBER.fullmatch(SPACES.sub("", text).replace("−", "-"))
    if match is None:
        return UNREADABLE
    return CellValue("number", Decimal(match.group(1).replace(",", "")), match.group(2) or "")


def read_areas(cell: Cell) -> tuple[Decimal, ...] | CellState:
    """Read the areas of several rooms, "96.5、97", "98㎡×2" or "2间×98"; () where the cell says none.

    "12×8" is the length and width of one room and is unreadable, as is every product that does not tell its rooms.
    Returns the state "blank" or "unreadable" where there are no numbers to return.
    """
    if not isinstance(cell, str):
        value = read_number(cell)
        return (value.number,) if value.number is not None else value.state
    if _has_mark(cell):
        return "unreadable"
    text = fold(cell)
    absent = _absence(text)
    if absent is not None:
        return () if absent.state == "none" else "blank"
    areas: list[Decimal] = []
    for piece in SEPARATORS.split(text):
        if piece:
            read = _repeated(piece)
            if read is None:
                return "unreadable"
            areas.extend(read)
        if len(areas) > MANY_ROOMS:
            return "unreadable"
    return tuple(areas) if areas else "unreadable"


def _repeated(piece: str) -> list[Decimal] | None:
    amount, repeated, times = re.sub("[*xX✕]", "×", piece).partition("×")
    area, rooms = read_number(amount), read_number(times) if repeated else ONE_ROOM
    if area.unit == "间":
        area, rooms = rooms, area
    if area.number is None or area.unit not in AREA_UNITS or rooms.number is None or rooms.unit not in ("", "间"):
        return None
    if repeated and rooms.unit != "间" and area.number < load_conventions().smallest_room_m2.value:
        return None
    if rooms.number != int(rooms.number) or not 0 < rooms.number <= MANY_ROOMS:
        return None
    return [area.number] * int(rooms.number)


def _has_mark(text: str) -> bool:
    """Say whether a text holds a superscript or an enclosed number: folded, 60① would read as 601."""
    return any(unicodedata.category(char) == "No" for char in SQUARE_METRES.sub("", text))


def _absence(text: str) -> CellValue | None:
    if not text or text in DASHES or text.lower() in EMPTY_WORDS:
        return BLANK
    return NONE if text.lower() in NONE_WORDS else None


AREA_UNITS = frozenset({"", "m2", "平方米", "平米", "平方", "平", "m^2", "m"})
MANY_ROOMS = 99
