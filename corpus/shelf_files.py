"""The files of a shelf: what they are called, how they are read, and how they are written whole or not at all."""

import os
import re
from pathlib import Path

from corpus.bilingual import Bilingual
from corpus.canonical import FrontMatter, malformed, read
from corpus.documents import parse_document
from corpus.errors import CorpusError, ShelfUnavailable
from corpus.model import Document

MAX_FILE_BYTES = 64 * 1024 * 1024
ID = re.compile(r"[a-z0-9-]{1,120}")
ASIDE = ".new"  # never the ending of a received file


def stats(folder: Path, ending: str) -> str:
    """Return a text that changes whenever a file of that ending is added, replaced, removed or written anew."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(ending)]
    except OSError:
        return ""
    return repr(sorted((name, one.st_ino, one.st_mtime_ns, one.st_size) for name, one in found))


def listed(folder: Path, ending: str) -> list[Path]:
    """Return the files of a folder that are named as the shelf names them."""
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ending and ID.fullmatch(path.stem))
    except OSError:
        return []


def text_of(path: Path) -> str:
    """Return a file as text. Raises MalformedDocument for one that is no text, or far too large."""
    try:
        if path.stat().st_size > MAX_FILE_BYTES:
            raise malformed(path.name, Bilingual("文件过大", "it is too large"))
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise malformed(path.name, Bilingual("不是 UTF-8 文本", "it is not text in UTF-8")) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise malformed(path.name, Bilingual(f"无法打开（{why}）", f"it cannot be opened ({why})")) from error


def document_of(text: str, path: Path) -> Document:
    """Return the document that a canonical file holds. Raises MalformedDocument."""
    document = parse_document(text, path.name, "user")
    if document.id != path.stem:
        zh, en = f"文件头的 id 为 {document.id}，与文件名不符", f"its front matter has the id {document.id}"
        raise malformed(path.name, Bilingual(zh, en))
    return document


def front_of(path: Path) -> FrontMatter | None:
    """Return the front matter of a canonical file, or None where it cannot be read."""
    try:
        return read(text_of(path), path.name)[0]
    except CorpusError:
        return None


def aside(path: Path) -> Path:
    """Return where a file lies until it is put in its place."""
    return path.with_name(path.name + ASIDE)


def write_aside(path: Path, data: bytes) -> None:
    """Write what is to take the place of `path`, down to the disk, for its owner only."""
    with os.fdopen(os.open(aside(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def unavailable(folder: Path, error: OSError) -> ShelfUnavailable:
    """Return the error for a folder that cannot be written."""
    why = error.strerror or str(error)
    return ShelfUnavailable(
        Bilingual(
            f"文件没有存入：{folder} 不可写（{why}）。", f"Nothing was changed: {folder} cannot be written ({why})."
        ),
        Bilingual(
            "请用 JUNHENG_HOME 指定一个可写、空间足够的目录。",
            "Set JUNHENG_HOME to a folder that can be written and has room.",
        ),
    )
