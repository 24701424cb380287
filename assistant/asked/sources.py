"""Where the answer to a question stands, by its words: in the documents, or in the sheet that is at hand.

Only what asks for a rule, a term, a document, or who, when and how is put to the documents; what one's own schools come
to is never told in the words of another county.
"""

from assistant.asked.understanding import Understanding
from assistant.asked.want_words import any_of

_RULES = any_of(
    "要求|标准(?!差)|国标|规定(?!学历)|政策|文件|条文|条款|原文|办法|规程|方案|规划|措施|任务|目标|应当|应该?(?=[有是为达配设占]|$)|必须|须|至[少多]|[上下]限"
    r"|不[得能可应]?[低少高多超]于?(?=过?[^，。？?]{0,6}(?:多少|几|\d|百分))|最[多少大小高低](?:能|可|不|得|要|应|多少)",
    "多少才|才[能算行够可]|要(?:达到?|到|有|配|占|求)?(?:多[少大高]|几|百分)|需要?(?:达到?|有|配|多)|允许|否决|包括(?:什么|哪)|包含|区别",
    r"(?:每|多少|几)个?[^，。？?]{0,4}(?:班|人|学生)[^，。？?]{0,3}(?:配|设|建|算|折)",
    r"\b(?:requir\w*|standards?|minimum|maximum|at (?:least|most)|limits?|thresholds?|must|should|shall|polic(?:y|ies)"
    r"|rules?|targets?|goals?|allowed|permitted|need(?:s|ed)? to"
    r"|how (?:big|large|small|many) (?:\w+ ){0,4}(?:may|can))\b",
)
_TERMS = any_of(
    "什么(?:样的?)?[^，。？?]{0,4}才?算(?!出|得|法)|什么叫|啥叫|何谓|何为|什么是|意思|含义|定义|概念|指(?:的)?(?:是)?(?:什么|啥|哪)|是指|怎么理解|如何理解|解释一?下|一回事",
    r"\b(?:define[ds]?|definition|meaning|stands? for|what (?:is|are) an?|what counts as|same (?:thing )?as"
    r"|the same thing)\b"
    r"|\b(?:does|do|did)\b.{0,60}\bmean\b|\bmeant by\b|\bdifferen\w+ between\b",
)
_DOCUMENTS = any_of(
    "文件|条文|附件|文号|\\d+号文?|资料|哪[一]?[条款章节](?:规定|说|写)?",
    r"\b(?:documents?|clauses?|annex|sources?|files?)\b",
)
# Who does what, when, with which papers, and how a thing is done; how a figure was computed is another matter.
_PROCEDURE = any_of(
    "由谁|谁(?=来?(?:负责|管|牵头|批|定|发|认定|组织|评|监|审|验收))|哪个?(?:部门|单位|科室)|责任|负责|牵头|主管",
    "什么时候|什么时间|何时|哪一?[年月天]|几[月号]|多久|期限|截止|第几年",
    "材料(?!数)|手续|流程|程序|步骤|证件|申请|报名|办理|怎么办|补贴|津贴|收费|缴费|借读|处罚|投诉",
    "(?:怎么|如何|怎样|咋)(?:办|做|认定|申|推|消|化解|加强|建|解决|安排|拨|评(?!价我)|报|配|选|分|管|落实|交流|轮岗|培训|发|实施|组织|开展|提高|提升|保障|处理|改|补|核定|统计|界定|划|监|验收|入学|招)",
    "每(?:周|天|日|学期|学年)[^，。？?]{0,8}[几多]",
    r"\bwho (?:is|are|does|appoints?|decides?|pays?|approves?|checks?|inspects?|must|should|will|can)\b"
    r"|\bwhen\b|\bdeadlines?\b|\bappl(?:y|ication)\b|\bpapers\b|\bprocedures?\b|\bresponsib\w+"
    r"|\bwhat happens (?:if|when)\b"
    r"|\bhow (?:can|should|must|to|do (?:i|you)|is .{1,40} (?:done|decided|assigned|allocated|funded))\b",
)
# How much is required, though no word says rule: 要达到百分之几, 最少多少, 几个班配一间.
_NORM = any_of(
    "最[多少大小高低]?[少低多高](?:得|要)?(?:多少|几)(?:人|平|间|名|元|百分)|要(?:达到|达|到)(?:多少|几|百分)|(?<![超过于出])[上下]限(?=是|为|多|[?？]?$)",
    "(?:每|多少|几)个?(?:班|人|学生)[^，。？?]{0,4}(?:配|设|建)[^，。？?]{0,2}[一1几多]|应?该(?:有|配|达到?)(?:多少|几)",
    "(?:可以|可不可以|可否|准许|允许)(?!达标|合格|通过|过关|达到|满足|算|判|看|吗|吧|了)",
    r"\bhow (?:many|much|big|large|small) (?:\w+ ){0,5}(?:may|must|should|can|allowed)\b",
)
# Any word that asks, or says what a thing comes to. A topic alone has none.
_ASKS = any_of(
    r"[吗嘛么呢吧?？几谁哪]|多少|什么|如何|怎|是否|有没有|有无|能不能|[是够超缺差不没]|率|比例|占比|数量|总数|人数|合计|共|最|平均|第|倒数|名次|排|结论|结果|总体|整体|情况|达标|合格|通过|过关"
    r"|\b(?:how|what|which|who|is|are|do|does|did|has|have|any|rate|share|number|total|list|show|give|tell)\b"
)


def asks_the_documents(asked: Understanding) -> bool:
    """Say whether a question asks for a rule, a term, a document, or who, when and how.

    >>> asks_the_documents(Understanding("音乐教室要多大", "zh", "clause"))
    True
    >>> asks_the_documents(Understanding("达标率是多少", "zh", "clause"))
    False
    """
    text = asked.question
    return asked.national or any(one.search(text) for one in (_RULES, _TERMS, _DOCUMENTS, _PROCEDURE))


def asks_a_term(asked: Understanding) -> bool:
    """Say whether a question asks what a word means, or whether two are the same."""
    return bool(_TERMS.search(asked.question))


def asks_a_norm(asked: Understanding) -> bool:
    """Say whether a question asks how much is required, whatever one's own schools come to.

    >>> asks_a_norm(Understanding("多少个班配一间美术教室", "zh", "clause"))
    True
    """
    return bool(_NORM.search(asked.question))


def asks_how_it_is_done(asked: Understanding) -> bool:
    """Say whether a question asks who does a thing, when, with which papers or how."""
    return bool(_PROCEDURE.search(asked.question))


def is_a_topic(asked: Understanding) -> bool:
    """Say whether a question only names a matter, and asks nothing of it: 集团化办学.

    >>> is_a_topic(Understanding("集团化办学", "zh", "clause")), is_a_topic(Understanding("升学率", "zh", "clause"))
    (True, False)
    """
    return not _ASKS.search(asked.question)
