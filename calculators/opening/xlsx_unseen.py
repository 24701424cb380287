"""What the sheets of an xlsx hold beside their values, read from their XML in a stream.

Raises ValueError where a part holds what no workbook needs and readers take differently (a document type, comments or
CDATA in a value), or where the parts do not belong together: nothing is read unseen.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from lxml import etree

from calculators.cell_names import column_number
from calculators.opening.unseen import CellMark, Unseen, calls_out, shown_formula
from corpus.archives import CHUNK_BYTES, plain_name

WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.IGNORECASE)
RELATION_ID = re.compile(r"(?:\{[^}]*relationships\})id")
TRUE = ("1", "true")
MOST_COLUMNS = 16384


def xlsx_unseen(archive: zipfile.ZipFile) -> dict[str, Unseen]:
    """Return what each worksheet holds beside its values, by the sheet's name."""
    return {name: _scan(archive, part) for name, part in _parts(archive)}


def worksheet_parts(archive: zipfile.ZipFile, relations: str) -> dict[str, str]:
    """Return the entry of each worksheet by the relation that names it. Raises KeyError for one that is not there."""
    names = {plain_name(name): name for name in archive.namelist()}
    return {
        one.get("Id") or "": names[plain_name(_target(one))]
        for one in _root(archive, names[relations]).iter("{*}Relationship")
        if (one.get("Type") or "").endswith("/worksheet")
    }


def _target(relation: etree._Element) -> str:
    return posixpath.normpath(posixpath.join("/xl", relation.get("Target") or "")).lstrip("/")


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name and the XML part of each worksheet."""
    parts = worksheet_parts(archive, RELATIONS)
    names = {plain_name(name): name for name in archive.namelist()}
    for sheet in _root(archive, names[WORKBOOK]).iter("{*}sheet"):
        id = next((value for key, value in sheet.items() if RELATION_ID.fullmatch(key)), "")
        if id in parts:
            yield sheet.get("name") or "", parts[id]


def _root(archive: zipfile.ZipFile, part: str) -> etree._Element:
    return etree.fromstring(archive.read(part), etree.XMLParser(resolve_entities=False, no_network=True))


def _scan(archive: zipfile.ZipFile, part: str) -> Unseen:
    scan = _Scan()
    with archive.open(part) as xml:
        while chunk := xml.read(CHUNK_BYTES):
            scan.feed(chunk)
    return scan.end()


class _Scan:
    """One sheet's XML as it comes by. A cell is settled when the next one begins."""

    def __init__(self) -> None:
        self._found = Unseen()
        self._row, self._column = -1, -1
        self._place: tuple[int, int] | None = None
        self._cell: Mapping[str, str] = {}
        self._formula: str | None = None
        self._value: str | None = None
        self._inside = ""
        self._shared: str | None = None
        self._masters: dict[str, str] = {}
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartCdataSectionHandler = parser.CommentHandler = self._refuse_in_values
        parser.ProcessingInstructionHandler = self._refuse_in_values

    def feed(self, chunk: bytes) -> None:
        """Take the next bytes."""
        self._parser.Parse(chunk, False)

    def end(self) -> Unseen:
        """Return what was found."""
        self._parser.Parse(b"", True)
        self._settle()
        return self._found

    def _refuse(self, *_: object) -> None:
        raise ValueError("what no sheet needs")

    def _refuse_in_values(self, *_: object) -> None:
        if self._inside in ("v", "f"):
            self._refuse()

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2] if ":" in name else name
        self._inside = local
        if local == "c":
            self._settle()
            self._begin(attributes)
        elif local == "v":
            self._value = ""
        elif local == "f":
            self._formula, self._shared = "", attributes.get("si")
        else:
            self._settle()
            self._leave_cells(local, attributes)

    def _text(self, text: str) -> None:
        if self._inside == "f":
            self._formula = (self._formula or "") + text
        elif self._inside == "v":
            self._value = (self._value or "") + text

    def _leave_cells(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take what is no part of a cell but its text; formulas also stand in rules, which are none of a cell's."""
        if name == "is" and self._place:
            self._found.reach(*self._place)
        self._place = None
        if name == "row":
            self._begin_row(attributes)
        elif name == "col":
            self._hide_columns(attributes)

    def _begin_row(self, row: Mapping[str, str]) -> None:
        self._row, self._column = int(row["r"]) - 1 if "r" in row else self._row + 1, -1
        if row.get("hidden") in TRUE or _is_zero(row.get("ht")):
            self._found.hidden_rows.add(self._row)

    def _begin(self, cell: Mapping[str, str]) -> None:
        """Take a cell's place from its reference; one without stands right of the one before it."""
        self._cell = cell
        match = REFERENCE.fullmatch(cell["r"]) if "r" in cell else None
        self._column = column_number(match.group(1)) if match else self._column + 1
        self._place = (int(match.group(2)) - 1 if match else self._row, self._column)

    def _hide_columns(self, column: Mapping[str, str]) -> None:
        if column.get("hidden") in TRUE or _is_zero(column.get("width")):
            self._found.hidden_columns |= set(range(int(column["min"]) - 1, min(int(column["max"]), MOST_COLUMNS)))

    def _settle(self) -> None:
        """Keep what the cell that ends here holds beside its value."""
        if self._place and (self._value is not None or self._formula is not None):
            value = (self._value or "").strip()
            if value:
                self._found.reach(*self._place)
            if self._cell.get("t") == "e":
                self._found.mark(self._place, CellMark("error_cell", value or "#"))
            if self._formula is not None:
                self._keep_formula(self._place, self._whole_formula(), computed=bool(value))
        self._value = self._formula = self._shared = None

    def _keep_formula(self, place: tuple[int, int], formula: str, *, computed: bool) -> None:
        if calls_out(formula):
            self._found.calls_out[place] = shown_formula(formula)
        # a text that was computed may be empty
        if not computed and self._cell.get("t") not in ("e", "str"):
            self._found.mark(place, CellMark("formula_without_value", shown_formula(formula)))

    def _whole_formula(self) -> str:
        """Return the cell's formula; of a shared one only the first cell has the text."""
        if self._formula and self._shared is not None:
            self._masters[self._shared] = self._formula
        return self._formula or self._masters.get(self._shared or "", "")


def _is_zero(size: str | None) -> bool:
    return size is not None and float(size) == 0
