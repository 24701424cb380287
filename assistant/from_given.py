"""Answers on numbers that the user gives: judged by the rules in force, labelled as theirs, whatever sheet there is."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from assistant.asked.given import Given, numbers_given
from assistant.asked.items import topics_of
from assistant.asked.measures import ROOMS
from assistant.asked.understanding import Understanding
from assistant.verified import phrases
from assistant.verified.draft import Draft
from assistant.verified.ledger import About
from assistant.view import NATIONAL_NAME, STAGE_NAMES, View
from calculators.compare import WHOLE, status_of
from calculators.county_form.fields import load_fields
from calculators.indicators import BY_ID
from calculators.measured.given import (
    distance_of_given,
    given_figure,
    ratio_figure,
    ratios_of,
    rooms_lacking,
    rooms_needed,
    status_of_given,
    value_figure,
)
from calculators.model import Figure
from calculators.rooms import ROOM_NAMES, RoomKind
from calculators.rule_math import AT_MOST
from corpus.bilingual import Bilingual, same
from corpus.indicators import item_of, name_of
from corpus.model import STAGES, Threshold
from corpus.standards import Thresholds

TEN_THOUSAND = 10_000
# What a number per pupil without an indicator's name can be, by its unit.
PER_PUPIL = re.compile(r"生均|每(?:个|名)?(?:学)?生|per (?:pupil|student)", re.I)
MEANT = {"㎡": ("R4", "R5"), "元": ("R6", "G7")}
_PUPILS = re.compile(r"学生|在校|孩子|小学|初中|全校|学校|pupils|students|school", re.I)
# Words that name an item which the term list leaves open.
_NAMED = {"G4": re.compile(r"规模|大校", re.I), "G5": re.compile(r"班额|一个班|\ba class\b", re.I)}
# What a requirement sets beside the value that its item is judged by.
_ASIDE = frozenset({"RULE.met_count", "RULE.remainder", "G3.classes_per_room", "Q9.level"})
_ROOM_AREA = {"music": "G3.music_area", "art": "G3.art_area"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A number held against a requirement: as given, or worked out from what is given."""

    value: Fraction
    figure: Figure
    threshold: Threshold


def gives_numbers(asked: Understanding) -> bool:
    """Say whether a question gives numbers of its own to be judged, and enough to see of what.

    >>> gives_numbers(Understanding("我校24个班，2间音乐教室够吗", "zh", "verdict", indicators=("G3",)))
    True
    """
    numbers = () if asked.schools or asked.places else numbers_given(asked)
    if not numbers:
        return False
    if _of_rooms(asked, numbers):
        return True
    if _topics(asked):
        return any(_may_be_of(item, numbers) for item in _topics(asked))
    return bool(PER_PUPIL.search(asked.question)) and any(one.unit in MEANT for one in numbers)


def _topics(asked: Understanding) -> tuple[str, ...]:
    named = (id for id, words in _NAMED.items() if words.search(asked.question))
    return topics_of(asked) or tuple(named)[:1]


def _may_be_of(item: str, numbers: Sequence[Given]) -> bool:
    units = {one.unit for one in numbers}
    return bool(units - {"所", "班"}) and item[0] in "RCGQS"


def draft_from_given(view: View, year: int) -> Draft:
    """Judge the numbers given by the national requirements of a year; ask what is meant where that is not clear."""
    numbers, floor = numbers_given(view.asked), view.tools.standards.floor(year)
    if _of_rooms(view.asked, numbers):
        return Draft("answered", (*_rooms(view, numbers, floor), _basis(view, floor)))
    judged = list(_judged(view.asked, numbers, floor))
    if not judged:
        return _unclear(view, numbers)
    lines = [_line(view, one) for one in judged]
    return Draft("answered", (*lines, *view.requirement(one.threshold for one in judged), _basis(view, floor)))


def _of_rooms(asked: Understanding, numbers: Sequence[Given]) -> bool:
    """Say whether rooms are asked about for so many classes, which are whole and at least one."""
    if any(one.unit == "班" and (one.value < 1 or one.value % 1) for one in numbers):
        return False
    rooms = any(one.unit == "间" and any(word.search(one.words) for word in ROOMS.values()) for one in numbers)
    return any(one.unit == "班" for one in numbers) and ("G3" in _topics(asked) or rooms)


