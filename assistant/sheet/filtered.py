"""Which schools, and how many, are in a state: do not reach a standard, reach it, are below a share of it, a mean."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction

from assistant.asked.wanted import Wanted
from assistant.sheet.overall import lines_on_items_of_schools
from assistant.sheet.rooms import lines_on_rooms
from assistant.sheet.rows import (
    SIGNS,
    about_of,
    heading,
    measures,
    number_of,
    requirements,
    row_lines,
    unknown_line,
)
from assistant.sheet.sizes import lines_on_class_size, lines_on_classes, lines_on_school_size
from assistant.sheet.spread import lines_on_indicators
from assistant.sheet.view import SheetView
from calculators.compare import WHOLE, holds
from calculators.figures import count_figure, mean_figure
from calculators.indicators import BY_ID, INDICATORS
from calculators.measured.given import given_figure
from calculators.measured.rows import Measure, Row
from calculators.measured.totals import share_figure
from calculators.model import Status
from corpus.bilingual import Bilingual, same

NAMED_WITH_A_COUNT = 10
ALL_INDICATORS = Bilingual("资源配置的指标", "resource indicators")
NOT_MET = Bilingual("不达标的学校", "schools that do not meet it")
MET = Bilingual("达标的学校", "schools that meet it")
# What judges schools by lines of its own, which name each room or class that is missing or too large.
OWN_LINES: dict[str, Callable[[SheetView], list[str]]] = {
    "music": lines_on_rooms,
    "art": lines_on_rooms,
    "size": lines_on_school_size,
    "class_size": lines_on_class_size,
    "oversize": lines_on_class_size,
    **dict.fromkeys(BY_ID, lines_on_indicators),
}


def lines_on_state(view: SheetView, wanted: Wanted) -> list[str]:
    """Return how many schools are in the state asked about, and which, with their values."""
    if wanted.classes:
        return lines_on_classes(view, wanted)
    ids = wanted.measures or ("met_count",)
    own = dict.fromkeys(OWN_LINES[id] for id in ids if id in OWN_LINES and "CV" not in ids)
    if wanted.state == "not_met" and own and not wanted.shares and not wanted.group:
        return [line for lines in own for line in lines(view)]
    found = [one for one in measures(view, ids) if wanted.state not in ("met", "not_met") or one.judged]
    lines = [line for one in found for line in _of_measure(view, wanted, one)]
    if not wanted.measures:
        lines += [] if wanted.shares else _of_both_stages(view, wanted, found)
        lines += (
            lines_on_items_of_schools(view) if wanted.state == "not_met" and not (wanted.shares or wanted.group) else []
        )
        return [*lines, *view.requirement([view.check.floor.get("RULE.met_count", WHOLE)])]
    return [*lines, *requirements(view, found)]


def _of_measure(view: SheetView, wanted: Wanted, one: Measure) -> list[str]:
    sides = _sides(view, wanted, one)
    if sides is None:
        return []
    said, label, chosen, unknown = sides
    count = number_of(view, one, f"{wanted.state}", label, chosen)
    what = view.say("项目" if one.of_indicators else "学校", "items" if one.of_indicators else "schools")
    name = _rule(view, one) if one.id == "met_count" and not wanted.measures else heading(view, one)
    lead = view.say(f"{name}{said}{what}：{count}", f"{name}{said} {what}: {count}")
    shown = NAMED_WITH_A_COUNT if wanted.counts else None
    rows = row_lines(view, one, chosen, **({"shown": shown} if shown else {}))
    if wanted.shares:
        return [lead + _share(view, one, wanted, chosen, unknown), *unknown_line(view, one, unknown)]
    return [lead, *rows, *unknown_line(view, one, unknown)]


def _share(view: SheetView, one: Measure, wanted: Wanted, chosen: Sequence[Row], unknown: Sequence[Row]) -> str:
    """What part of the schools that have a value they are."""
    label = Bilingual("占有数据的学校的比例", "share of the schools that have data")
    id = f"{one.id}.{one.stage or 'all'}.{wanted.state}"
    found = share_figure(id, label, len(chosen), len(one.rows) - len(unknown))
    if found is None:
        return ""
    share, formula = view.figure(found, about_of(one)), view.ledger.name("message", same(found.formula or ""))
    return view.say(f"，占{share}（{formula}）", f", {share} of them ({formula})")


def _of_both_stages(view: SheetView, wanted: Wanted, found: Sequence[Measure]) -> list[str]:
    """How many units there are in both stages together."""
    names = [
        f"{row.name}（{one.stage}）" for one in found for row in one.rows if row.verdict is (wanted.state == "met")
    ]
    if len(found) < 2 or wanted.state not in ("met", "not_met"):
        return []
    label = Bilingual("合计的单位（学校与学段）", "units (schools by stage) in all")
    count = view.count(f"units.{wanted.state}", label, names)
    verdict = view.verdict(wanted.state)
    return [view.say(f"合计{verdict}的单位（学校与学段）：{count}", f"Units by stage {verdict}, in all: {count}")]


def _rule(view: SheetView, one: Measure) -> str:
    """Name the rule of the seven indicators, where no indicator is asked about."""
    label = view.label("RULE")
    return (
        view.say(f"{view.stage_name(one.stage)}{label}", f"{view.stage_name(one.stage)}, {label}")
        if one.stage
        else label
    )


def _of_all(view: SheetView, one: Measure, state: Status) -> str:
    """The verdict on all schools together, before how many of them hold or fail."""
    whole, part = view.verdict(one.status(), about_of(one)), view.verdict(state, about_of(one))
    return view.say(f"：{whole}，其中{part}的", f": {whole}; of which {part},")


Sides = tuple[str, Bilingual, list[Row], list[Row]]


def _sides(view: SheetView, wanted: Wanted, one: Measure) -> Sides | None:
    """Return how the state is said, what the count is called, who is in it, and of whom that is not known."""
    match wanted.state:
        case "met" | "not_met":
            met = wanted.state == "met"
            chosen = [row for row in one.rows if row.verdict is met]
            unknown = [row for row in one.rows if row.verdict is None]
            label = MET if met else NOT_MET
            return _of_all(view, one, wanted.state), label, chosen, unknown
        case "below_share":
            return _below_share(view, wanted, one)
        case "below_mean" | "above_mean":
            return _beside_mean(view, wanted, one)
        case _:
            return _beside_number(view, wanted, one)


def _below_share(view: SheetView, wanted: Wanted, one: Measure) -> Sides | None:
    """Beside a share of the standard (85%): of each school's own standard, exactly."""
    share, comparison = wanted.number or Decimal(0), wanted.comparison or "<"
    given = view.figure(given_figure(wanted.written, "%", share))
    sign = view.ledger.name("message", SIGNS[comparison])
    chosen = [row for row in one.known if row.limit and holds(row.value or Fraction(0), comparison,
                                                               row.limit * Fraction(share) / 100)]  # fmt: skip
    label = Bilingual("达到或未达要求某一比例的学校", "schools beside a share of the requirement")
    return (
        view.say(f"，{sign}要求的{given}的", f", {sign} {given} of the requirement,"),
        label,
        chosen,
        list(one.unknown),
    )


