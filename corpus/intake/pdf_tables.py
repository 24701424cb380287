"""Tables on PDF pages: the cells that ruling lines enclose, merged where no line parts them."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.intake.letters import ENDS_SENTENCE, joined
from corpus.intake.model import Block, Merge, Table
from corpus.intake.pdf_lines import Line, around, lines_in_cell
from corpus.intake.pdf_page import Box, Char, Page
from corpus.intake.tables import cell_text, head_rows_of, refuse_large_table

_SNAP = 3.0  # points: lines that are nearer to each other are one
_LEAST_LENGTH = 6.0
_FEWEST_COLUMNS = 2
_SENTENCE = 15  # characters; a shorter cell is whole without a full stop
_NAMING_CELLS = 2  # the group and the number of a row
_MOST_LINES = 4000  # on one page; more is a drawing
_UNREACHED = 1.6  # letter sizes between the end of a line and the wall of its cell


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """A table, its place, its page, and where its columns are parted."""

    table: Table
    box: Box
    page: int
    columns: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A ruling line: `at` is where it lies across its direction, from `start` to `end` along it."""

    at: float
    start: float
    end: float

    def covers(self, place: float) -> bool:
        return self.start - _SNAP <= place <= self.end + _SNAP


def tables_of(page: Page, chars: Sequence[Char]) -> tuple[list[PlacedTable], list[Char]]:
    """Return the tables of a page from its top, and the characters that are in none."""
    rest = list(chars)
    found: list[PlacedTable] = []
    for vertical, horizontal in _groups(page):
        grid = _Grid(vertical, horizontal)
        inside = [char for char in rest if grid.box.holds(*_middle(char))]
        if not inside or grid.is_frame():
            continue
        found.append(grid.table(inside, page.number))
        rest = [char for char in rest if not grid.box.holds(*_middle(char))]
    return sorted(found, key=lambda one: one.box.top), rest


class _Grid:
    """The cells that a group of connected rules encloses."""

    def __init__(self, vertical: Sequence[_Rule], horizontal: Sequence[_Rule]) -> None:
        across = [place for rule in horizontal for place in (rule.start, rule.end)]
        along = [place for rule in vertical for place in (rule.start, rule.end)]
        self.xs = _snapped([*(rule.at for rule in vertical), min(across), max(across)])
        self.ys = _snapped([*(rule.at for rule in horizontal), min(along), max(along)])
        self._vertical, self._horizontal = vertical, horizontal
        self.box = Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])
        refuse_large_table((len(self.xs) - 1) * (len(self.ys) - 1))
        self._regions = self._merged()

    def is_frame(self) -> bool:
        """Whether the rules part no columns: a box around text, or lines between it."""
        return len(self.xs) <= _FEWEST_COLUMNS or all(
            cells[0][1] == 0 and cells[-1][1] == len(self.xs) - 2 for cells in self._regions
        )

    def table(self, chars: Iterable[Char], page: int) -> PlacedTable:
        """Put the characters into the cells."""
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        home = {cell: cells[0] for cells in self._regions for cell in cells}
        filled: dict[tuple[int, int], list[Char]] = {}
        for char in chars:
            x, y = _middle(char)
            cell = (_interval(self.ys, y), _interval(self.xs, x))
            filled.setdefault(home[cell], []).append(char)
        walls = {cells[0]: self.xs[cells[-1][1] + 1] for cells in self._regions}
        texts = {cell: _text(lines_in_cell(kept, page), walls[cell]) for cell, kept in filled.items()}
        grid = tuple(tuple(texts.get((row, column), "") for column in range(columns)) for row in range(rows))
        merges = tuple(merge for cells in self._regions if (merge := _merge(cells)))
        return PlacedTable(Table(grid, merges, head_rows_of(grid, merges)), self.box, page, tuple(self.xs))

    def _merged(self) -> list[list[tuple[int, int]]]:
        """Return the cells of the grid, those together that no rule parts."""
        cells = [(row, column) for row in range(len(self.ys) - 1) for column in range(len(self.xs) - 1)]
        leader = {cell: cell for cell in cells}

        def lead(cell: tuple[int, int]) -> tuple[int, int]:
            while leader[cell] != cell:
                leader[cell] = leader[leader[cell]]
                cell = leader[cell]
            return cell

        for row, column in cells:
            x, y = (self.xs[column] + self.xs[column + 1]) / 2, (self.ys[row] + self.ys[row + 1]) / 2
            if column + 2 < len(self.xs) and not _has(self._vertical, self.xs[column + 1], y):
                leader[lead((row, column + 1))] = lead((row, column))
            if row + 2 < len(self.ys) and not _has(self._horizontal, self.ys[row + 1], x):
                leader[lead((row + 1, column))] = lead((row, column))
        regions: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for cell in cells:
            regions.setdefault(lead(cell), []).append(cell)
        return list(regions.values())


def continued(tables: Sequence[PlacedTable]) -> tuple[PlacedTable, list[str]]:
    """Join the pieces of one table on several pages; return also the heads that were repeated."""
    first = tables[0]
    rows, merges = list(first.table.rows), list(first.table.merges)
    head = first.table.rows[: first.table.head_rows]
    repeated: list[str] = []
    for piece in tables[1:]:
        skipped = len(head) if piece.table.rows[: len(head)] == head else 0
        repeated += [" ".join(filter(None, row)) for row in head] if skipped else []
        below = list(piece.table.rows[skipped:])
        if below and _is_rest_of_row(below[0], rows[-1]):
            rest = below.pop(0)
            rows[-1] = tuple(map(joined, rows[-1], rest))
            skipped += 1
        shift = len(rows) - skipped
        moved = [(a + shift, b, c + shift, d) for a, b, c, d in piece.table.merges if a >= skipped]
        merges = _grown(merges, moved, len(rows), below[0] if below else ())
        rows += below
    refuse_large_table(len(rows) * len(rows[0]))
    return replace(first, table=Table(tuple(rows), tuple(merges), first.table.head_rows)), repeated


