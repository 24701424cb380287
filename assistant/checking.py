"""Checking sheets: which files belong together, which year's floor they are held against, and under which readings."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.asked.readings import READING_WORDS, readings_asked_about
from assistant.calls import record
from assistant.check import CheckReport, YearSource, report
from assistant.clock import this_year
from assistant.kept.session import Session
from assistant.kept.sheets import CheckGiven, check_given
from assistant.tools import Tools
from assistant.years import YearSheets, kept_beside, sheets_by_year
from calculators.choice import Choice
from calculators.county import check_county
from calculators.data_checks.changes import SchoolYear, change_issues
from calculators.model import SchoolTable, Upload
from calculators.opening.names import named_apart
from calculators.sheets.confirmed import NOTHING_CONFIRMED, Confirmed
from calculators.sheets.reading import OpenFile, open_file
from calculators.verdict.small_schools import small_schools
from corpus.bilingual import Language


def check_table(
    table: SchoolTable,
    tools: Tools,
    *,
    county: str | None,
    year: int | None,
    language: Language,
    choice: Choice | None = None,
    earlier: Sequence[SchoolTable] = (),
) -> CheckReport:
    """Hold a table against the national floor of the year asked, else the sheet's, else the current one.

    The county's tables of `earlier` years are held against the same floor, so that what differs is the county.
    """
    applied, source = _year(year, table)
    standards, place = tools.standards, tools.place(county or table.place)
    targets = standards.targets(place, applied) if place else None
    coming = standards.coming(place, applied) if place else None
    floor = standards.floor(applied)
    years = tuple(check_county(one, floor, choice, targets, coming) for one in earlier)
    checked = check_county(table, floor, choice, targets, coming)
    if years:
        before, now = (SchoolYear(one.schools, one.table.year) for one in (years[0], checked))
        changes = change_issues(before, now)
        checked = replace(checked, issues=(*checked.issues, *changes))
    found = report(checked, table, county, applied, source, language, tools.library, tools.standards)
    return replace(
        found,
        earlier=years,
        small_schools=small_schools(checked, *((targets, floor) if targets else (floor,))),
    )


def check_in_session(
    uploads: Sequence[Upload],
    session: Session,
    tools: Tools,
    *,
    county: str | None,
    year: int | None,
    language: Language,
    choice: Choice | None = None,
    confirmed: Confirmed = NOTHING_CONFIRMED,
) -> CheckReport:
    """Check new sheets. They join the session's where these are parts or other years of one county's data.

    Else they take their place. Of several years the latest is checked. Columns are read as `confirmed`. Files of one
    name get names of their own: the session's `uploads` are called as the report calls them.
    """
    uploads = named_apart(uploads)
    new, before = (_opened(files, confirmed) for files in (uploads, session.uploads))
    kept = kept_beside(new, before)
    latest, *earlier = sheets_by_year([*kept, *new])
    checked = check_table(
        latest.table, tools, county=county, year=year, language=language, choice=choice, earlier=_tables(earlier)
    )
    session.hold((*(file.upload for file in kept), *uploads), checked, tools.digest)
    return checked


def read_again(report: CheckReport, uploads: Sequence[Upload], tools: Tools, confirmed: Confirmed) -> CheckReport:
    """Return the check of the same files as before, under the same readings, with columns read as `confirmed`."""
    return check_given_files(check_given(report), uploads, tools, confirmed)


def check_given_files(
    given: CheckGiven, uploads: Sequence[Upload], tools: Tools, confirmed: Confirmed
) -> CheckReport:  # fmt: skip
    """Return the check of files as it was asked for once. Raises SheetError and UnknownReading."""
    latest, *earlier = sheets_by_year(_opened(uploads, confirmed))
    return check_table(
        latest.table, tools, county=given.county, year=given.year, language=given.language,
        choice=Choice.of(given.readings), earlier=_tables(earlier),
    )  # fmt: skip


def _opened(uploads: Sequence[Upload], confirmed: Confirmed) -> list[OpenFile]:
    return [open_file(upload, confirmed) for upload in uploads]


def _tables(sheets: Sequence[YearSheets]) -> tuple[SchoolTable, ...]:
    return tuple(one.table for one in sheets)


def refresh(session: Session, tools: Tools) -> None:
    """Check a session's sheets again where the documents have changed since; its citations must be of this corpus."""
    report = session.report
    if report is None or session.corpus == tools.digest:
        return
    year = report.year if report.year_source == "asked" else None
    session.report = check_table(
        report.table, tools, county=report.given, year=year, language=report.language, choice=report.check.choice,
        earlier=report.earlier_tables,
    )  # fmt: skip
    session.corpus = tools.digest


def check_as_asked(
    before: CheckReport, question: str, tools: Tools, *, county: str | None, year: int | None, language: Language,
    readings: Mapping[str, str] | None = None,
) -> CheckReport:  # fmt: skip
    """Return the check under the year and readings that are asked for; the same one where these are its own.

    Raises UnknownReading.
    """
    choice = choice_asked(question, readings)
    same_year = year in (None, before.year)
    found = before
    if choice != before.check.choice or not same_year or county not in (None, before.given):
        found = check_table(
            before.table, tools, county=county or before.given, year=year, language=language, choice=choice,
            earlier=before.earlier_tables,
        )  # fmt: skip
    named = (f"{id}={value}" for id, value in sorted(choice.named))
    record("check", (found.sha256, str(found.year), found.county or "", *named), (found.check.status,))
    return found


def choice_asked(question: str, readings: Mapping[str, str] | None = None) -> Choice:
    """Return the readings that a question names, the default where it names none; `readings` given by id come first.

    Raises UnknownReading.

    >>> choice_asked("音乐美术教室合计算够吗").kinds
    'sum'
    >>> choice_asked("音乐美术教室合计算够吗", {"rooms.kinds": "each"}).kinds
    'each'
    """
    about = readings_asked_about(question)
    named = {id: value for id, value, words in READING_WORDS if not about and words.search(question)}
    return Choice.of({**named, **(readings or {})})


def _year(asked: int | None, table: SchoolTable) -> tuple[int, YearSource]:
    if asked:
        return asked, "asked"
    return (table.year, "sheet") if table.year else (this_year(), "clock")
