"""Faults of the data as the page groups them: the gravest first, those that bear on the same items together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from calculators.cell_names import short_part
from calculators.model import Issue, Severity
from corpus.bilingual import Language
from corpus.indicators import name_of
from ui.words.labels import SEVERITIES

MAX_NAMED = 2


@dataclass(frozen=True, slots=True)
class IssueGroup:
    """Faults of one severity that bear on the same items of the verdict (R5, G3 …), in the order found."""

    severity: Severity
    items: tuple[str, ...]
    issues: tuple[Issue, ...]

    def named(self, language: Language) -> tuple[str, ...]:
        """Return the items with their names where they are few, else their ids."""
        if len(self.items) > MAX_NAMED:
            return self.items
        return tuple(f"{one} {name_of(one).say(language)}" for one in self.items)


def by_severity(issues: Iterable[Issue]) -> list[Issue]:
    """Return faults of the data, the gravest first, else in the order in which they were found."""
    return sorted(issues, key=lambda issue: list(SEVERITIES).index(issue.severity))


def issue_groups(issues: Iterable[Issue]) -> tuple[IssueGroup, ...]:
    """Return faults in their groups: by severity, and within it in the order in which they were found."""
    groups: dict[tuple[Severity, tuple[str, ...]], list[Issue]] = {}
    for issue in by_severity(issues):
        groups.setdefault((issue.severity, items_of(issue)), []).append(issue)
    return tuple(IssueGroup(*key, tuple(found)) for key, found in groups.items())


def items_of(issue: Issue) -> tuple[str, ...]:
    """Return the items that a fault bears on, in the order of the form; a 差异系数 belongs to its indicator.

    >>> from corpus.bilingual import same
    >>> affects = ("G11", "G9", "R5", "CV.小学.R5")
    >>> items_of(Issue("x", "note", "f", None, None, None, None, affects, same("")))
    ('R5', 'G9', 'G11')
    """
    return tuple(sorted({one.rpartition(".")[2] for one in issue.affects}, key=_place_in_form))


def split(groups: Sequence[IssueGroup], limit: int) -> tuple[tuple[IssueGroup, ...], tuple[IssueGroup, ...]]:
    """Return the groups of the first `limit` faults, and the groups of the rest."""
    first: list[IssueGroup] = []
    rest: list[IssueGroup] = []
    for group in groups:
        room = max(limit - sum(len(one.issues) for one in first), 0)
        for into, issues in ((first, group.issues[:room]), (rest, group.issues[room:])):
            if issues:
                into.append(replace(group, issues=issues))
    return tuple(first), tuple(rest)


def counted(groups: Iterable[IssueGroup]) -> int:
    """Return how many faults groups hold."""
    return sum(len(group.issues) for group in groups)


def cell_of(issue: Issue, *, several: bool) -> str:
    """Return where a fault is, as a spreadsheet names it: 学校填报汇总!A5; of `several` files the file too.

    What lies in no single sheet is nowhere.
    """
    cell = short_part(issue.cell)
    inside = "!".join(part for part in (issue.sheet, cell) if part)
    return f"[{issue.file}] {inside}" if inside and several else inside


def _place_in_form(item: str) -> tuple[int, str, int]:
    letters, number = re.match(r"(\D*)(\d*)", item).groups()  # type: ignore[union-attr]  # matches any text
    order = "RGQSV"
    return (order.find(letters) if letters in order else len(order), letters, int(number or 0))
