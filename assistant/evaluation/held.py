"""What a figure of an answer is held against that the project did not make, and where it does not hold.

In this order: the expected results of the sheet, the cells of the workbook, the quotation, the question; a figure that
none of these tells is held against its own formula alone, or the number of names that it counts, or nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from assistant.evaluation import derived, expected
from assistant.evaluation.cells import NO_CELLS, Cells, differs
from assistant.evaluation.counts import miscounted, named_by, strangers
from assistant.evaluation.expected import Finder, Results, Right
from assistant.model import Answer, ShownFigure
from calculators.model import FigureInput

Held = Literal["expected", "cells", "quote", "question", "names", "formula", "nothing"]
HELD: tuple[Held, ...] = ("expected", "cells", "quote", "question", "names", "formula", "nothing")
TOLERANCE = 1e-9
_LITERAL = re.compile(r"\d+(?:\.\d+)?")
_INPUT = re.compile(r"(.+)\.input(\d+)")
_OF_KIND: dict[str, Finder] = {
    "unit": expected.unit, "mean": expected.of_stage("mean"), "cv": expected.of_stage("cv", "cv_display"),
    "size": expected.size, "class_size": expected.class_size, "oversize": expected.oversize,
    "met_count": expected.met_count, "pupils": expected.pupils, "classes": expected.classes,
    "rooms": derived.rooms, "gap": derived.distance, "margin": derived.distance, "lacking": derived.lacking,
    "amount": derived.amount, "total": derived.total, "contribution": derived.contribution,
    "without": derived.without,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Against:
    """What there is to hold the figures of an answer against: the question, the files, and the expected results."""

    question: str = ""
    cells: Cells = NO_CELLS
    results: Results | None = None


def held_against(shown: ShownFigure, answer: Answer, there: Against) -> tuple[Held, tuple[str, ...]]:
    """Return what a figure was held against, and where it does not hold."""
    figure = shown.figure
    if figure.kind == "quoted":
        return "quote", ()  # that it stands in its quotation is asked of every quoted figure
    if figure.kind == "given":
        return ("question" if figure.display in _LITERAL.findall(there.question) else "nothing"), ()
    if figure.id.startswith("count."):
        return _count(shown, there.results if _is_plain(answer) else None)
    compared = _expected(shown, answer, there.results)
    cell_faults, by_cells = _cells(shown, answer, there.cells)
    faults = (*(compared or ()), *cell_faults)
    if compared is not None:
        return "expected", faults
    return ("cells" if by_cells else "formula" if figure.formula else "nothing"), faults


def listed(answer: Answer, cells: Cells) -> Iterator[str]:
    """Yield the numbers of lists (areas of rooms) that figures rest on, where their cells do not say otherwise."""
    for shown in answer.figures:
        for given in shown.figure.inputs:
            if isinstance(given.value, str) and not differs(given, cells):
                yield from _LITERAL.findall(given.value)


def _is_plain(answer: Answer) -> bool:
    """Whether nothing but the default readings is in use: what is expected is expected of these."""
    return all(one.default for one in answer.readings)


def _count(shown: ShownFigure, results: Results | None) -> tuple[Held, tuple[str, ...]]:
    faults = tuple(miscounted(shown))
    named = None if results is None else named_by(shown, results)
    if results is None or named is None:
        others = strangers(shown, results) if results else ()
        return "names", (*faults, *(f"{shown.figure.id} names {one}" for one in sorted(others)))
    names = {given.label.zh for given in shown.figure.inputs}
    wrong = (f"{shown.figure.id} names {sorted(names ^ named)}, or does not",) if names != named else ()
    return "expected", (*faults, *wrong)


def _expected(shown: ShownFigure, answer: Answer, results: Results | None) -> tuple[str, ...] | None:
    """Return where a figure is not what is expected; None where nothing tells what it must be."""
    figure = shown.figure
    kind, *rest = figure.id.split(".")
    stated = figure.kind == "sheet" and isinstance(figure.value, float)  # a result sheet gives rounded values
    if results is None or kind not in _OF_KIND or stated or _INPUT.fullmatch(figure.id) or not _is_plain(answer):
        return None
    right = _OF_KIND[kind](shown, rest, results)
    return None if right is None else tuple(_differences(shown, right))


def _differences(shown: ShownFigure, right: Right) -> Iterator[str]:
    figure = shown.figure
    if right.value is None or not isinstance(figure.value, int | float):
        if right.value is not figure.value:
            yield f"{figure.id} is {figure.value}, expected {right.value}"
    elif abs(figure.value - right.value) > TOLERANCE * max(1.0, abs(right.value)):
        yield f"{figure.id} is {figure.value}, expected {right.value}"
    elif right.display is not None and figure.display != right.display:
        yield f"{figure.id} shows {figure.display}, expected {right.display}"


def _cells(shown: ShownFigure, answer: Answer, cells: Cells) -> tuple[tuple[str, ...], bool]:
    """Return the inputs that differ from their cells, and whether the figure rests on cells that agree."""
    told = [(given, differs(given, cells)) for given in _inputs(shown, answer)]
    wrong = tuple(
        f"{shown.figure.id}: {given.label.zh} is {given.value}, not what stands in {given.cell}"
        for given, differs in told
        if differs
    )
    compared = [given for given, differs in told if differs is False]
    whole = bool(compared) and len(compared) == sum(given.cell is not None for given, _ in told)
    return wrong, whole and all(_is_used(given, shown, compared) for given in compared)


def _inputs(shown: ShownFigure, answer: Answer) -> tuple[FigureInput, ...]:
    """Return the inputs of a figure; of one that is another's input, that input."""
    found = _INPUT.fullmatch(shown.figure.id)
    if not found:
        return shown.figure.inputs
    whole = [one.figure for one in answer.figures if one.figure.id == found[1]]
    return tuple(one for figure in whole for one in figure.inputs if one.value == shown.figure.value)


def _is_used(given: FigureInput, shown: ShownFigure, compared: list[FigureInput]) -> bool:
    """Say whether an input stands in the formula; without a formula, whether the figure is it, or the sum of all."""
    formula = shown.figure.formula
    if formula is None:
        numbers = [one.value for one in compared if isinstance(one.value, int | float)]
        return shown.figure.value in (given.value, sum(numbers))
    wanted = _LITERAL.findall(str(given.value)) if isinstance(given.value, str) else [str(given.value)]
    return all(any(_stands(float(one), literal) for literal in _LITERAL.findall(formula)) for one in wanted)


def _stands(value: float, literal: str) -> bool:
    half = 0.5 * 10.0 ** -len(literal.partition(".")[2])
    return abs(value - float(literal)) <= half * (1 + TOLERANCE)
