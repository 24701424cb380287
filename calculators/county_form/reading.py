"""County forms read from sheets: each row's meaning and value, and nothing kept that is doubtful or contradicts itself.

One county may hand in its form in parts, in several sheets or files; a field given twice and differently is unknown.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from calculators.cell_names import full_name
from calculators.county_form.entries import read_value
from calculators.county_form.entry import Entry, Read, Refused
from calculators.county_form.faults import (
    blank_rows,
    conflicting_values,
    larger_than_whole,
    missing_rows,
    refused_value,
    too_much_each,
    unstated_unit,
    unused_item,
    veto_denied,
)
from calculators.county_form.fields import EACH_SUBJECT, Field, load_fields, load_vetoes, plain_label
from calculators.county_form.lines import FormSheet, Line, form_sheet
from calculators.county_form.meaning import Meaning, meanings
from calculators.model import ColumnReading, CountyForm, FormValue, Issue
from calculators.opening.grids import Grid
from calculators.opening.unseen import CellMark
from calculators.opening.unseen_issues import COMPUTED, beside_issues
from calculators.values import cell_text
from corpus.bilingual import Bilingual

EXACT = Bilingual("与县级填报表的项目一致", "a field of the county form")
SYNONYM = Bilingual("县级填报表项目的常见写法", "a usual wording of a field of the county form")
NOT_USED = Bilingual("不是县级填报表的项目", "no field of the county form")
DOUBTFUL_PART = Refused(
    "part_without_whole",
    Bilingual("紧跟在所属总数行下面的“其中”行", "a row 其中 directly below the row of its total"),
)
SURE, USUAL = 1.0, 0.95
SUBJECTWISE = ("levels", "rates")


@dataclass(frozen=True, slots=True)
class FoundForm:
    """A sheet that is a county form, with what each of its lines means."""

    sheet: FormSheet
    meanings: tuple[Meaning | None, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no line of it holds anything, nor should have computed anything."""
        return all(line.value is None and line.cell not in self.sheet.grid.marks for line in self.sheet.lines)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it has a row for."""
        return tuple(dict.fromkeys(one.field.id for one in self.meanings if one))


def read_form(grid: Grid) -> FoundForm | None:
    """Return a sheet as a county form, or None where it is none."""
    sheet = form_sheet(grid)
    found = meanings(sheet.lines) if sheet else ()
    is_form = any(one and not one.field.part_of for one in found)
    return FoundForm(sheet, found) if sheet and is_form else None


@dataclass(slots=True)
class FormReader:
    """Gathers county forms over all sheets; `form` settles what they say together.

    `seen` are the fields that have a row, with the cell of a blank one; `words` are what stands in such a cell (—).
    """

    issues: list[Issue] = field(default_factory=list)
    columns: list[ColumnReading] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    given: dict[tuple[str, str], list[tuple[Entry, str]]] = field(default_factory=dict)
    seen: dict[str, str | None] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)

    def read(self, form: FoundForm) -> None:
        """Take what one form says."""
        self.titles += form.sheet.titles
        self.files.append(form.sheet.grid.file)
        used = (line.cell for line, one in zip(form.sheet.lines, form.meanings, strict=True) if one)
        self.issues += beside_issues(form.sheet.grid, used)
        for line, meaning in zip(form.sheet.lines, form.meanings, strict=True):
            self._line(form.sheet, line, meaning)

    def _line(self, sheet: FormSheet, line: Line, meaning: Meaning | None) -> None:
        cell = full_name(sheet.grid.file, sheet.grid.sheet, line.cell)
        self.columns.append(_column(sheet.grid, line, meaning))
        if meaning is None:
            if line.value is not None:
                self.issues.append(
                    unused_item(full_name(sheet.grid.file, sheet.grid.sheet, line.label_cell), line.label)
                )
            return
        mark = sheet.grid.marks.get(line.cell) if line.value is None else None
        read = _read(line, meaning, mark)
        if isinstance(read, Refused):
            self.refused.add(meaning.field.id)
            found = mark.found if mark else cell_text(line.value)
            self.issues.append(refused_value(cell, meaning.field, found, read))
        # a refused cell has its issue; only a blank one is told as blank
        self.seen.setdefault(meaning.field.id, None if isinstance(read, Refused) or read else cell)
        if not read and (words := cell_text(line.value)):
            self.words[cell] = words
        for entry in () if isinstance(read, Refused) else read:
            for name in _names(meaning, entry):
                self.given.setdefault((meaning.field.id, name), []).append((entry, cell))

    def form(self) -> CountyForm:
        """Return what all sheets say together; what is wrong with it joins `issues`."""
        settled = {key: kept for key, entries in self.given.items() if (kept := self._agreed(key, entries))}
        for id in [*self._without_unit(settled), *self._too_much_each(settled)]:
            settled.pop((id, ""), None)
        for id, name in [
            key for key in settled if load_fields()[key[0]].kind in SUBJECTWISE and key[0] in self.refused
        ]:
            settled.pop((id, name))  # a subject that is unknown may be the one that fails
        for id in self._too_large({id: value for (id, _), (_, value) in settled.items()}):
            settled.pop((id, ""))
        values: dict[str, tuple[FormValue, ...]] = {}
        for (id, _), (_, value) in settled.items():
            values[id] = (*values.get(id, ()), value)
        form = CountyForm(values)
        self._tell_missing(form)
        return form

    def _agreed(self, key: tuple[str, str], entries: Sequence[tuple[Entry, str]]) -> tuple[Entry, FormValue] | None:
        """The one value that all rows of a field agree on."""
        values = [FormValue(entry.value, cell, key[1]) for entry, cell in entries]
        if len({one.value for one in values}) == 1:
            return entries[0][0], values[0]
        if key[0] == "vetoes":  # a fact that any row says to hold is never denied by another
            self.issues.append(veto_denied(load_fields()[key[0]], values))
            return next((one, value) for (one, _), value in zip(entries, values, strict=True) if one.value)
        self.refused.add(key[0])
        self.issues.append(conflicting_values(load_fields()[key[0]], values))
        return None

    def _without_unit(self, settled: dict[tuple[str, str], tuple[Entry, FormValue]]) -> list[str]:
        """Money without a unit is unknown, unless it is only compared with money that has none either."""
        unknown = []
        for (id, _), (entry, value) in settled.items():
            other = settled.get((load_fields()[id].same_as or "", ""))
            if not entry.unit_stated and not (other and not other[0].unit_stated):
                self.issues.append(unstated_unit(value.cell, load_fields()[id]))
                unknown.append(id)
        return unknown

    def _too_much_each(self, settled: Mapping[tuple[str, str], tuple[Entry, FormValue]]) -> list[str]:
        """An amount that cannot be for so many: which of the two is wrong is unknown."""
        wrong: list[str] = []
        for one in (load_fields()[id] for id, _ in settled):
            total, among = settled.get((one.id, "")), settled.get((one.each.of, "")) if one.each else None
            if one.each and total and among and total[1].value > one.each.most * among[1].value > 0:
                self.issues.append(too_much_each(one, total[1], load_fields()[one.each.of], among[1], one.each.most))
                wrong += [one.id, one.each.of]
        return wrong

    def _too_large(self, values: dict[str, FormValue]) -> list[str]:
        """What is larger than its whole, with the whole: which of the two is wrong is unknown."""
        wrong: dict[str, None] = {}
        for parts, whole in _wholes(values):
            total = sum((values[one.id].value for one in parts), Fraction(0))
            if total > values[whole.id].value and not any(one.id in wrong for one in parts):
                pairs = [(one, values[one.id]) for one in parts]
                self.issues.append(larger_than_whole(pairs, whole, values[whole.id]))
                wrong |= dict.fromkeys([*(one.id for one in parts), whole.id])
        return list(wrong)

    def _tell_missing(self, form: CountyForm) -> None:
        if not self.files:
            return
        blanks = [(load_fields()[id], cell) for id, cell in self.seen.items() if cell]
        self.issues += blank_rows(form, blanks, self.words)
        lacking = [one for one in load_fields().values() if one.id not in self.seen]
        if lacking:
            self.issues.append(missing_rows(self.files[0], lacking))


def _wholes(values: Mapping[str, FormValue]) -> Iterator[tuple[list[Field], Field]]:
    """Yield the parts of each whole one by one, then those that the whole is divided into together."""
    for whole in (one for id, one in load_fields().items() if id in values):
        within = [one for one in load_fields().values() if one.whole == whole.id and one.id in values]
        yield from (([one], whole) for one in within)
        yield [one for one in within if one.part_of], whole


def _read(line: Line, meaning: Meaning, mark: CellMark | None) -> Read:
    if mark:
        return Refused(mark.code, COMPUTED)
    return DOUBTFUL_PART if meaning.doubtful else read_value(meaning.field, line.value, line.unit)


def _names(meaning: Meaning, entry: Entry) -> tuple[str, ...]:
    """What a value is filed under: one row of 否决事项: 无 answers all six facts."""
    if meaning.field.kind == "veto" and not (meaning.name or entry.name) and entry.value == 0:
        return tuple(one.id for one in load_vetoes())
    return (meaning.name or entry.name,)


def _column(grid: Grid, line: Line, meaning: Meaning | None) -> ColumnReading:
    heading = f"{line.group}/{line.label}" if line.group else line.label
    taken = meaning.field.id if meaning and not meaning.doubtful else None
    exact = meaning is not None and line.label in _names_of(meaning)
    confidence = 0.0 if meaning is None else SURE if exact else USUAL
    why = NOT_USED if meaning is None else EXACT if exact else SYNONYM
    return ColumnReading(grid.file, grid.sheet, line.label_cell, heading, taken, confidence, why, of_form=True)


def _names_of(meaning: Meaning) -> set[str]:
    """What a row is called word for word: its field, its field for one subject, or its veto fact."""
    field, name = meaning.field, meaning.name
    facts = [one.zh for one in load_vetoes() if field.kind == "veto" and one.id == name]
    names = [field.zh, field.zh.replace(EACH_SUBJECT, name)] if name else [field.zh]
    return {plain_label(one)[0] for one in (*names, *facts)}
