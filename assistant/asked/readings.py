"""Questions about the readings (口径) themselves: which is in use, what it rests on, what another would turn."""

import re

from calculators.choice import settings
from corpus.indicators import item_of
from corpus.terms import load_terms

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

# The items that a reading changes; of any other, 口径 asks how it is computed.
_OF_ITEMS = {"G3": ("rooms.kinds", "rooms.surplus", "relief_2019"), "G4": ("relief_2019",)}

# The words by which a question names a reading that is not the default: setting, value, words.
READING_WORDS = tuple(
    (id, value, re.compile(words, re.I))
    for id, value, words in (
        ("rooms.kinds", "sum",
         r"合计(?:算|口径|足额)?|加起来|加在一起"
         r"|\bsum\b|(?:taken|counted|added|reckoned) together|combined"),
        ("rooms.surplus", "every",
         r"每(?:一)?间(?:专用|音乐|美术|和)*(?:教室)?(?:的?面积)?(?:都|均)|间间"
         r"|\bevery room\b|\beach room\b"),
        ("include_private", "false",
         r"(?:不含|不算|不计|除去|剔除|不包括)民办|(?:without|excluding|except) private"),
        ("relief_2019", "true",
         r"过渡(?:性|期)?(?:放宽|规定|政策|口径|办法|标准)|(?<![不未没])(?<!不[按用依照])放宽(?:了|的)?(?:口径|规定|标准|条件|政策|办法|后|的?话)|(?<!不)(?:按|用|依|照)[^，。？?不]{0,8}放宽|"
         r"2019\s*年?版?的?(?:工作)?规程|\brelief\b|\b(?:relaxed|transitional) (?:standard|rule|reading|limit)s?\b"),
        ("rounding", "rounded",
         r"(?<!不)四舍五入(?:之?后|再|来?判|来?算|口径)|\b(?:once|when|if|after|on|as) (?:rounded|rounding)\b|"
         r"\brounded (?:values?|figures?|numbers?)\b"),
    )
)  # fmt: skip


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
        return named or _of_items(question)
    return named if named and _ABOUT.search(question) else ()


def _of_items(question: str) -> tuple[str, ...]:
    """Return the readings of the items that a question names; all where it names none."""
    items = dict.fromkeys(item_of(id) for id in load_terms().indicators(question))
    return tuple(id for item in items for id in _OF_ITEMS.get(item, ())) if items else tuple(settings())
