"""What a heading means: from a heading path to a canonical column, with a confidence and a reason.

Exact names come first, then the patterns of `columns.yaml`, then likeness of characters. Vectors are never used: they
take 生均教学用房面积 for 教学用房面积. A heading that could mean two things means neither.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from calculators.columns import AREA, BAND, THINGS, Column, Kind, label_of, load_columns
from calculators.headings.class_sizes import class_band, is_of_band, large_classes, limit_said
from calculators.headings.likeness import is_slip, likeness
from calculators.headings.remarks import NEVER, Remark
from calculators.headings.words import Heading, read_heading
from corpus.bilingual import Bilingual
from corpus.folding import fold_width
from corpus.model import STAGES

SURE, SYNONYM = 1.0, 0.95
SHORTEST, MOST_ALTERNATIVES = 5, 4
AREA_TOTAL = re.compile("(?<!汇)总|合计|小计|共")
SAYS_COUNT = re.compile("间数|室数|教室数|数量|个数|\\((间|个)\\)|(?:^|/)间$")
SAYS_AREA = re.compile("面积|m2|平方米|平米")

NOT_USED = Bilingual("未用到的列", "a column that is not used")
NUMBER_OF = {"music_room_areas": "music_rooms", "art_room_areas": "art_rooms"}
OVERSIZE = "oversize_classes"
ROOM_NUMBERS = frozenset(NUMBER_OF.values())


@dataclass(frozen=True, slots=True)
class Match:
    """What a heading was taken for: `id` is the canonical column with its stage, or None.

    `guess` is what a heading left alone may have meant; `ambiguous` one of rooms that could hold their number or areas.
    `alternatives` are the canonical columns that a doubtful heading may be, best first; `confirmed` was said by the
    user.
    """

    id: str | None
    column: Column | None
    stage: str | None
    unit: str
    confidence: float
    why: Bilingual
    guess: str | None = None
    ambiguous: bool = False
    alternatives: tuple[str, ...] = ()
    confirmed: bool = False

    @property
    def kind(self) -> Kind | None:
        """The kind of the column, or None where the heading means nothing here."""
        return self.column.kind if self.column else None


def is_name_heading(text: str) -> bool:
    """Whether one heading cell says 学校名称 in some wording; it is what a sheet of schools is known by."""
    heading, column = read_heading((text,)), load_columns()["school_name"]
    return heading.key in column.names or (column.key is not None and column.key.fullmatch(heading.key) is not None)


@lru_cache(maxsize=2048)
def match_heading(path: tuple[str, ...]) -> Match:
    """Return what a heading path means; one with a year or a remark that changes its numbers is left to the user."""
    path = tuple(fold_width(part) for part in path)
    heading = read_heading(path)
    match = _meaning(heading, path)
    if match.column is None or match.kind == "text":
        return match
    more = [one.text for one in heading.remarks if not _says_the_same(one, match)]
    return _qualified(match, more) if more or heading.qualified else match


def _says_the_same(remark: Remark, match: Match) -> bool:
    """Whether a remark only says what the column counts anyway: 骨干教师数（县级及以上）, 45人以下（含45人）."""
    column, band = match.column, BAND.match(str(match.id))
    if column is None or band:
        return band is not None and is_of_band(remark.text, band)
    if column.remark and column.remark.fullmatch(remark.text):
        return True
    return any(
        words in column.names or (column.key is not None and column.key.fullmatch(words) is not None)
        for words in remark.wordings
    )


def _qualified(match: Match, remarks: Sequence[str]) -> Match:
    label, said = label_of(str(match.id)), "".join(f"（{remark}）" for remark in remarks)
    why = Bilingual(
        f"表头另有年份或限定{said}，不能确定就是“{label.zh}”；如是，请确认",
        f"the heading says more than “{label.en}” {said}".rstrip() + "; if it means the same, confirm it",
    )
    return Match(None, None, match.stage, match.unit, 0.0, why, match.id, alternatives=stages_of(match))


def stages_of(match: Match) -> tuple[str, ...]:
    """What a column may be confirmed as: a stage's number that names none may be of the rows' own stage, or of one."""
    id, stages = str(match.id), STAGES if match.stage is None and match.column and match.column.staged else ()
    return (id, *(f"{id}.{stage}" for stage in stages))


def _meaning(heading: Heading, path: tuple[str, ...]) -> Match:
    band = class_band(heading, path)
    if band:
        why = Bilingual("标题写明班额段", "the heading names class sizes")
        return _matched(f"classes[{band}]", load_columns()[OVERSIZE], heading, SURE, why)
    large = large_classes(heading, path)
    if large:
        why = Bilingual("标题是统计口径的班额段", "the heading is a class size of the statistics")
        return _matched(f"classes[{large}-]", load_columns()[OVERSIZE], heading, SYNONYM, why)
    for confidence, found in ((SURE, _exact(heading)), (SYNONYM, _synonyms(heading))):
        if len(found) == 1:
            limit = limit_said(heading) if found[0].id == OVERSIZE else None
            if limit:
                why = Bilingual("括号内写明班额段", "the bracket names the class sizes")
                return _matched(f"classes[{limit}]", found[0], heading, confidence, why)
            return _settled(found[0], heading, confidence, "/".join(path))
        if found:
            return _doubtful(heading, [column.id for column in found])
    return _of_another_unit(heading) or _to_be_asked(heading) or _likest(heading)


def _to_be_asked(heading: Heading) -> Match | None:
    """A heading that says too little to be a column's, or names a part of it."""
    partly = parts_of(heading)
    if partly:
        return only_partly(heading, partly[0])
    if heading.counts_otherwise or NEVER.search("/".join(heading.parts[:-1])):
        return None
    found = [column.id for column in load_columns().values() if _says_too_little(column, heading)]
    return _doubtful(heading, found) if found else None