def _rooms(view: View, numbers: Sequence[Given], floor: Thresholds) -> Iterator[str]:
    """Yield whether the rooms suffice, of each kind given; else how many are needed."""
    classes = next(one for one in numbers if one.unit == "班")
    per = floor.get("G3.classes_per_room", WHOLE)
    needed, about = rooms_needed(int(classes.value), per), About(indicator="G3")
    shown = view.ledger.figure(needed, about, view.cite(per))
    told = view.ledger.figure(given_figure(classes.written, "个", classes.value, Bilingual("班级数", "classes")), about)
    kinds = [(kind, one) for one in numbers if one.unit == "间" for kind in _kinds(view, one)]
    for kind, one in kinds:
        yield _room_line(view, kind, one, int(needed.value or 0), about)
    yield view.say(f"- 班级{told}，每类应有{shown}", f"- Classes {told}, needed of each kind {shown}")
    formula = view.ledger.name("message", same(needed.formula or ""))
    yield view.say(f"- 算式：{formula}", f"- Formula: {formula}")
    yield from view.requirement([per])


def _kinds(view: View, one: Given) -> tuple[RoomKind, ...]:
    kinds: tuple[RoomKind, ...] = ("music", "art")
    named = tuple(kind for kind in kinds if ROOMS[kind].search(one.words))
    return named or tuple(kind for kind in kinds if ROOMS[kind].search(view.asked.question)) or kinds


def _room_line(view: View, kind: RoomKind, one: Given, needed: int, about: About) -> str:
    name = view.ledger.name("term", ROOM_NAMES[kind])
    verdict = view.ledger.verdict(status_of(int(one.value) >= needed), about)
    rooms = view.ledger.figure(given_figure(one.written, "间", one.value, ROOM_NAMES[kind]), about)
    line = view.say(f"{name}：{verdict}，您写的{rooms}", f"{name}: {verdict}, your {rooms}")
    lacking = rooms_lacking(int(one.value), needed)
    if lacking is None:
        return line
    short = view.ledger.figure(lacking, about)
    return line + view.say(f"，缺{short}", f", lacking {short}")


def _judged(asked: Understanding, numbers: Sequence[Given], floor: Thresholds) -> Iterator[Judged]:
    """Yield each requirement asked about that the numbers decide, with what they come to."""
    topics = _topics(asked)
    for threshold in floor.in_force.values():
        if item_of(threshold.indicator) in topics and _is_asked(threshold, asked):
            found = _value_for(threshold, numbers)
            if found:
                yield Judged(*found, threshold)


def _is_asked(threshold: Threshold, asked: Understanding) -> bool:
    if threshold.indicator in _ASIDE or (asked.stage and threshold.stage in STAGES and threshold.stage != asked.stage):
        return False
    room = next((kind for kind, indicator in _ROOM_AREA.items() if indicator == threshold.indicator), None)
    return room is None or bool(ROOMS[room].search(asked.question)) or not any(
        word.search(asked.question) for word in ROOMS.values()
    )  # fmt: skip


def _value_for(threshold: Threshold, numbers: Sequence[Given]) -> tuple[Fraction, Figure] | None:
    """Return what the numbers come to for a requirement: a ratio, a value per pupil, or the number itself."""
    if threshold.indicator in BY_ID and (found := _per_pupil(threshold.indicator, numbers)):
        return found
    for ratio in ratios_of(item_of(threshold.indicator)):
        same_item = (ratio.indicator, ratio.stage) == (threshold.indicator, threshold.stage)
        if same_item and (found := ratio_figure(ratio, _by_field(ratio.fields, numbers))):
            return found
    own = next((one for one in numbers if _fits(threshold, one)), None)
    if own is None:
        return None
    return Fraction(own.value), given_figure(own.written, threshold.unit, own.value, name_of(threshold.indicator))


def _per_pupil(indicator: str, numbers: Sequence[Given]) -> tuple[Fraction, Figure] | None:
    record = BY_ID[indicator]
    pupils = next((one for one in numbers if one.unit == "人" and _PUPILS.search(one.words)), None)
    amounts = [one for one in numbers if one is not pupils and one.unit in (record.numerator_unit, "万元")]
    if pupils is None or not amounts:
        return None
    amount = amounts[0].value * (TEN_THOUSAND if amounts[0].unit == "万元" else 1)
    return value_figure(indicator, amount, pupils.value)


