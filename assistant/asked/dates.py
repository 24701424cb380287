"""Years as people say them (明年, 二〇二五年, 到25年), as the digits that the rest of the questions is read by."""

import re
from collections.abc import Mapping

# Beside the current year: what is to come, and the year itself. 去年 and 往年 may mean the sheet of the year before.
_COMING: Mapping[str, int] = {
    "今年": 0, "本年度": 0, "明年": 1, "后年": 2, "this year": 0, "next year": 1, "the year after next": 2,
}  # fmt: skip
_PAST: Mapping[str, int] = {"大前年": -3, "前年": -2, "去年": -1, "last year": -1, "the year before last": -2}
# 以前年度 and 过去年份 name no year.
_PAST_WORDS = re.compile(
    r"大前年|(?<![以此之从])前年(?![度份])|(?<!过)去年(?![份])|\blast year\b|\bthe year before last\b", re.I
)
_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_CHINESE = re.compile(r"二[〇○零][〇○零一二三四][〇○零一二三四五六七八九](?=年)")
# 25年 is a year where a word before it or behind it says so, else a length of time (25年教龄).
_SHORT = re.compile(
    r"(?:(?<=[到至按用])|(?<=按照)|(?<=换成)|(?<=改成))(?P<to>[2-4]\d)年(?!教龄|经验|以上|以内|后|来|时间)"
    r"|(?<![\d第.])(?P<of>[2-4]\d)年(?=底|末|年底|的?(?:目标|标准|要求|指标|规定))"
)


def plain_years(question: str, this_year: int) -> str:
    """Return a question with its years as four digits. 去年 stays: the sheet of another year may be meant by it.

    >>> plain_years("明年的目标，到25年呢，二〇二七年呢", 2024)
    '2025年的目标，到2025年呢，2027年呢'
    >>> plain_years("有25年教龄的教师", 2024)
    '有25年教龄的教师'
    """
    text = _CHINESE.sub(lambda match: match.group().translate(_DIGITS), question)
    text = _SHORT.sub(lambda match: f"20{match['to'] or match['of']}年", text)
    return _coming().sub(lambda match: _written(match.group(), this_year), text)


def past_year(question: str, this_year: int) -> int | None:
    """Return the year that 去年 or last year means, where a question says so.

    >>> past_year("去年的要求", 2026), past_year("以前年度的要求", 2026)
    (2025, None)
    """
    found = _PAST_WORDS.search(question)
    return this_year + _PAST[found.group().lower()] if found else None


def _coming() -> re.Pattern[str]:
    words = sorted(_COMING, key=len, reverse=True)
    return re.compile("|".join(rf"\b{word}\b" if word.isascii() else word for word in words), re.I)


def _written(word: str, this_year: int) -> str:
    year = this_year + _COMING[word.lower()]
    return f"in {year}" if word.isascii() else f"{year}年"
