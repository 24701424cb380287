"""Received parts without what nobody can see: control characters, and those that only steer how text is shown."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.intake.model import Block, LeftOut, Table

Part = Block | Table

# Controls, zero-width and direction signs, tags, lone surrogates: an instruction may hide in them, or a false name.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
UNSEEN = "看不见的控制字符"


def cleaned(parts: Iterable[Part]) -> tuple[tuple[Part, ...], tuple[LeftOut, ...]]:
    """Return the parts, one line a block and without unseen characters, and these characters."""
    unseen: list[str] = []
    clean = tuple(one for part in parts for one in _clean(part, unseen))
    characters = "".join(unseen)
    return clean, (LeftOut(UNSEEN, characters),) if characters else ()


def _clean(part: Part, unseen: list[str]) -> Iterator[Part]:
    if isinstance(part, Block):
        yield from (replace(part, text=line) for line in _lines(part.text, unseen))
        return
    rows = tuple(tuple("\n".join(_lines(cell, unseen)) for cell in row) for row in part.rows)
    if any(cell for row in rows for cell in row):
        yield replace(part, rows=rows)


def _lines(text: str, unseen: list[str]) -> Iterator[str]:
    if found := _UNSEEN.findall(text):
        unseen += found
        text = _UNSEEN.sub("", text)
    return (line.strip() for line in text.splitlines() if line.strip())
