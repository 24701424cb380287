"""The uploaded sheets as they stand in the report: the same values at the same cells, marked where they have faults."""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property

from assistant.workbook.cells import LONGEST_COMMENT, At, Entry, Page, Shape, fixed, quoted, safe_text
from assistant.workbook.formulas import kept_formula
from assistant.workbook.looks import looks_of
from assistant.workbook.names import name_with_file
from assistant.workbook.read_looks import SheetLooks
from assistant.workbook.wording import FILLS, SEVERITIES
from calculators.cell_names import cell_place, full_name, sheet_part, short_part
from calculators.layouts.own_sheets import is_own_page
from calculators.model import Issue, Upload
from calculators.opening.grids import Grid, read_grids
from calculators.values import Cell
from corpus.bilingual import Bilingual, Language

CELL = re.compile(r"(?<![A-Za-z])([A-Z]{1,3})(\d{1,7})(?![A-Za-z\d])")
MOST_CELLS_OF_AN_ISSUE = 50
EXPECTED = Bilingual("应为", "expected")
FOLLOWS = Bilingual("在此改正后，后面各页随之重算。", "Corrected here, the pages behind are calculated anew.")
AGAIN = Bilingual(
    "改正后请重新核查：后面各页不随此格变化。",
    "Check again once it is corrected: the pages behind do not follow this cell.",
)


@dataclass(frozen=True, slots=True)
class Original:
    """An uploaded sheet and the looks that were read of it, None where none were."""

    grid: Grid
    looks: SheetLooks | None

    @property
    def prefix(self) -> str:
        """The beginning of the names of its cells."""
        return f"{self.grid.file}!{self.grid.sheet}"


def originals(uploads: Sequence[Upload]) -> tuple[Original, ...]:
    """Return every uploaded sheet that holds anything, but the pages of an earlier report. Raises SheetError."""
    found: list[Original] = []
    for upload in uploads:
        grids = [grid for grid in read_grids(upload) if not is_own_page(grid)]
        looks = looks_of(upload, grids)
        found += [Original(grid, looks.get(grid.sheet)) for grid in grids]
    return tuple(found)


def wanted_names(found: Sequence[Original]) -> list[str]:
    """Return what each copied sheet would be called; of several files each name tells its file."""
    several = len({one.grid.file for one in found}) > 1
    return [name_with_file(one.grid.file, one.grid.sheet) if several else one.grid.sheet for one in found]


@dataclass(frozen=True)
class Copies:
    """The copied sheets by their names in the report."""

    sheets: Mapping[str, Original]
    by_prefix: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_prefix", {one.prefix: name for name, one in reversed(list(self.sheets.items()))})

    def find(self, cell: str | None) -> tuple[str, At] | None:
        """Return the copied sheet and place of a cell "file!sheet!B7"; of a merged cell the place that holds it."""
        prefix, short = sheet_part(cell), short_part(cell)
        name = self.by_prefix.get(prefix)
        if name is None or not CELL.fullmatch(short):
            return None
        return name, self._anchors[name].get(at := cell_place(short), at)

    @cached_property
    def _anchors(self) -> dict[str, dict[At, At]]:
        return {name: _anchors(one.grid) for name, one in self.sheets.items()}

    def link(self, cell: str | None) -> str | None:
        """Return a reference to a copied cell, 'sheet'!$B$7."""
        found = self.find(cell)
        return f"{quoted(found[0])}!{fixed(*found[1])}" if found else None

    def value(self, cell: str | None) -> Cell:
        """Return what stands in a copied cell."""
        found = self.find(cell)
        if found is None:
            return None
        rows, (row, column) = self.sheets[found[0]].grid.rows, found[1]
        return rows[row][column] if row < len(rows) and column < len(rows[row]) else None

    def pages(self, issues: Sequence[Issue], live: Set[str], language: Language) -> list[Page]:
        """Return the copied sheets, their faults marked; `live` are the cells whose correction counts at once."""
        marks = _marks(self, issues, {at for cell in live if (at := self.find(cell))}, language)
        return [self._page(name, one, marks) for name, one in self.sheets.items()]

    def _page(self, name: str, one: Original, marks: Mapping[tuple[str, At], tuple[str, str]]) -> Page:
        names = {other.grid.sheet: new for new, other in self.sheets.items() if other.grid.file == one.grid.file}
        page = Page(name, _shape(one), styles=tuple(one.looks["styles"]) if one.looks else ())
        style_of = one.looks["style_of"] if one.looks else {}
        formulas = one.looks["formulas"] if one.looks else {}
        here = {at: mark for (sheet, at), mark in marks.items() if sheet == name}
        for at, value in [
            *_filled(one.grid),
            *((at, None) for at in {*style_of, *here, *formulas} - _places(one.grid)),
        ]:
            formula = kept_formula(formulas[at], names) if at in formulas else None
            comment, fill = here.get(at, (None, None))
            page.entries[at] = Entry(value, formula=formula, comment=comment, fill=fill, style=style_of.get(at))
        return page

    def formulas_left(self) -> int:
        """Return how many formulas of the original stand as values in the copy."""
        left = 0
        for one in self.sheets.values():
            names = {other.grid.sheet: other.grid.sheet for other in self.sheets.values()}
            left += (
                sum(kept_formula(text, names) is None for text in one.looks["formulas"].values()) if one.looks else 0
            )
        return left


