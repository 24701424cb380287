"""One number of the check by itself: its formula with the values put in, its cells, its clauses and its reading."""

from collections.abc import Mapping, Sequence
from functools import partial

from fastapi import APIRouter, Response

from assistant.model import Citation, ShownFigure, reading_name
from assistant.opened.number import Opened, opened, position
from assistant.service import Assistant
from calculators.model import FigureInput
from calculators.rounding import plain
from corpus.model import Stage
from ui.check_page.addresses import CHECK, Way, figure_link
from ui.check_page.asked import Asked, CheckAsked, Sheets, told
from ui.evidence.links import citation_link
from ui.pages.plain import page
from ui.words import check_labels

__all__ = ["figure_link", "figure_route"]

MAX_CELLS_CHARACTERS = 400


def figure_route(router: APIRouter, assistant: Assistant) -> None:
    """Add the route of one number."""

    @router.get(f"{CHECK}/figure/{{item}}")
    def figure(
        asked: Asked, item: str, stage: Stage | None = None, school: int | None = None, part: str | None = None
    ) -> Response:
        return told(lambda: _figure(asked, assistant, item, stage, school, part), asked)


def _figure(
    asked: CheckAsked, assistant: Assistant, item: str, stage: Stage | None, school: int | None, part: str | None
) -> Response:  # fmt: skip
    way, sheets = asked.way(assistant), asked.sheets(assistant)
    report = sheets.report
    found = opened(report, assistant.tools, item, stage, school, part)
    return page(
        asked.request, "check_figure.html", asked.given_language, here="check", p=check_labels, way=way,
        framed=asked.framed, found=found, report=report, item_id=item, **_shown(found, sheets, asked, way, item, stage),
    )  # fmt: skip


def _shown(
    found: Opened, sheets: Sheets, asked: CheckAsked, way: Way, item: str, stage: Stage | None
) -> Mapping[str, object]:
    framed = "&framed=1" if asked.framed else ""
    files = [one.name for one in sheets.uploads]

    def school(name: str) -> tuple[str, str]:
        at = position(sheets.report.check, item, stage, name)
        return name, "" if at is None else f"{way.figure(item, stage, at)}{framed}"

    def clause(one: Citation) -> str:
        link, _, mark = citation_link(one, way.language).partition("#")
        return f"{link}{framed}#{mark}"

    return {
        "lead": found.figures[:1],
        "rest": found.figures[1:],
        "schools": [school(name) for name in found.schools],
        "clause": clause,
        "value": value_of,
        "cells": partial(cells_of, files=files),
        "counts": counts_names,
        "readings": [(one, reading_name(one).say(way.language)) for one in found.readings],
    }


def value_of(one: FigureInput) -> str | None:
    """Return what was put in as it is shown: a text as it stands, a number plainly, None where the sheet has none."""
    return one.value if one.value is None or isinstance(one.value, str) else plain(one.value)


def cells_of(one: FigureInput, files: Sequence[str] = ()) -> tuple[str, bool]:
    """Return the cells of what was put in, and whether there are so many that they are folded.

    Where there is a single file its name is left out.
    """
    cells = one.cell or ""
    if len(files) == 1:
        cells = "; ".join(part.removeprefix(f"{files[0]}!") for part in cells.split("; "))
    return cells, len(cells) > MAX_CELLS_CHARACTERS


def counts_names(shown: ShownFigure) -> bool:
    """Tell whether a figure counts names, which are then all that was put in."""
    return shown.figure.id.startswith("count.")
