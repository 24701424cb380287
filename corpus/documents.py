"""The library: the documents that the package carries, and those that a user has put beside them or in their place."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from corpus.bilingual import Bilingual
from corpus.canonical import lines_of, read
from corpus.clauses import clauses_of
from corpus.errors import CorpusError, UnknownClause, UnknownDocument
from corpus.model import Clause, Document, Origin, Reference
from corpus.spans import sentences_around

_BRACKETS = str.maketrans("[(（【［])）】］", "〔〔〔〔〔〕〕〕〕〕")


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """All documents, in a fixed order, and their clauses by id. `digest` is the sha256 of all canonical files.

    Two libraries are equal when they are the same object, so that what is read from one can be cached by it.
    """

    documents: tuple[Document, ...]
    clauses: tuple[Clause, ...] = field(repr=False)
    digest: str
    _by_name: Mapping[str, Document] = field(repr=False)
    _by_key: Mapping[tuple[str, str], Clause] = field(repr=False)

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

    def is_replaced(self, id: str) -> bool:
        """Say whether the document of that id is a user's."""
        return any(document.id == id and document.origin == "user" for document in self.documents)

    def with_documents(self, documents: Iterable[Document], digest: str) -> "Library":
        """Return a library with `documents` added; one with the id of a present document takes its place.

        `digest` says what they were read from. Without documents this is the library itself.
        """
        added = {document.id: document for document in documents}
        kept = [document for document in self.documents if document.id not in added]
        both = hashlib.sha256(f"{self.digest}{digest}".encode()).hexdigest()
        return _assembled([*kept, *added.values()], both) if added else self

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


def parse_document(text: str, name: str, origin: Origin = "shipped") -> Document:
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
        origin=origin,
    )


def in_force(library: Library, ref: Reference) -> bool:
    """Say whether what rests on a reference to a shipped document holds, where a user's version may have its place."""
    if not library.is_replaced(ref.document):
        return True
    try:
        return still_says(ref, library.clause(ref.document, ref.clause).text)
    except CorpusError:
        return False


def still_says(ref: Reference, text: str) -> bool:
    """Say whether a new text of a clause holds the words of a reference, in the sentences that they were shipped in.

    The words alone are not enough: 不超过50人 stands in 不再要求不超过50人, and 0.15 in 0.155.
    """
    shipped = load_library().clause(ref.document, ref.clause).text
    return ref.quote in text and sentences_around(ref.quote, shipped) <= sentences_around(text, text)


def library_of(texts: Mapping[str, str]) -> Library:
    """Return the library of these canonical files (name to text); documents by date of issue, then id."""
    documents = [parse_document(text, name) for name, text in texts.items()]
    return _assembled(documents, hashlib.sha256("".join(texts[name] for name in sorted(texts)).encode()).hexdigest())


def canonical_texts() -> dict[str, str]:
    """Return the canonical files that the package carries, by name."""
    folder = files("corpus") / "documents"
    return {file.name: file.read_text("utf-8") for file in folder.iterdir() if file.name.endswith(".md")}


@cache
def load_library() -> Library:
    """Return the library of the shipped documents. Raises MalformedDocument."""
    return library_of(canonical_texts())


def _assembled(documents: Iterable[Document], digest: str) -> Library:
    ordered = sorted(documents, key=lambda document: (document.issued, document.id))
    # An id is never taken for another document's title, nor a 文号; no user's document takes a name of a shipped one.
    named = sorted(ordered, key=lambda document: (document.origin == "shipped", document.kind == "normative"))
    by_name = {_folded(document.title): document for document in named}
    by_name |= {_folded(document.number): document for document in named if document.number}
    by_name |= {_folded(document.id): document for document in named}
    by_key = {(document.id, clause.id): clause for document in ordered for clause in document.clauses}
    return Library(tuple(ordered), tuple(by_key.values()), digest, by_name, by_key)


def _folded(name: str) -> str:
    return re.sub(r"\s", "", name).translate(_BRACKETS).lower()
