"""The charts of a check as the page holds them: each a figure with its table, its legend and its downloads."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from assistant.check import CheckReport
from corpus.model import STAGES
from ui.charts.heat import heat_grid
from ui.charts.model import Chart, Column, Grid
from ui.charts.rooms import ROOMS, rooms_grid
from ui.charts.sizes import SIZES, class_grid, size_grid
from ui.charts.spread import spread_grid
from ui.charts.view import DOWN, FIRST_ROWS, UP, View, cut, ordered
from ui.check_page.addresses import CHECK, Way
from ui.server.plain import html
from ui.words import chart_labels as words
from ui.words.chart_labels import STAGE_KEYS as KEYS


def charts_of(report: CheckReport, way: Way, query: Sequence[tuple[str, str]] = ()) -> tuple[Chart, ...]:
    """Return all charts of a check, in the order of the page. `query` is what the page's address says."""
    view = View(way, tuple(query))
    return tuple(drawn(make(), view) for make in grids_of(report, view).values())


def grids_of(report: CheckReport, view: View) -> dict[str, Callable[[], Grid]]:
    """Return what makes each chart of a check, by its id, in the order of the page."""
    check = report.check
    stages = [stage for stage in STAGES if stage in check.units]
    of_classes = [stage for stage in STAGES if any(one.stage == stage for one in check.class_size)]
    made: dict[str, Callable[[], Grid]] = {}
    made |= {f"heat-{KEYS[stage]}": partial(heat_grid, check, stage, view) for stage in stages}
    made |= {f"spread-{KEYS[stage]}": partial(spread_grid, check, stage, view) for stage in stages}
    made |= {ROOMS: partial(rooms_grid, check, view)} if check.rooms else {}
    made |= {f"classes-{KEYS[stage]}": partial(class_grid, check, stage, view) for stage in of_classes}
    return made | ({SIZES: partial(size_grid, check, view)} if check.size else {})


def drawn(grid: Grid, view: View) -> Chart:
    """Return a chart drawn as its view asks."""
    rows = ordered(grid, view)
    shown = cut(rows, view, grid.id)
    data, picture = view.link(grid.id, ".csv"), view.link(grid.id, ".svg", shown=True)
    figure = html(
        "chart_grid.html", view.language, w=words, zip=zip, grid=grid, heads=heads(grid, view), rows=shown,
        count=len(rows), first=FIRST_ROWS, view=view, data=data, picture=picture, action=f"{CHECK}#{grid.id}",
        own=view.link(grid.id),
    )  # fmt: skip
    return Chart(grid.id, grid.section, grid.title, grid.reading, Markup(figure), data, picture)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column as it is shown: `value` is the wish that its button makes, `state` the order it is in."""

    text: str
    under: tuple[str, ...]
    title: str
    value: str
    state: str
    arrow: str


def heads(grid: Grid, view: View) -> list[Head]:
    """Return the heads of a chart, that of the names first; a column that is sorted offers the other way."""
    asked = view.sort(grid)
    columns = (Column("name", grid.head), *grid.columns)
    return [_head(grid.id, one, asked[1] if asked and asked[0] == one.id else None) for one in columns]


def _head(id: str, column: Column, down: bool | None) -> Head:
    next_down = column.falls if down is None else not down
    state, arrow = STATES[down]
    return Head(column.head, column.under, column.title, f"{id}.{column.id}.{DOWN if next_down else UP}", state, arrow)


STATES: dict[bool | None, tuple[str, str]] = {None: ("", ""), True: ("descending", "↓"), False: ("ascending", "↑")}
