"""What the value cell of a line says: a number, a level or rate for each subject, or whether a veto fact holds."""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from calculators.columns import MONEY
from calculators.county_form.fields import Field, load_vetoes
from calculators.values import DASHES, EMPTY_WORDS, Cell, cell_text, fold, read_number
from corpus.bilingual import Bilingual

COUNTED = frozenset({"", "人", "名", "位", "所", "个", "份", "校", "张"})
HUNDRED = 100
NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
SUBJECT = r"(?P<subject>[\u4e00-\u9fff()·]*?)(?:均为|均达到?|都是|为|达到?)?[:=]?"
END = r"[、;,/。|\n]*"
LEVEL = re.compile(
    rf"{SUBJECT}(?P<value>iv|i{{1,3}}|v|[一二三四五](?=级)|[1-5](?![.\d年]))级?(?:及?以上)?{END}", re.IGNORECASE
)
RATE = re.compile(rf"{SUBJECT}(?P<value>\d*\.?\d+)(?![\d年])(?P<percent>%?){END}")
ALL_SUBJECTS = frozenset({"各学科", "各科", "全部学科", "所有学科", "全部", "各学科均"})
HOLDS = re.compile(r"(?:有|是|存在|1)(?:[:,、;(].*)?")
HOLDS_NOT = re.compile("(?:六项|6项|以上)?(?:均|都|全部)?(?:无|没有|否|不存在|未发现|未发生|0)(?:否决事项)?")

NUMBER_WANTED = Bilingual("一个数", "a number")
NOT_NEGATIVE = Bilingual("不小于 0 的数", "0 or more")
WHOLE_WANTED = Bilingual("整数", "a whole number")
UNIT_WANTED = Bilingual("带单位（元或万元）的数", "a number with its unit (元 or 万元)")
KNOWN_UNIT = Bilingual("以该栏单位计的数", "a number in the unit of its row")
LEVEL_WANTED = Bilingual("各学科的等级，如“语文Ⅲ、数学Ⅲ”", "a level for each subject, such as “语文Ⅲ、数学Ⅲ”")
RATE_WANTED = Bilingual(
    "各学科的差异率（0 到 1 的小数或百分数），如“语文0.12；数学0.13”",
    "a rate for each subject (a decimal from 0 to 1, or a percentage), such as “语文0.12；数学0.13”",
)
VETO_WANTED = Bilingual("“有”或“无”", "有 (it does) or 无 (it does not)")


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell is not taken: the reason code of its issue, and what was expected."""

    code: str
    expected: Bilingual


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a cell; `name` is its subject. `unit_stated` is false for money that nobody gave a unit."""

    value: Fraction
    name: str = ""
    unit_stated: bool = True


Read = tuple[Entry, ...] | Refused


def read_value(field: Field, cell: Cell, unit: str) -> Read:
    """Return what a cell says; () where it is blank. `unit` is that of its row."""
    text = re.sub(r"[ \t\u3000]+", "", fold(cell_text(cell)))
    if field.kind == "veto":
        return _veto(text)
    if cell is None or text in DASHES or text.lower() in EMPTY_WORDS or read_number(cell).state in ("blank", "none"):
        return ()
    if field.kind == "levels":
        return _pieces(LEVEL, text, LEVEL_WANTED)
    return _rates(text, unit) if field.kind == "rates" else _amount(field, cell, unit)


def _amount(field: Field, cell: Cell, row_unit: str) -> Read:
    value = read_number(cell)
    if value.number is None:
        return Refused("unreadable_number", NUMBER_WANTED)
    if value.number < 0:
        return Refused("negative_number", NOT_NEGATIVE)
    unit = (value.unit or row_unit).partition("/")[0]
    if field.kind == "count":
        return _count(value.number, unit)
    if unit and unit not in MONEY:
        return Refused("unknown_unit", UNIT_WANTED)
    return (Entry(Fraction(value.number) * Fraction(MONEY.get(unit, 1)), unit_stated=bool(unit)),)


def _count(number: Decimal, unit: str) -> Read:
    if unit not in COUNTED:
        return Refused("unknown_unit", KNOWN_UNIT)
    return (Entry(Fraction(number)),) if number == int(number) else Refused("not_whole", WHOLE_WANTED)


def _pieces(pattern: re.Pattern[str], text: str, wanted: Bilingual) -> Read:
    """Read subject by subject; a level or rate without a subject is that of every subject."""
    entries: list[Entry] = []
    position = 0
    while position < len(text):
        found = pattern.match(text, position)
        if found is None:
            return Refused("unreadable_number", wanted)
        subject, value = found["subject"], found["value"].lower()
        number = Fraction(NUMERALS[value] if value in NUMERALS else Decimal(value))
        percent = "percent" in pattern.groupindex and found["percent"]
        entries.append(Entry(number / HUNDRED if percent else number, "" if subject in ALL_SUBJECTS else subject))
        position = found.end()
    names = [one.name for one in entries]
    return tuple(entries) if len({*names}) == len(names) else Refused("unreadable_number", wanted)


def _rates(text: str, unit: str) -> Read:
    found = _pieces(RATE, text, RATE_WANTED)
    if isinstance(found, Refused):
        return found
    if unit == "%" and "%" not in text:
        if any(0 < one.value < 1 for one in found):  # 0.12 under “%” may be 12 % or 0.12 %
            return Refused("percent_in_doubt", RATE_WANTED)
        found = tuple(Entry(one.value / HUNDRED, one.name) for one in found)
    return found if all(one.value <= 1 for one in found) else Refused("too_large", RATE_WANTED)


def _veto(text: str) -> Read:
    """Read 有 or 无. Here 无 is an answer, and a dash is none."""
    if not text or text in DASHES or text.lower() in EMPTY_WORDS:
        return ()
    if HOLDS_NOT.fullmatch(text):
        return (Entry(Fraction(0)),)
    if HOLDS.fullmatch(text) is None:
        return Refused("unreadable_number", VETO_WANTED)
    named = tuple(Entry(Fraction(1), one.id) for one in load_vetoes() if re.search(one.key, text))
    return named or (Entry(Fraction(1)),)
