"""What a question wants of the schools of a sheet: an order, a list, a count, a comparison, an explanation, a doubt.

A want is put together with what the schools are measured by, the stage, the schools named and the year; each is read
by itself, so that any of them go together. What a question does not say stays None.
"""

from dataclasses import replace

from assistant.asked import want_words as words
from assistant.asked.amounts import amount_of
from assistant.asked.groups import group_in
from assistant.asked.items import topics_of
from assistant.asked.measures import ANOTHER, MEASURES, measures_asked, without_names
from assistant.asked.states import classes_of_a_size, schools_in_state
from assistant.asked.understanding import Understanding
from assistant.asked.want_words import Order
from assistant.asked.wanted import State, Wanted
from calculators.indicators import RESOURCES

# The items that are measured school by school.
OF_SCHOOLS = frozenset({*RESOURCES, "CV", "RULE", "G3", "G4", "G5"})
FEW = 5  # 最差的几所


def wanted_of(asked: Understanding) -> Wanted | None:
    """Return what a question wants of the schools of a sheet, or None where it wants none of this.

    >>> wanted_of(Understanding("仪器设备值最差的五所学校", "zh", "clause", indicators=("R6",)))
    Wanted(want='rank', measures=('R6',), order='worst', first=5, place=None, state=None, comparison=None, \
number=None, written='', unit='', counts=False, lists=False, shares=False, classes=False, group=None)
    >>> wanted_of(Understanding("哪个县的要求最高", "zh", "clause")) is None
    True
    """
    text = without_names(asked)
    if words.OF_PLACES.search(text) or words.OF_DOCUMENTS.search(text) or not set(topics_of(asked)) <= OF_SCHOOLS:
        return None
    readers = (
        _of_the_data,
        _median,
        _supposed,
        _explanation,
        _each,
        classes_of_a_size,
        _order,
        _comparison,
        schools_in_state,
        _edge,
        _total,
        _list,
        _mean,
        _picture,
    )
    found = next((found for reader in readers if (found := reader(asked, text))), None)
    group = None if asked.schools else group_in(text)
    if found is None and group and (words.HOW_MANY.search(text) or words.WHICH.search(text) or words.LIST.search(text)):
        found = Wanted("group") if not measures_asked(asked) and not words.RULE.search(text) else None
    if found is None and group and asked.intent == "verdict":
        found = Wanted("which", measures_asked(asked), state="not_met")
    if found is None and group and measures_asked(asked) and not words.RULE.search(text):
        found = Wanted("list", measures_asked(asked))
    return replace(found, group=group) if found and group else found


def _of_the_data(asked: Understanding, text: str) -> Wanted | None:
    """What the sheet holds, what it lacks, and what is doubtful in it."""
    if words.DOUBT.search(text):
        return Wanted("doubt")
    if words.MISSING.search(text) and words.WHY.search(text):
        return Wanted("missing", measures_asked(asked))
    if words.LEFT_OUT.search(text) and (words.WHY.search(text) or words.COUNT.search(text) or asked.schools):
        return Wanted("left_out")
    told = words.FAILING.search(text) or words.ORDERED.search(text) or words.MET.search(text) or asked.schools
    if words.DESCRIBE.search(text) and not told and not set(asked.indicators) & set(RESOURCES):
        return Wanted("describe", lists=bool(words.NAMES.search(text)))
    return None


def _median(asked: Understanding, text: str) -> Wanted | None:
    return Wanted("median", measures_asked(asked)) if words.MEDIAN.search(text) else None


def _each(asked: Understanding, text: str) -> Wanted | None:
    """What falls to each school or class on average: 平均每校多少学生, 平均班额."""
    measures = measures_asked(asked)
    whole = set(measures) <= {"size", "class_size", "classes"}
    asks = words.EACH.search(text) and measures and whole and not words.RULE.search(text)
    return Wanted("each", measures) if asks else None


