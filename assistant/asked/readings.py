"""Questions about the readings (口径) themselves: which is in use, what it rests on, what another would turn."""

import re

from calculators.choice import settings

# What a question about readings says of them; 合计算够吗 asks under a reading, 能不能合计算 asks about one.
_ABOUT = re.compile(
    r"影响|改变|变化|变成|翻转?|能不能|能否|可不可以|可以|允许|该不该|要不要|需不需要|应不应该"
    r"|算不算|计不计|是否|是不是|还是|怎么(?:算|处理|取|判)|如何(?:算|处理|取|判)|算进|计入|适用"
    r"|\b(?:do|does|can|could|may|should|would|will|is|are|how)\b.{0,60}\b(?:count|counted|change|affect|matter|turn|flip"
    r"|round|rounded|combined|added|together|apply|applies|allowed)\b",
    re.I,
)
_VERDICT = re.compile(r"达标|够|合格|不足|多少|\b(?:pass|meet|met|enough|suffice)\b", re.I)
_TURNING = re.compile(r"影响|改变|变化|变成|翻转?|\b(?:change|affect|matter|turn|flip)s?\b", re.I)
_READING = re.compile(
    r"(?<!计算)(?<!统计)(?<!核算)口径|\b(?:which|what|other|another|different) (?:readings?|interpretations?)\b"
    r"|\breadings? (?:is|are)\b",
    re.I,
)
_ASKS_READING = re.compile(
    r"什么|哪|怎么|是否|会|吗|影响|改变|变|不同|默认|依据|列|有没有|\b(?:which|what|would|does|do|is|are)\b", re.I
)
_SETTINGS = {
    "rooms.kinds": re.compile(
        r"(?:音乐|美术|专用教室|教室)[^，。？?]{0,14}(?:合计|合并|合起来|加起来|加在一起|一起算|合在一起|分开|分别|各自|共用)"
        r"|\b(?:music|art|rooms?)\b.{0,40}\b(?:together|combined|added|apart|separately|sum)\b",
        re.I,
    ),
    "rooms.surplus": re.compile(
        r"多(?:出|余)的?[^，。？?]{0,6}教室|每(?:一)?间[^，。？?]{0,10}(?:都|均)"
        r"|\b(?:every|each|surplus|extra) rooms?\b",
        re.I,
    ),
    "include_private": re.compile(
        r"(?:民办|私立)[^，。？?]{0,12}(?:算|计不计|计入|计算|纳入|排除|剔除|影响|改变|包括|不含)"
        r"|(?:算不算|计不计|不[含算计]|计入|包括|纳入)[^，。？?]{0,4}(?:民办|私立)"
        r"|\bprivate\b.{0,30}\b(?:count(?:ed)?|includ\w*|exclud\w*|matter|change)\b|\bcount(?:ing)? private\b",
        re.I,
    ),
    "relief_2019": re.compile(r"放宽|过渡(?:性|期)|2019\s*年?版?的?(?:工作)?规程|\brelief\b|\btransitional\b", re.I),
    "rounding": re.compile(r"四舍五入|进位|取整|保留[^，。？?]{0,3}小数|\bround(?:ed|ing|s)?\b", re.I),
}


def readings_asked_about(question: str) -> tuple[str, ...]:
    """Return the ids of the readings that a question is about, all where it speaks of readings as such; else none.

    >>> readings_asked_about("音乐美术教室能不能合计算")
    ('rooms.kinds',)
    >>> readings_asked_about("音乐美术教室合计算够吗"), readings_asked_about("不含民办，小学差异系数是多少")
    ((), ())
    """
    if _VERDICT.search(question) and not _TURNING.search(question):
        return ()
    named = tuple(id for id, words in _SETTINGS.items() if words.search(question))
    if _READING.search(question) and _ASKS_READING.search(question):
        return named or tuple(settings())
    return named if named and _ABOUT.search(question) else ()
