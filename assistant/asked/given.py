"""Numbers of one's own that a question gives to be judged (我校24个班，2间音乐教室够吗; 生均4.3平方米达标吗).

A number that the data are to be held against (达到98%了吗) is another thing: `asked.numbers`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.asked.amounts import AMOUNT, amount_of
from assistant.asked.understanding import Understanding
from corpus.indicators import name_of

_UNITS = {
    **dict.fromkeys(("平方米", "平米", "平", "m2", "sqm", "square metres", "square meters"), "㎡"),
    **dict.fromkeys(("percent", "per cent"), "%"),
    **dict.fromkeys(("pupils", "students", "teachers", "名", "个人"), "人"),
    **dict.fromkeys(("classes", "class", "个班级", "个教学班", "个班", "班级"), "班"),
    **dict.fromkeys(("rooms", "room", "music rooms", "art rooms", "music room", "art room", "个教室"), "间"),
    "yuan": "元",
}
_UNIT = "|".join(sorted(
    {*_UNITS, "万元", "元", "㎡", "%", "人", "间", "班", "所"}, key=len, reverse=True
))  # fmt: skip
_NUMBER = re.compile(
    rf"(?P<per>百分之)?(?<![\d.第A-Za-z])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?|{AMOUNT}(?=\s*(?:{_UNIT}))|(?<=百分之){AMOUNT})\s*(?P<unit>{_UNIT})?"
    r"(?![\d.]|\s*(?:年|级|条|号))",
    re.I,
)
_PER_HUNDRED = re.compile(r"per (?:100|hundred) (?:pupils|students)|每(?:100|一百)名?(?:学生|人)|\d+[eE]\d+", re.I)
# Words that make a number the standard, not a value: 达到98%了吗, 标准是5, 超过2000人的学校.
_STANDARD = re.compile(
    r"(?:达到|达得到|达不到|达成|不低于|不少于|不超过|不高于|低于|高于|超过|超出|少于|多于|大于|小于|标准是|改成|改为|换成|当成|定为|按照?|够得?上|够|过"
    r"|\b(?:meet|meets|met|reach\w*|above|below|over|under|exceed\w*|least|most|within|than|hit))[^\d，。？?,]{0,6}$",
    re.I,
)
# That it is to be judged, or what it needs.
_JUDGED = re.compile(
    r"够|达标|合格|符合|超标|超了|超规模|超班额|太[大多小少挤]|行吗|行不行|可以吗|过关|满足"
    r"|(?:要|需要?|应该?|得)(?:有|配|配备)?(?:几|多少)"
    r"|\b(?:enough|meet|ok|okay|comply|compliant|pass|too (?:big|large|small|few|many)|sufficient|adequate)\b"
    r"|\b(?:need\w*|within)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Given:
    """A number that the user gives, as it is `written`, with its unit (班 for classes), and the words before it."""

    written: str
    value: Decimal
    unit: str
    words: str


def numbers_given(asked: Understanding) -> tuple[Given, ...]:
    """Return the numbers that a question gives of its own to be judged; none where it holds data against them.

    >>> [(one.written, one.unit) for one in numbers_given(Understanding("24个班，2间音乐教室够吗", "zh", "verdict"))]
    [('24', '班'), ('2', '间')]
    >>> numbers_given(Understanding("2024年巩固率达到98%了吗", "zh", "verdict"))
    ()
    """
    text = asked.question
    for school in asked.schools:
        text = text.replace(school, " " * len(school))
    for name in _names_with_numbers(asked):
        text = re.sub(re.escape(name), " " * len(name), text, flags=re.I)
    if not _JUDGED.search(text):
        return ()
    found, start = [], 0
    for match in _NUMBER.finditer(text):
        before, start = text[start : match.start()], match.end()
        value = _value(match["number"])
        bare_year = not match["unit"] and re.fullmatch(r"20\d\d", match["number"])
        if value is None or bare_year:
            continue
        if _STANDARD.search(text[: match.start()]):
            return ()
        unit = "%" if match["per"] else (match["unit"] or "").lower()
        written = str(value) if match["per"] else match["number"].replace(",", "")
        found.append(Given(written, value, _UNITS.get(unit, unit), before + _behind(text, match)))
    return tuple(found)


def _names_with_numbers(asked: Understanding) -> Iterator[str]:
    """Yield what holds digits and is no number of the user's: 5年360学时, per 100 pupils, 1e9."""
    for id in asked.indicators:
        yield from (name_of(id).zh, name_of(id).en)
    yield from (match.group() for match in _PER_HUNDRED.finditer(asked.question))


def _value(written: str) -> Decimal | None:
    if re.fullmatch(r"\d+(?:,\d{3})*(?:\.\d+)?", written):
        return Decimal(written.replace(",", ""))
    number = amount_of(written)
    return None if number is None else Decimal(number)


def _behind(text: str, match: re.Match[str]) -> str:
    """The words right behind a number, up to the next mark or number: 2间音乐教室."""
    found = re.match(r"[^，、。？?,;；\d]{0,12}", text[match.end() :])
    return found.group() if found else ""
