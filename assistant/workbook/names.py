"""Names of the report's sheets: legal, at most 31 characters, unique whatever their case, told apart by file."""

import re
from collections.abc import Sequence

from assistant.workbook.cells import safe_text

LONGEST = 31
ILLEGAL = re.compile(r"[\[\]:*?/\\!\ufffd\s]+")
RESERVED = "history"  # a name that Excel keeps to itself


def sheet_names(wanted: Sequence[str]) -> tuple[str, ...]:
    """Return a legal name for each wanted one, numbered where two would be the same.

    >>> sheet_names(["a/b", "A b", "", "x" * 40])[:3]
    ('a b', 'A b(2)', 'Sheet')
    """
    taken: set[str] = set()
    return tuple(_unique(_legal(one), taken) for one in wanted)


def name_with_file(file: str, sheet: str) -> str:
    """Return a name that tells the file too; of a long file name the end stays, where parts of one set differ.

    >>> name_with_file("县数据_小学.xlsx", "校级")
    '县数据_小学 校级'
    """
    stem = file.rpartition(".")[0] or file
    room = LONGEST - min(len(sheet), LONGEST // 2) - 1
    return f"{stem[-room:]} {sheet}"


def _legal(name: str) -> str:
    clean = ILLEGAL.sub(" ", safe_text(name)).strip(" '")[:LONGEST].strip(" '")
    return clean if clean and clean.lower() != RESERVED else "Sheet"


def _unique(name: str, taken: set[str]) -> str:
    found, number = name, 1
    while found.lower() in taken:
        number += 1
        mark = f"({number})"
        found = name[: LONGEST - len(mark)] + mark
    taken.add(found.lower())
    return found
