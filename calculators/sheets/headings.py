"""A heading path made comparable: stage words, units and bracketed remarks are taken out and kept apart.

Staff write 小学在校生数（人）, 在校生数/小学 or 学生数（小学阶段）; all three come to the same key, stage and unit.
"""

import re
from dataclasses import dataclass
from functools import cached_property

NEUTRAL = re.compile("|计|合计|小计|总计|总数|总量|数|数量|人数|间数|个数|其中|专任|专职|数据|情况|义务教育")
AREA_LEAF = re.compile("(建筑|使用|总)?面积")
LOW_DEGREE = re.compile("(高中|中专)(阶段|学历|毕业|中专)*(及|和|或)?(其)?以下(学历|毕业)?")
SCHOOL_LEAVER = re.compile("高中(阶段)?(学历|毕业)?")
STAGE_WORDS = re.compile("(小学|初中|初级中学|普通高中|高中)(教育)?(阶段|学段|部|段)?")
BOTH_STAGES = re.compile("中小学|义务教育(阶段)?")
UNIT_WORDS = "人|名|位|个|班|间|所|m2|平方米|平米|亩|公顷|万平方米|万元|千元|亿元|元|年"
UNIT_IN_BRACKETS = re.compile(rf"\((?:单位[:]?)?({UNIT_WORDS})\)|[,/;]?单位[:]?({UNIT_WORDS})$|(?<=.)(万元|m2|平方米)$")
OTHER_UNIT = re.compile(r"\((?:[^()]*[/每]生|%|[台件套册]+|[台件套][/、][台件套])\)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
LEADING = re.compile(r"^(?:[#*]+|\d{1,2}[.、)]|\(\d{1,2}\)|其中[:,、]?|[一二三四五六七八九十]+、)+")


@dataclass(frozen=True)
class Heading:
    """A heading path made comparable: stage words, units and bracketed remarks taken out and kept apart."""

    parts: tuple[str, ...]
    stage: str | None
    unit: str
    area_leaf: bool
    counts_otherwise: bool

    @cached_property
    def key(self) -> str:
        """The lowest part that says what is counted."""
        return self.parts[-1] if self.parts else ""

    @cached_property
    def path(self) -> str:
        """All parts joined by "/"."""
        return "/".join(self.parts)


def read_heading(path: tuple[str, ...]) -> Heading:
    """Make a heading path comparable. The lowest part that names a stage or a unit decides it."""
    parts: list[str] = []
    stage: str | None = None
    unit = ""
    whole = "/".join(path)
    for part in path:
        text, part_stage, part_unit = _read_part(part.lower(), about_degrees="学历" in whole)
        parts.append(text)
        stage, unit = part_stage or stage, part_unit or unit
    while parts and NEUTRAL.fullmatch(parts[-1]):
        parts.pop()
    area_leaf = len(parts) > 1 and AREA_LEAF.fullmatch(parts[-1]) is not None
    return Heading(tuple(part for part in parts if part), stage, unit, area_leaf, OTHER_UNIT.search(whole) is not None)


def _read_part(text: str, *, about_degrees: bool) -> tuple[str, str | None, str]:
    if re.fullmatch(UNIT_WORDS, text):
        return "", None, text
    units = [next(filter(None, found.groups())) for found in UNIT_IN_BRACKETS.finditer(text)]
    text = LEADING.sub("", UNIT_IN_BRACKETS.sub("", text))
    text = LOW_DEGREE.sub("低学历", text)
    if about_degrees and SCHOOL_LEAVER.fullmatch(text):
        text = "低学历"
    stages = {_stage_name(found.group(1)) for found in STAGE_WORDS.finditer(BOTH_STAGES.sub("", text))}
    text = STAGE_WORDS.sub("", BOTH_STAGES.sub("", text))
    text = BRACKETS.sub(_weigh_remark, text).strip("、,;:/()-_ ")
    return text, stages.pop() if len(stages) == 1 else None, units[-1] if units else ""


def _weigh_remark(remark: re.Match[str]) -> str:
    """Drop a bracketed remark, unless it says that indoor sports rooms are left out of an area, or are part of it."""
    text = remark.group()
    if not re.search("体育|场馆|馆", text):
        return ""
    if re.search("不含|不包括|扣除|除", text):
        return "净"
    return "含馆" if re.search("含|包括", text) else ""


def _stage_name(word: str) -> str:
    return {"初级中学": "初中", "普通高中": "高中"}.get(word, word)
