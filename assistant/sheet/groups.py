"""The schools of one group in a sheet (民办, 乡村, 九年一贯制), as its own cells say it."""

import re
from collections.abc import Mapping

from assistant.asked.groups import Group
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from calculators.grouping import clean_name
from calculators.kinds import PART, Kind
from corpus.bilingual import Bilingual, same

NAMES: Mapping[Group, Bilingual] = {
    "private": Bilingual("民办学校", "private schools"),
    "public": Bilingual("公办学校", "public schools"),
    "town": Bilingual("城区学校", "urban schools"),
    "township": Bilingual("镇区学校", "township schools"),
    "village": Bilingual("乡村学校", "rural schools"),
    "nine_year": Bilingual("九年一贯制学校", "nine-year schools"),
    "complete": Bilingual("完全中学", "complete secondary schools"),
    "teaching_point": Bilingual("教学点", "teaching points"),
}
_KINDS: Mapping[Group, Kind] = {"nine_year": "九年一贯制", "complete": "完全中学", "teaching_point": "教学点"}
_PLACES: Mapping[Group, str] = {"town": "城", "township": "镇", "village": "乡村|农村|村"}


def schools_of(view: SheetView, group: Group) -> tuple[str, ...] | None:
    """Return the schools of a group, in sheet order; None where the sheet does not say who belongs to it."""
    schools = view.check.schools
    if group in ("private", "public"):
        told = "sponsor" in view.report.table.frame
        return tuple(one.name for one in schools if one.private is (group == "private")) if told else None
    if kind := _KINDS.get(group):
        return tuple(one.name for one in schools if one.kind == kind)
    frame = view.report.table.frame
    if "area_kind" not in frame:
        return None
    lies = {
        PART.sub("", clean_name(str(name))): str(where)
        for name, where in zip(frame["school_name"], frame["area_kind"], strict=True)
    }
    return tuple(one.name for one in schools if re.search(_PLACES[group], lies.get(one.name, "")))


def lines_on_group(view: SheetView, group: Group) -> list[str]:
    """Return how many schools a group has, and which."""
    found, name = schools_of(view, group), view.ledger.name("message", NAMES[group])
    if found is None:
        return [view.phrase(phrases.NO_SUCH_GROUP)]
    meant = [one.name for one in view.check.schools if view.asked.stage in (None, *one.stages) and one.name in found]
    label = Bilingual(f"表中的{NAMES[group].zh}", f"{NAMES[group].en} in the sheet")
    count = view.count(f"group.{group}", label, meant)
    names = view.ledger.name("school", same("、".join(meant)))
    if not meant:
        return [view.say(f"{name}：{count}", f"{name}: {count}")]
    return [view.say(f"{name}：{count}（{names}）", f"{name}: {count} ({names})")]
