"""The columns beside the conversation: data and documents, the history, and the frame of the evidence."""

import time
from collections.abc import Sequence

from assistant.kept.readers import Conversation
from assistant.service import Assistant
from corpus.bilingual import Language
from corpus.errors import UnknownPlace
from corpus.model import NATIONAL, Document
from ui.chat.blocks import block
from ui.chat.tab import Talk
from ui.chat.views import MAX_LISTED
from ui.chat.whose import conversations_of
from ui.words.issue_groups import cell_of
from ui.words.sheets_read import FilesRead

MAX_DOCUMENTS = 5
MAX_CONVERSATIONS = 12


def header(language: Language) -> str:
    """Return the head of the chat page."""
    return block("chat_header.html", language)


def side_head(language: Language) -> str:
    """Return the head of the column of data and documents: seen where the column opens over the page."""
    return block("chat_side_head.html", language)


def start(language: Language) -> str:
    """Return what the page says before anything was asked."""
    return block("chat_start.html", language)


def evidence_panel(language: Language) -> str:
    """Return the frame in which the evidence of the answer in view is shown."""
    return block("chat_evidence.html", language)


def upload_hint(language: Language) -> str:
    """Return what may be uploaded, the template, and the lines that tell how an upload is getting on."""
    return block("chat_upload.html", language)


def sheets_panel(
    names: Sequence[str], language: Language, read: FilesRead | None = None, number: int | None = None
) -> str:
    """Return the files in the conversation `number`, what each sheet was read as, and what was left out and why."""
    return block(
        "chat_sheets.html",
        language,
        names=names,
        read=read or FilesRead(),
        number=number,
        limit=MAX_LISTED,
        cell=lambda issue: cell_of(issue, several=len(names) > 1),
    )


def sheets_of(talk: Talk, language: Language) -> str:
    """Return the sheets of a talk."""
    return sheets_panel(talk.sheets, language, talk.read, talk.number)


def documents_panel(assistant: Assistant, county: str | None, language: Language) -> str:
    """Return the first documents of a county; where there are none, how many there are in all."""
    values = {"held": len(assistant.library.documents), "own": documents_of(assistant, county), "county": county}
    return block("chat_documents.html", language, most=MAX_DOCUMENTS, **values)


def documents_of(assistant: Assistant, county: str | None) -> tuple[Document, ...]:
    """Return the documents of a county and of what it lies in, below the country; none for a place unknown."""
    gazetteer = assistant.tools.gazetteer
    try:
        place = gazetteer.named(county or NATIONAL)
    except UnknownPlace:
        return ()
    binding = {one.full_name for one in (place, *gazetteer.ancestors(place))} - {NATIONAL}
    return tuple(one for one in assistant.library.documents if one.jurisdiction in binding)


def history_of(assistant: Assistant, talk: Talk, language: Language) -> str:
    """Return the conversations of a talk's reader."""
    return history_panel(conversations_of(assistant, talk), talk.number, language)


def history_panel(conversations: Sequence[Conversation], number: int | None, language: Language) -> str:
    """Return the reader's latest conversations as links; the one that is open has this `number`."""
    shown = [(one, time.strftime("%m-%d %H:%M", time.localtime(one.used))) for one in conversations[:MAX_CONVERSATIONS]]
    return block("chat_history.html", language, shown=shown, number=number)
