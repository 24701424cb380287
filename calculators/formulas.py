"""The formula of a unit's value with the values put in, and the cells that they came from."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from calculators.cell_names import parted
from calculators.columns import label_of, load_columns
from calculators.compare import known
from calculators.indicators import Indicator
from calculators.kinds import LEVELS, Level, load_form
from calculators.model import FigureInput
from calculators.rounding import plain
from calculators.schools import School, Taken
from calculators.units import StageUnits, known_sources, uses_result
from corpus.model import Stage

SIGNS = {1: "+", -1: "−"}


def used_source(school: School, stage: Stage, record: Indicator) -> list[tuple[str, Taken, int]]:
    """Return the columns that gave the numerator, or those of the first way to it where none did."""
    source = next(iter((*known_sources(school, stage, record), *record.sources[stage])))
    return [(column, school.taken(column, stage), sign) for column, sign in source]


def unit_formula(school: School, stage: Stage, record: Indicator, used: list[tuple[str, Taken, int]]) -> str:
    """Return "(137 − 12) ÷ 1680 × 100", with the stage's share of shared assets."""
    first, *others = [(plain(taken.value), sign) for _, taken, sign in used]
    numerator = first[0] + "".join(f" {SIGNS[sign]} {number}" for number, sign in others)
    numerator = f"({numerator})" if others else numerator
    share = _share_formula(school, stage, used[0][0]) if record.shared else ""
    per = f" × {record.per}" if record.per != 1 else ""
    return f"{numerator}{share} ÷ {plain(school.pupils[stage].value)}{per}"


def _share_formula(school: School, stage: Stage, column: str) -> str:
    """The stage's part of shared assets: " × 1.1×1100 ÷ (1500 + 1.1×1100)", or nothing where all is its own."""
    if school.share(column, stage) == 1:
        return ""
    weights = load_form().weights
    terms = {
        level: plain(school.pupils[level].value)
        if weights[level] == "1"
        else f"{weights[level]}×{plain(school.pupils[level].value)}"
        for level in LEVELS
        if school.pupils[level].value != 0
    }
    return f" × {terms[stage]} ÷ ({' + '.join(terms.values())})"


def unit_inputs(
    school: School, stage: Stage, record: Indicator, used: list[tuple[str, Taken, int]]
) -> tuple[FigureInput, ...]:
    """Return the numbers of the formula with their cells."""
    inputs = [column_input(column, stage if not record.shared else "", taken) for column, taken, _ in used]
    levels = _sharing(school, stage, record, used[0][0]) or [stage]
    return (*inputs, *(column_input("pupils", level, school.pupils[level]) for level in levels))


def column_input(column: str, stage: str, taken: Taken) -> FigureInput:
    """Return one column's number as an input, whole where it is whole."""
    label = label_of(f"{column}.{stage}" if stage else column)
    value = known(taken.value)
    whole = value is not None and value.is_integer()
    cell = cell_ranges(taken.cells) if taken.more else taken.cell
    return FigureInput(label, int(value) if value is not None and whole else value, load_columns()[column].unit, cell)


def cells_of_units(units: StageUnits, record: Indicator) -> str | None:
    """Return the cells that the units' numerators came from, as ranges; a share rests on the school's pupils too."""
    return cell_ranges(
        cell for school in units.schools for taken in _numerator(school, units.stage, record) for cell in taken.cells
    )


def _numerator(school: School, stage: Stage, record: Indicator) -> list[Taken]:
    if uses_result(school, stage, record):
        return [school.taken(record.result, stage)]
    used = used_source(school, stage, record)
    levels = _sharing(school, stage, record, used[0][0])
    return [*(taken for _, taken, _ in used), *(school.pupils[level] for level in levels)]


def _sharing(school: School, stage: Stage, record: Indicator, column: str) -> list[Level]:
    """The levels among which a school's assets are divided; none where they are all the stage's own."""
    if not record.shared or school.share(column, stage) == 1:
        return []
    return [level for level in LEVELS if school.pupils[level].value != 0]


def cell_ranges(cells: Iterable[str | None]) -> str | None:
    """Return cells as ranges of those cells alone, a "; " between sheets; None where there are none.

    >>> cell_ranges(["a.xlsx!s!G4", "a.xlsx!s!H4", "a.xlsx!s!G5", "a.xlsx!s!G9", None])
    'a.xlsx!s!G4:G5,G9,H4'
    """
    rows: dict[str, dict[str, set[int]]] = {}
    for cell in cells:
        found = parted(cell)
        if found:
            sheet, column, row = found
            rows.setdefault(sheet, {}).setdefault(column, set()).add(row)
    sheets = (
        f"{sheet}!{','.join(part for column, numbers in columns.items() for part in _runs(column, sorted(numbers)))}"
        for sheet, columns in rows.items()
    )
    return "; ".join(sheets) or None


def _runs(column: str, rows: Sequence[int]) -> Iterator[str]:
    """Yield the unbroken runs of a column's rows: "G4:G5", "G9"."""
    for _, group in groupby(enumerate(rows), key=lambda one: one[1] - one[0]):
        run = [row for _, row in group]
        yield f"{column}{run[0]}" if len(run) == 1 else f"{column}{run[0]}:{column}{run[-1]}"