def _beside_mean(view: SheetView, wanted: Wanted, one: Measure) -> Sides | None:
    """Beside the county mean, where the indicator has one; compared exactly."""
    if one.id not in BY_ID or one.stage is None:
        return None
    column = INDICATORS.index(BY_ID[one.id])
    spread = view.check.spreads[one.stage]
    if spread.mean_display(column) is None or one.unknown:
        return None
    edge = spread.exact_mean(column)
    below = wanted.state == "below_mean"
    chosen = [row for row in one.known if (row.value or Fraction(0)) != edge and
              ((row.value or Fraction(0)) < edge) is below]  # fmt: skip
    mean = view.figure(mean_figure(view.check, one.stage, one.id), about_of(one))
    sign = view.ledger.name("message", SIGNS["<" if below else ">"])
    label = Bilingual("与全县平均值不同侧的学校", "schools on this side of the county mean")
    return view.say(f"，{sign}全县平均{mean}的", f", {sign} the county mean {mean},"), label, chosen, []


def _beside_number(view: SheetView, wanted: Wanted, one: Measure) -> Sides | None:
    """Beside a number that the user gives: compared exactly, labelled as theirs."""
    if wanted.number is None or wanted.comparison is None:
        return None
    comparison, edge = wanted.comparison, Fraction(wanted.number)
    chosen = [row for row in one.known if holds(row.value or Fraction(0), comparison, edge)]
    sign = view.ledger.name("message", SIGNS[comparison])
    label = Bilingual("与所写之数比较的学校", "schools beside the number given")
    if not wanted.written:  # all of the indicators, which the question does not count
        every = view.figure(count_figure("indicators", ALL_INDICATORS, [one.id for one in INDICATORS], "项"))
        return view.say(f"，{sign}{every}的", f", {sign} {every},"), label, chosen, list(one.unknown)
    given = view.figure(given_figure(wanted.written, one.unit, wanted.number))
    said = view.say(f"，{sign}您写的{given}的", f", {sign} your {given},")
    return said, label, chosen, list(one.unknown)
