"""What kind of thing a question wants, and whether words hold one: a fee is no answer to 几年级, a duty none to 多少.

A clause on the matter that lacks it says nothing of it, however near it comes.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.folding import fold, has_chinese
from corpus.terms import Terms
from retrieval.lexical import words_of


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing: the words by which it is asked for, and the words that are one. `headed`: headings count."""

    asked: re.Pattern[str]
    held: re.Pattern[str]
    headed: bool = False


_NUMERAL = r"\d|[一二三四五六七八九十百两]+(?=[个间所名人项级倍年月日次成小米平])|百分之|[Ⅰ-Ⅻ]"
_WANTED = (
    Kind(  # money
        re.compile(
            r"多少钱|几(?:块|元)|[收交缴](?:费多少|多少[钱元费])|(?:费|收费标准|津贴|奖金)(?:是|要|一[年月学])?[^，。？?]{0,4}(?:多少|上限)"
            r"|\bhow much\b.{0,60}\b(?:cost|pay|paid|fees?|charged?)\b"
            r"|\bwhat\b.{0,20}\b(?:fees?|price|tuition|wage|salary)\b",
            re.I,
        ),
        re.compile(r"\d\s*[万亿]?元|免费|免收|免除|[不零]收费|工资收入水平不低于|倍"),
    ),
    Kind(  # a number
        re.compile(
            r"多少|几(?=[间所个名人条项级元平公里小时分节门次岁天倍成台本层辆册])|多[大长高重]|百分之几|[上下]限"
            r"|\bhow (?:many|much|big|large|long|high|tall|wide|old|often)\b",
            re.I,
        ),
        re.compile(_NUMERAL + r"|全部|所有|全覆盖|每|只增不减|不低于|不超过|翻番"),
    ),
    Kind(  # a time
        re.compile(r"什么时候|何时|哪一?年|哪天|几月|\bwhen\b|\bwhat year\b|\bdeadline\b", re.I),
        re.compile(r"\d\s*[年月日]|20\d\d|[一二三四五六七八九十○]+[年月日]|每年|学年|学期|十[三四五]五|逐步|同步|定期|前"),
        headed=True,
    ),
    Kind(re.compile(r"电话|\bphone\b", re.I), re.compile(r"\d{7}")),
    Kind(  # schools by their names
        re.compile(
            r"哪(?:些|几|一)?[所个]?[^，。？?的]{0,4}(?:学校|小学|中学|幼儿园|高中)|\bwhich\b.{0,24}\b(?:schools|kindergartens)\b",
            re.I,
        ),
        re.compile(r"(?:小学|初中|中学|学校|附中|分校|幼儿园|中|高中|中专|职校)(?:、|等|和|与|（|及)"),
    ),
)  # fmt: skip


def holds_what_is_asked(question: str, words: str, heads: Sequence[str] = ()) -> bool:
    """Say whether words, under the headings `heads`, hold one of each kind of thing that a question wants.

    >>> holds_what_is_asked("幼儿园班额多少", "规范普惠性民办幼儿园认定管理"), holds_what_is_asked("怎么管", "规范管理")
    (False, True)
    """
    whole = "\n".join((words, *heads))
    return all(kind.held.search(whole if kind.headed else words) for kind in _WANTED if kind.asked.search(question))


def speaks_of_it(question: str, words: str, terms: Terms) -> bool:
    """Say whether words hold one of the terms that a question names, in any wording or in part.

    Any do where it names none.

    >>> from corpus.terms import load_terms
    >>> speaks_of_it("What is the pass mark for zhongkao?", "社会认可度达到85%以上。", load_terms())
    False
    """
    mentions = terms.mentions_chinese(question) if has_chinese(question) else terms.mentions_english(question)
    said = fold(words)
    named = [one.term for one in mentions]
    wordings = [fold(word) for term in named for word in (term.zh, *term.also)]
    parts = [part for term in named for part in words_of(fold(term.zh)) if len(part) > 1]
    return not named or any(word in said for word in (*wordings, *parts))
