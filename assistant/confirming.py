"""Columns of a session's sheets that the user confirms: which headings are meant, and do the sheets bear it out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from assistant.check import CheckReport
from assistant.checking import read_again
from assistant.columns_kept import KeptColumns, beside
from assistant.errors import NothingChecked
from assistant.session import Session
from assistant.tools import Tools
from calculators.columns import column_named, label_of
from calculators.errors import ColumnRefused
from calculators.model import ColumnReading
from calculators.sheets.confirmed import Confirmed, HeaderMapping, heading_keys
from corpus.bilingual import Bilingual, Language

Place = tuple[str, str, str]  # file, sheet and cell of a heading
CONFIRM_HINT = Bilingual("请从列出的列中选择。", "Choose among the columns that are listed.")


def confirm(
    choices: Mapping[Place, str], session: Session, kept: KeptColumns, tools: Tools, language: Language
) -> CheckReport:
    """Keep what is chosen of a session's columns, and check its sheets anew by it.

    Raises NothingChecked, UnknownColumn, ColumnRefused or ColumnsUnavailable; nothing has changed then.
    """
    if session.report is None:
        raise NothingChecked
    mappings = mappings_chosen(choices, columns_of(session.report))
    known = kept.confirmed()
    wanted = known.with_more(Confirmed.of(beside(one, known) for one in mappings))
    report = read_again(replace(session.report, language=language), session.uploads, tools, wanted)
    require_borne_out(choices, report)
    kept.add(mappings)
    session.report, session.corpus = report, tools.digest
    return report


def columns_of(report: CheckReport) -> tuple[ColumnReading, ...]:
    """Return the columns of all school sheets of a check, those of earlier years too."""
    tables = (report.table, *report.earlier_tables)
    return tuple(one for table in tables for one in table.columns if not one.of_form)


def mappings_chosen(choices: Mapping[Place, str], columns: Iterable[ColumnReading]) -> tuple[HeaderMapping, ...]:
    """Return what choices say of the headers of sheets. Raises ColumnRefused for a place that is no column's.

    Raises UnknownColumn. Sheets of one template share their header: what is chosen twice for it must be the same.
    """
    for choice in filter(None, choices.values()):
        column_named(choice)
    found: dict[str, HeaderMapping] = {}
    left = dict(choices)
    for mapping in _headers(columns, left):
        before = found.get(mapping.shape)
        if before and any(before.columns.get(key, choice) != choice for key, choice in mapping.columns.items()):
            raise _two_choices()
        found[mapping.shape] = before.with_choices(mapping.columns) if before else mapping
    if left:
        raise _no_such_place(next(iter(left)))
    return tuple(one for one in found.values() if one.columns)


def exported(columns: Iterable[ColumnReading]) -> tuple[HeaderMapping, ...]:
    """Return how the columns of sheets are understood, as one mapping a header; what is in doubt is left out."""
    found: dict[str, HeaderMapping] = {}
    for own in _by_sheet(columns):
        keys = heading_keys([one.heading for one in own])
        sure = {key: one.taken_as or "" for key, one in zip(keys, own, strict=True) if one.sure}
        mapping = HeaderMapping(keys, sure)
        found.setdefault(mapping.shape, mapping)
    return tuple(found.values())


def _by_sheet(columns: Iterable[ColumnReading]) -> Iterator[tuple[ColumnReading, ...]]:
    return (tuple(group) for _, group in groupby(columns, key=lambda one: (one.file, one.sheet)))


def _headers(columns: Iterable[ColumnReading], left: dict[Place, str]) -> Iterator[HeaderMapping]:
    """Yield the header of every sheet with what is chosen for it, which is taken from `left`."""
    for own in _by_sheet(columns):
        keys = heading_keys([one.heading for one in own])
        places = [(one.file, one.sheet, one.cell) for one in own]
        yield HeaderMapping(keys, {key: left.pop(at) for key, at in zip(keys, places, strict=True) if at in left})


def require_borne_out(choices: Mapping[Place, str], report: CheckReport) -> None:
    """Raise ColumnRefused where a sheet, read anew, does not bear out what was chosen for it."""
    columns = {(one.file, one.sheet, one.cell): one for one in columns_of(report)}
    for place, choice in choices.items():
        found = columns.get(place)
        if found is None or (found.taken_as or "") != choice:
            raise _refused(place, choice, found, report)


def _refused(place: Place, choice: str, found: ColumnReading | None, report: CheckReport) -> ColumnRefused:
    told = [one for one in report.check.issues if (one.file, one.sheet, one.cell) == place]
    refused = next((one.message for one in told if one.code == "column_refused"), None)
    label = label_of(choice) if choice else Bilingual("不使用", "not used")
    why = Bilingual(f"：{found.why.zh}", f": {found.why.en}") if found else Bilingual("", "")
    cell = place[2]
    return ColumnRefused(
        refused
        or Bilingual(f"{cell} 列不能作为“{label.zh}”{why.zh}。", f"The column at {cell} cannot be {label.en}{why.en}."),
        CONFIRM_HINT,
    )


def _no_such_place(place: Place) -> ColumnRefused:
    at = "!".join(place)
    return ColumnRefused(
        Bilingual(f"没有 {at} 这一列。", f"There is no column at {at}."),
        Bilingual(
            "请用检查结果 columns 中的 file、sheet、cell。", "Take file, sheet and cell from the check's columns."
        ),
    )


def _two_choices() -> ColumnRefused:
    return ColumnRefused(
        Bilingual(
            "表头相同的几张表对同一列作了不同的选择。",
            "Sheets with one header were given different choices for a column.",
        ),
        Bilingual(
            "请改用相同的选择，或改动其中一张表的表头。", "Choose the same, or change the header of one of them."
        ),
    )