def _says_too_little(column: Column, heading: Heading) -> bool:
    """其中：体育 beside 专任教师数 says no teachers in its own words."""
    if heading.unit and not _has_unit(column, heading.unit):
        return False
    if column.ask and column.ask.fullmatch(heading.key):
        return True
    bare = column.under is not None and len(heading.parts) == 1 and not column.under.search(heading.path)
    return bare and column.key is not None and column.key.fullmatch(heading.key) is not None


def parts_of(heading: Heading) -> list[str]:
    """Return the columns of which a heading names what may be a part only: 教学辅助用房, 省级骨干教师."""
    columns = load_columns().values()
    return [column.id for column in columns if column.partly and column.partly.fullmatch(heading.path)]


def only_partly(heading: Heading, id: str) -> Match:
    """A column that may be a part of the wanted one: asked about."""
    label = load_columns()[id].label
    why = Bilingual(
        f"可能只是“{label.zh}”的一部分；请合计为一列，如这一列就是全部，请确认",
        f"it may be only a part of “{label.en}”: give the sum in one column, or confirm that it is all of it",
    )
    alternatives = _staged(heading, [id])
    return replace(_unmatched(heading, why), guess=alternatives[0], alternatives=alternatives)


def _of_another_unit(heading: Heading) -> Match | None:
    """A heading that would be a column's but for its unit counts another thing; what it is near to is told."""
    bare = replace(heading, unit="")
    found = _exact(bare) or _synonyms(bare) if heading.unit else []
    if not found:
        return None
    if found[0].id in ROOM_NUMBERS and heading.unit in AREA:
        return _doubtful(heading, [areas for areas, number in NUMBER_OF.items() if number == found[0].id])
    label, unit = found[0].label, found[0].unit
    why = Bilingual(
        f"表头的单位是“{heading.unit}”，“{label.zh}”以“{unit}”计；如单位写错，请改表头",
        f"the heading's unit is {heading.unit}, and “{label.en}” is in {unit}; if the unit is wrong, mend the heading",
    )
    return replace(_unmatched(heading, why), guess=_staged(heading, [found[0].id])[0])


def _settled(column: Column, heading: Heading, confidence: float, path: str) -> Match:
    """Take the heading for a column, but a total of areas for no list of them."""
    rooms = re.search("音乐|美术", path)
    words = path[rooms.start() :] if rooms else path
    if column.kind == "areas" and AREA_TOTAL.search(words):
        why = Bilingual(
            "面积合计不能说明各间是否达标；请逐间填写面积（如 96、102.5）",
            "a total area does not tell whether each room is large enough; give the area of each (such as 96、102.5)",
        )
        return replace(_unmatched(heading, why), guess=column.id)
    if column.kind == "areas" and SAYS_COUNT.search(path.rpartition("/")[2]):
        column = load_columns()[NUMBER_OF[column.id]]
    matched = _matched(column.id, column, heading, confidence, _reason(column, confidence))
    if column.id in ROOM_NUMBERS and (SAYS_AREA.search(words) or not SAYS_COUNT.search(words)):
        return replace(matched, ambiguous=True)
    return matched


