"""Which schools of the sheet a question names, and names of schools that the sheet does not have.

A wrong school is a wrong figure: a name counts only where it stands alone, not inside a longer one (东梅山小学 is not
梅山小学, 梅山小学（东校区） is not 梅山小学).
"""

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.asked.school_names import canonical, near_misses, own_part, own_parts, short_forms
from corpus.folding import fold

_HAN = re.compile("[一-鿿]")
# Words after which a name may begin although a Chinese character stands before it.
_BEFORE = re.compile(
    r"(?:^|一下|介绍|了解|描述|评价|分析|谈谈|聊聊|[^一-鿿]|我们|我|县|市|区|镇|乡|村|的|和|与|跟|及|比较?|较"
    r"|对比?|问|看|查|说|那么?|就|是|再|以及|换|或者?|、|换成"
    r"|改成|关于|为什么|为何|请问|还有|所学校|了"
    r"|去掉|剔除|除去|排除|扣除|除|不[算含计]|不考虑|撤并|没有|没了|少了|拿掉|拿走|关掉|关停|关闭|停办|合并"
    r"|[把让使]|假设|如果|要是)$"
)
# Words that may stand before a name that the sheet does not have and that are no part of it.
_TAKEN_OUT = re.compile(r"^.*(?:去掉|剔除|除去|排除|扣除|撤并|没有|没了|少了|拿掉|拿走|关掉|关停|关闭|停办|不考虑)")
# A school is told by its own part alone (石井呢, 诗山的班额) where nothing but such words stands behind it.
_BEHIND = re.compile(
    r"$|[^一-鿿]|呢|的|怎么样|如何|情况|达标|够|有多少|是多少|为什么|和|与|跟|及|音乐|美术|班额|规模|人数"
)
_LONGER = re.compile(r"^(?:[（(]|[一-鿿]{0,2}(?:校区|分校|分部|附属))")
_ANY_SCHOOL = re.compile(r"[一-鿿]{2,14}?(?:小学|中学|学校|教学点|高中)(?!生|教师|老师|部|阶段|学段|差异|班|段)")
_ANY_ENGLISH = re.compile(
    r"\b(?!(?:Does|Do|Is|Are|Has|Have|Why|Which|What|How|The|Our|And|Did|Can|Will|In|At|Of"
    r"|For)\b)[A-Z][A-Za-z'’]+(?: [A-Z][A-Za-z'’]+)*? (?:(?:No\. ?\d+|Central|Experimental|Primary|Elementary"
    r"|Middle|Junior|High) )+School\b"
)
_NO_NAME = re.compile(r"[哪几]|什么|多少|能不能|可以|怎么|如何")
# However short the rest of it is, this is the name of one school: 第一小学, 英都中心小学.
_CENTRAL = re.compile(r"^第[一二三四五六七八九十]+(?:实验)?(?:小学|中学)$|^[一-鿿]{2,3}中心(?:小学|学校)$")
_DISTINCT = 2
_OF_MANY = re.compile(r"^(?:我们|全县|全区|全市)?的?(?:所有|各|全部|每|几)")
_ENDS_LONGER = re.compile(r"[学心级等型队间部生专职区时数]")
_TAKEN = "\n"
# What may stand before 小学, 中学 or 学校 without naming one.
_GENERIC = re.compile(
    r"我们|我|咱们?|本|全|县|市|区|镇|乡|村|农|城|所有|每[一个所]*|哪[些几个一所]*|多少|几|各|公办|民办|私立|一贯制"
    r"|九年|十二年"
    r"|完全|普通|中心|寄宿制?|小规模|薄弱|优质|乡村|的|和|与|及|个|一|所|有|是|不|没|达标|合格|低于|超过|缺|差|要求"
    r"|标准"
    r"|[拉推抬][高大升低]|影响|贡献|导致|造成|拖累|使得|加权|如果|假如|要是|没有|放宽|政策|口径|规程|过渡|四舍五入"
    r"|合计|目标|达到|现在|目前|去年"
    r"|今年|差异系数|系数|均衡|指标|最大|最多|主要|换成|改成|了|用|会|能|还|也|都|后|再|把|被|让|使|按照|依据|根据"
    r"|国家|全国|统计|判定|结论"
    r"|请问|为什么|怎么|那|呢|吗|什么|其他|其它|其余|别|另外?|初级|高级|义务教育|这|些|看|查|一下|列出|最|生均|对|在|按"
    r"|里|中|小|大|学|校|、"
)

# What describes schools and is part of no name (生均面积最低的三所小学, 比平均值低的学校).
_DESCRIBES = re.compile(
    r"最[低差少小弱高大多好强近远]|达标|合格|平方米|指标|百分|倒数|排[名序第]|前[一二三四五六七八九十]|刚好|恰好"
    r"|正好|临界|勉强|以[上下内]|超过"
    r"|低于|高于|少于|多于|不到|平均|均值|生均|班级?数|班额|规模|在校生|人数|面积|教师|教室|设备"
)


