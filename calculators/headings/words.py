"""A heading path made comparable: stage words, units and bracketed remarks are taken out and kept apart.

Staff write 小学在校生数（人）, 在校生数/小学 or 学生数（小学阶段）; all three come to the same key, stage and unit.
"""

import re
from dataclasses import dataclass
from functools import cached_property

from corpus.folding import fold_width

NEUTRAL = re.compile("|计|合计|小计|总计|总数|总量|数|数量|人数|间数|个数|其中|专任|专职|数据|情况|义务教育")
AREA_LEAF = re.compile("(建筑|使用|总)?面积")
LOW_DEGREE = re.compile("(高中|中专)(阶段|学历|毕业|中专)*(及|和|或)?(其)?以下(学历|毕业)?")
SCHOOL_LEAVER = re.compile("高中(阶段)?(学历|毕业)?")
STAGE_WORDS = re.compile("((?:普通)?(?:小学|初中|初级中学|高中)|普高)(教育)?(阶段|学段|部|段)?")
BOTH_STAGES = re.compile("中小学|义务教育(阶段)?")
UNIT_WORDS = "人|名|位|个|班|间|所|m2|平方米|平米|亩|公顷|万平方米|万元|千元|亿元|元|年"
UNIT_IN_BRACKETS = re.compile(rf"\((?:单位[:]?)?({UNIT_WORDS})\)|[,/;]?单位[:]?({UNIT_WORDS})$|(?<=.)(万元|m2|平方米)$")
OTHER_UNIT = re.compile(r"\((?:[^()]*[/每]生|%|[台件套册]+|[台件套][/、][台件套])\)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# A year or a remark that makes the numbers others than those of the heading's own words: of last year, planned, …
YEAR = re.compile(r"^20\d\d(?:-20\d\d)?(?:学年度?|年度?)(?:[末底]|秋季?|春季?)?(?:学期)?")
THIS_YEAR = re.compile("^本(?:学年|年度?|学期)(?:度|末)?")
OTHER_NUMBERS = re.compile("[去上]一?[学]?年|计划|预计|规划|拟建|新增|女|毕业|招生|达标|危房|租借|借用|缺口|编外|外聘")
LEADING = re.compile(r"^(?:[#*]+|求和项[:]|\d{1,2}[.、)]|\(\d{1,2}\)|其中[:,、]?|[一二三四五六七八九十]+、)+")


@dataclass(frozen=True)
class Heading:
    """A heading path made comparable: stage words, units and bracketed remarks taken out and kept apart.

    `qualified`: a year, or a remark such as （去年） or （计划）, makes its numbers others than its words say.
    """

    parts: tuple[str, ...]
    stage: str | None
    unit: str
    area_leaf: bool
    counts_otherwise: bool
    qualified: bool = False

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
    path = tuple(fold_width(part) for part in path)
    whole = "/".join(path)
    for part in path:
        text, part_stage, part_unit = _read_part(YEAR.sub("", part), about_degrees="学历" in whole)
        parts.append(text)
        stage, unit = part_stage or stage, part_unit or unit
    while parts and NEUTRAL.fullmatch(parts[-1]):
        parts.pop()
    area_leaf = len(parts) > 1 and AREA_LEAF.fullmatch(parts[-1]) is not None
    qualified = bool(path and YEAR.match(path[-1])) or any(map(OTHER_NUMBERS.search, BRACKETS.findall(whole)))
    counts_otherwise = OTHER_UNIT.search(whole) is not None
    return Heading(tuple(part for part in parts if part), stage, unit, area_leaf, counts_otherwise, qualified)


def _read_part(text: str, *, about_degrees: bool) -> tuple[str, str | None, str]:
    if re.fullmatch(UNIT_WORDS, text):
        return "", None, text
    units = [next(filter(None, found.groups())) for found in UNIT_IN_BRACKETS.finditer(text)]
    text = THIS_YEAR.sub("", LEADING.sub("", UNIT_IN_BRACKETS.sub("", text)))
    text = LOW_DEGREE.sub("低学历", text)
    if about_degrees and SCHOOL_LEAVER.fullmatch(text):
        text = "低学历"
    stages = {_stage_name(found.group(1)) for found in STAGE_WORDS.finditer(BOTH_STAGES.sub("", text))}
    text = STAGE_WORDS.sub("", BOTH_STAGES.sub("", text))
    text = BRACKETS.sub(_weigh_remark, text).strip("、,;:/()-_ ")
    text = re.sub("(含馆|净)(.+)", r"\2\1", text)
    return text, stages.pop() if len(stages) == 1 else None, units[-1] if units else ""


def _weigh_remark(remark: re.Match[str]) -> str:
    """Drop a bracketed remark, unless it says that indoor sports rooms are left out of an area, or are part of it."""
    text = remark.group()
    if text == "(馆)":
        return "馆"
    if not re.search("体育|场馆|馆", text):
        return ""
    if re.search("不含|不包括|扣除|除", text):
        return "净"
    return "含馆" if re.search("含|包括", text) else ""


def _stage_name(word: str) -> str:
    return {"初级中学": "初中", "普高": "高中"}.get(word, word.removeprefix("普通"))
