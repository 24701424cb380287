"""The shelf: the documents that users have added, each as a canonical file and as the file that was received.

Only the canonical files are read when the product runs. A change is complete at one moment, the one at which the
canonical file is put in place (or taken away); what a writer leaves behind when it dies is finished or undone by the
next one.
"""

import contextlib
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from corpus.bilingual import Bilingual
from corpus.canonical import FrontMatter, malformed, read
from corpus.documents import Library, load_library, parse_document
from corpus.errors import CorpusError, ShelfUnavailable, UnknownDocument
from corpus.model import Document

MAX_CANONICAL_BYTES = 64 * 1024 * 1024
LOCK_SECONDS = 60.0
_ID = re.compile(r"[a-z0-9-]{1,120}")
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")
_ASIDE = ".new"  # never the ending of a received file


class Canonical(Protocol):
    """What is put on the shelf: a document, and the canonical text that it was read from."""

    @property
    def text(self) -> str:
        """The canonical file."""

    @property
    def document(self) -> Document:
        """The document that the text holds."""


@dataclass(frozen=True, slots=True)
class Damaged:
    """A canonical file that is left aside, since it cannot be read: the id that its name gives, and what is wrong."""

    id: str
    why: Bilingual


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands on a shelf, and what is left aside; `library` has the shipped documents as well."""

    documents: tuple[Document, ...]
    damaged: tuple[Damaged, ...]
    library: Library

    def with_document(self, document: Document) -> "Contents":
        """Return what would stand on the shelf with one more document, in place of one with its id."""
        documents = (*(one for one in self.documents if one.id != document.id), document)
        return Contents(documents, self.damaged, load_library().with_documents(documents, document.sha256))


class Shelf:
    """The shelf of one data folder. Many processes may read it; writers wait for each other."""

    def __init__(self, home: Path) -> None:
        """Keep the documents in `home`; nothing is made before the first is added."""
        self._texts = home / "documents"
        self._sources = home / "sources"
        self._lock = home / "documents.lock"

    def fingerprint(self) -> str:
        """Return a text that changes whenever a document is added, replaced, removed or mended. Reads no document."""
        try:
            with os.scandir(self._texts) as entries:
                stats = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".md")]
        except OSError:
            return ""
        return repr(sorted((name, one.st_ino, one.st_mtime_ns, one.st_size) for name, one in stats))

    def contents(self) -> Contents:
        """Return the documents, and what is left aside: a damaged file never takes the others down."""
        documents: list[Document] = []
        damaged: list[Damaged] = []
        digest = hashlib.sha256()
        for path in self._canonical_files():
            try:
                text = _text(path)
                documents.append(_document(text, path))
                digest.update(text.encode())
            except CorpusError as fault:
                damaged.append(Damaged(path.stem, fault.message))
        library = load_library().with_documents(documents, digest.hexdigest())
        return Contents(tuple(documents), tuple(damaged), library)

    def texts(self) -> dict[str, str]:
        """Return the canonical files that can be read as text, by file name."""
        found = {}
        for path in self._canonical_files():
            with contextlib.suppress(CorpusError):
                found[path.name] = _text(path)
        return found

    def source(self, document: Document) -> bytes | None:
        """Return the file as it was received, or None where it is gone or another one."""
        place = self._source_path(document.id, document.source)
        for path in (place, _aside(place)):  # a writer that died may not have put it in place
            with contextlib.suppress(OSError):
                data = path.read_bytes()
                if hashlib.sha256(data).hexdigest() == document.sha256:
                    return data
        return None

    def add(self, taken: Canonical, data: bytes, check: Callable[[Library], None] = lambda _: None) -> None:
        """Put a document on the shelf with the file as received, in place of one with the same id.

        `check` sees the library that no other writer can change now, and may raise. Raises ShelfUnavailable.
        Nothing has changed then.
        """
        document = taken.document
        text, source = self._text_path(document.id), self._source_path(document.id, document.source)
        with self._writing():
            check(self.contents().library)
            _write_aside(source, data)
            _write_aside(text, taken.text.encode())
            _aside(text).replace(text)  # the moment of the change
            _aside(source).replace(source)
            self._remove_strays()

    def remove(self, id: str) -> None:
        """Take a document off the shelf, a damaged one too. Raises UnknownDocument or ShelfUnavailable."""
        with self._writing():
            if not _ID.fullmatch(id) or not self._text_path(id).is_file():
                raise UnknownDocument(
                    Bilingual(f"用户文件中没有“{id}”。", f"There is no user document “{id}”."),
                    Bilingual("可用 junheng corpus list 查看。", "junheng corpus list shows what there is."),
                )
            self._text_path(id).unlink()
            self._remove_strays()

    def _canonical_files(self) -> list[Path]:
        try:
            return sorted(path for path in self._texts.iterdir() if path.suffix == ".md" and _ID.fullmatch(path.stem))
        except OSError:
            return []

    def _text_path(self, id: str) -> Path:
        return self._texts / f"{id}.md"

    def _source_path(self, id: str, name: str) -> Path:
        """Return where a received file lies: of its name only the kind is used."""
        extension = Path(name).suffix.lower()
        plain = _EXTENSION.fullmatch(extension) and extension != _ASIDE
        return self._sources / f"{id}{extension if plain else '.bin'}"

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            for folder in (self._texts, self._sources):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._lock, timeout=LOCK_SECONDS):
                self._finish()
                yield
        except OSError as error:
            raise unavailable(self._texts, error) from error

    def _finish(self) -> None:
        """Finish the change that a writer had made when it died, or undo the one that it had only prepared."""
        for aside in self._sources.glob(f"*{_ASIDE}"):
            place = aside.with_name(aside.name.removesuffix(_ASIDE))
            front = _front(self._text_path(place.stem))
            if front and front.sha256 == hashlib.sha256(aside.read_bytes()).hexdigest():
                aside.replace(place)
        self._remove_strays()

    def _remove_strays(self) -> None:
        """Remove what no document names: files put aside, and received files of documents that are gone or replaced."""
        for aside in (*self._texts.glob(f"*{_ASIDE}"), *self._sources.glob(f"*{_ASIDE}")):
            aside.unlink()
        for path in self._sources.iterdir():
            text = self._text_path(path.stem)
            front = _front(text)
            # A damaged document keeps its file: it may be mended.
            if not text.is_file() or (front and self._source_path(path.stem, front.source) != path):
                path.unlink()


def read_shelf(home: Path) -> Contents:
    """Return what stands on the shelf of a data folder. Unchanged, it is the same object."""
    return _read(home, Shelf(home).fingerprint())


@lru_cache(maxsize=4)
def _read(home: Path, fingerprint: str) -> Contents:
    return Shelf(home).contents()


def _text(path: Path) -> str:
    """Return a canonical file. Raises MalformedDocument for one that is no text, or far too large."""
    try:
        if path.stat().st_size > MAX_CANONICAL_BYTES:
            raise malformed(path.name, Bilingual("文件过大", "it is too large"))
        return path.read_text("utf-8")
    except UnicodeDecodeError as error:
        raise malformed(path.name, Bilingual("不是 UTF-8 文本", "it is not text in UTF-8")) from error
    except OSError as error:
        why = error.strerror or str(error)
        raise malformed(path.name, Bilingual(f"无法打开（{why}）", f"it cannot be opened ({why})")) from error


def _document(text: str, path: Path) -> Document:
    document = parse_document(text, path.name, "user")
    if document.id != path.stem:
        zh, en = f"文件头的 id 为 {document.id}，与文件名不符", f"its front matter has the id {document.id}"
        raise malformed(path.name, Bilingual(zh, en))
    return document


def _front(path: Path) -> FrontMatter | None:
    """Return the front matter of a canonical file, or None where it cannot be read."""
    try:
        return read(_text(path), path.name)[0]
    except CorpusError:
        return None


def _aside(path: Path) -> Path:
    return path.with_name(path.name + _ASIDE)


def _write_aside(path: Path, data: bytes) -> None:
    """Write what is to take the place of `path`, down to the disk, for its owner only."""
    with os.fdopen(os.open(_aside(path), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
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
