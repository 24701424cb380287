"""What the bounded process does with a user's file: read it by its kind, and say what was found or why nothing was."""

import json
from collections.abc import Callable
from importlib import import_module

from corpus.errors import UnreadableDocument
from corpus.intake import refusals
from corpus.intake.model import Received, Table
from corpus.intake.packing import pack
from corpus.intake.tidying import tidied

_READERS = {
    "docx": "corpus.intake.docx:read_docx",
    "pdf": "corpus.intake.pdf:read_pdf",
    "html": "corpus.intake.html:read_html",
    "md": "corpus.intake.markdown:read_markdown",
    "txt": "corpus.intake.text:read_text",
}


def open_document(content: bytes, kind: str) -> bytes:
    """Read a file; return JSON of the document, or of the refusal."""
    try:
        return pack(read(content, kind))
    except UnreadableDocument as refusal:
        told = {name: [text.zh, text.en] for name, text in (("message", refusal.message), ("hint", refusal.hint))}
        return json.dumps({"code": refusal.code, **told}).encode()


def read(content: bytes, kind: str) -> Received:
    """Read a file of a known kind in this process. Raises `UnreadableDocument`."""
    module, function = _READERS[kind].split(":")
    reader: Callable[[bytes], Received] = getattr(import_module(module), function)
    received = tidied(reader(content))
    if not any(isinstance(part, Table) or part.text for part in received.parts):
        raise refusals.empty()
    return received
