"""Remarks in a heading: what says no more than the heading itself is dropped, all else is kept to be asked about.

在校生数（人，必填） counts what 在校生数 counts; 在校生数（含学前） and 体育教师（兼职） do not.
"""

import re
from dataclasses import dataclass

UNITS = "人|名|位|个|班|间|所|m2|平方米|平米|亩|公顷|万m2|万平方米|万平米|元|百元|千元|万元|百万元|千万元|亿元|年"
OTHER_UNIT = re.compile(r"[^()]*[/每]生|%|[台件套册]+|[台件套][/、][台件套]")
# All that a remark may say without changing what is counted.
HARMLESS = re.compile(
    "|".join(
        (
            rf"(?:单位[:]?)?(?:{UNITS})?|金额",
            "计|合计|小计|总计|总数|总|共计|数|数量|面积|人数|个数|间数|班数|班级数|学生数|全校|全部|含|义务教育(?:阶段)?",
            "专任|专职|在岗|在册|账面|原值|账面原值",
            "现有|已有|实有|实际|目前|当前|本(?:学)?年度?|本学期",
            r"整数|保留(?:整数|[一二两三四\d]位小数)|填?数字|填报?|请?填写|必填|必须填写|选填|可不填",
            "(?:自动|系统)(?:计算|生成|汇总|导入)|公式",
            r"(?:请|详)?见(?:填[表报写])?(?:说明|备注|附注|注)?\d*|注\d*|列?\d{1,2}|[一二三四五六七八九十]|[A-Za-z]",
            r"[A-Za-z\d]{1,2}(?:[-=+*/][A-Za-z\d]{1,2})+|(?:例)?如\d.*",
            "(?:多间|逐间|分别|各间|每间)*(?:请?用?[顿逗分]号(?:分开|分隔|隔开)|分?别?填写?)|逐间|分别|各间|每间",
        )
    )
)
BETWEEN = re.compile("[,、;/]|和|及")
OPENING, CLOSING = "[【〔{", "]】〕}"
ROUND = str.maketrans(OPENING + CLOSING, "(" * len(OPENING) + ")" * len(CLOSING))
BRACKETS = re.compile(r"\(([^()]*)\)")
COUNTS_IN = "不包含|不包括|不含|不计|不算|已?扣除|除去|包含|包括|含"
LEAVES_OUT = re.compile("不包含|不包括|不含|不计|不算|已?扣除|除去")
STAGES = "(?:普通)?(?:小学|初中|初级中学|高中)|普高"
HALL = "(?:室内)?(?:体育|运动)(?:运动)?(?:活动)?(?:用房|场馆|馆|室)|场馆|馆|风雨操场"
HALLS = rf"(?:{COUNTS_IN})(?:{HALL})(?:[、及和](?:{HALL}))*(?:的)?(?:面积|部分)?"
BEFORE = re.compile(rf"^((?:{COUNTS_IN})(?:(?:{STAGES})(?:阶段|学段|部|段)?|{HALL}))的?(?=.)(.+)$")
BEHIND = re.compile(rf"(?<=.)[(,;]?((?:其中)?(?:{COUNTS_IN})[^()]+)\)?$")
# Words that make it another number altogether, which no column of numbers is unless it is about them.
NEVER = re.compile(
    "生均|每百|每生|每个|平均|比例|占比|百分比|率$|是否|达标|标准化|计划|拟建|拟|新增|需|缺|女|毕业生|毕业人数|招生|寄宿|"
    "年级|学前|幼儿|随迁|留守|残疾|去年|上年|上学年|危房|租借|临聘|编外|代课|兼职|退休|备注"
)
# Words in any part of a path, in brackets or not, that make the numbers others than those of the heading's own words.
OTHER_NUMBERS = re.compile(
    "[去上]一?学?年|在建|待建|续建|规划|预计|预测|目标|应配|应有|应设|核定|需求|空缺|缺口|外聘|返聘|支教|租用|租赁|"
    "借用|出租|闲置|停用|增减|增加|减少|核[减增]|净增|增长|增幅|变化|变动|差[额值距]|同比|环比|"
    "新建(?![区县])|[改扩翻重]建|改造|拆除|调整[前后]|上报|申报|预算|学籍|校外|民办|最低|底线|"
    "(?<![超于过出])(?:标准|要求)(?!班|学历)"
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What a bracket says, and the words that it stands in: `wordings` are those that would say the same in one."""

    text: str
    wordings: tuple[str, ...]


def bracketed(text: str) -> str:
    """Put what a heading counts in or leaves out into brackets, where it stands there without.

    >>> bracketed("在校生数不含高中"), bracketed("含体育馆的运动场地面积")
    ('在校生数(不含高中)', '运动场地面积(含体育馆)')
    """
    return BEHIND.sub(r"(\1)", BEFORE.sub(r"\2(\1)", text.translate(ROUND)))


def hall_word(remark: str) -> str:
    """Return 净 where indoor sports rooms are left out of an area, 含馆 where they are counted in, else ""."""
    if remark == "馆":
        return "馆"
    if re.fullmatch(HALLS, remark) is None:
        return ""
    return "净" if LEAVES_OUT.match(remark) else "含馆"


def is_harmless(remark: str) -> bool:
    """Whether a remark is a unit, a note on how to fill it in, or says no more than the heading."""
    return OTHER_UNIT.fullmatch(remark) is not None or all(map(HARMLESS.fullmatch, BETWEEN.split(remark)))


def is_stage(remark: str) -> bool:
    """Whether a remark names nothing but stages.

    >>> is_stage("小学部"), is_stage("不含高中")
    (True, False)
    """
    one = rf"(?:{STAGES})(?:教育)?(?:阶段|学段|部|段)?"
    return re.fullmatch(rf"{one}(?:[、,/及和]{one})*|中小学", remark) is not None


def unit_in(remark: str) -> str:
    """Return the unit that a remark names, alone or before others: （万元，保留两位小数）, or ""."""
    found = (re.fullmatch(rf"(?:单位[:]?)?({UNITS})", piece) for piece in (remark, *BETWEEN.split(remark)))
    return next((one.group(1) for one in found if one), "")


def wordings_of(before: str, remark: str, after: str) -> tuple[str, ...]:
    """Return the words around a remark with it: as it stands, without its brackets, and before the rest."""
    before, after = BRACKETS.sub("", before), BRACKETS.sub("", after)
    return f"{before}({remark}){after}", f"{before}{remark}{after}", f"{remark}{before}{after}"
