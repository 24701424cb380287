"""The numbering of Chinese policy documents (附件1, 一、, （一）, 1., （1）, ①), because clause ids are made of it."""

import re
from dataclasses import dataclass

_HAN = "〇○一二三四五六七八九十百零"
_ANNEX_LEVEL = 0
# One pattern a level, outermost first. The named group is what the clause id keeps.
_STYLES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"附件\s*(?P<n>\d+|[{_HAN}]+)?\s*$"), "附件{}"),
    (re.compile(rf"(?P<n>[{_HAN}]+)、"), "{}"),
    (re.compile(rf"[（(]\s*(?P<n>[{_HAN}]+)\s*[）)]"), "（{}）"),
    (re.compile(r"(?P<n>\d{1,3})(?:[．、]|\.(?!\d))"), "{}"),
    (re.compile(r"[（(]\s*(?P<n>\d{1,3})\s*[）)]"), "（{}）"),
    (re.compile(r"(?P<n>[①-⑳])"), "{}"),
)


@dataclass(frozen=True, slots=True)
class Number:
    """The number at the head of a line: its level (0 is 附件), its place in a clause id, and the text behind it."""

    level: int
    id: str
    rest: str

    @property
    def is_annex(self) -> bool:
        """Whether an attachment begins here."""
        return self.level == _ANNEX_LEVEL


def number_of(text: str) -> Number | None:
    """Return the number that `text` begins with, or None.

    >>> number_of("（一）科学规划均衡发展。")
    Number(level=2, id='（一）', rest='科学规划均衡发展。')
    >>> number_of("(三) 健全机制").id
    '（三）'
    >>> number_of("1.5万人口设一所完小") is None
    True
    """
    for level, (pattern, form) in enumerate(_STYLES):
        if match := pattern.match(text):
            return Number(level, form.format(match["n"] or ""), text[match.end() :].strip())
    return None
