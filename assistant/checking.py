"""Checking sheets: which files belong together, which year's floor they are held against, and under which readings."""

import datetime
import re
from collections.abc import Sequence

from assistant.check import CheckReport, YearSource, report
from assistant.session import Session
from assistant.tools import Tools
from calculators.choice import Choice
from calculators.county import check_county
from calculators.model import SchoolTable, Upload
from calculators.reading import read_tables
from corpus.bilingual import Language

_SUM = re.compile(r"合计(?:算|口径|足额)?|加起来|加在一起|\bsum\b|taken together|combined", re.I)
_EVERY = re.compile(r"每(?:一)?间都|每间均|间间|\bevery room\b|\beach room\b", re.I)
_WITHOUT_PRIVATE = re.compile(r"(?:不含|不算|不计|除去|剔除|不包括)民办|(?:without|excluding|except) private", re.I)


def this_year() -> int:
    """Return the current year: what is meant where neither the question nor the sheet names one."""
    return datetime.datetime.now(tz=datetime.UTC).year


def check_table(
    table: SchoolTable,
    tools: Tools,
    *,
    county: str | None,
    year: int | None,
    language: Language,
    choice: Choice | None = None,
) -> CheckReport:
    """Hold a table against the national floor of the year asked, else the sheet's, else the current one."""
    applied, source = _year(year, table)
    found = check_county(table, tools.standards.floor(applied), choice)
    return report(found, table, county, applied, source, language, tools.library, tools.standards)


def check_in_session(
    uploads: Sequence[Upload],
    session: Session,
    tools: Tools,
    *,
    county: str | None,
    year: int | None,
    language: Language,
) -> CheckReport:
    """Check new sheets. They join the session's where both are parts of one county's data, else they take their place.

    Parts of one county: their titles name one place at most, and no school and stage stands in both.
    """
    checked = check_table(read_tables(uploads), tools, county=county, year=year, language=language)
    new = {upload.name for upload in uploads}
    kept = tuple(one for one in session.uploads if one.name not in new)
    if kept:
        before = check_table(read_tables(kept), tools, county=county, year=year, language=language)
        if _are_parts_of_one(before, checked):
            joined = read_tables([*kept, *uploads])
            checked = check_table(joined, tools, county=county, year=year, language=language)
        else:
            kept = ()
    session.uploads, session.report, session.corpus = (*kept, *uploads), checked, tools.library.digest
    return checked


def refresh(session: Session, tools: Tools) -> None:
    """Check a session's sheets again where the documents have changed since; its citations must be of this corpus."""
    report = session.report
    if report is None or session.corpus == tools.library.digest:
        return
    year = report.year if report.year_source == "asked" else None
    session.report = check_table(report.table, tools, county=report.given, year=year, language=report.language)
    session.corpus = tools.library.digest


def check_as_asked(
    before: CheckReport, question: str, tools: Tools, *, county: str | None, year: int | None, language: Language
) -> CheckReport:
    """Return the check under the year and readings that a question asks for; the same one where it asks for none."""
    choice = choice_asked(question)
    same_year = year in (None, before.year)
    if choice == before.check.choice and same_year and county in (None, before.given):
        return before
    return check_table(before.table, tools, county=county or before.given, year=year, language=language, choice=choice)


def choice_asked(question: str) -> Choice:
    """Return the readings that a question names, the default where it names none.

    >>> choice_asked("音乐美术教室合计算够吗").kinds
    'sum'
    """
    return Choice(
        kinds="sum" if _SUM.search(question) else "each",
        surplus="every" if _EVERY.search(question) else "enough",
        include_private=not _WITHOUT_PRIVATE.search(question),
    )


def _year(asked: int | None, table: SchoolTable) -> tuple[int, YearSource]:
    if asked:
        return asked, "asked"
    return (table.year, "sheet") if table.year else (this_year(), "clock")


def _are_parts_of_one(before: CheckReport, now: CheckReport) -> bool:
    places = {place for place in (before.table.place, now.table.place) if place}
    return len(places) < 2 and not _units(before) & _units(now)


def _units(report: CheckReport) -> set[tuple[str, str]]:
    return {(school.name, stage) for school in report.check.schools for stage in school.stages}
