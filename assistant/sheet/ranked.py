"""The schools in order: the lowest or the highest by any measure, the one at a place, or the place of one school."""

from collections.abc import Sequence

from assistant.asked.wanted import Wanted
from assistant.sheet.distances import lines_by_distance
from assistant.sheet.rows import (
    ROWS_SHOWN,
    about_of,
    heading,
    measures,
    more_line,
    number_of,
    requirements,
    row_line,
    titled,
    unknown_line,
)
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from calculators.measured.ranks import place_figure
from calculators.measured.rows import Measure, Row, at_place, first_of, ordered
from corpus.bilingual import Bilingual


def lines_on_rank(view: SheetView, wanted: Wanted) -> list[str]:
    """Return the order asked for, stage by stage, with what is required."""
    found = measures(view, wanted.measures)
    if wanted.order in ("near", "far"):
        return lines_by_distance(view, wanted, found)
    lines = [line for one in found for line in _ranked(view, wanted, one)]
    return [*lines, *requirements(view, found)] if lines else []


def _ranked(view: SheetView, wanted: Wanted, one: Measure) -> list[str]:
    lowest = _lowest_first(wanted, one)
    ranked = ordered(one.rows, lowest=lowest)
    if view.asked.schools and not one.of_indicators:
        return [line for name in view.asked.schools for line in _place_line(view, one, ranked, name, lowest=lowest)]
    if not ranked:
        return [view.say(f"{heading(view, one)}：", f"{heading(view, one)}:"), *unknown_line(view, one, one.unknown)]
    rows, tied = _cut(wanted, ranked)
    if not rows:
        return [view.phrase(phrases.NO_SUCH_PLACE)]
    shown = rows[:ROWS_SHOWN] if wanted.first is None else rows
    lines = [_lead(view, one, ranked, rows, lowest=lowest), *(row_line(view, one, row) for row in shown)]
    lines += more_line(view, one, rows[len(shown) :])
    return [*lines, *([view.phrase(phrases.TIED)] if tied else []), *unknown_line(view, one, one.unknown)]


def _lowest_first(wanted: Wanted, one: Measure) -> bool:
    """Whether an order begins with the lowest; the worst is the highest where less is better."""
    if wanted.order == "worst":
        return not one.falls
    if wanted.order == "best":
        return one.falls
    return wanted.order == "low"


def _cut(wanted: Wanted, ranked: Sequence[Row]) -> tuple[list[Row], bool]:
    if wanted.place is not None:
        rows = at_place(ranked, wanted.place)
        return rows, len(rows) > 1
    return first_of(ranked, len(ranked) if wanted.first is None else wanted.first)


def _lead(view: SheetView, one: Measure, ranked: Sequence[Row], rows: Sequence[Row], *, lowest: bool) -> str:
    total = number_of(view, one, "ranked", Bilingual("参与排序的学校", "schools in this order"), ranked)
    shown = number_of(view, one, "shown", Bilingual("列出的学校", "schools of this order named here"), rows)
    name = heading(view, one)
    return view.say(
        f"{name}，{'从低到高' if lowest else '从高到低'}（参与排序{total}，列出{shown}）：",
        f"{name}, {'from low to high' if lowest else 'from high to low'} ({shown} of {total} shown):",
    )


def _place_line(view: SheetView, one: Measure, ranked: Sequence[Row], name: str, *, lowest: bool) -> list[str]:
    """The place of one school, with its value; nothing where it is no part of this order."""
    row, about = one.row(name), about_of(one, name)
    if row is None:
        return []
    place = place_figure(one, ranked, name, lowest=lowest)
    if place is None:
        return unknown_line(view, one, [row])
    value, at = view.figure(one.figure(name), about), view.figure(place, about)
    of = number_of(view, one, "ranked", Bilingual("参与排序的学校", "schools in this order"), ranked)
    title, label = titled(view, one, name), heading(view, one)
    line = view.say(
        f"{title}：{value}，{'从低到高' if lowest else '从高到低'}排第{at}位",
        f"{title}: {value}, place {at} {'from low to high' if lowest else 'from high to low'}",
    )
    among = view.say(f"- {label}，参与排序：{of}", f"- {label}, in this order: {of}")
    shared = [other for other in ranked if other.value == row.value]
    return [line, among, *([view.phrase(phrases.SHARED_PLACE)] if len(shared) > 1 else [])]
