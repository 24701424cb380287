"""What the sheets of an xls, or an old .et, hold beside their values: errors, hidden rows and columns.

Source: [MS-XLS], Excel Binary File Format (BIFF8). It cannot be known of a formula there whether it was ever computed,
and which formulas call out is not looked for. An older BIFF is not looked at.
"""

import struct
from collections.abc import Iterator

from calculators.opening.ole import CompoundFile
from calculators.opening.unseen import CellMark, Unseen

STREAMS = ("workbook", "book")
BOF, EOF, BOUND_SHEET, FILE_PASS = 0x0809, 0x000A, 0x0085, 0x002F
ROW, COLUMNS, BOOL_OR_ERROR, FORMULA = 0x0208, 0x007D, 0x0205, 0x0006
BIFF8 = 0x0600
ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
ROW_HIDDEN = 0x20
ERROR_RESULT = 2


class Locked(Exception):
    """The workbook wants a password."""


def xls_unseen(content: bytes) -> list[Unseen] | None:
    """Return what each sheet holds beside its values, in their order, or None where it cannot be seen.

    Raises `Locked`, and ValueError or struct.error for a damaged file.
    """
    stream = CompoundFile(content).stream(STREAMS)
    if stream is None:
        raise ValueError("no stream with a workbook")
    starts: list[int] = []
    for kind, data in _records(stream, 0):
        if kind == BOF and struct.unpack_from("<H", data)[0] != BIFF8:
            return None
        if kind == FILE_PASS:
            raise Locked
        if kind == BOUND_SHEET:
            starts += struct.unpack_from("<I", data)
    return [_sheet(stream, start) for start in starts]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part, without those of what is embedded in it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == BOF) - (kind == EOF)
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + length]
        if depth == 0:
            return
        at += 4 + length


def _sheet(stream: bytes, start: int) -> Unseen:
    found = Unseen()
    for kind, data in _records(stream, start):
        if kind == ROW and struct.unpack_from("<I", data, 12)[0] & ROW_HIDDEN:
            found.hidden_rows |= set(struct.unpack_from("<H", data))
        elif kind == COLUMNS:
            first, last, _, _, flags = struct.unpack_from("<5H", data)
            found.hidden_columns |= set(range(first, last + 1)) if flags & 1 else set()
        elif kind in (BOOL_OR_ERROR, FORMULA):
            _cell(kind, data, found)
    return found


def _cell(kind: int, data: bytes, found: Unseen) -> None:
    row, column = struct.unpack_from("<HH", data)
    if kind == BOOL_OR_ERROR:
        code, is_error = struct.unpack_from("<BB", data, 6)
    else:
        result, code, special = struct.unpack_from("<BxBxxxH", data, 6)
        is_error = special == 0xFFFF and result == ERROR_RESULT
    if is_error:
        found.mark((row, column), CellMark("error_cell", ERRORS.get(code, "#")))
