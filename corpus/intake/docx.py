"""Word files: paragraphs with the numbers that Word gives them, tables in their places, and what nobody sees."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from corpus.intake import refusals
from corpus.intake.docx_numbering import Numbering
from corpus.intake.docx_package import Package, W, is_on, value
from corpus.intake.docx_styles import Style, Styles, outline_level
from corpus.intake.docx_tables import Row, cells_of, has_one_column, table_of_rows
from corpus.intake.docx_text import CONTENTS, DELETED, Gathered, TextGatherer, chosen_children
from corpus.intake.letters import joined, one_line
from corpus.intake.model import Block, LeftOut, Received, Table
from corpus.intake.paragraphs import split_paragraphs

_ASIDE = {"header": "页眉", "footer": "页脚", "comments": "批注"}
_DEEPEST_NESTING = 60
Parts = list[Block | Table]


def read_docx(content: bytes) -> Received:
    """Read a Word file. Raises `DamagedDocument`, `ScannedDocument` for one of pictures only."""
    package = Package(content)
    reader = _Reader(package)
    parts = reader.blocks(package.main().find(f"{W}body"))
    if not parts and reader.pictures:
        raise refusals.only_pictures(reader.pictures)
    pictures = [LeftOut("图片", f"{reader.pictures} 张")] if reader.pictures else []
    return Received(tuple(parts), package.title(), tuple(reader.left_out + reader.asides() + pictures))


@dataclass(slots=True)
class _Where:
    """Where the reader is: why all text here is left out, if it is, and whether in a table."""

    reason: str | None = None
    in_table: bool = False
    depth: int = 0

    def inside(self, reason: str | None = None, in_table: bool = False) -> "_Where":
        """Return the place one element deeper."""
        return _Where(self.reason or reason, self.in_table or in_table, self.depth + 1)


class _Reader:
    """Reads the body of a document in order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._styles = Styles(next(package.parts("styles"), None))
        self._numbering = Numbering(next(package.parts("numbering"), None), self._styles)
        self._gatherer = TextGatherer(self._styles)
        self._notes = _notes(package)
        self._notes_due: list[Block] = []
        self._notes_seen = 0
        self._carried = ""
        self._bullets: set[str] = set()
        self.pictures = 0
        self.left_out: list[LeftOut] = []

    def blocks(self, element: etree._Element, where: _Where | None = None) -> Parts:
        """Return the parts of a body, a cell, a text box."""
        where = where or _Where()
        if where.depth > _DEEPEST_NESTING:
            raise refusals.nested_too_deep()
        parts: Parts = []
        for child in chosen_children(element):
            parts += self._block(child, where)
            if not where.in_table and child.tag in {f"{W}p", f"{W}tbl"}:
                parts += self._notes_due
                self._notes_due = []
        return parts

    def asides(self) -> list[LeftOut]:
        """Return the text of page heads, page feet and comments."""
        found: list[LeftOut] = []
        for kind, why in _ASIDE.items():
            texts = ("".join(one.itertext(f"{W}t")) for one in self._package.parts(kind))
            found += [LeftOut(why, text) for text in dict.fromkeys(texts) if text.strip()]
        return found

    def _block(self, element: etree._Element, where: _Where) -> Parts:
        tag = element.tag
        if tag == f"{W}p":
            return self._paragraph(element, where)
        if tag == f"{W}tbl":
            return self._table(element, where)
        if tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            reason = CONTENTS if _is_contents(element) else None
            return [] if content is None else self.blocks(content, where.inside(reason))
        if tag in {f"{W}del", f"{W}moveFrom"}:
            return self.blocks(element, where.inside(DELETED))
        if tag == f"{W}altChunk":
            self.left_out.append(LeftOut("嵌入的文件", "altChunk"))
        if tag in {f"{W}sectPr", f"{W}tcPr", f"{W}altChunk"} or not isinstance(tag, str):
            return []
        return self.blocks(element, where.inside())

    def _paragraph(self, element: etree._Element, where: _Where) -> Parts:
        form = element.find(f"{W}pPr")
        style_id = value(form, "pStyle")
        style = self._styles.of(style_id)
        found = self._gatherer.paragraph(element, style, where.reason, where.in_table)
        self._note(found)
        text, self._carried = joined(self._carried, "".join(found.text)), ""
        mark = None if form is None else form.find(f"{W}rPr")
        if mark is not None and mark.find(f"{W}del") is not None:  # the next paragraph was joined to this one
            self._carried = text
            return self._boxes(found, where)
        gone = not text.strip() and (bool(found.dropped) or is_on(mark, "vanish") is True)
        label = None if gone else self._numbering.next_label(form, style_id)
        if label and (label.bullet or not text.strip()):
            self._drop_label(label.text, label.bullet)
        elif label:
            text = label.before(text.lstrip())
        return [*_split(text, form, style), *self._boxes(found, where)]

    def _drop_label(self, text: str, bullet: bool) -> None:
        """Note a bullet, once each, or the number of an empty paragraph."""
        if not bullet:
            self.left_out.append(LeftOut("空段落的编号", text))
        elif text not in self._bullets:
            self._bullets.add(text)
            self.left_out.append(LeftOut("项目符号", text))

    def _note(self, found: Gathered) -> None:
        """Take down what stands in a paragraph besides its text."""
        self.left_out += found.left_out()
        self.pictures += found.pictures
        for reference in found.notes:
            if text := self._notes.get(reference):
                self._notes_seen += 1
                self._notes_due.append(Block(f"注{self._notes_seen}：{text}"))

    def _boxes(self, found: Gathered, where: _Where) -> Parts:
        return [part for box in found.boxes for part in self.blocks(box, where.inside())]

    def _table(self, element: etree._Element, where: _Where) -> Parts:
        rows = [self._row(row, where) for row in _rows(element)]
        if where.reason:
            return []
        if has_one_column(rows):
            return [part for row in rows for cell in row.cells for part in cell.parts]
        table, left_out = table_of_rows(rows)
        self.left_out += left_out
        return [table] if table.rows else []

    def _row(self, element: etree._Element, where: _Where) -> Row:
        """Return a row; a row that was deleted keeps its place, without text."""
        form = element.find(f"{W}trPr")
        deleted = form is not None and form.find(f"{W}del") is not None
        place = where.inside(DELETED if deleted else None, in_table=True)
        return Row(
            cells=[cell.with_parts(self.blocks(cell.element, place)) for cell in cells_of(element)],
            is_head=is_on(form, "tblHeader") is True,
            deleted=deleted,
        )


