"""Which rows are one school: those of one name, and, from one sheet to another, those of one code.

Within a sheet a code that stands twice is a mistake, and so is one that two sheets give to different schools that both
of them name: it joins nothing.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

from calculators.cell_names import parted, sheet_part
from calculators.columns import TEXT_COLUMNS
from calculators.data_checks.conventions import load_conventions
from calculators.data_checks.identity import (
    code_lost_digits,
    code_repeated,
    codes_contradict_names,
    joined_by_code,
    same_name_issue,
)
from calculators.kinds import PART
from calculators.model import Issue, SchoolTable
from calculators.school_codes import LOST_DIGITS, CodedRow, code_of, contradicted
from calculators.schools import School
from calculators.values import fold

SPACE_BESIDE_HAN = re.compile(r"(?<=[\u4e00-\u9fff（）()])\s+|\s+(?=[\u4e00-\u9fff（）()])")
PART_OF_NAME = re.compile(
    r"(?<=.)\s*(?:[（(]\s*(?:小学|初中|高中|中学)(?:部|段|学部)?\s*[)）]|[-—_·]?(?:小学|初中|高中|中学)部)$"
)
Data = Mapping[str, Sequence[object]]


def clean_name(name: str) -> str:
    """Return a school's name without stray white space and without （小学部） or （初中部）."""
    return PART_OF_NAME.sub("", SPACE_BESIDE_HAN.sub("", name.replace("\u3000", " ").strip()))


def sheet_of(table: SchoolTable, row: int) -> str:
    """Return the sheet that a row stands in, as "file!sheet"."""
    return sheet_part(table.cells["school_name"][row])


@dataclass(slots=True)
class _Group:
    name: str
    code: str
    rows: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grouped:
    """The rows of each school in sheet order, the name that it is shown under, and what was found on the way.

    `codes` are those of all rows, "" where a row has none that can be relied on.
    """

    rows: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]
    codes: tuple[str, ...]
    issues: tuple[Issue, ...]


def group_rows(table: SchoolTable, data: Data) -> Grouped:
    """Group the rows of a table by school; schools of one name get their code, or their row, behind it."""
    codes, issues = _codes(table, data)
    groups = _by_code(table, data, _by_name(data, codes), issues)
    names = _told_apart(table, data, groups, issues)
    return Grouped(tuple(tuple(group.rows) for group in groups), tuple(names), tuple(codes), tuple(issues))


def _codes(table: SchoolTable, data: Data) -> tuple[list[str], list[Issue]]:
    """Return the code of each row, "" where digits were lost or names contradict it, with a warning for each sheet."""
    codes = [code_of(text) for text in data["code"]]
    coded = [
        CodedRow(sheet_of(table, row), fold(clean_name(str(name))), code, partial(_numbers, table, data, row))
        for row, (name, code) in enumerate(zip(data["school_name"], codes, strict=True))
    ]
    unused = contradicted(coded)
    by_sheet: dict[str, list[int]] = defaultdict(list)
    for row in sorted(unused):
        by_sheet[coded[row].sheet].append(row)
    told = [codes_contradict_names(table, rows) for rows in by_sheet.values()]
    return ["" if row in unused else code for row, code in enumerate(codes)], [*_lost(table, data), *told]


def _numbers(table: SchoolTable, data: Data, row: int) -> frozenset[str]:
    """The columns of numbers that a row gives."""
    return frozenset(column for column in data if column not in TEXT_COLUMNS and table.cells[column][row])


def _by_name(data: Data, codes: Sequence[str]) -> list[_Group]:
    """Group rows of the same name, and of no two codes unless the names tell a school's parts apart."""
    by_name: dict[str, list[_Group]] = {}
    for row, name in enumerate(data["school_name"]):
        known = fold(clean_name(str(name)))
        groups = by_name.setdefault(known, [])
        code = "" if PART.search(fold(str(name))) else codes[row]
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
    return len(code) >= load_conventions().shortest_code.value or _alike(name, other)


def _alike(name: str, other: str) -> bool:
    return name in other or other in name


def same_schools(before: Sequence[School], now: Sequence[School]) -> tuple[tuple[School, School], ...]:
    """Return the schools of two years that are one: of one name, else of a code that no other of its year has."""
    names = {fold(school.name): school for school in before}
    found = {school.name: names.pop(key) for school in now if (key := fold(school.name)) in names}
    codes, codes_now = (Counter(school.code for school in schools) for schools in (before, now))
    left = {school.code: school for school in names.values() if school.code and codes[school.code] == 1}
    for school in now:
        old = left.get(school.code)
        is_free = school.name not in found and codes_now[school.code] == 1
        if old and is_free and _is_identity(school.code, fold(old.name), fold(school.name)):
            found[school.name] = old
    return tuple((found[school.name], school) for school in now if school.name in found)


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
    found = parted(table.cells["school_name"][row])
    return f"第{found[2]}行" if found else ""