def _anchors(grid: Grid) -> dict[At, At]:
    return {
        (row, column): (top, left)
        for top, left, bottom, right in grid.merges
        for row in range(top, min(bottom, len(grid.rows) - 1) + 1)
        for column in range(left, min(right, len(grid.rows[0]) - 1) + 1)
    }


def _filled(grid: Grid) -> Iterator[tuple[At, Cell]]:
    covered = {at for at, anchor in _anchors(grid).items() if at != anchor}
    for row, cells in enumerate(grid.rows):
        for column, cell in enumerate(cells):
            if cell is not None and (row, column) not in covered:
                yield (row, column), cell


def _places(grid: Grid) -> set[At]:
    return {at for at, _ in _filled(grid)}


def _shape(one: Original) -> Shape:
    looks, grid = one.looks, one.grid
    if looks is None:
        return Shape(merges=grid.merges, hidden=grid.hidden)
    return Shape(
        looks["widths"], looks["heights"], frozenset(looks["hidden_columns"]), frozenset(looks["hidden_rows"]),
        grid.merges, looks["frozen"], grid.hidden,
    )  # fmt: skip


def cells_of(issue: Issue) -> tuple[str, ...]:
    """Return the full names of the cells that an issue names: one, several, or the ends of a range."""
    found = CELL.findall(issue.cell or "")[:MOST_CELLS_OF_AN_ISSUE]
    return tuple(dict.fromkeys(full_name(issue.file, issue.sheet, f"{letters}{row}") for letters, row in found))


def _marks(
    copies: Copies, issues: Sequence[Issue], live: Set[tuple[str, At]], language: Language
) -> dict[tuple[str, At], tuple[str, str]]:
    """Return for each marked cell its comment and its fill: those of the gravest issue, the others below it."""
    order = list(SEVERITIES)
    by_cell: dict[tuple[str, At], list[Issue]] = {}
    for issue in sorted(issues, key=lambda one: order.index(one.severity)):
        for cell in cells_of(issue):
            at = copies.find(cell)
            if at:
                by_cell.setdefault(at, []).append(issue)
    return {at: (comment_of(of, language, follows=at in live), FILLS[of[0].severity]) for at, of in by_cell.items()}


def comment_of(issues: Sequence[Issue], language: Language, *, follows: bool) -> str:
    """Return what the comment of a marked cell says, the gravest issue first.

    `follows`: a correction of the cell changes the pages of results. Of an error it is told whether it does.
    """
    lines = []
    for issue in issues:
        lines.append(f"【{SEVERITIES[issue.severity].say(language)}】{issue.message.say(language)}")
        if issue.expected:
            lines.append(f"{EXPECTED.say(language)}: {issue.expected}")
    if issues[0].severity == "error":
        lines.append((FOLLOWS if follows else AGAIN).say(language))
    return safe_text("\n".join(lines), LONGEST_COMMENT)
