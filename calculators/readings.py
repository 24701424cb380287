"""The readings (口径) of rules that can be read in two ways: which is in use, and what the other would change."""

from dataclasses import replace

from calculators.choice import Choice
from calculators.county import CountyCheck, check_county
from calculators.model import Reading
from calculators.rooms import KindReading, SurplusReading, judge
from corpus.bilingual import Bilingual


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
            _rooms_change(check, other_kinds, choice.surplus, other_kinds),
        ),
        Reading(
            "rooms.surplus",
            choice.surplus,
            choice.surplus == default.surplus,
            _rooms_change(check, choice.kinds, other_surplus, other_surplus),
        ),
        Reading(
            "include_private",
            str(choice.include_private).lower(),
            choice.include_private == default.include_private,
            _private_change(check),
        ),
        Reading("rounding", "unrounded", True, _rounding_change(check)),
    )


def _rooms_change(check: CountyCheck, kinds: KindReading, surplus: SurplusReading, name: str) -> Bilingual:
    other = {one.school.name: judge(one.needed, one.music, one.art, kinds, surplus) for one in check.rooms}
    gains = [one.school.name for one in check.rooms if other[one.school.name] and not one.passes]
    losses = [one.school.name for one in check.rooms if one.passes and other[one.school.name] is False]
    zh = [f"{_names(gains)}改为达标"] * bool(gains) + [f"{_names(losses)}改为不达标"] * bool(losses)
    en = [f"{', '.join(gains)} would pass"] * bool(gains) + [f"{', '.join(losses)} would fail"] * bool(losses)
    return Bilingual(f"按 {name}：{'；'.join(zh)}", f"Under {name}: {'; '.join(en)}") if zh else Bilingual("", "")


def _names(schools: list[str]) -> str:
    return "、".join(schools)


def _private_change(check: CountyCheck) -> Bilingual:
    """What leaving out (or taking in) the 民办 schools would change in the county's summary."""

    other = check_county(
        check.table, check.floor, replace(check.choice, include_private=not check.choice.include_private)
    )
    pairs = (
        (Bilingual("学校全部达标", "all units pass"), check.all_units_pass, other.all_units_pass),
        (Bilingual("差异系数全部达标", "all 差异系数 are met"), check.all_cv_met, other.all_cv_met),
        (Bilingual("专用教室全部达标", "all rooms suffice"), check.rooms_pass, other.rooms_pass),
    )
    changed = [(label, now, then) for label, now, then in pairs if now != then]
    zh = "；".join(f"{label.zh}：{_word(now).zh}→{_word(then).zh}" for label, now, then in changed)
    en = "; ".join(f"{label.en}: {_word(now).en} → {_word(then).en}" for label, now, then in changed)
    return Bilingual(zh, en)


def _word(verdict: bool | None) -> Bilingual:
    if verdict is None:
        return Bilingual("未定", "undecided")
    return Bilingual("是", "yes") if verdict else Bilingual("否", "no")


def _rounding_change(check: CountyCheck) -> Bilingual:
    close = [item for item in check.items if item.borderline]
    zh = "、".join(f"{item.stage}{item.id}" if item.id[0] == "R" else item.id for item in close)
    return (
        Bilingual(f"按四舍五入后的值，{zh} 的判定会改变（临界）", f"Judged on rounded values, {zh} would change")
        if close
        else (Bilingual("", ""))
    )
