"""What changes the sheets of a conversation: uploading, samples, removing, and confirming what a column is.

Each is a plain form that leads back to the page of the check; a script that sends one is told in JSON where to go.
"""

import json
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, File, Form, Response, UploadFile
from fastapi.responses import JSONResponse, RedirectResponse
from pydantic import Field

from assistant.dropping import drop_sheets
from assistant.service import Assistant
from calculators.model import Upload
from calculators.opening.guards import MAX_FILE_BYTES
from corpus.archives import MEGABYTE
from ui.check_page.addresses import CHECK, Way
from ui.check_page.asked import Asked, CheckAsked
from ui.check_page.samples import sample_uploads
from ui.errors import NothingChosen
from ui.server.access import CHECK_UPLOAD, by_script
from ui.server.own import own_number, own_session_to_fill
from ui.server.request_parts import uploads_of
from ui.server.turns import MAX_FILES, turn
from ui.words.columns_asked import UNDECIDED
from ui.words.sheet_labels import NOTHING_CHOSEN, NOTHING_CHOSEN_HINT
from ui.words.text import readable

MOST_FILES = MAX_FILES
MOST_MEGABYTES = MAX_FILE_BYTES // MEGABYTE
MAX_PLACE_CHARACTERS = 1000
Places = Annotated[list[Annotated[str, Field(max_length=MAX_PLACE_CHARACTERS)]], Form()]


def upload_routes(router: APIRouter, assistant: Assistant) -> None:
    """Add the routes that change the sheets."""

    @router.post(CHECK_UPLOAD)
    def upload(asked: Asked, files: Annotated[list[UploadFile] | None, File()] = None) -> Response:
        return _on(asked, _joined(asked, assistant, uploads_of(files or [])))

    @router.post(f"{CHECK}/sample")
    def sample(asked: Asked, sample: Annotated[str, Form(max_length=40)] = "") -> Response:
        return _on(asked, _joined(asked, assistant, sample_uploads(sample)))

    @router.post(f"{CHECK}/remove")
    def remove(asked: Asked, name: Annotated[list[str] | None, Form()] = None) -> Response:
        return _on(asked, _removed(asked, assistant, name or []))

    _column_routes(router, assistant)


def _column_routes(router: APIRouter, assistant: Assistant) -> None:
    @router.post(f"{CHECK}/columns")
    def confirm(
        asked: Asked, place: Places | None = None,
        choice: Annotated[list[str] | None, Form()] = None,
    ) -> Response:  # fmt: skip
        return _on(asked, _confirmed(asked, assistant, place or [], choice or []))

    @router.post(f"{CHECK}/columns/undo")
    def undo(asked: Asked) -> Response:
        session = asked.sheets(assistant).session
        with turn(session.uploads):
            assistant.confirming.ask_again(session.id, language=asked.language)
        return _on(asked, asked.way(assistant).to(CHECK, "columns"))


def _joined(asked: CheckAsked, assistant: Assistant, uploads: Sequence[Upload]) -> str:
    """Check new sheets beside those of the conversation, which begins here where there was none."""
    for one in uploads:
        readable(one.name)
    with turn(uploads):
        session = own_session_to_fill(asked.request, assistant)
        assistant.check(uploads, language=asked.language, session=session)
    return Way(asked.language, own_number(asked.request, assistant)).to(CHECK)


def _removed(asked: CheckAsked, assistant: Assistant, names: Sequence[str]) -> str:
    session = asked.sheets(assistant).session
    with turn(session.uploads):
        drop_sheets(session, frozenset(names), assistant.sessions, assistant.columns, assistant.tools)
    return Way(asked.language, own_number(asked.request, assistant)).to(CHECK, "files")


def _confirmed(asked: CheckAsked, assistant: Assistant, places: Sequence[str], chosen: Sequence[str]) -> str:
    """Keep what is said of the columns; those left undecided stay as they are. Raises NothingChosen."""
    pairs = zip(places, chosen, strict=False)
    choices = {_place(place): choice for place, choice in pairs if choice != UNDECIDED}
    if not choices:
        raise NothingChosen(NOTHING_CHOSEN, NOTHING_CHOSEN_HINT)
    session = asked.sheets(assistant).session
    with turn(session.uploads):
        assistant.confirming.confirm(session.id, choices, language=asked.language)
    return asked.way(assistant).to(CHECK, "columns")


def _place(text: str) -> tuple[str, str, str]:
    """Return the file, sheet and cell that the page's own field names; a foreign one names no column."""
    try:
        parts = json.loads(text)
    except (ValueError, RecursionError):
        return "", "", ""
    if not (isinstance(parts, list) and len(parts) == 3 and all(isinstance(part, str) for part in parts)):
        return "", "", ""
    return readable(parts[0]), readable(parts[1]), readable(parts[2])


def _on(asked: CheckAsked, address: str) -> Response:
    """Lead on to an address once the step is done; a script is told it, a person's browser follows it."""
    if by_script(asked.request.headers):
        return JSONResponse({"next": address})
    return RedirectResponse(address, status_code=303)
