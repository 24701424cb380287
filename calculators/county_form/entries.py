"""What the value cell of a line says: a number, a level or rate for each subject, or whether a veto fact holds."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from calculators.columns import MONEY
from calculators.county_form.entry import Entry, Read, Refused, numbered
from calculators.county_form.fields import Field, load_subjects, most_of, words_for
from calculators.county_form.vetoes import read_veto
from calculators.values import DASHES, EMPTY_WORDS, Cell, cell_text, fold, read_number
from corpus.bilingual import Bilingual

HUNDRED = 100
NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
# 不足, 低于, 未 … are no link: before a value stand a subject, whether all have it, and that it is so
SUBJECT = r"(?P<subject>[\u4e00-\u9fff()·]*?)(?:均|都)?(?:为|是|达到?)?[:=]?"
END = r"[、;,/。|\n]*"
LEVEL = re.compile(
    rf"{SUBJECT}(?P<value>(?:iv|i{{1,3}}|v)(?![ivxlcdm])|[一二三四五](?=级)|[1-5](?![.\d年]))级?(?:及?以上)?{END}",
    re.IGNORECASE,
)
RATE = re.compile(rf"{SUBJECT}(?P<value>\d*\.?\d+)(?![\d.年])(?P<percent>%?){END}")
SEPARATORS = frozenset("、;,/。|\n")
ALL_SUBJECTS = re.compile("(?:各|全部|所有)(?:学科|科目?)|全部")
# 八年级语文学科, 数学(初中)
AROUND = re.compile(
    r"^(?:小学|初中|[一二三四五六七八九]年级)|\((?:小学|初中|[一二三四五六七八九]年级)\)|学科|等级|学业水平|(?:校际)?差异率"
)

NUMBER_WANTED = Bilingual("一个数", "a number")
NOT_NEGATIVE = Bilingual("不小于 0 的数", "0 or more")
WHOLE_WANTED = Bilingual("整数", "a whole number")
UNIT_WANTED = Bilingual("带单位（元或万元）的数", "a number with its unit (元 or 万元)")
PER = re.compile(r"[/·]|每|(?<=[人年])(?=[人年])")
KNOWN_UNIT = Bilingual("以该栏单位计的数", "a number in the unit of its row")
LEVEL_WANTED = Bilingual("各学科的等级，如“语文Ⅲ、数学Ⅲ”", "a level for each subject, such as “语文Ⅲ、数学Ⅲ”")
RATE_WANTED = Bilingual(
    "各学科的差异率（0 到 1 的小数或百分数），如“语文0.12；数学0.13”",
    "a rate for each subject (a decimal from 0 to 1, or a percentage), such as “语文0.12；数学0.13”",
)


def read_value(field: Field, cell: Cell, unit: str) -> Read:
    """Return what a cell says; () where it is blank. `unit` is that of its row."""
    text = re.sub(r"[ \t\u3000]+", "", fold(cell_text(cell)))
    if field.kind == "veto":
        return read_veto(text)
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
    stated = [one for one in (value.unit, row_unit) if one]
    if not all(_is_of(field, one) for one in stated):
        return Refused("unknown_unit", UNIT_WANTED if field.kind == "money" else KNOWN_UNIT)
    unit = stated[0].partition("/")[0] if stated else ""
    number = Fraction(value.number) * Fraction(MONEY[unit] if unit and field.kind == "money" else 1)
    return _within(field, Entry(number, unit_stated=field.kind == "count" or bool(unit)))


def _is_of(field: Field, unit: str) -> bool:
    """Whether a unit is that of a field: neither another one, nor one a month, a pupil or a school."""
    named, _, per = unit.partition("/")
    known = MONEY.keys() if field.kind == "money" else words_for(field)
    return named in known and all(one in field.per for one in PER.split(per) if one)


def _within(field: Field, entry: Entry) -> Read:
    """A number that can be; without a unit what money is worth is unknown."""
    if entry.value > most_of(field):
        return Refused("too_large", Bilingual(f"不超过 {most_of(field)} 的数", f"at most {most_of(field)}"))
    if entry.unit_stated and entry.value < field.least:
        return Refused("too_small", Bilingual(f"不小于 {field.least} 的数", f"at least {field.least}"))
    if field.kind == "count" and entry.value.denominator != 1:
        return Refused("not_whole", WHOLE_WANTED)
    return (entry,)


def _pieces(pattern: re.Pattern[str], text: str, wanted: Bilingual) -> Read:
    """Read subject by subject; a level or rate without a subject is that of every subject."""
    entries: list[Entry] = []
    position = 0
    while position < len(text):
        found = pattern.match(text, position)
        if found is None or not _is_piece(found, text):
            return Refused("unreadable_number", wanted)
        subject, value = found["subject"], found["value"].lower()
        number = Fraction(NUMERALS[value] if value in NUMERALS else Decimal(value))
        percent = "percent" in pattern.groupindex and found["percent"]
        entries.append(
            Entry(number / HUNDRED if percent else number, "" if ALL_SUBJECTS.fullmatch(subject) else subject)
        )
        position = found.end()
    return _told_apart(entries, wanted)


def _is_piece(found: re.Match[str], text: str) -> bool:
    """Whether a value is a subject's, or stands alone; any other word before it may deny or limit it."""
    subject = found["subject"]
    if not subject:
        return found.start() == 0 or text[found.start() - 1] in SEPARATORS
    return ALL_SUBJECTS.fullmatch(subject) is not None or AROUND.sub("", subject) in load_subjects()


def _told_apart(entries: Sequence[Entry], wanted: Bilingual) -> Read:
    """Number the values where none of several names its subject; two of one subject are in doubt."""
    names = [one.name for one in entries]
    if len(names) > 1 and not any(names):
        return tuple(replace(one, name=numbered(number)) for number, one in enumerate(entries, start=1))
    return tuple(entries) if len({*names}) == len(names) else Refused("unreadable_number", wanted)


def _rates(text: str, unit: str) -> Read:
    found = _pieces(RATE, text, RATE_WANTED)
    if isinstance(found, Refused):
        return found
    if unit == "%" and "%" not in text:
        if any(0 < one.value < 1 for one in found):  # 0.12 under “%” may be 12 % or 0.12 %
            return Refused("percent_in_doubt", RATE_WANTED)
        found = tuple(replace(one, value=one.value / HUNDRED) for one in found)
    return found if all(one.value <= 1 for one in found) else Refused("too_large", RATE_WANTED)
