"""PDF files with a text layer: paragraphs and tables by where the letters stand; scans are refused."""

import io
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfexceptions import PDFException
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.psexceptions import PSException
from pdfminer.utils import decode_text

from corpus.bilingual import Bilingual
from corpus.intake import refusals
from corpus.intake.model import Block, LeftOut, Received, Table
from corpus.intake.pdf_furniture import furniture
from corpus.intake.pdf_lines import Line, is_picture, lines_of, visible
from corpus.intake.pdf_page import UNKNOWN, Char, Page, pages_of
from corpus.intake.pdf_paragraphs import Shape, blocks_of, shape_of
from corpus.intake.pdf_tables import PlacedTable, continued, goes_on, tables_of

MOST_PAGES = 2000
_FEWEST_LETTERS = 30  # on a page that is a picture: the name of a scanning program is no text layer
_DRAWN_LETTERS = 300  # curves on a page without letters: text turned into outlines
_MOST_UNKNOWN = 0.1  # share of the letters
Item = Line | PlacedTable


def read_pdf(content: bytes) -> Received:
    """Read a PDF. Raises `ScannedDocument`, `GarbledDocument`, `ProtectedDocument`, `DamagedDocument`."""
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        found = list(islice(PDFPage.create_pages(document), MOST_PAGES + 1))
        if len(found) > MOST_PAGES:
            raise refusals.too_large(Bilingual(f"超过 {MOST_PAGES} 页。", f"it has more than {MOST_PAGES} pages."))
        return _received(list(_looked_at(pages_of(iter(found)))), _title(document))
    except (PDFPasswordIncorrect, PDFEncryptionError) as fault:
        raise refusals.protected() from fault
    except (PDFException, PSException) as fault:
        raise refusals.damaged(Bilingual("PDF 结构有误", "its PDF structure is wrong")) from fault


class _Sheet:
    """One page, looked at: its lines, its tables, what is hidden on it."""

    def __init__(self, page: Page) -> None:
        shown, self.hidden = visible(page)
        self.number, self.width, self.height = page.number, page.width, page.height
        self.scanned = _is_scanned(page, shown)
        self.letters = sum(bool(char.text.strip()) for char in shown)
        self.unknown = sum(_is_unknown(char.text) for char in shown)
        self.pictures = len(page.pictures)
        self.tables, rest = tables_of(page, shown)
        self.lines = lines_of(rest, page)

    def items(self, dropped: dict[Line, str]) -> list[Item]:
        """Return the text lines in reading order with the tables in their places."""
        items: list[Item] = [line for line in self.lines if line not in dropped]
        for table in self.tables:
            before = [place for place, one in enumerate(items) if one.box.top <= table.box.top]
            items.insert(before[-1] + 1 if before else 0, table)
        return items


def _looked_at(pages: Iterator[Page]) -> Iterator[_Sheet]:
    for page in pages:
        yield _Sheet(page)


def _received(sheets: Sequence[_Sheet], title: str | None) -> Received:
    if scans := tuple(sheet.number for sheet in sheets if sheet.scanned):
        raise refusals.scanned(scans, len(sheets))
    _refuse_garbled(sheets)
    dropped = furniture(
        {sheet.number: sheet.lines for sheet in sheets}, {sheet.number: sheet.height for sheet in sheets}
    )
    items = [item for sheet in sheets for item in sheet.items(dropped)]
    lines = [item for item in items if isinstance(item, Line)]
    shape = shape_of(lines, min(sheet.width for sheet in sheets)) if lines else Shape(1.0, {}, ())
    parts: list[Block | Table] = []
    left_out = [LeftOut(why, line.text) for line, why in dropped.items()]
    for is_table, run in groupby(items, key=lambda item: isinstance(item, PlacedTable)):
        if is_table:
            for pieces in _whole([item for item in run if isinstance(item, PlacedTable)]):
                table, repeated = continued(pieces)
                parts.append(table.table)
                left_out += [LeftOut("续页表头", head) for head in repeated]
        else:
            parts += blocks_of([item for item in run if isinstance(item, Line)], shape)
    left_out += [one for sheet in sheets for one in sheet.hidden]
    if pictures := sum(sheet.pictures for sheet in sheets):
        left_out.append(LeftOut("图片", f"{pictures} 张"))
    return Received(tuple(parts), title, tuple(left_out))


def _whole(tables: Sequence[PlacedTable]) -> list[list[PlacedTable]]:
    """Return tables that follow each other, the pieces of one on several pages together."""
    found: list[list[PlacedTable]] = []
    for table in tables:
        if found and goes_on(found[-1][-1], table):
            found[-1].append(table)
        else:
            found.append([table])
    return found


def _is_scanned(page: Page, shown: Sequence[Char]) -> bool:
    """Whether a page is a picture or drawn letters, with no text to speak of."""
    letters = sum(bool(char.text.strip()) for char in shown)
    return (is_picture(page) and letters < _FEWEST_LETTERS) or (not letters and page.outlines >= _DRAWN_LETTERS)


def _refuse_garbled(sheets: Sequence[_Sheet]) -> None:
    """Raise `GarbledDocument` when fonts do not say which letters they draw."""
    letters, unknown = sum(sheet.letters for sheet in sheets), sum(sheet.unknown for sheet in sheets)
    if unknown > _MOST_UNKNOWN * letters:
        share = f"{100 * unknown // letters}%"
        raise refusals.garbled(
            Bilingual(
                f"文字层是乱码：{share} 的字符没有对应的文字（字体缺少编码）。",
                f"its text layer is garbled: {share} of the characters stand for no letter (fonts without a mapping).",
            )
        )


def _is_unknown(text: str) -> bool:
    return text == UNKNOWN or "\ue000" <= text[:1] <= "\uf8ff" or (text != "" and text[0] < " ")


def _title(document: PDFDocument) -> str | None:
    """Return the title of the properties."""
    found = document.info[0].get("Title") if document.info else None
    return decode_text(found) if isinstance(found, bytes) else None
