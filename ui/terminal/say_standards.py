"""The standards that users bring, as text and JSON for the command line."""

from assistant.model import Json
from assistant.view import record_label
from corpus.bilingual import Language
from corpus.brought import BroughtStandards
from corpus.saying import said
from corpus.shelf import Contents
from corpus.written import Record
from ui.terminal.layout import printable, wrapped
from ui.words import shelf_labels


def standards_rows(shelf: Contents, language: Language) -> list[Json]:
    """Return a row of the list for each standards file: `records` in force, or why it is `suspended`."""
    return [
        {
            "id": one.name, "title": shelf_labels.USERS_STANDARDS.say(language), "kind": "standards", "origin": "user",
            "document": one.document, "records": len(one.records), "damaged": None,
            "suspended": one.rests.say(language) if one.rests else None,
        }
        for one in shelf.standards
    ]  # fmt: skip


def standards_lines(shelf: Contents, language: Language) -> list[str]:
    """Return a line of the list for each standards file."""
    return [_line(one, language) for one in shelf.standards]


def _line(one: BroughtStandards, language: Language) -> str:
    title = shelf_labels.USERS_STANDARDS.say(language)
    if one.rests:
        return f"! {one.name}  {title}  {shelf_labels.AT_REST.say(language)}: {one.rests.say(language)}"
    return f"{one.name}  {title}  {shelf_labels.records(len(one.records)).say(language)} → {one.document}"


def proposal_json(proposal: BroughtStandards, language: Language, *, added: bool) -> Json:
    """Return what a standards file sets, and whether it was added."""
    records = [
        {
            "id": one.id, "about": record_label(one).say(language), "says": said(one).say(language),
            "clause": one.ref.clause, "quote": one.ref.quote,
        }
        for one in proposal.records
    ]  # fmt: skip
    return {"added": added, "id": proposal.name, "document": proposal.document, "records": records}


def proposal_text(proposal: BroughtStandards, language: Language) -> str:
    """Return what a standards file sets, for people: each record with the words that it rests on."""
    count = shelf_labels.records(len(proposal.records)).say(language)
    head = f"{shelf_labels.STANDARDS_UNDERSTOOD.say(language)} · {proposal.document} · {count}"
    return printable("\n".join([head, *(line for one in proposal.records for line in _record(one, language))]))


def _record(one: Record, language: Language) -> list[str]:
    colon = "：" if language == "zh" else ": "
    return [
        *wrapped(f"- {record_label(one).say(language)}{colon}{said(one).say(language)}"),
        *wrapped(f"{one.ref.clause}  “{one.ref.quote}”", "      "),
    ]
