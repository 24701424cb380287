"""What shows that a question leaves something unsaid: bare connectives, and predicates without a subject.

Both are closed lists: a question with any other word in it is complete in itself, and stays as it is.
"""

import re
from dataclasses import dataclass
from typing import Literal

Predicate = Literal[
    "why",
    "how",
    "which",
    "count",
    "short",
    "verdict",
    "value",
    "required",
    "rank",
    "list",
    "drivers",
    "years",
    "floor",
    "contrast",
]

# Behind a complete question these ask for more of it (达标吗，为什么).
ADDED: tuple[Predicate, ...] = ("why", "list", "floor")
# These ask about the whole verdict where the question names whom it is about (我们县达标吗).
WHOLE: tuple[Predicate, ...] = ("which", "count", "verdict", "rank", "drivers", "years")

_MARK = re.compile(
    r"^\W*(?:那么?|换成?|改成?|改为|换为|再|还有|以及|如果是|要是|(?:and|or|but|then|so|what about|how about"
    r"|now)\b)|呢\W*$|^\W*(?:只|光|单)看",
    re.I,
)
_SWITCH = re.compile(
    r"换成?|换为|改成?|改为|改用|按照?|依照?|如果[是按用]?|要是|用|\b(?:use|using|change|switch|under|by|if)\b", re.I
)
_CONNECTIVE = re.compile(
    r"那么|那|呢|吧|啊|呀|哦|嘛|请问|再|也|还有|还|以及|和|与|跟|换成|换为|改成|改为|改用|换|改|如果|假如|要是|按照"
    r"|按|依照|用|看看|看一下|看|查一下|查查|查|说说|说"
    r"|的话|来看|来说|而言|方面|对于|对|关于|至于|在|到|同样|一样|是|只|仅|光|单独|单|阶段|学段|口径|时候?|则|给|我"
    r"|的|里|中|又|怎么样|如何|情况|算|后|下|学校|底|就"
    r"|\b(?:and|or|but|then|so|also|now|oh|part|ok|okay|figures?|numbers?|what|how|about|please|show|me|tell|for"
    r"|in|at|of|with|by|on|to|under"
    r"|the|same|if|it"
    r"|is|were|was|use|using|change|switch|instead|look|let's|see|only|just|those|that|a|an|too|as|well|there"
    r"|schools?|one|ones"
    r"|us|say|again)\b|\W",
    re.I,
)
_STANDARD = re.compile(r"标准|要求|规定|目标|\b(?:standards?|requirements?|rules?|targets?)\b", re.I)
# Words that stand for what was spoken of: a thing, or a school.
OF_ITS_OWN = re.compile(
    r"它(?!们)|(?<![尤极与莫])其(?=班额|规模|面积|音乐|美术|体育|体音美|差|缺|在校|教师|教学|设备|骨干|生均|各项|指标)"
    r"|\bits\b|\bit\b(?= (?:meets?|fails?|pass|ha(?:s|ve)|lacks?|short|compl|reach|too|over|below))",
    re.I,
)
IT = re.compile(
    r"它们?|这个?数字?|这个?结果|这个?(?=怎么|如何|是)|那个?(?=怎么|如何)|该(?:指标|系数|数)|\b(?:it|that|this|they"
    r"|them)\b",
    re.I,
)

