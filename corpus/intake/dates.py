"""Dates as Chinese documents write them: 2023年10月9日, 二○二三年十月九日, 2023-10-09."""

import re
from datetime import date

_HAN_DIGITS = "○一二三四五六七八九"
_ZEROS = str.maketrans("〇零ＯOo０◯", "○○○○○○○")
_HAN_YEAR = r"[一二][○〇零ＯOo０◯一二三四五六七八九]{3}"
_HAN_SMALL = r"[一二三四五六七八九十]{1,3}"
_DATE = (
    rf"(?:(?P<year>(?:19|20)\d\d|{_HAN_YEAR})\s*年\s*(?P<month>\d{{1,2}}|{_HAN_SMALL})\s*月\s*(?P<day>\d{{1,2}}|{_HAN_SMALL})\s*日"
    r"|(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?!\d))"
)
DATE = re.compile(_DATE)
DATE_LINE = re.compile(rf"[（(]?\s*{_DATE}\s*[）)]?")


def date_of(text: str) -> str | None:
    """Return the first real date in the text as YYYY-MM-DD, or None.

    >>> date_of("二○二三年十月二十九日"), date_of("2021 年 2 月 30 日")
    ('2023-10-29', None)
    """
    for match in DATE.finditer(text):
        if found := _date(match):
            return found
    return None


def last_date_of(text: str) -> str | None:
    """Return the latest real date in the text: that of the version, where a law names when it was passed and revised.

    >>> last_date_of("（1986年4月12日通过 2006年6月29日修订）")
    '2006-06-29'
    """
    return max((found for match in DATE.finditer(text) if (found := _date(match))), default=None)


def year_of(text: str) -> int | None:
    """Return the year written in figures or Chinese digits, or None.

    >>> year_of("二○二三"), year_of("2023"), year_of("去年")
    (2023, 2023, None)
    """
    return _year(text) if re.fullmatch(rf"\d{{4}}|{_HAN_YEAR}", text) else None


def _date(match: re.Match[str]) -> str | None:
    year, month, day = (match[name] or match[name[0]] for name in ("year", "month", "day"))
    try:
        return date(_year(year), _small(month), _small(day)).isoformat()
    except ValueError:
        return None


def _year(written: str) -> int:
    digits = written.translate(_ZEROS)
    return int("".join(str(_HAN_DIGITS.index(one)) if one in _HAN_DIGITS else one for one in digits))


def _small(written: str) -> int:
    """Return 1…99 from figures or Chinese digits."""
    if written.isdecimal():
        return int(written)
    tens, ten, ones = written.rpartition("十")
    if len(tens) > 1 or len(ones) > 1:
        raise ValueError(written)
    units = _HAN_DIGITS.index(ones) if ones else 0
    return ((_HAN_DIGITS.index(tens) if tens else 1) * 10 if ten else 0) + units
