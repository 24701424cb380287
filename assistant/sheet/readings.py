"""The readings (口径) of a check: those in use, and those under which what was asked would turn."""

from collections.abc import Sequence

from assistant.asked.items import topics_of
from assistant.model import other_reading_name, reading_name
from assistant.sheet.targets import is_asked
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from assistant.view import View
from calculators.choice import settings
from calculators.model import Item
from calculators.readings import title_of
from corpus.bilingual import Bilingual
from corpus.indicators import item_of

TURNING_NAMED = 6


def lines_on_readings(view: SheetView) -> list[str]:
    """Name the readings in use that are not the default, and those that would turn an item asked about."""
    topics = topics_of(view.asked)
    asked = [item for item in view.check.items if item_of(item.id) in topics and is_asked(item, view)]
    lines = []
    for one in view.report.readings:
        if not one.default:
            name = view.ledger.name("message", reading_name(one))
            lines.append(view.say(f"采用口径：{name}", f"Read as: {name}"))
        turning = [item for item in asked if one.id in item.flips]
        if turning and not view.asked.schools:  # it turns the county's item, not what one school is found to be
            name, what = view.ledger.name("message", other_reading_name(one)), _named(turning, view)
            lines.append(
                view.say(
                    f"换用别的口径，结论会变：{name}（涉及：{what}）",
                    f"Another reading would turn it: {name} (turning: {what})",
                )
            )
    return lines


def _named(items: Sequence[Item], view: SheetView) -> str:
    names = list(dict.fromkeys(title_of(item) for item in items))
    shown = names[:TURNING_NAMED]
    more = Bilingual("等", " and others") if len(names) > len(shown) else Bilingual("", "")
    text = Bilingual("、".join(one.zh for one in shown) + more.zh, "; ".join(one.en for one in shown) + more.en)
    return view.ledger.name("message", text)


def lines_about_readings(view: SheetView, ids: Sequence[str]) -> list[str]:
    """Return, for each reading asked about, what is in use, what it rests on, and what the other would change here."""
    lines = [view.phrase(phrases.READINGS_KNOWN)]
    for one in (one for one in view.report.readings if one.id in ids):
        lines.append(_in_use(view, one.id, one.value))
        if one.changes.zh:
            changes = view.ledger.name("message", one.changes)
            lines.append(view.say(f"- 换用别的口径：{changes}", f"- Under the other reading: {changes}"))
        else:
            other = view.ledger.name("message", other_reading_name(one))
            lines.append(view.say(f"- 换用“{other}”，结论不变", f"- Read as “{other}”, nothing here would turn"))
    return lines


def lines_of_defaults(view: View, ids: Sequence[str]) -> list[str]:
    """Return, for each reading asked about, the default and what it rests on: what can be told without a sheet."""
    known = [(id, settings()[id].default) for id in ids]
    return [view.phrase(phrases.READINGS_KNOWN), *(_in_use(view, id, value) for id, value in known)]


def _in_use(view: View, id: str, value: str) -> str:
    setting = settings()[id]
    name, decides, source = (
        view.ledger.name("message", one) for one in (setting.options[value], setting.decides, setting.source)
    )
    return view.say(f"- {decides}：采用“{name}”（{source}）", f"- {decides}: “{name}” ({source})")
