"""Parts of one school's numbers against their whole: areas within areas, classes by size against all classes.

A part that is larger than its whole is an error where a figure rests on it, and that figure is undecided; else it is
told. Two statements on oversize classes that contradict each other are a warning: G5 fails where either says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from calculators.affects import affected, gravity
from calculators.class_size import bands_of, class_columns
from calculators.columns import label_of
from calculators.data_checks.faults import doubtful_issue, make_issue, short_cell
from calculators.data_checks.ways import Doubt
from calculators.model import Issue, Severity
from calculators.rounding import plain
from calculators.schools import UNKNOWN, School, Taken
from corpus.bilingual import Bilingual
from corpus.model import STAGES, Stage
from corpus.saying import STAGES_EN

Band = tuple[int, int | None]
# A whole, a part of it, and what, where it is given too, makes the two one of the ways to a numerator (see ways).
WHOLES = (
    ("teaching_area", "net_teaching_area", "indoor_sports_area"),
    ("sports_area", "sports_ground_area", "indoor_sports_area"),
    ("sports_area", "indoor_sports_area", "sports_ground_area"),
    ("pupils", "migrant_pupils", ""),
)
PAIRS = tuple(
    tuple(f"{name}{suffix}" for name in names)
    for suffix in ("", *(f".{stage}" for stage in STAGES))
    for names in WHOLES
)


def parts(school: School, limits: Mapping[Stage, int]) -> Iterator[Doubt]:
    """Yield what is wrong with parts and wholes, and the columns to set aside; `limits` are the largest classes."""
    for whole, part, other in PAIRS:
        if part not in school.values or whole not in school.values:
            continue
        total, one, third = (school.values.get(name, UNKNOWN) for name in (whole, part, other))
        if one.value > total.value and not third.known:
            yield _larger(school, part, one, whole, total)
    for stage in school.stages:
        yield from _bands(school, stage)
        yield from _oversize(school, stage, limits[stage])


def _larger(school: School, part: str, one: Taken, whole: str, total: Taken) -> Doubt:
    labels, items = (label_of(part), label_of(whole)), affected(part)
    zh_numbers = [f"{plain(taken.value)}（{short_cell(taken.cell or '')}）" for taken in (one, total)]
    en_numbers = [f"{plain(taken.value)} ({short_cell(taken.cell or '')})" for taken in (one, total)]
    zh, en = ("；有关结果暂不判定", "; what rests on them is undecided") if items else ("", "")
    message = Bilingual(
        f"{school.name}：{labels[0].zh} {zh_numbers[0]}大于{labels[1].zh} {zh_numbers[1]}{zh}，请核对。",
        f"{school.name}: {labels[0].en} {en_numbers[0]} exceeds {labels[1].en} {en_numbers[1]}{en}, please check.",
    )
    issue = make_issue(
        "part_exceeds_whole", gravity(items), one.cell, message, affects=items, found=plain(one.value),
        expected=f"不超过 {plain(total.value)}",
    )  # fmt: skip
    return issue, (part, whole) if items else ()


def _bands(school: School, stage: Stage) -> Iterator[Doubt]:
    """The classes by size against all classes: never more, and no fewer where the bands leave no size out.

    Fewer are an error where nothing but the bands says that no class is too large.
    """
    classes, bands = school.taken("classes", stage), bands_of(school.values, stage)
    apart = _apart(bands)
    total = sum(bands[band].value for band in apart)
    if total > classes.value:
        yield _bands_differ(school, stage, total, classes, "error"), class_columns(school.values, stage)
    elif total < classes.value and _leaves_none_out(apart):
        stated = (school.taken(f"{column}.{stage}") for column in ("largest_class", "oversize_classes"))
        if any(one.known for one in stated):
            yield _bands_differ(school, stage, total, classes, "warning"), ()
        else:
            yield _bands_differ(school, stage, total, classes, "error"), class_columns(school.values, stage)


def _leaves_none_out(apart: Sequence[Band]) -> bool:
    """Whether bands follow each other from the smallest class to the largest."""
    joined = all(high is not None and low == high + 1 for (_, high), (low, _) in pairwise(apart))
    return bool(apart) and apart[0][0] <= 1 and apart[-1][1] is None and joined


def _bands_differ(school: School, stage: Stage, total: float, classes: Taken, severity: Severity) -> Issue:
    bands = bands_of(school.values, stage)
    cells = [cell for band in _apart(bands) if (cell := bands[band].cell)]
    zh, en = ("；班额暂不判定", "; its class sizes are undecided") if severity == "error" else ("", "")
    message = Bilingual(
        f"{school.name}：{stage}各班额段合计 {plain(total)} 个班（{'、'.join(map(short_cell, cells))}），"
        f"班级数是 {plain(classes.value)}{zh}；请核对。",
        f"{school.name}: the {STAGES_EN[stage]} class sizes come to {plain(total)} classes "
        f"({', '.join(map(short_cell, cells))}) and its classes are {plain(classes.value)}{en}; please check.",
    )
    code = "part_exceeds_whole" if total > classes.value else "parts_differ"
    return make_issue(
        code, severity, cells[0], message, affects=("G5",), found=plain(total), expected=plain(classes.value)
    )


def _apart(bands: Mapping[Band, Taken]) -> list[Band]:
    """Return the known bands that do not overlap, the smallest classes first."""
    found: list[Band] = []
    for band in sorted((band for band, taken in bands.items() if taken.known), key=lambda band: band[0]):
        last = found[-1][1] if found else -1
        if last is not None and band[0] > last:
            found.append(band)
    return found


def _oversize(school: School, stage: Stage, limit: int) -> Iterator[Doubt]:
    """The largest class, the oversize classes and the bands above the limit, where these do not agree."""
    largest, stated = school.taken(f"largest_class.{stage}"), school.taken(f"oversize_classes.{stage}")
    bands = bands_of(school.values, stage)
    above = [band for band in _apart(bands) if band[0] > limit]
    total = sum(bands[band].value for band in above)
    if not stated.known:
        return
    at = f"{plain(stated.value)}（{short_cell(stated.cell or '')}）"
    at_en = f"the {plain(stated.value)} oversize {STAGES_EN[stage]} classes ({short_cell(stated.cell or '')})"
    if largest.known and (stated.value > 0) != (largest.value > limit):
        why = Bilingual(
            f"{stage}超班额班级数 {at}与最大班额 {plain(largest.value)} 矛盾，按有超班额判定",
            f"{at_en} contradict the largest class ({plain(largest.value)}); G5 fails",
        )
        yield doubtful_issue(school.name, f"oversize_classes.{stage}", stated.cell, why), ()
    elif any(low == limit + 1 for low, _ in above) and above[-1][1] is None and total != stated.value:
        why = Bilingual(
            f"{stage}超班额班级数 {at}与各班额段中超过 {limit} 人的 {plain(total)} 个班不符",
            f"{at_en} differ from the {plain(total)} classes above {limit} in the bands",
        )
        yield doubtful_issue(school.name, f"oversize_classes.{stage}", stated.cell, why), ()