def _is_rest_of_row(row: Sequence[str], above: Sequence[str]) -> bool:
    """Whether the first row on a page is the end of the row above: it names nothing and goes on with sentences."""
    filled = [(cell, upper) for cell, upper in zip(row, above, strict=True) if cell]
    if not filled or row[0]:
        return False
    broken = all(len(upper) >= _SENTENCE and not ENDS_SENTENCE.search(upper) for _, upper in filled)
    return broken or (len(row) > _NAMING_CELLS and not any(row[:_NAMING_CELLS]) and all(upper for _, upper in filled))


def _grown(above: Sequence[Merge], below: Sequence[Merge], seam: int, row: Sequence[str]) -> list[Merge]:
    """Let merged cells reach over the seam between two pages, where nothing is written below it."""
    found, rest = list(above), list(below)
    for column in range(next((place for place, cell in enumerate(row) if cell), 0)):
        upper = next((one for one in found if one[2] == seam - 1 and one[1] == one[3] == column), None)
        lower = next((one for one in rest if one[0] == seam and one[1] == one[3] == column), None)
        top = upper[0] if upper else seam - 1
        bottom = lower[2] if lower else seam
        found = [one for one in found if one != upper] + [(top, column, bottom, column)]
        rest = [one for one in rest if one != lower]
    return [*found, *rest]


def goes_on(upper: PlacedTable, lower: PlacedTable) -> bool:
    """Whether a table at the top of a page goes on from one at the foot of the page before: the same columns."""
    return (
        lower.page > upper.page
        and len(lower.columns) == len(upper.columns)
        and all(abs(one - two) <= 2 * _SNAP for one, two in zip(upper.columns, lower.columns, strict=True))
    )


def _groups(page: Page) -> list[tuple[list[_Rule], list[_Rule]]]:
    """Return the vertical and horizontal rules that hang together, group by group."""
    boxes = [one for one in page.lines if max(one.width, one.height) >= _LEAST_LENGTH][:_MOST_LINES]
    vertical = _joined_rules(_Rule((b.x0 + b.x1) / 2, b.top, b.bottom) for b in boxes if b.height > b.width)
    horizontal = _joined_rules(_Rule((b.top + b.bottom) / 2, b.x0, b.x1) for b in boxes if b.height <= b.width)
    groups: list[tuple[list[_Rule], list[_Rule]]] = []
    for rule in vertical:
        crossed = [one for one in horizontal if one.covers(rule.at) and rule.covers(one.at)]
        touched = [group for group in groups if any(one in group[1] for one in crossed)]
        groups = [group for group in groups if group not in touched]
        together = [one for group in touched for one in group[1]]
        groups.append((
            [rule, *(one for group in touched for one in group[0])],
            [*together, *(one for one in crossed if one not in together)],
        ))  # fmt: skip
    return [(down, across) for down, across in groups if len(across) > 1]


def _joined_rules(rules: Iterable[_Rule]) -> list[_Rule]:
    """Join the pieces of rules that lie on one line."""
    found: list[_Rule] = []
    rows: list[list[_Rule]] = []
    for rule in sorted(rules, key=lambda one: one.at):
        if rows and rule.at - rows[-1][0].at <= _SNAP:
            rows[-1].append(rule)
        else:
            rows.append([rule])
    for row in rows:
        pieces = sorted(row, key=lambda one: one.start)
        whole = pieces[0]
        for piece in pieces[1:]:
            if piece.start <= whole.end + _SNAP:
                whole = replace(whole, end=max(whole.end, piece.end))
            else:
                found.append(whole)
                whole = piece
        found.append(whole)
    return found


def _snapped(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _SNAP:
            found.append(place)
    return found


def _has(rules: Iterable[_Rule], at: float, place: float) -> bool:
    return any(abs(rule.at - at) <= 2 * _SNAP and rule.covers(place) for rule in rules)


def _interval(places: Sequence[float], place: float) -> int:
    return min(max(bisect_right(places, place) - 1, 0), len(places) - 2)


def _merge(cells: Sequence[tuple[int, int]]) -> Merge | None:
    """Return the merge of cells that fill a rectangle, None for one cell or any other shape."""
    (top, left), (bottom, right) = cells[0], cells[-1]
    is_whole = len(cells) == (bottom - top + 1) * (right - left + 1)
    return (top, left, bottom, right) if is_whole and len(cells) > 1 else None


def _text(lines: Sequence[Line], wall: float) -> str:
    """Return the text of a cell: a line that ends well before the wall ends a paragraph."""
    pieces = [lines[0].text] if lines else []
    for last, line in pairwise(lines):
        if wall - last.box.x1 > _UNREACHED * last.size + (last.box.x0 - around([one.box for one in lines]).x0):
            pieces.append(line.text)
        else:
            pieces[-1] = joined(pieces[-1], line.text)
    return cell_text([Block(piece) for piece in pieces])


def _middle(char: Char) -> tuple[float, float]:
    return (char.box.x0 + char.box.x1) / 2, (char.box.top + char.box.bottom) / 2
