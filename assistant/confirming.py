"""Columns of a session's sheets that the user confirms: which headings are meant, and do the sheets bear it out."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from assistant.check import CheckReport
from assistant.checking import read_again
from assistant.kept.columns import KeptColumns, beside
from assistant.kept.session import SessionStore
from assistant.tools import Tools
from calculators.columns import column_named, label_of
from calculators.errors import ColumnRefused
from calculators.model import ColumnReading
from calculators.sheets.confirmed import UNUSED, Confirmed, HeaderMapping
from corpus.bilingual import Bilingual, Language

Place = tuple[str, str, str]  # file, sheet and cell of a heading
CONFIRM_HINT = Bilingual("请从列出的列中选择。", "Choose among the columns that are listed.")


class Confirming:
    """What users say of the columns of their sessions' sheets."""

    def __init__(self, sessions: SessionStore, kept: KeptColumns, tools: Callable[[], Tools]) -> None:
        self._sessions, self._kept, self._tools = sessions, kept, tools

    def confirm(self, session: str, choices: Mapping[Place, str], *, language: Language = "zh") -> CheckReport:
        """Keep what the user says of columns, and check the session's sheets anew by it.

        `choices` give a canonical column, or "" for one that is not used, by file, sheet and cell of the heading.
        Raises UnknownSession, NothingChecked, UnknownColumn, ColumnRefused or ColumnsUnavailable; nothing has changed
        then.
        """
        one, tools = self._sessions.get(session), self._tools()
        with one.at_work():
            before, uploads = one.checked()
            mappings, known = mappings_chosen(choices, columns_of(before)), self._kept.confirmed()
            wanted = known.with_more(Confirmed.of(beside(mapping, known) for mapping in mappings))
            report = read_again(replace(before, language=language), uploads, tools, wanted)
            require_borne_out(choices, report)
            self._kept.add(mappings)
            one.report, one.corpus = report, tools.digest
        return report

    def ask_again(self, session: str, *, language: Language = "zh") -> CheckReport:
        """Forget what is kept for the headers of a session's sheets, and check these anew without it.

        Raises UnknownSession, NothingChecked or ColumnsUnavailable; nothing has changed then.
        """
        one, tools = self._sessions.get(session), self._tools()
        with one.at_work():
            before, uploads = one.checked()
            shapes = {column.header for column in columns_of(before)}
            wanted = self._kept.confirmed().without(shapes)
            report = read_again(replace(before, language=language), uploads, tools, wanted)
            self._kept.forget_any(shapes)
            one.report, one.corpus = report, tools.digest
        return report


def columns_of(report: CheckReport) -> tuple[ColumnReading, ...]:
    """Return the columns of all school sheets of a check, those of earlier years too."""
    tables = (report.table, *report.earlier_tables)
    return tuple(one for table in tables for one in table.columns if not one.of_form)


def choices_by_place(said: Iterable[tuple[Place, str]]) -> dict[Place, str]:
    """Return what is said of each place. Raises ColumnRefused where two different things are said of one."""
    choices: dict[Place, str] = {}
    for place, choice in said:
        if choices.setdefault(place, choice) != choice:
            raise _said_twice(place)
    return choices


def mappings_chosen(choices: Mapping[Place, str], columns: Iterable[ColumnReading]) -> tuple[HeaderMapping, ...]:
    """Return what choices say of the headers of sheets. Raises ColumnRefused for a place that is no column's.

    Raises UnknownColumn. Sheets of one template share their header: what is chosen twice for it must be the same.
    """
    for choice in filter(None, choices.values()):
        column_named(choice)
    headers = _headers(columns)
    places = {_place(one) for keys in headers.values() for same in keys.values() for one in same}
    for place in choices:
        if place not in places:
            raise _no_such_place(place)
    found = (HeaderMapping(tuple(keys), _chosen(keys, choices)) for keys in headers.values())
    return tuple(one for one in found if one.columns)


def exported(columns: Iterable[ColumnReading]) -> tuple[HeaderMapping, ...]:
    """Return how the columns of sheets are understood, as one mapping a header.

    What is in doubt is left out, and so is a heading that sheets of one header are understood differently in.
    """
    return tuple(
        HeaderMapping(
            tuple(keys),
            {
                key: same[0].taken_as or ""
                for key, same in keys.items()
                if all(one.sure for one in same) and len({one.taken_as for one in same}) == 1
            },
        )
        for keys in _headers(columns).values()
    )


def _headers(columns: Iterable[ColumnReading]) -> dict[str, dict[str, list[ColumnReading]]]:
    """Return the columns by the shape of their table's header, then by their heading's key in it."""
    found: dict[str, dict[str, list[ColumnReading]]] = {}
    for one in columns:
        found.setdefault(one.header, {}).setdefault(one.key, []).append(one)
    return found


def _chosen(keys: Mapping[str, Sequence[ColumnReading]], choices: Mapping[Place, str]) -> dict[str, str]:
    """Return what is chosen for the keys of one header."""
    said = {key: {choices[_place(one)] for one in same if _place(one) in choices} for key, same in keys.items()}
    if any(len(different) > 1 for different in said.values()):
        raise _two_choices()
    return {key: different.pop() for key, different in said.items() if different}


def _place(column: ColumnReading) -> Place:
    return column.file, column.sheet, column.cell


def require_borne_out(choices: Mapping[Place, str], report: CheckReport) -> None:
    """Raise ColumnRefused where a sheet, read anew, does not bear out what was chosen for it."""
    columns = {_place(one): one for one in columns_of(report)}
    for place, choice in choices.items():
        found = columns.get(place)
        if found is None or (found.taken_as or "") != choice:
            raise _refused(place, choice, found, report)


def _refused(place: Place, choice: str, found: ColumnReading | None, report: CheckReport) -> ColumnRefused:
    told = [one for one in report.check.issues if (one.file, one.sheet, one.cell) == place]
    refused = next((one.message for one in told if one.code == "column_refused"), None)
    label = label_of(choice) if choice else UNUSED
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


def _said_twice(place: Place) -> ColumnRefused:
    at = "!".join(place)
    return ColumnRefused(
        Bilingual(f"对 {at} 这一列作了不同的选择。", f"The column at {at} was given different choices."),
        Bilingual("每一列请只作一种选择。", "Make one choice for each column."),
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