def _matched(id: str, column: Column, heading: Heading, confidence: float, why: Bilingual) -> Match:
    stage = None if column.kind == "text" else heading.stage
    return Match(f"{id}.{stage}" if stage else id, column, stage, heading.unit, confidence, why)


def _unmatched(heading: Heading, why: Bilingual) -> Match:
    return Match(None, None, heading.stage, heading.unit, 0.0, why)


def _reason(column: Column, confidence: float) -> Bilingual:
    if confidence == SURE:
        return Bilingual("标题与标准列名一致", "the heading is the column's name")
    return Bilingual(f"标题是“{column.label.zh}”的常见写法", f"the heading is a usual wording of “{column.label.en}”")


def _allowed(column: Column, heading: Heading) -> bool:
    if column.kind == "text":
        return len(heading.parts) <= 2
    if heading.unit and not _has_unit(column, heading.unit):
        return False
    if column.result:
        return True
    words = column.despite.sub("", heading.path) if column.despite else heading.path
    if heading.counts_otherwise or NEVER.search(words):
        return False
    return not column.under or column.under.search(heading.path) is not None


def _has_unit(column: Column, unit: str) -> bool:
    """Whether a column can be given in a unit; one of rooms in 间 may turn out to be their number."""
    return column.factor(unit) is not None or (column.kind == "areas" and unit in THINGS)


def _keys(column: Column, heading: Heading) -> tuple[str, ...]:
    """The keys to compare: under a bare 面积 the part above is the key, for columns that are areas."""
    if heading.area_leaf:
        return (heading.parts[-2] + heading.parts[-1], heading.parts[-2]) if column.unit == "㎡" else ()
    return (heading.key,) if heading.key else ()


def _exact(heading: Heading) -> list[Column]:
    return [
        column
        for column in load_columns().values()
        if any(key in column.names for key in _keys(column, heading)) and _allowed(column, heading)
    ]


def _synonyms(heading: Heading) -> list[Column]:
    columns = [column for column in load_columns().values() if _allowed(column, heading)]
    by_path = [column for column in columns if column.path and column.path.fullmatch(heading.path)]
    if by_path:
        return by_path
    return [
        column for column in columns if column.key and any(column.key.fullmatch(key) for key in _keys(column, heading))
    ]


def _likest(heading: Heading) -> Match:
    """A slip of the keyboard is used and asked about; a heading that is near to a name is only asked about."""
    if len(heading.key) < SHORTEST:
        return _unmatched(heading, NOT_USED)
    scores = _by_likeness(heading)
    if not scores:
        return _unmatched(heading, NOT_USED)
    slips = [column for _, column in scores if any(is_slip(heading.key, name) for name in column.names)]
    if len(slips) != 1:
        return _doubtful(heading, [column.id for _, column in scores])
    score = max(likeness(heading.key, name) for name in slips[0].names)
    why = Bilingual(f"与“{slips[0].label.zh}”字形相近", f"the characters are like “{slips[0].label.en}”")
    matched = _matched(slips[0].id, slips[0], heading, round(score * SYNONYM, 3), why)
    return replace(matched, alternatives=_staged(heading, [slips[0].id, *(column.id for _, column in scores)]))


def _by_likeness(heading: Heading) -> list[tuple[float, Column]]:
    scores = (
        (max(likeness(heading.key, name) for name in column.names), column)
        for column in load_columns().values()
        if column.kind != "text" and _allowed(column, heading)
    )
    return sorted(((score, column) for score, column in scores if score), key=lambda one: -one[0])


def _doubtful(heading: Heading, ids: Sequence[str]) -> Match:
    """A heading that is left alone until the user says what it means."""
    if len(ids) > 1:
        why = Bilingual("标题可作几种理解", "the heading could mean several things")
    else:
        zh = f"{heading.stage or ''}{load_columns()[ids[0]].label.zh}"
        why = Bilingual(
            f"是否指“{zh}”？如是，请确认，或把表头改为“{zh}”",
            f"was “{zh}” meant? If so, confirm it, or rename the heading to “{zh}”",
        )
    alternatives = _staged(heading, ids)
    return replace(_unmatched(heading, why), guess=alternatives[0], alternatives=alternatives)


def _staged(heading: Heading, ids: Sequence[str]) -> tuple[str, ...]:
    staged = (f"{id}.{heading.stage}" if heading.stage else id for id in ids)
    return tuple(dict.fromkeys(staged))[:MOST_ALTERNATIVES]
