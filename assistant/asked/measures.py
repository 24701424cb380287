"""What a question measures schools by: the seven indicators, the 差异系数, and what a sheet counts."""

import re

from assistant.asked.groups import KINDS_OF_SCHOOL, group_in
from assistant.asked.items import topics_of
from assistant.asked.understanding import Understanding
from assistant.asked.want_words import any_of
from calculators.indicators import RESOURCES

# The item of the verdict that a measure belongs to.
ITEMS = {"size": "G4", "class_size": "G5", "oversize": "G5", "music": "G3", "art": "G3"}
# What a question measures by that names an item and no measure of it (which schools are too large).
_OF_ITEM = (("size", "G4"), ("class_size", "G5"))
# What schools are measured by besides the seven indicators.
MEASURES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("met_count", any_of(
        r"达标(?:的)?(?:指标|项)|(?:指标|项目?)(?:达标|合格)",
        r"\bindicators?\b.{0,12}\bmet\b|\b(?:meet|pass)\w* (?:the )?(?:most|fewest|least)\b")),
    ("oversize", any_of(
        r"超(?:大)?班额|超员班|(?<!最)大班额", r"\b(?:oversized?|overcrowded|too (?:large|big)) classes\b")),
    ("class_size", any_of(
        r"班额|最大的?班(?!级数)|最拥?挤的?班|班[^，。？?]{0,4}最?拥?挤|班级(?:学生|人)数|一个班|每班",
        r"\bclass(?:es)? sizes?\b|\blargest class(?:es)?\b")),
    ("classes", any_of(
        r"班级?(?:总?数|个数|最[多少])|(?:多少|几)个?(?:教学)?班(?!额)|班级?的?数量",
        r"\b(?:number of|most|fewest|how many) classes\b")),
    ("pupils", any_of("(?:小学|初中)生(?!均)", r"\b(?:primary|junior(?: secondary)?) pupils\b")),
    ("size", any_of(
        r"规模|在校生|学生|人数|人最[多少]|多少人|几个人|\d\s*人|最[大小]的?(?:[一二两三四五六七八九十几\d]*所|学校|小学|初中|中学|校)|(?:学校|小学|初中|校)最[大小]",
        r"\bpupils\b|\benrol\w*|\bstudents\b|\b(?:larg|bigg|small)est (?:\w+ ){0,3}schools?\b|\bschool sizes?\b"
        r"|(?<!class )\bsize limit\b")),
)  # fmt: skip
# How the indicators are called for short, once there is a sheet whose schools are measured by them.
SHORT: tuple[tuple[tuple[str, ...], re.Pattern[str]], ...] = (
    (("R1",), any_of("学历", r"\bqualif\w+")),
    (("R2",), any_of("骨干", r"\bbackbone\b")),
    (
        ("R3",),
        any_of(
            "(?:体育|音体美|体音美|体艺|艺体|艺术)[^，。？?]{0,6}(?:教师|老师|师资)",
            r"\b(?:art|music|sports?|PE)\b.{0,24}\bteachers?",
        ),
    ),
    (("R4",), any_of("用房|校舍|教学楼|房屋", r"\b(?:floor|teaching|classroom|building) (?:space|area)")),
    (("R5",), any_of("场馆|场地|操场|运动场|体育面积|体育馆", r"\bsports? (?:area|space|ground|venue|facilit)\w*")),
    (("R6",), any_of("设备|仪器", r"\bequipment\b")),
    (("R7",), any_of("多媒体|网络教室|电教", r"\bmultimedia\b")),
    (("R4", "R5"), any_of("生均面积|(?<!教室)(?<!每间)面积", r"\bareas?\b")),
)
ROOMS = {"music": any_of("音乐", "music"), "art": any_of("美术|绘画|画室", r"\bart\b|drawing")}
# A thing to measure by that is none of the measures: no other is put in its place.
ANOTHER = any_of(
    "生均|每百|人均|面积|教师|老师|设备|教室|电脑|图书|操场|宿舍|食堂|(?<!达标)率|比例|经费|工资|成绩|分数|质量",
    r"\bper pupil|\barea\b|\bteachers?\b|\brooms?\b|\bequipment\b|\b(?:rate|ratio|book|score)s?\b|\bpay\b",
)


def measures_asked(asked: Understanding) -> tuple[str, ...]:
    """Return what a question measures schools by; the 差异系数 stands before its indicators.

    >>> measures_asked(Understanding("在校生最多的学校", "zh", "clause"))
    ('size',)
    """
    text = without_names(asked)
    ids = list(resources_asked(asked))
    if "CV" in asked.indicators:
        return ("CV", *ids)
    if any(id.startswith("G3") for id in asked.indicators):
        ids += [kind for kind, named in ROOMS.items() if named.search(text)] or list(ROOMS)
    counted = next((id for id, named in MEASURES if named.search(text)), None)
    if counted and (not ids or counted == "met_count"):
        ids.append(counted)
    if ids or group_in(text) in KINDS_OF_SCHOOL:  # a limit has its own number for some kinds, and is not asked by them
        return tuple(ids)
    return tuple(measure for measure, item in _OF_ITEM if item in topics_of(asked))


def resources_asked(asked: Understanding) -> tuple[str, ...]:
    """Return the indicators that a question on schools names: by their terms, else for short.

    >>> resources_asked(Understanding("设备最差的学校", "zh", "clause"))
    ('R6',)
    """
    if found := tuple(id for id in RESOURCES if id in asked.indicators):
        return found
    if any(item[0] in "GQSV" for item in topics_of(asked)):
        return ()
    text = without_names(asked)
    return next((ids for ids, named in SHORT if named.search(text)), ())


def items_asked(asked: Understanding) -> tuple[str, ...]:
    """Return the items that a question on schools is about, those included that only a measure names (规模, 人数).

    >>> items_asked(Understanding("规模超了没有", "zh", "verdict"))
    ('G4',)
    """
    found = (*topics_of(asked), *(id for id in resources_asked(asked) if id not in asked.indicators))
    return found or tuple(dict.fromkeys(ITEMS[id] for id in measures_asked(asked) if id in ITEMS))


def without_names(asked: Understanding) -> str:
    """Return the question without the names of the schools in it."""
    text = asked.question
    for school in asked.schools:
        text = text.replace(school, " ")
    return text
