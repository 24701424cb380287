"""What is said of the answer before instead of a question: more of it, shorter, again; or that it missed the point.

A correction (不对，我问的是初中) names what was meant, and follows up like any other question.
"""

import re
from typing import Literal

Remark = Literal["longer", "shorter", "again", "more", "doubt"]

_POLITE = r"(?:能不能|能|可以|可不可以|请|麻烦|给我|帮我|再|那|就|你|please|can you|could you|just|a bit|a little|\W)*"
_END = r"(?:一?点儿?|一?些|一下|吗|吧|呢|啊|呀|的?话?|了|please|then|a bit|\W)*"
_REMARKS: tuple[tuple[Remark, str], ...] = (
    ("longer", r"(?:看|听|弄|还是)?(?:不懂|不明白|没懂|没明白|没[听看](?:懂|明白))(?:[，,]?说(?:得)?(?:明白|清楚"
               r"|详细))?"
               r"|说(?:得)?(?:明白|清楚)|(?:说|讲|写|回答|解释|展开)?(?:得|的)?(?:更)?(?:详细|具体|细"
               r"|仔细)(?:一?点儿?)?(?:说明"
               r"|[说讲]{1,2}|解释|展开|介绍|地说)?"
               r"|展开(?:说|讲|讲讲|说说)?|(?:more|further) details?|in (?:more )?detail|elaborate"
               r"|(?:give me )?the details"
               r"|more detailed|explain (?:it )?(?:more|further|in detail)"),
    ("shorter", r"(?:说|讲|写|回答)?(?:得|的)?(?:太长了?[，,]?)?(?:更|要)?(?:简单|简短|简洁|简略|简要|精简|短"
                r"|概括|扼要)"
                r"(?:一?点儿?)?(?:说|讲|回答|地说|概括|总结)?|太长|太啰嗦|总结|一句话(?:说|概括|总结)?|长话短说"
                r"|说?重点|说结论|只说结论"
                r"|(?:be )?(?:shorter|brief(?:ly)?|concise)|in short|in brief|in one sentence|summari[sz]e(?: it"
                r"| that)?|too long"
                r"|the short version|tl;?dr"),
    ("more", r"(?:还有|其余|剩下)(?:的|没有|哪些|哪几所|别的|其他)*(?:学校)?|继续|接着说|往下说|下一页|后面的"
             r"|全部列出来?|都列出来"
             r"|(?:and |any |show |the |see )*(?:more|rest|the rest)(?: of them)?|what else|go on|next page"),
    ("again", r"(?:再|重新)(?:说|讲|答|回答)(?:一遍|一次|一下)|重复|没看清|(?:say|tell me) (?:it|that) again"
              r"|repeat(?: it| that)?"),
    ("doubt", r"不对|不是(?:这个?|这样|这意思)?|错了|(?:你)?(?:搞|弄|说|理解|算)错|答非所问|(?:这个?"
              r"|你的?)?(?:数字?|结果|回答)?(?:不对|有误|错)"
              r"|(?:你)?(?:确定|肯定)|真的|(?:你)?没(?:算|搞|弄)错|(?:数字?|这)?对|是不是(?:算|搞)错|no|nope"
              r"|wrong|(?:that's|that is|this is|it's) (?:wrong|not right|incorrect)"
              r"|are you (?:sure|certain)|really|not (?:that|this)|that's not what i (?:asked|meant)"),
)  # fmt: skip
_PATTERNS = tuple((remark, re.compile(rf"{_POLITE}(?:{words}){_END}", re.I)) for remark, words in _REMARKS)
_LONGEST = 40  # characters

_NO = (
    r"(?:不对|不是(?:这个?|那个?|的|这样|吧)?|错了|(?:你)?(?:搞|弄|说|问|理解|看)错了?|抱歉|对不起|不好意思|哦"
    r"|噢|呃|嗯"
    r"|no|nope|not (?:that|this)(?: one)?|wrong|sorry|oh|actually|wait)"
)
_ASKED = r"(?:问|说|指|要|想问|想要|要问|想看|要看|想查|想说|看|查)"
_MEANT = (
    rf"(?:我(?:刚才|刚刚|其实)*{_ASKED}的(?:其实|应该)?是|我(?:是{_ASKED}|{_ASKED}的)|我(?:想|要)(?:看|问|查"
    rf"|了解|知道)(?=.{{1,8}}$)|应该是|而是|(?:应该)?改(?:为|成)"
    r"|(?:but )?i (?:meant|mean|said|am asking (?:about|for)|asked (?:about|for)|was asking (?:about|for)|want(?:ed)?"
    r"|was thinking of)|i'm asking (?:about|for)|rather|make (?:it|that))"
)
_BREAK = r"[\s，,。.！!、；;：:—-]*"
_CORRECTION = re.compile(
    rf"\W*(?:{_NO}+[啊呀吧嘛]?(?:\s*[，,。.！!、；;—-]+\s*(?:而?是)?|而?是|(?=我(?:是|{_ASKED}的))))*"
    rf"{_BREAK}(?P<meant>{_MEANT})?{_BREAK}",
    re.I,
)
# What it was not stands before what it is, or behind.
_NOT_BUT = re.compile(
    rf"\W*(?:{_NO}{_BREAK})?(?:我?{_ASKED}的)?不是(?P<not>[^，,。？?]{{1,14}}?)[，,、\s]*(?:而"
    rf"|我{_ASKED}的)?是(?=[^，,。？?]{{1,20}}$)"
    r"|\W*(?:no\W+)?not (?P<other>[^,.?]{1,40}?),? (?:but )(?=\w)",
    re.I,
)
_BUT_NOT = re.compile(r"[，,]\s*(?:而?不是|别|not )(?P<not>[^，,。？?]{1,16})[。.!！]?\s*$", re.I)


def remark_in(question: str) -> Remark | None:
    """Return what a text says of the answer before, when it says nothing else.

    >>> remark_in("详细点"), remark_in("简单说"), remark_in("不对吧"), remark_in("初中呢")
    ('longer', 'shorter', 'doubt', None)
    """
    text = question.strip()
    if len(text) > _LONGEST:
        return None
    return next((remark for remark, words in _PATTERNS if words.fullmatch(text)), None)


def uncorrected(question: str) -> tuple[str, bool]:
    """Return what a correction says that was meant, and whether it is one; any other question as it is.

    >>> uncorrected("不对，我问的是初中"), uncorrected("不是南安，是鲤城"), uncorrected("no, I meant art rooms")
    (('初中', True), ('鲤城', True), ('art rooms', True))
    >>> uncorrected("不是说小学0.5吗"), uncorrected("音乐教室要多大")
    (('不是说小学0.5吗', False), ('音乐教室要多大', False))
    """
    if instead := _NOT_BUT.match(question):
        return question[instead.end() :], True
    match = _CORRECTION.match(question)
    rest = question[match.end() :] if match else question
    is_one = bool(match and (match["meant"] or re.search(_NO, match.group(), re.I))) and any(map(str.isalnum, rest))
    if is_one or (_BUT_NOT.search(question) and len(question) <= _LONGEST):
        return _BUT_NOT.sub("", rest), True
    return question, False
