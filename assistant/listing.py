"""The documents in the order in which people look for them: by rank and place, an interpretation under its text."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.clock import now
from assistant.tools import Tools
from corpus.documents import load_library
from corpus.errors import UnknownPlace
from corpus.model import NATIONAL, Document

Rank = Literal["country", "middle", "county", "other"]
RANKS: tuple[Rank, ...] = ("country", "middle", "county", "other")
_RANK_OF: dict[str, Rank] = {"country": "country", "province": "middle", "prefecture": "middle", "county": "county"}


@dataclass(frozen=True, slots=True)
class Listed:
    """One document of the list. `below`: it interprets the one above it. `coming`: it is not yet in force.

    `restores`: it stands in the place of a shipped one, which comes back once it is removed.
    """

    document: Document
    records: int
    below: bool
    coming: bool
    restores: bool


@dataclass(frozen=True, slots=True)
class Group:
    """The documents of one rank."""

    rank: Rank
    documents: tuple[Listed, ...]


def grouped(tools: Tools, place: str | None = None) -> tuple[Group, ...]:
    """Return the documents by rank; with `place` (a full name) those that hold there, of what it belongs to as well."""
    wanted = [one for one in tools.library.documents if place is None or _holds(one, place)]
    ranked: dict[Rank, list[Document]] = {rank: [] for rank in RANKS}
    for one in wanted:
        ranked[_rank(one, tools)].append(one)
    return tuple(Group(rank, tuple(_listed(ones, tools))) for rank, ones in ranked.items() if ones or rank == "country")


def is_shipped(document: Document) -> bool:
    """Say whether the package carries a document of that id."""
    return any(one.id == document.id for one in load_library().documents)


def floor_documents(tools: Tools) -> tuple[Document, ...]:
    """Return the documents from which the national floor was read."""
    ids = {one.ref.document for one in tools.standards.all if one.basis == "floor"}
    return tuple(one for one in tools.library.documents if one.id in ids)


def _holds(document: Document, place: str) -> bool:
    return document.jurisdiction == NATIONAL or place.startswith(document.jurisdiction)


def _rank(document: Document, tools: Tools) -> Rank:
    try:
        return _RANK_OF[tools.gazetteer.named(document.jurisdiction).level]
    except UnknownPlace:
        return "other"


def _listed(documents: Iterable[Document], tools: Tools) -> list[Listed]:
    """Return documents by place and date, each followed by what interprets it."""
    ordered = sorted(documents, key=lambda one: (one.jurisdiction, one.issued, one.id))
    ids = {one.id for one in ordered}
    found: list[Listed] = []
    for one in ordered:
        if one.interprets not in ids:
            below = [other for other in ordered if other.interprets == one.id]
            found += [_one(one, tools, below=False), *(_one(other, tools, below=True) for other in below)]
    return found


def _one(document: Document, tools: Tools, *, below: bool) -> Listed:
    records = sum(one.ref.document == document.id for one in tools.standards.records)
    coming = document.effective is not None and document.effective > _today()
    return Listed(document, records, below, coming, document.origin == "user" and is_shipped(document))


def _today() -> str:
    return datetime.datetime.fromtimestamp(now()).astimezone().date().isoformat()
