"""What the address of a page asks of its charts: order, filter, how many rows; and the addresses that ask it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from corpus.bilingual import Language
from ui.charts.model import Grid, Row
from ui.check_page.addresses import CHECK, Way

Pairs = tuple[tuple[str, str], ...]
SORT, ONLY, ROWS, STATUS = "sort", "only", "rows", "status"
UP, DOWN, YES, NO, ALL, SOME = "up", "down", "yes", "no", "all", "some"
FIRST_ROWS = 60


@dataclass(frozen=True, slots=True)
class View:
    """How the charts of a page are to be shown: by the page's way, and by what its address (`query`) says of them."""

    way: Way
    query: Pairs = ()

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.way.language

    def sort(self, grid: Grid) -> tuple[str, bool] | None:
        """Return the column that a chart is sorted by and whether downwards; None for its own order."""
        column, _, way = self._wish(SORT, grid.id).partition(".")
        known = column == "name" or any(one.id == column for one in grid.columns)
        return (column, way == DOWN) if known else None

    def only(self, id: str) -> bool:
        """Whether a chart shows only what fails."""
        return self._wish(ONLY, id) == YES

    def all(self, id: str) -> bool:
        """Whether a chart shows all of its rows."""
        return self._wish(ROWS, id) == ALL

    def _wish(self, name: str, id: str) -> str:
        """Return the last wish of a name for a chart: a form repeats the page's wishes before the one chosen."""
        wishes = [
            value.removeprefix(f"{id}.") for key, value in self.query if key == name and value.startswith(f"{id}.")
        ]
        return wishes[-1] if wishes else ""

    @property
    def wishes(self) -> Pairs:
        """Everything that a form of the page repeats."""
        return (*self.way.pairs, *((key, value) for key, value in self.query if key in (SORT, ONLY, ROWS, STATUS)))

    def link(self, id: str, ending: str = "", *, shown: bool = False) -> str:
        """Return the address of a chart by itself; as it is `shown` now where so asked."""
        own = [(key, value) for key, value in self.query if value.startswith(f"{id}.")] if shown else []
        return f"{CHECK}/charts/{id}{ending}?{urlencode([*self.way.pairs, *own])}"


def ordered(grid: Grid, view: View) -> list[Row]:
    """Return the rows that a view shows, in its order: what fails first, unless a column is asked for."""
    rows = [row for row in grid.rows if row.fails is True] if view.only(grid.id) else list(grid.rows)
    asked = view.sort(grid)
    if asked is None:
        return _failing_first(rows) if grid.section != "spread" else rows
    column, down = asked
    if column == "name":
        return rows[::-1] if down else rows
    at = next(at for at, one in enumerate(grid.columns) if one.id == column)
    return _by(rows, at, down=down)


def cut(rows: Sequence[Row], view: View, id: str) -> Sequence[Row]:
    """Return the first rows, or all where the view asks for them."""
    return rows if view.all(id) else rows[:FIRST_ROWS]


def _failing_first(rows: Iterable[Row]) -> list[Row]:
    order: dict[bool | None, int] = {True: 0, None: 1, False: 2}
    return sorted(rows, key=lambda row: order[row.fails])


def _by(rows: Sequence[Row], at: int, *, down: bool) -> list[Row]:
    """Sort by a column; what is not known stands last either way, and equals stay in the order of the sheet."""
    known = [row for row in rows if row.cells[at].sorted_by is not None]
    unknown = [row for row in rows if row.cells[at].sorted_by is None]
    return [*sorted(known, key=lambda row: row.cells[at].sorted_by or 0.0, reverse=down), *unknown]
