"""The page that lists the documents: by rank and place, searched, filtered, added to."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from assistant.listing import floor_documents, grouped
from assistant.service import Assistant
from corpus.bilingual import Language
from ui.server.plain import page
from ui.words import document_labels
from ui.words.text import MAX_NAME_CHARACTERS


def list_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the page."""

    @router.get("/documents")
    def list_documents(
        request: Request,
        of: Annotated[str, Query(max_length=MAX_NAME_CHARACTERS)] = "",
        lang: Language | None = None,
    ) -> HTMLResponse:
        tools = assistant.tools
        places = sorted({one.jurisdiction for one in tools.library.documents})
        chosen = of if of in places else None
        return page(
            request, "documents.html", lang, here="documents", d=document_labels, shelf=tools.shelf,
            groups=grouped(tools, chosen), places=places, chosen=chosen, floor=floor_documents(tools),
        )  # fmt: skip
