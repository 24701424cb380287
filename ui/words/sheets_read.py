"""What each sheet of a check was read as, and what of the files was left out."""

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from assistant.check import CheckReport
from calculators.cell_names import sheet_part
from calculators.grouping import clean_name
from calculators.model import Issue, SchoolTable, Severity
from calculators.sheets.faults import LEFT_OUT
from corpus.bilingual import Language
from corpus.model import STAGES, Stage
from ui.words import labels
from ui.words import sheet_labels as words
from ui.words.issue_groups import by_severity


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet as it was read: how many schools it names and the stages with pupils, or the county form's fields."""

    file: str
    sheet: str
    year: int | None
    schools: int
    stages: tuple[Stage, ...]
    fields: int

    def told(self, language: Language) -> str:
        """Return it in a line: 小学、初中 · 26 个校名 · 2025 年."""
        stages = labels.listed((labels.stage(one, language) for one in self.stages), language)
        schools = words.school_names(self.schools, language) if self.schools else ""
        form = words.COUNTY_FORM.say(language).format(count=self.fields) if self.fields else ""
        year = words.YEAR.say(language).format(year=self.year) if self.year else words.NO_YEAR.say(language)
        return " · ".join(part for part in (stages, schools, form, year) if part)


@dataclass(frozen=True, slots=True)
class FilesRead:
    """What became of the files of a check: the sheets read, of all years, the latest first, and what was left out.

    `faults` says how many faults of each severity the check found, the gravest first.
    """

    sheets: tuple[SheetRead, ...] = ()
    left_out: tuple[Issue, ...] = ()
    faults: tuple[tuple[Severity, int], ...] = ()


def files_read(report: CheckReport) -> FilesRead:
    """Return what became of the files of a check; sheets not read and rows that are no school are left out."""
    tables = (report.table, *report.earlier_tables)
    issues = dict.fromkeys([*report.issues, *(one for table in tables for one in table.issues)])
    return FilesRead(
        tuple(one for table in tables for one in _of_table(table)),
        tuple(one for one in issues if one.code in LEFT_OUT),
        tuple(Counter(one.severity for one in by_severity(report.issues)).items()),
    )


def _of_table(table: SchoolTable) -> Iterator[SheetRead]:
    for file, sheet in dict.fromkeys((one.file, one.sheet) for one in table.columns):
        inside = f"{file}!{sheet}"
        names = _values(table, "school_name", inside)
        fields = {id for id, values in table.form.values.items() if any(_is_in(one.cell, inside) for one in values)}
        yield SheetRead(
            file,
            sheet,
            table.other_years.get((file, sheet), table.year),
            len({clean_name(str(name)) for name in names}),
            _stages(table, inside),
            len(fields),
        )


def _stages(table: SchoolTable, sheet: str) -> tuple[Stage, ...]:
    """Return the stages that a sheet has data of; pupils tell only where nothing else does.

    The statistics of one stage name a school's pupils of the other too.
    """

    def given(columns: Iterable[str]) -> tuple[Stage, ...]:
        staged = {id.rpartition(".")[2] for id in columns if any(_values(table, id, sheet))}
        return tuple(stage for stage in STAGES if stage in staged)

    pupils = [id for id in table.cells if id.startswith("pupils.")]
    return given(id for id in table.cells if "." in id and id not in pupils) or given(pupils)


def _values(table: SchoolTable, column: str, sheet: str) -> list[object]:
    """Return the values of a column that stand in a sheet; a blank cell has none."""
    if column not in table.cells:
        return []
    pairs = zip(table.frame[column], table.cells[column], strict=True)
    return [value for value, cell in pairs if _is_in(cell, sheet) and not _is_blank(value)]


def _is_in(cell: str | None, sheet: str) -> bool:
    return cell is not None and sheet_part(cell) == sheet


def _is_blank(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