_SCHOOLS_FAIL = (
    r"(?:学校|校|小学|初中|单位)?(?:都|还|是|有)?(?:没有?|不|未)(?:达标|达到|够|合格|通过|满足|符合"
    r"|足)(?:要求|标准)?(?:的|了)?"
)
_AIM = "国家|国标|标准|要求|规定|上限|下限|底线|目标|国家标准|国家要求"
_PREDICATES: tuple[tuple[Predicate, str], ...] = (
    ("why", r"(?:这是|又)?(?:为什么|为啥|为何|原因(?:是什么|呢)?|什么原因|怎么回事)(?:还|也|会|都|就|这么|那么"
            r"|这样|偏|最)*(?:说|低|高|少|多|差|大|小|不达标"
            r"|没有?达标|不够|不合格|没有?通过|不行|不足|数据不足|没有?数据|没有?(?:算|计入|算进去))?"
            r"|why(?: is that| so| not| does it fail| did it fail)?|how come|for what reason"),
    ("how", r"(?:都)?(?:怎么|如何|怎样)(?:计?算|得|来|判断?|核算|统计)(?:出来|到|出|得出)?(?:的|来的)?|计算(?:过程"
            r"|公式|方法)(?:是什么)?|公式(?:是什么)?"
            r"|how (?:was|is|were|are|did you|do you)? ?(?:worked out|calculated?|computed?|arrived at"
            r"|work(?:ed)? out|get|got|derived)"
            r"|(?:what is |show (?:me )?)?(?:the )?(?:formula|working)"),
    ("which", rf"哪(?:里|儿|些|所|几所)(?:学校)?(?:超|缺|差|不够|不足|不行)(?:了|标|的)?|(?:具体)?(?:是|有|都有"
              rf"|都是)?哪(?:些|几所|几个|所|个|一所){_SCHOOLS_FAIL}|(?:具体)?(?:是|有|都有"
              rf"|都是)?哪(?:些|几所|几个|所|一所)(?:学校|校)?|谁{_SCHOOLS_FAIL}|{_SCHOOLS_FAIL}(?:有|是)(?:哪些"
              rf"|哪几所|谁)"
              r"|which(?: ones?| schools?)?(?: (?:are they|fail(?:s|ed)?|fall short|do not|don't|doesn't|does not"
              r"|are not|aren't|did not)(?: meet| pass| reach)?(?: it| that| this)?)?"
              r"|who (?:fails|does not)"),
    ("count", rf"(?:一共|总共|共)?有?(?:几|多少)(?:所|个)(?:(?:学校)?{_SCHOOLS_FAIL})?|how many(?: (?:schools|ones"
              rf"|of them))?(?: (?:fail|fall short|are there))?"),
    ("short", rf"(?:各|都|还|相|到底|具体|要|得|需要?|应该)*(?:比(?:{_AIM})(?:还|要)?)?(?:差|缺|少|超|补|增加?"
              rf"|多|高|低|加)(?:了|出)?(?:到)?"
              r"(?:多少|多远|几|多大)个?(?:间|人|平方|名|所|元|台|平方米|平米|平|百分点|点)?(?:老师|教师|教室"
              r"|学生)?(?:才(?:够|行|达标|合格))?"
              r"|(?:还)?差得?远吗|缺口(?:多大|是多少|有多少)?"
              r"|(?:by )?how (?:much|far)|by how many|(?:by )?how (?:much|far)(?: (?:short|off|over|below|above"
              r"|is it short|are they short))?(?: (?:is"
              r"|are) (?:it|they))?|how big is the gap"),
    ("verdict", r"(?:都|现在|到底|能|算|是否|是不是|有没有)*(?:达标|合格|够|达到要求|符合要求|满足要求|过关|通过"
                r"|足够|达到|符合|超标|超限|超)(?:了|没有?|不够|不达标|与否)*(?:吗|嘛|么|没|没有)?|够不够|超没超"
                r"|超不超|行吗|可以吗"
                r"|(?:is|are|does|do|did|has) (?:it|that|this|they|we|those) ?(?:enough|compliant|ok|okay"
                r"|sufficient|met|pass|fail|comply|meet (?:it|that|the standard|the requirement)"
                r"|within the limit|(?:too )?(?:high|low|big|small|large|many|few|good|bad)(?: enough)?)(?: then)?"),
    ("value", r"(?:现在|目前|具体|实际|平均)*(?:是|为|有|数值|数值是|值是)*(?:多少|几)(?:呢)?|(?:数值|具体数)(?:呢"
              r"|是多少)?|what (?:is|was|are) (?:it|that|the (?:value|figure|number))(?: (?:now|exactly))?"
              r"|how much is it"),
    ("required", r"(?:国家|国标|本地|自定|最低|达标|合格)?的?(?:标准|要求|规定|目标|上限|下限|底线|指标)(?:要求"
                 r"|值)?(?:又?是多少|是什么|是几|怎么(?:说|规定)|多少|有哪些)?"
                 r"|(?:and )?(?:what is |what's )?(?:the )?(?:national |local )?(?:standard|requirement|target"
                 r"|limit|minimum|maximum)"),
    ("rank", r"(?:哪(?:[几两三四五六七八九十]?所|个|些|项)?(?:学校)?)?(?:最(?!大的?学校"
             r"|小的?学校)[差好低高少多大小弱强]|倒数第?(?=[一二两三四五六七八九十\d]))的?(?:是|有|前"
             r"|这)?(?:哪)?(?:[一二两三四五六七八九十几\d]+)?(?:所|个|名|项)?(?:学校"
             r"|指标)?(?:是?(?:哪(?:一)?[所个项]|哪些|谁"
             r"|哪几[所个项]))?"
             r"|(?:排名|排序|排一下|排个序|前[一二三四五六七八九十\d]+[名所]"
             r"|后[一二三四五六七八九十\d]+[名所])(?:呢|是(?:谁|哪些))?"
             r"|(?:which (?:one |school )?is |the |what is the )?(?:worst|best|lowest|highest|largest"
             r"|smallest)(?: (?:ones?|schools?|two|three|five|ten|\d+))*|rank(?: them)?"),
    ("list", r"(?:都|全部|全|请|给我|把)*(?:列出来|列出|列一下|列个?表|列举(?:一下|出来)?|名单|清单)(?:呢"
             r"|看看)?(?:全部)?|list (?:them|all|all of them|the schools)|show (?:me )?(?:them|all)(?: of them)?"
             r"|name them"),
    ("drivers", r"(?:主要)?(?:是|由)?(?:哪些|哪[几两三四五]?所|谁)(?:学校)?(?:的)?(?:影响|贡献|拉高|拉低|拖|造成|导致"
                r"|引起)(?:的|了|最大|后腿|起来|它)*"
                r"|(?:which|what) (?:schools? )?(?:drives?|causes?|contributes? (?:the )?most|accounts? for (?:it"
                r"|that))(?: (?:it|that|this))?"),
    ("years", r"(?:跟|和|与|比|同|较)?(?:去年|上年|前一年|往年|上一年)(?:相比|比较?|对比)?(?:呢|怎么样|如何"
              r"|变化(?:大吗|如何|呢)?|有(?:什么)?变化吗?)?"
              r"|(?:and )?(?:compared (?:to|with) |versus |since )?(?:last|the previous) year(?: then)?"),
    ("floor", r"(?:和|与|跟|同|比|较)(?:(?:国家|国标|全国)的?(?:标准|要求|规定|指标|底线)?|标准|要求|规定"
              r"|底线)(?:相比|比较|对比|比起来|比)?"
              r"(?:怎么样|如何|哪个[高低严松]|[高低严松](?:多少|吗)|差多少|有(?:什么|何)?(?:不同|差别|区别))?"
              r"|(?:and )?(?:how does (?:it|that|this) )?(?:compared? (?:to|with|against)|versus|against)"
              r" the (?:national (?:standard|floor|requirement|limit|target)|country)"),
)  # fmt: skip
_WORDS = tuple((kind, re.compile(words, re.I)) for kind, words in _PREDICATES)
_LEAD = re.compile(
    r"^(?:\W|那么|那|请问|再|也|还|又|都|具体|到底|究竟|说说|我想知道|告诉我|and\b|so\b|but\b|then\b|please\b"
    r"|ok(?:ay)?\b)+",
    re.I,
)
_TAIL = re.compile(r"(?:\W|呢|啊|呀|吧|哦|\b(?:then|in|at|of|for|by)\b)+$", re.I)


