"""Questions that the county's own sheets answer though they name no verdict: what is open, what a form's item comes to.

A rule is asked for by words of its own (要求, 标准, 应当, 多少才); who, when and with which papers is in the documents.
"""

import re
from typing import Literal

from assistant.asked.items import topics_of
from assistant.asked.understanding import Understanding
from assistant.rules import patterns as words

WholeKind = Literal["evidence", "count", "open"]

# What a question about the whole verdict consists of; a question with other words in it is about something else.
_OVERALL = re.compile(
    r"县域|差在哪|来看|来说|[春秋]季(?:学期)?|这?张|没法|判不了|县|市|区|校|我们|咱们?|我|本|全|的|了|吗|嘛|么|呢|吧|没有?|是否|能否|能不能|是不是|有没有|能|可以|现在|目前|到底|总体|整体|总的|有|是|在|都"
    r"|结论|结果|情况|如何|怎么样|义务教育|优质均衡|均衡|发展|国家|认定|验收|评估|督导|要求|标准|各项|指标|所有|全部|下"
    r"|达标|合格|符合|满足|达到|通过|过关|达成|不|未|哪些|哪几|哪|多少|几|所|个|学|小|初|中|单位|列出|问题|存在|政府保障程度|教育质量|资源配置"
    r"|离|距离?|还差|差|还|什么|哪里|项目?|条|里面?|申报|申请|创建|定论|定|判定|判断|判|需要?|要|准备|补充?|提供|佐证|证明|材料|证据|缺少?|数据|待"
    r"|来看|来说|看来|薄弱|环节|在哪|短板|弱项|为什么|会|过|一共|总共|最|主要|和|与|以及|按照?|依照?|放宽|过渡[性期]?|政策|规定|规程|口径|合计|算|四舍五入|之?后|再|的话|(?:不[含计算]|剔除)民办|不加权|请|告诉|帮|看看?|一下|三十[一二]|\d+"
    r"|\b(?:does|do|is|are|can|will|our|the|my|this|county|district|city|sheet|data|meet|met|pass|passed|reach|comply|with"
    r"|all|fail|failed|failing|overall|national|standards?|requirements?|verdict|result|what|which|how|many|schools?"
    r"|ready|for|recognition|inspection|balanced|education|we|it|not|up|to|of|primary|junior|secondary|in|items?|still"
    r"|missing|left|open|undecided|evidence|needs?|needed|prepare|have|has|be|yet|s|apply|there|any|documents?|me|us"
    r"|weak|points?|weakness(?:es)?|where|doing|relief|relaxed|transitional|rules?|rounded|rounding|under|when|after|if|show|list|far|from|decided|short|why|on|how|doing|going|conclusion|outcome|summary|picture|whole|a)\b|\W",
    re.I,
)
_WHOLE: tuple[tuple[WholeKind, re.Pattern[str]], ...] = (
    ("evidence", re.compile(r"佐证|证明材料|哪些(?:材料|证据)|\bevidence\b", re.I)),
    ("count", re.compile(
        r"(?:几|多少)(?:项|个(?:项目|指标))|\bhow many (?:of the )?(?:\d+ )?(?:items|indicators)\b", re.I)),
    ("open", re.compile(
        r"定论|没法判|判不了|无法判|还差|离[^，。？?]{0,8}(?:差|多远|在哪)|差在哪|薄弱|短板|弱项|缺(?:少|什么|哪些)?[^，。？?]{0,4}数据|补[^，。？?]{0,4}数据|哪[几些]?项"
        r"|\bweak\w*\b|\bstill (?:missing|open|undecided|needed)\b|\bmissing\b|\bundecided\b", re.I)),
)  # fmt: skip
# A rule is asked for, whatever sheet there is.
_RULE = re.compile(
    r"要求|标准|规定|政策|文件|条文|办法|措施|应当?|应该|必须|须|至少|至多|最[多少低高]|上限|下限|不[低少高]于(?=[^，。？?吗]{0,6}(?:多少|几|\d|百分))|多少才|才[能算]|目标|要(?:达到|到)?(?:多少|几)"
    r"|\b(?:requir\w*|standards?|minimum|maximum|at (?:least|most)|limit|threshold|must|should|polic(?:y|ies)|rules?"
    r"|targets?|allowed)\b",
    re.I,
)
_PROCEDURE = re.compile(
    r"材料|手续|流程|程序|证件|申请|报名|办理|条件|怎么办|为什么|为何|谁|责任|部门|哪[里儿家]|什么时候|何时|哪年|多久|补贴|津贴|收费|交费|借读"
    r"|能不能|可以|可否|允许|怎么(?!算|判|来|得|样|计)|如何(?!计?算|判)|什么是|是什么|定义|区别"
    r"|\b(?:who|why|when|where|apply|documents?|papers|deadline|define[sd]?|can|may|how (?:do|can|should))\b",
    re.I,
)
_HOW = re.compile(
    r"(?:怎么|如何|怎样)[^，。？?]{0,3}(?:算|判|来|得|计)|计算过程"
    r"|\b(?:calculated|computed|worked out|arrived at|judged)\b",
    re.I,
)
_WANTS_VALUE = re.compile(
    r"多少|几|百分|比例|占比|[吗嘛么没吧]|怎么样|情况|如何|结果|率\W*$|有没有|是不是|是否|\b(?:what|how|is|are|do|does|has|have)\b",
    re.I,
)
_SMALL = re.compile(
    r"现在|目前|今年|去年|到底|是|的|有|没有?|都|全|了|吗|嘛|么|呢|多少|几|百分之|比例|占比|比|率|怎么样?|如何|怎样|算|出来|来|得|判|计算|达标|达到|合格|通过|够|高|低"
    r"|不|情况|结果|小学|初中|县|市|区|我们|我|本|校|个|所|请问|请|告诉|一下|哪些|人|教师|老师|学校|学生|孩子|公办|中|里|在|和|与|具备|齐|工资|待遇|完成|培训|学时|收入|公务员|配|存在|发生|过"
    r"|[a-z]+\d*|\d+|\W",
    re.I,
)
_SHEET_ITEMS = ("G6", "G7", "G8", "G9", "G11", "G12", "G13", "G14", "G15", "Q1", "Q2", "Q4", "Q9", "S1", "V1")