def _split(text: str, form: etree._Element | None, style: Style) -> Parts:
    """Return the paragraphs of a Word paragraph: line breaks in it may stand for paragraphs."""
    own = outline_level(form)
    level = style.level if own is None else own or None
    alignment = value(form, "jc")
    centred = style.centred if alignment is None else alignment == "center"
    return [Block(one, level, centred) for one in split_paragraphs(text, joined_lines=bool(level) or centred)]


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """Yield the rows of a table, whatever they are wrapped in, but not those of tables in its cells."""
    for child in chosen_children(table):
        if child.tag == f"{W}tr":
            yield child
        elif isinstance(child.tag, str) and child.tag not in {f"{W}tc", f"{W}tblPr", f"{W}tblGrid"}:
            yield from _rows(child)


def _is_contents(element: etree._Element) -> bool:
    gallery = next(element.iter(f"{W}docPartGallery"), None)
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _notes(package: Package) -> dict[tuple[str, str], str]:
    """Return the text of foot- and endnotes by kind and id."""
    return {
        (kind, note.get(f"{W}id", "")): one_line("\n".join("".join(p.itertext(f"{W}t")) for p in note.iter(f"{W}p")))
        for kind in ("footnote", "endnote")
        for root in package.parts(f"{kind}s")
        for note in root.iter(f"{W}{kind}")
    }
