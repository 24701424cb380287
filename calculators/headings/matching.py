"""What a heading means: from a heading path to a canonical column, with a confidence and a reason.

Exact names come first, then the patterns of `columns.yaml`, then likeness of characters. Vectors are never used: they
take 生均教学用房面积 for 教学用房面积. A heading that could mean two things means neither.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from calculators.columns import AREA, Column, Kind, label_of, load_columns
from calculators.headings.likeness import is_slip, likeness
from calculators.headings.words import Heading, read_heading
from calculators.kinds import load_form
from corpus.bilingual import Bilingual
from corpus.folding import fold_width

SURE, SYNONYM = 1.0, 0.95
SHORTEST, MOST_ALTERNATIVES = 5, 4
AREA_TOTAL = re.compile("(?<!汇)总|合计|小计|共")
SAYS_COUNT = re.compile("间数|室数|教室数|数量|个数|\\((间|个)\\)|(?:^|/)间$")
SAYS_AREA = re.compile("面积|m2|平方米|平米")

NEVER = re.compile(
    "生均|每百|每生|每个|平均|比例|占比|百分比|率$|是否|达标|标准化|计划|拟建|拟|新增|需|缺|女|毕业生|毕业人数|招生|寄宿|"
    "年级|学前|幼儿|随迁|留守|残疾|去年|上年|上学年|危房|租借|临聘|编外|代课|兼职|退休|备注"
)
NOT_USED = Bilingual("未用到的列", "a column that is not used")
NUMBER_OF = {"music_room_areas": "music_rooms", "art_room_areas": "art_rooms"}
ROOM_NUMBERS = frozenset(NUMBER_OF.values())
LARGE_CLASSES = re.compile("([超特]?大班额)(的)?(教学)?(班级?)?(总)?(个)?(数量?)?")
BANDS = (
    (re.compile(r"(\d+)人?(?:-|~|至|到|—|–)(\d+)人?"), 0),
    (re.compile(r"(?<!不)(?:超过?|大于|高于|>)(\d+)人?"), 1),
    (re.compile(r"(?:≥|不少于|不低于)(\d+)人?()|(\d+)人?(?:\(含\)|含)?(?:及|和|或)?以上"), 0),
    (re.compile(r"()(?:≤|不超过|不大于)(\d+)人?|(\d+)人?(?:\(含\)|含)?(?:及|和|或)?以下"), 0),
)


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


def match_heading(path: tuple[str, ...]) -> Match:
    """Return what a heading path means; one with a year or a remark that changes its numbers is left to the user."""
    path = tuple(fold_width(part) for part in path)
    heading = read_heading(path)
    match = _meaning(heading, path)
    return _qualified(match, path[-1]) if heading.qualified and match.kind not in (None, "text") else match


def _qualified(match: Match, heading: str) -> Match:
    label = label_of(str(match.id))
    why = Bilingual(f"“{heading}”另有年份或限定，不能确定就是“{label.zh}”", f"“{heading}” says more than “{label.en}”")
    alternatives = (str(match.id),)
    return Match(None, None, match.stage, match.unit, 0.0, why, str(match.id), alternatives=alternatives)


def _meaning(heading: Heading, path: tuple[str, ...]) -> Match:
    band = _class_band(heading, path)
    if band:
        why = Bilingual("标题写明班额段", "the heading names class sizes")
        return _matched(f"classes[{band}]", load_columns()["oversize_classes"], heading, SURE, why)
    large = _large_classes(heading, path)
    if large:
        why = Bilingual("标题是统计口径的班额段", "the heading is a class size of the statistics")
        return _matched(f"classes[{large}-]", load_columns()["oversize_classes"], heading, SYNONYM, why)
    for confidence, found in ((SURE, _exact(heading)), (SYNONYM, _synonyms(heading))):
        if len(found) == 1:
            return _settled(found[0], heading, confidence, "/".join(path))
        if found:
            return _doubtful(heading, [column.id for column in found])
    return _likest(heading)


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
    if column.result:
        return True
    words = column.despite.sub("", heading.path) if column.despite else heading.path
    if heading.counts_otherwise or NEVER.search(words):
        return False
    if column.kind == "count" and heading.unit in AREA:
        return False
    return not column.under or column.under.search(heading.path) is not None


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


def _large_classes(heading: Heading, path: tuple[str, ...]) -> int | None:
    """Return from how many pupils a 大班额 or 超大班额 is counted, unless the heading itself names another number."""
    found = LARGE_CLASSES.fullmatch(heading.key)
    if found is None or NEVER.search(heading.path):
        return None
    least = load_form().large_classes[found.group(1)]
    named = re.findall(r"\d+", "".join(path))
    return least if not named or str(least) in named else None


def _class_band(heading: Heading, path: tuple[str, ...]) -> str | None:
    """Return "46-50" or "46-" for a count of classes by size, from the words of the heading."""
    if "班" not in "".join(path) or not heading.parts or NEVER.search(heading.path) or "最大" in heading.key:
        return None
    for pattern, above in BANDS:
        found = pattern.search(heading.key)
        if found:
            bounds = [group for group in found.groups() if group is not None]
            if pattern is BANDS[3][0]:
                return f"0-{bounds[-1]}"
            low = int(bounds[0]) + above
            return f"{low}-{bounds[1] if len(bounds) > 1 else ''}"
    return None
