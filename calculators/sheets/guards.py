"""Refusals before a workbook is opened: what is too large, protected, or no workbook at all.

A few kilobytes of xlsx can unpack to gigabytes, or hold two cells a million rows apart, which a reader would fill with
empty cells. So the sizes are measured on the packed file, in a stream, before anything is allocated.
"""

import io
import re
import zipfile
import zlib

from calculators.errors import (
    SAVE_AS_XLSX,
    EmptySheet,
    NotAWorkbook,
    ProtectedWorkbook,
    SheetTooLarge,
    WebPageWorkbook,
)
from calculators.model import Upload
from corpus.bilingual import Bilingual

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 20 * MEGABYTE
MAX_UNPACKED_BYTES = 300 * MEGABYTE
MAX_CELLS = 2_000_000
CHUNK_BYTES = 4 * MEGABYTE
OVERLAP_BYTES = 1024

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DELETE_STRAY = Bilingual(
    "请删除数据区以外多余的行和列后重新上传。", "Delete the stray rows and columns outside the data, then retry."
)
WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<head|<meta|<table|<\?xml|<body|<style|<script)", re.IGNORECASE)
REFERENCE = re.compile(rb"""<(?:\w+:)?(?:c|row)\b[^>]*?\sr\s*=\s*["']([A-Za-z]{0,3})(\d{1,7})["']""")
SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)


def refuse_bad_file(upload: Upload) -> None:
    """Raise a `SheetError` when a file is too large, empty, protected, a web page, or a dangerous archive."""
    content = upload.content
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(upload.name, f"{MAX_FILE_BYTES // MEGABYTE} MB")
    if not content.strip():
        raise EmptySheet(Bilingual(f"{upload.name}：文件是空的。", f"{upload.name}: the file is empty."), SAVE_AS_XLSX)
    if content.startswith(OLE) and ENCRYPTED in content:
        raise protected(upload.name)
    if WEB_PAGE.match(content.removeprefix(b"\xef\xbb\xbf")[:512]):
        raise WebPageWorkbook(
            Bilingual(
                f"{upload.name}：内容是网页，不是工作簿。", f"{upload.name}: the content is a web page, not a workbook."
            ),
            SAVE_AS_XLSX,
        )
    if content.startswith(ZIP):
        _refuse_bad_archive(upload)


def refuse_large_grid(name: str, rows: int, columns: int) -> None:
    """Raise `SheetTooLarge` when a grid would hold more than `MAX_CELLS` cells."""
    if rows * columns > MAX_CELLS:
        raise SheetTooLarge(
            Bilingual(
                f"{name}：工作表延伸到第 {rows} 行、第 {columns} 列，超过 {MAX_CELLS} 个单元格。",
                f"{name}: a sheet reaches to row {rows} and column {columns}, more than {MAX_CELLS} cells.",
            ),
            DELETE_STRAY,
        )


def too_many_cells(name: str) -> SheetTooLarge:
    """Return the error for sheets that hold more than `MAX_CELLS` cells together."""
    return SheetTooLarge(
        Bilingual(
            f"{name}：各工作表合计超过 {MAX_CELLS} 个单元格。",
            f"{name}: the sheets hold more than {MAX_CELLS} cells together.",
        ),
        DELETE_STRAY,
    )


def protected(name: str) -> ProtectedWorkbook:
    """Return the error for a workbook with a password."""
    return ProtectedWorkbook(
        Bilingual(f"{name}：工作簿设有打开密码，无法读取。", f"{name}: the workbook is protected by a password."),
        Bilingual("请取消密码后重新上传。", "Remove the password and upload it again."),
    )


def not_a_workbook(name: str) -> NotAWorkbook:
    """Return the error for a file that is neither xlsx, xls nor csv."""
    return NotAWorkbook(
        Bilingual(
            f"{name}：不是可读取的工作簿（需要 .xlsx、.xls 或 .csv）。",
            f"{name}: not a readable workbook (expected .xlsx, .xls or .csv).",
        ),
        SAVE_AS_XLSX,
    )


def too_large_to_open(name: str) -> SheetTooLarge:
    """Return the error for a workbook that needs more memory or time to open than any school sheet does."""
    return SheetTooLarge(
        Bilingual(
            f"{name}：工作簿过大或已损坏，无法打开。", f"{name}: the workbook is too large, or damaged, to be opened."
        ),
        Bilingual(
            "请新建工作簿，只复制学校数据后重新上传。", "Copy the school data into a new workbook and upload that."
        ),
    )


def _too_large(name: str, limit: str) -> SheetTooLarge:
    return SheetTooLarge(
        Bilingual(f"{name}：文件超过 {limit}。", f"{name}: the file is larger than {limit}."),
        Bilingual(
            "请只保留学校数据所在的工作表后重新上传。", "Keep only the sheets with school data and upload it again."
        ),
    )


def _refuse_bad_archive(upload: Upload) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(upload.content)) as archive:
            names = archive.namelist()
            if "xl/workbook.xml" not in {name.lower() for name in names}:
                raise not_a_workbook(upload.name)
            if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED_BYTES:
                raise _too_large(upload.name, f"{MAX_UNPACKED_BYTES // MEGABYTE} MB")
            budget = MAX_UNPACKED_BYTES
            for name in names:
                budget = _measure_part(archive, name, budget, upload.name)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError) as fault:
        raise not_a_workbook(upload.name) from fault
    except RuntimeError as fault:  # zipfile's way of saying that an entry wants a password
        raise protected(upload.name) from fault


def _measure_part(archive: zipfile.ZipFile, name: str, budget: int, file: str) -> int:
    """Unpack one part in a stream; return the bytes left. The sizes in the directory may lie, so they are counted."""
    is_sheet = SHEET_PART.fullmatch(name) is not None
    rows = columns = 0
    tail = b""
    with archive.open(name) as part:
        while chunk := part.read(CHUNK_BYTES):
            budget -= len(chunk)
            if budget < 0:
                raise _too_large(file, f"{MAX_UNPACKED_BYTES // MEGABYTE} MB")
            if is_sheet:
                rows, columns = _furthest(tail + chunk, rows, columns)
                tail = chunk[-OVERLAP_BYTES:]
    refuse_large_grid(file, rows, columns)
    return budget


def _furthest(xml: bytes, rows: int, columns: int) -> tuple[int, int]:
    seen = set(REFERENCE.findall(xml))
    last_row = max((int(row) for _, row in seen), default=0)
    letters = {letters for letters, _ in seen}
    return max(rows, last_row), max(columns, max(map(_column_number, letters), default=0))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
