"""From lines to paragraphs, where a format knows lines only: plain text, and line breaks inside a paragraph."""

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.intake.letters import ENDS_SENTENCE, one_line, width
from corpus.numbering import number_of

_STARTS_ITEM = re.compile(r"[—–-]{2}|[●•◆■]|第[一二三四五六七八九十百零〇\d]+[编章节条]|附件|\S{1,8}：\S")
_DOCUMENT_NUMBER = re.compile(r"\n(?=[^\n]{2,12}[〔\[（(【]\d{4}[〕\]）)】]\s*\d+\s*号\s*$)", re.M)
_INDENT = re.compile(r"\s*[\u3000\xa0]|\s{2,}\S")
_LONG = 30  # width; a shorter line is a heading as likely as not, and says nothing about the margin
_FEWEST_LINES = 6
_BROKEN_SHARE = 0.35
_MARGIN_SHARE = 0.6
_SLACK = 6  # a line may end early by a Latin word, or by punctuation that may not begin the next
_INDENT_WIDTH = 4
_HEADING_WIDTH = 90


@dataclass(frozen=True, slots=True)
class Line:
    """A visual line without its outer white space; whether it is indented, and follows a blank line; as it stood."""

    text: str
    indented: bool = False
    after_blank: bool = False
    raw: str = ""


def lines_of(text: str) -> list[Line]:
    """Return the lines that hold anything."""
    lines: list[Line] = []
    after_blank = False
    for raw in text.split("\n"):
        if raw.strip():
            lines.append(Line(raw.strip(), _INDENT.match(raw) is not None, after_blank, raw))
        after_blank = not raw.strip()
    return lines


def paragraphs(lines: list[Line]) -> list[str]:
    """Join the lines that were broken at a margin; else a line is a paragraph."""
    margin = margin_of(lines)
    blanks_part = margin is not None and _blanks_part(lines, margin)
    found: list[list[Line]] = []
    for line in lines:
        if not found or _begins(found[-1], line, margin, blanks_part):
            found.append([line])
        else:
            found[-1].append(line)
    return [one_line("\n".join(line.text for line in kept)) for kept in found]


def split_paragraphs(text: str, joined_lines: bool) -> list[str]:
    """Return the paragraphs of a text with line breaks in it.

    In a title (`joined_lines`) lines are joined, but for a 文号 below them.
    """
    if joined_lines:
        return [one for piece in _DOCUMENT_NUMBER.split(text) if (one := one_line(piece))]
    return paragraphs(lines_of(text))


def margin_of(lines: list[Line]) -> int | None:
    """Return the width at which lines were broken, or None when a line is a paragraph."""
    long = [line for line in lines if width(line.text) >= _LONG]
    if len(long) < _FEWEST_LINES:
        return None
    broken = [line for line in long if not ENDS_SENTENCE.search(line.text)]
    if len(broken) < _BROKEN_SHARE * len(long):
        return None
    widths = sorted(width(line.text) for line in broken)
    margin = max(set(widths), key=lambda one: (sum(abs(one - other) <= _SLACK for other in widths), one))
    near = sum(abs(one - margin) <= _SLACK + _INDENT_WIDTH for one in widths)
    return margin if near >= _MARGIN_SHARE * len(widths) else None


def _begins(paragraph: list[Line], line: Line, margin: int | None, blanks_part: bool) -> bool:
    """Whether a paragraph begins with `line`."""
    last = paragraph[-1]
    if line.indented or number_of(line.text) or _STARTS_ITEM.match(line.text):
        return True
    if margin is None:
        return ENDS_SENTENCE.search(last.text) is not None or width(last.text) <= _HEADING_WIDTH
    if line.after_blank and blanks_part:
        return True
    reach = width(last.text) + (_INDENT_WIDTH if len(paragraph) == 1 else 0)
    return reach < margin - _SLACK


def _blanks_part(lines: list[Line], margin: int) -> bool:
    """Whether blank lines part paragraphs, and do not simply follow every line."""
    full = [
        (one, two) for one, two in pairwise(lines)
        if width(one.text) >= margin - _SLACK and not ENDS_SENTENCE.search(one.text)
    ]  # fmt: skip
    return sum(two.after_blank for _, two in full) < len(full) / 2
