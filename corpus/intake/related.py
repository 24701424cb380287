"""How a new document stands to those of the library: which one it explains, which one it replaces."""

import re
from collections.abc import Sequence

from corpus.documents import Library
from corpus.intake.marks import NUMBER, normal_number
from corpus.model import Document

_NAMED = re.compile(r"《([^《》]*(?:《[^《》]*》[^《》]*)*)》")
_SHORTEST = 8  # characters of a title that may be named without 《》


def interpreted(title: str, opening: Sequence[str], jurisdiction: str, library: Library) -> tuple[str, str] | None:
    """Return the id of the document that an interpretation explains, and the words that name it, by title or 文号.

    Its title names it; only where that names none, its first paragraphs do, which also cite documents of other places.
    """
    if found := _named_in(title, library.documents):
        return found
    if _NAMED.search(title):
        return None
    local = [document for document in library.documents if document.jurisdiction == jurisdiction]
    return next((found for text in opening if (found := _named_in(text, local))), None)


def same_document(
    number: str | None, title: str, jurisdiction: str, kind: str | None, library: Library
) -> Document | None:
    """Return the document that this one is a version of: same place, kind and 文号 (without one, title).

    The page of an interpretation often states the 文号 of what it explains; it never takes that document's place.
    """
    for document in library.documents:
        if (document.jurisdiction, document.kind) != (jurisdiction, kind):
            continue
        if number and same_number(number, document.number):
            return document
        if not number and not document.number and _plain(document.title) == _plain(title):
            return document
    return None


def same_number(number: str, other: str | None) -> bool:
    """Say whether two 文号 are one, white space and the kind of brackets aside."""
    return other is not None and _plain(number) == _plain(other)


def _named_in(text: str, documents: Sequence[Document]) -> tuple[str, str] | None:
    normative = [document for document in documents if document.kind == "normative"]
    numbers = {_plain(normal_number(match)): match[0] for match in NUMBER.finditer(text)}
    for document in normative:
        written = next((said for said in numbers if _plain(document.number or "-") in said), None)
        if written:
            return document.id, numbers[written]
    quoted = {_plain(match[1]): match[0] for match in _NAMED.finditer(text)}
    for document in sorted(normative, key=lambda one: -len(one.title)):
        title = _plain(document.title)
        if title in quoted:
            return document.id, quoted[title]
        if len(title) >= _SHORTEST and title in _plain(text):
            return document.id, document.title
    return None


def _plain(text: str) -> str:
    brackets = str.maketrans("[(（【［])）】］<>", "〔〔〔〔〔〕〕〕〕〕〈〉")
    return re.sub(r"\s", "", text).translate(brackets)