def whole_asked(asked: Understanding) -> WholeKind | None:
    """Return which part of the whole verdict a question wants: the evidence, the numbers of items, what is open.

    >>> whole_asked(Understanding("需要准备哪些佐证材料", "zh", "clause"))
    'evidence'
    """
    return next((kind for kind, pattern in _WHOLE if pattern.search(asked.question)), None)


def is_overall(asked: Understanding) -> bool:
    """Say whether a question is about the whole verdict, and not about a thing that no item covers."""
    if asked.places:
        return not asked.indicators and not _OVERALL.sub("", asked.bare)
    return not asked.indicators and not _OVERALL.sub("", asked.question)


def asks_how(asked: Understanding) -> bool:
    """Say whether a question asks how a number came about (怎么算的)."""
    return bool(_HOW.search(asked.question))


def asks_own_item(asked: Understanding) -> bool:
    """Say whether a question with a sheet at hand asks what an item of the county's verdict comes to.

    >>> asks_own_item(Understanding("轮岗率多少", "zh", "clause", indicators=("G11",), bare="率多少"))
    True
    >>> asks_own_item(Understanding("轮岗率要求多少", "zh", "clause", indicators=("G11",), bare="率要求多少"))
    False
    """
    if asked.places or asked.national or _RULE.search(asked.question) or _PROCEDURE.search(asked.question):
        return False
    if not set(topics_of(asked)) & set(_SHEET_ITEMS) and not asked.ids:
        return False
    if not _SMALL.sub("", asked.bare):
        return True
    money = bool(words.MONEY.search(asked.question))
    return bool(words.AMOUNT.search(asked.question) and _WANTS_VALUE.search(asked.question)) and not money


def asks_own_whole(asked: Understanding) -> bool:
    """Say whether a question with a sheet at hand asks for a part of the whole verdict (还有哪些没有定论)."""
    return not asked.places and whole_asked(asked) is not None and is_overall(asked) and not _strict(asked)


def _strict(asked: Understanding) -> bool:
    return bool(_RULE.search(asked.question)) and not asked.own
