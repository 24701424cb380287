"""What the sheets of an xlsb hold beside their values: errors, hidden rows and columns.

Source: [MS-XLSB], Excel Binary File Format (BIFF12). As in xls, it cannot be known whether a formula was ever computed,
and which formulas call out is not looked for.
"""

import struct
import zipfile
from collections.abc import Iterator

from calculators.opening.unseen import CellMark, Unseen
from calculators.opening.xls_unseen import ERRORS
from calculators.opening.xlsx_unseen import worksheet_parts

WORKBOOK = "xl/workbook.bin"
RELATIONS = "xl/_rels/workbook.bin.rels"
ROW, ERROR, FORMULA_ERROR, COLUMNS, SHEET = 0, 3, 11, 60, 156
ROW_HIDDEN = 0x10


def xlsb_unseen(archive: zipfile.ZipFile) -> dict[str, Unseen]:
    """Return what each worksheet holds beside its values, by the sheet's name.

    Raises ValueError, KeyError, IndexError or struct.error for a damaged file.
    """
    parts = worksheet_parts(archive, RELATIONS)
    names = (_named(data) for kind, data in _records(archive.read(WORKBOOK)) if kind == SHEET)
    return {name: _sheet(archive.read(parts[id])) for id, name in names if id in parts}


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        kind, at = _short_number(data, at, 2)
        length, at = _short_number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _short_number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """Return a number of seven bits a byte, the lowest first, and where it ends."""
    number = 0
    for position in range(most):
        byte = data[at]
        number |= (byte & 0x7F) << 7 * position
        at += 1
        if byte < 0x80:
            break
    return number, at


def _named(data: bytes) -> tuple[str, str]:
    """Return a sheet's relation and name."""
    texts = []
    at = 8
    for _ in range(2):
        (length,) = struct.unpack_from("<I", data, at)
        texts.append(data[at + 4 : at + 4 + 2 * length].decode("utf-16-le"))
        at += 4 + 2 * length
    return texts[0], texts[1]


def _sheet(data: bytes) -> Unseen:
    found = Unseen()
    row = 0
    for kind, record in _records(data):
        if kind == ROW:
            (row,) = struct.unpack_from("<I", record)
            found.hidden_rows |= {row} if record[11] & ROW_HIDDEN else set()
        elif kind in (ERROR, FORMULA_ERROR):
            column, code = struct.unpack_from("<I4xB", record)
            found.mark((row, column), CellMark("error_cell", ERRORS.get(code, "#")))
        elif kind == COLUMNS:
            first, last, hidden = struct.unpack_from("<II8xH", record)
            found.hidden_columns |= set(range(first, min(last, 16383) + 1)) if hidden & 1 else set()
    return found
