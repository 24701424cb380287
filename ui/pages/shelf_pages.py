"""The pages on which a document is added (upload, look, correct, confirm) or removed. No script; each step is a page.

An upload waits in a private folder; what was corrected stands in the address of the page that shows it, so that the
page may be read again, in the other language too.
"""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import parse_qsl, quote, urlencode

from fastapi import APIRouter, File, Form, Request, Response, UploadFile
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from assistant.bookshelf import FACTS, FactRow, Proposal, about, fact_rows, removable
from assistant.listing import is_shipped
from assistant.sample_clauses import split_sample
from assistant.sample_questions import sample_questions
from assistant.service import Assistant
from calculators.model import Upload
from corpus.bilingual import Language
from corpus.errors import CorpusError
from corpus.model import NOT_STATED
from ui.errors import Refused
from ui.pages.pending import PendingFiles
from ui.server.access import UPLOAD_PAGE
from ui.server.plain import page
from ui.server.turns import turn
from ui.words import document_labels
from ui.words.shelf_labels import NO_FILE, NO_FILE_HINT
from ui.words.text import readable

if TYPE_CHECKING:
    from corpus.intake.corrections import Corrections

Action = Literal["review", "add", "cancel"]
Lang = Language | None
MAX_FACT_CHARACTERS = 300
FIRST = 6  # clauses shown at once; the others are folded
Given = Annotated[str | None, Field(max_length=MAX_FACT_CHARACTERS)]


