"""What a question wants of the schools of a sheet: an order, a list, a count, a comparison, an explanation, a doubt.

A want is put together with what the schools are measured by, the stage, the schools named and the year; each is read
by itself, so that any of them go together. What a question does not say stays None.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.asked import want_words as words
from assistant.asked.amounts import amount_of
from assistant.asked.items import topics_of
from assistant.asked.understanding import Understanding
from assistant.asked.want_words import Order
from corpus.model import Comparison

Want = Literal[
    "rank", "which", "list", "compare", "explain", "mean", "missing", "describe", "doubt", "edge", "picture", "supposed"
]  # fmt: skip
State = Literal["not_met", "met", "below_share", "below_mean", "above_mean", "number"]

RESOURCES = tuple(f"R{number}" for number in range(1, 8))
# The items that are measured school by school.
OF_SCHOOLS = frozenset({*RESOURCES, "CV", "RULE", "G3", "G4", "G5"})
FEW = 5  # 最差的几所


@dataclass(frozen=True, slots=True)
class Wanted:
    """One want. `first`: how many of an order (None: all); `place`: the one at a place of it; `counts`: how many.

    `number` is what the question holds the schools against, the way round of `comparison`, as it is `written`.
    """

    want: Want
    measures: tuple[str, ...] = ()
    order: Order | None = None
    first: int | None = None
    place: int | None = None
    state: State | None = None
    comparison: Comparison | None = None
    number: Decimal | None = None
    written: str = ""
    unit: str = ""
    counts: bool = False
    lists: bool = False


def measures_asked(asked: Understanding) -> tuple[str, ...]:
    """Return what a question measures schools by; the 差异系数 stands before its indicators.

    >>> measures_asked(Understanding("在校生最多的学校", "zh", "clause"))
    ('size',)
    """
    text = _without_names(asked)
    ids = [id for id in RESOURCES if id in asked.indicators]
    if "CV" in asked.indicators:
        return ("CV", *ids)
    if any(id.startswith("G3") for id in asked.indicators):
        ids += [kind for kind, named in words.ROOMS.items() if named.search(text)] or list(words.ROOMS)
    counted = next((id for id, named in words.MEASURES if named.search(text)), None)
    if counted and (not ids or counted == "met_count"):
        ids.append(counted)
    return tuple(ids)


def wanted_of(asked: Understanding) -> Wanted | None:
    """Return what a question wants of the schools of a sheet, or None where it wants none of this.

    >>> wanted_of(Understanding("仪器设备值最差的五所学校", "zh", "clause", indicators=("R6",)))
    Wanted(want='rank', measures=('R6',), order='worst', first=5, place=None, state=None, comparison=None, \
number=None, written='', unit='', counts=False, lists=False)
    >>> wanted_of(Understanding("哪个县的要求最高", "zh", "clause")) is None
    True
    """
    text = _without_names(asked)
    if words.OF_PLACES.search(text) or words.OF_DOCUMENTS.search(text) or not set(topics_of(asked)) <= OF_SCHOOLS:
        return None
    readers = (
        _of_the_data,
        _supposed,
        _explanation,
        _order,
        _comparison,
        _schools_in_state,
        _edge,
        _list,
        _mean,
        _picture,
    )
    return next((found for reader in readers if (found := reader(asked, text))), None)


def _of_the_data(asked: Understanding, text: str) -> Wanted | None:
    """What the sheet holds, what it lacks, and what is doubtful in it."""
    if words.DOUBT.search(text):
        return Wanted("doubt")
    if words.MISSING.search(text) and words.WHY.search(text):
        return Wanted("missing", measures_asked(asked))
    told = words.FAILING.search(text) or words.ORDERED.search(text) or words.MET.search(text) or asked.schools
    if words.DESCRIBE.search(text) and not told and not set(asked.indicators) & set(RESOURCES):
        return Wanted("describe", lists=bool(words.NAMES.search(text)))
    return None


def _supposed(asked: Understanding, text: str) -> Wanted | None:
    """A number of the user's own in the place of the one required: 如果标准是5呢."""
    measures = measures_asked(asked)
    return Wanted("supposed", measures) if measures and words.SUPPOSED.search(text) else None


def _explanation(asked: Understanding, text: str) -> Wanted | None:
    """How a figure of one's own came about; how an indicator is defined is in the documents."""
    mine = bool(asked.schools or asked.own or words.MEAN.search(text) or words.ONE_SCHOOL.search(text))
    past = words.EXPLAIN.search(text)
    judged = words.FAILING.search(text) or words.MET.search(text)
    of_figure = past and (mine or not words.RULE.search(text))
    on_what = words.ON_WHAT.search(text) and (mine or judged)
    if of_figure or on_what or (mine and words.HOW.search(text)):
        return Wanted("explain", measures_asked(asked))
    return None


