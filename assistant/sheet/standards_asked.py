"""The sheet held against the standard that the question itself names: another place's targets, or a number.

It comes first: 达标 against the national floor is no answer to 达到乐清的98%了吗.
"""

import re
from collections.abc import Iterator, Sequence

from assistant.asked.items import topics_of
from assistant.asked.numbers import NumberAsked, numbers_asked
from assistant.sheet.targets import is_asked, own_value, schools_short, target_lines
from assistant.sheet.view import SheetView, joint
from assistant.verified import phrases
from assistant.verified.ledger import About
from calculators.compare import WHOLE
from calculators.model import BesideTarget, Figure, Item
from calculators.verdict.given import held_against, required_of
from calculators.verdict.targets import with_targets
from corpus.bilingual import Bilingual
from corpus.indicators import item_of, name_of
from corpus.model import STAGES, Threshold
from corpus.places import Place

Held = tuple[Item, Threshold, BesideTarget]
MANY = 4
# What the clauses set in words that stand for a number of a unit of their own.
WORDED = frozenset({"Q9.level"})
# A part of an item that stands for it only where the question names it.
PARTS = {"G11.backbone": "骨干|backbone", "G15.public": "公办|public"}


def lines_on_standards_asked(view: SheetView) -> list[str]:
    """Return how the sheet stands against what the question names, and that the national floor follows; else none."""
    topics = topics_of(view.asked)
    lines = [line for place in places_asked(view) for line in _of_place(view, place)]
    if topics:
        lines += [line for number in numbers_asked(view.asked) for line in _of_number(view, number)]
    return [*lines, view.phrase(phrases.THE_FLOOR_BESIDE)] if lines else []


def places_asked(view: SheetView) -> tuple[Place, ...]:
    """Return the places whose targets a question about one's own data names."""
    return () if view.asked.national else view.asked.places


def _of_place(view: SheetView, place: Place) -> list[str]:
    """Return the targets of a place: those of the year of the check, and the next to come."""
    standards, year = view.tools.standards, view.report.year
    items = with_targets(view.check, standards.targets(place, year), standards.coming(place, year)).items
    found = target_lines(view, items, topics_of(view.asked))
    name = view.ledger.name("place", Bilingual(place.name, place.english), About(place=place.full_name))
    if not found:
        here = view.tools.covers(place)
        return [
            _no_target(view, name)
            if here
            else view.say(f"这里没有{name}的文件。", f"There are no documents of {name} here.")
        ]
    return [view.say(f"对照{name}自定的目标：", f"Held against the targets of {name}:"), *found]


def _no_target(view: SheetView, name: str) -> str:
    if not topics_of(view.asked):
        return view.say(f"{name}自定的目标，表中的数据没有不及的。", f"No target of {name} is missed by these data.")
    return view.say(f"{name}的文件没有给本项定目标。", f"The documents of {name} set no target for this.")


def _of_number(view: SheetView, number: NumberAsked) -> Iterator[str]:
    """Yield the verdict on a number of the user's own; where nothing can be held against it, say what is judged."""
    pairs = list(_pairs(view, number))
    shown = _given(view, number)
    if not pairs:
        yield view.say(
            f"您写的{shown}，不能与本项对照；下面按国家指标判定，不是按您写的数。",
            f"Your {shown} cannot be held beside this item; what follows is judged by the national requirement,"
            " not by your number.",
        )
    held = [
        (item, required, held_against(view.check, item, required, number.value))
        for item, required in pairs
        if number.value != required.value
    ]
    spread = [one for one in held if one[0].id.startswith("CV.")]
    if len(spread) > MANY:
        yield from _together(view, spread, shown)
    else:
        yield from (_line(view, item, beside, required, shown) for item, required, beside in held)


def _together(view: SheetView, held: Sequence[Held], shown: str) -> Iterator[str]:
    """Yield one verdict on all 差异系数 of a stage, and the indicators that do not hold."""
    for stage in dict.fromkeys(item.stage for item, _, _ in held):
        own = [(item, beside) for item, _, beside in held if item.stage == stage]
        about = About(stage=stage if stage in STAGES else None)
        verdict = view.verdict(joint(beside.status for _, beside in own), about)
        name, label = view.stage_name(stage or WHOLE), view.label("CV")
        line = view.say(
            f"对照您写的{shown}：{name}{label}{verdict}", f"Held against your {shown}: {name}, {label}, {verdict}"
        )
        failing = [name_of(item.id.rpartition(".")[2]) for item, beside in own if beside.status == "not_met"]
        if failing:
            text = Bilingual("、".join(one.zh for one in failing), "; ".join(one.en for one in failing))
            names = view.ledger.name("message", text)
            line += view.say(f"（{names}）", f" ({names})")
        yield line


def _pairs(view: SheetView, number: NumberAsked) -> Iterator[tuple[Item, Threshold]]:
    """Yield each item asked about with the requirement that the number takes the place of: of its unit and meaning."""
    for item in view.check.items:
        if item_of(item.id) in topics_of(view.asked) and is_asked(item, view):
            for required in required_of(item):
                if _fits(required, number) and _is_meant(required, view):
                    yield item, required


def _fits(required: Threshold, number: NumberAsked) -> bool:
    """Say whether a number is of the unit of a requirement; a percentage needs its sign."""
    if required.indicator in WORDED and number.unit != required.unit:
        return False
    return (
        (number.unit == "" and required.unit != "%")
        or number.unit == required.unit.partition("/")[0]
        or (number.unit != "" and number.unit == required.unit)
    )


def _is_meant(required: Threshold, view: SheetView) -> bool:
    """Say whether a part of an item is the one that the question names; the item's own number where it names none."""
    named = [id for id, words in PARTS.items() if re.search(words, view.asked.question, re.I)]
    mine = [id for id in named if item_of(id) == item_of(required.indicator)]
    return required.indicator in mine if mine else required.indicator not in PARTS


def _given(view: SheetView, number: NumberAsked) -> str:
    label = Bilingual("问题中写的数", "the number in the question")
    return view.ledger.figure(
        Figure(f"given.{number.written}{number.unit}", "given", label, float(number.value), number.unit, number.written)
    )


def _line(view: SheetView, item: Item, beside: BesideTarget, required: Threshold, shown: str) -> str:
    about = About(indicator=item.id, stage=item.stage if item.stage in STAGES else None)
    verdict = view.verdict(beside.status, about)
    label = _label(view, item, required)
    line = view.say(f"对照您写的{shown}：{label}{verdict}", f"Held against your {shown}: {label}, {verdict}")
    line += own_value(item, required, view)
    if beside.schools:
        line += schools_short(beside, view, "未及所写之数的学校", "schools short of that number")
    if beside.missing:
        names = view.ledger.name("data", Bilingual("、".join(beside.missing), ", ".join(beside.missing)))
        line += view.say(f"，待补数据：{names}", f"; data missing: {names}")
    return line


def _label(view: SheetView, item: Item, required: Threshold) -> str:
    """Name what is held against the number: the indicator of a 差异系数, the part of an item, its stage."""
    id = item.id.rpartition(".")[2] if item.id.startswith("CV.") else required.indicator
    name = name_of(id)
    about = About(indicator=item.id)
    label = view.ledger.name("indicator", name, about)
    if item.stage not in STAGES or item.stage in name.zh:
        return label
    return view.say(f"{view.stage_name(item.stage)}{label}", f"{view.stage_name(item.stage)}, {label}")
