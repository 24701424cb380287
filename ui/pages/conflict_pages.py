"""The page of known conflicts and doubtful figures, and which of them a clause is part of."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from assistant.bookshelf import suspended
from assistant.service import Assistant
from corpus.bilingual import Bilingual, Language
from corpus.model import Reference
from corpus.register import Register
from ui.pages.passages import passage_of
from ui.server.plain import page
from ui.words import document_labels


@dataclass(frozen=True, slots=True)
class Noted:
    """A conflict or a doubt that a clause is part of: what it is about, and its place on the page of conflicts."""

    label: Bilingual
    about: Bilingual
    anchor: str


def conflict_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the page."""

    @router.get("/documents/conflicts")
    def list_conflicts(request: Request, lang: Language | None = None) -> HTMLResponse:
        tools = assistant.tools

        def sides(refs: Iterable[Reference]) -> list[object]:
            return [passage_of(ref, tools.library) for ref in refs]

        return page(
            request,
            "conflicts.html",
            lang,
            here="documents",
            d=document_labels,
            conflicts=[(one, sides(one.sides)) for one in tools.register.conflicts],
            suspects=[(one, sides((one.ref, *one.against))) for one in tools.register.suspects],
            suspended=suspended(tools),
        )


def noted_by_clause(register: Register, document: str) -> dict[str, list[Noted]]:
    """Return what each clause of a document is part of, by the clause's id."""
    found: dict[str, list[Noted]] = {}
    for number, conflict in enumerate(register.conflicts, start=1):
        noted = Noted(document_labels.IN_CONFLICT, conflict.about, f"conflict-{number}")
        for clause in dict.fromkeys(side.clause for side in conflict.sides if side.document == document):
            found.setdefault(clause, []).append(noted)
    for number, suspect in enumerate(register.suspects, start=1):
        noted = Noted(document_labels.IN_DOUBT, suspect.about, f"doubt-{number}")
        for clause in dict.fromkeys(ref.clause for ref in (suspect.ref, *suspect.against) if ref.document == document):
            found.setdefault(clause, []).append(noted)
    return found
