"""The library: the policy documents that the package carries, read once."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from corpus.bilingual import Bilingual
from corpus.canonical import lines_of, read
from corpus.clauses import clauses_of
from corpus.errors import UnknownClause, UnknownDocument
from corpus.model import Clause, Document

_BRACKETS = str.maketrans("[(（【［])）】］", "〔〔〔〔〔〕〕〕〕〕")


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All documents, in a fixed order, and their clauses by id. `digest` is the sha256 of all canonical files.

    Two libraries are equal when they are the same object, so that what is read from one can be cached by it.
    """

    documents: tuple[Document, ...]
    digest: str
    _by_name: Mapping[str, Document] = field(repr=False)
    _by_key: Mapping[tuple[str, str], Clause] = field(repr=False)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All clauses of all documents, in order."""
        return tuple(self._by_key.values())

    def document(self, id_or_number: str) -> Document:
        """Return the document of that id, 文号 (white space and the kind of brackets aside) or title.

        Raises UnknownDocument, which lists what there is.
        """
        if found := self._by_name.get(_folded(id_or_number)):
            return found
        known_zh = "、".join(document.name for document in self.documents)
        known_en = ", ".join(document.id for document in self.documents)
        raise UnknownDocument(
            Bilingual(f"没有文件“{id_or_number}”。", f"There is no document “{id_or_number}”."),
            Bilingual(f"现有文件：{known_zh}。", f"The corpus has: {known_en}."),
        )

    def clause(self, document_id: str, clause_id: str) -> Clause:
        """Return one clause. Raises UnknownDocument or UnknownClause."""
        document = self.document(document_id)
        if found := self._by_key.get((document.id, clause_id)):
            return found
        near = [clause.id for clause in document.clauses if clause.id.startswith(clause_id.split("/")[0])][:8]
        raise UnknownClause(
            Bilingual(f"{document.name} 中没有条款“{clause_id}”。", f"{document.id} has no clause “{clause_id}”."),
            Bilingual(f"相近的条款：{'、'.join(near) or '无'}。", f"Clauses near it: {', '.join(near) or 'none'}."),
        )


def parse_document(text: str, name: str) -> Document:
    """Return the document that a canonical file holds. Raises MalformedDocument, which names the file."""
    front, markdown = read(text, name)
    body, clauses = clauses_of(front, lines_of(markdown), name)
    return Document(
        id=front.id,
        title=front.title,
        number=front.number,
        issuer=front.issuer,
        jurisdiction=front.jurisdiction,
        kind=front.kind,
        issued=front.issued,
        effective=front.effective,
        interprets=front.interprets,
        source=front.source,
        sha256=front.sha256,
        body=body,
        clauses=clauses,
    )


def library_of(texts: Mapping[str, str]) -> Library:
    """Return the library of these canonical files (name to text); documents by date of issue, then id."""
    documents = sorted((parse_document(text, name) for name, text in texts.items()), key=lambda d: (d.issued, d.id))
    digest = hashlib.sha256("".join(texts[name] for name in sorted(texts)).encode()).hexdigest()
    by_name = {
        _folded(name): document
        for document in documents
        for name in (document.title, document.number, document.id)
        if name
    }
    by_key = {(document.id, clause.id): clause for document in documents for clause in document.clauses}
    return Library(tuple(documents), digest, by_name, by_key)


def canonical_texts() -> dict[str, str]:
    """Return the canonical files that the package carries, by name."""
    folder = files("corpus") / "documents"
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".md")}


@cache
def load_library() -> Library:
    """Return the library of the shipped documents. Raises MalformedDocument."""
    return library_of(canonical_texts())


def _folded(name: str) -> str:
    return re.sub(r"\s", "", name).translate(_BRACKETS).lower()
