"""Which rows are one school: those of one name, and, from one sheet to another, those of one code.

Within a sheet a code that stands twice is a mistake, and so is one that two sheets give to different schools that both
of them name: it joins nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from calculators.data_checks.identity import (
    code_lost_digits,
    code_repeated,
    joined_by_code,
    same_name_issue,
)
from calculators.kinds import PART, load_form
from calculators.model import Issue, SchoolTable
from calculators.values import fold

SPACE_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff（）()])\s+|\s+(?=[\u4e00-\u9fff（）()])")
PART_OF_NAME = re.compile(
    r"(?<=.)\s*(?:[（(]\s*(?:小学|初中|高中|中学)(?:部|段|学部)?\s*[)）]|[-—_·]?(?:小学|初中|高中|中学)部)$"
)
# what a spreadsheet makes of a long code, 3.50572E+09: the last digits are gone
LOST_DIGITS = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
Data = Mapping[str, Sequence[object]]


def clean_name(name: str) -> str:
    """Return a school's name without stray white space and without （小学部） or （初中部）."""
    return PART_OF_NAME.sub("", SPACE_BESIDE_HAN.sub("", name.replace("\u3000", " ").strip()))


def code_of(text: object) -> str:
    """Return what tells a code from others: no leading zeros, no punctuation, "" where digits were lost.

    >>> code_of("0350-571"), code_of("350571.0"), code_of("3.50572E+09")
    ('350571', '350571', '')
    """
    code = fold(str(text or ""))
    if LOST_DIGITS.fullmatch(code):
        return ""
    return re.sub(r"\W", "", re.sub(r"\.0+$", "", code)).lstrip("0")


def sheet_of(table: SchoolTable, row: int) -> str:
    """Return the sheet that a row stands in, as "file!sheet"."""
    return (table.cells["school_name"][row] or "").rpartition("!")[0]


@dataclass(slots=True)
class _Group:
    name: str
    code: str
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grouped:
    """The rows of each school in sheet order, the name that it is shown under, and what was found on the way."""

    rows: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]
    issues: tuple[Issue, ...]


def group_rows(table: SchoolTable, data: Data) -> Grouped:
    """Group the rows of a table by school; schools of one name get their code, or their row, behind it."""
    issues = _lost(table, data)
    groups = _by_code(table, data, _by_name(data), issues)
    names = _told_apart(table, data, groups, issues)
    return Grouped(tuple(tuple(group.rows) for group in groups), tuple(names), tuple(issues))


def _by_name(data: Data) -> list[_Group]:
    """Group rows of the same name, and of no two codes unless the names tell a school's parts apart."""
    by_name: dict[str, list[_Group]] = {}
    for row, name in enumerate(data["school_name"]):
        known = fold(clean_name(str(name)))
        groups = by_name.setdefault(known, [])
        code = "" if PART.search(fold(str(name))) else code_of(data["code"][row])
        mine = next((group for group in groups if not code or group.code in ("", code)), None)
        if mine is None:
            groups.append(mine := _Group(known, code))
        mine.code = mine.code or code
        mine.rows.append(row)
    return sorted((group for groups in by_name.values() for group in groups), key=lambda group: group.rows[0])


def _by_code(table: SchoolTable, data: Data, groups: Sequence[_Group], issues: list[Issue]) -> list[_Group]:
    """Join the groups of one code that stand in different sheets."""
    sheets = [sheet_of(table, row) for row in range(len(table.frame))]
    named: dict[str, set[str]] = defaultdict(set)
    members: dict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        members[group.code].append(group)
        for row in group.rows:
            named[sheets[row]].add(group.name)
    joined: list[_Group] = []
    for group in groups:
        same = members[group.code] if group.code and len(members[group.code]) > 1 else [group]
        first = same[0]
        if group is first or not _are_one(same, [{sheets[row] for row in one.rows} for one in same], named):
            joined.append(group)
            if group is not first and _contradict(first, group, data):
                issues.append(code_repeated(table, group.code, first.rows[0], group.rows[0]))
        else:
            issues.append(joined_by_code(table, first.rows[0], group.rows[0], alike=_alike(first.name, group.name)))
            first.rows += group.rows
    return joined


def _are_one(same: Sequence[_Group], sheets: Sequence[Set[str]], named: Mapping[str, Set[str]]) -> bool:
    """Whether groups of one code are one school: each in sheets of its own that do not name another of them."""
    apart = sum(map(len, sheets)) == len(set().union(*sheets))
    named_once = all(
        one.name not in named[sheet] for at, one in enumerate(same) for own in _others(sheets, at) for sheet in own
    )
    return apart and named_once and all(_is_identity(one.code, same[0].name, one.name) for one in same)


def _contradict(one: _Group, other: _Group, data: Data) -> bool:
    """Whether two schools of one code are told as such: a campus may have its parent's code."""
    parents = {fold(clean_name(str(data["parent_school"][row] or ""))) for row in (*one.rows, *other.rows)}
    return one.name not in parents and other.name not in parents and _is_identity(one.code, one.name, other.name)


def _others(sheets: Sequence[Set[str]], at: int) -> list[Set[str]]:
    return [own for position, own in enumerate(sheets) if position != at]


def _is_identity(code: str, name: str, other: str) -> bool:
    """A short code may be no more than a running number: it is of one school only where the names are alike."""
    return len(code) >= load_form().shortest_code or _alike(name, other)


def _alike(name: str, other: str) -> bool:
    return name in other or other in name


def _lost(table: SchoolTable, data: Data) -> list[Issue]:
    """Return a warning for each sheet in which codes have lost their last digits."""
    cells: dict[str, list[str]] = defaultdict(list)
    for row, text in enumerate(data["code"]):
        if LOST_DIGITS.fullmatch(fold(str(text or ""))):
            cells[sheet_of(table, row)].append(table.cells["code"][row] or "")
    return [code_lost_digits(found, str(data["code"][table.cells["code"].index(found[0])])) for found in cells.values()]


def _told_apart(table: SchoolTable, data: Data, groups: Sequence[_Group], issues: list[Issue]) -> list[str]:
    names = [clean_name(str(data["school_name"][group.rows[0]])) for group in groups]
    counts = Counter(map(fold, names))
    for position, (group, name) in enumerate(zip(groups, names, strict=True)):
        if counts[fold(name)] > 1:
            code = next((text for row in group.rows if (text := str(data["code"][row] or "").strip())), "")
            names[position] = f"{name}（{code or _row_words(table, group.rows[0])}）"
            issues.append(same_name_issue(table, names[position], group.rows[0]))
    return names


def _row_words(table: SchoolTable, row: int) -> str:
    cell = table.cells["school_name"][row] or ""
    return f"第{re.sub(r'.*[A-Z]', '', cell)}行"
