"""Schools that a sheet should have and does not: the other stage's file, or the file with the other columns."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from calculators.cell_names import file_and_sheet, sheet_part
from calculators.columns import load_columns
from calculators.data_checks.conventions import load_conventions
from calculators.data_checks.identity import only_in_one_file, stage_missing
from calculators.model import Issue, SchoolTable
from calculators.schools import School
from corpus.model import STAGES, Stage

Data = Mapping[str, Sequence[object]]


@dataclass(slots=True)
class _Sheet:
    """One sheet: its schools by position, the stages that it reports on, and the columns with any number."""

    name: str
    schools: set[int] = field(default_factory=set)
    stages: set[str] = field(default_factory=set)
    columns: dict[str, None] = field(default_factory=dict)


def complete(
    table: SchoolTable, data: Data, groups: Sequence[Sequence[int]], schools: Sequence[School]
) -> tuple[tuple[School, ...], tuple[Issue, ...]]:
    """Return the schools, each with the stages that it should be judged in, and what no sheet gives of them.

    A school has a stage's pupils, and the sheets report on that stage, yet no row of it does: it is a unit without
    data, never one that is left out.
    """
    sheets = _sheets(table, data, groups)
    found: list[School] = []
    issues: list[Issue] = []
    for at, school in enumerate(schools):
        wanting = [stage for stage in STAGES if _lacks(school, stage, sheets)]
        cell = table.cells["school_name"][groups[at][0]]
        for stage in wanting:
            own_file = not any(at in sheet.schools and stage in sheet.stages for sheet in sheets)
            issues.append(stage_missing(school.name, stage, school.pupils[stage].cell or cell, own_file=own_file))
        listed = tuple(stage for stage in STAGES if stage in school.listed or stage in wanting)
        found.append(replace(school, listed=listed, unreported=tuple(wanting)) if wanting else school)
    for at, columns, file in _in_one_file(sheets):
        issues.append(only_in_one_file(schools[at], columns, file, table.cells["school_name"][groups[at][0]]))
        found[at] = replace(found[at], absent=(*found[at].absent, *columns))
    return tuple(found), tuple(issues)


def _lacks(school: School, stage: Stage, sheets: Sequence[_Sheet]) -> bool:
    return stage in school.compulsory and stage not in school.listed and any(stage in one.stages for one in sheets)


def _sheets(table: SchoolTable, data: Data, groups: Sequence[Sequence[int]]) -> list[_Sheet]:
    sheets: dict[str, _Sheet] = {}
    numbers = {column: cells for column, cells in table.cells.items() if _is_number(column)}
    for at, rows in enumerate(groups):
        for row in rows:
            name = sheet_part(table.cells["school_name"][row])
            sheet = sheets.setdefault(name, _Sheet(name))
            sheet.schools.add(at)
            given = [column for column, cells in numbers.items() if cells[row]]
            sheet.columns.update(dict.fromkeys(column.partition(".")[0] for column in given))
            part = data["part"][row]
            sheet.stages.update([str(part)] if part else _stages_of(given))
    return list(sheets.values())


def _is_number(column: str) -> bool:
    known = load_columns().get(column.partition(".")[0])
    return known is not None and known.kind != "text"


def _stages_of(columns: Sequence[str]) -> list[str]:
    """The stages that a row without one reports on: those of its columns, pupils apart."""
    return [stage for column in columns if (stage := column.partition(".")[2]) and not column.startswith("pupils")]


def _in_one_file(sheets: Sequence[_Sheet]) -> Iterator[tuple[int, list[str], str]]:
    """Yield the schools that one family of sheets has and another, of other columns about the same schools, lacks.

    Each comes once with those columns and the other sheet: its file alone where that has but one.
    """
    families = _families(sheets)
    lacking: dict[tuple[int, str], dict[str, None]] = {}
    for one in families:
        for other in families:
            columns = [column for column in other.columns if column not in one.columns]
            shared = len(one.schools & other.schools)
            if one is other or not columns or 2 * shared <= min(len(one.schools), len(other.schools)):
                continue
            for at in sorted(one.schools - other.schools):
                lacking.setdefault((at, other.name), {}).update(dict.fromkeys(columns))
    lone = [file for file, count in Counter(_file(sheet) for sheet in sheets).items() if count == 1]
    for (at, name), columns_lacking in lacking.items():
        known = {column for one in families if at in one.schools for column in one.columns}
        wanting = [column for column in columns_lacking if column not in known]
        if wanting:
            file, _ = file_and_sheet(name)
            yield at, wanting, file if file in lone else name


def _file(sheet: _Sheet) -> str:
    return file_and_sheet(sheet.name)[0]


def _families(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """Put together the sheets that have mostly the same columns: one a stage, or one a town."""
    families: list[_Sheet] = []
    for sheet in sheets:
        mine = next((one for one in families if _alike(one.columns, sheet.columns)), None)
        if mine is None:
            families.append(_Sheet(sheet.name, set(sheet.schools), set(sheet.stages), dict(sheet.columns)))
        else:
            mine.schools |= sheet.schools
            mine.columns.update(sheet.columns)
    return families


def _alike(one: Mapping[str, None], other: Mapping[str, None]) -> bool:
    ours, theirs = set(one), set(other)
    return len(ours & theirs) >= load_conventions().alike_columns.value * len(ours | theirs)
