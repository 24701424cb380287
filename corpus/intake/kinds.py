"""Which format a file is of, by its content first and its name second; what is not read is refused by name."""

import re
import zipfile
from pathlib import PurePosixPath
from typing import Literal

from corpus.archives import (
    MAX_UNPACKED_BYTES,
    MEGABYTE,
    ZIP,
    BrokenArchive,
    LockedArchive,
    TooMuchUnpacked,
    count_unpacked,
    names_in,
    open_archive,
    plain_name,
)
from corpus.bilingual import Bilingual
from corpus.errors import UnsupportedDocument
from corpus.intake import refusals

Kind = Literal["docx", "pdf", "html", "md", "txt"]

MAX_FILE_BYTES = 20 * MEGABYTE
CONTENT_TYPES = "[content_types].xml"
_TYPES_BYTES = 4 * MEGABYTE
_HEAD_BYTES = 4096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)
_TAGS = re.compile(r"</?(?:html|head|body|meta|title|div|p|table|span|br|article|section)\b[^>]*>", re.I)
_WORD_XML = re.compile(r"<(?:w:wordDocument|pkg:package)\b|progid=.Word\.Document", re.I)
_EXTENSIONS: dict[str, Kind] = {
    ".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".shtml": "html", ".xhtml": "html",
    ".txt": "txt", ".text": "txt", "": "txt",
}  # fmt: skip

_SCHOOL_SHEET = Bilingual(
    "学校数据表请用 junheng check 核查；政策文件请提供 Word、PDF、网页或文本版。",
    "Check school data sheets with junheng check; of a policy document bring the Word, PDF, web or text version.",
)
_UNPACK = Bilingual("请先解压，再逐个添加其中的文件。", "Unpack it, then add the files one by one.")
_READ_PICTURE = Bilingual(
    "请先做文字识别（OCR），或改用该文件的 Word 版、网页版。",
    "Run OCR on it first, or bring the Word or web version of the document.",
)
_OLD_WORD = Bilingual("旧版 Word 或 WPS 文件（.doc、.wps）", "an old Word or WPS file (.doc, .wps)")
_WORKBOOK = Bilingual("电子表格", "a spreadsheet")
_PICTURE = Bilingual("图片", "a picture")
_ARCHIVE = Bilingual("压缩包", "an archive")
_BEGINNINGS: tuple[tuple[bytes, Bilingual, Bilingual], ...] = (
    (b"{\\rtf", Bilingual("RTF 文件", "an RTF file"), refusals.SAVE_AS_DOCX),
    (b"\x89PNG", _PICTURE, _READ_PICTURE),
    (b"\xff\xd8\xff", _PICTURE, _READ_PICTURE),
    (b"GIF8", _PICTURE, _READ_PICTURE),
    (b"BM", _PICTURE, _READ_PICTURE),
    (b"II*\x00", _PICTURE, _READ_PICTURE),
    (b"MM\x00*", _PICTURE, _READ_PICTURE),
    (b"RIFF", _PICTURE, _READ_PICTURE),
    (b"Rar!", _ARCHIVE, _UNPACK),
    (b"7z\xbc\xaf", _ARCHIVE, _UNPACK),
    (b"\x1f\x8b", _ARCHIVE, _UNPACK),
    (b"MZ", Bilingual("程序", "a program"), refusals.READABLE),
    (b"\x7fELF", Bilingual("程序", "a program"), refusals.READABLE),
    (b"MIME-Version:", Bilingual("单个文件网页（.mht）", "a web archive (.mht)"), refusals.SAVE_AS_DOCX),
)
_MEMBERS: tuple[tuple[str, Bilingual, Bilingual], ...] = (
    ("xl/workbook.xml", _WORKBOOK, _SCHOOL_SHEET),
    ("xl/workbook.bin", _WORKBOOK, _SCHOOL_SHEET),
    ("ppt/presentation.xml", Bilingual("演示文稿", "a presentation"), refusals.READABLE),
    ("ofd.xml", Bilingual("OFD 版式文件", "an OFD file"), Bilingual(
        "请在 OFD 阅读器中导出为 PDF 或 Word 后再添加。", "Export it as PDF or Word in an OFD reader and add that."
    )),
    ("meta-inf/manifest.xml", Bilingual("OpenDocument 文件", "an OpenDocument file"), refusals.SAVE_AS_DOCX),
    ("meta-inf/container.xml", Bilingual("电子书", "an e-book"), refusals.READABLE),
)  # fmt: skip


