"""A check of a county's sheets as text for a terminal: the verdict first, what proves it below."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.check import CheckReport
from calculators.model import Issue, Item, Status
from corpus.bilingual import Bilingual, Language
from ui.terminal import say_columns
from ui.terminal.layout import printable, table, wrapped
from ui.terminal.say_answer import citation_lines, reading_lines
from ui.terminal.say_targets import TARGETS, target_rows
from ui.terminal.say_years import since, years_lines
from ui.words import labels
from ui.words.issue_groups import by_severity
from ui.words.item_names import item_name, requirement, shown_value, value_heading

OPEN_STATUSES: tuple[Status, ...] = ("insufficient", "needs_evidence")
MAX_ISSUES = 8


def has_findings(report: CheckReport) -> bool:
    """Tell whether a check ends with findings: its verdict is not met, or an error-level issue stands."""
    return report.check.status == "not_met" or any(issue.severity == "error" for issue in report.issues)


def check_text(report: CheckReport, language: Language) -> str:
    """Return a check for people: verdict, items that fall short, items still open, faults of the data, sources."""
    parts = [
        _verdict(report, language),
        _section(labels.VERDICTS["not_met"], language, _rows(having(report, "not_met"), report, language)),
        _section(labels.VERDICTS["met"], language, _rows(having(report, "met"), report, language)),
        _section(labels.OPEN, language, _open(report, language)),
        _section(TARGETS, language, target_rows(report, language)),
        _section(since(report.years), language, years_lines(report.years, language)) if report.years else [],
        _section(say_columns.ASKED, language, say_columns.asked_lines(report, language)),
        _section(labels.ISSUES, language, _issues(by_severity(report.issues), language)),
        _section(say_columns.DERIVED, language, say_columns.derived_lines(report, language)),
        _section(labels.READINGS, language, reading_lines(report.readings, language)),
        _section(labels.SOURCES, language, (line for one in report.citations for line in citation_lines(one))),
    ]
    return printable("\n\n".join("\n".join(part) for part in parts if part))


def having(report: CheckReport, status: Status) -> list[Item]:
    """Return the items of a check that have a status."""
    return [one for one in report.check.items if one.status == status]


def grouped(items: Iterable[Item]) -> Iterator[tuple[Bilingual, list[Item]]]:
    """Yield runs of items whose values mean the same (the lowest of the units, a 差异系数), with that meaning."""
    for heading, group in groupby(items, key=value_heading):
        yield heading, list(group)


def units_read(report: CheckReport) -> int:
    """Return how many units (a school in a stage) a check judged."""
    return sum(len(units.schools) for units in report.check.units.values())


def failing_units(report: CheckReport, language: Language) -> list[str]:
    """Return the units that do not pass the 6-of-7 rule, each with its stage."""
    return [
        school + labels.beside(labels.stage(stage, language), language) for school, stage in report.check.failing_units
    ]


def subject(report: CheckReport, language: Language) -> str:
    """Return the county and the year of a check."""
    return f"{report.county or ''} {labels.year(report.year, report.year_source, language)}".strip()


def _verdict(report: CheckReport, language: Language) -> list[str]:
    word = labels.VERDICTS[report.check.status].say(language)
    units = labels.UNITS_READ.say(language).format(units=units_read(report))
    documents = labels.listed(dict.fromkeys(one.document for one in report.citations), language)
    failing = labels.led(labels.FAILING_UNITS, language) + labels.listed(failing_units(report, language), language)
    return [
        f"{labels.VERDICT.say(language)}  {word}    {subject(report, language)}".rstrip(),
        f"{units}  {labels.STANDARD.say(language)} {documents}".rstrip(),
        *(wrapped(failing) if report.check.failing_units else []),
    ]


def _section(title: Bilingual, language: Language, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return [title.say(language), *body] if body else []


def _rows(items: Sequence[Item], report: CheckReport, language: Language) -> list[str]:
    rows: list[tuple[str, ...]] = []
    for heading, group in grouped(items):
        schools = labels.FALLING_SHORT.say(language) if any(one.schools for one in group) else ""
        heads = (labels.ITEM, heading, labels.LIMIT, labels.SOURCE)
        rows += [(*(one.say(language) for one in heads), schools), *(_row(one, report, language) for one in group)]
    return table(rows)


def _row(item: Item, report: CheckReport, language: Language) -> tuple[str, ...]:
    return (
        item_name(item, language),
        shown_value(item, language) + (labels.BORDERLINE.say(language) if item.borderline else ""),
        requirement(item, report.check.floor, language),
        f"[{n}]" if (n := report.source(item)) else "",
        labels.listed(item.schools, language),
    )


def _open(report: CheckReport, language: Language) -> Iterator[str]:
    for status in OPEN_STATUSES:
        items = having(report, status)
        if items:
            yield f"  {labels.VERDICTS[status].say(language)}"
        for one in items:
            yield from wrapped(f"- {item_name(one, language)}  {wanted(one, language)}".rstrip(), "    ")


def wanted(item: Item, language: Language) -> str:
    """Return what an open item waits for: the data that are missing, or the evidence that it needs."""
    if item.missing:
        return labels.led(labels.MISSING, language) + labels.listed(item.missing, language)
    return item.evidence.say(language) if item.evidence else ""


def _issues(issues: Sequence[Issue], language: Language) -> Iterator[str]:
    for one in issues[:MAX_ISSUES]:
        yield from wrapped(f"[{labels.SEVERITIES[one.severity].say(language)}] {one.message.say(language)}")
    if len(issues) > MAX_ISSUES:
        more = labels.MORE_ISSUES.say(language).format(count=len(issues) - MAX_ISSUES)
        yield f"  {more}{labels.IN_JSON.say(language)}"