def _order(asked: Understanding, text: str) -> Wanted | None:
    order = next((id for id, named in words.ORDERS if named.search(text)), None)
    place = _place(text)
    if words.LIMIT.search(text) or not (order or place or words.RANK.search(text)):
        return None
    measures = measures_asked(asked) or (() if words.ANOTHER.search(text) else ("met_count",))
    if not measures or not (words.OF_SCHOOLS.search(text) or asked.schools or "CV" in measures):
        return None
    return Wanted("rank", measures, order, None if place else _first(text), place)


def _first(text: str) -> int | None:
    """How many of an order a question wants: as many as it says, else one; all where it wants the order itself."""
    match = words.FIRST.search(text)
    if match and not match["some"]:
        return amount_of(next(one for one in (match["one"], match["two"], match["three"], match["four"]) if one))
    if words.RANK.search(text) or words.WHOLE_ORDER.search(text):
        return None
    several = match or (words.WHICH.search(text) and words.SEVERAL.search(text))
    return FEW if several else 1


def _place(text: str) -> int | None:
    match = words.PLACE.search(text)
    return amount_of(match["one"] or match["two"] or match["three"]) if match else None


def _comparison(asked: Understanding, text: str) -> Wanted | None:
    if not words.COMPARE.search(text) or (words.RULE.search(text) and not asked.schools):
        return None
    both_stages = asked.stage is None and all(named.search(text) for named in words.STAGES)
    several = len(asked.schools) > 1 or (asked.schools and words.MEAN.search(text))
    return Wanted("compare", measures_asked(asked)) if several or both_stages else None


def _schools_in_state(asked: Understanding, text: str) -> Wanted | None:
    """Which schools, or how many, are as the question says: 不达标, 低于85%, 高于平均, 超过2000人."""
    counts = bool(words.COUNT.search(text))
    asks = counts or words.WHICH.search(text) or words.HOW_FAR.search(text) or words.LIST.search(text)
    if not asks or asked.schools or not words.OF_SCHOOLS.search(text) or words.EDGE.search(text):
        return None
    measures = measures_asked(asked)
    another = words.ANOTHER.search(text) and not words.MEAN.search(text)
    if not measures and (another or words.ITEMS.search(text)):
        return None
    sides: tuple[tuple[State, re.Pattern[str]], ...] = (
        ("below_mean", words.BELOW_MEAN),
        ("above_mean", words.ABOVE_MEAN),
    )
    for side, named in sides:
        if named.search(text):
            return Wanted("which", measures, state=side, counts=counts)
    held = words.HELD.search(text)
    if held and set(measures) - {"CV"}:
        return _against_a_number(text, held, measures, counts=counts)
    state: State | None = "not_met" if words.FAILING.search(text) else "met" if words.MET.search(text) else None
    return Wanted("which", measures, state=state, counts=counts) if state else None


def _against_a_number(text: str, held: re.Match[str], measures: tuple[str, ...], *, counts: bool) -> Wanted | None:
    """A number beside 低于, 超过, 以上 …; a percentage of the seven indicators is one of the standard."""
    side = "a_" if held["a_number"] else "b_"
    written, unit = held[f"{side}number"].replace(",", ""), (held[f"{side}unit"] or "").lower()
    percent = bool(held[f"{side}per"]) or unit in ("%", "percent", "per cent")
    comparison = next(sign for sign, named in words.COMPARISONS if named.search(held.group()))
    state: State = "below_share" if percent else "number"
    if percent and not set(measures) <= set(RESOURCES):
        return None
    return Wanted(
        "which", measures, state=state, comparison=comparison, number=Decimal(written), written=written,
        unit="%" if percent else unit, counts=counts,
    )  # fmt: skip


def _edge(asked: Understanding, text: str) -> Wanted | None:
    return Wanted("edge", measures_asked(asked)) if words.EDGE.search(text) and not words.RULE.search(text) else None


def _list(asked: Understanding, text: str) -> Wanted | None:
    measures = measures_asked(asked)
    if (
        not words.LIST.search(text)
        or asked.intent == "verdict"
        or asked.schools
        or not measures
        or words.RULE.search(text)
    ):
        return None
    return Wanted("list", measures)


def _mean(asked: Understanding, text: str) -> Wanted | None:
    if not words.MEAN.search(text) or asked.intent == "verdict" or words.RULE.search(text) or asked.schools:
        return None
    return Wanted("mean", measures_asked(asked))


def _picture(asked: Understanding, text: str) -> Wanted | None:
    if words.PICTURE.search(text) and (asked.schools or words.ONE_SCHOOL.search(text)) and not topics_of(asked):
        return Wanted("picture")
    return None


def side_of_no_measure(wanted: Wanted | None) -> State | None:
    """Return the side of the mean that is asked about where the question names no indicator (低于平均的学校)."""
    if wanted is None or wanted.measures or wanted.state not in ("below_mean", "above_mean"):
        return None
    return wanted.state


def of_one_school(asked: Understanding) -> bool:
    """Say whether a question speaks of one school without its name (这所学校, 我校)."""
    return not asked.schools and bool(words.ONE_SCHOOL.search(asked.question))


def _without_names(asked: Understanding) -> str:
    text = asked.question
    for school in asked.schools:
        text = text.replace(school, " ")
    return text
