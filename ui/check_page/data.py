"""What the data of a check are like, for its page: what is missing, the faults by group, the columns, the readings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from assistant.check import CheckReport
from assistant.confirming import columns_of
from assistant.model import other_reading_name, reading_name
from assistant.opened.found import places
from calculators.choice import settings
from calculators.columns import label_of
from calculators.figures import UNKNOWN_DISPLAY, cv_figure, mean_figure
from calculators.indicators import BY_ID
from calculators.insight.figures import cv_change_figure, mean_change_figure
from calculators.insight.year_on_year import YearOnYear
from calculators.model import ColumnReading, Figure, Issue, Item, Reading, Status
from calculators.verdict.small_schools import SmallSchool, funding_figure
from corpus.bilingual import Language
from corpus.model import Stage
from ui.check_page.addresses import Way
from ui.words.columns_asked import choices_of, columns_asked, every_choice, has_kept, preset, taken_words
from ui.words.issue_groups import cell_of, counted, issue_groups, split
from ui.words.item_names import item_name
from ui.words.labels import SEVERITIES

ISSUES_SHOWN = 200
PRESSING_SHOWN = 3
COLUMNS_ASKED = 30


def missing_data(report: CheckReport, language: Language) -> list[tuple[str, list[str]]]:
    """Return each piece of data that is missing, with the items that it would decide."""
    found: dict[str, list[str]] = {}
    for item in report.check.items:
        for data in item.missing if item.status == "insufficient" else ():
            found.setdefault(data, []).append(item_name(item, language))
    return list(found.items())


def needing_evidence(report: CheckReport) -> list[Item]:
    """Return the items that wait for evidence alone."""
    return [one for one in report.check.items if one.status == "needs_evidence" and one.evidence]


def faults(report: CheckReport, files: int) -> Mapping[str, object]:
    """Return the faults in their groups, those beyond a flood counted, and how many there are of each severity."""
    shown, rest = split(issue_groups(report.issues), ISSUES_SHOWN)
    return {
        "shown": shown,
        "unlisted": counted(rest),
        "pressing": _pressing(report.issues),
        "counts": {one: sum(issue.severity == one for issue in report.issues) for one in SEVERITIES},
        "cell": partial(cell_of, several=files > 1),
    }


def _pressing(issues: Iterable[Issue]) -> list[Issue]:
    """Return the first faults that leave items open: the gravest first, then those that bear on most items."""
    found = [one for one in issues if one.severity != "note" and one.affects]
    order = list(SEVERITIES)
    return sorted(found, key=lambda one: (order.index(one.severity), -len(one.affects)))[:PRESSING_SHOWN]


@dataclass(frozen=True, slots=True)
class Asked:
    """A column to confirm, with what it may be; `preset` is what it is used as now, `now` says so in words."""

    column: ColumnReading
    choices: list[tuple[str, str]]
    preset: str
    now: str


def columns(report: CheckReport, language: Language) -> Mapping[str, object]:
    """Return the columns to confirm, those used and those not, and whether something confirmed can be undone."""
    asked = columns_asked(report)
    every = [one for table in (report.table, *report.earlier_tables) for one in table.columns]
    return {
        "asked": [
            Asked(one, choices_of(one, language), preset(one), taken_words(one, language))
            for one in asked[:COLUMNS_ASKED]
        ],
        "waiting": max(len(asked) - COLUMNS_ASKED, 0),
        "used": [(one, label_of(one.taken_as).say(language)) for one in every if one.taken_as and not one.of_form],
        "unused": [one for one in every if not one.taken_as],
        "to_assign": [one for one in columns_of(report) if not one.taken_as and one.sure],
        "every_choice": every_choice(language),
        "undo": has_kept(report),
    }


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """A 口径 in use: its name, the other one's, and the address of the page under the other."""

    reading: Reading
    name: str
    other: str
    decides: str
    source: str
    link: str


def readings(report: CheckReport, way: Way) -> list[ReadingRow]:
    """Return every 口径 in use."""
    return [_reading(one, way) for one in report.readings]


def _reading(one: Reading, way: Way) -> ReadingRow:
    setting, language = settings()[one.id], way.language
    rest = [value for value in way.readings if not value.startswith(f"{one.id}=")]
    turned = f"{one.id}={setting.other(one.value)}"
    under = Way(language, way.number, way.county, way.year, (*rest, turned))
    return ReadingRow(
        one, reading_name(one).say(language), other_reading_name(one).say(language), setting.decides.say(language),
        setting.source.say(language), under.to("/check", "readings"),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class YearRow:
    """One indicator of one stage in two years: mean and 差异系数, each then, now, and by how much it changed."""

    stage: Stage
    indicator: str
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ItemThen:
    """An item that stands otherwise than in the earlier year, or that other schools reach now."""

    name: str
    then: Status
    now: Status
    fails: tuple[str, ...]
    passes: tuple[str, ...]


def years(report: CheckReport) -> list[YearRow]:
    """Return the county means and 差异系数 of both years; none where there is no earlier year."""
    found = report.years
    stages = found.stages if found else {}
    return [
        YearRow(stage, id, tuple(_numbers(found, stage, id)))
        for stage in stages
        for id in BY_ID
        if found and stage in found.now.units
    ]


def _numbers(found: YearOnYear, stage: Stage, id: str) -> Iterator[str]:
    for figure, change in ((mean_figure, mean_change_figure), (cv_figure, cv_change_figure)):
        for check in (found.before, found.now):
            yield figure(check, stage, id).display if stage in check.units else UNKNOWN_DISPLAY
        yield change(found, stage, id).display


def items_then(report: CheckReport, language: Language) -> list[ItemThen]:
    """Return the items whose status or schools changed since the earlier year."""
    found = report.years
    return [
        ItemThen(
            item_name(report.check.item(one.id, one.stage), language), one.status.before, one.status.now,
            one.turned.fails, one.turned.passes,
        )
        for one in (found.items if found else ())
    ]  # fmt: skip


def small(report: CheckReport, way: Way) -> list[tuple[SmallSchool, Figure, str]]:
    """Return the small schools, each with for how many pupils it is to be funded and where that comes from."""
    check = report.check
    at = places(check, "G6")
    return [
        (one, funding_figure(check, one), way.figure("G6", school=at.get(one.school.name)))
        for one in report.small_schools
    ]
