"""Checking sheets: which files belong together, which year's floor they are held against, and under which readings."""

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.asked.readings import readings_asked_about
from assistant.check import CheckReport, YearSource, report
from assistant.kept.session import Session
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

# The words by which a question names a reading that is not the default: setting, value, words.
_ASKED = tuple(
    (id, value, re.compile(words, re.I))
    for id, value, words in (
        ("rooms.kinds", "sum",
         r"合计(?:算|口径|足额)?|加起来|加在一起"
         r"|\bsum\b|(?:taken|counted|added|reckoned) together|combined"),
        ("rooms.surplus", "every",
         r"每(?:一)?间(?:专用|音乐|美术|和)*(?:教室)?(?:的?面积)?(?:都|均)|间间"
         r"|\bevery room\b|\beach room\b"),
        ("include_private", "false",
         r"(?:不含|不算|不计|除去|剔除|不包括)民办|(?:without|excluding|except) private"),
        ("relief_2019", "true",
         r"过渡(?:性|期)?(?:放宽|规定|政策|口径|办法|标准)|(?<![不未没])(?<!不[按用依照])放宽(?:了|的)?(?:口径|规定|标准|条件|政策|办法|后|的?话)|(?<!不)(?:按|用|依|照)[^，。？?不]{0,8}放宽|"
         r"2019\s*年?版?的?(?:工作)?规程|\brelief\b|\b(?:relaxed|transitional) (?:standard|rule|reading|limit)s?\b"),
        ("rounding", "rounded",
         r"(?<!不)四舍五入(?:之?后|再|来?判|来?算|口径)|\b(?:once|when|if|after|on|as) (?:rounded|rounding)\b|"
         r"\brounded (?:values?|figures?|numbers?)\b"),
    )
)  # fmt: skip


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
    session.uploads = (*(file.upload for file in kept), *uploads)
    session.report, session.corpus = checked, tools.digest
    return checked


def read_again(report: CheckReport, uploads: Sequence[Upload], tools: Tools, confirmed: Confirmed) -> CheckReport:
    """Return the check of the same files as before, under the same readings, with columns read as `confirmed`."""
    latest, *earlier = sheets_by_year(_opened(uploads, confirmed))
    year = report.year if report.year_source == "asked" else None
    return check_table(
        latest.table, tools, county=report.given, year=year, language=report.language, choice=report.check.choice,
        earlier=_tables(earlier),
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
    if choice == before.check.choice and same_year and county in (None, before.given):
        return before
    return check_table(
        before.table, tools, county=county or before.given, year=year, language=language, choice=choice,
        earlier=before.earlier_tables,
    )  # fmt: skip


def choice_asked(question: str, readings: Mapping[str, str] | None = None) -> Choice:
    """Return the readings that a question names, the default where it names none; `readings` given by id come first.

    Raises UnknownReading.

    >>> choice_asked("音乐美术教室合计算够吗").kinds
    'sum'
    >>> choice_asked("音乐美术教室合计算够吗", {"rooms.kinds": "each"}).kinds
    'each'
    """
    named = (
        {} if readings_asked_about(question) else {id: value for id, value, words in _ASKED if words.search(question)}
    )
    return Choice.of({**named, **(readings or {})})


def _year(asked: int | None, table: SchoolTable) -> tuple[int, YearSource]:
    if asked:
        return asked, "asked"
    return (table.year, "sheet") if table.year else (this_year(), "clock")
