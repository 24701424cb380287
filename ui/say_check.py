"""A check of a county's sheets as text for a terminal: the verdict first, what proves it below."""

from collections.abc import Iterable

from assistant.check import CheckReport
from calculators.model import Issue, Item
from corpus.bilingual import Bilingual, Language
from ui import labels
from ui.item_names import item_name, requirement
from ui.layout import printable, table, wrapped
from ui.say_answer import citation_lines


def has_findings(report: CheckReport) -> bool:
    """Tell whether a check ends with findings: its verdict is not met, or an error-level issue stands."""
    return report.check.status == "not_met" or any(issue.severity == "error" for issue in report.check.issues)


def check_text(report: CheckReport, language: Language) -> str:
    """Return a check for people: verdict, items that fall short, items still open, faults of the data, sources."""
    items = report.check.items
    failed = [one for one in items if one.status == "not_met"]
    undecided = [one for one in items if one.status in {"insufficient", "needs_evidence"}]
    met = [one for one in items if one.status == "met"]
    parts = [
        _verdict(report, language),
        _section(labels.VERDICTS["not_met"], language, _rows(failed, report, language)),
        _section(labels.VERDICTS["met"], language, _rows(met, report, language)),
        _section(labels.OPEN, language, (line for one in undecided for line in _open(one, language))),
        _section(labels.ISSUES, language, (line for one in report.check.issues for line in _issue(one, language))),
        _section(labels.READINGS, language, (f"  {one.id} = {one.value}" for one in report.readings)),
        _section(labels.SOURCES, language, (line for one in report.citations for line in citation_lines(one))),
    ]
    return printable("\n\n".join("\n".join(part) for part in parts if part))


def units_read(report: CheckReport) -> int:
    """Return how many units (a school in a stage) a check judged."""
    return sum(len(units.schools) for units in report.check.units.values())


def failing_units(report: CheckReport, language: Language) -> list[str]:
    """Return the units that do not pass the 6-of-7 rule, each with its stage."""
    open_bracket, close_bracket = ("（", "）") if language == "zh" else (" (", ")")
    return [
        f"{school}{open_bracket}{labels.STAGES[stage].say(language)}{close_bracket}"
        for school, stage in report.check.failing_units
    ]


def _verdict(report: CheckReport, language: Language) -> list[str]:
    word = labels.VERDICTS[report.check.status].say(language)
    units = labels.UNITS_READ.say(language).format(units=units_read(report))
    documents = "、".join(dict.fromkeys(one.document for one in report.citations))
    failing = [f"  {labels.FAILING_UNITS.say(language)}: {'、'.join(failing_units(report, language))}"]
    return [
        f"{labels.VERDICT.say(language)}  {word}    {report.county or ''} {report.year}".rstrip(),
        f"{units}  {labels.STANDARD.say(language)} {documents}".rstrip(),
        *(failing if report.check.failing_units else []),
    ]


def _section(title: Bilingual, language: Language, lines: Iterable[str]) -> list[str]:
    body = list(lines)
    return [title.say(language), *body] if body else []


def _rows(items: Iterable[Item], report: CheckReport, language: Language) -> list[str]:
    rows = [
        (
            item_name(one, language),
            (one.display or "—") + (labels.BORDERLINE.say(language) if one.borderline else ""),
            requirement(one, language),
            _mark(one, report),
            "、".join(one.schools),
        )
        for one in items
    ]
    return table(rows)


def _mark(item: Item, report: CheckReport) -> str:
    return f"[{report.numbers[item.threshold.ref]}]" if item.threshold else ""


def _open(item: Item, language: Language) -> list[str]:
    word = labels.VERDICTS[item.status].say(language)
    missing = f"  {labels.MISSING.say(language)} {'、'.join(item.missing)}" if item.missing else ""
    return wrapped(f"{item_name(item, language)}  {word}{missing}")


def _issue(issue: Issue, language: Language) -> list[str]:
    return wrapped(f"[{labels.SEVERITIES[issue.severity].say(language)}] {issue.message.say(language)}")
