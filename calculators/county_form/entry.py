"""What a value cell of a county form comes to: values taken, or the reason why none is."""

import re
from dataclasses import dataclass
from fractions import Fraction

from corpus.bilingual import Bilingual


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell is not taken: the reason code of its issue, and what was expected."""

    code: str
    expected: Bilingual


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a cell; `name` is its subject. `unit_stated` is false for money that nobody gave a unit."""

    value: Fraction
    name: str = ""
    unit_stated: bool = True


Read = tuple[Entry, ...] | Refused


def numbered(position: int) -> str:
    """Return a name for a subject that is not named, by its position from 1.

    >>> numbered(2), is_numbered("第2科"), is_numbered("语文")
    ('第2科', True, False)
    """
    return f"第{position}科"


def is_numbered(name: str) -> bool:
    """Whether a subject has no name but its position."""
    return re.fullmatch(r"第\d+科", name) is not None
