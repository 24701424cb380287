"""The schools by how far they are from what is required: who misses it by the least or the most, who is nearest."""

from collections.abc import Sequence
from fractions import Fraction

from assistant.asked.wanted import Wanted
from assistant.sheet.rows import ROWS_SHOWN, about_of, heading, label_of_row, requirements
from assistant.sheet.view import SheetView
from assistant.verified import phrases
from calculators.compare import status_of
from calculators.measured.gaps import gap_figure, gap_of, margin_figure
from calculators.measured.rows import Measure, Row
from calculators.rule_math import AT_MOST


def lines_by_distance(view: SheetView, wanted: Wanted, found: Sequence[Measure]) -> list[str]:
    """Return the schools that miss the standard by their gap; of those nearest to it, also the ones that reach it."""
    judged = [one for one in found if one.judged]
    lines = [line for one in judged for line in _of_measure(view, wanted, one)]
    return [*lines, *requirements(view, judged)] if lines else []


def _of_measure(view: SheetView, wanted: Wanted, one: Measure) -> list[str]:
    failing = [row for row in one.rows if gap_of(row) is not None]
    rows = failing if failing or wanted.order == "far" else [row for row in one.known if row.limit is not None]
    if not rows:
        return [view.say(f"{heading(view, one)}：{_status(view, one)}", f"{heading(view, one)}: {_status(view, one)}")]
    far = wanted.order == "far"
    ranked = sorted(rows, key=lambda row: _away(row) * (-1 if far else 1))
    shown = ranked[: wanted.first or ROWS_SHOWN]
    return [*_lead(view, one, far=far, reached=not failing), *(_line(view, one, row) for row in shown)]


def _away(row: Row) -> Fraction:
    return abs((row.value or Fraction(0)) - (row.limit or Fraction(0)))


def _status(view: SheetView, one: Measure) -> str:
    return view.verdict(one.status(), about_of(one))


def _lead(view: SheetView, one: Measure, *, far: bool, reached: bool) -> list[str]:
    name, verdict = heading(view, one), _status(view, one)
    order = view.say("从高到低", "from high to low") if far else view.say("从低到高", "from low to high")
    line = view.say(
        f"{name}：{verdict}，与要求的差距，{order}：", f"{name}: {verdict}, distance from the requirement, {order}:"
    )
    return [*([view.phrase(phrases.ALL_REACH_IT)] if reached else []), line]


def _line(view: SheetView, one: Measure, row: Row) -> str:
    """A school with its distance first, since the list is in that order, then its value and verdict."""
    about, name = about_of(one, row.name), label_of_row(view, one, row)
    figure = gap_figure(one, row) or margin_figure(one, row)
    away = view.figure(figure, about) if figure else ""
    value, verdict = view.figure(one.figure(row.name), about), view.verdict(status_of(row.verdict), about)
    above = row.comparison in AT_MOST or one.falls
    if row.verdict is False:
        lead = view.say(f"- {name}：{'多出' if above else '差'}{away}", f"- {name}: off by {away}")
    else:
        lead = view.say(f"- {name}：余量{away}", f"- {name}: margin {away}")
    return lead + view.say(f"（{value}，{verdict}）", f" ({value}, {verdict})")
