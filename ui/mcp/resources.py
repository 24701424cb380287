"""The documents as resources: each has an address, at which an assistant finds its words, and those of each clause.

Ids of clauses hold Chinese, slashes and brackets; in an address they are percent-encoded.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote

from assistant.model import Json
from assistant.offered.running import clause_json
from assistant.service import Assistant
from corpus.bilingual import Bilingual, Language
from corpus.model import Clause, Document
from ui.errors import UnknownResource
from ui.rest.record_json import standards_json
from ui.terminal.say_corpus import document_json
from ui.words.labels import MAX_ECHO
from ui.words.text import readable

SCHEME = "junheng://"
DOCUMENTS = f"{SCHEME}documents"
STANDARDS = f"{SCHEME}standards"
CLAUSES = "/clauses"
JSON_TYPE = "application/json"
TEXT_TYPE = "text/plain"


@dataclass(frozen=True, slots=True)
class Listed:
    """A resource in a list, or a template of resources: its address and what is found there."""

    uri: str
    name: str
    title: str
    description: Bilingual
    type: str
    bytes: int | None = None


TEMPLATES = (
    Listed(
        f"{DOCUMENTS}/{{document}}", "document", "文件全文 / A document",
        Bilingual("一份文件的全文，原文原字。", "A document's own words, whole."), TEXT_TYPE,
    ),
    Listed(
        f"{DOCUMENTS}/{{document}}{CLAUSES}", "clauses", "条款目录 / The clauses of a document",
        Bilingual("一份文件的全部条款及其地址。", "All clauses of a document, each with its address."), JSON_TYPE,
    ),
    Listed(
        f"{DOCUMENTS}/{{document}}{CLAUSES}/{{clause}}", "clause", "条款 / A clause",
        Bilingual(
            "一个条款的原文；条款号须按百分号编码。",
            "A clause in its own words; percent-encode its id, which holds Chinese, slashes and brackets.",
        ),
        JSON_TYPE,
    ),
)  # fmt: skip
_LISTS = (
    Listed(
        DOCUMENTS, "documents", "政策文件 / The documents",
        Bilingual("全部政策文件，各附地址。", "All documents, each with its address."), JSON_TYPE,
    ),
    Listed(
        STANDARDS, "standards", "指标要求 / The requirements",
        Bilingual(
            "全部带年份的指标要求，各附出处原文。",
            "All dated requirements, each with the words that set it.",
        ),
        JSON_TYPE,
    ),
)  # fmt: skip


def listed(assistant: Assistant) -> Iterator[Listed]:
    """Yield the resources that need no id to be found: the lists, then every document."""
    yield from _LISTS
    for one in assistant.library.documents:
        about = Bilingual(
            f"{one.name}，{one.jurisdiction}，{one.issued}", f"{one.name}, {one.jurisdiction}, {one.issued}"
        )
        yield Listed(uri_of(one), one.id, one.title, about, TEXT_TYPE, len(one.body.encode()))


def uri_of(document: Document) -> str:
    """Return the address of a document."""
    return f"{DOCUMENTS}/{quote(document.id, safe='')}"


def clause_uri(document: Document, clause: Clause) -> str:
    """Return the address of a clause."""
    return f"{uri_of(document)}{CLAUSES}/{quote(clause.id, safe='')}"


def content(assistant: Assistant, uri: str, language: Language) -> tuple[str, str]:
    """Return the media type and the text of the resource at an address.

    Raises UnknownResource, and UnknownDocument or UnknownClause where no such document or clause is here.
    """
    readable(uri)
    if uri == DOCUMENTS:
        return _json({"documents": [_document(one) for one in assistant.library.documents]})
    if uri == STANDARDS:
        tools = assistant.tools
        return _json(standards_json(tools.standards, tools.library, language))
    if not uri.startswith(f"{DOCUMENTS}/"):
        raise UnknownResource(uri[:MAX_ECHO])
    return _of_document(assistant, uri.removeprefix(f"{DOCUMENTS}/"))


def _of_document(assistant: Assistant, rest: str) -> tuple[str, str]:
    encoded, slash, clause = rest.partition(f"{CLAUSES}/")
    library = assistant.library
    if slash:
        document = library.document(unquote(encoded))
        found = library.clause(document.id, unquote(clause))
        return _json({**clause_json(document, found), "uri": clause_uri(document, found)})
    document = library.document(unquote(encoded.removesuffix(CLAUSES)))
    if encoded.endswith(CLAUSES):
        clauses = [{"clause": one.id, "uri": clause_uri(document, one)} for one in document.clauses]
        return _json({"document": document.name, "title": document.title, "clauses": clauses})
    return TEXT_TYPE, document.body


def _document(document: Document) -> Json:
    return {**document_json(document), "uri": uri_of(document)}


def _json(value: Json) -> tuple[str, str]:
    return JSON_TYPE, json.dumps(value, ensure_ascii=False, allow_nan=False)
