"""A heading path made comparable: stage words, units and bracketed remarks are taken out and kept apart.

Staff write 小学在校生数（人）, 在校生数/小学 or 学生数（小学阶段）; all three come to the same key, stage and unit.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from calculators.headings.remarks import (
    BRACKETS,
    OTHER_NUMBERS,
    OTHER_UNIT,
    STAGES,
    UNITS,
    Remark,
    bracketed,
    hall_word,
    is_harmless,
    is_stage,
    unit_in,
    wordings_of,
)
from corpus.folding import fold_width

NEUTRAL = re.compile("|计|合计|小计|总计|总数|总量|数|数量|人数|间数|个数|其中|专任|专职|数据|情况|义务教育")
AREA_LEAF = re.compile("(建筑|使用|总)?面积")
LOW_DEGREE = re.compile("(高中|中专)(阶段|学历|毕业|中专)*(及|和|或)?(其)?以下(学历|毕业)?")
SCHOOL_LEAVER = re.compile("高中(阶段)?(学历|毕业)?")
STAGE_WORDS = re.compile(f"({STAGES})(教育)?(阶段|学段|部|段)?")
BOTH_STAGES = re.compile("中小学|义务教育(阶段)?")
UNIT_BEHIND = re.compile(rf"[,/;]?单位[:]?({UNITS})$|(?<=.)(百万元|万元|万m2|m2|万平方米|平方米)$")
# A year makes the numbers others than those of the heading's own words.
YEAR = re.compile(r"^20\d\d(?:-20\d\d)?(?:学年度?|年度?)(?:[末底]|秋季?|春季?)?(?:学期)?")
THIS_YEAR = re.compile("^本(?:学年|年度?|学期)(?:度|末)?")
LEADING = re.compile(r"^(?:[#*]+|求和项[:]|\d{1,2}[.、)]|\(\d{1,2}\)|其中[:,、]?|[一二三四五六七八九十]+、)+")


@dataclass(frozen=True)
class Heading:
    """A heading path made comparable: stage words, units and remarks in brackets taken out and kept apart.

    `qualified`: a year or a word such as 在建 makes its numbers others than its words say. `remarks` may do so.
    """

    parts: tuple[str, ...]
    stage: str | None
    unit: str
    area_leaf: bool
    counts_otherwise: bool
    qualified: bool = False
    remarks: tuple[Remark, ...] = ()

    @cached_property
    def key(self) -> str:
        """The lowest part that says what is counted."""
        return self.parts[-1] if self.parts else ""

    @cached_property
    def path(self) -> str:
        """All parts joined by "/"."""
        return "/".join(self.parts)


@dataclass(slots=True)
class _Part:
    """One part of a heading path while it is taken apart."""

    text: str
    stage: str | None = None
    unit: str = ""
    remarks: list[Remark] = field(default_factory=list)
    counts_otherwise: bool = False


@lru_cache(maxsize=2048)  # the sheets of a session, and of one county after another, have the same headings
def read_heading(path: tuple[str, ...]) -> Heading:
    """Make a heading path comparable. The lowest part that names a stage or a unit decides it."""
    path = tuple(fold_width(part) for part in path)
    whole = "/".join(path)
    read = [_read_part(YEAR.sub("", part), about_degrees="学历" in whole) for part in path]
    parts = [one.text for one in read]
    while parts and NEUTRAL.fullmatch(parts[-1]):
        parts.pop()
    return Heading(
        parts=tuple(part for part in parts if part),
        stage=next((one.stage for one in reversed(read) if one.stage), None),
        unit=next((one.unit for one in reversed(read) if one.unit), ""),
        area_leaf=len(parts) > 1 and AREA_LEAF.fullmatch(parts[-1]) is not None,
        counts_otherwise=any(one.counts_otherwise for one in read),
        qualified=any(map(YEAR.match, path)) or OTHER_NUMBERS.search(whole) is not None,
        remarks=tuple(remark for one in read for remark in one.remarks),
    )


def without_year(part: str, year: int) -> str:
    """Return a part of a heading without the sheet's own year, which says nothing; another year is left.

    >>> without_year("2025年在校生数", 2025), without_year("在校生数（2025学年）", 2025), without_year("2025年", 2025)
    ('在校生数', '在校生数', '')
    """
    own = rf"{year}(?:-{year + 1})?(?:学年|年)?度?"
    remark = rf"[(（](?:截至)?{own}(?:[末底初]|[春秋]季?|学期|\d+月|\d+日)*[)）]"
    return re.sub(rf"^{own}|{remark}", "", part)


def _read_part(text: str, *, about_degrees: bool) -> _Part:
    if re.fullmatch(UNITS, text):
        return _Part("", unit=text)
    units = [next(filter(None, found.groups())) for found in UNIT_BEHIND.finditer(text)]
    text = bracketed(THIS_YEAR.sub("", LEADING.sub("", UNIT_BEHIND.sub("", text))))
    text = LOW_DEGREE.sub("低学历", text)
    if about_degrees and SCHOOL_LEAVER.fullmatch(text):
        text = "低学历"
    part = _Part("", unit=units[-1] if units else "")
    stages: set[str] = set()
    while found := BRACKETS.search(text):
        text = _weigh(found, part, stages)
    stages |= _stages_in(text)
    part.text = STAGE_WORDS.sub("", BOTH_STAGES.sub("", text)).strip("、,;:/()-_ ")
    part.text = re.sub("(含馆|净)(.+)", r"\2\1", part.text)
    part.stage = stages.pop() if len(stages) == 1 else None
    return part


def _weigh(found: re.Match[str], part: _Part, stages: set[str]) -> str:
    """Take a remark out of a text: what it says of the unit, the stage or indoor sports rooms is kept in `part`."""
    text, remark = found.string, found.group(1)
    word = hall_word(remark)
    part.unit = unit_in(remark) or part.unit
    part.counts_otherwise |= OTHER_UNIT.fullmatch(remark) is not None
    if is_stage(remark):
        stages |= _stages_in(remark)
    elif not word and not is_harmless(remark):
        wordings = wordings_of(
            STAGE_WORDS.sub("", text[: found.start()]), remark, STAGE_WORDS.sub("", text[found.end() :])
        )
        part.remarks.append(Remark(remark, wordings))
    return text[: found.start()] + word + text[found.end() :]


def _stages_in(text: str) -> set[str]:
    return {_stage_name(found.group(1)) for found in STAGE_WORDS.finditer(BOTH_STAGES.sub("", text))}


def _stage_name(word: str) -> str:
    return {"初级中学": "初中", "普高": "高中"}.get(word, word.removeprefix("普通"))
