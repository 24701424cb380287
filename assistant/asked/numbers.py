"""What a question itself sets as the standard: a number of the asker's (达到98%了吗), or another place's targets."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from assistant.asked.understanding import Understanding
from corpus.indicators import name_of
from corpus.places import Place

_UNIT = r"%|百分之|元/生|元|㎡/生|㎡|平方米|平米|平|人|间|倍|percent|per cent|yuan|m2|pupils"
_NUMBER = re.compile(
    rf"(?P<per>百分之)?(?<![\d.A-Za-z第])(?P<number>\d+(?:,\d{{3}})*(?:\.\d+)?)\s*(?P<unit>{_UNIT})?(?![\d.A-Za-z年个条号])",
    re.I,
)
# Words that make a number the standard: before it, or behind it.
_BEFORE = re.compile(
    r"(?:达到|达得到|达不达到|达成|到|够|满|满足|符合|不低于|不少于|不超过|不高于|不小于|不大于|低于|高于|超过|超出|少于|多于|大于|小于|有|过|及"
    r"|(?:标准|要求|上限|下限|底线|线)(?:是|为|定为|定在|改成|改为|提高到|降到|换成|变成|调到)|按照?|用|meet|meets|met|reach|reache[sd]|above|below|over|under|exceeds?|least|most|within|the|of|than|pass|hit)"
    r"[^\d，。？?,]{0,12}$",
    re.I,
)
_BEHIND = re.compile(
    r"^\s*(?:以上|以下|以内|之上|了?吗|没有?|的?(?:目标|标准|要求|指标|线|底线|红线)"
    r"|[^，。？?]{0,12}\b(?:target|standard|goal|line|or more))",
    re.I,
)
# A level of learning (学业水平), whose numeral the question may write in any way.
_LEVEL = re.compile(r"(?<![A-Za-z])(?P<numeral>IV|I{1,3}|V|[1-5一二三四五])\s*级")
_LEVELS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5}
_UNITS = {
    "percent": "%", "per cent": "%", "平方米": "㎡", "平米": "㎡", "平": "㎡", "m2": "㎡", "yuan": "元", "pupils": "人",
}  # fmt: skip
# Another place's standard is what one's own data are held against where its name stands behind such a word.
_AGAINST = (
    r"(?:达到|达得到|达不到|达成|满足|符合|够得?上|够|按照?|比照|对照|参照|根据|套用|拿|用|过得?了|超过|高于|低于|不如"
    r"|\b(?:meets?|met|reach(?:es|ed)?|against|by|under|hits?|pass(?:es)?|above|below|with|satisf(?:y|ies)))"
)


LEVEL = "级"
# Any number in digits but those of an order (第3, 前5, top 5), of a date or of a thing's name (12班, R4).
_ANY = re.compile(
    r"(?<![\d.A-Za-z第前后排])(?<!top )(?<!bottom )(?:\d+(?:,\d{3})+|\d+)(?:\.\d+)?(?![\d.A-Za-z]"
    r"|\s*(?:年|月|号|所|名|个|位|条|级|项|worst|best|lowest|highest|schools))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class NumberAsked:
    """A number as the question writes it, with its unit; "" where it writes none."""

    written: str
    value: Decimal
    unit: str


def numbers_asked(asked: Understanding) -> tuple[NumberAsked, ...]:
    """Return the numbers that a question holds the data against.

    >>> [str(one.value) for one in numbers_asked(Understanding("2024年巩固率达到98%了吗", "zh", "verdict"))]
    ['98']
    >>> numbers_asked(Understanding("2024年有3所学校不达标吗", "zh", "verdict"))
    ()
    """
    text = _without_names(asked)
    found = [*(_number(match, text) for match in _NUMBER.finditer(text)), *map(_level, _LEVEL.finditer(text))]
    return tuple(dict.fromkeys(one for one in found if one))


def _level(match: re.Match[str]) -> NumberAsked:
    numeral = match["numeral"]
    return NumberAsked(numeral, Decimal(_LEVELS.get(numeral) or int(numeral)), LEVEL)


def _without_names(asked: Understanding) -> str:
    """Return the question without the names of its schools and indicators: per 100 pupils is not given."""
    text = _without_schools(asked.question, asked.schools)
    for id in asked.indicators:
        for name in (name_of(id).zh, name_of(id).en):
            text = re.sub(re.escape(name), " ", text, flags=re.I)
    return re.sub(r"\bper (?:100|hundred)\b|每百名?", " ", text, flags=re.I)


def _without_schools(text: str, schools: Iterable[str]) -> str:
    for school in schools:
        text = text.replace(school, " ")
    return text


def _number(match: re.Match[str], text: str) -> NumberAsked | None:
    before, behind = text[: match.start()], text[match.end() :]
    unit = "%" if match["per"] else (match["unit"] or "").lower()
    bare_year = not unit and re.fullmatch(r"20\d\d", match["number"])
    if bare_year or re.match(r"\s*(?:项|所|门|班|版|年|国|级)", behind):
        return None
    if not (_BEFORE.search(before) or _BEHIND.match(behind)):
        return None
    written = match["number"].replace(",", "")
    return NumberAsked(written, Decimal(written), _UNITS.get(unit, unit))


def numbers_unused(asked: Understanding, used: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers of a question that an answer does not show; years and places in an order are none.

    >>> numbers_unused(Understanding("2024年官桥小学R4是4.6", "zh", "clause", bare="2024年官桥小学是4.6"), ("4.00",))
    ('4.6',)
    """
    text = _without_schools(asked.bare, asked.schools)
    found = [match[0].replace(",", "") for match in _ANY.finditer(text) if not re.fullmatch(r"20\d\d", match[0])]
    shown = {Decimal(one) for one in used}
    return tuple(one for one in found if Decimal(one) not in shown)


def holds_against(asked: Understanding, place: Place) -> bool:
    """Say whether a question takes the standard of a place as that which data are held against, not the place itself.

    达到乐清目标了吗 does; 乐清达到国家标准了吗 does not.
    """
    names = sorted({place.full_name, place.name, place.short, place.english}, key=len, reverse=True)
    name = "|".join(re.escape(one) for one in names if one)
    return bool(re.search(rf"{_AGAINST}(?:了|到|the|\s)*(?:{name})", asked.question, re.I))
