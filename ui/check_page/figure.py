"""One number of the check by itself: its formula with the values put in, its cells, its clauses and its reading."""

from collections.abc import Mapping

from fastapi import APIRouter, Response

from assistant.model import Citation, ShownFigure, reading_name
from assistant.opened.found import places
from assistant.opened.number import Opened, opened
from assistant.service import Assistant
from corpus.model import Stage
from ui.check_page.addresses import CHECK, Way, figure_link
from ui.check_page.asked import Asked, CheckAsked, Sheets
from ui.evidence.links import citation_link
from ui.pages.passages import excerpt
from ui.server.plain import page
from ui.words import check_labels, workings

__all__ = ["figure_link", "figure_route"]


def figure_route(router: APIRouter, assistant: Assistant) -> None:
    """Add the route of one number."""

    @router.get(f"{CHECK}/figure/{{item}}")
    def figure(
        asked: Asked, item: str, stage: Stage | None = None, school: int | None = None, part: str | None = None
    ) -> Response:
        return _figure(asked, assistant, item, stage, school, part)


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
    framed, at = "&framed=1" if asked.framed else "", places(sheets.report.check, item, stage)

    def school(name: str) -> tuple[str, str]:
        return name, f"{way.figure(item, stage, at[name])}{framed}" if name in at else ""

    def clause(one: Citation) -> str:
        link, _, mark = citation_link(one, way.language).partition("#")
        return f"{link}{framed}#{mark}"

    return {
        "lead": found.figures[:1],
        "rest": found.figures[1:],
        "schools": [school(name) for name in found.schools],
        "clause": clause,
        "excerpt": excerpt,
        "workings": workings,
        "counts": counts_names,
        "readings": [(one, reading_name(one).say(way.language)) for one in found.readings],
    }


def counts_names(shown: ShownFigure) -> bool:
    """Tell whether a figure counts names, which are then all that was put in."""
    return shown.figure.id.startswith("count.")
