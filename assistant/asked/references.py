"""What a question points to instead of naming it: a school of the list shown before, or a clause that was cited."""

import re
from dataclasses import dataclass
from typing import Literal

_NUMERALS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_ENGLISH = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "two": 2, "three": 3, "four": 4, "five": 5,
}  # fmt: skip
_N = r"(?:[一二两三四五六七八九十]{1,3}|\d{1,3})"
_UNIT = r"(?:所|个|家)(?:学校|小学|初中|中学)?"
_ORDINALS = "|".join(one for one in _ENGLISH if one.endswith(("st", "nd", "rd", "th")))
_SOME = r"two|three|four|five|\d+"
Reference = Literal["nth", "last", "first_n", "last_n", "one", "all"]
_REFERENCES: tuple[tuple[Reference, re.Pattern[str]], ...] = (
    ("last", re.compile(rf"倒数第(?P<n>{_N}){_UNIT}|最后(?:那|这)?一?{_UNIT}|\b(?:the )?last (?:one"
                        rf"|school)\b", re.I)),
    ("first_n", re.compile(rf"前(?P<n>{_N}){_UNIT}|\b(?:the )?first (?P<en>{_SOME})(?: (?:schools?|ones?"
                           rf"|of them))?\b", re.I)),
    ("last_n", re.compile(rf"(?:最后|后)(?P<n>{_N}){_UNIT}|\b(?:the )?last (?P<en>{_SOME})(?: (?:schools?|ones?"
                          rf"|of them))?\b", re.I)),
    ("nth", re.compile(
        rf"(?:其中|里面|上面|名单里|表中)?的?第(?P<n>{_N}){_UNIT}|\b(?:the )?(?P<en>{_ORDINALS})(?: (?:one|schools?"
        rf"|of them|on the list))\b"
        r"|^\W*(?:and |what about |how about )?(?:number|no\.?|#) ?(?P<digits>\d+)\W*$", re.I)),
    ("all", re.compile(
        r"(?:这|那)(?:些|几个)(?:学校|小学|初中|中学)|(?:上述|以上|上面的?)(?:学校|小学|初中)|(?:这|那)些(?=呢"
        r"|\W*$)|它们"
        r"|(?:这|那|上述|以上|上面)(?:几|两|[三四五六七八九十\d]+)所(?:学校|小学|初中|中学)?"
        r"|\b(?:these|those)(?: \w+)? schools\b|\bthose ones\b|\ball of them\b", re.I)),
    ("one", re.compile(
        r"该校|该学校|(?:这|那)(?:一)?所(?:学校|小学|初中|中学)?|(?:这|那)个学校|\b(?:this"
        r"|that) school\b(?! (?:year|term))|\b(?:this|that) one\b|\bthe same school\b", re.I)),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Referring:
    """Where a question points to schools named before, and to which: their places in that list (0 is the first)."""

    start: int
    end: int
    kind: Reference
    number: int

    @property
    def counted(self) -> bool:
        """Whether it counts in a list (第二所), and so can mean nothing else."""
        return self.kind in ("nth", "last", "first_n", "last_n")

    def chosen(self, schools: tuple[str, ...]) -> tuple[str, ...]:
        """Return the schools meant; none where the list does not reach, or where one is meant and there are several."""
        n = self.number
        if n > len(schools) or not schools:
            return ()
        match self.kind:
            case "nth":
                return (schools[n - 1],)
            case "last":
                return (schools[-n],)
            case "first_n":
                return schools[:n]
            case "last_n":
                return schools[-n:]
            case "one":
                return schools if len(schools) == 1 else ()
            case "all":
                return schools


def referring(question: str) -> Referring | None:
    """Return where a question points to schools named before.

    >>> referring("第二所学校为什么不达标").number, referring("第二实验小学为什么不达标")
    (2, None)
    """
    for kind, pattern in _REFERENCES:
        if match := pattern.search(question):
            groups = match.groupdict()
            return Referring(*match.span(), kind, _number(groups.get("n") or groups.get("en") or groups.get("digits")))
    return None


_CLAUSE = re.compile(
    rf"^[^\w\[]*(?:那么?|请问|看看?|show me |what does |what is |where is )?(?:\[(?P<mark>\d{{1,2}})\]|(?:其中"
    rf"|上面)?的?第(?P<n>{_N})(?:条|个?引文|处|个?出处)(?:条文)?|(?:the )?(?P<en>{_ORDINALS}) (?:clause|citation"
    rf"|quotation))",
    re.I,
)


_OF_CLAUSE = re.compile(
    r"(?:\W|的|呢|是|在|说|讲|写|内容|原文|全文|完整|条文|文件|出自|出处|哪个?|哪里|哪份|什么|意思|怎么|看看?|展开"
    r"|来源|规定|了|全部|一下"
    r"|\b(?:the|full|whole|text|what|does|it|say|which|document|from|where|is|in|of|show|me)\b)*",
    re.I,
)


def clause_asked(question: str) -> int | None:
    """Return which of the clauses cited before a question asks to see (2 for [2] and 第二条), when it asks that alone.

    >>> clause_asked("[2]是哪个文件的？"), clause_asked("第二条的原文"), clause_asked("第十二条规定了什么措施")
    (2, 2, None)
    """
    match = _CLAUSE.search(question)
    if not match or not _OF_CLAUSE.fullmatch(question[match.end() :]):
        return None
    return _number(match["mark"] or match["n"] or match["en"])


def _number(written: str | None) -> int:
    """Return a number below 100 as it is written; nothing written is the one."""
    if not written:
        return 1
    if written.isdecimal():
        return int(written)
    if written.lower() in _ENGLISH:
        return _ENGLISH[written.lower()]
    tens, ten, ones = written.rpartition("十")
    return (_NUMERALS.get(tens, 1) * 10 if ten else 0) + (_NUMERALS.get(ones, 0))
