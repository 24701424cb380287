"""The parts of a Word file: XML without entities or network, in one namespace whatever the program that wrote it."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from corpus.bilingual import Bilingual
from corpus.intake import refusals

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# "Strict Open XML" differs from the usual form in its namespaces only.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Package:
    """A Word file: its main part, and the parts that this one refers to by type."""

    def __init__(self, content: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(content))
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self._main = next(self._related("", "officeDocument"), "word/document.xml")

    def main(self) -> etree._Element:
        """Return the root of the main part. Raises `DamagedDocument` when there is none."""
        root = self._parse(self._main)
        if root is None or root.find(f"{W}body") is None:
            raise refusals.damaged(Bilingual("缺少正文", "it has no body"))
        return root

    def parts(self, kind: str) -> Iterator[etree._Element]:
        """Yield the roots of the parts of a kind: "styles", "numbering", "footnotes", "header" …"""
        for name in self._related(self._main, kind):
            if (root := self._parse(name)) is not None:
                yield root

    def title(self) -> str | None:
        """Return the title of the properties."""
        for name in self._related("", "metadata/core-properties"):
            root = self._parse(name)
            found = None if root is None else root.find("{http://purl.org/dc/elements/1.1/}title")
            if found is not None and found.text:
                return str(found.text)
        return None

    def _related(self, part: str, kind: str) -> Iterator[str]:
        """Yield the names of the parts that a part refers to with a relation of a kind."""
        folder, base = posixpath.split(part)
        root = self._parse(posixpath.join(folder, "_rels", f"{base}.rels"))
        for relation in () if root is None else root.iter(_RELATION):
            if relation.get("Type", "").endswith("/" + kind) and relation.get("TargetMode") != "External":
                yield posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")

    def _parse(self, name: str) -> etree._Element | None:
        """Return the root of a part, None when the file has no such part."""
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        try:
            content = self._archive.read(stored)
            for strict, usual in _STRICT:
                content = content.replace(strict, usual)
            return etree.fromstring(content, _parser())
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError) as fault:
            raise refusals.damaged(Bilingual(f"部件 {stored[:60]} 有误", f"its part {stored[:60]} is wrong")) from fault


def value(element: etree._Element | None, name: str, attribute: str = "val") -> str | None:
    """Return an attribute of a child, such as the val of w:jc; None without either."""
    child = None if element is None else element.find(f"{W}{name}")
    found = None if child is None else child.get(f"{W}{attribute}")
    return None if found is None else str(found)


def is_on(element: etree._Element | None, name: str) -> bool | None:
    """Return what an on-off child such as w:vanish says, None where it is not there."""
    child = None if element is None else element.find(f"{W}{name}")
    return None if child is None else child.get(f"{W}val", "true") not in {"0", "false", "off", "none"}


def number(text: str | None, default: int) -> int:
    """Return a whole number of an attribute, `default` where there is none or no number."""
    try:
        return int(text) if text else default
    except ValueError:
        return default


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
