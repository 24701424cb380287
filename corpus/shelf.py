"""The shelf: the documents that users have added, each as a canonical file and as the file that was received, and the
standards that they have written for them.

Only the canonical files and the standards are read when the product runs. A change is complete at one moment, the one
at which the canonical file is put in place (or taken away); what a writer leaves behind when it dies is finished or
undone by the next one.
"""

import contextlib
import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Protocol

from filelock import FileLock

from corpus.bilingual import Bilingual
from corpus.brought import BroughtStandards, read_brought
from corpus.documents import Library, load_library
from corpus.errors import CorpusError, UnknownDocument
from corpus.model import Document
from corpus.shelf_files import (
    ASIDE,
    ID,
    aside,
    document_of,
    front_of,
    listed,
    stats,
    text_of,
    unavailable,
    write_aside,
)  # fmt: skip

LOCK_SECONDS = 60.0
_EXTENSION = re.compile(r"\.[a-z0-9]{1,8}")
_DOCUMENT, _STANDARDS = ".md", ".yaml"  # the endings of what is read


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
    """A file that is left aside, since it cannot be read: the id that its name gives, and what is wrong.

    The id of a standards file is its whole name, such as dehua-2024-9.yaml.
    """

    id: str
    why: Bilingual


@dataclass(frozen=True, slots=True)
class Contents:
    """What stands on a shelf, and what is left aside; `library` has the shipped documents as well.

    `standards` are the users' standards files, those at rest included.
    """

    documents: tuple[Document, ...]
    damaged: tuple[Damaged, ...]
    library: Library
    standards: tuple[BroughtStandards, ...] = ()

    @property
    def standards_in_force(self) -> dict[str, str]:
        """The standards files in force, name to text."""
        return {one.name: one.text for one in self.standards if one.rests is None}

    def with_document(self, document: Document) -> "Contents":
        """Return what would stand on the shelf with one more document, in place of one with its id."""
        documents = (*(one for one in self.documents if one.id != document.id), document)
        library = load_library().with_documents(documents, document.sha256)
        standards, _ = read_brought({one.name: one.text for one in self.standards}, library)
        return Contents(documents, self.damaged, library, tuple(standards))


class Shelf:
    """The shelf of one data folder. Many processes may read it; writers wait for each other."""

    def __init__(self, home: Path) -> None:
        """Keep the documents in `home`; nothing is made before the first is added."""
        self._texts = home / "documents"
        self._sources = home / "sources"
        self._standards = home / "standards"
        self._lock = home / "documents.lock"

    def fingerprint(self) -> str:
        """Return a text that changes whenever a file is added, replaced, removed or mended. Reads none of them."""
        return stats(self._texts, _DOCUMENT) + stats(self._standards, _STANDARDS)

    def contents(self) -> Contents:
        """Return the documents, and what is left aside: a damaged file never takes the others down."""
        documents: list[Document] = []
        damaged: list[Damaged] = []
        digest = hashlib.sha256()
        for path in listed(self._texts, _DOCUMENT):
            try:
                text = text_of(path)
                documents.append(document_of(text, path))
                digest.update(text.encode())
            except CorpusError as fault:
                damaged.append(Damaged(path.stem, fault.message))
        library = load_library().with_documents(documents, digest.hexdigest())
        standards, wrong = read_brought(self._standards_texts(damaged), library)
        damaged += [Damaged(name, why) for name, why in wrong.items()]
        return Contents(tuple(documents), tuple(damaged), library, tuple(standards))

    def texts(self) -> dict[str, str]:
        """Return the canonical files that can be read as text, by file name."""
        found = {}
        for path in listed(self._texts, _DOCUMENT):
            with contextlib.suppress(CorpusError):
                found[path.name] = text_of(path)
        return found

    def source(self, document: Document) -> bytes | None:
        """Return the file as it was received, or None where it is gone or another one."""
        place = self._source_path(document.id, document.source)
        for path in (place, aside(place)):  # a writer that died may not have put it in place
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
            write_aside(source, data)
            write_aside(text, taken.text.encode())
            aside(text).replace(text)  # the moment of the change
            aside(source).replace(source)
            self._remove_strays()

    def add_standards(self, name: str, text: str, check: Callable[[Contents], None] = lambda _: None) -> None:
        """Put a standards file on the shelf, in place of one of that name.

        `check` sees the contents that no other writer can change now, and may raise. Raises ShelfUnavailable.
        Nothing has changed then.
        """
        path = self._standards / name
        with self._writing():
            check(self.contents())
            write_aside(path, text.encode())
            aside(path).replace(path)

    def remove(self, id: str) -> None:
        """Take a document or a standards file (its name) off the shelf, a damaged one too.

        Raises UnknownDocument or ShelfUnavailable.
        """
        with self._writing():
            path = self._path(id)
            if path is None or not path.is_file():
                raise UnknownDocument(
                    Bilingual(f"用户文件中没有“{id}”。", f"There is no user document “{id}”."),
                    Bilingual("可用 junheng corpus list 查看。", "junheng corpus list shows what there is."),
                )
            path.unlink()
            self._remove_strays()

    def _standards_texts(self, damaged: list[Damaged]) -> dict[str, str]:
        """Return the standards files that can be read as text, by name; add the others to the damaged ones."""
        found = {}
        for path in listed(self._standards, _STANDARDS):
            try:
                found[path.name] = text_of(path)
            except CorpusError as fault:
                damaged.append(Damaged(path.name, fault.message))
        return found

    def _path(self, id: str) -> Path | None:
        """Return where a document or a standards file of that id lies; None for what is no id."""
        stem = id.removesuffix(_STANDARDS)
        if not ID.fullmatch(stem):
            return None
        return self._text_path(id) if stem == id else self._standards / id

    def _text_path(self, id: str) -> Path:
        return self._texts / f"{id}{_DOCUMENT}"

    def _source_path(self, id: str, name: str) -> Path:
        """Return where a received file lies: of its name only the kind is used."""
        extension = Path(name).suffix.lower()
        plain = _EXTENSION.fullmatch(extension) and extension != ASIDE
        return self._sources / f"{id}{extension if plain else '.bin'}"

    @contextlib.contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            for folder in (self._texts, self._sources, self._standards):
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with FileLock(self._lock, timeout=LOCK_SECONDS):
                self._finish()
                yield
        except OSError as error:
            raise unavailable(self._texts, error) from error

    def _finish(self) -> None:
        """Finish the change that a writer had made when it died, or undo the one that it had only prepared."""
        for waiting in self._sources.glob(f"*{ASIDE}"):
            place = waiting.with_name(waiting.name.removesuffix(ASIDE))
            front = front_of(self._text_path(place.stem))
            if front and front.sha256 == hashlib.sha256(waiting.read_bytes()).hexdigest():
                waiting.replace(place)
        self._remove_strays()

    def _remove_strays(self) -> None:
        """Remove what no document names: files put aside, and received files of documents that are gone or replaced."""
        for folder in (self._texts, self._sources, self._standards):
            for waiting in folder.glob(f"*{ASIDE}"):
                waiting.unlink()
        for path in self._sources.iterdir():
            text = self._text_path(path.stem)
            front = front_of(text)
            # A damaged document keeps its file: it may be mended.
            if not text.is_file() or (front and self._source_path(path.stem, front.source) != path):
                path.unlink()


def read_shelf(home: Path) -> Contents:
    """Return what stands on the shelf of a data folder. Unchanged, it is the same object."""
    return _read(home, Shelf(home).fingerprint())


@lru_cache(maxsize=4)
def _read(home: Path, fingerprint: str) -> Contents:
    return Shelf(home).contents()
