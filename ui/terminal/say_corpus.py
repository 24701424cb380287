"""The documents as text and JSON for the command line: the list, a proposal, and the register of conflicts."""

from collections.abc import Iterable, Iterator

from assistant.bookshelf import Proposal, about, fact_rows
from assistant.model import Json
from assistant.sample_clauses import split_sample
from assistant.tools import Tools
from corpus.bilingual import Bilingual, Language
from corpus.changes import Change
from corpus.model import Clause, Document, Reference
from corpus.register import Conflict, Suspect
from corpus.shelf import Contents
from ui.terminal.layout import printable, table, wrapped
from ui.terminal.say_standards import standards_lines, standards_rows
from ui.words import labels, shelf_labels

FIRST = 5
MOST_LEFT_OUT = 12
_SHORT = 80


def document_json(document: Document) -> Json:
    """Return what is known of a document, with the number of its clauses."""
    return {
        "id": document.id, "title": document.title, "number": document.number, "issuer": document.issuer,
        "jurisdiction": document.jurisdiction, "kind": document.kind, "issued": document.issued,
        "effective": document.effective, "interprets": document.interprets, "sha256": document.sha256,
        "origin": document.origin, "clauses": len(document.clauses),
    }  # fmt: skip


def list_json(shelf: Contents, language: Language) -> list[Json]:
    """Return all documents and the users' standards files; of a damaged one the id and what is wrong."""
    keys = ("id", "number", "title", "jurisdiction", "issued", "kind", "origin", "clauses")
    rows: list[Json] = []
    for document in shelf.library.documents:
        known = document_json(document)
        rows.append({**{key: known[key] for key in keys}, "damaged": None})
    nothing: Json = dict.fromkeys(keys)
    rows += [{**nothing, **row} for row in standards_rows(shelf, language)]
    rows += [{**nothing, "id": one.id, "origin": "user", "damaged": one.why.say(language)} for one in shelf.damaged]
    return rows


def list_text(shelf: Contents, language: Language) -> str:
    """Return all documents as a table; below it the users' standards, then what is damaged, with what is wrong."""
    rows = [
        (one.id, one.name, one.jurisdiction, one.issued, shelf_labels.ORIGINS[one.origin].say(language),
         str(len(one.clauses)))
        for one in shelf.library.documents
    ]  # fmt: skip
    standards = standards_lines(shelf, language)
    damaged = [
        f"! {one.id}  {shelf_labels.DAMAGED.say(language)}: {' '.join(one.why.say(language).split())}"
        for one in shelf.damaged
    ]
    return printable("\n".join([*table(rows, indent=""), *standards, *damaged]))


def proposal_json(proposal: Proposal, tools: Tools, language: Language, *, added: bool) -> Json:
    """Return a proposal, and whether it was added."""
    return {
        "added": added,
        "document": document_json(proposal.document),
        "facts": [{"name": row.name, "value": row.value, "quote": row.quote} for row in fact_rows(proposal.intake)],
        "warnings": [one.say(language) for one in proposal.intake.warnings],
        "left_out": [{"why": one.why, "text": one.text} for one in proposal.intake.left_out],
        "replaces": proposal.replaces.id if proposal.replaces else None,
        "changes": [
            {"kind": one.kind, "old": _clause_json(one.old), "new": _clause_json(one.new)} for one in proposal.changes
        ],
        "touched": [
            {"about": about(one).say(language), **_ref_json(one.ref), "stands": one.stands} for one in proposal.touched
        ],
        "suspended": [{"about": one.about.say(language), **_ref_json(one.ref)} for one in proposal.suspended],
    }


def proposal_text(proposal: Proposal, tools: Tools, language: Language) -> str:
    """Return a proposal for people: facts with their words, warnings, first clauses, what it replaces."""
    document, intake = proposal.document, proposal.intake
    count = shelf_labels.clauses(len(document.clauses)).say(language)
    first = split_sample(document, FIRST)[0]
    parts = [
        [f"{shelf_labels.UNDERSTOOD.say(language)} · {document.id} · {count}", *_facts(proposal, language)],
        _section(shelf_labels.WARNINGS, language, (one.say(language) for one in intake.warnings)),
        _section(shelf_labels.FIRST_CLAUSES, language, (f"{c.id}  {_cut(c.text)}" for c in first)),
        _section(shelf_labels.LEFT_OUT, language, _left_out(proposal, language)),
        _replacement(proposal, tools, language),
    ]
    return printable("\n\n".join("\n".join(part) for part in parts if part))


def conflicts_json(tools: Tools, language: Language) -> Json:
    """Return the register: conflicts with every side, doubtful passages with the reason.

    `found`: no person wrote it down; records were compared, and say what `says` says.
    """
    return {
        "conflicts": [
            {
                "kind": one.kind,
                "about": one.about.say(language),
                **_found_json(one, language),
                "sides": [_side(side, tools) for side in one.sides],
            }
            for one in tools.register.conflicts
        ],
        "suspects": [
            {
                "about": one.about.say(language),
                "why": one.why.say(language),
                **_found_json(one, language),
                **_side(one.ref, tools),
            }
            for one in tools.register.suspects
        ],
    }


