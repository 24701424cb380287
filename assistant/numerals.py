"""Quantities in every dress, so that none slips into a sentence outside a slot.

Digits of any script, Chinese numerals, fractions, multiples and English number words count. Words of the field that
only look like numbers (一贯制, 双减, 统一 …) are let through by a closed list.
"""

import re
import unicodedata
from itertools import groupby

# Words in which a numeral character is no quantity. Closed: what is not here is a quantity.
HARMLESS_ZH = (
    "九年一贯制", "十二年一贯制", "一贯制", "双减", "四统一", "两为主", "两纳入", "双师型", "五育",
    "统一", "一致", "一并", "一起", "一样", "一般", "一定", "一经", "一律", "一旦", "唯一", "逐一", "之一", "万一",
    "一方面", "另一方面", "同一", "一同", "一直", "一次性", "进一步", "第三方", "三通两平台", "一票否决",
)  # fmt: skip
_HARMLESS = re.compile("|".join(sorted(map(re.escape, HARMLESS_ZH), key=len, reverse=True)))
_CHINESE = re.compile(
    "[零〇一二两三四五六七八九十百千万亿廿卅壹贰叁肆伍陆柒捌玖拾佰仟萬億双俩仨几]"
    "|半(?![年日天价边径球岛])|翻番|倍|过半|多数|大半|成(?=以上|以下|左右)"
)
_ENGLISH = re.compile(
    r"\b(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|billion|dozen|dozens"
    r"|half|halves|third|thirds|quarter|quarters|once|twice|thrice|double|triple|couple|majority|most|percent|per\s?cent"
    r"|first|second|fourth|fifth|sixth|seventh|eighth|ninth|tenth|several)s?\b",
    re.IGNORECASE,
)
_SIGNS = frozenset("%‰％∞")


def quantities(text: str) -> list[str]:
    """Return every quantity in a text; an empty list when there is none.

    >>> quantities("九年一贯制学校都达标")
    []
    >>> quantities("约五成，还差12间")
    ['五', '12']
    """
    harmless = _HARMLESS.sub(" ", text)
    words = [match.group() for pattern in (_CHINESE, _ENGLISH) for match in pattern.finditer(harmless)]
    return words + ["".join(run) for numeric, run in groupby(harmless, key=_is_numeral) if numeric]


def _is_numeral(char: str) -> bool:
    """Say whether Unicode calls a character a number (of any script), or it is a sign of one."""
    return unicodedata.category(char) in {"Nd", "Nl", "No"} or char in _SIGNS