def _by_field(fields: Sequence[str], numbers: Sequence[Given]) -> dict[str, Decimal]:
    """Give each field the number whose words are most like its name; no number serves twice."""
    found: dict[str, Decimal] = {}
    left = list(numbers)
    for id in sorted(fields, key=lambda id: -max((_alike(id, one) for one in numbers), default=0)):
        best = max(left, key=lambda one: _alike(id, one), default=None)
        if best is not None and _alike(id, best):
            found[id] = best.value
            left.remove(best)
    return found


def _alike(field: str, number: Given) -> int:
    """How many pairs of characters the name of a field shares with the words about a number."""
    name = load_fields()[field].zh
    return len({name[at : at + 2] for at in range(len(name) - 1)} & {
        number.words[at : at + 2] for at in range(len(number.words) - 1)
    })  # fmt: skip


def _fits(threshold: Threshold, number: Given) -> bool:
    unit, _, per = threshold.unit.partition("/")
    if per and number.unit in ("人", "间"):
        return False  # so many people or rooms are no value per pupil
    return number.unit == unit or (number.unit == "" and threshold.unit != "%")


def _line(view: View, one: Judged) -> str:
    """The verdict on one number, beside the requirement, and by how much it misses it."""
    threshold = one.threshold
    about = About(stage=threshold.stage if threshold.stage in STAGES else None, indicator=item_of(threshold.indicator))
    name = view.ledger.name("indicator", _label(threshold), about)
    verdict, limit = view.ledger.verdict(status_of_given(one.value, threshold), about), view.limit(threshold, about)
    shown = view.ledger.figure(one.figure, about)
    if one.figure.kind == "given":
        line = view.say(
            f"{name}：{verdict}，您写的{shown}，要求{limit}", f"{name}: {verdict}, your {shown}, required {limit}"
        )
    else:
        formula = view.ledger.name("message", same(one.figure.formula or ""))
        line = view.say(
            f"{name}：{verdict}，按您写的数算得{shown}（{formula}），要求{limit}",
            f"{name}: {verdict}, worked out from your numbers {shown} ({formula}), required {limit}",
        )
    gap = distance_of_given(one.value, threshold)
    if gap is None:
        return line
    far = view.ledger.figure(gap, about)
    above = threshold.comparison in AT_MOST
    return line + view.say(f"，多出{far}" if above else f"，差{far}", f", off by {far}")


def _label(threshold: Threshold) -> Bilingual:
    name = name_of(threshold.indicator)
    if threshold.stage not in STAGES or threshold.stage in name.zh:
        return name
    return Bilingual(f"{threshold.stage}{name.zh}", f"{STAGE_NAMES[threshold.stage]}, {name.en}")


def _basis(view: View, floor: Thresholds) -> str:
    year = view.ledger.name("year", same(str(floor.year)), About(year=floor.year))
    name = view.ledger.name("place", NATIONAL_NAME)
    return view.say(f"依据：{name}（{year}年）", f"Held against {name} ({year})")


def _unclear(view: View, numbers: Sequence[Given]) -> Draft:
    """Ask which indicator a number is of, each choice a whole question; else say that it decides nothing."""
    one = next((one for one in numbers if one.unit in MEANT), numbers[0])
    stages = (view.asked.stage,) if view.asked.stage else STAGES
    items = MEANT.get(one.unit, ()) if not _topics(view.asked) else ()
    choices = [_choice(item, stage, one) for item in items for stage in (stages if item in BY_ID else (None,))]
    return Draft("needs_input", (view.phrase(phrases.NOT_ENOUGH_SAID),), suggestions=tuple(choices))


def _choice(item: str, stage: str | None, one: Given) -> Bilingual:
    name = name_of(item)
    units = {"㎡": Bilingual("平方米", "m2"), "元": Bilingual("元", "yuan")}[one.unit]
    level = Bilingual(stage or "", f" in {STAGE_NAMES[stage]} schools" if stage else "")
    return Bilingual(
        f"{level.zh}{name.zh}{one.written}{units.zh}达标吗？",
        f"Is {name.en} of {one.written} {units.en} enough{level.en}?",
    )
