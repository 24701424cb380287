"""Which school codes can be relied on: one that the names of several sheets contradict tells no school from another."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from calculators.values import fold

# what a spreadsheet makes of a long code, 3.50572E+09: the last digits are gone
LOST_DIGITS = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")


def code_of(text: object) -> str:
    """Return what tells a code from others: no leading zeros, no punctuation, "" where digits were lost.

    >>> code_of("0350-571"), code_of("350571.0"), code_of("3.50572E+09")
    ('350571', '350571', '')
    """
    code = fold(str(text or ""))
    if LOST_DIGITS.fullmatch(code):
        return ""
    return re.sub(r"\W", "", re.sub(r"\.0+$", "", code)).lstrip("0")


@dataclass(frozen=True, slots=True)
class CodedRow:
    """A row's sheet, the school's name and code as they are compared, and the columns that it gives numbers of."""

    sheet: str
    name: str
    code: str
    columns: Callable[[], frozenset[str]]


def contradicted(rows: Sequence[CodedRow]) -> frozenset[int]:
    """Return the rows whose codes say otherwise than their names, so that the names decide.

    A code ties different schools where two sheets give it to two names and one of them has both names. Codes split a
    school where two sheets give its name two codes and different columns: they are parts of one list, and two schools
    of one name would have rows in each. A name that one sheet gives two codes is that of two schools, told by them.
    """
    coded = [at for at, row in enumerate(rows) if row.code]
    several = _with_several(((rows[at].sheet, rows[at].name), rows[at].code) for at in coded)
    single = [at for at in coded if (rows[at].sheet, rows[at].name) not in several]
    return frozenset(_tying(rows, single)) | frozenset(_splitting(rows, single))


def _with_several(pairs: Iterable[tuple[tuple[str, str], str]]) -> set[tuple[str, str]]:
    codes: dict[tuple[str, str], set[str]] = defaultdict(set)
    for key, code in pairs:
        codes[key].add(code)
    return {key for key, found in codes.items() if len(found) > 1}


def _tying(rows: Sequence[CodedRow], single: Sequence[int]) -> set[int]:
    named: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        named[row.sheet].add(row.name)
    by_code: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for at in single:
        by_code[rows[at].code][rows[at].sheet].add(rows[at].name)
    tying = {
        (code, sheet)
        for code, sheets in by_code.items()
        for one, names in sheets.items()
        for other, others in sheets.items()
        if (names - others) & named[other]
        for sheet in (one, other)
    }
    return {at for at in single if (rows[at].code, rows[at].sheet) in tying}


def _splitting(rows: Sequence[CodedRow], single: Sequence[int]) -> set[int]:
    by_name: dict[str, list[int]] = defaultdict(list)
    for at in single:
        by_name[rows[at].name].append(at)
    found: set[int] = set()
    for own in by_name.values():
        if len({rows[at].code for at in own}) > 1:
            for at in own:
                others = [other for other in own if rows[other].code != rows[at].code]
                if all(rows[at].columns().isdisjoint(rows[other].columns()) for other in others):
                    found |= {at, *others}
    return found
