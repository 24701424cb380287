"""Two ways to one number of a school: a numerator by parts and by its total, and a value per pupil beside its amounts.

The rule: a numerator that cannot be (more teachers of a kind than teachers) is an error, and what rests on it is
undecided. Where two ways differ and either can be, the more direct one decides, as it does without the other, and a
warning names both.
"""

from collections.abc import Iterator
from fractions import Fraction

from calculators.columns import label_of
from calculators.data_checks.faults import COMMA, cell_words, make_issue, short_cell
from calculators.indicators import INDICATORS, Indicator
from calculators.model import Issue
from calculators.rounding import plain
from calculators.schools import School, Taken
from calculators.units import known_sources
from calculators.values import exact
from corpus.bilingual import Bilingual
from corpus.model import Stage
from corpus.saying import STAGES_EN

Doubt = tuple[Issue, tuple[str, ...]]
Way = tuple[tuple[str, Taken, int], ...]
# Amounts rounded to whole units still say the same; values per pupil are rounded to two decimals.
WHOLE, HUNDREDTH = 1 - 1e-6, 0.005 + 1e-9


def ways(school: School) -> Iterator[Doubt]:
    """Yield what contradicts in the seven numerators of one school, with the columns to set aside: none for a warning.

    Assets of the whole school are compared once, for its first stage.
    """
    for stage in school.stages:
        for indicator in INDICATORS:
            known = known_ways(school, stage, indicator)
            if known and not (indicator.shared and stage != school.stages[0] and is_whole(school, stage, known[0])):
                yield from _compared(school, stage, indicator, known)


def known_ways(school: School, stage: Stage, indicator: Indicator) -> list[Way]:
    """Return the ways to a numerator that the sheet gives in full, the one in use first; none that is part of another.

    A way that is part of another one leaves out what that one adds.
    """
    known = [
        tuple((column, school.taken(column, stage), sign) for column, sign in source)
        for source in known_sources(school, stage, indicator)
    ]
    if len(known) < 2:
        return known
    return [way for way in known if not any(_names(way) < _names(other) for other in known)]


def _names(way: Way) -> set[str]:
    return {column for column, _, _ in way}


def is_whole(school: School, stage: Stage, way: Way) -> bool:
    """Whether a way's numbers are the whole school's and not one stage's own."""
    return not any(f"{column}.{stage}" in school.values for column, _, _ in way)


def amount(way: Way) -> float:
    """Return what a way comes to."""
    return sum(sign * taken.value for _, taken, sign in way)


def _compared(school: School, stage: Stage, indicator: Indicator, known: list[Way]) -> Iterator[Doubt]:
    used, teachers = known[0], school.taken("teachers", stage)
    if not indicator.shared and (amount(used) < 0 or amount(used) > teachers.value):
        yield _impossible(school, stage, indicator, used, teachers)
        return
    others = {amount(other): other for other in reversed(known[1:]) if abs(amount(other) - amount(used)) >= WHOLE}
    yield from ((_differing(school, stage, indicator, used, other), ()) for other in others.values())
    result = school.taken(indicator.result, stage)
    if result.known and not _follows(school, stage, indicator, used, result):
        yield _result_differs(school, stage, indicator, used, result), ()


def _follows(school: School, stage: Stage, indicator: Indicator, used: Way, result: Taken) -> bool:
    """Whether a value per pupil is that of the amounts, rounded; so too where that is not known."""
    share = school.share(used[0][0], stage) if indicator.shared else Fraction(1)
    pupils = school.pupils[stage].value
    if share is None or not pupils > 0:
        return True
    return abs(amount(used) * float(share) * indicator.per / pupils - result.value) <= HUNDREDTH


def _sum(way: Way) -> str:
    return plain(sum((sign * exact(taken.value) for _, taken, sign in way), Fraction(0)))


def _words(way: Way) -> Bilingual:
    """A way with its numbers: 教学及辅助用房面积 4500 − 室内体育用房面积 300（H5、I5）."""
    signs = ["", *(" + " if sign > 0 else " − " for _, _, sign in way[1:])]
    terms = [(sign, label_of(column), plain(taken.value)) for sign, (column, taken, _) in zip(signs, way, strict=True)]
    cells = [cell for _, taken, _ in way for cell in taken.cells]
    zh = "".join(f"{sign}{label.zh} {number}" for sign, label, number in terms)
    en = "".join(f"{sign}{label.en} {number}" for sign, label, number in terms)
    return Bilingual(f"{zh}（{cell_words(cells)}）", f"{en} ({cell_words(cells, COMMA)})")


def _items(school: School, stage: Stage, indicator: Indicator, used: Way) -> tuple[str, ...]:
    shared = indicator.shared and is_whole(school, stage, used)
    return indicator.id, *(f"CV.{one}.{indicator.id}" for one in (school.stages if shared else (stage,)))


def _impossible(school: School, stage: Stage, indicator: Indicator, used: Way, teachers: Taken) -> Doubt:
    number, words, items = _sum(used), _words(used), _items(school, stage, indicator, used)
    most = f"0–{plain(teachers.value)}" if teachers.known else "≥ 0"
    at, at_en = (f"（{short_cell(teachers.cell)}）", f" ({short_cell(teachers.cell)})") if teachers.cell else ("", "")
    zh = f"多于专任教师数 {plain(teachers.value)}{at}" if amount(used) > 0 else "不能小于 0"
    en = f"more than the {plain(teachers.value)} full-time teachers{at_en}" if amount(used) > 0 else "less than none"
    message = Bilingual(
        f"{school.name}：{stage}{words.zh} = {number}，{zh}；{stage}{indicator.id} 暂不判定，请核对。",
        f"{school.name}: {words.en} = {number}, {en}; {indicator.id} ({STAGES_EN[stage]}) is left undecided, "
        "please check.",
    )
    columns = {f"{column}.{stage}" for source in indicator.sources[stage] for column, _ in source}
    issue = make_issue(
        "part_exceeds_whole", "error", used[0][1].cell, message, affects=items, found=number, expected=most
    )
    return issue, tuple(columns)


def _differing(school: School, stage: Stage, indicator: Indicator, used: Way, other: Way) -> Issue:
    ours, theirs, items = _words(used), _words(other), _items(school, stage, indicator, used)
    taken, found = _sum(used), _sum(other)
    message = Bilingual(
        f"{school.name}：{stage}{indicator.id} 的分子有两种算法，结果不同：{ours.zh} = {taken}，{theirs.zh} = {found}；"
        "按前者计算，请核对。",
        f"{school.name}: the numerator of {indicator.id} ({STAGES_EN[stage]}) follows in two ways that differ: "
        f"{ours.en} = {taken}, {theirs.en} = {found}; the first is used, please check.",
    )
    cell = next((one.cell for column, one, _ in other if column not in _names(used) and one.cell), None)
    return make_issue("sources_differ", "warning", cell, message, affects=items, found=found, expected=taken)


def _result_differs(school: School, stage: Stage, indicator: Indicator, used: Way, result: Taken) -> Issue:
    words, items = _words(used), _items(school, stage, indicator, used)
    message = Bilingual(
        f"{school.name}：表中“{indicator.label.zh}”（{stage}）是 {plain(result.value)}，与由{words.zh}算出的不符；"
        "按后者计算，请核对。",
        f"{school.name}: {indicator.label.en} ({STAGES_EN[stage]}) stands as {plain(result.value)}, which does not "
        f"follow from {words.en}; the latter is used, please check.",
    )
    return make_issue("result_differs", "warning", result.cell, message, affects=items, found=plain(result.value))