def kind_of(content: bytes, name: str) -> Kind:
    """Return the format of a file. Raises `UnreadableDocument`: too large, empty, protected, damaged, not supported."""
    if len(content) > MAX_FILE_BYTES:
        limit = f"{MAX_FILE_BYTES // MEGABYTE} MB"
        raise refusals.too_large(Bilingual(f"文件超过 {limit}。", f"the file is larger than {limit}."))
    if not content.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise refusals.empty()
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith(_OLE):
        raise _old_office(content)
    if content.startswith(ZIP):
        return _packed_kind(content)
    return _written_kind(content, PurePosixPath(name.replace("\\", "/")).suffix.lower())


def _old_office(content: bytes) -> Exception:
    """Return the error for a file of the binary Office formats."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refusals.protected()
    if "WordDocument".encode("utf-16-le") not in content and "Workbook".encode("utf-16-le") in content:
        return refusals.unsupported(_WORKBOOK, _SCHOOL_SHEET)
    return refusals.unsupported(_OLD_WORD, refusals.SAVE_AS_DOCX)


def _packed_kind(content: bytes) -> Kind:
    """Return "docx", or raise: what else is packed as zip, and archives that unpack to too much."""
    limit = f"{MAX_UNPACKED_BYTES // MEGABYTE} MB"
    try:
        with open_archive(content) as archive:
            names = names_in(archive)
            if "word/document.xml" not in names and not _is_word(archive, names):
                raise _other_archive(names)
            count_unpacked(archive, MAX_UNPACKED_BYTES)
    except BrokenArchive as fault:
        raise refusals.damaged(Bilingual("压缩结构不完整", "its zip structure is broken")) from fault
    except LockedArchive as fault:
        raise refusals.protected() from fault
    except TooMuchUnpacked as fault:
        raise refusals.too_large(Bilingual(f"解压后超过 {limit}。", f"it unpacks to more than {limit}.")) from fault
    return "docx"


def _is_word(archive: zipfile.ZipFile, names: frozenset[str]) -> bool:
    """Whether the content types tell of a Word document whose main part bears another name."""
    if CONTENT_TYPES not in names:
        return False
    with archive.open(next(name for name in archive.namelist() if plain_name(name) == CONTENT_TYPES)) as part:
        return b"wordprocessingml.document.main+xml" in part.read(_TYPES_BYTES)


def _other_archive(names: frozenset[str]) -> UnsupportedDocument:
    for member, what, hint in _MEMBERS:
        if member in names:
            return refusals.unsupported(what, hint)
    return refusals.unsupported(_ARCHIVE, _UNPACK)


def _written_kind(content: bytes, extension: str) -> Kind:
    """Return the kind of a file of text, or raise for what is none."""
    for beginning, what, hint in _BEGINNINGS:
        if content.startswith(beginning) and not _reads_as_text(content, beginning):
            raise refusals.unsupported(what, hint)
    head = _head(content)
    if _WORD_XML.search(head):
        raise refusals.unsupported(Bilingual("Word XML 文件", "a Word XML file"), refusals.SAVE_AS_DOCX)
    if _HTML.match(head):
        return "html"
    if extension in _EXTENSIONS:
        kind = _EXTENSIONS[extension]
        return "txt" if kind == "html" and not _TAGS.search(head) else kind
    if extension in {".docx", ".pdf", ".doc", ".wps"}:
        raise refusals.damaged(Bilingual(f"内容不是 {extension} 格式", f"its content is not {extension}"))
    if extension in {".csv", ".tsv", ".et", ".xls", ".xlsx"}:
        raise refusals.unsupported(_WORKBOOK, _SCHOOL_SHEET)
    shown = extension[:12]
    raise refusals.unsupported(Bilingual(f" {shown} 文件", f"a {shown} file"))


def _reads_as_text(content: bytes, beginning: bytes) -> bool:
    """Whether letters follow that only happen to begin like a picture or a program ("BM…", "MZ…")."""
    return beginning.isalnum() and len(beginning) == 2 and b"\x00" not in content[:_HEAD_BYTES]


def _head(content: bytes) -> str:
    """Return the beginning as text in which tags can be looked for."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    return content[:_HEAD_BYTES].decode(encoding, "ignore").removeprefix("\ufeff")
