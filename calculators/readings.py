"""The readings (口径) of rules that can be read in two ways: which is in use, and what the other would change."""

from dataclasses import replace

from calculators.choice import Choice
from calculators.county import CountyCheck, check_county
from calculators.indicators import INDICATORS
from calculators.items import borderline_rows, limits_of
from calculators.kinds import STAGE_NAMES
from calculators.model import Reading
from calculators.rooms import KindReading, SurplusReading, judge
from corpus.bilingual import Bilingual, same

KINDS_WORDS: dict[KindReading, Bilingual] = {
    "each": Bilingual("音乐、美术教室分别计算", "music rooms and art rooms apart"),
    "sum": Bilingual("音乐、美术教室合计", "music and art rooms together"),
}
SURPLUS_WORDS: dict[SurplusReading, Bilingual] = {
    "enough": Bilingual("面积达标的间数够即可", "enough rooms that are large enough"),
    "every": Bilingual("每间面积都须达标", "every room must be large enough"),
}
PRIVATE = {
    True: Bilingual("计入民办学校", "private schools counted"),
    False: Bilingual("不计民办学校", "private schools left out"),
}
ROUNDED = Bilingual("先四舍五入再判定", "judged on rounded values")


def readings(check: CountyCheck) -> tuple[Reading, ...]:
    """Return every reading in use with what the other one would change in this county, computed."""
    choice, default = check.choice, Choice()
    other_kinds: KindReading = "sum" if choice.kinds == "each" else "each"
    other_surplus: SurplusReading = "every" if choice.surplus == "enough" else "enough"
    return (
        Reading(
            "rooms.kinds",
            choice.kinds,
            choice.kinds == default.kinds,
            _rooms_change(check, other_kinds, choice.surplus, KINDS_WORDS[other_kinds]),
        ),
        Reading(
            "rooms.surplus",
            choice.surplus,
            choice.surplus == default.surplus,
            _rooms_change(check, choice.kinds, other_surplus, SURPLUS_WORDS[other_surplus]),
        ),
        Reading(
            "include_private",
            str(choice.include_private).lower(),
            choice.include_private == default.include_private,
            _private_change(check),
        ),
        Reading("rounding", "unrounded", True, _rounding_change(check)),
    )


def _rooms_change(check: CountyCheck, kinds: KindReading, surplus: SurplusReading, name: Bilingual) -> Bilingual:
    others = [judge(one.needed, one.music, one.art, kinds, surplus) for one in check.rooms]
    pairs = list(zip(check.rooms, others, strict=True))
    gains = [one.school.name for one, other in pairs if other and not one.passes]
    losses = [one.school.name for one, other in pairs if one.passes and other is False]
    zh = [f"{'、'.join(gains)}改为达标"] * bool(gains) + [f"{'、'.join(losses)}改为不达标"] * bool(losses)
    en = [f"{', '.join(gains)} would pass"] * bool(gains) + [f"{', '.join(losses)} would fail"] * bool(losses)
    return _under(name, "；".join(zh), "; ".join(en))


def _under(name: Bilingual, zh: str, en: str) -> Bilingual:
    return Bilingual(f"按“{name.zh}”口径：{zh}", f"Read as “{name.en}”: {en}") if zh else Bilingual("", "")


def _private_change(check: CountyCheck) -> Bilingual:
    """What leaving out (or taking in) the 民办 schools would change in the county's summary."""
    include = not check.choice.include_private
    other = check_county(check.table, check.floor, replace(check.choice, include_private=include))
    pairs = (
        (Bilingual("学校全部达标", "all units pass"), check.all_units_pass, other.all_units_pass),
        (Bilingual("差异系数全部达标", "all coefficients of variation are met"), check.all_cv_met, other.all_cv_met),
        (Bilingual("专用教室全部达标", "all rooms suffice"), check.rooms_pass, other.rooms_pass),
    )
    changed = [(label, _word(now), _word(then)) for label, now, then in pairs if now != then]
    zh = "；".join(f"{label.zh}：{now.zh}→{then.zh}" for label, now, then in changed)
    en = "; ".join(f"{label.en}: {now.en} → {then.en}" for label, now, then in changed)
    return _under(PRIVATE[include], zh, en)


def _word(verdict: bool | None) -> Bilingual:
    if verdict is None:
        return Bilingual("未定", "undecided")
    return Bilingual("是", "yes") if verdict else Bilingual("否", "no")


def _rounding_change(check: CountyCheck) -> Bilingual:
    found = [*_close_units(check), *(same(item.id) for item in check.items if item.borderline and item.id[0] == "C")]
    zh, en = "、".join(one.zh for one in found), ", ".join(one.en for one in found)
    return _under(ROUNDED, f"{zh} 的判定会改变（临界）" if found else "", f"{en} would change (borderline)")


def _close_units(check: CountyCheck) -> list[Bilingual]:
    """Name each unit that rounding would carry over the standard, or over 85 % of it."""
    lines = (Bilingual("标准", "the standard"), Bilingual("85% 线", "the 85 % line"))
    return [
        Bilingual(
            f"{stage}{indicator.id}（{units.schools[row].name}，{line.zh}）",
            f"{indicator.id} of {units.schools[row].name} ({STAGE_NAMES[stage]}, {line.en})",
        )
        for stage, units in check.units.items()
        for column, indicator in enumerate(INDICATORS)
        for line, limit in zip(lines, limits_of(check.floor, indicator.id, stage), strict=True)
        for row in borderline_rows(units, column, limit)
    ]