class Decision(BaseModel):
    """What the page of a proposal sends: the facts as they stand in the form, and what to do.

    `was` holds the facts as they were read (urlencoded), `seen` what the document was shown to replace.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    action: Action = "review"
    was: Annotated[str, Field(max_length=20_000)] = ""
    seen: Annotated[str, Field(max_length=MAX_FACT_CHARACTERS)] = ""
    title: Given = None
    number: Given = None
    issuer: Given = None
    place: Given = None
    issued: Given = None
    effective: Given = None
    kind: Given = None
    interprets: Given = None

    def corrected(self) -> dict[str, str]:
        """Return the facts that are not as they were read; an empty one says that the document states none.

        An emptied field arrives as none at all, so it is known by the page's own `was`.
        """
        was = dict(parse_qsl(self.was, keep_blank_values=True))
        said = {name: getattr(self, name) if not was else getattr(self, name) or "" for name in FACTS}
        given = {name: readable(value.strip()) for name, value in said.items() if value is not None}
        return {name: value for name, value in given.items() if value != was.get(name)}


def shelf_routes(assistant: Assistant, pending: PendingFiles) -> APIRouter:
    """Return the routes that add and remove documents."""
    router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
    _upload_routes(router, assistant, pending)
    _decision_routes(router, assistant, pending)
    _removal_routes(router, assistant)
    return router


def _upload_routes(router: APIRouter, assistant: Assistant, pending: PendingFiles) -> None:
    @router.post(UPLOAD_PAGE)
    def upload(request: Request, file: Annotated[UploadFile | None, File()] = None, lang: Lang = None) -> Response:
        if file is None or not file.filename:
            raise Refused(422, "no_file", NO_FILE, NO_FILE_HINT)
        with turn((file,)):
            given = Upload(readable(file.filename), file.file.read())
            assistant.bookshelf.propose(given)
        return _see(f"/documents/pending/{pending.keep(given)}", lang)

    @router.get("/documents/pending/{token}")
    def look(request: Request, token: str, again: bool = False, lang: Lang = None) -> Response:
        given = {name: value for name, value in request.query_params.items() if name in FACTS}
        return _understood(request, assistant, pending.get(token), given, lang, again=again)


def _decision_routes(router: APIRouter, assistant: Assistant, pending: PendingFiles) -> None:
    @router.post("/documents/pending/{token}")
    def decide(request: Request, token: str, form: Annotated[Decision, Form()], lang: Lang = None) -> Response:
        if form.action == "cancel":
            pending.drop(token)
            return _see("/documents", lang)
        given = form.corrected()
        if form.action == "review":
            return _see(f"/documents/pending/{token}", lang, given)
        return _add(assistant, token, pending, given, form.seen, lang)

    @router.get("/documents/{id}/added")
    def done(request: Request, id: str, lang: Lang = None) -> Response:
        tools = assistant.tools
        document = tools.library.document(id)
        return page(
            request,
            "added.html",
            lang,
            here="documents",
            d=document_labels,
            document=document,
            questions=sample_questions(document, tools),
        )


def _removal_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.get("/documents/{id}/remove")
    def sure(request: Request, id: str, lang: Lang = None) -> Response:
        document = removable(id, assistant.library)
        return page(
            request,
            "remove.html",
            lang,
            here="documents",
            d=document_labels,
            document=document,
            restores=is_shipped(document),
        )

    @router.post("/documents/{id}/remove")
    def remove(request: Request, id: str, lang: Lang = None) -> Response:
        assistant.bookshelf.remove(id)
        return _see("/documents", lang)


def _add(
    assistant: Assistant, token: str, pending: PendingFiles, given: Mapping[str, str], seen: str, lang: Lang
) -> Response:
    """Add what was agreed to; whatever else would come of it now is shown first."""
    upload = pending.get(token)
    try:
        with turn((upload,)):
            proposal = assistant.bookshelf.propose(upload, _corrections(given))
    except CorpusError:
        return _see(f"/documents/pending/{token}", lang, given)
    if proposal.seen != seen:
        return _see(f"/documents/pending/{token}", lang, {**given, "again": "1"})
    assistant.bookshelf.add(proposal, upload.content)
    pending.drop(token)
    return _see(f"/documents/{quote(proposal.document.id, safe='')}/added", lang)


def _understood(
    request: Request, assistant: Assistant, upload: Upload, given: Mapping[str, str], lang: Lang, *, again: bool
) -> Response:
    """Return the page of a proposal; a correction that cannot be is told on it."""
    proposal, fault = _proposed(assistant, upload, given)
    tools = assistant.tools
    rows = fact_rows(proposal.intake)
    sample, others = split_sample(proposal.document, FIRST)
    return page(
        request,
        "understood.html",
        lang,
        here="documents",
        upload=upload,
        proposal=proposal,
        rows=[_row(row, given) for row in rows],
        was=urlencode({"read": "1", **{row.name: _known(row.value) for row in rows if row.name not in given}}),
        touched=[(about(one), one) for one in proposal.touched],
        counts=Counter(one.kind for one in proposal.changes),
        answers=_answers_touched(assistant, proposal),
        d=document_labels,
        documents=tools.library.documents,
        fault=fault,
        again=again,
        sample=sample,
        others=others,
    )


def _answers_touched(assistant: Assistant, proposal: Proposal) -> int:
    """Return how many kept answers cite clauses that the proposal changes."""
    if proposal.replaces is None:
        return 0
    after = assistant.tools.with_document(proposal.document).library
    return assistant.kept.would_mark(proposal.document.id, after)


def _proposed(assistant: Assistant, upload: Upload, given: Mapping[str, str]) -> tuple[Proposal, CorpusError | None]:
    """Return the proposal with the corrections, else the one without them and why they cannot be."""
    with turn((upload,)):
        try:
            return assistant.bookshelf.propose(upload, _corrections(given)), None
        except CorpusError as fault:
            if not given:
                raise
            return assistant.bookshelf.propose(upload), fault


def _corrections(given: Mapping[str, str]) -> "Corrections":
    from corpus.intake.corrections import Corrections  # loads readers of file formats

    return Corrections(**given)


def _row(row: FactRow, given: Mapping[str, str]) -> FactRow:
    """Return a fact as the form shows it: as given, else as read; nothing where the text does not state it."""
    return (
        FactRow(row.name, given[row.name], None)
        if row.name in given
        else FactRow(row.name, _known(row.value), row.quote)
    )


def _known(value: str | None) -> str:
    return "" if value in (None, NOT_STATED) else str(value)


def _see(path: str, lang: Lang, query: Mapping[str, str] | None = None) -> Response:
    """Send the browser on, so that reading the page again does nothing twice."""
    asked = {**(query or {}), **({"lang": lang} if lang else {})}
    return RedirectResponse(f"{path}?{urlencode(asked)}" if asked else path, status_code=303)
