"""Which schools of the sheet a question names, and names of schools that the sheet does not have.

A wrong school is a wrong figure: a name counts only where it stands alone, not inside a longer one (东梅山小学 is not
梅山小学, 梅山小学（东校区） is not 梅山小学).
"""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.folding import fold

_HAN = re.compile("[一-鿿]")
# Words after which a name may begin although a Chinese character stands before it.
_BEFORE = re.compile(
    r"(?:^|[^一-鿿]|我们|我|县|市|区|镇|乡|村|的|和|与|跟|及|比|对|问|看|查|说|那|就|是|换成|改成|关于|为什么|为何|请问|还有|所学校|了"
    r"|去掉|剔除|除去|排除|扣除|除|不[算含计]|不考虑|撤并|没有|没了|少了|拿掉|拿走|关掉|关停|关闭|停办|合并|[把让使]|假设|如果|要是)$"
)
# Words that may stand before a name that the sheet does not have and that are no part of it.
_TAKEN_OUT = re.compile(r"^.*(?:去掉|剔除|除去|排除|扣除|撤并|没有|没了|少了|拿掉|拿走|关掉|关停|关闭|停办|不考虑)")
_LONGER = re.compile(r"^(?:[（(]|[一-鿿]{0,2}(?:校区|分校|分部|附属))")
_ANY_SCHOOL = re.compile(r"[一-鿿]{2,14}?(?:小学|中学|学校|教学点|高中)(?!生|教师|老师|部|阶段|学段|差异|班|段)")
# What may stand before 小学, 中学 or 学校 without naming one.
_GENERIC = re.compile(
    r"我们|我|咱们?|本|全|县|市|区|镇|乡|村|农|城|所有|每[一个所]*|哪[些几个一所]*|多少|几|各|公办|民办|私立|一贯制|九年|十二年"
    r"|完全|普通|中心|寄宿制?|小规模|薄弱|优质|乡村|的|和|与|及|个|一|所|有|是|不|没|达标|合格|低于|超过|缺|差|要求|标准"
    r"|[拉推抬][高大升低]|影响|贡献|导致|造成|拖累|使得|加权|如果|假如|要是|没有|放宽|政策|口径|规程|过渡|四舍五入|合计|目标|达到|现在|目前|去年"
    r"|今年|差异系数|系数|均衡|指标|最大|最多|主要|换成|改成|了|用|会|能|还|也|都|后|再|把|被|让|使|按照|依据|根据|国家|全国|统计|判定|结论"
    r"|请问|为什么|怎么|那|呢|吗|什么|初级|高级|义务教育|这|些|看|查|一下|列出|最|生均|对|在|按|里|中|小|大|学|校|、"
)


@dataclass(frozen=True, slots=True)
class SchoolsNamed:
    """`known` stand in the sheet; `unknown` do not; `rest` is the question without the names of schools."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]
    rest: str


def schools_named(question: str, names: Sequence[str]) -> SchoolsNamed:
    """Find the schools that a question names, the longest name first."""
    text, known = fold(question), []
    for name in sorted(set(names), key=len, reverse=True):
        at = _stands_alone(fold(name), text)
        if at is not None:
            known.append(name)
            text = f"{text[:at]} {text[at + len(fold(name)) :]}"
    found = [_TAKEN_OUT.sub("", name) for name in _ANY_SCHOOL.findall(text)]
    unknown = [] if known else [name for name in found if _is_name(name)]
    return SchoolsNamed(tuple(name for name in names if name in known), tuple(unknown), text if known else question)


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """Return up to three schools of the sheet whose names are most like a name."""
    return difflib.get_close_matches(name, list(dict.fromkeys(names)), n=3, cutoff=0.4)


def _stands_alone(name: str, text: str) -> int | None:
    start = text.find(name)
    while start >= 0:
        before, after = text[:start], text[start + len(name) :]
        if _BEFORE.search(before) and not _LONGER.match(after):
            return start
        start = text.find(name, start + 1)
    return None


def _is_name(found: str) -> bool:
    return "哪" not in found and len(_HAN.findall(_GENERIC.sub("", found))) >= 2
