"""Understanding a question: language, places, stage, indicators, year, and whether it asks for a rule or for a verdict.

Built from the term list, the gazetteer and a few patterns; no model. What is not said stays None: nothing is guessed.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.asked.readings import READING_WORDS
from assistant.asked.schools import schools_named
from corpus.bilingual import Language
from corpus.model import JUNIOR, PRIMARY, STAGES, Stage
from corpus.places import Gazetteer, Place
from corpus.terms import Terms

Intent = Literal["help", "verdict", "which", "value", "clause"]

_HAN = re.compile("[㐀-鿿]")
# A short question around a Chinese name (and 南安?) is in the language of its other words.
_OPENS_ENGLISH = re.compile(
    r"\W*(?:and|or|but|what|how|why|which|does|do|is|are|in|for|at|list|show|compare|rank|tell|give|explain)\b", re.I
)
_CHINESE_WORDS = re.compile(r"[吗呢么嘛的是哪几什怎为]|多少")
STAGE_WORDS = {
    PRIMARY: r"小学|\b(?:primary|elementary)\b",
    JUNIOR: r"初中|初级中学|\b(?:junior|lower)(?: (?:secondary|high|middle))\b|\bjunior\b|\bmiddle schools?\b",
}
_STAGE = {stage: re.compile(words, re.I) for stage, words in STAGE_WORDS.items()}
_SCHOOL_NAME = re.compile(r"[一-鿿]{2,12}?(?:小学|中学|学校|教学点)")
_ENDS_CHINESE = re.compile(r"[吗呢么嘛]\W*$")
# 2000 is rather a number of 元 or pupils, unless 年 stands behind it.
_YEAR = re.compile(
    r"(?<![\d.])(2000(?=\s*年)|20(?:0[1-9]|[1-4]\d))(?!\d|\s*(?:[元人所间个名平㎡]|yuan|pupils|students))"
)
_NATIONAL = re.compile(r"国家|全国|国标|national", re.I)
_OWN = re.compile(
    r"我们|咱|我(?:县|市|区|校)|本(?:县|市|区|校)|(?:这|上传|提交)(?:张|份|个)?的?(?:表|数据)|全(?:县|区)"
    r"|\b(?:our|ours|we|us|my|uploaded|this (?:sheet|file|table|county|school))\b",
    re.I,
)
_YES_NO = re.compile(
    r"够不够|超没超|超不超|(?:达标|合格|符合|满足|达到|达得到|通过|超标|超限|超|过关|够)[^，。？?]{0,8}?(?:吗|嘛"
    r"|么|没有|[了的]没|与否)"
    r"|(?:是否|是不是|能否|能不能|有没有|够不够)[^，。？?]{0,12}?(?:达标|合格|符合|满足|达到|通过|超|过)"
    r"|(?:为什么|为啥|怎么)(?:不|没有?|未)(?:达标|合格|达到|通过)"
    r"|^(?:do|does|did|is|are|has|have|can|will|why)\b.{0,80}?"
    r"\b(?:meets?|met|compl(?:y|ies|iant)|satisf(?:y|ies)|pass(?:es)?|reach(?:es)?|fails?|failing|short|below|exceeds?"
    r"|over|within|oversized?|lack(?:s|ing)?|enough|adequate|balanced|too (?:big|large|many|small|few))\b",
    re.I,
)
_WHICH = re.compile(
    r"(?:不达标|未达标|没达标|不合格|不足|不够|超标)的[^，。？?]{0,8}(?:几|多少|哪)|(?:列出"
    r"|列举)[^，。？?]{0,12}(?:不达标|不合格|问题)|"
    r"(?:哪些|哪几所|哪所|多少所|几所)[^，。？?]{0,18}?(?:达标|不足|不够|缺|超|没达|未达|低于|不合格)"
    r"|^(?:which|how many|where)\b.{0,60}?\b(?:schools?|classes)\b.{0,60}?"
    r"\b(?:meet|pass|reach|fail|short|below|exceed|over|lack|missing|too)\w*\b",
    re.I,
)
_RULE = re.compile(
    r"(?:要|须|必须|应当?|需要?|才能?|怎样|如何)[^，。？?]{0,8}?(?:达标|达到|符合|满足|通过|合格)|要求|标准"
    r"|(?<!高于)规定|政策|文件"
    r"|至少|最多|最低|最高|上限|下限|要多|应该|指什么|是什么|怎么算|如何计算"
    r"|\b(?:requirement|required?|standard|minimum|maximum|at least|at most|limit|threshold|must|should|policy|rule)"
    r"s?\b",
    re.I,
)
_HELP = re.compile(r"^(?:你好|您好|hi|hello|help|帮助|怎么用|你(?:能|会|可以)(?:做|干|回答)(?:什么|啥)).{0,12}$", re.I)
# An item by its id (Q9达标吗, G8怎么判的).
ITEM_ID = re.compile(r"(?<![A-Za-z0-9.])(R[1-7]|CV|G(?:1[0-5]|[1-9])|Q[1-9]|S1|V1)(?![A-Za-z0-9]|\.\d)", re.I)


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a question says. `places` are the most specific ones named.

    `schools` stand in the session's sheet; `unknown_schools` are named as schools and do not. `bare` is what is left of
    the question without its places and the terms of the field. `typed` is what the user wrote where `question` was made
    of it: `rewritten` says that the turn before completed it, `unclear` that it could not.
    """

    question: str
    language: Language
    intent: Intent
    places: tuple[Place, ...] = ()
    national: bool = False
    stage: Stage | None = None
    indicators: tuple[str, ...] = ()
    year: int | None = None
    own: bool = False
    rule: bool = False
    schools: tuple[str, ...] = ()
    unknown_schools: tuple[str, ...] = ()
    bare: str = ""
    ids: tuple[str, ...] = ()
    typed: str = ""
    rewritten: bool = False
    unclear: bool = False