def conflicts_text(tools: Tools, language: Language) -> str:
    """Return the register for people."""
    lines: list[str] = []
    for one in tools.register.conflicts:
        lines += [
            *wrapped(
                f"{labels.led(labels.CONFLICTS[one.kind], language)}{labels.heading(one.about, language)}"
                f"{_found(one, language)}",
                "",
            )
        ]
        lines += [*_says(one, language), *(line for side in one.sides for line in _quoted(side, tools)), ""]
    for suspect in tools.register.suspects:
        about = f"{labels.heading(suspect.about, language)}{_found(suspect, language)}"
        lines += [*wrapped(f"{labels.led(labels.SUSPECTS, language)}{about}", "")]
        lines += _says(suspect, language)
        lines += [line for ref in (suspect.ref, *suspect.against) for line in _quoted(ref, tools)]
        lines += [*wrapped(f"{labels.led(shelf_labels.WHY, language)}{labels.heading(suspect.why, language)}"), ""]
    return printable("\n".join(lines).rstrip())


def _facts(proposal: Proposal, language: Language) -> list[str]:
    rows = [
        (
            shelf_labels.FACTS[row.name].say(language),
            shelf_labels.fact(row.name, row.value, language),
            f"{shelf_labels.READ_FROM.say(language)} “{_cut(row.quote)}”" if row.quote else "",
        )
        for row in fact_rows(proposal.intake)
    ]
    return table(rows)


def _left_out(proposal: Proposal, language: Language) -> Iterator[str]:
    left_out = proposal.intake.left_out
    yield from (f"{one.why}  {_cut(' '.join(one.text.split()))}" for one in left_out[:MOST_LEFT_OUT])
    if len(left_out) > MOST_LEFT_OUT:
        yield labels.MORE_ISSUES.say(language).format(count=len(left_out) - MOST_LEFT_OUT)


def _replacement(proposal: Proposal, tools: Tools, language: Language) -> list[str]:
    if proposal.replaces is None:
        return []
    lines = [f"{labels.led(shelf_labels.REPLACES, language)}{proposal.replaces.name} ({proposal.replaces.id})"]
    lines += [line for change in proposal.changes for line in _change(change, language)]
    lines += [] if proposal.changes else [f"  {shelf_labels.NO_CHANGE.say(language)}"]
    for stands, fate in ((False, shelf_labels.FALLS), (True, shelf_labels.STANDS)):
        records = [one for one in proposal.touched if one.stands == stands]
        lines += ["", fate.say(language)] if records else []
        lines += [line for one in records for line in wrapped(f"- {about(one).say(language)} ({one.ref.clause})")]
    return lines


def _change(change: Change, language: Language) -> list[str]:
    clause = change.new or change.old
    assert clause is not None  # one of the two is always there
    moved = f" ← {change.old.id}" if change.kind == "moved" and change.old else ""
    head = f"  {shelf_labels.CHANGES[change.kind].say(language)}  {clause.id}{moved}"
    if change.kind == "moved":
        return [head]
    marks = {"same": "{}", "old": "[-{}-]", "new": "{{+{}+}}"}
    text = clause.text if change.kind != "changed" else "".join(marks[p.kind].format(p.text) for p in change.pieces)
    return [head, *wrapped(text, "      ")]


def _section(title: Bilingual, language: Language, lines: Iterable[str]) -> list[str]:
    body = [line for one in lines for line in wrapped(f"- {one}")]
    return [title.say(language), *body] if body else []


def _found_json(one: Conflict | Suspect, language: Language) -> Json:
    return {"found": one.found is not None, "says": one.found.say(language) if one.found else None}


def _says(one: Conflict | Suspect, language: Language) -> list[str]:
    return wrapped(one.found.say(language)) if one.found else []


def _found(one: Conflict | Suspect, language: Language) -> str:
    return f" [{shelf_labels.FOUND.say(language)}]" if one.found else ""


def _quoted(ref: Reference, tools: Tools) -> list[str]:
    name = tools.library.document(ref.document).name
    return [f"  {name}  {ref.clause}", *wrapped(f"“{ref.quote}”", "      ")]


def _side(ref: Reference, tools: Tools) -> Json:
    document = tools.library.document(ref.document)
    return {"document": document.name, "title": document.title, "clause": ref.clause, "quote": ref.quote}


def _ref_json(ref: Reference) -> Json:
    return {"document": ref.document, "clause": ref.clause, "quote": ref.quote}


def _clause_json(clause: Clause | None) -> Json | None:
    return {"clause": clause.id, "text": clause.text} if clause else None


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
