"""What a question asks of the clauses that the answer before cited: 依据是哪一条, 原文是什么, [2], which clause."""

import re

from assistant.asked.amounts import ORDINALS, amount_of

_N = r"[一二两三四五六七八九十]{1,3}|\d{1,2}"
_ONE = re.compile(
    rf"\[(?P<mark>\d{{1,2}})\]|第(?P<n>{_N})(?:条|个?引文|处|个?出处)(?:条文)?"
    rf"|\b(?P<en>{'|'.join(ORDINALS)}) (?:clause|citation|quotation)\b",
    re.I,
)
# What such a question is about; one without any of these asks for something else.
_OF_CLAUSES = re.compile(
    r"依据|根据|出处|出自|来源|原文|原话|条文|条款|引文|文号|凭据|凭什么|证据|第几[条款]|哪(?:一|几|个|份)*(?:条"
    r"|款|文件|政策|规定|法规)"
    r"|什么(?:文件|政策|规定|条文)|写在哪"
    r"|\b(?:which|what) (?:clause|article|document|file|policy|rule|law|provision)s?\b|\b(?:source|citation"
    r"|quotation)s?\b"
    r"|\boriginal\b|\bbasis\b|\bgrounds\b|\bquote\b|\bsays who\b|\bwhere does (?:it|that|this) (?:say|come)\b"
    r"|\baccording to (?:what|whom)\b|\bchapter and verse\b",
    re.I,
)
# All else that may stand in it.
_FILLER = re.compile(
    r"那么|那|这么|这个?|它|其|上面|以上|刚才|其中|你|我|请问?|给|把|看看?|一下|展开|具体|到底|是|在|说|讲|写|有"
    r"|为|呢|吗|啊|的|了|下|出来|全部|全文|完整|内容|哪[里儿个]?"
    r"|什么|意思|怎么|条|里|标准|要求|规定|结论|说法|数字?|文件|政策|名称?|叫|法律|政府|列|发|让|贴|能|可以"
    r"|\b(?:and|but|so|please|can|could|you|i|me|us|the|a|an|is|are|was|it|its|that|this|these|those|says?|said|so|on"
    r"|of|in|for|to|from|by|show|give|tell|see|quote|full|whole|exact|text|words?|wording|clauses?|articles?"
    r"|documents?|files?|based|basis|what|which|where|does|do|come|comes|answer|number|requirement|standard|rule"
    r"|legal|back|it's|that's|there|exactly|s)\b|\W|_",
    re.I,
)


def clauses_asked(question: str, cited: tuple[str, ...]) -> tuple[str, ...] | None:
    """Return which of the clauses cited before a question asks to see; None where it asks for something else.

    >>> clauses_asked("[2]是哪个文件的？", ("a", "b")), clauses_asked("原文是什么", ("a", "b"))
    (('b',), ('a', 'b'))
    >>> clauses_asked("第十二条规定了什么措施", ("a",)) is None, clauses_asked("音乐教室的依据是什么", ("a",)) is None
    (True, True)
    """
    one = _ONE.search(question)
    rest = _ONE.sub(" ", question)
    if _FILLER.sub("", _OF_CLAUSES.sub(" ", rest)) or not (one or _OF_CLAUSES.search(rest)):
        return None
    if one is None:
        return cited
    number = amount_of(one["mark"] or one["n"] or one["en"])
    return cited[number - 1 : number] if number else ()
