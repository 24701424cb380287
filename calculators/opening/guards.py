"""Refusals before a workbook is opened: what is too large, protected, or no workbook at all.

A few kilobytes of xlsx can unpack to gigabytes, so what an archive holds is counted in a stream before it is opened.
"""

import re

from calculators.errors import (
    FORMATS,
    SAVE_AS_XLSX,
    EmptySheet,
    NotAWorkbook,
    ProtectedWorkbook,
    SheetTooLarge,
    WebPageWorkbook,
)
from calculators.model import Upload
from calculators.opening.ole import MAGIC
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
)
from corpus.bilingual import Bilingual

MAX_FILE_BYTES = 20 * MEGABYTE
MAX_CELLS = 2_000_000
# one text may stand in thousands of cells of a small file
MAX_CHARACTERS = 20_000_000

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
DELETE_STRAY = Bilingual(
    "请删除数据区以外多余的行和列后重新上传。", "Delete the stray rows and columns outside the data, then retry."
)
WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<head|<meta|<table|<\?xml|<body|<style|<script)", re.IGNORECASE)
# the parts that hold the sheets of xlsx, xlsb and ods
WORKBOOK_PARTS = frozenset({"xl/workbook.xml", "xl/workbook.bin", "content.xml"})


def refuse_bad_file(upload: Upload) -> None:
    """Raise a `SheetError` when a file is too large, empty, protected, a web page, or a dangerous archive."""
    content = upload.content
    if len(content) > MAX_FILE_BYTES:
        raise _too_large(upload.name, f"{MAX_FILE_BYTES // MEGABYTE} MB")
    if not content.strip():
        raise EmptySheet(Bilingual(f"{upload.name}：文件是空的。", f"{upload.name}: the file is empty."), SAVE_AS_XLSX)
    if content.startswith(MAGIC) and ENCRYPTED in content:
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


def too_much_text(name: str) -> SheetTooLarge:
    """Return the error for sheets whose cells read more than `MAX_CHARACTERS` characters together."""
    return SheetTooLarge(
        Bilingual(
            f"{name}：单元格中的文字合计超过 {MAX_CHARACTERS} 个字符。",
            f"{name}: the cells hold more than {MAX_CHARACTERS} characters of text together.",
        ),
        Bilingual(
            "请删除与学校数据无关的长文字后重新上传。", "Delete long texts that are no school data and upload it again."
        ),
    )


def protected(name: str) -> ProtectedWorkbook:
    """Return the error for a workbook with a password."""
    return ProtectedWorkbook(
        Bilingual(f"{name}：工作簿设有打开密码，无法读取。", f"{name}: the workbook is protected by a password."),
        Bilingual("请取消密码后重新上传。", "Remove the password and upload it again."),
    )


def not_a_workbook(name: str) -> NotAWorkbook:
    """Return the error for a file of none of the `FORMATS`."""
    return NotAWorkbook(
        Bilingual(
            f"{name}：不是可读取的工作簿（可以读取 {FORMATS.zh}）。",
            f"{name}: not a readable workbook ({FORMATS.en} can be read).",
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
        with open_archive(upload.content) as archive:
            if not names_in(archive) & WORKBOOK_PARTS:
                raise not_a_workbook(upload.name)
            count_unpacked(archive, MAX_UNPACKED_BYTES)
    except BrokenArchive as fault:
        raise not_a_workbook(upload.name) from fault
    except LockedArchive as fault:
        raise protected(upload.name) from fault
    except TooMuchUnpacked as fault:
        raise _too_large(upload.name, f"{MAX_UNPACKED_BYTES // MEGABYTE} MB") from fault
