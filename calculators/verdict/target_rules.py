"""Whether one target of a place is reached, by what it is a target for: schools, ratios of the form, what it counts.

What the sheets do not tell is never guessed from what they do: it is named as missing.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from calculators.compare import WHOLE, every
from calculators.county_form.measures import LOCAL_RATIOS, RATIOS, SHORTFALLS, SUBJECTS, Ratio, Shortfall
from calculators.model import Item
from calculators.rounding import plain
from calculators.verdict.found import Found, is_same
from calculators.verdict.of_form import judge_ratio, judge_subjects
from calculators.verdict.of_school_targets import judge_of_schools
from corpus.indicators import name_of
from corpus.model import PRIMARY, Scope, Threshold

if TYPE_CHECKING:
    from calculators.county import CountyCheck

Own = Mapping[tuple[str, Scope], Threshold]
RATIO_OF: Mapping[tuple[str, Scope], Ratio] = {(one.indicator, one.stage): one for one in (*RATIOS, *LOCAL_RATIOS)}
SHORTFALL_OF: Mapping[str, Shortfall] = {one.indicator: one for one in SHORTFALLS}
# which schools the form counts is a requirement of its own
SCOPE_OF: Mapping[str, str] = {"G6.base": "G6.below"}
SMALL = frozenset({"G6.base", "G6.below"})
# what would tell, where the form does not ask it
WANTED: Mapping[str, str] = {
    "G6.base": "按{value}人核定的学校数",
    "G6.multiple": "按{value}倍核定的学校数",
    "G6.second_base": "按{value}人核定的学校数",
    "G6.second_multiple": "按{value}倍核定的学校数",
    "G7.multiple": "普通学校生均公用经费定额",
    "Q4": "培训经费不足{value}%的学校数",
}


def is_reached(check: "CountyCheck", item: Item, target: Threshold, own: Own | None = None) -> Found:
    """Return whether a target of an item is reached; `own` are the other targets that the place has set with it."""
    if judge := judge_of_schools(target.indicator):
        return judge(check, item, target)
    if ratio := RATIO_OF.get((target.indicator, target.stage)):
        if others := _other_circle(check, target):
            return Found(None, missing=(f"{ratio.label.zh}（{others}）",))
        judged = judge_ratio(ratio, check.table.form, target, rounded=check.choice.rounded)
        part = judged.part
        return Found(_verdict(part.status), (), judged.missing, part.value, part.display)
    return _of_form(check, target, own or {})


def _other_circle(check: "CountyCheck", target: Threshold) -> str | None:
    """Return whom a target covers, where the form counts others: those that the country's requirement is about."""
    floor = check.floor.find(target.indicator, target.stage)
    counted = floor.covers if floor else None
    return target.covers.zh if target.covers and target.covers != counted else None


def _verdict(status: str) -> bool | None:
    return {"met": True, "not_met": False}.get(status)


def _of_form(check: "CountyCheck", target: Threshold, own: Own) -> Found:
    """What the form gives by subject, or counts against the national line; anything else it does not ask."""
    form = check.table.form
    for subjects in SUBJECTS:
        if subjects.indicator == target.indicator:
            judged = judge_subjects(subjects, form, target)
            missing = tuple(name for one in judged for name in one.missing)
            return Found(every([_verdict(one.part.status) for one in judged]), (), missing)
    counted = SHORTFALL_OF.get(target.indicator)
    if counted and _is_the_floors(check, target, own):
        value = counted.value(form)
        return Found(None if value is None else value == 0, (), counted.missing(form))
    return Found(None, missing=(_wanted(target),))


def _wanted(target: Threshold) -> str:
    """What would tell; the form may ask the same of another stage."""
    if target.indicator in WANTED:
        return WANTED[target.indicator].format(value=plain(target.value))
    asked = any(one.indicator == target.indicator for one in RATIOS)
    name = (target.name or name_of(target.indicator)).zh
    return f"{name}（{target.stage}）" if asked else name


def _is_the_floors(check: "CountyCheck", target: Threshold, own: Own) -> bool:
    """Whether the form, which counts against the national line, counts what the target asks."""
    asked = _floor(check, target.indicator, target.stage)
    if not is_same(asked, target):
        return False
    scope = SCOPE_OF.get(target.indicator)
    mine = own.get((scope, target.stage)) if scope else None
    return scope is None or mine is None or is_same(_floor(check, scope, target.stage), mine)


def _floor(check: "CountyCheck", indicator: str, stage: Scope) -> Threshold | None:
    # 村小学 and 教学点 are 小学: what the country requires of small schools without a stage is of them
    whole = check.floor.find(indicator, WHOLE) if stage == PRIMARY and indicator in SMALL else None
    return check.floor.find(indicator, stage) or whole