# Said of one thing, it asks for all there is to tell of it (康美小学怎么样).
_PICTURE = re.compile(
    r"怎么样|如何|情况|全貌|概况|各方面|整体|总体|介绍|\bhow (?:is|are|does|do)\b|\boverview\b|\btell me about\b"
    r"|\bpicture\b|\b(?:is|are) +(?:ok|okay|fine|all right)\b",
    re.I,
)

# Not what was asked about, but all else (还有哪些没达标, 其他指标呢).
OTHERS = re.compile(
    r"\W*(?:那么?)?(?:还有|其他|其它|别的|其余|另外)的?(?:(?:哪些|什么|几项)?(?:项目?|指标|方面|问题)*(?:没有?"
    r"|不|未)(?:达标|够|合格|通过)|(?:项目?|指标|方面|问题)+)的?(?:呢|吗|有哪些|怎么样)?\W*"
    r"|\W*(?:and |what about )*(?:the )?others? (?:items?|indicators?)\W*",
    re.I,
)
# 体育场馆的是多少 asks of it what was asked before.
OF_IT = re.compile(r"\W*(?:那么?)?\s*的(?:是|有)?(?:多少|几|呢|怎么样|达标吗)\W*")
OTHER_SCHOOLS = re.compile(
    r"\W*(?:那么?)?(?:其他|其它|其余|其次|别的|另外的?)(?:的)?(?:学校|是哪所|是谁|呢|怎么样|达标|吗)*\W*"
)


@dataclass(frozen=True, slots=True)
class Ellipsis:
    """What is left of a question without its facets. `bare`: nothing but connectives; `marked`: by one of them.

    `picture`: all there is to tell is asked for.
    """

    bare: bool
    marked: bool
    picture: bool
    predicate: Predicate | None
    words: str

    @property
    def denies(self) -> bool:
        """Whether a 为什么 says that something fails (为什么不达标), and so names what is asked."""
        return self.predicate == "why" and bool(re.search(r"[不没]", self.words))

    @property
    def asks_for_aims(self) -> bool:
        """Whether it asks for all the aims of a place (南安的目标是什么), and not for that of one thing."""
        return self.predicate == "required" and bool(re.search(r"目标.|targets? ?.", self.words))


def ellipsis_in(rest: str, question: str, *, has_topic: bool) -> Ellipsis:
    """Read what a question says beside its facets. `rest` is the question without them.

    >>> ellipsis_in("那 呢？", "那初中呢？", has_topic=False).bare
    True
    >>> ellipsis_in("为什么？", "为什么？", has_topic=False).predicate
    'why'
    """
    marked = bool(_MARK.search(question))
    kind, words = _predicate(rest)
    if kind == "required" and (_SWITCH.search(rest) or has_topic):
        kind = None
    plain = _STANDARD.sub(" ", rest) if not has_topic or _SWITCH.search(rest) else rest
    left = _CONNECTIVE.sub("", plain)
    return Ellipsis(not left and kind is None, marked, bool(_PICTURE.search(rest)), kind, words)


def _predicate(rest: str) -> tuple[Predicate | None, str]:
    text = " ".join(rest.split())
    core = _TAIL.sub("", _LEAD.sub("", text))
    for words in dict.fromkeys(
        (core, _TAIL.sub("", _LEAD.sub("", " ".join(IT.sub(" ", core).split()))).lstrip("的是 "))
    ):
        tight = words if words.isascii() else words.replace(" ", "").removeprefix("的")
        if kind := next((kind for kind, pattern in _WORDS if tight and pattern.fullmatch(tight)), None):
            return kind, tight
    return None, core