@dataclass(frozen=True, slots=True)
class SchoolSpan:
    """Where a text names a school of the sheet."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class InDoubt:
    """Words that fit several schools of the sheet. `start` and `end` are their place in the text."""

    start: int
    end: int
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The schools found in a text: those meant, the words that fit several, and names that the sheet does not have."""

    found: tuple[SchoolSpan, ...]
    in_doubt: tuple[InDoubt, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchoolsNamed:
    """`known` stand in the sheet; `unknown` do not; `rest` is the question without the names of schools."""

    known: tuple[str, ...]
    unknown: tuple[str, ...]
    rest: str


def schools_named(question: str, names: Sequence[str]) -> SchoolsNamed:
    """Find the schools that a question names, in the order of the sheet."""
    schools = find_schools(question, tuple(names))
    known, rest = {one.name for one in schools.found}, question
    for one in sorted(schools.found, key=lambda one: -one.start):
        rest = f"{rest[: one.start]} {rest[one.end :]}"
    return SchoolsNamed(tuple(name for name in dict.fromkeys(names) if name in known), schools.unknown, rest)


@lru_cache(maxsize=64)
def find_schools(text: str, names: tuple[str, ...]) -> Found:
    """Find the schools that a text names in full, for short, or with one character mistyped.

    Words that fit several schools are in doubt: none of them is chosen.
    """
    at = [place for place, char in enumerate(text) for _ in fold(char)]
    folded = canonical(text)
    if not names or len(at) != len(folded):
        return Found((), (), _unknown(folded, text))
    meant: list[tuple[int, int, tuple[str, ...]]] = []
    for start, end, schools in _candidates(folded, names):
        if folded[start:end].strip() and "\n" not in folded[start:end]:
            meant.append((start, end, schools))
            folded = f"{folded[:start]}{_TAKEN * (end - start)}{folded[end:]}"
    meant.sort()
    spans = [(at[start], at[end - 1] + 1, schools) for start, end, schools in meant]
    return Found(
        tuple(SchoolSpan(start, end, schools[0]) for start, end, schools in spans if len(schools) == 1),
        tuple(InDoubt(start, end, schools) for start, end, schools in spans if len(schools) > 1),
        _unknown(folded, text),
    )


def _candidates(folded: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield what may name a school: whole names first, then short ones, long before shorter; then mistyped ones."""
    forms, whole = short_forms(names), {canonical(name) for name in names}
    longest = max(map(len, forms))
    places = [
        (start, start + length)
        for length in range(min(longest, len(folded)), 1, -1)
        for start in range(len(folded) - length + 1)
        if folded[start : start + length] in forms and _stands_alone(folded, start, start + length)
    ]
    places.sort(key=lambda place: folded[place[0] : place[1]] not in whole)
    yield from ((start, end, forms[folded[start:end]]) for start, end in places)
    yield from _by_own_part(folded, names)
    misses: dict[tuple[int, int], list[str]] = {}
    for start, end, name in near_misses(folded, names):
        if _stands_alone(folded, start, end):
            misses.setdefault((start, end), []).append(name)
    yield from ((start, end, tuple(schools)) for (start, end), schools in misses.items())


def _by_own_part(folded: str, names: tuple[str, ...]) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield where the own part of a name stands alone: 石井 for 石井中学, in doubt where it is that of several."""
    for part, schools in own_parts(names).items():
        for match in re.finditer(re.escape(part), folded):
            start, end = match.span()
            if _BEFORE.search(folded[:start]) and _BEHIND.match(folded[end:]):
                yield start, end, schools


def _unknown(folded: str, text: str) -> tuple[str, ...]:
    apart = re.sub(rf"{_TAKEN}[和与跟及、]", _TAKEN * 2, folded)
    chinese = (re.sub(r"^[和与跟及比]", "", _TAKEN_OUT.sub("", name)) for name in _ANY_SCHOOL.findall(apart))
    english = (match.group().strip() for match in _ANY_ENGLISH.finditer(text))
    return tuple(dict.fromkeys((*(name for name in chinese if _is_name(name)), *english)))


def nearest(name: str, names: Sequence[str]) -> list[str]:
    """Return up to three schools of the sheet whose names are most like a name in what is their own (not 小学)."""
    own = set(own_part(name))
    alike = [one for one in dict.fromkeys(names) if own & set(own_part(one))] if own else []
    return difflib.get_close_matches(name, alike, n=3, cutoff=0.4)


def _stands_alone(text: str, start: int, end: int) -> bool:
    short = text[end - 1] in "小中" and _ENDS_LONGER.match(text[end:])
    return bool(_BEFORE.search(text[:start])) and not _LONGER.match(text[end:]) and not short


def _is_name(found: str) -> bool:
    if _OF_MANY.match(found) or _DESCRIBES.search(found):
        return False
    own = _HAN.findall(_GENERIC.sub("", found))
    return not _NO_NAME.search(found) and (len(own) >= _DISTINCT or bool(_CENTRAL.search(found)))
