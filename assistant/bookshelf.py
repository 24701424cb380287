"""The users' documents as every face sees them: what a file would become, then added or removed.

Nothing is written before `add`. A proposal need not be kept: the same bytes with the same corrections give the same
document.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.tools import Tools
from assistant.view import record_label
from calculators.model import Upload
from corpus.bilingual import Bilingual
from corpus.changes import Change, Touched, changes, touched
from corpus.documents import Library, parse_document
from corpus.errors import DuplicateDocument, NotOnShelf
from corpus.model import Document, Origin, Suspended
from corpus.register import Conflict, Suspect
from corpus.shelf import Shelf

if TYPE_CHECKING:
    from corpus.intake.corrections import Corrections
    from corpus.intake.take_in import Intake


_HERE_ALREADY: dict[Origin, Bilingual] = {
    "shipped": Bilingual(
        "它随系统提供，无需添加，可以直接提问；如有修订后的版本，请添加该版本，它会取代这份。",
        "It is shipped and need not be added: ask about it now. A revised version, once added, takes its place.",
    ),
    "user": Bilingual(
        "无需再次添加；要更正其信息，请先移除再添加。",
        "It need not be added again; to correct what is said of it, remove it and add it again.",
    ),
}
FACTS = ("title", "number", "issuer", "place", "issued", "effective", "kind", "interprets")


@dataclass(frozen=True, slots=True)
class FactRow:
    """One fact of a document as understood, and the words that it was read from, where it was read and not given."""

    name: str
    value: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a file would become: the document as understood, and what its coming changes.

    `replaces` is the document whose place it takes; `changes`, `touched` and `suspended` are empty without one.
    """

    intake: "Intake"
    document: Document
    replaces: Document | None
    changes: tuple[Change, ...]
    touched: tuple[Touched, ...]
    suspended: tuple[Suspended, ...]

    @property
    def text(self) -> str:
        """The canonical file that is put on the shelf."""
        return self.intake.text

    @property
    def seen(self) -> str:
        """What somebody who agreed must have seen: which version of which document gives way."""
        return f"{self.replaces.id}-{self.replaces.sha256[:16]}" if self.replaces else ""


class Bookshelf:
    """Adds and removes users' documents. Safe to use from several threads and processes."""

    def __init__(self, home: Path, tools: Callable[[], Tools]) -> None:
        """Work on the shelf in `home`; `tools` gives the tools over the corpus as it stands."""
        self._shelf = Shelf(home)
        self._tools = tools

    def propose(self, upload: Upload, corrections: "Corrections | None" = None) -> Proposal:
        """Return what a file would become. Writes nothing.

        Raises UnreadableDocument, DuplicateDocument, or the error of a correction that cannot be.
        """
        from corpus.intake.corrections import Corrections
        from corpus.intake.take_in import take_in  # loads readers of file formats

        tools = self._tools()
        intake = take_in(upload.content, upload.name, tools.library, corrections or Corrections())
        document = parse_document(intake.text, f"{intake.document.id}.md", "user")
        refuse_duplicate(document, tools.library)
        replaced = next((one for one in tools.library.documents if one.id == document.id), None)
        if replaced is None:
            return Proposal(intake, document, None, (), (), ())
        records = touched(replaced, document, tools.standards, tools.register)
        gone = suspended(tools.with_document(document))
        return Proposal(intake, document, replaced, changes(replaced, document), records, gone)

    def add(self, proposal: Proposal, content: bytes) -> None:
        """Put a proposed document's clauses into the index, and it on the shelf with the bytes that it was read from.

        Raises DuplicateDocument where somebody was faster, ShelfUnavailable or IndexUnavailable; nothing is added then.
        """
        tools = self._tools()
        refuse_duplicate(proposal.document, tools.library)
        _ = tools.with_document(proposal.document).index  # built before anybody can ask: nobody need wait for it
        self._shelf.add(proposal, content, lambda library: refuse_duplicate(proposal.document, library))

    def remove(self, name: str) -> Document | None:
        """Take a document (id, 文号 or title) off the shelf; return what stands in its place now: the shipped one.

        Raises UnknownDocument, NotOnShelf for a shipped document, or ShelfUnavailable.
        """
        tools = self._tools()
        damaged = {one.id for one in tools.shelf.damaged}
        id = name if name in damaged else removable(name, tools.library).id
        self._shelf.remove(id)
        tools = self._tools()
        _ = tools.index
        return next((one for one in tools.library.documents if one.id == id), None)


def fact_rows(intake: "Intake") -> tuple[FactRow, ...]:
    """Return the facts of a document as understood, in the order that people read them."""
    facts = {name: getattr(intake.facts, name) for name in FACTS}
    return tuple(FactRow(name, fact.value, fact.quote) for name, fact in facts.items())


def about(one: Touched) -> Bilingual:
    """Return what a touched record is about."""
    record = one.record
    return record.about if isinstance(record, Conflict | Suspect | Suspended) else record_label(record)


def removable(name: str, library: Library) -> Document:
    """Return the document of that name. Raises UnknownDocument, or NotOnShelf for one that was shipped."""
    document = library.document(name)
    if document.origin == "user":
        return document
    raise NotOnShelf(
        Bilingual(
            f"“{document.name}”是随系统提供的文件，不能移除。", f"“{document.name}” was shipped and cannot be removed."
        ),
        Bilingual(
            "只能移除自己添加的文件；如需更新，请添加新版本，它会取代旧版本。",
            "Only documents that were added can be; to update it, add the new version, which takes its place.",
        ),
    )


def refuse_duplicate(document: Document, library: Library) -> None:
    """Raise DuplicateDocument, which names the document, where one of the same file or the same words is here."""
    for one in library.documents:
        if one.sha256 == document.sha256:
            raise _duplicate(one, Bilingual("这个文件", "This file"))
        if _words(one) == _words(document):
            raise _duplicate(one, Bilingual("与这个文件文字相同的文件", "A document with the same words"))


def suspended(tools: Tools) -> tuple[Suspended, ...]:
    """Return what is not in force since a user's version of a document no longer holds its words, named for people."""
    requirements = tuple(Suspended(record_label(one), one.ref) for one in tools.standards.suspended)
    return requirements + tools.register.suspended


def _duplicate(document: Document, what: Bilingual) -> DuplicateDocument:
    name = document.name
    return DuplicateDocument(
        Bilingual(
            f"{what.zh}已经在库中：{name}（{document.id}）。", f"{what.en} is here already: {name} ({document.id})."
        ),
        _HERE_ALREADY[document.origin],
    )


def _words(document: Document) -> str:
    return "".join(document.body.split())
