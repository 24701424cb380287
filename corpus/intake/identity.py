"""The id of a user's document: place, year and number in small Latin letters, as those of the shipped ones."""

import re

from corpus.documents import Library
from corpus.intake.dates import year_of
from corpus.intake.related import same_document
from corpus.model import NOT_STATED
from corpus.places import Place


def document_id(
    *,
    place: Place | None,
    number: str | None,
    title: str,
    issued: str | None,
    kind: str | None,
    interprets: str | None,
    sha256: str,
    library: Library,
) -> str:
    """Return an id such as jinjiang-2024-12; without 文号, jinjiang-2024- and six letters of the file's sha256.

    A version of a document that the library holds has that document's id; the id of any other is free.
    """
    if place and (same := same_document(number, title, place.full_name, kind, library)):
        return same.id
    taken = {document.id for document in library.documents}
    digest = sha256[:6]
    if interprets and not number:
        wanted = f"{interprets}-interpretation"
    else:
        wanted = "-".join(part for part in (_slug(place), _year(number, issued), _serial(number) or digest) if part)
    return wanted if wanted not in taken else f"{wanted}-{digest}"


def _slug(place: Place | None) -> str:
    return re.sub(r"[^a-z]", "", place.english.lower()) if place else "document"


def _year(number: str | None, issued: str | None) -> str:
    bracketed = re.search(r"〔(.{4})〕", number or "")
    if bracketed and (year := year_of(bracketed[1])):
        return str(year)
    return issued[:4] if issued and issued != NOT_STATED else ""


def _serial(number: str | None) -> str:
    match = re.search(r"(\d{1,5})号?$", number or "")
    return match[1].lstrip("0") if match else ""