def plain(text: str) -> str:
    """Return a text in half width and without what cannot be seen, as questions are read."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")


def language_of(text: str) -> Language:
    """Return zh when a text holds Chinese words beyond a quoted term, else en.

    >>> language_of("Does our county meet the 差异系数 limit?"), language_of("and 南安?"), language_of("G3")
    ('en', 'en', 'zh')
    """
    if _ENDS_CHINESE.search(text):
        return "zh"
    words = re.findall(r"[A-Za-z]{2,}", text)
    text = _SCHOOL_NAME.sub("校", text) if len(words) > 1 else text
    han = len(_HAN.findall(text))
    if not han:
        return "en" if any(word != word.upper() for word in words) else "zh"
    if (len(words) > han / 2 and len(words) > 1) or (_OPENS_ENGLISH.match(text) and not _CHINESE_WORDS.search(text)):
        return "en"
    return "zh"


def understand(
    question: str,
    gazetteer: Gazetteer,
    terms: Terms,
    *,
    language: Language | None = None,
    schools: tuple[str, ...] = (),
) -> Understanding:
    """Read a question. `schools` are the school names of the session's sheet."""
    text = plain(question)
    named = schools_named(text, schools)
    places = _most_specific(gazetteer, named.rest)
    ids = tuple(dict.fromkeys(id.upper() for id in ITEM_ID.findall(named.rest)))
    return Understanding(
        question=text,
        language=language or language_of(text),
        intent=_intent(text),
        places=places,
        national=bool(_NATIONAL.search(text)),
        stage=_stage(_without_strangers(named.rest, named.unknown) if schools else text),
        indicators=tuple(dict.fromkeys((*terms.indicators(text), *ids))),
        year=next(iter(years_in(_without_readings(text))), None),
        own=bool(_OWN.search(text)),
        rule=bool(_RULE.search(text)),
        schools=named.known,
        unknown_schools=named.unknown if schools else (),
        bare=terms.without(ITEM_ID.sub(" ", without_places(text, places))),
        ids=ids,
    )


def years_in(text: str) -> tuple[int, ...]:
    """Return the years that a question names, in its order.

    >>> years_in("2022、2025和2027年的目标，不是2000元")
    (2022, 2025, 2027)
    """
    return tuple(int(year) for year in _YEAR.findall(text))


def without_places(text: str, places: Sequence[Place]) -> str:
    """Return a text without the names of some places."""
    names = {name for place in places for name in (place.full_name, place.name, place.short, place.english)}
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(re.escape(name), " ", text, flags=re.I)
    return text


def _intent(text: str) -> Intent:
    """Tell apart: a verdict (达标吗), a list (哪些学校), a value of one's own (我们县的差异系数), the rules."""
    if _HELP.search(text.strip()):
        return "help"
    if _WHICH.search(text):
        return "which"
    if _YES_NO.search(text) and not re.search(r"要[^，。？?]{0,6}达到吗", text):
        return "verdict"
    return "clause" if _RULE.search(text) else "value" if _OWN.search(text) else "clause"


def _without_strangers(text: str, names: Sequence[str]) -> str:
    """Return a text without names of schools: 石井小学 in it says nothing of a stage."""
    for name in names:
        text = text.replace(name, " ")
    return text


def _without_readings(text: str) -> str:
    """Return a text without the readings that it names: 按2019年放宽 asks for no year."""
    for _, _, words in READING_WORDS:
        text = words.sub(" ", text)
    return text


def _stage(text: str) -> Stage | None:
    named: list[Stage] = [stage for stage in STAGES if _STAGE[stage].search(text)]
    return named[0] if len(named) == 1 else None


def _most_specific(gazetteer: Gazetteer, text: str) -> tuple[Place, ...]:
    found = gazetteer.find(text)
    above = {ancestor.code for place in found for ancestor in gazetteer.ancestors(place)}
    return tuple(place for place in found if place.code not in above)
