"""The routes of the charts: one by itself, its picture, its data, and each school's part in a 差异系数."""

import datetime

from fastapi import APIRouter, Response
from fastapi.responses import HTMLResponse

from assistant.check import CheckReport
from assistant.clock import now
from assistant.errors import NothingChecked
from assistant.service import Assistant
from calculators.indicators import BY_ID
from corpus.bilingual import Language
from corpus.model import Stage
from ui.charts.data import chart_csv
from ui.charts.drawing import drawn, grids_of
from ui.charts.model import Grid
from ui.charts.picture import picture
from ui.charts.shares import shares_grid
from ui.charts.view import View, ordered
from ui.check_page.addresses import CHECK
from ui.check_page.asked import Asked, CheckAsked
from ui.errors import Refused
from ui.server.attached import CSV, SVG, attached
from ui.server.plain import page
from ui.server.turns import WAIT_SECONDS_OF_PAGE, turn
from ui.words import chart_labels as words
from ui.words import labels

STAGES: dict[str, Stage] = {key: stage for stage, key in words.STAGE_KEYS.items()}
NOT_FOUND = 404


def chart_routes(assistant: Assistant) -> APIRouter:
    """Return the routes of the charts: always of the reader's own sheets, read as the address says."""
    router = APIRouter(prefix=f"{CHECK}/charts", include_in_schema=False)

    @router.get("/spread-{key}/{indicator}")
    def shares(asked: Asked, key: str, indicator: str) -> Response:
        with turn((), WAIT_SECONDS_OF_PAGE):
            return _shares(asked, assistant, key, indicator)

    @router.get("/{id}.csv")
    def as_data(asked: Asked, id: str) -> Response:
        with turn((), WAIT_SECONDS_OF_PAGE):
            return _data(*_chart(asked, assistant, id)[1:])

    @router.get("/{id}.svg")
    def as_picture(asked: Asked, id: str) -> Response:
        with turn((), WAIT_SECONDS_OF_PAGE):
            return _picture(*_chart(asked, assistant, id))

    @router.get("/{id}")
    def by_itself(asked: Asked, id: str) -> Response:
        with turn((), WAIT_SECONDS_OF_PAGE):
            _, grid, view = _chart(asked, assistant, id)
            return HTMLResponse(drawn(grid, view).html)

    return router


def source(report: CheckReport, language: Language) -> str:
    """Return the line that says where the numbers of a picture come from, and when it was drawn."""
    date = datetime.datetime.fromtimestamp(now(), tz=datetime.UTC).astimezone().date().isoformat()
    files = labels.listed(report.table.files, language)
    return words.SOURCE.say(language).format(files=files, year=report.year, date=date)


def _seen(asked: CheckAsked, assistant: Assistant) -> tuple[CheckReport, View]:
    """Return the reader's check and the view of its charts. Raises Refused where the reader has none."""
    view = View(asked.way(assistant), tuple(asked.request.query_params.multi_items()))
    try:
        return asked.sheets(assistant).report, view
    except NothingChecked as error:
        raise Refused(NOT_FOUND, error.code, error.message, error.hint) from error


def _chart(asked: CheckAsked, assistant: Assistant, id: str) -> tuple[CheckReport, Grid, View]:
    report, view = _seen(asked, assistant)
    make = grids_of(report, view).get(id)
    if make is None:
        raise _unknown()
    return report, make(), view


def _unknown() -> Refused:
    return Refused(NOT_FOUND, "unknown_chart", words.UNKNOWN_CHART, words.UNKNOWN_CHART_HINT)


def _data(grid: Grid, view: View) -> Response:
    return attached(chart_csv(grid, view.language), f"{grid.title}.csv", CSV)


def _picture(report: CheckReport, grid: Grid, view: View) -> Response:
    drawing = picture(grid, ordered(grid, view), source(report, view.language), view.language)
    return attached(drawing.encode(), f"{grid.title}.svg", SVG)


def _shares(asked: CheckAsked, assistant: Assistant, key: str, indicator: str) -> Response:
    """Return the page of each school's part in one coefficient."""
    report, view = _seen(asked, assistant)
    stage = STAGES.get(key)
    if stage is None or stage not in report.check.spreads or indicator not in BY_ID:
        raise _unknown()
    grid = shares_grid(report.check, stage, indicator, view)
    return page(
        asked.request, "chart_shares.html", asked.given_language, here="check", framed=asked.framed, w=words, grid=grid,
        back=view.way.to(CHECK, f"spread-{key}"), count=len(grid.rows),
    )  # fmt: skip
