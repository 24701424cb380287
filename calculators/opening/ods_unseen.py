"""What the sheets of an ods hold beside their values, and the merges that the reader does not give."""

import zipfile
from dataclasses import dataclass, field

from lxml import etree

from calculators.opening.unseen import CellMark, Unseen, calls_out, shown_formula

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
SHOWN_TYPE = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
CELLS = (f"{TABLE}table-cell", f"{TABLE}covered-table-cell")
HIDDEN = ("collapse", "filter")
MOST_COLUMNS = 16384


@dataclass(slots=True)
class _Place:
    """How far a sheet has been read."""

    found: Unseen = field(default_factory=lambda: Unseen(merges=[]))
    row: int = 0
    column: int = 0


def is_locked(archive: zipfile.ZipFile) -> bool:
    """Say whether an ods wants a password: its parts are listed as encrypted."""
    return MANIFEST in archive.namelist() and b"encryption-data" in archive.read(MANIFEST)


def ods_unseen(archive: zipfile.ZipFile) -> dict[str, Unseen]:
    """Return what each sheet holds beside its values, by the sheet's name. Raises ValueError for odd content."""
    sheets: dict[str, Unseen] = {}
    place = _Place()
    tags = (f"{TABLE}table", f"{TABLE}table-row", f"{TABLE}table-column")
    with archive.open(CONTENT) as xml:
        events = etree.iterparse(xml, tag=tags, resolve_entities=False, no_network=True)
        for _, element in events:
            if element.getroottree().docinfo.doctype:
                raise ValueError("a document type in a sheet")
            if element.tag == tags[0]:
                sheets[element.get(f"{TABLE}name") or ""] = place.found
                place = _Place()
            elif element.tag == tags[1]:
                _read_row(element, place)
            else:
                _read_column(element, place)
            element.clear()
    return sheets


def _repeated(element: etree._Element, what: str) -> int:
    return max(int(element.get(f"{TABLE}number-{what}-repeated") or 1), 1)


def _read_column(element: etree._Element, place: _Place) -> None:
    count = _repeated(element, "columns")
    if element.get(f"{TABLE}visibility") in HIDDEN:
        place.found.hidden_columns |= set(range(place.column, min(place.column + count, MOST_COLUMNS)))
    place.column += count


def _read_row(row: etree._Element, place: _Place) -> None:
    times = _repeated(row, "rows")
    column = 0
    holds = False
    for cell in row:
        if cell.tag not in CELLS:
            continue
        count = _repeated(cell, "columns")
        if len(cell) or cell.get(f"{OFFICE}value-type") or cell.get(f"{TABLE}formula"):
            holds = True
            _read_cell(cell, place, range(place.row, place.row + times), range(column, column + count))
        column += count
    if holds and row.get(f"{TABLE}visibility") in HIDDEN:
        place.found.hidden_rows |= set(range(place.row, place.row + times))
    place.row += times


def _read_cell(cell: etree._Element, place: _Place, rows: range, columns: range) -> None:
    found = place.found
    kind, formula = cell.get(f"{OFFICE}value-type"), cell.get(f"{TABLE}formula")
    shown = "".join(text for line in cell.findall(f"{TEXT}p") for text in line.itertext()).strip()
    if kind:
        found.reach(rows[-1], columns[-1])
    _keep_merge(cell, found, rows[0], columns[0])
    mark = _mark(cell, kind, formula, shown)
    for at in [(row, column) for row in rows for column in columns] if mark or (formula and calls_out(formula)) else ():
        if mark:
            found.mark(at, mark)
        if formula and calls_out(formula):
            found.calls_out[at] = shown_formula(formula)


def _mark(cell: etree._Element, kind: str | None, formula: str | None, shown: str) -> CellMark | None:
    if "error" in (kind, cell.get(SHOWN_TYPE)):
        return CellMark("error_cell", shown or "#")
    if formula and not kind and cell.find(f"{TEXT}p") is None:
        return CellMark("formula_without_value", shown_formula(formula))
    return None


def _keep_merge(cell: etree._Element, found: Unseen, row: int, column: int) -> None:
    down = int(cell.get(f"{TABLE}number-rows-spanned") or 1)
    across = int(cell.get(f"{TABLE}number-columns-spanned") or 1)
    if (down > 1 or across > 1) and found.merges is not None:
        found.merges.append((row, column, row + down - 1, column + across - 1))
