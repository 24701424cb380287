"""Puts the values of formulas into a saved workbook: previews, phones and readers that do not calculate show these.

The library that writes the workbook leaves them out, and a spreadsheet program would add them only when it saves.
"""

import io
import zipfile
from collections.abc import Mapping, Sequence

from lxml import etree

from assistant.workbook.cells import safe_text
from calculators.values import Cell

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def with_cached_values(workbook: bytes, values: Sequence[Mapping[str, Cell]]) -> bytes:
    """Return the workbook with the value of each formula; `values` are by sheet in order, and by cell (B7)."""
    parts = {f"xl/worksheets/sheet{number}.xml": found for number, found in enumerate(values, start=1) if found}
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, _filled(content, parts[name]) if name in parts else content)
    return stream.getvalue()


def _filled(sheet: bytes, values: Mapping[str, Cell]) -> bytes:
    tree = etree.fromstring(sheet, PARSER)
    for formula in tree.iter(f"{MAIN}f"):
        cell = formula.getparent()
        _put(cell, values[cell.get("r")])
    return bytes(etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True))


def _put(cell: etree._Element, value: Cell) -> None:
    """Give a cell its value, and the type that belongs to it."""
    shown = cell.find(f"{MAIN}v")
    if shown is None:
        shown = etree.SubElement(cell, f"{MAIN}v")
    cell.attrib.pop("t", None)
    if value is None:  # a formula that nothing has calculated yet
        cell.remove(shown)
    elif isinstance(value, bool):
        cell.set("t", "b")
        shown.text = str(int(value))
    elif isinstance(value, int | float):
        shown.text = repr(value)
    else:
        cell.set("t", "str")
        shown.text = safe_text(str(value))