def _total(asked: Understanding, text: str) -> Wanted | None:
    """How many there are of what is counted: teachers, rooms, ㎡, pupils, classes."""
    measures = tuple(id for id in measures_asked(asked) if id not in ("CV", "met_count"))
    if not set(measures) - {"size", "classes"}:
        measures = tuple(id for id, named in MEASURES if id in ("size", "classes") and named.search(text))
    sized = words.RULE.search(text) or words.NEEDED.search(text) or words.MEAN.search(text) or words.PER.search(text)
    asks = words.TOTAL.search(text) or words.COUNT.search(text)
    return Wanted("total", measures) if measures and asks and not (sized or _is_judged(text)) else None


def _is_judged(text: str) -> bool:
    judging = (words.FAILING, words.MET, words.HELD, words.HOW_FAR, words.ORDERED)
    return any(one.search(text) for one in judging)


def _supposed(asked: Understanding, text: str) -> Wanted | None:
    """A number of the user's own in the place of the one required: 如果标准是5呢."""
    measures = measures_asked(asked)
    supposed = words.SUPPOSED.search(text) and not words.STANDARD_DOUBTED.search(text)
    return Wanted("supposed", measures) if measures and supposed else None


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
    """An order of schools; without a measure where the question names none, and goodness has one of its own."""
    said = words.NAMED_EXTREME.sub(" ", text) if asked.intent == "verdict" or asked.schools else text
    order = next((id for id, named in words.ORDERS if named.search(said)), None)
    place = _place(said)
    if (words.LIMIT.search(said) and order not in ("near", "far")) or not (order or place or words.RANK.search(said)):
        return None
    measures = measures_asked(asked) or _of_goodness(said, order)
    if measures is None or not (words.OF_SCHOOLS.search(text) or asked.schools or "CV" in measures):
        return None
    if order in ("near", "far"):
        return _by_distance(said, measures, order)
    return Wanted("rank", measures, order, None if place else _first(said), place)


def _of_goodness(text: str, order: Order | None) -> tuple[str, ...] | None:
    """The best and the worst, and an order of nothing else, are by the indicators met; None: by another thing."""
    if ANOTHER.search(text):
        return None
    return ("met_count",) if order in ("best", "worst", None) else ()


def _by_distance(text: str, measures: tuple[str, ...], order: Order) -> Wanted | None:
    """By how far schools are from the standard; 差一点 is said of those that miss it."""
    judged = tuple(id for id in measures if id not in ("classes", "met_count"))
    short = order == "far" or words.JUST_SHORT.search(text)
    if measures and not judged:
        return None
    return Wanted("rank", judged, order, _first(text), state="not_met" if short else None)


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


def _edge(asked: Understanding, text: str) -> Wanted | None:
    of_schools = words.WHICH.search(text) or words.COUNT.search(text) or not words.RULE.search(text)
    return Wanted("edge", measures_asked(asked)) if words.EDGE.search(text) and of_schools else None


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
    of_rule = words.RULE.search(text) and not words.BESIDE_RULE.search(text)
    if not words.MEAN.search(text) or asked.intent == "verdict" or of_rule or asked.schools:
        return None
    return Wanted("mean", measures_asked(asked))


def _picture(asked: Understanding, text: str) -> Wanted | None:
    if words.PICTURE.search(text) and (asked.schools or words.ONE_SCHOOL.search(text)) and not topics_of(asked):
        return Wanted("picture")
    return None


def side_of_no_measure(wanted: Wanted | None) -> State | None:
    """Return what schools are held against where the question names no indicator (低于平均的学校, 低于4的学校)."""
    if wanted is None or wanted.measures or wanted.state not in ("below_mean", "above_mean", "number"):
        return None
    return wanted.state


def of_one_school(asked: Understanding) -> bool:
    """Say whether a question speaks of one school without its name (这所学校, 我校)."""
    return not asked.schools and bool(words.ONE_SCHOOL.search(asked.question))
