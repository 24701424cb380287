"""Plain text: the encodings that Chinese offices write, lines or hard-wrapped lines to paragraphs, tabs to tables."""

import codecs
import re

from corpus.bilingual import Bilingual
from corpus.intake import refusals
from corpus.intake.letters import with_newlines
from corpus.intake.model import Block, LeftOut, Received, Table
from corpus.intake.paragraphs import Line, lines_of, paragraphs
from corpus.intake.tables import Cell, table_of, without_repeated_heads

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTENTS_LINE = re.compile(r"\S.*\t\s*[-—]?\s*\d{1,4}\s*[-—]?\s*")
_FEWEST_ROWS = 2
_FEWEST_CELLS = 2
_LEAST_CONTENTS = 0.8  # share of the lines of a table of contents that end in a page number
_LEAST_COMMON = 0.8  # share of everyday characters in a text that was decoded rightly
_EVERYDAY_ROWS = (0xA1, 0xD7)  # GB2312: punctuation and the 3,755 characters of daily use


def read_text(content: bytes) -> Received:
    """Read plain text. Raises `GarbledDocument` when no encoding fits."""
    return received_lines(decode(content))


def received_lines(text: str) -> Received:
    """Return paragraphs, and tables where lines of tab-separated cells stand together."""
    lines = lines_of(with_newlines(text))
    parts: list[Block | Table] = []
    left_out: list[LeftOut] = []
    start = 0
    for first, end in _table_runs(lines):
        parts += [Block(one) for one in paragraphs(lines[start:first])]
        rows = [[Cell(cell) for cell in line.raw.split("\t")] for line in lines[first:end]]
        table, repeated = without_repeated_heads(table_of(rows))
        parts.append(table)
        left_out += repeated
        start = end
    parts += [Block(one) for one in paragraphs(lines[start:])]
    return Received(tuple(parts), left_out=tuple(left_out))


def decode(content: bytes, declared: str | None = None) -> str:
    """Return the text of bytes in UTF-8, UTF-16, UTF-32 or GB18030, or as declared if that fits.

    Raises `GarbledDocument` when none fits.
    """
    marked = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)
    plain = ("utf-8", *([declared] if declared else []), "gb18030")
    unmarked = ("utf-16-le", "utf-16-be") if b"\x00" in content else plain
    for encoding in (marked,) if marked else unmarked:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        if _is_plausible(text, encoding):
            return text
    raise refusals.garbled(
        Bilingual("文字编码无法识别，或文件已损坏。", "the encoding of the text is unknown, or the file is damaged."),
        Bilingual("请用记事本另存为 UTF-8 编码后再添加。", "Save it in UTF-8 encoding and add that."),
    )


def _is_plausible(text: str, encoding: str) -> bool:
    """Whether the text reads like writing. UTF-8 proves itself; other bytes decode to rare characters when wrong."""
    if _CONTROL.search(text):
        return False
    foreign = [char for char in text if not char.isascii()]
    return encoding.startswith("utf-8") or sum(map(_is_everyday, foreign)) >= _LEAST_COMMON * len(foreign)


def _is_everyday(char: str) -> bool:
    first = char.encode("gb18030", "replace")
    return len(first) == 2 and _EVERYDAY_ROWS[0] <= first[0] <= _EVERYDAY_ROWS[1] and first[1] >= _EVERYDAY_ROWS[0]


def _table_runs(lines: list[Line]) -> list[tuple[int, int]]:
    """Return where tables are: runs of lines with tabs, none with more cells than the first."""
    runs: list[tuple[int, int]] = []
    start = 0
    while start < len(lines):
        end, cells = start, lines[start].raw.count("\t")
        while end < len(lines) and 0 < lines[end].raw.count("\t") <= cells:
            end += 1
        if _is_table([line.raw for line in lines[start:end]]):
            runs.append((start, end))
        start = max(end, start + 1)
    return runs


def _is_table(rows: list[str]) -> bool:
    """Whether lines with tabs are a table: a head of at least two cells, rows below it, and no list of page numbers."""
    if len(rows) < _FEWEST_ROWS or sum(bool(cell.strip()) for cell in rows[0].split("\t")) < _FEWEST_CELLS:
        return False
    pages = sum(_CONTENTS_LINE.fullmatch(row) is not None for row in rows)
    return pages < _LEAST_CONTENTS * len(rows)
