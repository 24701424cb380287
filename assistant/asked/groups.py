"""Groups of schools that a question keeps to: by who runs them, where they lie, and what kind they are."""

import re
from typing import Literal

from assistant.asked.want_words import any_of

Group = Literal[
    "private", "public", "town", "township", "village", "nine_year", "complete", "teaching_point"
]  # fmt: skip
KINDS_OF_SCHOOL: frozenset[Group | None] = frozenset({"nine_year", "complete"})
# 不含民办 is a reading of the rules, no group.
_NOT_LEFT_OUT = "(?<!不含)(?<!不计)(?<!不算)(?<!剔除)(?<!去掉)(?<!除去)"
GROUPS: tuple[tuple[Group, re.Pattern[str]], ...] = (
    ("private", any_of(rf"{_NOT_LEFT_OUT}(?:民办|私立)", r"(?<!without )(?<!excluding )\bprivate\b")),
    ("public", any_of("公办|公立", r"\bpublic (?:primary |junior )?schools?\b")),
    (
        "village",
        any_of("(?:农村|乡村|村里?的?)(?=学校|小学|初中|中学|的)|村小", r"\b(?:rural|village) (?:\w+ )?schools?\b"),
    ),
    ("township", any_of("(?:镇区|乡镇|镇上)(?=学校|小学|初中|中学|的)", r"\btownship (?:\w+ )?schools?\b")),
    ("town", any_of("(?:城区|城市|城里)(?=学校|小学|初中|中学|的)", r"\b(?:urban|city) (?:\w+ )?schools?\b")),
    ("nine_year", any_of("(?:九年)?一贯制", r"\b(?:nine|9)[ -]year\b")),
    ("complete", any_of("完全中学|完中", r"\bcomplete secondary\b")),
    ("teaching_point", any_of("教学点", r"\bteaching points?\b")),
)


def group_in(text: str) -> Group | None:
    """Return the group of schools that a text keeps to, or None.

    >>> group_in("民办学校有几所"), group_in("不含民办的结果")
    ('private', None)
    """
    return next((group for group, named in GROUPS if named.search(text)), None)
